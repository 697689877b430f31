import Text

/// Aligned columns for a terminal: headings, units below them, and as little else as possible.
enum BoxRenderer {
    static func render(_ table: Table, width: Int?, emphasis: (String) -> String) -> String {
        guard !table.isRecord else { return record(table, width) }
        let cells = table.rows.map { row in zip(row, table.columns).map { table.display($0, $1) } }
        let widths = table.columns.enumerated().map { index, column in
            ([column.heading, column.unit] + cells.map { $0[index] }).map(DisplayWidth.of).max() ?? 0
        }
        return blocks(widths, in: width).map { block($0, widths, cells, table, emphasis) }.joined(separator: "\n")
    }

    /// The columns of each block: all in one where they fit, else as many as do, each block with the first column.
    private static func blocks(_ widths: [Int], in width: Int?) -> [[Int]] {
        guard let width, widths.reduce(1, { $0 + $1 + 2 }) - 2 > width, widths.count > 2 else {
            return [Array(widths.indices)]
        }
        var blocks: [[Int]] = []
        var current = [0]
        var used = 1 + widths[0]
        for index in widths.indices.dropFirst() {
            if used + 2 + widths[index] > width, current.count > 1 {
                blocks.append(current)
                current = [0]
                used = 1 + widths[0]
            }
            current.append(index)
            used += 2 + widths[index]
        }
        return blocks + [current]
    }

    private static func block(
        _ columns: [Int], _ widths: [Int], _ cells: [[String]], _ table: Table, _ emphasis: (String) -> String
    ) -> String {
        func line(_ text: (Int) -> String) -> String {
            let padded = columns.map { DisplayWidth.pad(text($0), to: widths[$0], table.columns[$0].alignment) }
            var joined = " " + padded.joined(separator: "  ")
            while joined.hasSuffix(" ") { joined.removeLast() }
            return joined
        }
        var lines = [emphasis(line { table.columns[$0].heading })]
        if columns.contains(where: { !table.columns[$0].unit.isEmpty }) {
            lines.append(emphasis(line { table.columns[$0].unit }))
        }
        lines += cells.map { row in line { row[$0] } }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func record(_ table: Table, _ width: Int?) -> String {
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
                if !column.note.isEmpty { line += "  " + note(column.note, behind: DisplayWidth.of(line) + 2, width) }
                text += line + "\n"
            }
        }
        return text
    }

    /// A note in its column; as it is where nothing says how wide the screen is, or where too little is left.
    private static func note(_ text: String, behind start: Int, _ width: Int?) -> String {
        guard let width, width - start >= 24 else { return text }
        let lines = LineWrap.wrap(text, to: width - start).split(separator: "\n").map { $0.drop { $0 == " " } }
        return lines.joined(separator: "\n" + String(repeating: " ", count: start))
    }
}
