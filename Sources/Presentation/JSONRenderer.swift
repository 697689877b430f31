import Text
import Units

/// A table as an array of objects, one a row, with unrounded numbers; with a stamp in an object beside it.
enum JSONRenderer {
    static func render(_ table: Table, _ stamp: FileStamp?) -> String {
        let objects = table.rows.map { "  " + object($0, table.columns).compact }
        let rows = objects.isEmpty ? "[]" : "[\n" + objects.joined(separator: ",\n") + "\n]"
        guard let stamp else { return rows + "\n" }
        return "{\(JSON.quoted(FileStamp.key)): \(stamp.json.compact), \"rows\": \(rows)}\n"
    }

    static func object(_ row: [Table.Cell], _ columns: [Table.Column]) -> JSON {
        .object(zip(columns, row).map { (key: $0.key, value: value($1)) })
    }

    private static func value(_ cell: Table.Cell) -> JSON {
        switch cell {
        case .text(let text): .string(text)
        case .number(let number): .number(Double(Decimal.data(number)) ?? number)
        case .quantity(let number, _): .number(number)
        case .flag(let value): .bool(value)
        case .missing: .null
        }
    }
}
