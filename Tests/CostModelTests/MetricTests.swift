import CostModel
import Testing

/// What each metric says of totals that are written down.
@Suite struct MetricTests {
    /// 128 chips at TP4 with 10 sequences each that draft a token, of which half are right; a step of 50 ms, of which 10 are
    /// communication, and 1 TFLOP on a chip whose peak is 200 TFLOP/s.
    private func decode() -> PlanResult {
        let scenario = Samples.decode(Samples.sparse, chips: 128, tp: 4, batch: 10) {
            ($0.workload.draft, $0.workload.acceptance) = (1, 0.5)
        }
        var plan = PlanResult(scenario)
        (plan.totals.seconds, plan.totals.communication, plan.totals.flops) = (0.05, 0.01, 1e12)
        return plan
    }

    private func figures(_ plan: PlanResult, _ expected: [String: Double]) throws {
        for (name, value) in expected {
            let figure = try #require(Metric.named(name)).read(plan)
            #expect(value.isNaN ? figure.isNaN : isClose(figure, value), "\(name) \(figure)")
        }
    }

    @Test func decodeByHand() throws {
        // 1280 sequences with 1.5 tokens a step are 1920, by 50 ms 38,400 a second: 300 a chip, 30 a request.
        try figures(
            decode(),
            [
                "chips": 128, "tp": 4, "sp": 1, "pp": 1, "dp": 32, "moe_tp": 1, "ep": 128, "batch": 10,
                "total_batch": 1280, "ttft_ms": .nan, "tpot_ms": 50 / 1.5, "tps_batch": 30, "tps_chip": 300,
                "total_tps": 38_400, "mfu": 10, "comm_share": 20, "tbo": 0, "all_chips": 128, "pd_ratio": .nan,
            ])
    }

    @Test func aSplitStepSaysSo() throws {
        var plan = decode()
        plan.totals.splits = true
        try figures(plan, ["tbo": 1])
    }

