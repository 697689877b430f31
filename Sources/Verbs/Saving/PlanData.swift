import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

/// Plans as a table for programs: all that it takes to evaluate each of them again, and every figure that takes no
/// evaluations of its own.
struct PlanData {
    /// A column and what stands in it.
    private struct Field: Sendable {
        let column: Table.Column
        let reading: Reading

        init(column: Table.Column, cell: @escaping @Sendable (_ row: Int, PlanResult) -> Table.Cell) {
            self.column = column
            reading = Reading(cell: cell)
        }
    }

    /// What reads a cell: a type of its own, as from a list of bare closures each call would copy the plan.
    private struct Reading: Sendable {
        let cell: @Sendable (_ row: Int, PlanResult) -> Table.Cell
    }

    private let plans: Plans
    private let readings: [Reading]
    /// The columns.
    let columns: [Table.Column]
    /// Whether columns at the end say how far each row can be trusted.
    private let hasTrust: Bool
    /// What these hold in every row, where that is the same.
    private let commonTrust: [Table.Cell]?

    /// The columns that were asked for; all where there are none.
    ///
    /// - Parameter isOne: whether one plan is shown, whose percentiles are soon worked out.
    init(_ plans: Plans, asked: [Quantifier] = [], isOne: Bool = false) {
        self.init(
            plans,
            asked.isEmpty ? Self.all(plans, isOne) : [Self.number] + asked.flatMap { Self.fields($0, plans) },
            hasTrust: asked.isEmpty && plans.hasTrust)
    }

    /// The case study's columns, under its own headings in its own order.
    init(study plans: Plans) {
        let phase = plans.phase
        let fields = Metric.study.map { metric in
            var column = PlanTable.column(metric, phase, plans.currency)
            column.key = metric.study ?? metric.name
            return Field(column: column, cell: Self.cell(metric))
        }
        self.init(plans, fields, hasTrust: false)
    }

    private init(_ plans: Plans, _ fields: [Field], hasTrust: Bool) {
        self.plans = plans
        self.hasTrust = hasTrust
        commonTrust = hasTrust ? plans.commonTrust.map(TrustView.dataCells) : nil
        readings = fields.map(\.reading)
        columns = fields.map(\.column) + (hasTrust ? TrustView.dataColumns : [])
    }

    /// The cells of a row, from 1, numbered as the session shows it.
    func cells(_ row: Int) -> [Table.Cell] { cells(row, of: plans[row]) }

    /// The cells of a row and its plan.
    ///
    /// A part of a loop over rows it would copy the plan, a kilobyte, for every cell.
    @inline(never) private func cells(_ row: Int, of plan: PlanResult) -> [Table.Cell] {
        var cells: [Table.Cell] = []
        cells.reserveCapacity(columns.count)
        for reading in readings { cells.append(reading.cell(row, plan)) }
        if let commonTrust {
            cells += commonTrust
        } else if hasTrust, let trust = plans.trust(in: plan.scenario) {
            cells += TrustView.dataCells(trust, plan)
        }
        return cells
    }

    /// Goes through some rows, from 1.
    func forEach(_ rows: Range<Int>, _ body: (_ row: Int, _ cells: [Table.Cell]) -> Void) {
        var reader = PlanReader(plans.result)
        for row in rows {
            reader.read(plans.selection[row - 1])
            // Its status tells what takes the room.
            if !reader.plan.fits { reader.partMemory() }
            body(row, cells(row, of: reader.plan))
        }
    }

    /// The table of some rows, from 1.
    func table(_ rows: Range<Int>, _ isCancelled: () -> Bool) throws(Diagnostic) -> Table {
        var table = Table(columns: columns)
        table.rows.reserveCapacity(rows.count)
        guard Interruptible.forEach(rows, isCancelled: isCancelled, { table.rows.append(cells($0)) }) else {
            Table.release(table)
            throw .interrupted
        }
        return Self.withoutNeedlessFlags(table)
    }

    /// The table of one row, with every figure.
    func record(_ row: Int) -> Table {
        Self.withoutNeedlessFlags(Table(columns: columns, rows: [cells(row)]))
    }

    /// Leaves out columns of lower bounds where no figure is one.
    private static func withoutNeedlessFlags(_ table: Table) -> Table {
        var table = table
        for place in table.columns.indices.reversed() where boundKeys.contains(table.columns[place].key) {
            guard !table.rows.contains(where: { $0[place] == .flag(true) }) else { continue }
            table.columns.remove(at: place)
            for row in table.rows.indices { table.rows[row].remove(at: place) }
        }
        return table
    }

