import Text
import Units

/// A table as HTML, for pages and notebooks.
public enum HTMLTable {
    /// The element; numbers are pushed to the side that their column says.
    public static func render(_ table: Table) -> String { render(table, isCancelled: { false }) ?? "" }

    /// The same; nil if it was told to stop.
    public static func render(_ table: Table, isCancelled: () -> Bool) -> String? {
        table.isRecord ? record(table) : grid(table, isCancelled)
    }

    /// A text with everything escaped that HTML gives a meaning, in attributes too.
    public static func escaped(_ text: String) -> String {
        Printable.text(text).reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
    }

    private static func grid(_ table: Table, _ isCancelled: () -> Bool) -> String? {
        var html = "<table>\n"
        if !table.title.isEmpty { html += "<caption>\(escaped(table.title))</caption>\n" }
        html += "<thead><tr>"
        for column in table.columns {
            let unit = column.unit.isEmpty ? "" : "<br><small>\(escaped(column.unit))</small>"
            html += "<th\(side(column))>\(escaped(column.heading))\(unit)</th>"
        }
        html += "</tr></thead>\n<tbody>\n"
        let text = Interruptible.text(table.rows, beginning: html, isCancelled: isCancelled) { row in
            let cells = zip(row, table.columns).map { cell, column in
                let text = table.display(cell, column)
                // What is longer than this would be pressed into a narrow column of many lines.
                let isLong = column.alignment == .left && DisplayWidth.of(text) > 24
                return "<td\(isLong ? " class=\"long\"" : side(column))>\(escaped(text))</td>"
            }
            return "<tr>\(cells.joined())</tr>\n"
        }
        return text.map { $0 + "</tbody>\n</table>\n" }
    }

    private static func record(_ table: Table) -> String {
        var html = "<table>\n<tbody>\n"
        for row in table.rows {
            for (cell, column) in zip(row, table.columns) {
                let value = table.display(cell, column) + (column.dataUnit.isEmpty ? "" : " " + column.dataUnit)
                html += "<tr><th>\(escaped(column.key))</th><td>\(escaped(value))</td>"
                html += "<td>\(escaped(column.note))</td></tr>\n"
            }
        }
        return html + "</tbody>\n</table>\n"
    }

    private static func side(_ column: Table.Column) -> String {
        column.alignment == .right ? " style=\"text-align:right\"" : ""
    }
}

extension OutputFormat {
    /// A table for web pages, which a browser also shows alone.
    public static let html = OutputFormat(
        "html", ending: "html", say(en: "a table for web pages and mails", zh: "用于网页和邮件的表格"),
        .tables { table, _, _, isCancelled in
            HTMLTable.render(table, isCancelled: isCancelled).map { "<meta charset=\"utf-8\">\n" + $0 }
        })
}
