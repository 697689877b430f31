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
    public var labels: [String] { headings.filter { !$0.isEmpty && !layout.reads($0) } }

    /// Reads the text of a file.
    ///
    /// - Parameters:
    ///   - text: comma-separated values under headings of one of the layouts.
    ///   - replacements: chips that take the place of the catalogue's, by its names.
    public init(parsing text: String, replacing replacements: [String: Chip] = [:]) throws(MeasuredTableError) {
        let table: CSVTable
        do throws(CSVError) {
            table = try CSVTable(parsing: text)
        } catch {
            throw .notATable(error)
        }
        guard let layout = TableLayout.of(table.headings) else { throw .unknownLayout(headings: table.headings) }
        self.layout = layout
        headings = table.headings
        count = table.rows.count
        let reader = layout.reader(table.headings)
        let chips = ChipNames(replacements: replacements)
        var measurements: [Measurement] = []
        var unmapped: [UnmappedRow] = []
        for row in table.rows {
            let cells = row.cells.map(CSVTable.trimmed)
            let fields = Dictionary(zip(table.headings, cells)) { first, _ in first }
            do throws(RowFault) {
                let plans = try reader.read(cells, chips)
                for plan in plans { try RowCheck.check(plan) }
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