    /// A formula follows the way of serving.
    @Test func aFormulaIsThatOfTheWayOfServing() throws {
        let chips = try #require(Metric.named("all_chips"))
        let rate = try #require(Metric.named("total_tps"))
        let both = "(chips * workers + prefiller_chips * prefillers) * replicas"
        var scenario = decode().scenario
        #expect(chips.formula(in: scenario) == "chips * replicas")
        #expect(rate.formula(in: scenario) == "tokens_per_step / step_ms * 1000")
        scenario.workload.serving = .agg
        #expect(chips.formula(in: scenario) == "chips * replicas")
        #expect(rate.formula(in: scenario) == "request_rate * output")
        scenario.workload.serving = .disagg
        #expect(chips.formula(in: scenario) == both)
        #expect(chips.formulas == ["chips * replicas", "\(both) (serving=disagg)"])
        #expect(
            rate.formulas == [
                "tokens_per_step / step_ms * 1000", "request_rate * output (serving=disagg,agg)",
            ])
    }

    /// A metric that shows a parameter answers to its names.
    @Test func aMetricHasTheNamesOfItsParameter() {
        for (word, name) in [("MLA_SP", "sp"), ("sp_size", "sp"), ("MLA_TP", "tp"), ("MOE_TP", "moe_tp")] {
            #expect(Metric.named(word)?.name == name)
        }
    }

    @Test func prefillByHand() throws {
        var plan = decode()
        plan.scenario.workload.staticPhase = .prefill
        plan.totals.firstToken = 0.05
        // 10 prompts of 4096 tokens in 50 ms are 819,200 a second.
        try figures(
            plan,
            [
                "ttft_ms": 50, "tpot_ms": .nan, "total_tps": 819_200, "tps_chip": 6400, "tps_batch": 81_920,
                "total_batch": 10,
            ])
    }

    @Test func workersOfTheirOwnByHand() throws {
        var plan = decode()
        (plan.scenario.workload.serving, plan.scenario.workload.output) = (.disagg, 100)
        plan.scenario.deployment.concurrency = 640
        (plan.scenario.deployment.decodeWorkers, plan.scenario.deployment.prefillChips) = (2, 32)
        (plan.totals.prefillWorkers, plan.totals.firstToken, plan.totals.requestRate) = (4, 0.25, 96)
        // 2 x 128 chips decode and 4 x 32 prefill; 96 requests of 100 tokens a second on 384 chips; 640 / 256 on each.
        try figures(
            plan,
            [
                "chips": 128, "all_chips": 384, "pd_ratio": 0.5, "total_tps": 9600, "tps_chip": 25, "tps_batch": 15,
                "total_batch": 640, "batch": 2.5, "ttft_ms": 250,
            ])
    }

    /// Bytes of a chip against those that it has: 80e9 bytes are 74.5 GiB.
    @Test func aPlanFitsUpToTheLastByte() throws {
        var plan = decode()
        plan.totals.prefillMemory = 80e9
        try figures(plan, ["dram": 80e9 / 1_073_741_824, "fits": 1])
        plan.totals.prefillMemory = 80e9 + 1
        try figures(plan, ["fits": 0])
        #expect(!plan.isFeasible)
        plan.totals.prefillMemory = 0
        #expect(plan.isFeasible)
        plan.totals.isSettled = false
        #expect(plan.fits && !plan.isFeasible)
        let whole = try #require(Metric.named("dram")?.whole)
        #expect(isClose(whole.read(plan), 80e9 / 1_073_741_824))
    }

    /// How people read 1234.5678 in each unit, which end is better, and what one unit is worth.
    @Test(arguments: [
        ("chips", "1235", Metric.Preference.neither, 1.0), ("batch", "1235", .neither, 1),
        ("total_batch", "1235", .higher, 1),
        ("ttft_ms", "1234.6", .lower, 1e-3), ("tpot_ms", "1234.6", .lower, 1e-3), ("tps_batch", "1234.57", .higher, 1),
        ("tps_chip", "1234.6", .higher, 1), ("total_tps", "1235", .higher, 1), ("mfu", "1234.6", .higher, 0.01),
        ("dram", "1234.6", .lower, 1_073_741_824), ("comm_share", "1234.6", .lower, 0.01), ("tbo", "1235", .neither, 1),
        ("pd_ratio", "1234.57", .neither, 1), ("fits", "1235", .neither, 1), ("tbo_breakeven", "1235", .neither, 1),
    ])
    func aFigureIsShownInItsUnit(_ name: String, _ text: String, _ better: Metric.Preference, _ factor: Double) throws {
        let metric = try #require(Metric.named(name))
        #expect(metric.text(1234.5678) == text)
        #expect(metric.better == better)
        #expect(metric.unitFactor == factor)
    }

    /// What speaks of experts, of workers or of a batch means nothing where there are none.
    @Test func aMetricIsIdleWhereItMeansNothing() throws {
        let dense = Samples.decode(Samples.dense, chips: 8, tp: 8, batch: 1)
        let sparse = Samples.decode(Samples.sparse, chips: 8, tp: 8, batch: 1)
        let requests = sparse.with {
            ($0.workload.serving, $0.deployment.concurrency) = (.agg, 64)
        }
        let pools = requests.with {
            ($0.workload.serving, $0.deployment.concurrency) = (.disagg, 0)
        }
        func idle(_ scenario: Scenario) -> [String] { Metric.all.filter { $0.isIdle(scenario) }.map(\.name) }
        #expect(idle(dense) == ["moe_tp", "ep", "all_chips"])
        #expect(idle(sparse) == ["all_chips"])
        #expect(idle(requests) == ["batch", "all_chips"])
        #expect(idle(pools) == [])
    }

    /// Columns that give way last on a narrow screen come first.
    @Test func whatPlansAreJudgedByGivesWayLast() {
        var importance: [String: Int] = [:]
        for metric in Metric.all { if case .figure(let value) = metric.showing { importance[metric.name] = value } }
        let order = importance.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        #expect(
            order == [
                "tps_chip", "tpot_ms", "ttft_ms", "tps_batch", "cost_mtok", "load", "pd_ratio", "dram", "total_tps",
                "mfu", "comm_share",
            ])
        #expect(importance["tpot_ms"] == importance["ttft_ms"])
        #expect(Metric.all.filter { $0.standard == 1 }.map(\.name) == ["sp", "pp", "replicas", "nodes", "fits"])
        #expect(Metric.all.filter { $0.standard == 0 }.map(\.name) == ["tbo"])
        #expect(Metric.all.filter(\.isFlag).map(\.name) == ["tbo", "fits"])
        #expect(
            Metric.all.filter(\.isOnDemand).map(\.name)
                == ["tbo_breakeven", "capacity", "capacity_chip", "load", "goodput"] + Metric.Percentile.all.map(\.name)
        )
    }

    /// Figures of formulas, in the units that their names say.
    @Test func figuresByHand() throws {
        var plan = decode()
        plan.totals.transfer = 0.002
        (plan.totals.requestRate, plan.totals.prefillWorkers) = (96, 4)
        (plan.scenario.chip.requestTime, plan.scenario.deployment.prefillChips) = (0.003, 32)
        var reserved = plan.scenario
        reserved.chip.dramReserve = 1_073_741_824
        let reserve = try #require(Figure.all.first { $0.name == "reserve" })
        #expect(isClose(reserve.read(PlanResult(reserved)), 1))
        let expected: [String: Double] = [
            "step_ms": 50, "comm_ms": 10, "tokens_per_step": 1920, "tokens_per_sequence": 1.5, "sequences": 1280,
            "request_rate": 96, "workers": 1, "prefillers": 4, "prefiller_chips": 32, "request_ms": 3, "kv_ms": 2,
            "flop_per_step": 1e12, "capacity": 80e9 / 1_073_741_824,
        ]
        for figure in Figure.all {
            guard let value = expected[figure.name] else { continue }
            #expect(isClose(figure.read(plan), value), "\(figure.name) \(figure.read(plan))")
        }
        let memory = plan.totals.memory
        let parts = ["weights": memory.weights, "kv_cache": memory.kvCache, "buffers": memory.buffers]
        for (name, bytes) in parts {
            let figure = try #require(Figure.all.first { $0.name == name })
            #expect(isClose(figure.read(plan), bytes / 1_073_741_824), "\(name)")
        }
    }
}
