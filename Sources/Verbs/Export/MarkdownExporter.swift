import Language
import Notebook
import Presentation
import Text
import Units
import Words

/// A session as GitHub-flavoured Markdown: notes as text, commands and lines as code, tables as tables.
enum MarkdownExporter {
    static func text(of session: Session, _ isCancelled: () -> Bool) throws(Diagnostic) -> String {
        var text = "# \(ExportWords.title())\n"
        for part in ExportPart.all(of: session) {
            if isCancelled() { throw .interrupted }
            switch part {
            case .notes(let notes): text += "\n" + notes.map { MarkdownRenderer.withoutTags($0) + "\n" }.joined()
            case .cell(let number, let cell):
                text += "\n**\\[\(number)\\]**\n\n" + code(cell.text + "\n", language: "sextant")
                for piece in ExportPart.pieces(of: cell) {
                    switch piece {
                    case .text(let lines): text += "\n" + code(lines, language: "text")
                    case .plot(let plot): text += "\n" + code(plot.text, language: "text")
                    case .table(let table):
                        guard let rendered = OutputFormat.markdown.render(table, isCancelled: isCancelled) else {
                            throw .interrupted
                        }
                        text += "\n" + rendered
                    }
                }
            }
        }
        return text
    }

    /// A fenced block; the fence has three backquotes, or one more than any run of them in it.
    static func code(_ text: String, language: String) -> String {
        let text = Printable.text(text)
        var longest = 2
        var run = 0
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return "\(fence)\(language)\n\(text)\(fence)\n"
    }
}

extension Exporter {
    static let markdown = Exporter("md", say(en: "Markdown", zh: "Markdown 文档")) {
        (session: Session, isCancelled: () -> Bool) throws(Diagnostic) in
        try MarkdownExporter.text(of: session, isCancelled)
    }
}
