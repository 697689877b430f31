import CostModel
import Units

/// A row of a table of one's own, whose headings are the names of parameters.
struct SextantRow: RowDraft {
    /// A parameter and what the row says of it.
    struct Assignment: Sendable {
        let parameter: Parameter
        let value: Double
    }

    var chip = ""
    var model = ""
    var assignments: [Assignment] = []
    var figures: [MeasuredFigure] = []
}

extension TableLayout {
    /// Parameters by their names.
    public static let sextant = TableLayout(
        "sextant", summary: "A table of one's own: parameters by the names that 'help' lists.",
        columns: SextantRow.columns, required: ["chip", "model"], measured: MeasuredMetric.allCases.map(\.name),
        model: "model", SextantRow.self)
}

extension SextantRow {
    /// The columns that are read.
    static let columns: [LayoutColumn<SextantRow>] =
        [
            .text("chip", \.chip, "The chip, by its name in the catalogue."),
            .text("model", \.model, "The model, by its name in the catalogue."),
        ]
        + MeasuredMetric.allCases.map { metric in
            .measured(metric.name, metric, \.figures, "Measured: \(Metric.named(metric.name)?.summary ?? "")")
        }
        + Parameter.all.map { parameter in
            LayoutColumn(parameter.name, parameter.summary) { (cell, row) throws(RowFault) in
                row.assignments.append(
                    Assignment(parameter: parameter, value: try CellText.value(cell, of: parameter)))
            }
        }

    static func heading(_ column: String, reads heading: String) -> Bool {
        column == heading || Parameter.named(heading)?.name == column
    }

    func plans(_ names: RowNames) throws(RowFault) -> [MeasuredPlan] {
        guard !chip.isEmpty else { throw .missing(column: "chip") }
        guard !model.isEmpty else { throw .missing(column: "model") }
        let (name, chip) = try names.chips.find(chip, column: "chip")
        var scenario = Scenario(
            chip: chip, model: try names.model(model, column: "model"), workload: Workload(input: 4096),
            deployment: Deployment(chips: 1, tp: 1, batch: 1))
        // What stands for several parameters is set before any of these.
        for assignment in assignments.filter(\.parameter.isAlias) + assignments.filter({ !$0.parameter.isAlias }) {
            assignment.parameter.set(&scenario, assignment.value)
        }
        complete(&scenario)
        return [MeasuredPlan(chip: name, scenario: scenario, figures: figures)]
    }

    /// Fills in what follows from the columns there are.
    ///
    /// Without `chips` there are as many as one replica takes; requests in flight mean in-flight batching.
    private func complete(_ scenario: inout Scenario) {
        let given = Set(assignments.map(\.parameter.name))
        let d = scenario.deployment
        if !given.contains("chips") { scenario.deployment.chips = d.tp * d.sp * d.pp }
        if !given.contains("serving"), d.concurrency > 0 {
            scenario.workload.servingCode = Workload.Serving.agg.code
        }
    }
}

extension CellText {
    /// A number as people write it.
    static func number(_ value: Double) -> String { Decimal.shortest(value) }

    /// A value of a parameter: one of its words, or a number with or without a unit.
    static func value(_ cell: String, of parameter: Parameter) throws(RowFault) -> Double {
        if !parameter.choices.isEmpty {
            guard let index = parameter.choices.firstIndex(of: cell.lowercased()) else {
                throw NameFault.unknown(.choice, cell, parameter.name, among: parameter.choices)
            }
            return Double(index)
        }
        let value: Double
        do throws(QuantityError) {
            value = try Quantity.parse(cell, as: parameter.dimension)
        } catch {
            throw .unreadable(
                column: parameter.name, text: cell,
                expected: "a \(parameter.dimension.title) such as \(parameter.dimension.example)")
        }
        guard let refusal = parameter.refusal(of: value) else { return value }
        throw .unreadable(column: parameter.name, text: cell, expected: expectation(refusal, parameter))
    }

    private static func expectation(_ refusal: ParameterRefusal, _ parameter: Parameter) -> String {
        func format(_ value: Double) -> String { Quantity.format(value, parameter.dimension) }
        return switch refusal {
        case .notFinite: "a finite number"
        case .notWhole: "a whole number"
        case .outOfRange: "between \(format(parameter.range.lowerBound)) and \(format(parameter.range.upperBound))"
        }
    }
}
