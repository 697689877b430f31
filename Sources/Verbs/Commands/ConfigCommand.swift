import Notebook
import Language
import CostModel
import Planning
import Presentation
import Units

extension Command<Session> {
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
        return CatalogueVerb.outcome(session, lines, of: assignments.map(\.parameter))
    }
}

extension Command<Session> {
    static let configFrom = Command(
        "config from", synonyms: ["take", "adopt"], abstract: "Takes a plan over into the configuration.",
        discussion: """
            The whole configuration is that of the row from here on, and so is what its sweep varied of the workload, the
            chip or the model. What else was set since stays, and is named.
            """,
        arguments: .row, examples: ["config from 1", "config from out[3]:2"]
    ) { (context: Context, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let session = context.session
        let plan = try session.plan(row)
        let plans = try session.plans(of: row)
        guard plans.title == session.title else {
            throw Diagnostic(
                "the plan is of \(plans.title), and \(session.title) is loaded", at: row?.span,
                expected: "a plan of what is loaded")
        }
        let varied = plans.result.space.axes.map(\.parameter)
        let differences = Setting.differences(from: session.draft, to: plan.scenario)
        let taken = differences.filter { $0.parameter.scope == .config || varied.contains($0.parameter) }
        let others = differences.filter { !($0.parameter.scope == .config || varied.contains($0.parameter)) }
        let (next, lines) = CatalogueVerb.set(
            taken.map { Assignment(parameter: $0.parameter, value: $0.value, span: 0..<0) }, session)
        if let rule = next.draft.brokenRule { throw DivisibilityText.diagnostic(rule, next.draft, at: row?.span) }
        var output = lines.isEmpty ? ["the configuration is that of the plan already"] : lines
        if !others.isEmpty {
            let now = others.prefix(4).map { Setting($0.parameter, $0.parameter.get(session.draft)) }
            output.append(
                "set since and left as it is: \(SettingText.assignments(now))"
                    + (others.count > now.count ? " and \(others.count - now.count) more" : ""))
        }
        return Outcome(next, output.map { .line($0) })
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
            hint: redundancy(rule, scenario) ?? "several can be set at once: \(example(scenario))")
    }

    /// Experts held twice that make the number of experts divide; nil where that is no way out.
    private static func redundancy(_ rule: DivisibilityRule, _ scenario: Scenario) -> String? {
        let (experts, ranks) = (scenario.model.experts, scenario.deployment.ep)
        guard rule == .expertsByEP, ranks >= 1, ranks == ranks.rounded(), ranks <= experts else { return nil }
        let total = (experts / ranks).rounded(.up) * ranks
        let redundant = Decimal.shortest(total - experts)
        return "redundant=\(redundant) makes \(Decimal.shortest(total)) experts, which divide: "
            + "\(together(scenario)) redundant=\(redundant)"
    }

    /// A command that sets chips and a `tp` that divides them, near the one at hand.
    private static func example(_ scenario: Scenario) -> String {
        let d = scenario.deployment
        let tp = (1...max(1, Int(d.tp))).last { Int(d.chips) % $0 == 0 } ?? 1
        return "config set chips=\(Decimal.shortest(d.chips)) tp=\(tp)"
    }

    /// The command that sets the chips and what else was set of how they are shared.
    private static func together(_ scenario: Scenario) -> String {
        let d = scenario.deployment
        return "config set chips=\(Decimal.shortest(d.chips)) tp=\(Decimal.shortest(d.tp))"
            + (d.moeTP > 1 ? " moe_tp=\(Decimal.shortest(d.moeTP))" : "")
            + (d.pp > 1 ? " pp=\(Decimal.shortest(d.pp))" : "")
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
