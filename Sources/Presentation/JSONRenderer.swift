import Text
import Units

/// A table as an array of objects, one a row, with unrounded numbers.
enum JSONRenderer {
    static func render(_ table: Table) -> String {
        let objects = table.rows.map { "  " + object($0, table.columns).compact }
        return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
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
