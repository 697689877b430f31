/// A table as GitHub-flavoured Markdown.
enum MarkdownRenderer {
    static func render(_ table: Table) -> String {
        let headings = table.columns.map { $0.unit.isEmpty ? $0.heading : "\($0.heading) (\($0.unit))" }
        var text = table.title.isEmpty ? "" : escaped(table.title) + "\n\n"
        text += line(headings.map(escaped))
        text += line(table.columns.map { $0.alignment == .right ? "---:" : "---" })
        for row in table.rows {
            text += line(zip(row, table.columns).map { escaped(table.display($0, $1)) })
        }
        return text
    }

    private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { $0 += $1 == "|" ? "\\|" : $1.isNewline ? " " : String($1) }
    }
}
