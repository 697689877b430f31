import Text
import Units

/// The formats in which tables are written.
public enum OutputFormat: String, Sendable, CaseIterable {
    case box, vertical, markdown, csv, json

    /// What it is good for, in a few words.
    public var summary: String {
        switch self {
        case .box: "aligned columns for a screen of \(BoxRenderer.width) columns"
        case .vertical: "one figure a line, for plans with many figures"
        case .markdown: "a table for documents"
        case .csv: "numbers in full for spreadsheets, everything else on standard error"
        case .json: "an array of objects for programs, everything else on standard error"
        }
    }

    /// The format that the ending of a file asks for; nil where it asks for none.
    public init?(ending: String) {
        switch ending.lowercased() {
        case "csv": self = .csv
        case "json": self = .json
        case "md": self = .markdown
        default: return nil
        }
    }

    /// Whether what a command says besides its tables would spoil the output for a program that reads it.
    public var isData: Bool { self == .json || self == .csv }

    /// Renders a table, ending with a newline; a box no wider than `width` columns, where that is given.
    public func render(
        _ table: Table, width: Int? = nil, emphasis: (String) -> String = { $0 }
    ) -> String {
        render(table, width: width, emphasis: emphasis, isCancelled: { false }) ?? ""
    }

    /// The same; nil if it was told to stop.
    public func render(
        _ table: Table, width: Int? = nil, emphasis: (String) -> String = { $0 },
        isCancelled: () -> Bool
    ) -> String? {
        var table = table
        table.title = Printable.text(table.title)
        return switch self {
        case .box: BoxRenderer.render(table, width: width, emphasis: emphasis, isCancelled: isCancelled)
        case .vertical: VerticalRenderer.render(table, width: width, emphasis: emphasis, isCancelled: isCancelled)
        case .markdown: MarkdownRenderer.render(table, isCancelled: isCancelled)
        case .csv, .json:
            render(table.columns, rows: table.rows.indices, isCancelled: isCancelled) { table.rows[$0] }
        }
    }

    /// Renders rows that are made one after the other, where a table of all would take too much room; nil if it was told
    /// to stop.
    ///
    /// - Parameters:
    ///   - columns: the columns.
    ///   - rows: the numbers of the rows.
    ///   - isCancelled: asked now and then; true ends the work.
    ///   - cells: makes the cells of a row.
    public func render(
        _ columns: [Table.Column], rows: Range<Int>, isCancelled: () -> Bool,
        cells: (Int) -> [Table.Cell]
    ) -> String? {
        switch self {
        case .csv: CSVRenderer.render(columns, rows: rows, isCancelled: isCancelled, cells: cells)
        case .json: JSONRenderer.render(columns, rows: rows, isCancelled: isCancelled, cells: cells)
        case .box, .vertical, .markdown:
            Interruptible.map(rows, isCancelled: isCancelled, cells).flatMap { cells in
                render(Table(columns: columns, rows: cells), isCancelled: isCancelled)
            }
        }
    }
}
