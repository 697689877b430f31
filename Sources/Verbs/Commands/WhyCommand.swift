import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let why = Command(
        "why", synonyms: ["bottleneck", "binds", "原因", "为什么"],
        abstract: say(en: "Shows what binds a plan and what it would take to move it.", zh: "显示方案受什么限制，以及突破限制需要什么。"),
        discussion: say(
            en: """
                What the step waits for; what 1.1 times each resource brings (a time is divided by it); how many times of it a
                gain of 10 % takes; and what stops the batch, or in serving the requests in flight, with how much of each resource
                one more takes; whether prefill workers hold the plan up; and what the best plans with other values of each
                axis of the sweep come to. A dash stands where no amount does.
                """,
            zh: """
                单步在等待什么；每种资源增至 1.1 倍带来多少收益（时间则除以该倍数）；收益 10 % 需要该资源增至多少倍；\
                什么限制了 Batch（处理请求时为并发数），以及再多一个需要每种资源增至多少倍；Prefill 实例是否拖慢方案；\
                扫描维度取其他值时，其中最优的方案结果如何。短横线表示增加多少都无济于事。
                """),
        arguments: .row, examples: ["why", "why 1"]
    ) { (context: Context, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let plan = try context.session.plan(row)
        return Outcome(nil, try WhyText.output(plan, of: try context.session.plans(of: row), context))
    }
}

/// What binds a plan whose requests come at their own times.
private enum OpenWhy {
    static func output(_ plan: PlanResult, _ leverage: OpenLeverage, _ conditions: [Condition]) -> [Output] {
        guard let open = plan.open else { return [] }
        var table = Table(columns: [
            Table.Column("resource", heading: DiagnosisWords.resource, alignment: .left),
            Table.Column("now", heading: DiagnosisWords.now),
            Table.Column(
                "capacity_pct", heading: DiagnosisWords.brings, unit: say(en: "% capacity", zh: "% 服务能力"),
                places: 2),
            Table.Column("ttft_p95_pct", heading: DiagnosisWords.brings, unit: "% ttft_p95_ms", places: 2),
            Table.Column("tpot_pct", heading: DiagnosisWords.brings, unit: "% tpot_ms", places: 2),
        ])
        for lever in leverage.levers {
            func percent(_ share: Double?) -> Table.Cell { share.map { .number(100 * $0) } ?? .missing }
            table.rows.append([
                .text(lever.parameter.name), PlanTable.cell(lever.parameter, plan.scenario), percent(lever.capacity),
                percent(lever.firstToken), percent(lever.perToken),
            ])
        }
        var lines = [PlanWords.headline(plan), TailWords.load(open)]
        if let tails = plan.tails { lines.append(TailWords.parts(tails.firstToken)) }
        var terms = SizingTerms()
        terms.margin = 0
        terms.conditions = conditions
        if let most = terms.mostRate(plan.scenario) {
            lines.append(SizingWords.carries(most.rate, most.obstacle, terms))
        }
        return lines.prefix(1).map { .line($0) } + [.table(table)] + lines.dropFirst().map { .line($0) }
    }
}

/// What binds a plan: a table of resources, and the plans beside it.
enum WhyText {
    /// Everything that is said of a plan, its headline first.
    static func output(_ plan: PlanResult, of plans: Plans, _ context: Context) throws(Diagnostic) -> [Output] {
        if let open = OpenLeverage(plan) { return OpenWhy.output(plan, open, context.session.slo) }
        let goal = Goal(plans.order?.quantifier)
        let leverage = Leverage(plan, conditions: plans.conditions, goal: goal)
        let rivals = try rivals(plan, plans, goal, context.environment.isCancelled)
        let lines =
            [DiagnosisWords.limit(leverage, plans.conditions)]
            + (leverage.prefill.map { [DiagnosisWords.prefill($0)] } ?? [])
            + rivals
        return [
            .line(PlanWords.headline(plan)), .line(DiagnosisWords.shares(leverage)),
            .table(levers(leverage, goal, forPeople: !context.session.format.isData)),
        ] + lines.map { .line($0) }
    }

    /// What each resource brings and takes.
    static func levers(_ leverage: Leverage, _ goal: Goal, forPeople: Bool) -> Table {
        var columns = [
            Table.Column("resource", heading: DiagnosisWords.resource, alignment: .left),
            Table.Column("now", heading: DiagnosisWords.now),
            Table.Column("gain_pct", heading: DiagnosisWords.brings, unit: "% \(goal.metric.name)", places: 2),
            Table.Column("factor", heading: DiagnosisWords.gainTakes, unit: DiagnosisWords.times, places: 2),
        ]
        let limit = leverage.limit
        let hasNext = leverage.levers.contains { $0.nextLoadFactor != nil }
        if let limit, let next = limit.next, hasNext || !forPeople {
            let name = limit.parameter.name
            let count = limit.parameter.get(next.scenario)
            columns.append(
                Table.Column(
                    "next_\(name)_factor", heading: DiagnosisWords.takes(name, count), unit: DiagnosisWords.times,
                    places: 3))
        }
        let rows: [[Table.Cell]] = leverage.levers.map { lever in
            var cells: [Table.Cell] = [
                .text(lever.parameter.name), PlanTable.cell(lever.parameter, leverage.plan.scenario),
                .number(100 * lever.gain), times(lever.factor, lever.isTime),
            ]
            if columns.count > 4 { cells.append(times(lever.nextLoadFactor, lever.isTime)) }
            return cells
        }
        return Table(columns: columns, rows: rows)
    }

    /// The best plan with each value of each axis, the plan's own value first.
    static func rivals(
        _ plan: PlanResult, _ plans: Plans, _ goal: Goal, _ isCancelled: () -> Bool
    ) throws(Diagnostic) -> [String] {
        let found = Rivals(
            of: plan, among: plans.result, selection: plans.selection, goal: goal, isCancelled: isCancelled)
        guard let rivals = found else { throw .interrupted }
        guard rivals.count > 1 else { return [] }
        let axes = plans.result.space.axes.map(\.parameter)
        let traits = rivals.firsts.isEmpty ? [] : [DiagnosisWords.firsts(rivals.firsts, among: rivals.count)]
        return traits
            + rivals.axes.flatMap { axis in
                let own = axis.parameter.get(plan.scenario)
                let texts = axis.rivals.map { rival in
                    let value = "\(axis.parameter.name)=\(ValueWords.of(rival.value, axis.parameter))"
                    guard let best = rival.plan else { return DiagnosisWords.noRival(value) }
                    let others = axes.filter { $0 != axis.parameter && $0.get(best.scenario) != $0.get(plan.scenario) }
                    let settings = SettingWords.assignments(others.map { Setting($0, $0.get(best.scenario)) })
                    let figure = ShareWords.value(goal.metric.read(best), .metric(goal.metric))
                    let change =
                        rival.value == own && best == plan ? DiagnosisWords.thisPlan : ShareWords.signed(rival.gain)
                    return DiagnosisWords.rival(value, figure, change, settings)
                }
                return ListWords.lines(DiagnosisWords.best(goal.metric, ofEach: axis.parameter), texts)
            }
    }

    /// A time is divided by the factor, so that the cell is below 1.
    private static func times(_ factor: Double?, _ isTime: Bool) -> Table.Cell {
        factor.map { .number(isTime ? 1 / $0 : $0) } ?? .missing
    }
}
