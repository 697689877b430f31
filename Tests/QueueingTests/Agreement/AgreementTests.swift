import Queueing
import TestSupport
import Testing

/// The equations beside the simulation.
@Suite struct AgreementTests {
    @Test func randomPlansAgree() throws {
        // Means within 10 %, 99th percentiles within 20 %, played until the simulation is certain to a third of that. The server says itself where waits for slots make figures
        // doubtful.
        var dice = Dice(seed: PropertySeed.value)
        var study = Study()
        var misses: [String] = []
        while study.plans < 12 {
            let plan = try RandomPlan(&dice, loads: 0.3...0.8)
            guard try OpenLoop(plan.load, on: plan.server, times: plan.times).cautions.isEmpty else { continue }
            let found = try study.add(plan, seeds: 3, requests: 30_000)
            misses += found.map { "\(plan): \($0)" }
        }
        #expect(study.unsure == 0, "\(PropertySeed.note)")
        #expect(study.share >= 0.95, "\(PropertySeed.note) \(misses.joined(separator: "; "))")
    }

    @Test func recordedSweepAgrees() throws {
        // Llama 70B, lognormal 1024 (0.6) and 256 (0.8), chunk 2048, 256 slots: the requests that keep 0.5 s and 50 ms.
        let server = try Server(chunk: 2048, kvTokens: Deployment.llama.kvTokens)
        let times = try Deployment.llama.times()
        for (rate, variation) in [(3.6, 1.0), (8.4, 1), (9.6, 1), (6, 2)] {
            let load = try Load(
                rate: rate, arrivalVariation: variation, input: Lengths(mean: 1024, variation: 0.6),
                output: Lengths(mean: 256, variation: 0.8))
            let tails = try #require(OpenLoop(load, on: server, times: times).tails())
            let runs = (0..<3).compactMap {
                Simulation(.open(load), on: server, times: times).run(seed: UInt64($0), requests: 40_000)
            }
            let share = Estimate(runs.map { $0.share(firstToken: 0.5, perToken: 0.05) })
            #expect(abs(tails.share(firstToken: 0.5, perToken: 0.05) - share.value) < 0.035, "\(rate) \(share)")
        }
    }

    @Test(arguments: Server.Schedule.allCases) func anOverloadedServerDoesWhatItsCapacityIs(
        schedule: Server.Schedule
    ) throws {
        let server = try Server(schedule: schedule, chunk: 4096, maxRunning: 128, kvTokens: Deployment.llama.kvTokens)
        let times = try Deployment.llama.times()
        func load(_ rate: Double) throws -> Load {
            try Load(
                rate: rate, input: Lengths(mean: 1024, variation: 0.6), output: Lengths(mean: 256, variation: 0.8))
        }
        let capacity = try OpenLoop(load(1), on: server, times: times).capacity.rate
        let loop = try OpenLoop(load(1.15 * capacity), on: server, times: times)
        #expect(loop.state == .unsteady)
        #expect(loop.tails() == nil)
        #expect(loop.decoding == nil)
        let simulation = Simulation(.open(try load(1.15 * capacity)), on: server, times: times)
        let run = try #require(simulation.run(requests: 20_000, warmUp: 3000))
        #expect(abs(run.throughput / capacity - 1) < 0.05, "\(run.throughput) \(capacity)")
        // The queue has no steady state: it grows by 0.15 of the capacity a second, and so do waits of later requests.
        let late = try #require(simulation.run(requests: 3000, warmUp: 20_000))
        #expect(late.firstToken.mean > 1.5 * run.firstToken.mean)
    }
}
