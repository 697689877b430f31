import Catalog
import CostModel
import Queueing
import TestSupport
import Testing

@testable import Planning

/// Everything that is found out about some plans, as it was when it was held to what the engine says of each.
///
/// `RECORD=1 swift test --filter RecordedPlanningTests` accepts what is found now; look first at what moved, and why.
@Suite struct RecordedPlanningTests {
    static let facts = Facts { value in
        switch value {
        case let parameter as Parameter: parameter.name
        case let metric as Metric: metric.name
        case let condition as Condition: condition.text
        case let quantifier as Quantifier: quantifier.path
        case let change as Change: change.name
        case let plan as PlanResult:
            summary(plan.scenario) + " "
                + [Metric.tpsChip, .tpot, .ttft].map {
                    Facts.digits($0.read(plan))
                }.joined(separator: " ")
        case let scenario as Scenario: summary(scenario)
        default: nil
        }
    }

    private static func summary(_ scenario: Scenario) -> String {
        let names = ["chips", "tp", "batch", "concurrency", "moe_tp", "rate", "replicas", "prefill_workers"]
        return names.compactMap(Parameter.named).map { "\($0.name)=\(Facts.digits($0.get(scenario)))" }
            .joined(separator: " ")
    }

    static func expect(_ name: String, _ found: [(String, Any?)]) throws {
        let text = found.map { title, value in
            "\(title): " + (value.map { facts.text(of: $0) } ?? "-") + "\n"
        }.joined()
        let path = Project.root + "/Tests/PlanningTests/Recorded/\(name).txt"
        #expect(try Recording.text(at: path, today: text) == text)
    }

    /// Plans of each way of serving.
    private static func plans() throws -> [(name: String, plan: PlanResult)] {
        var prefill = try Fixture.scenario(chips: 32)
        prefill.workload.staticPhase = .prefill
        var open = try Fixture.aggregated()
        (open.workload.rate, open.workload.outputVariation, open.workload.inputVariation) = (3, 0.5, 0.7)
        var large = try Fixture.scenario(chips: 8, tp: 1, batch: 400)
        large.workload.input = 60_000
        return [
            ("decode", PlanResult(try Fixture.scenario())), ("prefill", PlanResult(prefill)),
            ("agg", PlanResult(try Fixture.aggregated())), ("disagg", PlanResult(try Fixture.disaggregated())),
            ("open", PlanResult(open)), ("does not fit", PlanResult(large)),
        ]
    }

    /// What a plan waits for, and what binds it.
    static func bounds(_ name: String, _ plan: PlanResult, _ conditions: [Condition]) -> [(String, Any?)] {
        let leverage = Leverage(plan, conditions: conditions, goal: Goal(nil))
        return [
            (name, plan), ("shares", leverage.shares), ("adjustments", leverage.adjustments),
            ("levers", leverage.levers), ("open", OpenLeverage(plan)?.levers),
            ("ceiling", PrefillCeiling(plan).map { [$0.share, $0.tokensPerChip, $0.isReached ? 1 : 0] }),
            ("fitting", FittingChange.all(for: plan)), ("limit", LoadLimit(plan, conditions: conditions)),
        ]
    }

    /// What may better a plan that is to keep so many times its time per token.
    static func suggestions(_ name: String, _ plan: PlanResult, within share: Double) throws -> [(String, Any?)] {
        let conditions = [try Fixture.atMost("tpot_ms", share * Metric.tpot.read(plan).magnitude)]
        let isPrefill = plan.scenario.workload.phase == .prefill
        let found = Suggestions(plan, conditions: isPrefill ? [] : conditions, goal: Goal(nil))
        func lines(_ suggestions: [Suggestion]?) -> [[String]] {
            (suggestions ?? []).map { suggestion in
                [
                    suggestion.change.name, Facts.digits(suggestion.gain), facts.text(of: suggestion.settings),
                    facts.text(of: suggestion.costs), "\(suggestion.group) \(suggestion.misses.count)",
                    suggestion.move?.name ?? "-",
                ]
            }
        }
        return [
            (name, plan), ("paying", lines(found?.paying)), ("others", lines(found?.others)),
            ("refused", found?.refused.map { facts.text(of: ($0.settings, $0.rule)) }),
            ("evaluated", found?.evaluated),
        ]
    }

    @Test func whatPlansWaitFor() throws {
        let conditions = [try Fixture.atLeastTen()]
        try Self.expect("leverage", try Self.plans().flatMap { Self.bounds($0.name, $0.plan, conditions) })
    }

    @Test func whatMayBetterThem() throws {
        try Self.expect(
            "suggestions",
            try Self.plans().filter { $0.name != "open" }.flatMap {
                try Self.suggestions($0.name, $0.plan, within: 1.1)
            })
    }

