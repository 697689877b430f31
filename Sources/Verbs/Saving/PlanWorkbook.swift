import Catalog
import CostModel
import Exchange
import Language
import Notebook
import Planning
import Presentation
import Storage
import Units
import Words

/// Plans with the chips, models and workloads that they are of, as tables that can be joined.
///
/// Each chip, model and workload is a row as it is set: a sweep over `inter_bw` has as many chips as it has values.
struct PlanWorkbook {
    private let plans: Plans
    private let rows: Range<Int>
    private let data: PlanData
    private var chips = Variants<Chip>()
    private var models = Variants<Model>()
    private var workloads = Variants<Workload>()
    /// What each row is of: places in the lists, from 1; 0 for no chip of prefill workers.
    private var ids: [(chip: Int, prefill: Int, model: Int, workload: Int)] = []
    private let hasPrefill: Bool

    /// Looks through some rows of plans for what they are of.
    init(
        _ plans: Plans, _ rows: Range<Int>, _ data: PlanData, _ isCancelled: () -> Bool
    ) throws(Diagnostic) {
        (self.plans, self.rows, self.data) = (plans, rows, data)
        hasPrefill = plans.subject.prefill != nil
        var reader = PlanReader(plans.result)
        ids.reserveCapacity(rows.count)
        let isDone = Interruptible.forEach(rows, isCancelled: isCancelled) { row in
            reader.read(plans.selection[row - 1])
            note(reader.plan.scenario)
        }
        guard isDone else { throw .interrupted }
    }

    private mutating func note(_ scenario: Scenario) {
        let subject = plans.subject(of: scenario)
        var prefill = 0
        if let chip = scenario.prefillChip, scenario.hasTwoChips, let name = subject.prefill {
            prefill = chips.place(of: chip, name, scenario)
        }
        ids.append(
            (
                chip: chips.place(of: scenario.chip, subject.chip, scenario), prefill: prefill,
                model: models.place(of: scenario.model, subject.model, scenario),
                workload: workloads.place(of: scenario.workload, nil, scenario)
            ))
    }

    /// All tables: the plans first, then what they are of, what columns mean, and how the plans came about.
    func sheets(of session: Session) -> [Sheet] {
        let tables = [plansSheet, chipsSheet, modelsSheet, workloadsSheet]
        return tables + [Sheet.legend(of: tables), Self.commands(session), about]
    }

