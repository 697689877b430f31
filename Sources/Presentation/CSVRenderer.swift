import Text
import Units

/// A table as CSV (RFC 4180 with plain newlines): keys in the first line, numbers in full, flags as true or false.
///
/// A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection"), unless it is
/// a number. Nobody takes it off again: what is read back is what stands there, and is written the same a second time.
enum CSVRenderer {
    static let writer = RowWriter(
        begin: { columns, bytes in
            for (index, column) in columns.enumerated() {
                if index > 0 { bytes.append(comma) }
                write(column.key, to: &bytes)
            }
            bytes.append(newline)
        },
        append: { row, _, _, bytes in
            var isFirst = true
            for cell in row {
                if !isFirst { bytes.append(comma) }
                isFirst = false
                write(cell, to: &bytes)
            }
            bytes.append(newline)
        }, end: { _, _ in })

    /// Tab-separated values (IANA, text/tab-separated-values): no quotes, as no cell holds a tab or breaks a line.
    static let tabWriter = RowWriter(
        begin: { columns, bytes in writeTabbed(columns.map { .text($0.key) }, to: &bytes) },
        append: { row, _, _, bytes in writeTabbed(row, to: &bytes) }, end: { _, _ in })

    private static func writeTabbed(_ row: [Table.Cell], to bytes: inout [UInt8]) {
        var isFirst = true
        for cell in row {
            if !isFirst { bytes.append(UInt8(ascii: "\t")) }
            isFirst = false
            if case .text(let text) = cell {
                bytes.append(utf8: isPlain(text) ? text : tamed(Printable.text(text, keepsLines: false)))
            } else {
                write(cell, to: &bytes)
            }
        }
        bytes.append(newline)
    }

    private static let comma = UInt8(ascii: ",")
    private static let newline = UInt8(ascii: "\n")

    private static func write(_ cell: Table.Cell, to bytes: inout [UInt8]) {
        switch cell {
        case .text(let text): write(text, to: &bytes)
        case .number(let number), .bound(let number): Decimal.write(data: number, to: &bytes)
        case .quantity(let number, _): Decimal.write(shortest: number, to: &bytes)
        case .flag(let flag): bytes.append(utf8: flag ? "true" : "false")
        case .missing: break
        }
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        guard !isPlain(text) else { return bytes.append(utf8: text) }
        let text = tamed(text)
        guard text.utf8.contains(where: parts) else { return bytes.append(utf8: text) }
        bytes.append(quote)
        for byte in text.utf8 {
            bytes.append(byte)
            if byte == quote { bytes.append(quote) }
        }
        bytes.append(quote)
    }

    /// Whether a text is written as it is, as most are: of ASCII, with nothing that parts cells, and no formula.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return true }
        return (first > UInt8(ascii: "@") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= first)
            && text.utf8.allSatisfy { 0x20..<0x7F ~= $0 && !parts($0) }
    }

    private static let quote = UInt8(ascii: "\"")

    /// Whether a cell is put in quotes for a byte.
    ///
    /// Semicolons and tabs part cells in some countries. Of all that breaks lines, only newlines are left in a text.
    private static func parts(_ byte: UInt8) -> Bool {
        switch byte {
        case comma, quote, newline, UInt8(ascii: ";"), UInt8(ascii: "\t"): true
        default: false
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
}

extension OutputFormat {
    /// Comma-separated values.
    public static let csv = OutputFormat(
        "csv", ending: "csv", isData: true,
        say(
            en: "numbers in full for spreadsheets, everything else on standard error",
            zh: "完整数值，供电子表格使用；其余内容写到标准错误"),
        .rows(CSVRenderer.writer))
}

extension OutputFormat {
    /// Tab-separated values.
    public static let tsv = OutputFormat(
        "tsv", ending: "tsv", isData: true,
        say(
            en: "as csv with tabs between the cells, for awk and cut and to paste into spreadsheets",
            zh: "同 csv，但以制表符分隔，供 awk、cut 使用或粘贴到电子表格"),
        .rows(CSVRenderer.tabWriter))
}
