import CostModel

/// A row that cannot be put to the engine.
public struct UnmappedRow: Sendable {
    /// Line of the file, from 1.
    public let line: Int
    /// The file's columns as text, by their headings.
    public let fields: [String: String]
    /// Why.
    public let fault: RowFault
}

/// Why a text holds no measurements.
public enum MeasuredTableError: Error, Sendable, Equatable {
    /// It is no table.
    case notATable(CSVError)
    /// It is a table, but its headings are those of no layout.
    case unknownLayout(headings: [String])
}

/// Measurements from a file: those that can be put to the engine, and those that cannot.
public struct MeasuredTable: Sendable {
    /// The file's headings in order.
    public let headings: [String]
    /// How the file is laid out.
    public let layout: TableLayout
    /// Number of rows.
    public let count: Int
    /// What the engine can be asked for; a row of both phases served alone has two of one line.
    public let measurements: [Measurement]
    /// The rows that remain.
    public let unmapped: [UnmappedRow]

    /// The headings that the layout does not read.
    public var labels: [String] {
        zip(headings, layout.meanings(headings)).filter { !$0.isEmpty && $1 == nil }.map(\.0)
    }

    /// Reads the text of a file.
    ///
    /// - Parameters:
    ///   - text: comma-separated values under headings of one of the layouts.
    ///   - replacements: chips that come before the catalogue's, by their names.
    ///   - models: models that the catalogue does not have, by their names.
    ///   - base: what ran where a table has no column for the chip or the model, which lengths and chip constants follow.
    ///   - problem: what is wrong with the shapes of a model; nil if nothing is.
    public init(
        parsing text: String, replacing replacements: [String: Chip] = [:], adding models: [String: Model] = [:],
        base: SessionBase? = nil, problem: (Model) -> String? = { _ in nil }
    ) throws(MeasuredTableError) {
        let table: CSVTable
        do throws(CSVError) {
            table = try CSVTable(parsing: text)
        } catch {
            throw .notATable(error)
        }
        guard let layout = TableLayout.of(table.headings, inSession: base != nil) else {
            throw .unknownLayout(headings: table.headings)
        }
        self.layout = layout
        headings = table.headings
        count = table.rows.count
        let reader = layout.reader(table.headings)
        let names = RowNames(chips: ChipNames(replacements: replacements), models: models, base: base)
        var measurements: [Measurement] = []
        var unmapped: [UnmappedRow] = []
        let rows = table.rows.map { row in row.cells.map(CSVTable.trimmed) }
        let readings = rows.map { cells in
            Result<RowReading, RowFault>.of { () throws(RowFault) in try reader.read(cells, names) }
        }
        let choices = KindredRows.choices(readings)
        for (index, row) in table.rows.enumerated() {
            let fields = Dictionary(zip(table.headings, rows[index])) { first, _ in first }
            do throws(RowFault) {
                let reading = try readings[index].get()
                guard let choice = choices[index] else { throw RowFault.severalRuns(reading.alternatives.count) }
                let plans = reading.alternatives[choice]
                for plan in plans {
                    if let problem = problem(plan.scenario.model) { throw RowFault.noModel(problem: problem) }
                    try RowCheck.check(plan)
                }
                measurements += plans.map { plan in
                    Measurement(
                        line: row.line, fields: fields, chip: plan.chip, scenario: plan.scenario,
                        figures: plan.figures)
                }
            } catch {
                unmapped.append(UnmappedRow(line: row.line, fields: fields, fault: error))
            }
        }
        self.measurements = measurements
        self.unmapped = unmapped
    }
}
