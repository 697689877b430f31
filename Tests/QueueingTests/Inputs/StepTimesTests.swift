import Queueing
import Testing

@Suite struct StepTimesTests {
    private func times(_ decode: [TimeTable.Point], _ pass: [TimeTable.Point]) throws(QueueingFault) -> StepTimes {
        try StepTimes(decode: decode, contextTime: 1e-6, pass: pass, pairTime: 1e-9)
    }

    @Test func tablesAreStraightBetweenPointsAndBeyond() throws {
        let table = try times([.init(8, 0.010), .init(16, 0.012), .init(32, 0.020)], [.init(1, 1)]).decodeTable
        #expect(table(8) == 0.010)
        // Half way from 10 to 12 ms; beyond, 0.25 ms a sequence before the first point and 0.5 ms behind the last.
        #expect(abs(table(12) - 0.011) < 1e-12)
        #expect(abs(table(4) - 0.009) < 1e-12)
        #expect(abs(table(40) - 0.024) < 1e-12)
    }

    @Test func aTableOfOnePointIsFlat() throws {
        let table = try times([.init(8, 0.010)], [.init(1, 1)]).decodeTable
        #expect(table(0) == 0.010)
        #expect(table(1e9) == 0.010)
    }

    @Test func aFallingLineNeverReachesZero() throws {
        let table = try times([.init(1, 0.010), .init(2, 0.001)], [.init(1, 1)]).decodeTable
        #expect(table(1000) > 0)
    }

    @Test func stepsInARowAreTheSumOfSteps() throws {
        let times = try Deployment.llama.times()
        // Each of the 50 steps adds a token to the context of each of the 20 sequences.
        let sum = (0..<50).reduce(0) { $0 + times.decode(steps: 1, sequences: 20, context: 9000 + 20 * $1) }
        let atOnce = times.decode(steps: 50, sequences: 20, context: 9000)
        #expect(abs(sum - atOnce) < 1e-12)
    }

    @Test func aPassIsNeverShorterThanItsDecodeStep() throws {
        // The table of passes falls below that of steps here; 10 sequences take 20 ms and 1 ms for 1000 tokens of
        // context.
        let times = try times([.init(1, 0.020)], [.init(1, 0.001), .init(1000, 0.002)])
        #expect(abs(times.pass(tokens: 5, pairs: 0, sequences: 10, context: 1000) - 0.021) < 1e-12)
        // Prompts alone take what the table says: 1 ms and 5 of 999 parts of 1 ms less one, and 10 ns for 10 pairs.
        #expect(abs(times.pass(tokens: 5, pairs: 10, sequences: 0, context: 0) - (0.001 + 4 / 999e3 + 1e-8)) < 1e-12)
    }

    @Test func faultsAreTold() {
        let good = [TimeTable.Point(1, 0.01)]
        #expect(throws: QueueingFault.empty(.decodeTable)) { try times([], good) }
        #expect(throws: QueueingFault.empty(.passTable)) { try times(good, []) }
        #expect(throws: QueueingFault.unsorted(.decodeTable, at: 1)) { try times([.init(2, 1), .init(2, 1)], good) }
        #expect(throws: QueueingFault.outOfRange(.passTable, 0, 1e-12...1e6, at: 0)) { try times(good, [.init(1, 0)]) }
        #expect(throws: QueueingFault.outOfRange(.passTable, -1, 0...1e12, at: 1)) {
            try times(good, [.init(0, 1), .init(-1, 1)])
        }
        #expect(throws: QueueingFault.self) { try times(good, [.init(1, .nan)]) }
        #expect(throws: QueueingFault.self) { try times([.init(.infinity, 1)], good) }
        #expect(throws: QueueingFault.outOfRange(.contextTime, 2, 0...1)) {
            try StepTimes(decode: good, contextTime: 2, pass: good, pairTime: 0)
        }
        #expect(throws: QueueingFault.self) {
            try StepTimes(decode: good, contextTime: 0, pass: good, pairTime: .nan)
        }
    }
}
