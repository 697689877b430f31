import CostModel
import Presentation
import Units

extension Command {
    static let configShow = Command(
        "config show", abstract: "Shows the configuration that eval evaluates.", examples: ["config show"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let deployment = context.session.deployment
        var outcome = CatalogueVerb.show(.config, context.session.draft)
        if case .table(var table) = outcome.output[0] {
            for (name, value, note) in [
                ("dp", deployment.dp, "Attention replicas: chips / tp."),
                ("ep", deployment.ep, "Expert-parallel ranks: chips / moe_tp."),
                ("total_batch", deployment.totalBatch, "Sequences of the whole deployment: batch * chips."),
            ] {
                table.columns.append(Table.Column(name, note: note))
                table.rows[0].append(.number(value))
            }
            outcome.output = [.table(table)]
        }
        return outcome
    }

    static let configSet = Command(
        "config set", abstract: "Changes the configuration that eval evaluates.",
        discussion: "dp and ep follow from chips. Set several at once where one alone would not divide.",
        arguments: .assignments(.config), examples: ["config set tp 4", "config set chips=256 tp=4 batch=12"]
    ) { (context: Context, assignments: [Assignment]) throws(Diagnostic) -> Outcome in
        let (session, lines) = CatalogueVerb.set(assignments, context.session)
        if let rule = session.draft.brokenRule, session.model != nil || rule == .chipsByTP || rule == .chipsByMoETP {
            let names = [rule.names.dividend, rule.names.divisor]
            let blamed = assignments.last { names.contains($0.parameter.name) } ?? assignments.last
            throw DivisibilityText.diagnostic(rule, session.draft, at: blamed?.span)
        }
        return Outcome(session, lines.map { .line($0) })
    }
}

/// Broken rules of divisibility in words.
enum DivisibilityText {
    static func sentence(_ rule: DivisibilityRule, _ scenario: Scenario) -> String {
        let (names, values) = (rule.names, rule.values(in: scenario))
        return "\(names.dividend)=\(Decimal.shortest(values.dividend)) is no multiple of "
            + "\(names.divisor)=\(Decimal.shortest(values.divisor))"
    }

    static func diagnostic(_ rule: DivisibilityRule, _ scenario: Scenario, at span: Range<Int>?) -> Diagnostic {
        let dividend = Int(rule.values(in: scenario).dividend)
        let divisors = (1...max(1, min(dividend, 1 << 20))).filter { dividend % $0 == 0 }
        let list = divisors.prefix(12).map(String.init).joined(separator: ", ") + (divisors.count > 12 ? ", ..." : "")
        return Diagnostic(
            sentence(rule, scenario), at: span, expected: "\(rule.names.divisor) to be one of \(list)",
            hint: "several can be set at once: config set chips=128 tp=4")
    }
}
