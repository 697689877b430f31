import Text
import Units

/// A table with one figure a line, a block for each row: for plans with more figures than a screen has columns.
enum VerticalRenderer {
    static func render(
        _ table: Table, width: Int?, emphasis: (String) -> String, isCancelled: () -> Bool
    ) -> String? {
        guard !table.isRecord else { return BoxRenderer.record(table, width) }
        let title = table.title.isEmpty ? "" : emphasis(LineWrap.wrap(table.title, to: width)) + "\n"
        let keys = table.columns.map(\.heading)
        let keyWidth = keys.map(DisplayWidth.of).max() ?? 0
        guard !table.rows.isEmpty else { return title + PresentationWords.noRows + "\n" }
        var isFirst = true
        return Interruptible.text(table.rows, beginning: title, isCancelled: isCancelled) { row in
            var text = isFirst ? "" : "\n"
            isFirst = false
            for (index, (cell, column)) in zip(row, table.columns).enumerated() {
                let value = table.display(cell, column)
                let unit = column.unit.isEmpty || cell == .missing ? "" : " " + column.unit
                let lead = " " + DisplayWidth.pad(keys[index], to: keyWidth, .left) + "  "
                var line = lead + BoxRenderer.note(value + unit, behind: DisplayWidth.of(lead), width)
                while line.hasSuffix(" ") { line.removeLast() }
                text += (index == 0 ? emphasis(line) : line) + "\n"
            }
            return text
        }
    }
}

extension OutputFormat {
    /// One figure a line.
    public static let vertical = OutputFormat(
        "vertical",
        say(en: "one figure a line, for plans with many figures", zh: "每行一个数值，适合指标较多的方案"),
        .tables { VerticalRenderer.render($0, width: $1, emphasis: $2, isCancelled: $3) })
}
