import CostModel
import Planning
import Presentation
import Units

extension Command {
    static let why = Command(
        "why", synonyms: ["bottleneck", "binds"],
        abstract: "Shows what binds a plan and what it would take to move it.",
        discussion: """
            What the step waits for; what 1.1 times each resource brings (a time is divided by it); how many times of it a
            gain of 10 % takes; and which condition stops the batch, with how much of each resource the next batch takes.
            A dash stands where no amount does.
            """,
        arguments: .row, examples: ["why", "why 1"]
    ) { (context: Context, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let plan = try context.session.plan(row)
        let plans = try context.session.plans(of: row)
        let goal = Goal(plans.order?.quantifier)
        let leverage = Leverage(plan, conditions: plans.conditions, goal: goal)
        return Outcome(
            nil,
            [
                .line(PlanText.headline(plan)), .line(WhyText.shares(leverage)),
                .table(WhyText.levers(leverage, goal, forPeople: !context.session.format.isData)),
                .line(WhyText.limit(leverage, plans.conditions)),
            ])
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
        let hasNext = leverage.levers.contains { $0.nextBatchFactor != nil }
        if let limit, hasNext || !forPeople {
            let batch = Decimal.shortest(limit.next.scenario.deployment.batch)
            columns.append(
                Table.Column("next_batch_factor", heading: "batch \(batch) takes", unit: "times", places: 3))
        }
        let rows: [[Table.Cell]] = leverage.levers.map { lever in
            var cells: [Table.Cell] = [
                .text(lever.parameter.name), PlanTable.cell(lever.parameter, leverage.plan.scenario),
                .number(100 * lever.gain), times(lever.factor, lever.isTime),
            ]
            if columns.count > 4 { cells.append(times(lever.nextBatchFactor, lever.isTime)) }
            return cells
        }
        return Table(columns: columns, rows: rows)
    }

    /// What stops the batch from growing.
    static func limit(_ leverage: Leverage, _ conditions: [Condition]) -> String {
        let plan = leverage.plan
        let d = plan.scenario.deployment
        let now = Miss.all(conditions, by: plan)
        guard now.isEmpty, plan.fits else {
            let what = plan.fits ? "misses " : "does not fit: "
            let faults = (plan.fits ? [] : [CapacityText.short(plan)]) + now.map(ShareText.miss)
            return "the plan itself \(what)\(faults.joined(separator: ", "))"
        }
        guard let limit = leverage.limit else {
            return "no condition stops the batch near \(Decimal.shortest(d.batch))"
        }
        let next = Decimal.shortest(limit.next.scenario.deployment.batch)
        let reasons = limit.misses.map(ShareText.miss) + (limit.next.fits ? [] : [CapacityText.short(limit.next)])
        let batch = Decimal.shortest(limit.batch)
        let start = limit.batch == d.batch ? "batch=\(batch) is the largest" : "the batch can rise to \(batch)"
        return "\(start): batch=\(next) \(limit.misses.isEmpty ? "does not fit" : "misses") "
            + reasons.joined(separator: ", ")
    }

    /// A time is divided by the factor, so that the cell is below 1.
    private static func times(_ factor: Double?, _ isTime: Bool) -> Table.Cell {
        factor.map { .number(isTime ? 1 / $0 : $0) } ?? .missing
    }
}
