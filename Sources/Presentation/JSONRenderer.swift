import Text
import Units

/// A table as an array of objects, one a row, with unrounded numbers.
enum JSONRenderer {
    static func render(
        _ columns: [Table.Column], rows: Range<Int>, isCancelled: () -> Bool, cells: (Int) -> [Table.Cell]
    ) -> String? {
        guard let first = rows.first else { return "[]\n" }
        let text = Interruptible.text(rows, beginning: "[\n", isCancelled: isCancelled) { row in
            (row == first ? "  " : ",\n  ") + object(cells(row), columns).compact
        }
        return text.map { $0 + "\n]\n" }
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

extension OutputFormat {
    /// A JSON array.
    public static let json = OutputFormat(
        "json", ending: "json", isData: true, "an array of objects for programs, everything else on standard error",
        .rows { JSONRenderer.render($0, rows: $1, isCancelled: $2, cells: $3) })
}
