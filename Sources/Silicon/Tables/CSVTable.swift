/// A table of comma-separated values: headings, and rows with a cell under each.
public struct CSVTable: Sendable, Equatable {
    /// One row.
    public struct Row: Sendable, Equatable {
        /// Line of the text it begins on, from 1.
        public let line: Int
        /// Its cells, one under each heading.
        public let cells: [String]
    }

    /// The headings, without white space around them.
    public let headings: [String]
    /// The rows below them.
    public let rows: [Row]

    /// Reads RFC 4180, with any of the usual line ends and with or without a byte order mark; empty lines are skipped.
    public init(parsing text: String) throws(CSVError) {
        var reader = CSVReader(text)
        guard let first = try reader.record() else { throw CSVError(.empty, line: 1, column: 1) }
        headings = first.cells.map { CSVTable.trimmed($0.text) }
        for (separator, name) in [(Character(";"), "semicolons"), ("\t", "tabs")]
        where headings.count == 1 && headings[0].contains(separator) {
            throw CSVError(.otherSeparator(name), line: 1, column: 1)
        }
        var seen: Set<String> = []
        for (heading, cell) in zip(headings, first.cells) where !heading.isEmpty {
            guard seen.insert(heading).inserted else {
                throw CSVError(.repeatedHeading(heading), line: cell.line, column: cell.column)
            }
        }
        var rows: [Row] = []
        while let record = try reader.record() {
            guard record.cells.count == headings.count else {
                let surplus = record.cells.dropFirst(headings.count).first
                throw CSVError(
                    .ragged(cells: record.cells.count, headings: headings.count),
                    line: surplus?.line ?? record.endLine, column: surplus?.column ?? record.endColumn)
            }
            rows.append(Row(line: record.line, cells: record.cells.map(\.text)))
        }
        guard !rows.isEmpty else { throw CSVError(.noRows, line: first.endLine, column: first.endColumn) }
        self.rows = rows
    }

    /// A text without the white space around it.
    static func trimmed(_ text: String) -> String {
        guard text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
        let rest = text.drop { $0.isWhitespace }
        guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(rest[...last])
    }
}
