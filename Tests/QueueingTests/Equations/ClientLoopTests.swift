import Queueing
import Testing

/// Clients that send the next request once one has ended.
@Suite struct ClientLoopTests {
    private let times: StepTimes
    private let short: Lengths
    private let answer: Lengths

    init() throws {
        times = try Deployment.llama.times()
        (short, answer) = (try Lengths(mean: 1024, variation: 0.115), try Lengths(mean: 256, variation: 0.115))
    }

    private func server(
        _ schedule: Server.Schedule, chunk: Int = 8192, slots: Int = 1024, workers: Int = 0, replicas: Int = 1
    ) throws -> Server {
        try Server(
            schedule: schedule, chunk: chunk, maxRunning: slots, kvTokens: Deployment.llama.kvTokens, requestTime: 0.02,
            replicas: replicas, prefillPool: workers > 0 ? .init(workers: workers, times: times, transfer: 0.01) : nil)
    }

    @Test func aLoneClientWaitsForNobody() throws {
        let loop = try ClientLoop(clients: 1, input: short, output: answer, on: server(.inflight), times: times)
        // A pass of 1024 rows lies a third of the way from 512 to 2048: 37.2 + 74.8 / 3 = 62.1 ms, and 0.4 ms of pairs.
        #expect(abs(loop.firstToken.prefill - 0.0625) < 0.002)
        #expect(loop.firstToken.request == 0.02)
        #expect(loop.firstToken.queue < 0.012)
        #expect(loop.firstToken.slot == 0)
    }

    @Test(arguments: Server.Schedule.allCases) func littleHolds(_ schedule: Server.Schedule) throws {
        let server = try server(schedule, chunk: schedule == .inflight ? 8192 : 2048, replicas: 2)
        for clients in [2.0, 20, 150, 600] {
            let loop = try ClientLoop(clients: clients, input: short, output: answer, on: server, times: times)
            let inFlight = 2 * loop.decoding + loop.rate * loop.firstToken.total
            #expect(abs(inFlight / clients - 1) < 1e-6, "\(clients)")
            #expect(abs(loop.rate * loop.perToken * 255 / (2 * loop.decoding) - 1) < 1e-9)
        }
    }

    @Test func moreClientsAreServedMoreAndWaitLonger() throws {
        var last: ClientLoop?
        for clients in [1.0, 4, 16, 64, 128, 256, 512, 1024] {
            let loop = try ClientLoop(
                clients: clients, input: short, output: answer, on: server(.mixed), times: times)
            if let last {
                #expect(loop.rate > 0.999 * last.rate)
                #expect(loop.firstToken.total > 0.97 * last.firstToken.total)
            }
            last = loop
        }
    }

    @Test func clientsWithoutASlotWait() throws {
        let server = try server(.inflight, slots: 32)
        let loop = try ClientLoop(clients: 100, input: short, output: answer, on: server, times: times)
        // 68 of them wait in front, each as long as it takes to serve 68.
        #expect(abs(loop.firstToken.slot - 68 / loop.rate) < 1e-9)
    }

    /// What a benchmark's start adds is a part of the queue, and is counted where Little's law counts.
    @Test func aStartOfAllAtOnceIsWaitedFor() throws {
        let server = try server(.mixed)
        func loop(_ start: Double) throws -> ClientLoop {
            try ClientLoop(clients: 40, input: short, output: answer, on: server, times: times, start: start)
        }
        let (without, with) = (try loop(0), try loop(0.5))
        // As fewer decode beside, all else gets a little shorter.
        let more = with.firstToken.queue - without.firstToken.queue
        #expect(more > 0.45 && more <= 0.5)
        #expect(with.firstToken.prefill <= without.firstToken.prefill)
        #expect(with.rate < without.rate)
        #expect(abs((with.decoding + with.rate * with.firstToken.total) / 40 - 1) < 1e-6)
    }

    /// What equations of one step of wait and no queue were 41 % below to 48 % above.
    @Test(arguments: [
        (Server.Schedule.inflight, 8192, 1024.0, 256.0, 0, 16), (.inflight, 8192, 1024, 256, 0, 128),
        (.mixed, 2048, 4096, 512, 0, 64), (.mixed, 2048, 4096, 512, 0, 128), (.prefillFirst, 2048, 4096, 512, 0, 128),
        (.mixed, 8192, 1024, 1024, 0, 128), (.inflight, 8192, 1024, 256, 1, 16), (.inflight, 8192, 1024, 256, 1, 64),
        (.inflight, 8192, 1024, 256, 1, 256), (.inflight, 8192, 1024, 1024, 2, 256),
    ])
    func theSimulationAgrees(
        _ schedule: Server.Schedule, _ chunk: Int, _ input: Double, _ output: Double, _ workers: Int, _ clients: Int
    ) throws {
        let server = try server(schedule, chunk: chunk, workers: workers)
        let (input, output) = (try Lengths(mean: input, variation: 0.115), try Lengths(mean: output, variation: 0.115))
        let loop = try ClientLoop(clients: Double(clients), input: input, output: output, on: server, times: times)
        let closed = try ClosedLoop(clients: clients, input: input, output: output)
        // Some rounds until those that began together are apart.
        let run = try #require(
            Simulation(.closed(closed), on: server, times: times)
                .run(requests: 60 * clients + 3000, warmUp: 20 * clients + 500))
        let first = loop.firstToken.total / run.firstToken.mean - 1
        #expect(abs(first) < 0.1, "\(first)")
        #expect(abs(loop.perToken / run.perToken.mean - 1) < 0.03)
        #expect(abs(loop.rate / run.throughput - 1) < 0.03)
    }
}
