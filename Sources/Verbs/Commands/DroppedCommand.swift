import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let dropped = Command(
        "dropped", synonyms: ["filtered", "rejected", "被过滤"],
        abstract: say(en: "Groups the plans that are no longer looked at by what dropped them.", zh: "按原因归类被过滤的方案。"),
        discussion: say(
            en: """
                A plan counts for the first reason that drops it: the model's shapes, DRAM, then the conditions as they were
                filtered by. Beside it stands how many plans the reason would drop alone, and the plan that missed by least.
                Below it stands at which values of the axes plans were dropped, the axis that explains most first.
                """,
            zh: """
                每个方案计入最先过滤它的原因：模型结构、DRAM，然后依次为各筛选条件。旁边给出该原因单独会过滤多少方案，以及差得最少的方案。\
                下面给出各扫描维度在哪些取值上有方案被过滤，最能说明原因的维度在前。
                """),
        examples: ["dropped"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let plans = try context.session.requirePlans()
        let dropped = DroppedPlans(
            plans.result, selection: plans.selection, conditions: plans.conditions,
            isModel: { ModelRule.broken(by: $0.model) == nil }, isCancelled: context.environment.isCancelled)
        guard let dropped else { throw .interrupted }
        var output: [Output] = [.line(DroppedWords.headline(dropped, skipped: plans.result.skipped))]
        let isData = context.session.format.isData
        let table = DroppedText.table(dropped, withAxes: isData)
        if !table.rows.isEmpty || isData { output.append(.table(table)) }
        let beaten = dropped.total - dropped.kept - dropped.groups.reduce(0) { $0 + $1.count }
        if beaten > 0, !plans.fronts.isEmpty {
            output.append(.line(DroppedWords.beaten(beaten, in: plans.fronts.map { $0.map(\.quantifier.path) })))
        }
        output += DroppedText.axes(dropped).map { .line($0) }
        return Outcome(nil, output)
    }
}

/// Dropped plans as a table, and the axes at which they were dropped.
enum DroppedText {
    /// Axes and values that are named at most.
    private static let most = (axes: 4, values: 8)

    /// The values of each axis at which plans were dropped: `batch 12: 3 of 3, 16: 3 of 3, 10: 1 of 3`.
    static func axes(_ dropped: DroppedPlans) -> [String] {
        dropped.axes.prefix(most.axes).map { axis in
            let values = axis.values.filter { $0.dropped > 0 }
            return DroppedWords.axis(
                axis.parameter, values.prefix(most.values), more: values.count - most.values)
        }
    }

    /// The reasons, and for programs the values of the axes too.
    static func table(_ dropped: DroppedPlans, withAxes: Bool) -> Table {
        var table = Table(columns: [
            Table.Column("reason", heading: DroppedWords.reason, alignment: .left),
            Table.Column("dropped", heading: DroppedWords.dropped, places: 0),
            Table.Column("alone", heading: DroppedWords.alone, places: 0),
            Table.Column("closest", heading: DroppedWords.closest, alignment: .left),
            Table.Column("value", heading: DroppedWords.value, alignment: .right),
            Table.Column("short_pct", heading: DroppedWords.missesBy, unit: "%", places: 1),
        ])
        for group in dropped.groups where group.count > 0 || isCondition(group.reason) {
            var cells: [Table.Cell] = [
                .text(DroppedWords.title(group.reason)), .number(Double(group.count)), .number(Double(group.alone)),
            ]
            if let closest = group.closest {
                cells += [
                    .text(PlanWords.configuration(closest.plan.scenario)), .text(value(group.reason, closest.plan)),
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
                    .text(SettingWords.assignment(Setting(axis.parameter, value.value))),
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

    private static func value(_ reason: DroppedPlans.Reason, _ plan: PlanResult) -> String {
        switch reason {
        case .noModel: ModelRule.broken(by: plan.scenario.model)?.problem ?? ""
        case .memory: "\(Gibibyte.text(plan.need.bytes)) GiB"
        case .unsettled: ""
        case .condition(let condition):
            condition.miss(by: plan).map { miss in
                let value = ShareWords.value(miss.value, miss.comparison.quantifier)
                return condition.comparison == nil ? "\(miss.comparison.quantifier.name) \(value)" : value
            } ?? ""
        }
    }
}
