import CostModel
import Planning
import TestSupport
import Testing

/// What holds for every plan.
@Suite struct PropertyTests {
    private func each(_ count: Int, seed: UInt64, _ phase: Workload.Phase? = nil, _ check: (Scenario) throws -> Void)
        rethrows
    {
        var numbers = SeededGenerator(property: seed)
        for _ in 0..<PropertySeed.draws(3 * count) { try check(numbers.scenario(phase)) }
    }

    @Test func totalsAreTheFoldOfTheBreakdown() {
        each(4000, seed: 1) { scenario in
            let (totals, breakdown) = (StepTotals.of(scenario), Breakdown(scenario))
            #expect(isClose(totals.seconds, breakdown.seconds, within: 1e-12), "\(scenario.summary)")
            #expect(isClose(totals.flops, breakdown.flops, within: 1e-12), "\(scenario.summary)")
            #expect(isClose(totals.memory.weights, breakdown.weightBytes, within: 1e-12), "\(scenario.summary)")
        }
    }

    @Test func everyFigureIsFiniteAndNotNegative() {
        each(4000, seed: 2) { scenario in
            let totals = StepTotals.of(scenario)
            let memory = totals.memory
            let sums = [
                totals.seconds, totals.communication, totals.flops, memory.weights, memory.kvCache, memory.prefix,
                memory.activations, memory.buffers, memory.reserve,
            ]
            let costs = Breakdown(scenario).rows.flatMap(\.operators).map(\.cost).flatMap {
                [$0.flops, $0.dramBytes, $0.wireBytes, $0.compute, $0.memory, $0.network, $0.exposed]
            }
            #expect((sums + costs).allSatisfy { $0.isFinite && $0 >= 0 }, "\(scenario.summary)")
            #expect(totals.seconds > 0 && totals.flops > 0 && memory.weights > 0, "\(scenario.summary)")
            let cache = memory.kvCache + memory.prefix
            let parts = memory.weights + cache + memory.activations + memory.buffers + memory.reserve
            #expect(isClose(memory.total, parts, within: 1e-12))
            #expect(totals.communication <= totals.seconds * 2, "\(scenario.summary)")
        }
    }

    @Test func everyMetricIsFiniteAndNotNegative() {
        each(2000, seed: 6) { scenario in
            let plan = PlanResult(scenario)
            for metric in Metric.all where !metric.isOnDemand && metric.hasValue(for: scenario) {
                let value = metric.read(plan)
                #expect(value.isFinite && value >= 0, "\(metric.name): \(scenario.summary)")
            }
        }
    }

    @Test func memoryIsTheMetric() throws {
        let metric = try #require(Metric.named("dram"))
        each(1000, seed: 7) { scenario in
            let plan = PlanResult(scenario)
            let bytes = plan.totals.memory.total
            #expect(isClose(metric.read(plan) * 1_073_741_824, bytes, within: 1e-12), "\(scenario.summary)")
        }
    }

    /// Chunks of a prompt compute what the whole prompt does, and a chunk of its length is the whole prompt.
    ///
    /// Latent attention may expand the cache of a chunk or not; all other products are the same.
    @Test func chunksAddUp() {
        each(2000, seed: 4, .prefill) { drawn in
            let scenario = drawn.with {
                ($0.workload.input, $0.workload.prefix) = (($0.workload.input / 512).rounded(.up) * 512, 0)
                $0.deployment.sp = 1
            }
            func totals(_ chunk: Double, _ overlap: Deployment.Overlap = .off) -> StepTotals {
                StepTotals.of(scenario.with { ($0.deployment.chunk, $0.deployment.tbo) = (chunk, overlap) })
            }
            let (whole, parts) = (totals(0), totals(512))
            #expect(totals(scenario.workload.input, .auto) == totals(0, .auto), "\(scenario.summary)")
            if scenario.model.mlaLayers == 0 {
                #expect(isClose(parts.flops, whole.flops, within: 1e-12), "\(scenario.summary)")
            }
        }
    }

    @Test func aSweepOfOnePointIsThePlan() throws {
        let parameter = try #require(Parameter.named("tp"))
        each(1000, seed: 5) { scenario in
            let swept = Sweep.run(
                SearchSpace(base: scenario, axes: [Axis(parameter, [scenario.deployment.tp])]), cores: 1)
            #expect(swept.count == 1 && swept[0] == PlanResult(scenario), "\(scenario.summary)")
        }
    }

    @Test func automaticOverlapIsTheFasterOfBoth() {
        each(2000, seed: 3) { scenario in
            func totals(_ overlap: Deployment.Overlap) -> StepTotals {
                StepTotals.of(scenario.with { $0.deployment.tbo = overlap })
            }
            let (off, on, auto) = (totals(.off), totals(.on), totals(.auto))
            #expect(auto.seconds == min(off.seconds, on.seconds), "\(scenario.summary)")
            #expect(auto == (auto.splits ? on : off), "\(scenario.summary)")
        }
    }

    @Test func weightsOnOneChipAreTheModel() {
        for model in Samples.models where model.indexTopK == 0 || model.queryLoRA > 0 {
            let scenario = Scenario(
                chip: Samples.roundChip, model: model, workload: Workload(input: 1000),
                deployment: Deployment(chips: 1, tp: 1, batch: 1))
            let weights = StepTotals.of(scenario).memory.weights
            #expect(isClose(weights, model.weightBytes, within: 1e-12), "hidden \(model.hidden)")
        }
    }

    @Test func aSweepIsEachPointAlone() throws {
        func axis(_ name: String, _ values: [Double]) throws -> Axis {
            Axis(try #require(Parameter.named(name)), values)
        }
        for (number, model) in Samples.models.enumerated() {
            var base = Scenario(
                chip: Samples.chips[number % Samples.chips.count], model: model, workload: Workload(input: 4096),
                deployment: Deployment(chips: 16, tp: 2, batch: 8))
            base.deployment.tbo = .auto
            let space = SearchSpace(
                base: base,
                axes: [
                    try axis("chips", [16, 48]), try axis("tp", [1, 3, 8]), try axis("phase", [0, 1]),
                    try axis("pp", [1, 2]), try axis("inter_bw", [8e9, 64e9]), try axis("moe_tp", [1, 2]),
                    try axis("hidden", [2048, 4096]), try axis("batch", (1...7).map(Double.init)),
                ])
            let alone = (0..<(space.count ?? 0)).map { space.scenario(at: $0) }.filter { $0.brokenRule == nil }
            let sweeps = [1, 2].map { Sweep.run(space, cores: $0) }
            try #require(sweeps.allSatisfy { $0.count == alone.count })
            for (row, scenario) in alone.enumerated() {
                let totals = StepTotals.of(scenario)
                for result in sweeps.map({ $0[row] }) {
                    #expect(result.scenario == scenario)
                    #expect(result.totals == totals, "\(scenario.summary)")
                }
            }
        }
    }
}
