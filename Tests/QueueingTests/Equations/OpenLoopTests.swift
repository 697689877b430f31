import Testing

@testable import Queueing

@Suite struct OpenLoopTests {
    private let times: StepTimes
    private let input: Lengths
    private let output: Lengths

    init() throws {
        times = try Deployment.llama.times()
        input = try Lengths(mean: 1024, variation: 0.6)
        output = try Lengths(mean: 256, variation: 0.8)
    }

    private func loop(
        _ rate: Double, variation: Double = 1, replicas: Int = 1, chunk: Int = 2048, slots: Int = 256,
        kvTokens: Double = 664_000, routing: Server.Routing = .random
    ) throws -> OpenLoop {
        try OpenLoop(
            Load(rate: rate, arrivalVariation: variation, input: input, output: output),
            on: Server(
                chunk: chunk, maxRunning: slots, kvTokens: kvTokens, requestTime: 0.02, replicas: replicas,
                routing: routing),
            times: times)
    }

    @Test func capacityByHand() throws {
        // Prompts elsewhere and 10 slots: 10 sequences that each take 99 steps of 10 ms.
        let plain = try StepTimes(decode: [.init(1, 0.01)], contextTime: 0, pass: [.init(1, 0.1)], pairTime: 0)
        let load = try Load(rate: 1, input: Lengths(mean: 1000), output: Lengths(mean: 100))
        func capacity(_ workers: Int) throws -> Capacity {
            let pool = try Server.PrefillPool(workers: workers, times: plain)
            let server = try Server(chunk: 2000, maxRunning: 10, kvTokens: 1e9, prefillPool: pool)
            return try OpenLoop(load, on: server, times: plain).capacity
        }
        #expect(abs(try capacity(1).rate - 10 / 0.99) < 1e-9)
        #expect(try capacity(1).bottleneck == .slots)
        // A worker that takes two prompts in 0.1 s does 20 a second; half of its chunk, 10.
        let slow = try Server.PrefillPool(workers: 1, times: plain)
        let server = try Server(chunk: 500, maxRunning: 10, kvTokens: 1e9, prefillPool: slow)
        let prompts = try OpenLoop(load, on: server, times: plain).capacity
        #expect(abs(prompts.rate - 5) < 1e-9)
        #expect(prompts.bottleneck == .prefillWorkers)
        // Prompts between steps, one after another where all slots are taken: 1/s of 0.1 s each and 10 sequences.
        let together = try OpenLoop(
            load, on: Server(schedule: .prefillFirst, chunk: 1000, maxRunning: 10, kvTokens: 1e9), times: plain)
        #expect(abs(together.capacity.rate - 1 / (0.1 + 0.099)) < 1e-6)
    }

    /// Short answers of unequal length: a prompt fills a pass of 0.1 s, so that no more than 10 a second are taken in, and 4 steps
    /// of 10 ms shared by 100 sequences leave 1 / (0.1 + 0.0004).
    @Test func noPromptTakesLessThanItsShareOfAFullPass() throws {
        let plain = try StepTimes(decode: [.init(1, 0.01)], contextTime: 0, pass: [.init(1, 0.1)], pairTime: 0)
        for variation in [0.1, 1, 2] {
            let load = try Load(rate: 1, input: Lengths(mean: 1000), output: Lengths(mean: 5, variation: variation))
            let server = try Server(schedule: .prefillFirst, chunk: 1000, maxRunning: 100, kvTokens: 1e9)
            let capacity = try OpenLoop(load, on: server, times: plain).capacity.rate
            #expect(capacity > 9 && capacity <= 1 / 0.1004 + 1e-9, "\(variation): \(capacity)")
        }
    }

    /// Of many copies whose answers are all alike the one that ends several at once gets all that comes: that is said.
    @Test func equalAnswersOfManyCopiesAreCautioned() throws {
        func cautions(_ replicas: Int, _ variation: Double, _ routing: Server.Routing) throws -> Bool {
            let load = try Load(rate: 1, input: input, output: Lengths(mean: 256, variation: variation))
            let server = try Server(
                chunk: 2048, maxRunning: 256, kvTokens: 664_000, requestTime: 0.02, replicas: replicas, routing: routing
            )
            return try OpenLoop(load, on: server, times: times).cautions.contains(.convoys)
        }
        #expect(try cautions(21, 0, .leastLoaded))
        #expect(try !cautions(21, 0.1, .leastLoaded) && !cautions(21, 0, .roundRobin) && !cautions(2, 0, .leastLoaded))
    }

