import Queueing
import Testing

@Suite struct InputTests {
    @Test func lengthsAndLoadsAreChecked() throws {
        let lengths = try Lengths(mean: 100, variation: 0.5)
        #expect(throws: QueueingFault.outOfRange(.length, 0, 1...1e8)) { try Lengths(mean: 0) }
        #expect(throws: QueueingFault.outOfRange(.lengthVariation, -1, 0...10)) {
            try Lengths(mean: 1, variation: -1)
        }
        #expect(throws: QueueingFault.outOfRange(.rate, 0, 1e-9...1e9)) {
            try Load(rate: 0, input: lengths, output: lengths)
        }
        #expect(throws: QueueingFault.self) { try Load(rate: .nan, input: lengths, output: lengths) }
        #expect(throws: QueueingFault.outOfRange(.arrivalVariation, 11, 0...10)) {
            try Load(rate: 1, arrivalVariation: 11, input: lengths, output: lengths)
        }
    }

    @Test func serversAreChecked() throws {
        #expect(throws: QueueingFault.outOfRange(.chunk, 0, 1...1e8)) { try Server(chunk: 0, kvTokens: 1000) }
        #expect(throws: QueueingFault.outOfRange(.maxRunning, 0, 1...1e5)) { try Server(maxRunning: 0, kvTokens: 1000) }
        #expect(throws: QueueingFault.outOfRange(.kvTokens, 0, 1...1e15)) { try Server(kvTokens: 0) }
        #expect(throws: QueueingFault.outOfRange(.requestTime, -1, 0...1e6)) {
            try Server(kvTokens: 1000, requestTime: -1)
        }
        #expect(throws: QueueingFault.outOfRange(.replicas, 0, 1...1e5)) { try Server(kvTokens: 1000, replicas: 0) }
        let times = try Deployment.llama.times()
        #expect(throws: QueueingFault.outOfRange(.prefillWorkers, 0, 1...1e5)) {
            try Server.PrefillPool(workers: 0, times: times)
        }
        #expect(throws: QueueingFault.outOfRange(.transfer, .infinity, 0...1e6)) {
            try Server.PrefillPool(workers: 1, times: times, transfer: .infinity)
        }
    }

    @Test func aRequestThatHasNoRoomIsAFault() throws {
        let lengths = try Lengths(mean: 600)
        let load = try Load(rate: 1, input: lengths, output: lengths)
        #expect(throws: QueueingFault.noRoom(needed: 1200, available: 1000)) {
            try OpenLoop(load, on: Server(kvTokens: 1000), times: Deployment.llama.times())
        }
    }

    @Test func tracesAreChecked() throws {
        let good = TracedRequest(arrival: 1, input: 10, output: 5, cached: 4)
        #expect(throws: QueueingFault.empty(.trace)) { try RequestTrace([]) }
        #expect(throws: QueueingFault.unsorted(.trace, at: 1)) {
            try RequestTrace([good, TracedRequest(arrival: 0.5, input: 10, output: 5)])
        }
        #expect(throws: QueueingFault.outOfRange(.trace, 0, 1...1e8, at: 0)) {
            try RequestTrace([TracedRequest(arrival: 1, input: 10, output: 0)])
        }
        #expect(throws: QueueingFault.outOfRange(.trace, 11, 0...10, at: 0)) {
            try RequestTrace([TracedRequest(arrival: 1, input: 10, output: 5, cached: 11)])
        }
        #expect(throws: QueueingFault.self) { try RequestTrace([TracedRequest(arrival: .nan, input: 1, output: 1)]) }
    }

    @Test func clientsAreChecked() throws {
        let lengths = try Lengths(mean: 10)
        #expect(throws: QueueingFault.outOfRange(.clients, 0, 1...1e6)) {
            try ClosedLoop(clients: 0, input: lengths, output: lengths)
        }
    }
}
