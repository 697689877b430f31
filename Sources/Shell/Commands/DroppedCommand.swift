import CostModel
import Planning
import Presentation
import Units

extension Command {
    static let dropped = Command(
        "dropped", synonyms: ["filtered", "rejected"],
        abstract: "Groups the plans that are no longer looked at by what dropped them.",
        discussion: """
            A plan counts for the first reason that drops it: the model's shapes, DRAM, then the conditions as they were
            filtered by. Beside it stands how many plans the reason would drop alone, and the plan that missed by least.
            """,
        examples: ["dropped"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let plans = try context.session.requirePlans()
        let dropped = DroppedPlans(
            plans.result, selection: plans.selection, conditions: plans.conditions,
            isModel: { ModelRule.broken(by: $0.model) == nil })
        var output: [Output] = [.line(DroppedText.headline(dropped, skipped: plans.result.skipped))]
        let table = DroppedText.table(dropped)
        if !table.rows.isEmpty || context.session.format.isData { output.append(.table(table)) }
        return Outcome(nil, output)
    }
}

/// Dropped plans in words and as a table.
enum DroppedText {
    static func headline(_ dropped: DroppedPlans, skipped: Int) -> String {
        let gone = dropped.total - dropped.kept
        let rest = skipped > 0 ? "; \(ValueText.count(skipped, "combination")) did not divide and are not plans" : ""
        return "\(Decimal.grouped(gone)) of \(ValueText.count(dropped.total, "plan")) dropped, "
            + "\(Decimal.grouped(dropped.kept)) kept\(rest)"
    }

    static func table(_ dropped: DroppedPlans) -> Table {
        var table = Table(columns: [
            Table.Column("reason", alignment: .left), Table.Column("dropped", places: 0),
            Table.Column("alone", heading: "alone", places: 0), Table.Column("closest", alignment: .left),
            Table.Column("value", alignment: .right),
            Table.Column("short_pct", heading: "misses by", unit: "%", places: 1),
        ])
        for group in dropped.groups where group.count > 0 || isCondition(group.reason) {
            var cells: [Table.Cell] = [
                .text(title(group.reason)), .number(Double(group.count)), .number(Double(group.alone)),
            ]
            if let closest = group.closest {
                cells += [
                    .text(PlanText.configuration(closest.plan.scenario)), .text(value(group.reason, closest.plan)),
                    .number(100 * closest.shortfall),
                ]
            } else {
                cells += [.text(""), .missing, .missing]
            }
            table.rows.append(cells)
        }
        return table
    }

    private static func isCondition(_ reason: DroppedPlans.Reason) -> Bool {
        if case .condition = reason { true } else { false }
    }

    private static func title(_ reason: DroppedPlans.Reason) -> String {
        switch reason {
        case .noModel: "no such model"
        case .memory: "does not fit in DRAM"
        case .condition(let condition): condition.text
        }
    }

    private static func value(_ reason: DroppedPlans.Reason, _ plan: PlanResult) -> String {
        switch reason {
        case .noModel: ModelRule.broken(by: plan.scenario.model)?.problem ?? ""
        case .memory: "\(Decimal.fixed(plan.totals.memory.total / 1_073_741_824, places: 1)) GiB"
        case .condition(let condition):
            condition.miss(by: plan).map { miss in
                let value = ShareText.value(miss.value, miss.comparison.quantifier)
                return condition.comparison == nil ? "\(miss.comparison.quantifier.name) \(value)" : value
            } ?? ""
        }
    }
}
