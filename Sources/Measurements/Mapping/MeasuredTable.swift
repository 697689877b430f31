import CostModel
import Threads
import Units

/// A row that cannot be put to the engine.
public struct UnmappedRow: Sendable {
    /// Line of the file, from 1.
    public let line: Int
    /// The file's columns as text, by their headings.
    public let fields: RowFields
    /// Why.
    public let fault: RowFault
}

/// Why a text holds no measurements.
public enum MeasuredTableError: Error, Sendable, Equatable {
    /// It is not a table.
    case notATable(CSVError)
    /// It is a table, but its headings are those of no layout.
    case unknownLayout(headings: [String])
    /// Someone asked to stop before the end.
    case cancelled
}

/// Measurements from a file: those that can be put to the engine, and those that cannot.
///
/// What a row says is made of its text when someone asks: a scenario takes ten times as much room as its row.
public struct MeasuredTable: Sendable {
    /// How the file is laid out.
    public let layout: TableLayout
    private let table: CSVTable
    private let reader: RowReader
    private let names: RowNames
    private let problem: @Sendable (Model) -> String?

    /// The file's headings in order.
    public var headings: [String] { table.headings }
    /// Number of rows.
    public var count: Int { table.count }

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
    ///   - isCancelled: asked now and then; true ends the reading.
    /// - Throws: `MeasuredTableError` where the text is not a table, no layout has its headings, or it was told to stop.
    public init(
        parsing text: String, replacing replacements: [String: Chip] = [:], adding models: [String: Model] = [:],
        base: SessionBase? = nil, problem: @escaping @Sendable (Model) -> String? = { _ in nil },
        isCancelled: @Sendable () -> Bool = { false }
    ) throws(MeasuredTableError) {
        let table: CSVTable?
        do throws(CSVError) {
            table = try CSVTable(parsing: text, isCancelled: isCancelled)
        } catch {
            throw .notATable(error)
        }
        guard let table else { throw .cancelled }
        guard let layout = TableLayout.of(table.headings, inSession: base != nil) else {
            throw .unknownLayout(headings: table.headings)
        }
        let reader = layout.reader(table.headings)
        let names = RowNames(chips: ChipNames(replacements: replacements), models: models, base: base)
        self.layout = layout
        self.table = table
        self.reader = reader
        self.names = names
        self.problem = problem
    }

    /// Line of the file on which a row begins, from 1.
    public func line(ofRow row: Int) -> Int { table.line(ofRow: row) }

    /// The cells of a row, in the order of the headings.
    public func cells(ofRow row: Int) -> [String] { table.cells(ofRow: row).map(CSVTable.trimmed) }

    /// What the engine can be asked for by a row.
    ///
    /// - Throws: `RowFault`, the reason for which the engine cannot be asked.
    public func measurement(ofRow row: Int) throws(RowFault) -> Measurement {
        let plan = try reader(cells(ofRow: row), names)
        if let problem = problem(plan.scenario.model) { throw .noModel(problem: problem) }
        try RowCheck.check(plan)
        return Measurement(
            line: line(ofRow: row), fields: RowFields(table, row: row), chip: plan.chip, scenario: plan.scenario,
            figures: plan.figures, isSaturated: plan.isSaturated)
    }

    /// What can be asked for by all rows, made anew each time.
    public var measurements: [Measurement] {
        (0..<count).compactMap { row in try? measurement(ofRow: row) }
    }

    /// The rows that cannot be put to the engine, made anew each time.
    public var unmapped: [UnmappedRow] {
        (0..<count).compactMap { row in
            do throws(RowFault) {
                _ = try measurement(ofRow: row)
                return nil
            } catch {
                return UnmappedRow(line: line(ofRow: row), fields: RowFields(table, row: row), fault: error)
            }
        }
    }

    /// The measurements that are wanted, and how many rows cannot be put to the engine; nil if it was told to stop.
    public func read(
        workers: Int, isCancelled: @Sendable () -> Bool
    ) -> (measurements: [Measurement], unmapped: Int)? {
        let pieces = RowWork.pieces(count, workers: workers, isCancelled: isCancelled) { rows in
            var piece: (measurements: [Measurement], unmapped: Int) = ([], 0)
            for row in rows {
                if let found = try? measurement(ofRow: row) {
                    piece.measurements.append(found)
                } else {
                    piece.unmapped += 1
                }
            }
            return piece
        }
        guard let pieces else { return nil }
        return (pieces.flatMap(\.measurements), pieces.reduce(0) { $0 + $1.unmapped })
    }
}
