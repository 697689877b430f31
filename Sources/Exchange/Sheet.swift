import Presentation
import Storage

/// A table of a workbook, whose rows are made one after the other.
public struct Sheet {
    /// What a column is to other tables.
    public enum Key: Sendable, Equatable {
        /// The number of the row, by which others name it.
        case own
        /// The number of a row of another table.
        case of(String)
    }

    /// The name of the table.
    public let name: String
    /// Its columns.
    public let columns: [Table.Column]
    /// What joins it to others, by the keys of columns.
    public let keys: [String: Key]
    /// How many rows there are.
    public let count: Int
    /// Goes through the rows.
    let forEach: (_ body: ([Table.Cell]) throws(FileError) -> Void) throws(FileError) -> Void

    /// Describes a table.
    public init(
        _ name: String, columns: [Table.Column], keys: [String: Key] = [:], count: Int,
        forEach: @escaping (_ body: ([Table.Cell]) throws(FileError) -> Void) throws(FileError) -> Void
    ) {
        self.name = name
        self.columns = columns
        self.keys = keys
        self.count = count
        self.forEach = forEach
    }

    /// A table that is at hand.
    public init(_ name: String, _ table: Table, keys: [String: Key] = [:]) {
        self.init(name, columns: table.columns, keys: keys, count: table.rows.count) { body throws(FileError) in
            for row in table.rows { try body(row) }
        }
    }

    /// What all columns of some tables mean, as a table of its own: `columns`.
    public static func legend(of sheets: [Sheet]) -> Sheet {
        var table = Table(columns: ["sheet", "name", "unit", "meaning"].map { Table.Column($0, alignment: .left) })
        for sheet in sheets {
            table.rows += sheet.columns.map {
                [.text(sheet.name), .text($0.key), .text($0.dataUnit), .text($0.note)]
            }
        }
        return Sheet("columns", table)
    }
}
