import Text
import Units

/// A table as CSV (RFC 4180 with plain newlines): keys in the first line, numbers in full, flags as true or false.
///
/// A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection"), unless it is
/// a number. Nobody takes it off again: what is read back is what stands there, and is written the same a second time.
enum CSVRenderer {
    static func render(
        _ columns: [Table.Column], rows: Range<Int>, isCancelled: () -> Bool, cells: (Int) -> [Table.Cell]
    ) -> String? {
        let head = line(columns.map { tamed($0.key) })
        return Interruptible.text(rows, beginning: head, isCancelled: isCancelled) { line(cells($0).map(value)) }
    }

    private static func value(_ cell: Table.Cell) -> String {
        switch cell {
        case .text(let text): tamed(text)
        case .number(let number): Decimal.data(number)
        case .quantity(let number, _): Decimal.shortest(number)
        case .flag(let flag): flag ? "true" : "false"
        case .missing: ""
        }
    }

    /// What a formula begins with, also as Chinese and Japanese input methods type it.
    private static let formulaSigns: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    private static func tamed(_ text: String) -> String {
        let text = Printable.text(text)
        guard let first = text.unicodeScalars.first, formulaSigns.contains(first), Double(text) == nil else {
            return text
        }
        return "'" + text
    }

    /// What a cell is put in quotes for, as far as it is ASCII.
    private static let parts = Array(",;\"".utf8)

    private static func line(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\n" }

    /// Semicolons and tabs, which part the cells in some countries, are kept inside of quotes.
    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x80 || Self.parts.contains($0) }) else { return text }
        let parts: Set<Character> = [",", ";", "\t", "\""]
        guard text.contains(where: { parts.contains($0) || $0.isNewline }) else { return text }
        return "\"" + text.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) } + "\""
    }
}

extension OutputFormat {
    /// Comma-separated values.
    public static let csv = OutputFormat(
        "csv", ending: "csv", isData: true, "numbers in full for spreadsheets, everything else on standard error",
        .rows { CSVRenderer.render($0, rows: $1, isCancelled: $2, cells: $3) })
}
