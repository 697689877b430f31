import Planning
import TestSupport
import Testing

@testable import CostModel

/// What holds for every plan that serves both phases.
@Suite struct ServingPropertyTests {
    private func each(
        _ count: Int, seed: UInt64, _ serving: Workload.Serving? = nil, _ check: (Scenario) throws -> Void
    )
        rethrows
    {
        var numbers = SeededGenerator(property: seed)
        for _ in 0..<PropertySeed.draws(count) { try check(numbers.served(serving)) }
    }

    @Test func totalsAreTheFoldOfTheBreakdown() {
        each(2000, seed: 21) { scenario in
            let (totals, breakdown) = (StepTotals.of(scenario), Breakdown(scenario))
            #expect(isClose(totals.seconds, breakdown.seconds, within: 1e-12), "\(scenario.servingSummary)")
            #expect(isClose(totals.flops, breakdown.flops, within: 1e-12), "\(scenario.servingSummary)")
            #expect(
                (totals.communication - breakdown.communication).magnitude <= 1e-9 * totals.seconds,
                "\(scenario.servingSummary)")
            #expect(isClose(totals.memory.weights, breakdown.weightBytes, within: 1e-12), "\(scenario.servingSummary)")
        }
    }

    @Test func everyFigureIsFiniteAndNotNegative() {
        each(2000, seed: 22) { scenario in
            let plan = PlanResult(scenario)
            let totals = plan.totals
            let positive = [
                totals.seconds, totals.firstToken, totals.requestRate, totals.flops, totals.memory.total,
                plan.tokensPerSecond,
            ]
            #expect(positive.allSatisfy { $0.isFinite && $0 > 0 }, "\(scenario.servingSummary)")
            let others = [totals.communication, totals.transfer, totals.prefillMemory, totals.prefillWorkers]
            #expect(others.allSatisfy { $0.isFinite && $0 >= 0 }, "\(scenario.servingSummary)")
            let isApart = scenario.workload.serving == .disagg
            #expect((totals.prefillWorkers >= 1 && totals.transfer > 0) == isApart, "\(scenario.servingSummary)")
            for metric in Metric.all where !metric.isOnDemand && metric.hasValue(for: scenario) {
                let value = metric.read(plan)
                #expect(value.isFinite && value >= 0, "\(metric.name): \(scenario.servingSummary)")
            }
        }
    }

    @Test func ratesCountAllChips() {
        each(500, seed: 23) { scenario in
            let (plan, d) = (PlanResult(scenario), scenario.deployment)
            let isApart = scenario.workload.serving == .disagg
            let prefill = d.prefillChips > 0 ? d.prefillChips : d.chips
            let chips = isApart ? d.chips * d.decodeWorkers + prefill * plan.totals.prefillWorkers : d.chips
            let rate = plan.totals.requestRate * scenario.workload.output
            #expect(isClose(Metric.tpsChip.read(plan) * chips, rate), "\(scenario.servingSummary)")
        }
    }

    /// By Little's law no mode serves more than its requests in flight allow.
    @Test func requestsInFlightAreThoseThatWaitAndThoseThatDecode() {
        each(1000, seed: 24, .agg) { scenario in
            let totals = StepTotals.of(scenario)
            let tpot = totals.seconds / scenario.workload.tokensPerStep
            let residence = totals.firstToken + (scenario.workload.output - 1) * tpot
            #expect(isClose(totals.requestRate * residence, scenario.sequences), "\(scenario.servingSummary)")
        }
    }

    /// What stands, and where searches from both ends and from between them come to rest.
    private func found(_ scenario: Scenario) -> [(load: Double, rate: Double, isSettled: Bool)] {
        let phases = ServedPhases(scenario)
        return [nil, 1e-6, 0.1, 0.3, 0.6, 0.999].map { guess in
            if scenario.workload.serving == .agg {
                let serving = AggregatedServing(scenario)
                let loop = guess.map { serving.rest(from: $0) } ?? serving.best()
                return (loop.load, serving.step(loop).totals.requestRate, loop.isSettled)
            }
            let serving = DisaggregatedServing(phases: phases, pool: PrefillPool(phases), workers: 2)
            let loop = guess.map { serving.rest(from: $0) } ?? serving.best()
            return (loop.load, serving.rate(loop), loop.isSettled)
        }
    }

    /// Every loop comes to rest, from wherever a search begins.
    @Test func everyLoopComesToRest() {
        each(800, seed: 27) { scenario in
            #expect(StepTotals.of(scenario).isSettled, "\(scenario.servingSummary)")
            let found = found(scenario)
            #expect(found.allSatisfy { $0.isSettled && $0.load > 0 }, "\(found) \(scenario.servingSummary)")
        }
    }

    /// Searches from both ends find the same rate.
    ///
    /// Padding may let a loop rest on both sides of a jump in the step's time; the one that serves more is chosen.
    @Test func bothEndsFindTheSameRate() {
        var (same, all) = (0, 0)
        each(800, seed: 31) { scenario in
            let found = found(scenario)
            for other in found.dropFirst() {
                #expect(found[0].rate >= other.rate * 0.99, "\(found) \(scenario.servingSummary)")
                all += 1
                if isClose(other.rate, found[0].rate, within: 1e-7) { same += 1 }
            }
        }
        #expect(same * 100 >= 99 * all, "\(same) of \(all) \(PropertySeed.note)")
    }

    @Test func memoryAddsUpAndIsTheMetric() throws {
        let metric = try #require(Metric.named("dram"))
        each(1000, seed: 35) { scenario in
            let plan = PlanResult(scenario)
            let memory = plan.totals.memory
            let parts = [
                memory.weights, memory.kvCache, memory.prefix, memory.activations, memory.buffers, memory.reserve,
            ]
            #expect(parts.allSatisfy { $0.isFinite && $0 >= 0 }, "\(scenario.servingSummary)")
            #expect(isClose(memory.total, parts.reduce(0, +), within: 1e-12), "\(scenario.servingSummary)")
            let most = max(memory.total, plan.totals.prefillMemory) / 1_073_741_824
            #expect(isClose(metric.read(plan), most, within: 1e-12), "\(scenario.servingSummary)")
        }
    }

    /// Requests that bring one token of prompt for 1e9 that they decode are decode alone.
    @Test func aggregatedServingTendsToDecodeAsPromptsVanish() {
        each(500, seed: 36, .agg) { drawn in
            let scenario = drawn.with {
                // Tiles of one row: else many may wait in front of a fuller one, which makes both better than alone.
                ($0.chip.cubeM, $0.chip.expertRows, $0.chip.requestTime) = (1, 1, 0)
                $0.workload.prefix = $0.workload.input - 1
                ($0.workload.output, $0.workload.rounds) = (1e9, 0)
                $0.workload.contextOverride = $0.workload.input
                ($0.deployment.waitSteps, $0.deployment.tbo) = (0, .off)
            }
            let plan = PlanResult(scenario)
            // Fewer requests than replicas leave some of them with an empty sequence; without room for all, some wait.
            guard AggregatedServing(scenario).running == scenario.sequences,
                scenario.sequences >= scenario.deployment.dp
            else { return }
            let decode = StepTotals.of(scenario.decodeWorker)
            let (time, alone) = (plan.totals.seconds, decode.seconds)
            #expect(
                time <= alone * 1.01 && time >= alone * 0.9, "\(time) \(alone) \(scenario.servingSummary)")
            let (rate, most) = (
                plan.tokensPerSecond, scenario.sequences * scenario.workload.tokensPerStep / decode.seconds
            )
            #expect(rate >= most * 0.99 && rate <= most * 1.1, "\(rate) \(most) \(scenario.servingSummary)")
        }
    }

    @Test func aSweepOfOnePointIsThePlan() throws {
        let parameter = try #require(Parameter.named("tp"))
        each(500, seed: 37) { scenario in
            let swept = Sweep.run(
                SearchSpace(base: scenario, axes: [Axis(parameter, [scenario.deployment.tp])]), cores: 1)
            #expect(swept.count == 1 && swept[0] == PlanResult(scenario), "\(scenario.servingSummary)")
        }
    }

    @Test func aSweepIsEachPointAlone() throws {
        func axis(_ name: String, _ values: [Double]) throws -> Axis {
            Axis(try #require(Parameter.named(name)), values)
        }
        for (number, model) in Samples.models.enumerated() {
            var base = Scenario(
                chip: Samples.chips[number % Samples.chips.count], model: model,
                workload: Workload(input: 4096, output: 512), deployment: Deployment(chips: 16, tp: 2, batch: 8))
            base.deployment.tbo = .auto
            let space = SearchSpace(
                base: base,
                axes: [
                    try axis("serving", [0, 1, 2]), try axis("concurrency", [0, 64, 1000]),
                    try axis("tp", [1, 2, 3]),
                    try axis("prefill_workers", [0, 2]), try axis("prefill_chips", [0, 8, 12]),
                    try axis("decode_workers", [1, 3]), try axis("output", [0, 512]), try axis("rounds", [0, 10]),
                ])
            let alone = (0..<(space.count ?? 0)).map { space.scenario(at: $0) }.filter { $0.brokenRule == nil }
            let sweeps = [1, 2].map { Sweep.run(space, cores: $0) }
            try #require(sweeps.allSatisfy { $0.count == alone.count })
            for (row, scenario) in alone.enumerated() {
                let result = PlanResult(scenario)
                // First tokens, prefill workers and their memory come back from the columns too.
                for swept in sweeps { #expect(swept[row] == result, "\(scenario.servingSummary)") }
            }
        }
    }
}
