import Text
import Notebook
import Language
import CostModel
import Planning
import Presentation
import Units

extension Command<Session> {
    static let dropped = Command(
        "dropped", synonyms: ["filtered", "rejected"],
        abstract: "Groups the plans that are no longer looked at by what dropped them.",
        discussion: """
            A plan counts for the first reason that drops it: the model's shapes, DRAM, then the conditions as they were
            filtered by. Beside it stands how many plans the reason would drop alone, and the plan that missed by least.
            Below it stands at which values of the axes plans were dropped, the axis that explains most first.
            """,
        examples: ["dropped"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let plans = try context.session.requirePlans()
        let dropped = DroppedPlans(
            plans.result, selection: plans.selection, conditions: plans.conditions,
            isModel: { ModelRule.broken(by: $0.model) == nil }, isCancelled: context.environment.isCancelled)
        guard let dropped else { throw .interrupted }
        var output: [Output] = [.line(DroppedText.headline(dropped, skipped: plans.result.skipped))]
        let isData = context.session.format.isData
        let table = DroppedText.table(dropped, withAxes: isData)
        if !table.rows.isEmpty || isData { output.append(.table(table)) }
        output += DroppedText.axes(dropped).map { .line($0) }
        return Outcome(nil, output)
    }
}

/// Dropped plans in words and as a table.
enum DroppedText {
    static func headline(_ dropped: DroppedPlans, skipped: Int) -> String {
        let gone = dropped.total - dropped.kept
        let are = skipped == 1 ? "is not a plan" : "are not plans"
        let rest = skipped > 0 ? "; \(Counted.text(skipped, "combination")) did not divide and \(are)" : ""
        return "\(Decimal.grouped(gone)) of \(Counted.text(dropped.total, "plan")) dropped, "
            + "\(Decimal.grouped(dropped.kept)) kept\(rest)"
    }

    /// Axes and values that are named at most.
    private static let most = (axes: 4, values: 8)

    /// The values of each axis at which plans were dropped: `batch 12: 3 of 3, 16: 3 of 3, 10: 1 of 3`.
    static func axes(_ dropped: DroppedPlans) -> [String] {
        dropped.axes.prefix(most.axes).map { axis in
            let values = axis.values.filter { $0.dropped > 0 }
            let texts = values.prefix(most.values).map { value in
                "\(ValueText.of(value.value, axis.parameter)): \(Decimal.grouped(value.dropped)) of "
                    + Decimal.grouped(value.count)
            }
            let rest = values.count > most.values ? ", and \(values.count - most.values) more" : ""
            return "\(axis.parameter.name) \(texts.joined(separator: ", "))\(rest)"
        }
    }

    /// The reasons, and for programs the values of the axes too.
    static func table(_ dropped: DroppedPlans, withAxes: Bool) -> Table {
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
        guard withAxes else { return table }
        table.columns.append(Table.Column("of"))
        for index in table.rows.indices { table.rows[index].append(.number(Double(dropped.total))) }
        for axis in dropped.axes {
            table.rows += axis.values.map { value in
                [
                    .text(SettingText.assignment(Setting(axis.parameter, value.value))),
                    .number(Double(value.dropped)), .missing, .text(""), .missing, .missing,
                    .number(Double(value.count)),
                ]
            }
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
        case .unsettled: "does not settle"
        case .condition(let condition): condition.text
        }
    }

    private static func value(_ reason: DroppedPlans.Reason, _ plan: PlanResult) -> String {
        switch reason {
        case .noModel: ModelRule.broken(by: plan.scenario.model)?.problem ?? ""
        case .memory: "\(Gibibyte.text(plan.need.bytes)) GiB"
        case .unsettled: ""
        case .condition(let condition):
            condition.miss(by: plan).map { miss in
                let value = ShareText.value(miss.value, miss.comparison.quantifier)
                return condition.comparison == nil ? "\(miss.comparison.quantifier.name) \(value)" : value
            } ?? ""
        }
    }
}
