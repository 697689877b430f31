import Notebook
import Language
import CostModel
import Planning
import Units

extension Command<Session> {
    static let assert = Command(
        "assert", synonyms: ["check", "require", "expect"],
        abstract: "Fails unless the first plan meets the conditions, which makes a session a test.",
        discussion: "In a script a failure is the end, with exit code 1. Another plan is named in front: out[3]:2.",
        arguments: .source, .conditions,
        examples: ["assert tps_chip>=50", "assert out[3]:8 tps_chip>=50 and dram<=60GiB"]
    ) { (context: Context, source: Reference?, conditions: [Condition]) throws(Diagnostic) -> Outcome in
        let plans = try context.session.requirePlans(source)
        guard plans.count > 0 else {
            throw Diagnostic("the assertion fails: no plan is left", hint: plans.wayBack)
        }
        let plan = plans[1]
        let broken = conditions.filter { !$0.holds(for: plan) }
        guard broken.isEmpty else {
            let values = broken.map { "\(AssertText.values(of: $0, plan)), not \($0.text)" }
            throw Diagnostic(
                "the assertion fails: \(values.joined(separator: "; "))",
                hint: "the plan is \(PlanText.configuration(plan))")
        }
        let values = conditions.map { "\($0.text) holds: \(AssertText.values(of: $0, plan))" }
        return Outcome(nil, values.map { .line($0) })
    }
}

/// Values in the words of assertions.
enum AssertText {
    /// `tps_chip is 104.28 and tpot_ms is 96.1 ms`: what a condition compares, each once.
    static func values(of condition: Condition, _ plan: PlanResult) -> String {
        var values: [String] = []
        for comparison in condition.comparisons {
            var text = value(of: comparison.quantifier, plan)
            if case .share = comparison.limit {
                text += " of \(Decimal.significant(comparison.quantifier.whole(plan) ?? .nan, digits: 6))"
            }
            if !values.contains(text) { values.append(text) }
        }
        return values.joined(separator: " and ")
    }

    /// `tps_chip is 104.28`, in the unit that conditions are in.
    static func value(of quantifier: Quantifier, _ plan: PlanResult) -> String {
        let value = quantifier.read(plan)
        guard !value.isNaN else { return "\(quantifier.name) has no value in this phase" }
        var unit = ""
        if case .metric(let metric) = quantifier { unit = metric.unit }
        // A rate's unit only says whose tokens it counts.
        if quantifier.dimension == .throughput { unit = "tokens/s" + (unit.hasPrefix("/") ? unit : " " + unit) }
        return "\(quantifier.name) is \(Decimal.significant(value, digits: 6))" + (unit.isEmpty ? "" : " " + unit)
    }
}