    private static func all(_ plans: Plans, _ isOne: Bool) -> [Field] {
        let modes = plans.result.space.modes
        let inputs = PlanInputs(plans.result.space, of: plans.subject)
        let deciding = plans.deciding
        return [
            number, name("chip", FileWords.chipNote, plans.subject.chip) { $0.pickedChip?.name },
        ]
            + (plans.subject.prefill.map { [prefillChip($0)] } ?? []) + [
                name("model", FileWords.modelNote, plans.subject.model) { $0.pickedModel?.name }
            ]
            + (inputs.plan + inputs.setup).map(field) + sized(plans)
            // What takes evaluations of its own is there for those who ask.
            + Metric.all.filter { metric in
                // A figure that no plan has, such as a cost without a price, has no column.
                guard modes.contains(where: metric.isKnown) else { return false }
                // What plans are held to or ordered by was asked for, and of a load what it leaves free.
                let isOfLoad = plans.sized != nil && Self.ofLoads.contains(metric.name)
                if plans.count <= few, isOfLoad || deciding.contains(metric.name) { return true }
                // By a list price costs are there for those who ask.
                if metric.dimension == .money, modes.allSatisfy(metric.isIdle) { return false }
                return !metric.isOnDemand
                    || (isOne && modes.allSatisfy(\.workload.isOpen) && metric.name != Metric.tboBreakeven.name)
            }.flatMap { fields(.metric($0), plans) }
            + [
                Field(column: Table.Column("status", alignment: .left, note: FileWords.statusNote)) {
                    .text(SettlingWords.status($1))
                }
            ]
    }

    /// Plans whose percentiles are soon worked out.
    private static let few = 100

    /// What is known of plans that were found for a load.
    private static let ofLoads: Set = ["load", "capacity", "goodput"]

    /// What `size` says of its plans.
    private static func sized(_ plans: Plans) -> [Field] {
        guard let sized = plans.sized else { return [] }
        let layout = Field(column: SizedPlans.layout) { _, plan in .text(SizingWords.layout(plan.scenario)) }
        return [layout]
            + sized.columns.map { column in
                Field(column: column.column) { row, _ in plans.found(row).map(column.cell) ?? .missing }
            }
    }

    /// The columns that are neither metrics nor parameters nor names.
    static let ownKeys: Set<String> = Set(["row", "status"] + TrustView.keys).union(boundKeys).union(SizedPlans.keys)

    private static var number: Field {
        Field(column: Table.Column("row", heading: "#", places: 0, note: FileWords.rowNote)) { row, _ in
            .number(Double(row))
        }
    }

    private static func name(
        _ key: String, _ note: String, _ name: PlanSubject.Name?, picked: @escaping @Sendable (Scenario) -> String?
    ) -> Field {
        Field(column: Table.Column(key, alignment: .left, note: note)) { _, plan in
            (picked(plan.scenario) ?? name?.name).map { .text($0) } ?? .missing
        }
    }

    /// The chip of prefill workers; missing in plans that have none of their own.
    private static func prefillChip(_ name: PlanSubject.Name) -> Field {
        Field(column: Table.Column("prefill_chip", alignment: .left, note: FileWords.prefillChipNote)) { _, plan in
            plan.scenario.hasTwoChips ? .text(name.name) : .missing
        }
    }

    private static func fields(_ quantifier: Quantifier, _ plans: Plans) -> [Field] {
        switch quantifier {
        case .metric(let metric): [field(metric, plans)] + (boundField(metric).map { [$0] } ?? [])
        case .parameter(let parameter): [field(parameter)]
        }
    }

    private static func field(_ metric: Metric, _ plans: Plans) -> Field {
        var column = PlanTable.column(metric, plans.phase, plans.currency)
        if metric.isFlag { column.dataUnit = FileWords.flagUnit }
        return Field(column: column, cell: cell(metric))
    }

    /// Whether a metric of a plan is only a lower bound; nil where it never is.
    private static func boundField(_ metric: Metric) -> Field? {
        guard let isLowerBound = metric.isLowerBound else { return nil }
        let column = Table.Column(
            boundKey(metric), note: FileWords.boundNote(metric.name), dataUnit: FileWords.flagUnit)
        return Field(column: column) { _, plan in .flag(isLowerBound(plan)) }
    }

    /// The key of the column that says whether a metric is only a lower bound.
    static func boundKey(_ metric: Metric) -> String { metric.name + "_is_lower_bound" }

    private static let boundKeys = Set(Metric.all.filter { $0.isLowerBound != nil }.map(boundKey))

    private static func field(_ parameter: Parameter) -> Field {
        let column = Table.Column(
            Quantifier.parameter(parameter).path, note: parameter.summary, dataUnit: parameter.dimension.symbol)
        let (read, dimension) = (PlanInputs.reader(parameter), parameter.dimension)
        if parameter.choices.isEmpty {
            return Field(column: column) { _, plan in read(plan).map { .quantity($0, dimension) } ?? .missing }
        }
        return Field(column: column) { _, plan in
            read(plan).map { .text(ValueWords.of($0, parameter)) } ?? .missing
        }
    }

    /// A metric's value; missing in a phase that has no such figure.
    private static func cell(_ metric: Metric) -> @Sendable (Int, PlanResult) -> Table.Cell {
        let (read, isFlag) = (metric.read, metric.isFlag)
        return { _, plan in
            let value = read(plan)
            return value.isNaN ? .missing : isFlag ? .flag(value != 0) : .number(value)
        }
    }
}
