import Units

/// A table of comma-separated values: headings, and rows with a cell under each.
///
/// It keeps the text and where each row begins, so that a row costs little more than its text; cells are made of it when
/// someone asks for them.
public struct CSVTable: Sendable {
    /// One row.
    public struct Row: Sendable, Equatable {
        /// Line of the text it begins on, from 1.
        public let line: Int
        /// Its cells, one under each heading.
        public let cells: [String]
    }

    /// Where a row begins.
    private struct Place: Sendable {
        let offset: Int
        let line: Int
    }

    /// The headings, without white space around them.
    public let headings: [String]
    private let text: String
    private var places: [Place]

    /// Number of rows.
    public var count: Int { places.count }

    /// The rows below the headings, made anew each time.
    public var rows: [Row] { places.indices.map { Row(line: line(ofRow: $0), cells: cells(ofRow: $0)) } }

    /// Reads RFC 4180, with any of the usual line ends and with or without a byte order mark; empty lines are skipped.
    ///
    /// - Throws: the first place at which the text breaks that grammar.
    public init(parsing text: String) throws(CSVError) {
        guard let table = try CSVTable(parsing: text, isCancelled: { false }) else {
            throw CSVError(.empty, line: 1, column: 1)
        }
        self = table
    }

    /// The same; nil if it was told to stop.
    ///
    /// - Throws: the first place at which the text breaks the grammar.
    public init?(parsing text: String, isCancelled: () -> Bool) throws(CSVError) {
        var text = text
        text.makeContiguousUTF8()
        let found: Result<(headings: [String], places: [Place])?, CSVError> = Self.withBytes(of: text) { bytes in
            withoutActuallyEscaping(isCancelled) { isCancelled in
                .of { () throws(CSVError) in try Self.places(in: CSVReader(bytes, isCancelled: isCancelled)) }
            }
        }
        guard let (headings, places) = try found.get() else { return nil }
        (self.headings, self.places, self.text) = (headings, places, text)
    }

    /// A table of some rows that are made and not read, with the line each is of.
    init?(headings: [String], rows: [[String]], lines: [Int]) {
        func line(_ cells: [String]) -> String { cells.map(Self.quoted).joined(separator: ",") + "\n" }
        guard let table = try? CSVTable(parsing: line(headings) + rows.map(line).joined()), table.count == lines.count
        else { return nil }
        self = table
        places = zip(table.places, lines).map { Place(offset: $0.offset, line: $1) }
    }

    /// The same table with the texts of some columns in all rows: `meanings` says which column each heading is.
    func setting(_ columns: [(column: String, text: String)], meanings: [String?]) -> CSVTable? {
        var headings = headings
        var texts: [(place: Int, text: String)] = []
        for (column, text) in columns {
            if let place = meanings.firstIndex(of: column) {
                texts.append((place, text))
            } else {
                texts.append((headings.count, text))
                headings.append(column)
            }
        }
        let rows = (0..<count).map { row in
            var cells = cells(ofRow: row)
            cells += [String](repeating: "", count: headings.count - cells.count)
            for (place, text) in texts { cells[place] = text }
            return cells
        }
        return CSVTable(headings: headings, rows: rows, lines: places.map(\.line))
    }

    /// A cell as RFC 4180 has it.
    private static func quoted(_ cell: String) -> String {
        guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }

    /// Line of the text on which a row begins, from 1.
    public func line(ofRow row: Int) -> Int { places[row].line }

    /// The cells of a row, one under each heading.
    public func cells(ofRow row: Int) -> [String] {
        let place = places[row]
        return Self.withBytes(of: text) { bytes in
            var reader = CSVReader(bytes, at: place.offset, line: place.line)
            // Every row was read once.
            let record = try? reader.record()
            return record?.cells.map(reader.text) ?? []
        }
    }

    /// The headings, and where each row begins; nil if the reader was told to stop.
    private static func places(
        in first: CSVReader
    ) throws(CSVError) -> (headings: [String], places: [Place])? {
        var reader = first
        guard let first = try reader.record() else {
            if reader.isStopped { return nil }
            throw CSVError(.empty, line: 1, column: 1)
        }
        let headings = first.cells.map { trimmed(reader.text($0)) }
        let others: [(Character, String)] = [
            (";", say(en: "semicolons", zh: "分号")), ("\t", say(en: "tabs", zh: "制表符")),
        ]
        for (separator, name) in others where headings.count == 1 && headings[0].contains(separator) {
            throw CSVError(.otherSeparator(name), line: 1, column: 1)
        }
        var seen: Set<String> = []
        for (heading, cell) in zip(headings, first.cells) where !heading.isEmpty {
            guard seen.insert(heading).inserted else {
                throw CSVError(.repeatedHeading(heading), line: cell.line, column: cell.column)
            }
        }
        var places: [Place] = []
        while let record = try reader.record() {
            guard record.cells.count == headings.count else {
                let surplus = record.cells.dropFirst(headings.count).first
                throw CSVError(
                    .ragged(cells: record.cells.count, headings: headings.count),
                    line: surplus?.line ?? record.endLine, column: surplus?.column ?? record.endColumn)
            }
            places.append(Place(offset: record.start, line: record.line))
        }
        if reader.isStopped { return nil }
        guard !places.isEmpty else { throw CSVError(.noRows, line: first.endLine, column: first.endColumn) }
        return (headings, places)
    }

    private static func withBytes<Value>(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        // Texts are contiguous from the start; a copy is the way out for one that is not.
        text.utf8.withContiguousStorageIfAvailable(body) ?? Array(text.utf8).withUnsafeBufferPointer(body)
    }

    /// A text without the white space around it.
    public static func trimmed(_ text: String) -> String {
        guard text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
        let rest = text.drop { $0.isWhitespace }
        guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(rest[...last])
    }
}

extension Result where Failure: Error {
    /// What a closure returns or throws.
    fileprivate static func of(_ body: () throws(Failure) -> Success) -> Self {
        do throws(Failure) {
            return .success(try body())
        } catch {
            return .failure(error)
        }
    }
}
