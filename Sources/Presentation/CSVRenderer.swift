import Units

/// A table as CSV (RFC 4180 with plain newlines): unrounded numbers, the unit of a column in its header.
enum CSVRenderer {
    static func render(_ table: Table) -> String {
        var text = line(table.columns.map { $0.dataUnit.isEmpty ? $0.key : "\($0.key) [\($0.dataUnit)]" })
        for row in table.rows { text += line(row.map(value)) }
        return text
    }

    private static func value(_ cell: Table.Cell) -> String {
        switch cell {
        case .text(let text): text
        case .number(let number), .quantity(let number, _): Decimal.shortest(number)
        case .missing: ""
        }
    }

    private static func line(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\n" }

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) } + "\""
    }
}