    @Test func stepsFullOfPromptsBind() throws {
        // Balance of 1000 tokens a step: n = B o / (I + o) = 1000 99 / 1099 = 90.08 sequences; each step ends n / o
        // requests.
        let plain = try StepTimes(decode: [.init(1, 0.01)], contextTime: 0, pass: [.init(1, 0.1)], pairTime: 0)
        let load = try Load(rate: 1, input: Lengths(mean: 1000), output: Lengths(mean: 100))
        let loop = try OpenLoop(load, on: Server(chunk: 1000, maxRunning: 500, kvTokens: 1e9), times: plain)
        #expect(loop.capacity.bottleneck == .chunk)
        #expect(abs(loop.capacity.rate - 1000 / 1099 / 0.1) < 1e-6)
        #expect(try OpenLoop(load, on: loop.server, times: plain).state != .unsteady)
    }

    @Test func capacityRisesWithWhatThereIs() throws {
        func rate(_ loop: OpenLoop) -> Double { loop.capacity.rate }
        for (less, more) in [
            (try loop(1, chunk: 512), try loop(1, chunk: 2048)), (try loop(1, slots: 64), try loop(1, slots: 128)),
            (try loop(1, kvTokens: 100_000), try loop(1, kvTokens: 200_000)),
            (try loop(1, slots: 1), try loop(1, slots: 2)),
        ] {
            #expect(rate(less) < rate(more))
        }
        #expect(abs(try rate(loop(1, replicas: 3)) / rate(loop(1)) - 3) < 1e-6)
    }

    @Test func statesFollowTheLoad() throws {
        let capacity = try loop(1).capacity.rate
        func state(_ load: Double) throws -> OpenLoop.State { try loop(load * capacity).state }
        #expect(try state(0.5) == .steady)
        #expect(try state(0.899) == .steady)
        #expect(try state(0.901) == .bound)
        #expect(try state(0.949) == .bound)
        #expect(try state(0.951) == .refused)
        #expect(try state(0.999) == .refused)
        #expect(try state(1.001) == .unsteady)
        #expect(abs(try loop(0.5 * capacity).load - 0.5) < 1e-9)
    }

    @Test(arguments: [0.95, 0.98, 1, 1.2, 1000]) func noFiguresFrom95PercentOn(load: Double) throws {
        let loop = try loop(load * self.loop(1).capacity.rate)
        #expect(loop.tails() == nil)
        #expect(loop.decoding == nil)
        #expect(loop.slotWaitShare == nil)
    }

