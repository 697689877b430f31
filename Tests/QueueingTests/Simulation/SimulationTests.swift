import Queueing
import Synchronization
import TestSupport
import Testing

@Suite struct SimulationTests {
    private func load(rate: Double = 6) throws -> Load {
        try Load(
            rate: rate, input: Lengths(mean: 1024, variation: 0.6), output: Lengths(mean: 256, variation: 0.8))
    }

    private func server(
        _ schedule: Server.Schedule = .mixed, replicas: Int = 1, routing: Server.Routing = .roundRobin, workers: Int = 0
    ) throws -> Server {
        let pool = workers > 0 ? try Server.PrefillPool(workers: workers, times: Deployment.llama.times()) : nil
        return try Server(
            schedule: schedule, chunk: 2048, kvTokens: 664_000, replicas: replicas, routing: routing, prefillPool: pool)
    }

    /// A trace of short requests that come in bursts, so that queues, chunks and full caches all happen.
    private func trace(_ dice: inout Dice, requests: Int) -> [TracedRequest] {
        var time = 0.0
        return (0..<requests).map { _ in
            if dice.share() < 0.6 { time += dice.exponential(mean: 0.5) }
            let input = Int(dice.logBetween(1, 6000))
            let cached = dice.share() < 0.5 ? 0 : Int(dice.share() * Double(input + 1))
            return TracedRequest(
                arrival: time, input: input, output: Int(dice.logBetween(1, 300)), cached: min(cached, input))
        }
    }

    @Test(arguments: Server.Schedule.allCases) func stepsTakenAtOnceAreStepsOneByOne(schedule: Server.Schedule) throws {
        var dice = Dice(seed: PropertySeed.value)
        let times = try Deployment.qwen.times()
        for _ in 0..<20 {
            let requests = trace(&dice, requests: 120)
            let server = try Server(
                schedule: schedule, chunk: dice.one(of: [64, 512, 4096]), maxRunning: dice.one(of: [2, 16, 200]),
                kvTokens: dice.one(of: [7000, 40_000, 1e6]))
            let expected = StepByStep(server: server, times: times).serve(requests)
            let run = try #require(Simulation(.trace(RequestTrace(requests)), on: server, times: times).run())
            let found = run.outcomes.map { (sent: $0.sent, output: $0.output, first: $0.firstToken, last: $0.endToEnd) }
                .sorted { ($0.sent, $0.output, $0.first, $0.last) < ($1.sent, $1.output, $1.first, $1.last) }
            let wanted = zip(requests, expected)
                .map { (sent: $0.arrival, output: $0.output, first: $1.first, last: $1.last) }
                .sorted { ($0.sent, $0.output, $0.first, $0.last) < ($1.sent, $1.output, $1.first, $1.last) }
            #expect(found.count == wanted.count)
            for (one, other) in zip(found, wanted) {
                #expect(abs(one.first - other.first) < 1e-6, "\(PropertySeed.note)")
                #expect(abs(one.last - other.last) < 1e-6, "\(PropertySeed.note)")
            }
        }
    }

