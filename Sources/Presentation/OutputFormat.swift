import Text
import Units

/// A format in which tables are written, declared once beside its renderer: `format`, `save`, redirection, help and
/// completion follow.
public struct OutputFormat: Sendable, Hashable, RawRepresentable, CaseIterable {
    /// The name that is typed.
    public let rawValue: String
    /// What it is good for, in a few words.
    public var summary: String { describe() }
    private let describe: @Sendable () -> String
    /// The ending of files that hold it; nil for one that only a screen shows.
    public let ending: String?
    /// Whether what a command says besides its tables would spoil the output for a program that reads it.
    public let isData: Bool
    /// Whether all that a command finds and says is one document.
    public let isDocument: Bool
    private let writing: Writing

    /// The registry: a new format is one file with its renderer and one line here.
    public static let allCases: [OutputFormat] = [.box, .vertical, .markdown, .html, .csv, .tsv, .json]

    /// How tables are written.
    enum Writing: Sendable {
        /// Whole tables, no wider than a screen where that is given.
        case tables(
            @Sendable (_ table: Table, _ width: Int?, _ emphasis: (String) -> String, _ isCancelled: () -> Bool)
                -> String?)
        /// Rows one after the other, so that no table of all is made.
        case rows(RowWriter)
    }

    init(
        _ name: String, ending: String? = nil, isData: Bool = false, isDocument: Bool = false,
        _ summary: @autoclosure @escaping @Sendable () -> String,
        _ writing: Writing
    ) {
        rawValue = name
        self.ending = ending
        self.isData = isData
        self.isDocument = isDocument
        describe = summary
        self.writing = writing
    }

    /// The format of a name; nil for what is none.
    public init?(rawValue: String) {
        guard let format = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = format
    }

    /// The format that the ending of a file asks for; nil where it asks for none.
    public init?(ending: String) {
        guard let format = Self.allCases.first(where: { $0.ending == ending.lowercased() }) else { return nil }
        self = format
    }

    /// What writes single rows; nil where a format has to see all of them first.
    public var rowWriter: RowWriter? { if case .rows(let writer) = writing { writer } else { nil } }

    /// A format is told by its name.
    public static func == (left: OutputFormat, right: OutputFormat) -> Bool { left.rawValue == right.rawValue }
    /// A format is told by its name.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

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
        return switch writing {
        case .tables(let write): write(table, width, emphasis, isCancelled)
        case .rows(let writer): writer.text(table.columns, table.rows.indices, isCancelled) { table.rows[$0] }
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
        switch writing {
        case .rows(let writer): writer.text(columns, rows, isCancelled, cells)
        case .tables:
            Interruptible.map(rows, isCancelled: isCancelled, cells).flatMap { cells in
                render(Table(columns: columns, rows: cells), isCancelled: isCancelled)
            }
        }
    }
}
