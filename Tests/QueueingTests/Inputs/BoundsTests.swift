import Testing

@testable import Queueing

/// Each input is taken at both ends of its range, and at neither end beyond it.
@Suite struct BoundsTests {
    /// Checks an input of a range; the value just outside is told with the range.
    private func check(
        _ input: QueueingFault.Input, _ range: ClosedRange<Double>, _ take: (Double) throws -> Void
    ) throws {
        try take(range.lowerBound)
        try take(range.upperBound)
        for value in [range.lowerBound.nextDown, range.upperBound.nextUp] {
            #expect(throws: QueueingFault.outOfRange(input, value, range)) { try take(value) }
        }
    }

    /// The same of whole numbers.
    private func check(_ input: QueueingFault.Input, _ range: ClosedRange<Int>, _ take: (Int) throws -> Void) throws {
        try take(range.lowerBound)
        try take(range.upperBound)
        let told = Double(range.lowerBound)...Double(range.upperBound)
        for value in [range.lowerBound - 1, range.upperBound + 1] {
            #expect(throws: QueueingFault.outOfRange(input, Double(value), told)) { try take(value) }
        }
    }

    @Test func loads() throws {
        try check(.length, 1...1e8) { _ = try Lengths(mean: $0) }
        try check(.lengthVariation, 0...10) { _ = try Lengths(mean: 9, variation: $0) }
        let lengths = try Lengths(mean: 9)
        #expect(lengths.variation == 0)
        try check(.rate, 1e-9...1e9) { _ = try Load(rate: $0, input: lengths, output: lengths) }
        try check(.arrivalVariation, 0...10) {
            _ = try Load(rate: 1, arrivalVariation: $0, input: lengths, output: lengths)
        }
        #expect(try Load(rate: 1, input: lengths, output: lengths).arrivalVariation == 1)
        try check(.think, 0...1e9) { _ = try ClosedLoop(clients: 1, input: lengths, output: lengths, think: $0) }
        try check(.clients, 1...1_000_000) { _ = try ClosedLoop(clients: $0, input: lengths, output: lengths) }
        #expect(try ClosedLoop(clients: 1, input: lengths, output: lengths).think == 0)
        let (server, times) = (try Server(kvTokens: 1e6), try Deployment.llama.times())
        func users(_ users: Double, _ think: Double) throws {
            _ = try UserLoop(users: users, think: think, input: lengths, output: lengths, on: server, times: times)
        }
        try check(.clients, 1...1e9) { try users($0, 10) }
        try check(.think, 1e-9...1e9) { try users(2, $0) }
    }

    @Test func servers() throws {
        try check(.chunk, 1...100_000_000) { _ = try Server(chunk: $0, kvTokens: 1) }
        try check(.maxRunning, 1...100_000) { _ = try Server(maxRunning: $0, kvTokens: 1) }
        try check(.kvTokens, 1...1e15) { _ = try Server(kvTokens: $0) }
        try check(.requestTime, 0...1e6) { _ = try Server(kvTokens: 1, requestTime: $0) }
        try check(.replicas, 1...100_000) { _ = try Server(kvTokens: 1, replicas: $0) }
        let times = try Deployment.llama.times()
        try check(.prefillWorkers, 1...100_000) { _ = try Server.PrefillPool(workers: $0, times: times) }
        try check(.transfer, 0...1e6) { _ = try Server.PrefillPool(workers: 1, times: times, transfer: $0) }
        #expect(try Server.PrefillPool(workers: 1, times: times).transfer == 0)
        let server = try Server(kvTokens: 5)
        #expect(server.schedule == .mixed)
        #expect(server.chunk == 8192)
        #expect(server.maxRunning == 256)
        #expect(server.requestTime == 0)
        #expect(server.replicas == 1)
        #expect(server.routing == .roundRobin)
        #expect(Server.Schedule.allCases.map(\.splitsPrompts) == [true, true, false])
    }

