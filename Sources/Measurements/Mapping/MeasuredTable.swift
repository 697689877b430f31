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

/// Measurements from files: those that can be put to the engine, and those that cannot.
///
/// What a row says is made of its text when someone asks: a scenario takes ten times as much room as its row.
public struct MeasuredTable: Sendable {
    /// The rows of a file.
    private struct Part: Sendable {
        let layout: TableLayout
        let table: CSVTable
        let reader: RowReader
        let names: RowNames
        /// The file, where there are several.
        var file: String?
        /// The number of its first row among those of all.
        var start = 0
        /// Where each column of all files is among its own.
        var columns: [Column] = []

        /// A column of all files in this one.
        enum Column {
            case own(Int), file, absent
        }
    }

    private var parts: [Part]
    private let problem: @Sendable (Model) -> String?
    /// The headings in order: those of all files, each once.
    public private(set) var headings: [String]
    /// Number of rows.
    public private(set) var count: Int

    /// The heading under which rows say which release of the runtime they ran.
    public static let release = "runtime_version"

    /// How the first file is laid out.
    public var layout: TableLayout { parts[0].layout }

    /// Whether rows say which file they are of.
    public var hasFiles: Bool { parts.count > 1 || parts[0].file != nil }

    /// The headings that the layouts do not read, of tables that people wrote.
    public var labels: [String] {
        var labels: [String] = []
        for part in parts where part.names.basis == nil && part.layout.name == TableLayout.sextant.name {
            let own = zip(part.table.headings, part.layout.meanings(part.table.headings))
            labels += own.filter { !$0.isEmpty && $1 == nil && !labels.contains($0) }.map(\.0)
        }
        return labels
    }

    /// Reads the text of a file.
    ///
    /// - Parameters:
    ///   - text: comma-separated values under headings of one of the layouts.
    ///   - words: columns and texts that count for all rows, whatever the file says.
    ///   - replacements: chips that come before the catalogue's, by their names.
    ///   - models: models that the catalogue does not have, by their names.
    ///   - base: what ran where a table has no column for the chip or the model, which lengths and chip constants follow.
    ///   - problem: what is wrong with the shapes of a model; nil if nothing is.
    ///   - isCancelled: asked now and then; true ends the reading.
    /// - Throws: `MeasuredTableError` where the text is not a table, no layout has its headings, or it was told to stop.
    public init(
        parsing text: String, setting words: [(column: String, text: String)] = [],
        replacing replacements: [String: Chip] = [:], adding models: [String: Model] = [:],
        base: SessionBase? = nil, problem: @escaping @Sendable (Model) -> String? = { _ in nil },
        isCancelled: @Sendable () -> Bool = { false }
    ) throws(MeasuredTableError) {
        let read: CSVTable?
        do throws(CSVError) {
            read = try CSVTable(parsing: text, isCancelled: isCancelled)
        } catch {
            throw .notATable(error)
        }
        guard var table = read else { throw .cancelled }
        let named = table.headings + words.map(\.column).filter { !table.headings.contains($0) }
        guard let layout = TableLayout.of(named, inSession: base != nil) else {
            throw .unknownLayout(headings: table.headings)
        }
        if !words.isEmpty {
            table = table.setting(words, meanings: layout.meanings(table.headings)) ?? table
        }
        self.init(
            table, layout, RowNames(chips: ChipNames(replacements: replacements), models: models, base: base), problem)
    }

    /// The runs of a result file; nil where there are none.
    public init?(
        _ runs: RunTable, replacing replacements: [String: Chip] = [:], adding models: [String: Model] = [:],
        problem: @escaping @Sendable (Model) -> String? = { _ in nil }
    ) {
        guard let table = runs.table else { return nil }
        let names = RowNames(chips: ChipNames(replacements: replacements), models: models, basis: runs.basis)
        self.init(table, .sextant, names, problem)
    }

    private init(
        _ table: CSVTable, _ layout: TableLayout, _ names: RowNames, _ problem: @escaping @Sendable (Model) -> String?
    ) {
        parts = [Part(layout: layout, table: table, reader: layout.reader(table.headings), names: names)]
        headings = table.headings
        count = table.count
        self.problem = problem
        place()
    }

    /// The rows of several files behind each other, under the headings of all of them and one for the file; nil of none.
    public init?(joining tables: [MeasuredTable]) {
        guard let first = tables.first else { return nil }
        self = first
        parts = tables.flatMap(\.parts)
        headings = [RowFields.fileHeading]
        for part in parts { headings += part.table.headings.filter { !headings.contains($0) } }
        place()
    }

    /// The same rows with the name of their file.
    public func named(_ file: String) -> MeasuredTable {
        var table = self
        for index in table.parts.indices { table.parts[index].file = file }
        return table
    }

    private mutating func place() {
        count = 0
        for index in parts.indices {
            parts[index].start = count
            count += parts[index].table.count
            let own = parts[index].table.headings
            parts[index].columns = headings.enumerated().map { place, heading in
                // A table may have columns without headings.
                if !hasFiles { return .own(place) }
                if heading == RowFields.fileHeading { return .file }
                return own.firstIndex(of: heading).map { .own($0) } ?? .absent
            }
        }
    }

    /// The file that a row is of, and its number there.
    private func part(ofRow row: Int) -> (part: Part, row: Int) {
        guard hasFiles else { return (parts[0], row) }
        var (low, high) = (0, parts.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if parts[middle].start <= row { low = middle } else { high = middle - 1 }
        }
        return (parts[low], row - parts[low].start)
    }

    /// Line of its file on which a row begins, from 1.
    public func line(ofRow row: Int) -> Int {
        let (part, row) = part(ofRow: row)
        return part.table.line(ofRow: row)
    }

    /// The file of a row where there are several.
    public func file(ofRow row: Int) -> String? { hasFiles ? part(ofRow: row).part.file : nil }

    /// The cells of a row, in the order of the headings.
    public func cells(ofRow row: Int) -> [String] {
        let (part, row) = part(ofRow: row)
        let cells = part.table.cells(ofRow: row).map(CSVTable.trimmed)
        guard hasFiles else { return cells }
        return part.columns.map { column in
            switch column {
            case .own(let place): cells[place]
            case .file: part.file ?? ""
            case .absent: ""
            }
        }
    }

    private func fields(ofRow row: Int) -> RowFields {
        let (part, row) = part(ofRow: row)
        return RowFields(part.table, row: row, file: hasFiles ? part.file : nil)
    }

    /// What the engine can be asked for by a row.
    ///
    /// - Throws: `RowFault`, the reason for which the engine cannot be asked.
    public func measurement(ofRow row: Int) throws(RowFault) -> Measurement {
        let (part, own) = part(ofRow: row)
        let plan = try part.reader(part.table.cells(ofRow: own).map(CSVTable.trimmed), part.names)
        if let problem = problem(plan.scenario.model) { throw .noModel(problem: problem) }
        try RowCheck.check(plan)
        return Measurement(
            line: line(ofRow: row), row: row, fields: fields(ofRow: row), chip: plan.chip, scenario: plan.scenario,
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
                return UnmappedRow(line: line(ofRow: row), fields: fields(ofRow: row), fault: error)
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
