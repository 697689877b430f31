import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let configShow = Command(
        "config show", aliases: ["config"],
        abstract: say(en: "Shows the configuration that eval evaluates.", zh: "显示 eval 所评估的配置。"),
        examples: ["config show"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        var outcome = CatalogueVerb.show(.config, context.session.draft)
        guard case .table(var table) = outcome.output.first else { return outcome }
        let result = PlanResult(context.session.draft)
        for metric in Metric.all where ["dp", "ep", "total_batch"].contains(metric.name) {
            table.columns.append(Table.Column(metric.name, note: ConfigWords.derived(metric)))
            table.rows[0].append(.number(metric.read(result)))
        }
        outcome.output = [.table(table)]
        return outcome
    }

    static let configSet = Command(
        "config set",
        abstract: say(en: "Changes the configuration that eval evaluates.", zh: "修改 eval 所评估的配置。"),
        discussion: say(
            en: "dp and ep follow from chips. Set several at once where one alone would not divide.",
            zh: "dp 和 ep 由 chips 推出。单独设置一项无法整除时，请同时设置几项。"),
        arguments: .assignments(.config), examples: ["config set tp 4", "config set chips=256 tp=4 batch=12"]
    ) { (context: Context, assignments: [Assignment]) throws(Diagnostic) -> Outcome in
        let (session, lines) = CatalogueVerb.set(assignments, context.session)
        // What the workload breaks is for its own verb to mend.
        if let rule = session.draft.brokenRule, rule != .outputInServing {
            let blamed = assignments.last { rule.parameters.contains($0.parameter.name) } ?? assignments.last
            throw DivisibilityWords.diagnostic(rule, session.draft, at: blamed?.span)
        }
        return CatalogueVerb.outcome(session, lines, of: assignments.map(\.parameter))
    }
}

extension Command<Session> {
    static let configFrom = Command(
        "config from", synonyms: ["take", "adopt"],
        abstract: say(en: "Takes a plan over into the configuration.", zh: "把方案采用为当前配置。"),
        discussion: say(
            en: """
                The whole configuration is that of the row from here on, and so is what its sweep varied of the workload, the
                chip or the model. What else was set since stays, and is named.
                """,
            zh: """
                整个配置改为该行的配置，该次批量评估所变化的负载、芯片或模型参数也一并采用。\
                评估之后另行设置的其他参数保持不变，并会列出。
                """),
        arguments: .row, examples: ["config from 1", "config from out[3]:2"]
    ) { (context: Context, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let session = context.session
        let plan = try session.plan(row)
        let plans = try session.plans(of: row)
        guard plans.title == session.title else {
            throw Diagnostic(
                ConfigWords.ofAnother(plans.title, loaded: session.title), at: row?.span,
                expected: ConfigWords.ofLoaded)
        }
        let varied = plans.result.space.axes.map(\.parameter)
        let (whole, picked) = session.picking(plan.scenario)
        let differences = Setting.differences(from: whole.draft, to: plan.scenario)
        let taken = differences.filter { $0.parameter.scope == .config || varied.contains($0.parameter) }
        let others = differences.filter { !($0.parameter.scope == .config || varied.contains($0.parameter)) }
        let (next, lines) = CatalogueVerb.set(
            taken.map { Assignment(parameter: $0.parameter, value: $0.value, span: 0..<0, name: 0..<0) }, whole)
        if let rule = next.draft.brokenRule { throw DivisibilityWords.diagnostic(rule, next.draft, at: row?.span) }
        var output = picked.map { ChangeWords.change($0.scope.rawValue, $0.before, $0.now) } + lines
        if output.isEmpty { output = [ConfigWords.same] }
        if !others.isEmpty {
            let now = others.prefix(4).map { Setting($0.parameter, $0.parameter.get(session.draft)) }
            output.append(ConfigWords.left(SettingWords.assignments(now), more: others.count - now.count))
        }
        return Outcome(next, output.map { .line($0) })
    }
}
