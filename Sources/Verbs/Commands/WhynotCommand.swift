import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let whynot = Command(
        "whynot", synonyms: ["why-not", "feasible"],
        abstract: say(
            en: "Says what rules a plan out, by how much, and which feasible plan is nearest.",
            zh: "说明方案因何不可行、相差多少，以及最接近的可行方案。"),
        discussion: say(
            en: """
                What is not given is taken from the first plan. The conditions are those of 'filter', that the parallel sizes
                divide, and that the plan fits in DRAM. Plans that differ in one or two parameters are searched for the
                nearest: fewest doublings and halvings. The best over what was asked for is searched among all combinations
                of values that are near or in the sweep; where these are too many, among those of the sweep.
                """,
            zh: """
                未给出的参数取自第一个方案。约束条件为“filter”的条件、并行度能整除、方案放得进 DRAM。\
                在相差一两个参数的方案中寻找最接近的：倍增和减半的次数最少。\
                所问参数取其他值时的最优方案，在邻近取值与批量评估所含取值的全部组合中搜索；组合过多时，只在后者的组合中搜索。
                """),
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
        let goal = Goal(session.plans?.order?.quantifier, isOpen: base.workload.isOpen)
        var changed = base.setting(settings)
        // A copy of a dense model that was sized has as many chips as share it.
        let asked = Set(settings.map(\.parameter.name))
        if session.plans?.sized != nil, base.model.experts == 0, !asked.contains("chips"),
            !asked.isDisjoint(with: ["tp", "pp"])
        {
            changed.deployment.chips = changed.deployment.tp * changed.deployment.pp
        }
        let verdict = Verdict(changed, conditions: conditions)
        if let (_, problem) = ModelRule.broken(by: verdict.scenario.model) {
            throw Diagnostic(ModelWords.impossible(problem))
        }
        guard !verdict.isFeasible else {
            var lines = verdict.plan.map { [VerdictWords.feasible($0, first, conditions, goal)] } ?? []
            lines += WhynotText.sized(verdict.scenario, first, session.plans)
            return Outcome(nil, WhynotText.output(verdict, nil, lines, session, goal))
        }
        let neighbours = Neighbours(
            of: verdict.scenario, base: base, asked: settings.map(\.parameter),
            axes: session.plans?.result.space.axes ?? [], conditions: conditions, goal: goal,
            isCancelled: context.environment.isCancelled)
        guard let neighbours else { throw .interrupted }
        let lines =
            [WhynotText.sentence(verdict, conditions)] + WhynotText.sized(verdict.scenario, first, session.plans)
            + WhynotText.nearest(neighbours, settings, conditions, goal)
        return Outcome(nil, WhynotText.output(verdict, neighbours, lines, session, goal))
    }
}

extension Argument where State == Session, Value == [Setting] {
    /// Parameters and one value for each: `tp=8 batch=12`.
    static let settings = Argument(
        "NAME=VALUE", say(en: "a parameter and its value", zh: "一个参数及其取值"), isRepeated: true,
        complete: ParameterCompletion.unused
    ) { (cursor: inout ArgumentCursor, session: Session) throws(Diagnostic) -> [Setting] in
        let tokens = cursor.rest()
        guard !tokens.isEmpty else { throw cursor.missing(VerdictWords.settings) }
        var settings: [Setting] = []
        for token in tokens {
            let (name, value) = try KeyValue.split(token)
            let parameter = try ParameterName.findAxis(name.text, at: name.span)
            if session.model != nil { try parameter.check(in: session.draft, at: name.span) }
            cursor.spell(name, as: parameter.name)
            guard !settings.contains(where: { $0.parameter == parameter }) else {
                throw VerdictWords.givenTwice(parameter.name, at: name.span)
            }
            settings.append(Setting(parameter, try QuantityArgument.read(value.text, for: parameter, at: value.span)))
        }
        return settings
    }
}

/// Verdicts on plans in words and as a table.
enum WhynotText {
    /// How many chips a layout takes to carry the load, beside those of the first plan; none where nothing was sized.
    static func sized(_ scenario: Scenario, _ first: PlanResult?, _ plans: Plans?) -> [String] {
        guard let terms = plans?.sized?.terms, scenario.workload.isOpen, scenario.brokenRule == nil, let first else {
            return []
        }
        let obstacle = terms.obstacle(scenario).flatMap { obstacle -> String? in
            // What is missed of conditions is told by the verdict.
            if case .load = obstacle { SizingWords.tooMuch(obstacle, terms) } else { nil }
        }
        return (obstacle.map { [$0] } ?? []) + [SizingWords.laidOutLike(Sizing.fewest(like: scenario, terms), first)]
    }

    /// What rules a plan out.
    static func sentence(_ verdict: Verdict, _ conditions: [Condition]) -> String {
        guard let plan = verdict.plan else {
            let reason = verdict.rule.map { DivisibilityWords.sentence($0, verdict.scenario) } ?? ""
            return VerdictWords.doesNotDivide(verdict.scenario, reason)
        }
        return VerdictWords.sentence(plan, verdict.misses, conditions)
    }

    /// The feasible plans that are near.
    static func nearest(
        _ neighbours: Neighbours, _ asked: [Setting], _ conditions: [Condition], _ goal: Goal
    ) -> [String] {
        var lines = [VerdictWords.noneNear]
        if let nearest = neighbours.nearest {
            lines = [VerdictWords.nearest(describe(nearest, asked, conditions, goal))]
        }
        let names = asked.map(\.parameter.name)
        switch neighbours.reach {
        case .sweep(let count) where neighbours.best != nil: lines.append(VerdictWords.searched(count))
        case .tooMany(let count): lines.append(VerdictWords.notSearched(names, count))
        case .all, .sweep, nil: break
        }
        if let best = neighbours.best {
            lines.insert(VerdictWords.best(over: names, describe(best, asked, conditions, goal)), at: 1)
        }
        return lines
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
        columns += metrics.map {
            PlanTable.column($0, verdict.scenario.workload.phase, verdict.scenario.workload.currency)
        }
        func row(_ name: String, _ scenario: Scenario) -> [Table.Cell] {
            let verdict = Verdict(scenario, conditions: conditions)
            return [
                .text(name), .text(PlanWords.configuration(scenario)),
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
            figures.append(VerdictWords.figure(metric, neighbour.plan))
        }
        figures.append(VerdictWords.figure(goal.metric, neighbour.plan))
        return say(
            en: "\(SettingWords.assignments(settings)) (\(figures.joined(separator: ", ")))",
            zh: "\(SettingWords.assignments(settings))（\(figures.joined(separator: "，"))）")
    }
}
