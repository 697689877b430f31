import CostModel
import Testing

@testable import Planning

/// What moves a metric, and what may turn the order of plans.
@Suite struct SensitivityTests {
    private func sensitivity(
        _ name: String, _ plan: PlanResult, _ intervals: [String: ClosedRange<Double>] = [:]
    ) throws -> Sensitivity {
        let metric = try #require(Metric.named(name))
        return try #require(Sensitivity(metric, of: plan, intervals: intervals))
    }

    private func item(_ name: String, _ sensitivity: Sensitivity) throws -> Sensitivity.Item {
        try #require(sensitivity.items.first { $0.parameter.name == name })
    }

    /// The figures with derivatives are the metrics, apart from their units.
    @Test(arguments: ["decode", "agg", "disagg"]) func slopesAreOfTheMetrics(_ mode: String) throws {
        let scenario =
            mode == "decode"
            ? try Fixture.scenario() : mode == "agg" ? try Fixture.aggregated() : try Fixture.disaggregated()
        let (plan, duals) = (PlanResult(scenario), PlanSlopes(scenario).by([]))
        let factors = ["ttft_ms": 1e3, "tpot_ms": 1e3, "dram": 1.0 / 1_073_741_824, "mfu": 100, "comm_share": 100]
        for (name, read) in SlopedMetric.all {
            let metric = try #require(Metric.named(name))
            guard metric.hasValue(for: scenario) else { continue }
            let ratio = read(duals).value * (factors[name] ?? 1) / metric.read(plan)
            #expect((ratio - 1).magnitude < 1e-12, "\(name)")
        }
    }

    /// Where the equations are smooth the derivative is that of two plans a thousandth of a percent apart.
    @Test func elasticitiesAreThoseOfSmallDifferences() throws {
        for scenario in [try Fixture.scenario(), try Fixture.aggregated(), try Fixture.disaggregated()] {
            let plan = PlanResult(scenario)
            let sensitivity = try sensitivity("tps_chip", plan)
            #expect(sensitivity.items.count > 4)
            var compared = 0
            for item in sensitivity.items where item.method == .derivative {
                func rate(_ factor: Double) -> Double {
                    let setting = Setting(item.parameter, item.value * factor)
                    return Metric.tpsChip.read(PlanResult(Dependence.held(plan).setting([setting])))
                }
                let slope = (rate(1.001) - rate(0.999)) / rate(1) / 0.002
                compared += 1
                #expect((slope - item.elasticity).magnitude < 0.02, "\(item.parameter.name)")
                #expect(item.up.map { ($0 - (rate(1.1) / rate(1) - 1)).magnitude < 1e-12 } ?? true)
                #expect(item.down.map { ($0 - (rate(0.9) / rate(1) - 1)).magnitude < 1e-12 } ?? true)
            }
            #expect(compared > 3)
        }
    }

    @Test func theLargestComesFirst() throws {
        let sizes = try sensitivity("tpot_ms", PlanResult(try Fixture.scenario())).items.map(\.elasticity.magnitude)
        #expect(sizes == sizes.sorted(by: >) && sizes.allSatisfy { $0 >= Sensitivity.least })
    }

    /// Whole numbers count between their neighbours that divide: 64 and 256 beside 128 chips, whose midpoint is 160 and whose
    /// difference is 192.
    @Test func wholeNumbersAreTakenBetweenNeighbours() throws {
        let plan = PlanResult(try Fixture.scenario())
        let sensitivity = try sensitivity("total_tps", plan)
        let chips = try item("chips", sensitivity)
        #expect(chips.method == .difference(low: 64, high: 256))
        func rate(_ chips: Double) -> Double {
            PlanResult(plan.scenario.setting(Setting.list(("chips", chips)))).tokensPerSecond
        }
        let (low, high) = (rate(64), rate(256))
        #expect((chips.elasticity - (high - low) / ((high + low) / 2) / (192.0 / 160)).magnitude < 1e-12)
        #expect(chips.up == nil && chips.down == nil)
        #expect(try item("batch", sensitivity).method == .difference(low: 9, high: 11))
        // Nothing is known of a word, and the model is not chosen.
        #expect(!sensitivity.items.contains { !$0.parameter.choices.isEmpty || $0.parameter.scope == .model })
    }

    @Test func theIntervalOfAFitMovesTheMetric() throws {
        let plan = PlanResult(try Fixture.scenario())
        let interval = 0.8...0.9
        let fitted = try item("dram_util", try sensitivity("tps_chip", plan, ["dram_util": interval]))
        let band = try #require(fitted.band)
        func change(_ value: Double) -> Double {
            let moved = PlanResult(plan.scenario.setting(Setting.list(("dram_util", value))))
            return Metric.tpsChip.read(moved) / Metric.tpsChip.read(plan) - 1
        }
        #expect(band.interval == interval)
        #expect(band.atLow == change(0.8) && band.atHigh == change(0.9))
    }

    /// Two plans of which one sends more: with slower links it falls behind, and by no more than was said.
    @Test func anOrderTurnsAtAValue() throws {
        let result = Sweep.run(try Fixture.caseStudy(), cores: 1)
        let ranked = (0..<result.count).map { result[$0] }.sorted { Metric.tpsChip.read($0) > Metric.tpsChip.read($1) }
        let order = try #require(OrderStability(ranked, by: .tpsChip, intervals: [:]))
        #expect(order.count == 15 && order.others > 3 && order.fitted == 0)
        for swap in order.swaps {
            func rate(_ rank: Int, _ isMoved: Bool) -> Double {
                let base = ranked[rank - 1].scenario
                let scenario = isMoved ? base.setting([Setting(swap.parameter, swap.value)]) : base
                return Metric.tpsChip.read(PlanResult(scenario))
            }
            #expect(rate(swap.better, false) > rate(swap.worse, false))
            let (better, worse) = swap.differences
            #expect(better.map(\.parameter.name) == worse.map(\.parameter.name) && !better.isEmpty)
            #expect(better.allSatisfy { $0.parameter.get(ranked[swap.better - 1].scenario) == $0.value })
            #expect(worse.allSatisfy { $0.parameter.get(ranked[swap.worse - 1].scenario) == $0.value })
            #expect(rate(swap.better, true) < rate(swap.worse, true))
            #expect((swap.gap - (1 - rate(swap.worse, false) / rate(swap.better, false))).magnitude < 1e-12)
        }
        // Halved links turn at least one pair, where a tenth less need not.
        let halved = try #require(OrderStability(ranked, by: .tpsChip, intervals: ["inter_bw": 4e9...64e9]))
        #expect(halved.fitted == 1 && halved.swaps.contains { $0.parameter.name == "inter_bw" })
    }

    /// Of a time the least is the best.
    @Test func aLatencyIsRankedFromBelow() throws {
        let result = Sweep.run(try Fixture.caseStudy(), cores: 1)
        let ranked = (0..<result.count).map { result[$0] }.sorted { Metric.tpot.read($0) < Metric.tpot.read($1) }
        let order = try #require(OrderStability(ranked, by: .tpot, intervals: [:]))
        #expect(order.swaps.allSatisfy { $0.better < $0.worse && $0.gap > 0 })
        #expect(OrderStability(ranked, by: .tpot, intervals: [:], isCancelled: { true }) == nil)
        #expect(Sensitivity(.tpot, of: ranked[0], intervals: [:], isCancelled: { true }) == nil)
    }
}
