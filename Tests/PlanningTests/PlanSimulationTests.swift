import Catalog
import CostModel
import Queueing
import TestSupport
import Testing

@testable import Planning

/// Plans that are played through beside what the equations say of them.
@Suite struct PlanSimulationTests {
    private static func scenario(_ chip: String, _ model: String, _ change: (inout Scenario) -> Void) throws -> Scenario
    {
        var scenario = try Fixture.scenario()
        scenario.chip = try #require(Catalog.chip(named: chip)).value
        scenario.model = try #require(Catalog.model(named: model)).value
        scenario.workload = Workload(input: 2000, output: 300)
        scenario.workload.serving = .agg
        scenario.deployment = Deployment(chips: 8, tp: 8, batch: 1)
        change(&scenario)
        return scenario
    }

    /// 64 equal requests of 1024 tokens fill 8 passes that go first, one after the other, for ever.
    ///
    /// The first tokens of the first pass come after one of them, those of the last after eight: 4.5 passes in the mean. In
    /// between all decode together.
    @Test func equalRequestsKeepInStep() throws {
        let scenario = try Self.scenario("h100", "llama-3.1-8b") {
            $0.deployment = Deployment(chips: 1, tp: 1, batch: 1)
            ($0.deployment.concurrency, $0.deployment.schedule) = (64, .prefillFirst)
            ($0.workload.input, $0.workload.output) = (1024, 256)
            $0.chip.requestTime = 0
        }
        let plan = PlanResult(scenario)
        let played = try #require(PlanSimulation.closedLoop(plan))
        var pass = scenario.prefillWorker
        pass.deployment.batch = 8
        let seconds = StepTotals.of(pass).seconds
        #expect((played.firstToken / (4.5 * seconds) - 1).magnitude < 0.05, "\(played.firstToken) \(seconds)")
        // Behind their first tokens the first wait for seven passes and the last for none.
        let decode = StepTotals.of(scenario.decodeWorker).seconds
        let each = decode + 3.5 * seconds / 255
        #expect((played.perToken / each - 1).magnitude < 0.05, "\(played.perToken) \(each)")
        #expect(plan.totals.firstToken < 0.3 * played.firstToken)
        // Of different lengths few begin together.
        var unequal = scenario
        unequal.workload.outputVariation = 0.5
        let apart = PlanSimulation.closedLoop(PlanResult(unequal))?.firstToken
        #expect((apart ?? PlanResult(unequal).totals.firstToken) < 0.3 * played.firstToken)
        // Alone, at times of their own, or without answers nothing keeps in step.
        for change: (inout Scenario) -> Void in [
            { $0.deployment.concurrency = 1 }, { $0.workload.rate = 1 }, { $0.workload.serving = .static },
        ] {
            var other = scenario
            change(&other)
            #expect(PlanSimulation.closedLoop(PlanResult(other)) == nil)
        }
    }

    /// Means within 10 % and 99th percentiles within 20 %, in 95 % of figures, at loads to 80 %.
    @Test func plansOfTheCatalogueAgree() throws {
        var random = SeededGenerator(seed: PropertySeed.value)
        var (within, all): (Int, Int) = (0, 0)
        var misses: [String] = []
        for number in 0..<14 {
            let (chip, model) = random.pick([("h200", "qwen3-32b"), ("h100", "llama-3.1-70b"), ("h200", "deepseek-r1")])
            var scenario = try Self.scenario(chip, model) {
                $0.workload.runtime = random.pick([.vllm, .sglang, .trtllm, .custom])
                ($0.workload.input, $0.workload.output) = (
                    random.pick([300, 1000, 4000]), random.pick([100, 400, 1000])
                )
                ($0.workload.inputVariation, $0.workload.outputVariation) = (
                    random.pick([0.3, 0.8]), random.pick([0.4, 0.9])
                )
                ($0.workload.rate, $0.deployment.replicas) = (1, random.pick([1, 1, 3]))
                $0.workload.serving = random.pick([.agg, .agg, .disagg])
                ($0.deployment.prefillWorkers, $0.deployment.tp) = (2, random.pick([4, 8]))
            }
            scenario.workload.rate = random.pick([0.3, 0.5, 0.65, 0.8]) * (try OpenPlan(scenario).capacity)
            // What is doubtful says so.
            guard try OpenPlan(scenario).loop.cautions.isEmpty else { continue }
            let plan = PlanResult(scenario)
            let simulation = try PlanSimulation(plan)
            let found = simulation.run(requests: 30_000, seeds: 3, cores: 2, isCancelled: { false })
            let result = try #require(found)
            for row in result.rows {
                let limit: Double
                switch row.figure {
                case .percentile(_, 0.99): limit = 0.2
                case .mean, .rate: limit = 0.1
                default: continue
                }
                let difference = try #require(row.difference)
                all += 1
                within += difference.magnitude <= limit ? 1 : 0
                if difference.magnitude > limit {
                    misses.append(
                        "\(number) \(model) \(row.figure) \(difference) \(scenario.workload) \(scenario.deployment)")
                }
            }
        }
        #expect(Double(within) >= 0.95 * Double(all), "\(PropertySeed.note) \(misses)")
    }

