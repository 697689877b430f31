import Language
import Notebook
import Presentation
import Text
import Units
import Words

/// A report as GitHub-flavoured Markdown.
enum MarkdownReport {
    static func text(_ report: Report, _ isCancelled: () -> Bool) throws(Diagnostic) -> String {
        var text = "# \(plain(report.title))\n\n**\(plain(report.answer))**\n"
        for section in report.sections {
            if isCancelled() { throw .interrupted }
            text += "\n## \(plain(section.heading))\n" + section.items.map { "\n" + block($0) }.joined()
        }
        return text + "\n---\n\n\(plain(report.footer))\n"
    }

    private static func block(_ item: Report.Item) -> String {
        switch item {
        case .text(let text): plain(Report.sentence(text)) + "\n"
        case .heading(let text): "### \(plain(text))\n"
        case .list(let texts): texts.map { "- \(plain(Report.sentence($0)))\n" }.joined()
        case .facts(let facts): facts.map { "- **\(plain($0.name))**: \(plain($0.text))\n" }.joined()
        case .tiles(let tiles): OutputFormat.markdown.render(table(tiles))
        case .table(let table): OutputFormat.markdown.render(table.isRecord ? upright(table) : table)
        case .plot(let plot): MarkdownExporter.code(plot.text, language: "text")
        case .code(let text): MarkdownExporter.code(text, language: "sextant")
        }
    }

    /// A record as rows: of a row of twenty columns nobody reads anything.
    private static func upright(_ table: Table) -> Table {
        var rows: [[Table.Cell]] = []
        for row in table.rows {
            rows += zip(row, table.columns).map { cell, column in
                let unit = column.wholeUnit.isEmpty ? "" : " " + column.wholeUnit
                return [.text(column.key), .text(Table.text(cell, in: column) + unit), .text(column.note)]
            }
        }
        return Table(
            columns: [
                Table.Column("metric", heading: ReportWords.metric, alignment: .left),
                Table.Column("value", heading: ReportWords.value, alignment: .left),
                Table.Column("meaning", heading: ReportWords.meaning, alignment: .left),
            ], rows: rows)
    }

    private static func table(_ tiles: [Report.Tile]) -> Table {
        Table(
            columns: [
                Table.Column("figure", heading: ReportWords.figure, alignment: .left),
                Table.Column("metric", heading: ReportWords.metric, alignment: .left),
                Table.Column("value", heading: ReportWords.value),
                Table.Column("unit", heading: ReportWords.unit, alignment: .left),
                Table.Column("trust", heading: TrustWords.heading, alignment: .left),
            ], rows: tiles.map { [.text($0.label), .text($0.name), .text($0.value), .text($0.unit), .text($0.trust)] })
    }

    /// A text in which nothing is an element, a mark or a new line.
    private static func plain(_ text: String) -> String {
        MarkdownRenderer.withoutTags(Printable.text(text, keepsLines: false)).reduce(into: "") { result, character in
            if "*_`[]|".contains(character) { result += "\\" }
            result.append(character)
        }
    }
}