    @Test func stepTimes() throws {
        let good = [TimeTable.Point(1, 0.01)]
        func times(
            decode: [TimeTable.Point]? = nil, context: Double = 0, pass: [TimeTable.Point]? = nil, pair: Double = 0
        ) throws {
            _ = try StepTimes(decode: decode ?? good, contextTime: context, pass: pass ?? good, pairTime: pair)
        }
        try check(.contextTime, 0...1) { try times(context: $0) }
        try check(.pairTime, 0...1) { try times(pair: $0) }
        // A table of one point tells where the value was: at 0.
        for (value, range) in [(-1e-9, 0...1e12), (1e12.nextUp, 0...1e12)] as [(Double, ClosedRange<Double>)] {
            #expect(throws: QueueingFault.outOfRange(.decodeTable, value, range, at: 0)) {
                try times(decode: [.init(value, 1)])
            }
        }
        for value in [1e-12.nextDown, 1e6.nextUp] {
            #expect(throws: QueueingFault.outOfRange(.passTable, value, 1e-12...1e6, at: 0)) {
                try times(pass: [.init(1, value)])
            }
        }
        try times(decode: [.init(0, 1e-12), .init(1e12, 1e6)])
        #expect(throws: QueueingFault.unsorted(.passTable, at: 2)) {
            try times(pass: [.init(1, 1), .init(3, 1), .init(2, 1)])
        }
        // From 10 ms at 1 by 9 ms down for each: 1 ms at 2, and never below the shortest.
        let falling = try StepTimes(
            decode: [.init(1, 0.010), .init(2, 0.001)], contextTime: 0, pass: good, pairTime: 0
        ).decodeTable
        #expect(falling(1000) == 1e-12)
        #expect(abs(falling(0) - 0.019) < 1e-15)
    }

    @Test func traces() throws {
        func trace(_ request: TracedRequest) throws { _ = try RequestTrace([request]) }
        func fault(_ value: Double, _ range: ClosedRange<Double>) -> QueueingFault {
            .outOfRange(.trace, value, range, at: 0)
        }
        try trace(TracedRequest(arrival: 0, input: 1, output: 1, cached: 1))
        try trace(TracedRequest(arrival: 1e12, input: 100_000_000, output: 100_000_000, cached: 0))
        for arrival in [-1e-9, 1e12.nextUp] {
            #expect(throws: fault(arrival, 0...1e12)) {
                try trace(TracedRequest(arrival: arrival, input: 1, output: 1))
            }
        }
        for length in [0, 100_000_001] {
            #expect(throws: fault(Double(length), 1...1e8)) {
                try trace(TracedRequest(arrival: 0, input: length, output: 1))
            }
            #expect(throws: fault(Double(length), 1...1e8)) {
                try trace(TracedRequest(arrival: 0, input: 1, output: length))
            }
        }
        for cached in [-1, 8] {
            #expect(throws: fault(Double(cached), 0...7)) {
                try trace(TracedRequest(arrival: 0, input: 7, output: 1, cached: cached))
            }
        }
        // Two at the same time are in order; the third is not.
        let requests = [2.0, 2, 1].map { TracedRequest(arrival: $0, input: 1, output: 1) }
        #expect(throws: QueueingFault.unsorted(.trace, at: 2)) { try RequestTrace(requests) }
        #expect(try RequestTrace(Array(requests.dropLast())).requests.map(\.cached) == [0, 0])
    }

    @Test func aRequestFitsExactly() throws {
        let load = try Load(rate: 1, input: Lengths(mean: 600), output: Lengths(mean: 400))
        let times = try Deployment.llama.times()
        _ = try OpenLoop(load, on: Server(kvTokens: 1000), times: times)
        #expect(throws: QueueingFault.noRoom(needed: 1000, available: 999)) {
            try OpenLoop(load, on: Server(kvTokens: 999), times: times)
        }
    }
}
