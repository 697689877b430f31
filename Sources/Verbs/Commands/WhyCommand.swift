import Text
import Notebook
import Language
import CostModel
import Planning
import Presentation
import Units

extension Command<Session> {
    static let why = Command(
        "why", synonyms: ["bottleneck", "binds"],
        abstract: "Shows what binds a plan and what it would take to move it.",
        discussion: """
            What the step waits for; what 1.1 times each resource brings (a time is divided by it); how many times of it a
            gain of 10 % takes; and what stops the batch, or in serving the requests in flight, with how much of each resource
            one more takes; whether prefill workers hold the plan up; and what the best plans with other values of each
            axis of the sweep come to. A dash stands where no amount does.
            """,
        arguments: .row, examples: ["why", "why 1"]
    ) { (context: Context, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let plan = try context.session.plan(row)
        let plans = try context.session.plans(of: row)
        let goal = Goal(plans.order?.quantifier)
        let leverage = Leverage(plan, conditions: plans.conditions, goal: goal)
        let rivals = try WhyText.rivals(plan, plans, goal, context.environment.isCancelled)
        return Outcome(
            nil,
            [
                .line(PlanText.headline(plan)), .line(WhyText.shares(leverage)),
                .table(WhyText.levers(leverage, goal, forPeople: !context.session.format.isData)),
                .line(WhyText.limit(leverage, plans.conditions)),
            ] + (leverage.prefill.map { [.line(WhyText.prefill($0))] } ?? [])
                + rivals.map { .line($0) })
    }
}

/// What binds a plan, in words and as a table.
enum WhyText {
    /// `The step waits for memory 78.0 %, network 14.7 %, compute 0.0 %; Host 3.4 %`.
    static func shares(_ leverage: Leverage) -> String {
        func text(_ name: String, _ share: Double) -> String { "\(name) \(Decimal.fixed(100 * share, places: 1)) %" }
        let bounds = leverage.shares.map { text($0.bound.rawValue, $0.share) }
        let rest = leverage.adjustments.map { text($0.kind.name, $0.share) }
        let others = rest.isEmpty ? "" : "; " + rest.joined(separator: ", ")
        return "the step waits for \(bounds.joined(separator: ", "))" + others
    }

    /// What each resource brings and takes.
    static func levers(_ leverage: Leverage, _ goal: Goal, forPeople: Bool) -> Table {
        var columns = [
            Table.Column("resource", alignment: .left), Table.Column("now"),
            Table.Column("gain_pct", heading: "x 1.1 brings", unit: "% \(goal.metric.name)", places: 2),
            Table.Column("factor", heading: "+10 % takes", unit: "times", places: 2),
        ]
        let limit = leverage.limit
        let hasNext = leverage.levers.contains { $0.nextLoadFactor != nil }
        if let limit, let next = limit.next, hasNext || !forPeople {
            let name = limit.parameter.name
            let count = Decimal.shortest(limit.parameter.get(next.scenario))
            columns.append(
                Table.Column("next_\(name)_factor", heading: "\(name) \(count) takes", unit: "times", places: 3))
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

    /// What stops the batch from growing.
    static func limit(_ leverage: Leverage, _ conditions: [Condition]) -> String {
        let plan = leverage.plan
        let now = Miss.all(conditions, by: plan)
        guard now.isEmpty, plan.isFeasible else {
            let what = plan.fits ? plan.totals.isSettled ? "misses " : "" : "does not fit: "
            let faults =
                (plan.fits ? [] : [CapacityText.short(plan)]) + (plan.totals.isSettled ? [] : [SettlingText.fault])
                + now.map(ShareText.miss)
            return "the plan itself \(what)\(faults.joined(separator: ", "))"
        }
        guard let limit = leverage.limit else { return "nothing sets how much is served at once" }
        let name = limit.parameter.name
        func count(_ value: Double) -> String { Decimal.significant(value, digits: 9) }
        guard let next = limit.next else {
            return "neither a condition nor memory stops \(name) up to \(count(limit.largest))"
        }
        let reasons =
            limit.misses.map(ShareText.miss) + (next.fits ? [] : [CapacityText.short(next)])
            + (next.totals.isSettled ? [] : [SettlingText.fault])
        // The plan's own requests in flight may be set by the batch.
        let present = limit.parameter.get(plan.scenario) == limit.value ? "" : " (\(count(limit.value)) now)"
        let start =
            limit.largest == limit.value
            ? "\(name)=\(count(limit.largest)) is the largest" : "\(name) can rise to \(count(limit.largest))\(present)"
        return "\(start): \(name)=\(count(limit.parameter.get(next.scenario))) "
            + "\(limit.misses.isEmpty ? (next.fits ? "it" : "does not fit:") : "misses") "
            + reasons.joined(separator: ", ")
    }

    /// Whether prefill holds the plan up, and how far the plan is from what prefill could give.
    static func prefill(_ ceiling: PrefillCeiling) -> String {
        let most = Decimal.fixed(ceiling.tokensPerChip, places: 1)
        return ceiling.isReached
            ? "prefill workers are the bottleneck: throughput is at their ceiling (tps_chip \(most))"
            : "prefill workers are busy \(Decimal.fixed(100 * ceiling.share, places: 0)) % of the time: "
                + "their ceiling is tps_chip \(most)"
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
        let firsts = rivals.firsts.map { "\($0.better == .lower ? "lowest" : "highest") \($0.name)" }
        let traits =
            firsts.isEmpty
            ? []
            : ["among the \(Counted.text(rivals.count, "plan")) kept it has the \(firsts.joined(separator: ", "))"]
        return traits
            + rivals.axes.flatMap { axis in
                let own = axis.parameter.get(plan.scenario)
                let texts = axis.rivals.map { rival in
                    let value = "\(axis.parameter.name)=\(ValueText.of(rival.value, axis.parameter))"
                    guard let best = rival.plan else { return "\(value) none" }
                    let others = axes.filter { $0 != axis.parameter && $0.get(best.scenario) != $0.get(plan.scenario) }
                    let settings = SettingText.assignments(others.map { Setting($0, $0.get(best.scenario)) })
                    let figure = ShareText.value(goal.metric.read(best), .metric(goal.metric))
                    let change = rival.value == own && best == plan ? "this plan" : ShareText.signed(rival.gain)
                    return
                        "\(value) \(figure) (\(([change] + (settings.isEmpty ? [] : [settings])).joined(separator: ", ")))"
                }
                return ListText.lines("best \(goal.metric.name) of each \(axis.parameter.name):", texts)
            }
    }

    /// A time is divided by the factor, so that the cell is below 1.
    private static func times(_ factor: Double?, _ isTime: Bool) -> Table.Cell {
        factor.map { .number(isTime ? 1 / $0 : $0) } ?? .missing
    }
}
