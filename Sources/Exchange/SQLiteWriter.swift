import Presentation
import Storage
import Text
import Units

/// Tables as a database of SQLite: a column of text or numbers each, and keys by which tables are joined.
enum SQLiteWriter {
    /// Rows between two questions whether to stop.
    private static let stride = 256

    static func write(_ sheets: [Sheet], to path: String, _ isCancelled: () -> Bool) throws(FileError) {
        let database = try SQLiteDatabase(path)
        // The file is renamed once it is whole: no journal of its own, and no wait for the disk.
        try database.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
        for sheet in sheets {
            try database.execute(declaration(sheet))
            let places = sheet.columns.map { _ in "?" }.joined(separator: ", ")
            var number = 0
            let statement = try database.prepare("INSERT INTO \(quoted(sheet.name)) VALUES (\(places))")
            try sheet.forEach { row throws(FileError) in
                number += 1
                if number % stride == 0, isCancelled() { throw .interrupted }
                for (place, cell) in row.enumerated() { try bind(cell, at: place + 1, statement) }
                try statement.run()
            }
        }
        try database.execute("COMMIT")
    }

    private static func bind(
        _ cell: Table.Cell, at place: Int, _ statement: SQLiteDatabase.Statement
    ) throws(FileError) {
        switch cell {
        case .text(let text): try statement.bind(Printable.text(text), at: place)
        case .number(let number), .bound(let number), .quantity(let number, _): try statement.bind(number, at: place)
        case .flag(let flag): try statement.bind(flag ? 1 : 0, at: place)
        case .missing: try statement.bind(nil, at: place)
        }
    }

    /// `CREATE TABLE`: a whole number stays one in a column that is NUMERIC (https://www.sqlite.org/datatype3.html).
    private static func declaration(_ sheet: Sheet) -> String {
        let columns = sheet.columns.map { column in
            let type: String =
                switch sheet.keys[column.key] {
                case .own: "INTEGER PRIMARY KEY"
                case .of(let other): "INTEGER REFERENCES \(quoted(other))"
                case nil: column.alignment == .left ? "TEXT" : "NUMERIC"
                }
            return "\(quoted(column.key)) \(type)"
        }
        return "CREATE TABLE \(quoted(sheet.name)) (\(columns.joined(separator: ", ")))"
    }

    /// A name as SQL has it, whatever it holds.
    private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
}

extension WorkbookFormat {
    /// A database.
    public static let sqlite = WorkbookFormat(
        "SQLite", endings: ["db", "sqlite"],
        say(
            en: "a database of plans, chips, models and workloads that can be joined",
            zh: "数据库，含可相互关联的方案、芯片、模型和负载")
    ) { path, sheets, isCancelled throws(FileError) in try SQLiteWriter.write(sheets, to: path, isCancelled) }
}
