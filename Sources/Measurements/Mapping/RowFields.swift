/// The cells of a row as text, by their headings; they are read from the table's text when someone asks.
public struct RowFields: Sendable {
    private let table: CSVTable?
    private let row: Int
    private let file: String?

    /// The heading under which the file stands where there are several.
    static let fileHeading = "file"

    /// The cells of a row of a table.
    init(_ table: CSVTable, row: Int, file: String? = nil) {
        self.table = table
        self.row = row
        self.file = file
    }

    /// No cells at all: what ran comes from no file.
    public init() {
        table = nil
        row = 0
        file = nil
    }

    /// The text under a heading, without the white space around it; nil where there is no such heading.
    public subscript(heading: String) -> String? {
        if heading == Self.fileHeading, let file { return file }
        guard let table, let column = table.headings.firstIndex(of: heading) else { return nil }
        return CSVTable.trimmed(table.cells(ofRow: row)[column])
    }
}
