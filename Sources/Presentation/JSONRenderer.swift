import Text
import Units

/// A table as an array of objects, one a row, with unrounded numbers.
enum JSONRenderer {
    static let writer = RowWriter(
        begin: { _, _ in },
        append: { row, columns, isFirst, bytes in
            bytes.append(utf8: isFirst ? "[\n  " : ",\n  ")
            bytes.append(utf8: object(row, columns).compact)
        },
        end: { isEmpty, bytes in bytes.append(utf8: isEmpty ? "[]\n" : "\n]\n") })

    /// A row by the keys of its columns.
    static func object(_ row: [Table.Cell], _ columns: [Table.Column]) -> JSON {
        .object(zip(columns, row).map { (key: $0.key, value: value($1)) })
    }

    private static func value(_ cell: Table.Cell) -> JSON {
        switch cell {
        case .text(let text): .string(text)
        case .number(let number), .bound(let number): .number(Double(Decimal.data(number)) ?? number)
        case .quantity(let number, _): .number(number)
        case .flag(let value): .bool(value)
        case .missing: .null
        }
    }
}

extension OutputFormat {
    /// A JSON array.
    public static let json = OutputFormat(
        "json", ending: "json", isData: true, isDocument: true,
        say(
            en:
                "a document for each command that finds something, for programs; what is said stands in it, and on standard error",
            zh: "每条有结果的命令输出一份文档，供程序使用；提示信息写在其中，也写到标准错误"),
        .rows(JSONRenderer.writer))
}
