import CostModel
import Presentation
import Units

extension Command {
    static let configShow = Command(
        "config show", aliases: ["config"], abstract: "Shows the configuration that eval evaluates.",
        examples: ["config show"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        var outcome = CatalogueVerb.show(.config, context.session.draft)
        guard case .table(var table) = outcome.output.first else { return outcome }
        let result = PlanResult(context.session.draft)
        for metric in Metric.all where ["dp", "ep", "total_batch"].contains(metric.name) {
            let note = "\(metric.summary.dropLast()): \(metric.formula)."
            table.columns.append(Table.Column(metric.name, note: note))
            table.rows[0].append(.number(metric.read(result)))
        }
        outcome.output = [.table(table)]
        return outcome
    }

    static let configSet = Command(
        "config set", abstract: "Changes the configuration that eval evaluates.",
        discussion: "dp and ep follow from chips. Set several at once where one alone would not divide.",
        arguments: .assignments(.config), examples: ["config set tp 4", "config set chips=256 tp=4 batch=12"]
    ) { (context: Context, assignments: [Assignment]) throws(Diagnostic) -> Outcome in
        let (session, lines) = CatalogueVerb.set(assignments, context.session)
        // What the workload breaks is for its own verb to mend.
        if let rule = session.draft.brokenRule, rule != .outputInServing {
            let blamed = assignments.last { rule.parameters.contains($0.parameter.name) } ?? assignments.last
            throw DivisibilityText.diagnostic(rule, session.draft, at: blamed?.span)
        }
        return Outcome(session, lines.map { .line($0) })
    }
}

/// Broken rules of divisibility in words.
enum DivisibilityText {
    static func sentence(_ rule: DivisibilityRule, _ scenario: Scenario) -> String {
        switch rule {
        case .sequenceParallelDecode: return "sp shares the tokens of a prompt, which decode has none of"
        case .prefixWithinInput:
            let (input, prefix) = rule.values(in: scenario)
            return "prefix=\(Decimal.shortest(prefix)) leaves nothing of input=\(Decimal.shortest(input)) to compute"
        case .outputInServing: return "serving=\(scenario.workload.serving.name) needs an answer to serve: output is 0"
        case .layersByPP:
            return "pp=\(Decimal.shortest(scenario.deployment.pp)) stages are more than the model's layers"
        case .layersByPrefillPP:
            return
                "prefill_pp=\(Decimal.shortest(rule.values(in: scenario).divisor)) stages are more than the model's layers"
        default: break
        }
        let values = rule.values(in: scenario)
        let divisor = rule == .expertsByEP ? "ep" : product(rule, scenario)
        let dividend =
            rule == .expertsByEP && scenario.deployment.redundantExperts > 0
            ? "experts + redundant" : rule.names.dividend
        return "\(dividend)=\(Decimal.shortest(values.dividend)) is not a multiple of "
            + "\(divisor)=\(Decimal.shortest(values.divisor))"
    }

    static func diagnostic(_ rule: DivisibilityRule, _ scenario: Scenario, at span: Range<Int>?) -> Diagnostic {
        if rule == .outputInServing {
            return Diagnostic(
                sentence(rule, scenario), at: span, expected: "an answer, for example: workload set output 1024")
        }
        if [.sequenceParallelDecode, .layersByPP, .layersByPrefillPP, .prefixWithinInput].contains(rule) {
            return Diagnostic(sentence(rule, scenario), at: span, expected: "a smaller value")
        }
        let dividend = Int(rule.values(in: scenario).dividend)
        let divisors = (1...max(1, min(dividend, 1 << 20))).filter { dividend % $0 == 0 }
        let list = divisors.prefix(12).map(String.init).joined(separator: ", ") + (divisors.count > 12 ? ", ..." : "")
        return Diagnostic(
            sentence(rule, scenario), at: span, expected: "\(product(rule, scenario)) to be one of \(list)",
            hint: "several can be set at once: config set chips=128 tp=4")
    }

    /// What must divide, in parameters that can be set; factors of one are left out: `tp`, `tp * pp`, `chips / moe_tp`.
    private static func product(_ rule: DivisibilityRule, _ scenario: Scenario) -> String {
        let d = scenario.deployment
        func factors(_ all: [(name: String, value: Double)]) -> [String] { all.filter { $0.value != 1 }.map(\.name) }
        switch rule {
        case .chipsByParallelism:
            let names = factors([("tp", d.tp), ("sp", d.sp), ("pp", d.pp)])
            return names.isEmpty ? "tp" : names.joined(separator: " * ")
        case .chipsByExpertParallelism:
            let names = factors([("moe_tp", d.moeTP), ("pp", d.pp)])
            return names.isEmpty ? "moe_tp" : names.joined(separator: " * ")
        case .expertsByEP:
            let names = factors([("moe_tp", d.moeTP), ("pp", d.pp)])
            if names.isEmpty { return "chips" }
            return "chips / " + (names.count == 1 ? names[0] : "(" + names.joined(separator: " * ") + ")")
        default: return rule.names.divisor
        }
    }
}