    /// In a closed loop the means are those of the loop at rest, within what serving.md found for it.
    @Test(arguments: [16.0, 64, 256]) func closedLoopsAgree(_ clients: Double) throws {
        let plan = PlanResult(
            try Self.scenario("h200", "qwen3-32b") {
                ($0.deployment.concurrency, $0.workload.outputVariation, $0.workload.runtime) = (clients, 0.3, .vllm)
            })
        let found = try PlanSimulation(plan).run(requests: 20_000, seeds: 2, cores: 2, isCancelled: { false })
        let result = try #require(found)
        for row in result.rows where row.figure == .mean(.perToken) || row.figure == .rate {
            #expect(try #require(row.difference).magnitude < 0.1, "\(row)")
        }
        let inFlight = try #require(result.rows.first { $0.figure == .inFlight })
        #expect(abs(inFlight.simulated.value / clients - 1) < 0.02)
    }

    /// 20 rounds of the clients, 20,000 to 400,000; of an open loop 40,000 for each of up to four copies.
    @Test func largerPlansArePlayedForLonger() throws {
        for (clients, requests) in [(16.0, 20_000), (2000, 40_000), (50_000, 400_000)] {
            let plan = PlanResult(
                try Self.scenario("h200", "qwen3-32b") { $0.deployment.concurrency = clients })
            #expect(try PlanSimulation(plan).usual == requests)
        }
        for (replicas, requests) in [(1.0, 40_000), (3, 120_000), (4, 160_000), (9, 160_000)] {
            let plan = PlanResult(
                try Self.scenario("h200", "qwen3-32b") {
                    ($0.workload.rate, $0.deployment.replicas) = (1, replicas)
                })
            #expect(try PlanSimulation(plan).usual == requests)
        }
    }

    @Test func tracesArePlayedAsTheyAre() throws {
        let plan = PlanResult(try Self.scenario("h200", "qwen3-32b") { $0.workload.rate = 1 })
        let trace = try RequestTrace((0..<40).map { TracedRequest(arrival: Double($0) * 10, input: 1000, output: 50) })
        #expect(abs(trace.rate - 40.0 / 390) < 1e-9)
        #expect(trace.meanOutput == 50)
        let simulation = try PlanSimulation(plan, trace: trace)
        let found = simulation.run(requests: 1, seeds: 1, cores: 1, isCancelled: { false })
        let result = try #require(found)
        #expect(result.requests == 40)
        // None meets another, so that all are alike.
        let first = result.rows.filter { [.mean(.firstToken), .percentile(.firstToken, 0.99)].contains($0.figure) }
        #expect(first.count == 2 && abs(first[0].simulated.value / first[1].simulated.value - 1) < 1e-9)
        #expect(result.rows.allSatisfy { $0.equations == nil })
    }

    @Test func itStopsWhenItIsTold() throws {
        let plan = PlanResult(try Self.scenario("h200", "qwen3-32b") { $0.workload.rate = 1 })
        let found = try PlanSimulation(plan).run(requests: 100_000, seeds: 2, cores: 2, isCancelled: { true })
        #expect(found == nil)
    }
}