    @Test func timesRiseWithTheLoad() throws {
        let capacity = try loop(1).capacity.rate
        var last: [Double]?
        for part in 1...18 {
            let loop = try loop(Double(part) * 0.05 * capacity)
            let tails = try #require(loop.tails())
            let figures =
                [0.5, 0.9, 0.95, 0.99].flatMap {
                    [tails.firstToken.quantile($0), tails.perToken.quantile($0), tails.endToEnd.quantile($0)]
                } + [tails.firstToken.mean, tails.perToken.mean, tails.endToEnd.mean, try #require(loop.decoding)]
            // Quantiles of histograms have parts of 0.8 %.
            if let last { for (now, before) in zip(figures, last) { #expect(now > 0.99 * before, "\(part)") } }
            last = figures
        }
    }

    @Test(arguments: Server.Routing.allCases) func moreCopiesAreNeverWorse(routing: Server.Routing) throws {
        let rate = 3.5 * (try loop(1).capacity.rate)
        var last: [Double]?
        for replicas in 4...16 {
            guard let tails = try loop(rate, replicas: replicas, routing: routing).tails() else { continue }
            let figures = [
                tails.firstToken.mean, tails.firstToken.quantile(0.99), tails.perToken.mean,
                tails.perToken.quantile(0.99), tails.endToEnd.mean, tails.endToEnd.quantile(0.99),
            ]
            if let last { for (now, before) in zip(figures, last) { #expect(now < 1.01 * before, "\(replicas)") } }
            last = figures
        }
        #expect(last != nil)
    }

    @Test func theFirstTokenComesApart() throws {
        let tails = try #require(try loop(6).tails())
        let parts = tails.firstToken.parts
        #expect(parts.request == 0.02)
        #expect(parts.transfer == 0)
        #expect(abs(parts.total - tails.firstToken.mean) < 1e-12)
        // A prompt alone, beside the mean number of sequences, takes about 37 ms and 512 rows of 49 us more.
        #expect(parts.prefill > 0.05 && parts.prefill < 0.09)
        #expect(parts.queue > 0)
        let pool = try Server.PrefillPool(workers: 2, times: times, transfer: 0.05)
        let server = try Server(kvTokens: 664_000, prefillPool: pool)
        let apart = try OpenLoop(Load(rate: 6, input: input, output: output), on: server, times: times)
        let transfer = try #require(apart.tails()).firstToken.parts.transfer
        // And half a step on average until the copy takes it in.
        #expect(transfer > 0.055 && transfer < 0.065)
    }

    @Test func goodputIsTheShareThatKeepsBothLimits() throws {
        let tails = try #require(try loop(8).tails())
        #expect(abs(tails.goodput() - 8) < 1e-9)
        let first = tails.firstToken.share(within: 0.3)
        let later = tails.perToken.share(within: 0.03)
        #expect(abs(tails.goodput(firstToken: 0.3, perToken: 0.03) - 8 * first * later) < 1e-9)
        #expect(abs(tails.firstToken.share(within: tails.firstToken.quantile(0.95)) - 0.95) < 1e-3)
        #expect(tails.goodput(firstToken: 0.001) < 1e-6)
    }

    @Test func goodputFallsBeforeCapacity() throws {
        let capacity = try loop(1).capacity.rate
        let goodput = try [0.6, 0.7, 0.8, 0.9].map {
            try #require(try loop($0 * capacity).tails()).goodput(firstToken: 0.5, perToken: 0.05)
        }
        #expect(goodput[1] > goodput[0])
        #expect(goodput[3] < goodput[2])
    }

    /// Prompts of more than twenty steps' tokens are long: 1024 on the mean, so that 51.2 tokens a step are too few.
    @Test func promptsOfTwentyStepsAreLong() throws {
        var both: Set<Bool> = []
        for chunk in 40...70 {
            let loop = try loop(0.05, chunk: chunk)
            let budget = loop.copy.budget(loop.decoding ?? 0)
            let isLong = loop.cautions.contains(.longPrompts)
            both.insert(isLong)
            #expect(isLong == (budget < 51.2), "\(chunk) \(budget)")
        }
        #expect(both.count == 2)
    }

    @Test func doubtsAreTold() throws {
        let capacity = try loop(1, variation: 3.5).capacity.rate
        #expect(try loop(0.3 * capacity, variation: 3.5).cautions.contains(.bursts))
        #expect(try loop(0.3).cautions.isEmpty)
        #expect(try loop(0.3, chunk: 32).cautions.contains(.longPrompts))
        #expect(try loop(0.85 * capacity, variation: 2.5).cautions.contains(.slotWait))
        let equal = try Lengths(mean: 256)
        let server = try Server(schedule: .prefillFirst, kvTokens: 664_000)
        let probe = try OpenLoop(Load(rate: 1, input: input, output: equal), on: server, times: times)
        let loaded = try OpenLoop(
            Load(rate: 0.85 * probe.capacity.rate, input: input, output: equal), on: server, times: times)
        #expect(loaded.cautions.contains(.convoys))
    }

    @Test func answersOfOneTokenHaveNoSecond() throws {
        let load = try Load(rate: 2, input: input, output: Lengths(mean: 1))
        let tails = try #require(try OpenLoop(load, on: Server(kvTokens: 664_000), times: times).tails())
        #expect(abs(tails.endToEnd.mean - tails.firstToken.mean) < 1e-9)
    }

    @Test(arguments: [
        (0.3, 0.03, 10.0), (.infinity, .infinity, 5), (0.2, 0.025, 6), (.infinity, 0.02, 20), (1, 0.1, 3),
    ])
    func allLimitsAreKeptAtOnce(_ first: Double, _ token: Double, _ whole: Double) throws {
        let server = try Server(chunk: 2048, kvTokens: Deployment.llama.kvTokens)
        let load = try Load(
            rate: 6, input: Lengths(mean: 1024, variation: 0.6), output: Lengths(mean: 256, variation: 0.8))
        let times = try Deployment.llama.times()
        let tails = try #require(try OpenLoop(load, on: server, times: times).tails())
        let run = try #require(Simulation(.open(load), on: server, times: times).run(requests: 60_000))
        let share = tails.share(firstToken: first, perToken: token, endToEnd: whole)
        let simulated = run.share(firstToken: first, perToken: token, endToEnd: whole)
        #expect(abs(share - simulated) < 0.03, "\(share) \(simulated)")
        // No more keep three limits than keep two, and no fewer than miss none by any.
        let two = tails.share(firstToken: first, perToken: token)
        #expect(share <= two + 1e-9)
        #expect(share >= two + tails.endToEnd.share(within: whole) - 1 - 0.01)
    }
}
