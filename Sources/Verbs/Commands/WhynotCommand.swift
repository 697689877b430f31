import Text
import Notebook
import Language
import CostModel
import Planning
import Presentation
import Units

extension Command<Session> {
    static let whynot = Command(
        "whynot", synonyms: ["why-not", "feasible"],
        abstract: "Says what rules a plan out, by how much, and which feasible plan is nearest.",
        discussion: """
            What is not given is taken from the first plan. The conditions are those of 'filter', that the parallel sizes
            divide, and that the plan fits in DRAM. Plans that differ in one or two parameters are searched for the
            nearest: fewest doublings and halvings. The best over what was asked for is searched among all combinations
            of values that are near or in the sweep; where these are too many, among those of the sweep.
            """,
        arguments: .settings, examples: ["whynot tp=8 batch=12", "whynot chips=64"]
    ) { (context: Context, settings: [Setting]) throws(Diagnostic) -> Outcome in
        let session = context.session
        let first = session.plans.flatMap { $0.count > 0 ? $0[1] : nil }
        let base: Scenario
        if let plan = first ?? session.plans?.result[0] {
            base = plan.scenario
        } else {
            base = try session.scenario()
        }
        let conditions = session.conditions
        let goal = Goal(session.plans?.order?.quantifier)
        let verdict = Verdict(base.setting(settings), conditions: conditions)
        if let (_, problem) = ModelRule.broken(by: verdict.scenario.model) {
            throw Diagnostic("there is no such model: \(problem)")
        }
        guard !verdict.isFeasible else {
            let lines = WhynotText.feasible(verdict, first, conditions, goal)
            return Outcome(nil, WhynotText.output(verdict, nil, lines, session, goal))
        }
        let neighbours = Neighbours(
            of: verdict.scenario, base: base, asked: settings.map(\.parameter),
            axes: session.plans?.result.space.axes ?? [], conditions: conditions, goal: goal,
            isCancelled: context.environment.isCancelled)
        guard let neighbours else { throw .interrupted }
        let lines =
            [WhynotText.sentence(verdict, conditions)] + WhynotText.nearest(neighbours, settings, conditions, goal)
        return Outcome(nil, WhynotText.output(verdict, neighbours, lines, session, goal))
    }
}

extension Argument where State == Session, Value == [Setting] {
    /// Parameters and one value for each: `tp=8 batch=12`.
    static let settings = Argument(
        "NAME=VALUE", "a parameter and its value", isRepeated: true,
        complete: ParameterCompletion.unused
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Setting] in
        let tokens = cursor.rest()
        guard !tokens.isEmpty else { throw cursor.missing("parameters such as tp=8 batch=12") }
        var settings: [Setting] = []
        for token in tokens {
            let (name, value) = try KeyValue.split(token)
            let parameter = try ParameterName.findAxis(name.text, at: name.span)
            cursor.spell(name, as: parameter.name)
            guard !settings.contains(where: { $0.parameter == parameter }) else {
                throw Diagnostic(
                    "'\(parameter.name)' is given twice", at: name.span, expected: "each parameter once")
            }
            settings.append(Setting(parameter, try QuantityArgument.read(value.text, for: parameter, at: value.span)))
        }
        return settings
    }
}

/// Verdicts on plans in words and as a table.
enum WhynotText {
    /// What rules a plan out.
    static func sentence(_ verdict: Verdict, _ conditions: [Condition]) -> String {
        guard let plan = verdict.plan else {
            let reason = verdict.rule.map { DivisibilityText.sentence($0, verdict.scenario) } ?? ""
            return "\(configuration(verdict.scenario)) does not divide: \(reason)"
        }
        var reasons: [String] = []
        if !plan.fits { reasons.append("does not fit in DRAM: \(CapacityText.short(plan))") }
        if !plan.totals.isSettled { reasons.append(SettlingText.fault) }
        if !verdict.misses.isEmpty {
            reasons.append("misses \(verdict.misses.map(ShareText.miss).joined(separator: " and "))")
        }
        let met = conditions.filter { $0.holds(for: plan) }.map(\.text)
        let rest = met.isEmpty ? "" : "; it meets \(met.joined(separator: ", "))"
        return "\(configuration(verdict.scenario)) \(reasons.joined(separator: " and "))\(rest)"
    }

