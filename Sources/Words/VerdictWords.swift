import CostModel
import Language
import Planning
import Text

/// Verdicts on plans, and the plans that are near.
public enum VerdictWords {
    /// What is expected behind 'whynot'.
    public static var settings: String { say(en: "parameters such as tp=8 batch=12") }

    /// A parameter has two values.
    public static func givenTwice(_ name: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(say(en: "'\(name)' is given twice"), at: span, expected: say(en: "each parameter once"))
    }

    /// A configuration that the deployment's sizes rule out, and the rule.
    public static func doesNotDivide(_ scenario: Scenario, _ rule: String) -> String {
        say(en: "\(PlanWords.configuration(scenario)) does not divide: \(rule)")
    }

    /// What rules a plan out, and which conditions it meets.
    public static func sentence(_ plan: PlanResult, _ misses: [Miss], _ conditions: [Condition]) -> String {
        var reasons: [String] = []
        if !plan.fits { reasons.append(say(en: "does not fit in DRAM: \(CapacityWords.short(plan))")) }
        if !plan.totals.isSettled { reasons.append(SettlingWords.fault) }
        if !misses.isEmpty { reasons.append(say(en: "misses \(ListWords.all(misses.map(ShareWords.miss)))")) }
        let start = "\(PlanWords.configuration(plan)) \(ListWords.all(reasons))"
        let met = conditions.filter { $0.holds(for: plan) }.map(\.text)
        return met.isEmpty ? start : say(en: "\(start); it meets \(met.joined(separator: ", "))")
    }

    /// Nothing rules a plan out: how it compares with the first.
    public static func feasible(
        _ plan: PlanResult, _ first: PlanResult?, _ conditions: [Condition], _ goal: Goal
    ) -> String {
        let met = conditions.map(\.text).joined(separator: ", ")
        let what =
            conditions.isEmpty
            ? say(en: "fits in DRAM, and no condition was filtered by") : say(en: "meets \(met) and fits in DRAM")
        let line = "\(PlanWords.configuration(plan)) \(what): \(figure(goal.metric, plan))"
        guard let first else { return line }
        guard first != plan else { return say(en: "\(line); it is row 1") }
        let gain = ShareWords.signed(goal.gain(from: first, to: plan))
        return say(en: "\(line), \(gain) against row 1 (\(PlanWords.configuration(first)))")
    }

    /// The nearest plan that is feasible.
    public static func nearest(_ plan: String) -> String { say(en: "nearest that does: \(plan)") }

    /// No plan in reach is feasible.
    public static var noneNear: String {
        say(en: "no plan that differs in one or two of its parameters is feasible")
    }

    /// The best plan with other values of what was asked.
    public static func best(over names: [String], _ plan: String) -> String {
        say(en: "best over \(ListWords.and(names)): \(plan)")
    }

    /// Only the values of the sweep were searched.
    public static func searched(_ count: Int) -> String {
        say(en: "searched: the \(Counted.text(count, "combination")) of the sweep's own values")
    }

    /// There were too many values to search.
    public static func notSearched(_ names: [String], _ count: Int) -> String {
        let combinations = Counted.text(count, "combination")
        return say(
            en: "not searched: the best over \(ListWords.and(names)), of \(combinations); sweep fewer values")
    }

    /// `tps_chip 80.1`.
    public static func figure(_ metric: Metric, _ plan: PlanResult) -> String {
        "\(metric.name) \(ShareWords.value(metric.read(plan), .metric(metric)))"
    }
}
