import Catalog
import CostModel
import Queueing
import TestSupport
import Testing

@testable import Planning

/// The same as `RecordedPlanningTests` for plans of many kinds: fewer questions, asked of more.
///
/// `RECORD=1 swift test --filter RecordedVarietyTests` accepts what is found now; look first at what moved, and why.
@Suite struct RecordedVarietyTests {
    /// A scenario of the catalogue's chip and model with constants that no fit moves.
    private static func scenario(
        _ chip: String, _ model: String, _ settings: (String, Double)..., change: (inout Scenario) -> Void = { _ in }
    ) throws -> Scenario {
        var s = try Fixture.scenario()
        s.chip = try #require(Catalog.chip(named: chip)).value
        s.chip.kernels = Engine<Double>.Kernels()
        s.model = try #require(Catalog.model(named: model)).value
        s.workload = Workload(input: 2048, output: 512)
        change(&s)
        for (name, value) in settings {
            s = s.setting([Setting(try #require(Parameter.named(name), "\(name)"), value)])
        }
        return s
    }

    /// Plans of kinds that differ in what computes them.
    static func plans() throws -> [(name: String, plan: PlanResult)] {
        let agg = Workload.Serving.agg.code, disagg = Workload.Serving.disagg.code
        var mixed = try scenario(
            "h800", "deepseek-r1", ("serving", disagg), ("chips", 16), ("tp", 8), ("concurrency", 128),
            ("decode_workers", 2), ("prefill_workers", 3), ("prefill_chips", 8), ("prefill_tp", 8))
        mixed.prefillChip = try #require(Catalog.chip(named: "h20")).value
        mixed.prefillChip?.kernels = Engine<Double>.Kernels()
        return [
            (
                "pipeline",
                try scenario(
                    "h100", "llama-3.1-405b", ("chips", 16), ("tp", 4), ("pp", 4), ("batch", 4), ("precision", 1))
            ),
            (
                "drafts",
                try scenario(
                    "h200", "deepseek-r1", ("chips", 32), ("tp", 8), ("batch", 32), ("draft", 2), ("tbo", 2),
                    ("price", 2.5))
            ),
            (
                "one tier",
                try scenario(
                    "sg2260e", "deepseek-v3", ("chips", 64), ("tp", 8), ("batch", 6), ("topology", 1), ("moe_tp", 2))
            ),
            (
                "long prompts",
                try scenario(
                    "h100", "qwen3-32b", ("phase", 1), ("chips", 8), ("tp", 4), ("batch", 1), ("sp", 2),
                    ("input", 30_000), ("chunk", 8192))
            ),
            (
                "slots",
                try scenario(
                    "h200", "qwen3-32b", ("serving", agg), ("chips", 4), ("tp", 2), ("concurrency", 400),
                    ("max_running", 64), ("capex", 28_000), ("years", 4), ("electricity", 0.1))
            ),
            (
                "unequal",
                try scenario(
                    "h100", "llama-3.1-70b", ("serving", agg), ("chips", 4), ("tp", 4), ("concurrency", 48),
                    ("input_cv", 0.4), ("output_cv", 0.6), ("prefix", 1024), ("prefix_hit", 0.5))
            ),
            (
                "rate",
                try scenario(
                    "h200", "qwen3-32b", ("serving", agg), ("chips", 2), ("tp", 2), ("replicas", 3), ("rate", 6),
                    ("output_cv", 0.4), ("price", 3))
            ),
            (
                "pools",
                try scenario(
                    "h200", "qwen3-32b", ("serving", disagg), ("chips", 2), ("tp", 2), ("decode_workers", 3),
                    ("prefill_workers", 2), ("rate", 5), ("input_cv", 0.5), ("output_cv", 0.5))
            ),
            (
                "users",
                try scenario(
                    "h100", "llama-3.1-70b", ("serving", agg), ("chips", 4), ("tp", 4), ("users", 60), ("think", 10),
                    ("output_cv", 0.3))
            ),
            ("two chips", mixed),
            ("many at once", try scenario("h100", "llama-3.1-8b", ("chips", 2), ("tp", 1), ("batch", 200))),
            (
                "racks",
                try scenario("gb200-nvl72", "deepseek-r1", ("chips", 144), ("tp", 8), ("batch", 16), ("precision", 4))
            ),
        ].map { ($0.0, PlanResult($0.1)) }
    }

    /// Whether a plan has clients who do not wait for each other, which takes longer.
    private static func isSlow(_ plan: PlanResult) -> Bool { plan.scenario.workload.isOpen }

    private static func expect(_ name: String, _ found: [(String, Any?)]) throws {
        try RecordedPlanningTests.expect("variety-" + name, found)
    }

    @Test func whatTheyAreBoundBy() throws {
        try Self.expect(
            "leverage",
            try Self.plans().flatMap { name, plan -> [(String, Any?)] in
                let conditions = [
                    try Fixture.atMost("tpot_ms", 0.9 * Metric.tpot.read(plan).magnitude), try Fixture.atLeastTen(),
                ]
                return RecordedPlanningTests.bounds(name, plan, conditions) + [
                    ("axes", StandardAxes.of(plan.scenario).map { ($0.parameter, $0.values) }),
                    (
                        "depends",
                        [Metric.tpsChip, .tpot].filter { !$0.read(plan).isNaN && !Self.isSlow(plan) }.map {
                            (Dependence.parameters(of: $0, in: plan) ?? [])
                        }
                    ),
                ]
            })
    }

    @Test func whatMayBetterThem() throws {
        try Self.expect(
            "suggestions",
            try Self.plans().filter { !Self.isSlow($0.plan) }.flatMap { name, plan -> [(String, Any?)] in
                // One of them misses its limit whatever is set.
                let share = name == "pipeline" ? 0.1 : 1.2
                return try RecordedPlanningTests.suggestions(name, plan, within: share)
            })
    }

    @Test func whichValuesDo() throws {
        var found: [(String, Any?)] = []
        for (name, plan) in try Self.plans() {
            let isOpen = Self.isSlow(plan)
            let now = Metric.tpot.read(plan), rate = Metric.tpsChip.read(plan)
            let least = try Fixture.metric("tps_chip")
            let served: [(String, Condition)] =
                isOpen
                ? [("rate", try Fixture.atMost("tpot_ms", 1.3 * now)), ("tp", try Fixture.atMost("tpot_ms", now))]
                : [
                    ("chips", Condition(least, .atLeast, 0.9 * rate)), ("tp", Condition(least, .atLeast, 0.95 * rate)),
                    ("precision", Condition(least, .above, 0.9 * rate)),
                ]
            let questions =
                plan.scenario.workload.serving != .static
                ? served
                : served + [
                    ("input", Condition(least, .atLeast, 0.8 * rate)),
                    ("flops", Condition(least, .atLeast, 0.99 * rate)),
                    ("dram", Condition(least, .atLeast, 3 * rate)),
                ]
            for (parameter, condition) in questions {
                let asked = try #require(Parameter.named(parameter))
                let solution = Solution(asked, of: plan.scenario, conditions: [condition])
                func text(_ verdict: Verdict?) -> String {
                    verdict.map { verdict in
                        let figure = verdict.plan.map { Facts.digits(Metric.tpsChip.read($0)) } ?? "-"
                        return "\(Facts.digits(asked.get(verdict.scenario))): \(figure), \(verdict.misses.count) missed"
                    } ?? "-"
                }
                found.append(
                    (
                        "\(name) \(parameter)",
                        solution.map { solution in
                            (
                                solution.spans.map { [text($0.first), text($0.last), text($0.below), text($0.above)] },
                                text(solution.closest), solution.count, solution.looked, solution.isExhaustive,
                                solution.range.map { [$0.lowerBound, $0.upperBound] }
                            )
                        }
                    ))
            }
        }
        try Self.expect("solutions", found)
    }

    @Test func howTheyBend() throws {
        var found: [(String, Any?)] = []
        for (name, plan) in try Self.plans() {
            let conditions = [try Fixture.atMost("tpot_ms", 1.15 * Metric.tpot.read(plan).magnitude)]
            let isServed = plan.scenario.workload.serving != .static
            let ranges: [(String, ClosedRange<Double>)] =
                Self.isSlow(plan)
                ? [("rate", 1...7)]
                : [(isServed ? "concurrency" : "batch", 1...300), ("dram_bw", 1e12...9e12), ("input", 512...9000)]
            for (parameterName, range) in ranges {
                let parameter = try #require(Parameter.named(parameterName))
                let plans = CurvePoints.of(range, parameter).map {
                    plan.scenario.setting([Setting(parameter, $0)])
                }.filter { $0.brokenRule == nil }.map { PlanResult($0) }
                let curve = Curve(parameter, plans, conditions: conditions)
                found.append(
                    (
                        "\(name) \(parameterName)",
                        (
                            plans.count, curve.knee.map { ($0.plan, $0.latency, $0.height) },
                            curve.turns.map { ($0.low, $0.high, $0.isGain) }
                        )
                    ))
            }
        }
        try Self.expect("curves", found)
    }

    @Test func whatMovesThem() throws {
        try Self.expect(
            "sensitivity",
            try Self.plans().filter { !Self.isSlow($0.plan) }.flatMap { name, plan -> [(String, Any?)] in
                let metrics = [Metric.tpsChip, try #require(Metric.named("cost_mtok"))]
                return [(name, plan)]
                    + metrics.filter { !$0.read(plan).isNaN }.map { metric in
                        let found = Sensitivity(
                            metric, of: plan, intervals: ["dram_util": 0.7...0.9, "launch": 1e-6...9e-6])
                        return (metric.name, found.map { ($0.items.prefix(12).map(\.self), $0.small) })
                    }
            })
    }

    /// Plans that cannot run, or miss a condition, and those next to them.
    @Test func whatIsNear() throws {
        let conditions = [try Fixture.atLeastTen()]
        var found: [(String, Any?)] = []
        for (settings, asked) in [
            ([("batch", 60.0)], ["batch"]), ([("chips", 8)], ["chips"]), ([("chips", 24), ("tp", 5)], ["tp"]),
            ([("input", 60_000)], ["input"]), ([("tp", 32), ("batch", 64)], ["tp", "batch"]),
            ([("chips", 96), ("moe_tp", 5)], ["chips", "moe_tp"]), ([("dram", 20e9)], ["dram"]),
        ] {
            let base = try Fixture.scenario()
            let scenario = base.setting(
                try settings.map { Setting(try #require(Parameter.named($0.0)), $0.1) })
            let neighbours = Neighbours(
                of: scenario, base: base, asked: try asked.map { try #require(Parameter.named($0)) },
                axes: [try Fixture.axis("batch", [2, 6, 10, 14]), try Fixture.axis("chips", [64, 128, 256])],
                conditions: conditions, goal: Goal(nil))
            found.append(
                (
                    "\(settings.map { "\($0.0)=\($0.1)" }.joined(separator: " "))",
                    neighbours.map { ($0.nearest, $0.best, $0.reach) }
                ))
        }
        try Self.expect("neighbours", found)
    }

    /// Few requests, whose seeds give the same figures on any number of cores.
    @Test func howTheyPlay() throws {
        var found: [(String, Any?)] = []
        for (name, plan) in try Self.plans() where plan.scenario.workload.serving != .static {
            let simulation = try PlanSimulation(plan)
            let result = simulation.run(requests: 400, seeds: 3, first: 5, cores: 2, isCancelled: { false })
            found.append(
                (
                    name,
                    (
                        simulation.usual,
                        result.map { result in
                            (
                                result.rows.map { ($0.figure, $0.equations, $0.simulated.value, $0.difference) },
                                result.requests, result.rejected, result.slotWaitShare
                            )
                        }
                    )
                ))
            found.append((name + " in step", PlanSimulation.closedLoop(plan)))
        }
        try Self.expect("simulations", found)
    }

    @Test func howTheyDiffer() throws {
        let plans = try Self.plans()
        var found: [(String, Any?)] = []
        for (one, other) in zip(plans, plans.dropFirst()) where !Self.isSlow(one.plan) && !Self.isSlow(other.plan) {
            found.append(("\(one.name), \(other.name)", BlockMove.all(one.plan.scenario, other.plan.scenario)))
        }
        for (name, plan) in plans where !Self.isSlow(plan) {
            for metric in [Metric.tpsChip, .tpot, try #require(Metric.named("mfu"))] where !metric.read(plan).isNaN {
                found.append(
                    (
                        "\(name) \(metric.name)",
                        Explanation(metric, of: plan).lines.map { ($0.name, $0.value, $0.depth) }
                    ))
            }
            let rivals = [0.9, 1.1].compactMap { factor -> PlanResult? in
                var s = plan.scenario
                s.chip.dramBandwidth *= factor
                return PlanResult(s)
            }
            found.append(
                (
                    "\(name) order",
                    OrderStability(
                        rivals.reversed() + [plan], by: .tpsChip,
                        intervals: ["dram_util": 0.6...0.95, "overlap": 0.3...1])
                ))
        }
        try Self.expect("comparisons", found)
    }
}