    @Test func whatMovesThem() throws {
        try Self.expect(
            "sensitivity",
            try Self.plans().filter { $0.name != "open" }.flatMap { name, plan -> [(String, Any?)] in
                [(name, plan)]
                    + [Metric.tpsChip, .tpot, .ttft].filter { !$0.read(plan).isNaN }.map { metric in
                        let found = Sensitivity(metric, of: plan, intervals: ["dram_util": 0.7...0.9])
                        return (metric.name, found.map { ($0.items, $0.small) })
                    }
            })
    }

    @Test func whichValuesDo() throws {
        var found: [(String, Any?)] = []
        for (name, plan) in try Self.plans() where name != "open" {
            for (parameter, condition) in [
                ("batch", try Fixture.atLeastTen()), ("tp", try Fixture.atMost("tpot_ms", 60)),
                ("input", try Fixture.atMost("tpot_ms", 90)), ("dram_bw", try Fixture.atLeastTen()),
            ] {
                let solution = Solution(
                    try #require(Parameter.named(parameter)), of: plan.scenario, conditions: [condition])
                found.append(
                    (
                        "\(name) \(parameter)",
                        solution.map { solution in
                            (
                                solution.spans.map { ($0.first, $0.last) }, solution.closest, solution.count,
                                solution.looked, solution.isExhaustive,
                                solution.range.map { [$0.lowerBound, $0.upperBound] }
                            )
                        }
                    ))
            }
            let batches = [1.0, 2, 4, 8, 12, 16, 32, 64, 128]
            let curve = Curve(
                try #require(Parameter.named("batch")),
                batches.map { PlanResult(plan.scenario.setting(Setting.list(("batch", $0)))) },
                conditions: [try Fixture.atLeastTen()])
            found.append(("\(name) curve", (curve.knee, curve.turns.map { ($0.low, $0.high) })))
        }
        try Self.expect("solutions", found)
    }

    @Test func whatASweepTells() throws {
        let result = Sweep.run(try Fixture.caseStudy(), cores: 2)
        let conditions = [try Fixture.atLeastTen(), try Fixture.atMost("tpot_ms", 95)]
        var selection = Selection(all: result)
        selection.keep(conditions.map(\.test), of: result)
        let plan = PlanResult(try Fixture.scenario())
        let plans = try [(4.0, 6.0), (4, 8), (8, 10), (2, 10)].map {
            PlanResult(try Fixture.scenario(tp: $0.0, batch: $0.1))
        }
        try Self.expect(
            "sweeps",
            [
                (
                    "sweep",
                    [result.evaluated, result.wanted, result.feasible, result.possible, result.count, result.skipped]
                ),
                ("kept", selection.rows),
                ("rivals", Rivals(of: plan, among: result, selection: selection, goal: Goal(nil))),
                ("dropped", DroppedPlans(result, selection: selection, conditions: conditions, isModel: { _ in true })),
                (
                    "neighbours",
                    Neighbours(
                        of: plan.scenario, base: plan.scenario, asked: [try #require(Parameter.named("chips"))],
                        axes: result.space.axes, conditions: conditions, goal: Goal(nil))
                ),
                (
                    "order",
                    OrderStability(plans, by: .tpsChip, intervals: ["dram_util": 0.6...0.95, "overlap": 0.3...1])
                ),
                ("moves", BlockMove.all(plans[0].scenario, plans[2].scenario)),
                ("axes", StandardAxes.of(plan.scenario).map { ($0.parameter, $0.values) }),
                (
                    "lines",
                    Explanation(.tpsChip, of: plan).lines.map { ($0.name, $0.value, $0.depth) }
                ),
                ("depends", Dependence.parameters(of: .tpot, in: plan) ?? []),
            ])
    }

    @Test func whatCarriesALoad() throws {
        let base = try Fixture.load(rate: 20)
        var terms = SizingTerms()
        terms.conditions = [try Fixture.atMost("ttft_p95_ms", 1500), try Fixture.atMost("tpot_p95_ms", 40)]
        terms.pins = [
            try Fixture.axis("serving", [Workload.Serving.agg.code]), try Fixture.axis("tp", [2, 4]),
            try Fixture.axis("pp", [1]), try Fixture.axis("chunk", [0]), try Fixture.axis("max_running", [0]),
        ]
        var found: [(String, Any?)] = []
        for (goal, margin, spare) in [(SizingTerms.Goal.chips, 0.2, 0.0), (.power, 0, 2)] {
            (terms.goal, terms.margin, terms.spare) = (goal, margin, spare)
            let result = Sizing(base, terms).run(cores: 2)
            found.append(
                (
                    "\(goal) \(margin) \(spare)",
                    result.map { ($0.found.map { ($0.scenario, $0.pools, $0.bought, $0.price) }, $0.layouts) }
                ))
        }
        terms.mostChips = 16
        let most = Sizing(base, terms).mostRate(cores: 2)
        found.append(("most", most.map { ($0.scenario, $0.rate) }))
        try Self.expect("sizing", found)
    }
}