    @Test func twoRequestsByHand() throws {
        // Steps of 10 ms, passes of 100 ms, nothing for context. A is computed from 0 to 100 ms. B comes at 120 ms,
        // within the second step, and waits for its end. Prefill first: the pass of B takes from 120 to 220 ms and
        // stops A.
        let times = try StepTimes(decode: [.init(1, 0.010)], contextTime: 0, pass: [.init(1, 0.100)], pairTime: 0)
        let trace = try RequestTrace([
            TracedRequest(arrival: 0, input: 100, output: 11), TracedRequest(arrival: 0.1155, input: 100, output: 2),
        ])
        let server = try Server(schedule: .prefillFirst, kvTokens: 1000)
        let run = try #require(Simulation(.trace(trace), on: server, times: times).run())
        let (short, long) = (run.outcomes[0], run.outcomes[1])
        #expect(abs(short.firstToken - 0.1045) < 1e-9)
        // One token later, B is done at 230 ms; A has its eleventh token after ten steps and the stall, at 300 ms.
        #expect(abs(short.endToEnd - 0.1145) < 1e-9)
        #expect(abs(long.firstToken - 0.1) < 1e-9)
        #expect(abs(long.endToEnd - 0.3) < 1e-9)
        #expect(abs((long.perToken ?? 0) - 0.02) < 1e-9)
        // Mixed: the pass of B is one of the steps of A, so that A needs seven steps more after it, until 290 ms.
        let mixed = try #require(
            Simulation(.trace(trace), on: Server(schedule: .mixed, kvTokens: 1000), times: times).run())
        #expect(abs(mixed.outcomes[1].endToEnd - 0.29) < 1e-9)
    }

    @Test func cachedPrefixesAreNotComputed() throws {
        // 1 ms a row: 300 of 400 tokens are cached, and 100 ms are left; of a prompt that is cached entirely, one
        // token.
        let times = try StepTimes(
            decode: [.init(1, 0.010)], contextTime: 0, pass: [.init(1, 0.001), .init(1001, 1.001)], pairTime: 0)
        let trace = try RequestTrace([
            TracedRequest(arrival: 0, input: 400, output: 1, cached: 300),
            TracedRequest(arrival: 9, input: 400, output: 1, cached: 400),
        ])
        let run = try #require(Simulation(.trace(trace), on: Server(kvTokens: 1000), times: times).run())
        #expect(abs(run.outcomes[0].firstToken - 0.1) < 1e-9)
        #expect(abs(run.outcomes[1].firstToken - 0.001) < 1e-9)
        #expect(run.perToken.sorted.isEmpty)
    }

    @Test func everyRequestOfATraceLeavesAndTokensAddUp() throws {
        var dice = Dice(seed: PropertySeed.value &+ 1)
        let requests = trace(&dice, requests: 3000)
        let room = 5000
        for server in [
            try Server(chunk: 512, maxRunning: 32, kvTokens: Double(room)),
            try Server(kvTokens: Double(room), replicas: 3, routing: .leastLoaded),
            try Server(
                kvTokens: Double(room), replicas: 2, routing: .random,
                prefillPool: .init(workers: 2, times: Deployment.llama.times(), transfer: 0.02)),
        ] {
            let run = try #require(
                Simulation(.trace(RequestTrace(requests)), on: server, times: Deployment.llama.times()).run())
            let served = requests.filter { $0.input + $0.output <= room }
            #expect(run.outcomes.count == served.count, "\(PropertySeed.note)")
            #expect(run.rejected == requests.count - served.count)
            #expect(run.rejected > 0)
            #expect(run.tokens == served.reduce(0) { $0 + $1.output })
            #expect(
                run.outcomes.allSatisfy { $0.wait >= 0 && $0.firstToken >= $0.wait && $0.endToEnd >= $0.firstToken })
        }
    }

    @Test func littlesLawHolds() throws {
        for server in [
            try server(), try server(.prefillFirst, replicas: 2, routing: .random), try server(.inflight, workers: 1),
        ] {
            let run = try #require(
                Simulation(.open(load()), on: server, times: Deployment.llama.times()).run(requests: 60_000))
            let law = run.throughput * run.endToEnd.mean
            #expect(abs(run.inSystem / law - 1) < 0.02, "\(run.inSystem) \(law)")
            // Sequences decode from their first token to their last.
            let decoding = run.throughput * (run.endToEnd.mean - run.firstToken.mean)
            #expect(abs(run.decoding / decoding - 1) < 0.02, "\(run.decoding) \(decoding)")
        }
    }

    @Test func aClosedLoopHoldsItsClients() throws {
        let loop = try ClosedLoop(
            clients: 64, input: Lengths(mean: 512, variation: 0.5), output: Lengths(mean: 128, variation: 0.5))
        let run = try #require(
            Simulation(.closed(loop), on: server(), times: Deployment.llama.times()).run(requests: 20_000))
        #expect(abs(run.inSystem - 64) < 1e-6)
        #expect(abs(run.throughput * run.endToEnd.mean / 64 - 1) < 0.01)
    }

    @Test func equalSeedsGiveEqualRuns() throws {
        let simulation = Simulation(
            .open(try load()), on: try server(replicas: 3, routing: .random), times: try Deployment.llama.times())
        let first = try #require(simulation.run(seed: 7, requests: 3000))
        let second = try #require(simulation.run(seed: 7, requests: 3000))
        let other = try #require(simulation.run(seed: 8, requests: 3000))
        #expect(first.outcomes == second.outcomes)
        #expect(first.outcomes != other.outcomes)
    }

    @Test func arrivalsVaryAsTheyShould() throws {
        for variation in [0.0, 0.5, 1, 2] {
            let load = try Load(
                rate: 2, arrivalVariation: variation, input: Lengths(mean: 200, variation: 0.7),
                output: Lengths(mean: 50, variation: 0.4))
            let run = try #require(
                Simulation(.open(load), on: server(), times: PlainTimes.separate(step: 1e-6)).run(requests: 100_000))
            let sent = run.outcomes.map(\.sent).sorted()
            let gaps = zip(sent, sent.dropFirst()).map { $1 - $0 }
            let mean = gaps.reduce(0, +) / Double(gaps.count)
            let square = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
            #expect(abs(mean - 0.5) < 0.01)
            #expect(abs(square.squareRoot() / mean - variation) < 0.03)
            let output = run.outcomes.reduce(0) { $0 + Double($1.output) } / Double(run.outcomes.count)
            #expect(abs(output / 50 - 1) < 0.01)
        }
    }

    @Test func aRunCanBeStoppedAndWatched() throws {
        let simulation = Simulation(.open(try load()), on: try server(), times: try Deployment.llama.times())
        #expect(simulation.run(requests: 100_000, isCancelled: { true }) == nil)
        let ended = Mutex<[Int]>([])
        _ = simulation.run(requests: 20_000, progress: { count in ended.withLock { $0.append(count) } })
        let counts = ended.withLock { $0 }
        #expect(counts.count > 2)
        #expect(counts == counts.sorted())
    }

    @Test func timesThatAreNoTimesDoNotStopTheClock() throws {
        struct Broken: StepTiming {
            let value: Double
            func decode(steps: Int, sequences: Int, context: Int) -> Double { value }
            func pass(tokens: Int, pairs: Double, sequences: Int, context: Int) -> Double { value }
        }
        for value in [Double.nan, -1, 0, .infinity, 1e300] {
            let run = try #require(
                Simulation(.open(load()), on: server(), times: Broken(value: value)).run(requests: 500, warmUp: 0))
            #expect(run.outcomes.count == 500)
        }
    }
}
