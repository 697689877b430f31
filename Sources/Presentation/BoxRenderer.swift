import Text

/// Aligned columns for a terminal: headings, units below them, and as little else as possible.
enum BoxRenderer {
    static func render(_ table: Table, emphasis: (String) -> String) -> String {
        table.isRecord ? record(table) : grid(table, emphasis)
    }

    private static func grid(_ table: Table, _ emphasis: (String) -> String) -> String {
        let cells = table.rows.map { row in zip(row, table.columns).map { table.display($0, $1) } }
        let widths = table.columns.enumerated().map { index, column in
            ([column.heading, column.unit] + cells.map { $0[index] }).map(DisplayWidth.of).max() ?? 0
        }
        func line(_ texts: [String]) -> String {
            let padded = texts.enumerated().map { index, text in
                DisplayWidth.pad(text, to: widths[index], table.columns[index].alignment)
            }
            var joined = " " + padded.joined(separator: "  ")
            while joined.hasSuffix(" ") { joined.removeLast() }
            return joined
        }
        var lines = [emphasis(line(table.columns.map(\.heading)))]
        if table.columns.contains(where: { !$0.unit.isEmpty }) {
            lines.append(emphasis(line(table.columns.map(\.unit))))
        }
        lines += cells.map(line)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func record(_ table: Table) -> String {
        let keyWidth = table.columns.map { DisplayWidth.of($0.key) }.max() ?? 0
        var text = ""
        for row in table.rows {
            let values = zip(row, table.columns).map { cell, column in
                let value = table.display(cell, column)
                return column.dataUnit.isEmpty ? value : value + " " + column.dataUnit
            }
            let hasNotes = table.columns.contains { !$0.note.isEmpty }
            let valueWidth = hasNotes ? min(40, values.map(DisplayWidth.of).max() ?? 0) : 0
            for (value, column) in zip(values, table.columns) {
                var line = " " + DisplayWidth.pad(column.key, to: keyWidth, .left) + "  "
                line += DisplayWidth.pad(value, to: column.note.isEmpty ? 0 : valueWidth, .left)
                if !column.note.isEmpty { line += "  " + column.note }
                text += line + "\n"
            }
        }
        return text
    }
}