    /// Nothing rules a plan out: how it compares with the first.
    static func feasible(_ verdict: Verdict, _ first: PlanResult?, _ conditions: [Condition], _ goal: Goal) -> [String]
    {
        guard let plan = verdict.plan else { return [] }
        let what =
            conditions.isEmpty
            ? "fits in DRAM, and no condition was filtered by"
            : "meets \(conditions.map(\.text).joined(separator: ", ")) and fits in DRAM"
        var line = "\(configuration(verdict.scenario)) \(what): \(figure(goal.metric, plan))"
        if let first {
            line +=
                first == plan
                ? "; it is row 1"
                : ", \(ShareText.signed(goal.gain(from: first, to: plan))) against row 1 (\(configuration(first.scenario)))"
        }
        return [line]
    }

    /// The feasible plans that are near.
    static func nearest(
        _ neighbours: Neighbours, _ asked: [Setting], _ conditions: [Condition], _ goal: Goal
    ) -> [String] {
        var lines = ["no plan that differs in one or two of its parameters is feasible"]
        if let nearest = neighbours.nearest {
            lines = ["nearest that does: \(describe(nearest, asked, conditions, goal))"]
        }
        let names = list(asked.map(\.parameter.name))
        switch neighbours.reach {
        case .sweep(let count) where neighbours.best != nil:
            lines.append("searched: the \(Counted.text(count, "combination")) of the sweep's own values")
        case .tooMany(let count):
            lines.append(
                "not searched: the best over \(names), of \(Counted.text(count, "combination")); sweep fewer values")
        case .all, .sweep, nil: break
        }
        if let best = neighbours.best {
            lines.insert("best over \(names): \(describe(best, asked, conditions, goal))", at: 1)
        }
        return lines
    }

    /// `tp and batch`, `chips, tp and concurrency`.
    private static func list(_ names: [String]) -> String {
        names.count > 2
            ? names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
            : names.joined(separator: " and ")
    }

    /// The lines for people, and for programs a table of the plan and those near it.
    static func output(
        _ verdict: Verdict, _ neighbours: Neighbours?, _ lines: [String], _ session: Session, _ goal: Goal
    ) -> [Output] {
        let output = lines.map { Output.line($0) }
        guard session.format.isData else { return output }
        let conditions = session.conditions
        let metrics = ["tps_chip", "tps_batch", "dram"].compactMap { Metric.named($0) }
        var columns = ["plan", "configuration", "reason"].map { Table.Column($0, alignment: .left) }
        columns.append(Table.Column("feasible"))
        columns += metrics.map { PlanTable.column($0, verdict.scenario.workload.phase) }
        func row(_ name: String, _ scenario: Scenario) -> [Table.Cell] {
            let verdict = Verdict(scenario, conditions: conditions)
            return [
                .text(name), .text(configuration(scenario)),
                .text(verdict.isFeasible ? "" : sentence(verdict, conditions)), .number(verdict.isFeasible ? 1 : 0),
            ] + metrics.map { metric in verdict.plan.map { PlanTable.cell(metric, $0) } ?? .missing }
        }
        var rows = [row("asked", verdict.scenario)]
        if let nearest = neighbours?.nearest { rows.append(row("nearest", nearest.plan.scenario)) }
        if let best = neighbours?.best { rows.append(row("best", best.plan.scenario)) }
        return output + [.table(Table(columns: columns, rows: rows))]
    }

    /// `tp=8 batch=8 (tps_batch 10.01, tps_chip 80.1)`.
    private static func describe(
        _ neighbour: Neighbours.Neighbour, _ asked: [Setting], _ conditions: [Condition], _ goal: Goal
    ) -> String {
        let scenario = neighbour.plan.scenario
        let parameters = asked.map(\.parameter)
        let others = neighbour.settings.map(\.parameter).filter { !parameters.contains($0) }
        let settings = (parameters + others).map { Setting($0, $0.get(scenario)) }
        var figures: [String] = []
        let compared = conditions.flatMap(\.comparisons).map(\.quantifier)
        for quantifier in compared where !figures.contains(where: { $0.hasPrefix(quantifier.name + " ") }) {
            // A parameter stands in the settings.
            guard case .metric(let metric) = quantifier, metric.name != goal.metric.name else { continue }
            figures.append(figure(metric, neighbour.plan))
        }
        figures.append(figure(goal.metric, neighbour.plan))
        return "\(SettingText.assignments(settings)) (\(figures.joined(separator: ", ")))"
    }

    private static func figure(_ metric: Metric, _ plan: PlanResult) -> String {
        "\(metric.name) \(ShareText.value(metric.read(plan), .metric(metric)))"
    }

    private static func configuration(_ scenario: Scenario) -> String { PlanText.configuration(scenario) }
}