    private var plansSheet: Sheet {
        var keys: [String: Sheet.Key] = ["chip_id": .of("chips"), "model_id": .of("models")]
        keys["workload_id"] = .of("workloads")
        if hasPrefill { keys["prefill_chip_id"] = .of("chips") }
        if data.columns.first?.key == "row" { keys["row"] = .own }
        let joins = [("chip_id", "chips"), ("model_id", "models"), ("workload_id", "workloads")]
        let names = joins + (hasPrefill ? [("prefill_chip_id", "chips")] : [])
        let columns = names.map { Table.Column($0.0, places: 0, note: FileWords.joinNote($0.1)) }
        let (rows, data, ids, hasPrefill) = (rows, data, ids, hasPrefill)
        return Sheet("plans", columns: data.columns + columns, keys: keys, count: rows.count) {
            body throws(FileError) in
            // A few rows at a time: to read them one after the other is faster, but nothing may be thrown meanwhile.
            for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.some) {
                var pieces: [(row: Int, cells: [Table.Cell])] = []
                data.forEach(start..<min(start + Self.some, rows.upperBound)) { pieces.append(($0, $1)) }
                for (row, cells) in pieces {
                    let of = ids[row - rows.lowerBound]
                    let joined = [of.chip, of.model, of.workload] + (hasPrefill ? [of.prefill] : [])
                    try body(cells + joined.map { $0 > 0 ? .number(Double($0)) : .missing })
                }
            }
        }
    }

    /// Rows that are read at a time.
    private static let some = 256

    private var chipsSheet: Sheet {
        let parameters = Self.parameters(in: .arch)
        var table = Table(
            columns: [Self.id, Self.name, Self.title, TrustView.dataColumns[0]] + parameters.map(Self.column))
        for (place, one) in chips.all.enumerated() {
            var scenario = one.scenario
            scenario.chip = one.value
            let trust = plans.trust(in: one.scenario).map(TrustWords.key)
            table.rows.append(
                Self.start(place, one.name) + [trust.map { .text($0) } ?? .missing]
                    + parameters.map { Self.cell($0, scenario) })
        }
        return Sheet("chips", table, keys: ["id": .own])
    }

    private var modelsSheet: Sheet {
        let parameters = Self.parameters(in: .model)
        let sizes = [
            Table.Column("parameters", note: FileWords.parametersNote),
            Table.Column("active_parameters", note: FileWords.activeNote),
        ]
        var table = Table(columns: [Self.id, Self.name, Self.title] + sizes + parameters.map(Self.column))
        for (place, one) in models.all.enumerated() {
            table.rows.append(
                Self.start(place, one.name)
                    + [.number(one.value.totalParameters), .number(one.value.activeParameters)]
                    + parameters.map { Self.cell($0, one.scenario) })
        }
        return Sheet("models", table, keys: ["id": .own])
    }

    private var workloadsSheet: Sheet {
        let parameters = Self.parameters(in: .workload)
        var table = Table(columns: [Self.id] + parameters.map(Self.column))
        for (place, one) in workloads.all.enumerated() {
            table.rows.append([.number(Double(place + 1))] + parameters.map { Self.cell($0, one.scenario) })
        }
        return Sheet("workloads", table, keys: ["id": .own])
    }

    /// The commands and notes that led here.
    private static func commands(_ session: Session) -> Sheet {
        var table = Table(columns: [
            Table.Column("number", places: 0, note: FileWords.commandNote),
            Table.Column("command", alignment: .left, note: FileWords.typedNote),
            Table.Column("output", alignment: .left, note: FileWords.outputNote),
        ])
        var number = 0.0
        for cell in session.cells {
            if cell.note == nil { number += 1 }
            table.rows.append([
                cell.note == nil ? .number(number) : .missing, .text(cell.note.map { "# " + $0 } ?? cell.text),
                .text(cell.recorded { false } ?? ""),
            ])
        }
        return Sheet("session", table)
    }

    /// What the figures rest on.
    private var about: Sheet {
        var table = Table(columns: ["name", "value"].map { Table.Column($0, alignment: .left) })
        let order = plans.order.map { "\($0.quantifier.path)\($0.descending ? " desc" : "")" }
        table.rows = [
            [.text("subject"), .text(plans.heading)], [.text("sextant"), .text(Session.stamp.version ?? "")],
            [.text("constants"), .text(Session.stamp.constants ?? "")],
            [.text("conditions"), .text(plans.conditions.map(\.text).joined(separator: ", "))],
            [.text("order"), .text(order ?? "")],
        ]
        return Sheet("about", table)
    }

    private static var id: Table.Column { Table.Column("id", places: 0, note: FileWords.idNote) }
    private static var name: Table.Column { Table.Column("name", alignment: .left, note: FileWords.chipNote) }
    private static var title: Table.Column { Table.Column("title", alignment: .left, note: FileWords.titleNote) }

    private static func start(_ place: Int, _ name: PlanSubject.Name?) -> [Table.Cell] {
        [
            .number(Double(place + 1)), name.map { .text($0.name) } ?? .missing,
            name.map { .text($0.title) } ?? .missing,
        ]
    }

    /// The parameters that are stored, each once.
    private static func parameters(in scope: Parameter.Scope) -> [Parameter] {
        Parameter.all(in: scope).filter { !$0.isAlias && !$0.isPick }
    }

    private static func column(_ parameter: Parameter) -> Table.Column {
        Table.Column(
            parameter.name, alignment: parameter.choices.isEmpty ? .right : .left, note: parameter.summary,
            dataUnit: parameter.dimension.symbol)
    }

    private static func cell(_ parameter: Parameter, _ scenario: Scenario) -> Table.Cell {
        let value = parameter.get(scenario)
        return parameter.choices.isEmpty
            ? .quantity(value, parameter.dimension) : .text(ValueWords.of(value, parameter))
    }
}

/// Values that plans have, each once, with a scenario that has it.
private struct Variants<Value: Equatable> {
    private(set) var all: [(value: Value, name: PlanSubject.Name?, scenario: Scenario)] = []
    /// Where the last one was found: neighbours mostly have the same.
    private var last = 0

    /// The place of a value, from 1; a new one goes to the end.
    mutating func place(of value: Value, _ name: PlanSubject.Name?, _ scenario: Scenario) -> Int {
        func isHere(_ place: Int) -> Bool { all[place].name?.name == name?.name && all[place].value == value }
        if all.indices.contains(last), isHere(last) { return last + 1 }
        if let place = all.indices.first(where: isHere) {
            last = place
        } else {
            all.append((value, name, scenario))
            last = all.count - 1
        }
        return last + 1
    }
}
