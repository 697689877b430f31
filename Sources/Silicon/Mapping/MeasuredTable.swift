import CostModel
import Text

/// A row that cannot be put to the engine.
public struct UnmappedRow: Sendable {
    /// Line of the file, from 1.
    public let line: Int
    /// The file's columns as text, by their headings.
    public let fields: [String: String]
    /// Why.
    public let fault: RowFault
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
                for plan in try reader.read(cells, chips) {
                    try RowCheck.check(plan)
                    measurements.append(
                        Measurement(
                            line: row.line, fields: fields, chip: plan.chip, scenario: plan.scenario,
                            figures: plan.figures))
                }
            } catch {
                unmapped.append(UnmappedRow(line: row.line, fields: fields, fault: error))
            }
        }
        self.measurements = measurements
        self.unmapped = unmapped
    }
}

/// Why a text holds no measurements.
public enum MeasuredTableError: Error, Sendable, Equatable {
    /// It is no table.
    case notATable(CSVError)
    /// It is a table, but its headings are those of no layout.
    case unknownLayout(headings: [String])
}

extension MeasuredTableError: CustomStringConvertible {
    /// The message.
    public var description: String {
        switch self {
        case .notATable(let error): error.description
        case .unknownLayout(let headings): "1:1: " + Self.missing(headings)
        }
    }

    /// What the nearest layout needs that is not there, with the heading that was probably meant.
    private static func missing(_ headings: [String]) -> String {
        func absent(_ layout: TableLayout) -> [String] { layout.required.filter { !headings.contains($0) } }
        let nearest = TableLayout.all.min { absent($0).count < absent($1).count }
        guard let nearest else { return "no layout is known" }
        guard let name = absent(nearest).first else {
            return "no column was measured, expected one of " + nearest.measured.joined(separator: ", ")
        }
        let hint = NearestName.of(name, in: headings).map { ", is '\($0)' meant?" } ?? ""
        return "no column '\(name)'\(hint) Expected the headings of one layout: "
            + TableLayout.all.map { "\($0.name) (\($0.required.joined(separator: ", ")))" }.joined(separator: ", ")
    }
}
