import Text
import Units

/// A table as GitHub-flavoured Markdown.
public enum MarkdownRenderer {
    /// A text in which nothing begins an HTML element, since not everything that renders Markdown leaves those out.
    public static func withoutTags(_ text: String) -> String {
        let characters = Array(Printable.text(text))
        return characters.indices.reduce(into: "") { result, index in
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            let begins = characters[index] == "<" && (next.isLetter || "/!?".contains(next))
            result += begins ? "&lt;" : String(characters[index])
        }
    }

    static func render(_ table: Table, isCancelled: () -> Bool) -> String? {
        let headings = table.columns.map { $0.unit.isEmpty ? $0.heading : "\($0.heading) (\($0.unit))" }
        var text = table.title.isEmpty ? "" : escaped(table.title) + "\n\n"
        text += line(headings.map(escaped))
        text += line(table.columns.map { $0.alignment == .right ? "---:" : "---" })
        return Interruptible.text(table.rows, beginning: text, isCancelled: isCancelled) { row in
            line(zip(row, table.columns).map { escaped(table.display($0, $1)) })
        }
    }

    private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

    private static func escaped(_ text: String) -> String {
        // Most cells have nothing to escape.
        let isPlain = text.utf8.allSatisfy {
            (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "|") && $0 != UInt8(ascii: "<")
        }
        guard !isPlain else { return text }
        return withoutTags(text).reduce(into: "") { $0 += $1 == "|" ? "\\|" : $1.isNewline ? " " : String($1) }
    }
}

extension OutputFormat {
    /// GitHub-flavoured Markdown.
    public static let markdown = OutputFormat(
        "markdown", ending: "md", say(en: "a table for documents", zh: "用于文档的表格"),
        .tables { table, _, _, isCancelled in MarkdownRenderer.render(table, isCancelled: isCancelled) })
}
