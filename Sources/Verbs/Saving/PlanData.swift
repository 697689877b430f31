import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

/// Plans as a table for programs: all that it takes to evaluate each of them again, and every figure.
struct PlanData {
    /// A column and what stands in it.
    private struct Field: Sendable {
        let column: Table.Column
        let cell: @Sendable (_ row: Int, PlanResult) -> Table.Cell
    }

    private let plans: Plans
    private let fields: [Field]
    /// Whether columns at the end say how far each row can be trusted.
    private let hasTrust: Bool

    /// The columns that were asked for; all where there are none.
    init(_ plans: Plans, asked: [Quantifier] = []) {
        self.plans = plans
        fields = asked.isEmpty ? Self.all(plans) : [Self.number] + asked.map { Self.field($0, Self.phase(of: plans)) }
        hasTrust = asked.isEmpty && plans.provenance != nil
    }

    /// The case study's columns, under its own headings in its own order.
    init(study plans: Plans) {
        self.plans = plans
        let phase = Self.phase(of: plans)
        fields = Metric.study.map { metric in
            var column = PlanTable.column(metric, phase)
            column.key = metric.study ?? metric.name
            return Field(column: column) { Self.cell(metric, $1) }
        }
        hasTrust = false
    }

    /// The columns.
    var columns: [Table.Column] { fields.map(\.column) + (hasTrust ? TrustView.dataColumns : []) }

    /// The cells of a row, from 1, numbered as the session shows it.
    func cells(_ row: Int) -> [Table.Cell] {
        let plan = plans[row]
        let trust = hasTrust ? plans.provenance?.trust(in: plan.scenario) : nil
        return fields.map { $0.cell(row, plan) } + (trust.map(TrustView.dataCells) ?? [])
    }

    /// The table of some rows, from 1.
    func table(_ rows: Range<Int>, _ isCancelled: () -> Bool) throws(Diagnostic) -> Table {
        var table = Table(columns: columns)
        table.rows.reserveCapacity(rows.count)
        guard Interruptible.forEach(rows, isCancelled: isCancelled, { table.rows.append(cells($0)) }) else {
            Table.release(table)
            throw .interrupted
        }
        return table
    }

    private static func all(_ plans: Plans) -> [Field] {
        let inputs = PlanInputs(plans.result.space, of: plans.subject)
        let phase = phase(of: plans)
        return [
            number, name("chip", FileWords.chipNote, plans.subject.chip),
            name("model", FileWords.modelNote, plans.subject.model),
        ]
            + (inputs.plan + inputs.setup).map(field)
            + Metric.all.map { field($0, phase) }
            + [
                Field(column: Table.Column("status", alignment: .left, note: FileWords.statusNote)) {
                    .text(SettlingWords.status($1))
                }
            ]
    }

    /// The phase whose tokens rates count; nil where a sweep runs through both and no unit can say so.
    private static func phase(of plans: Plans) -> Workload.Phase? {
        let runsThroughPhases = plans.result.space.axes.contains { $0.parameter.name == "phase" }
        return runsThroughPhases ? nil : plans.result.space.base.workload.phase
    }

    /// The columns that are neither metrics nor parameters nor names.
    static let ownKeys: Set<String> = Set(["row", "status"] + TrustView.keys)

    private static var number: Field {
        Field(column: Table.Column("row", heading: "#", places: 0, note: FileWords.rowNote)) { row, _ in
            .number(Double(row))
        }
    }

    private static func name(_ key: String, _ note: String, _ name: PlanSubject.Name?) -> Field {
        Field(column: Table.Column(key, alignment: .left, note: note)) { _, _ in
            name.map { .text($0.name) } ?? .missing
        }
    }

    private static func field(_ quantifier: Quantifier, _ phase: Workload.Phase?) -> Field {
        switch quantifier {
        case .metric(let metric): field(metric, phase)
        case .parameter(let parameter): field(parameter)
        }
    }

    private static func field(_ metric: Metric, _ phase: Workload.Phase?) -> Field {
        var column = PlanTable.column(metric, phase)
        if metric.isFlag { column.dataUnit = FileWords.flagUnit }
        return Field(column: column) { cell(metric, $1) }
    }

    private static func field(_ parameter: Parameter) -> Field {
        let column = Table.Column(
            Quantifier.parameter(parameter).path, note: parameter.summary, dataUnit: parameter.dimension.symbol)
        return Field(column: column) { _, plan in
            guard let value = PlanInputs.value(parameter, plan) else { return .missing }
            return parameter.choices.isEmpty
                ? .quantity(value, parameter.dimension) : .text(ValueWords.of(value, parameter))
        }
    }

    /// A metric's value; missing in a phase that has no such figure.
    private static func cell(_ metric: Metric, _ plan: PlanResult) -> Table.Cell {
        let value = metric.read(plan)
        return value.isNaN ? .missing : metric.isFlag ? .flag(value != 0) : .number(value)
    }
}
