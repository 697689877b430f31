import Text
import Units

/// Aligned columns for a terminal: headings, units below them, and as little else as possible.
enum BoxRenderer {
    /// Columns of a screen that nothing is known of: what is recorded or piped has this width.
    static let width = 100
    /// A unit that makes a table too wide is broken to this width, or to that of its column.
    private static let unitWidth = 12

    static func render(
        _ table: Table, width: Int?, emphasis: (String) -> String, isCancelled: () -> Bool
    ) -> String? {
        guard !table.isRecord else { return record(table, width) }
        return withoutActuallyEscaping(isCancelled) { isCancelled in
            var grid = Grid(table, isCancelled: isCancelled)
            return text(table, &grid, width, emphasis)
        }
    }

    /// The table as a grid has it; nil if that was told to stop.
    private static func text(
        _ table: Table, _ grid: inout Grid, _ width: Int?, _ emphasis: (String) -> String
    ) -> String? {
        let gives = table.columns.contains { $0.importance != nil || $0.wraps }
        // Without a screen only tables that can give way are held to a width.
        let limit = width ?? (gives && !table.keepsWidth ? Self.width : nil)
        // Units are broken before columns stand apart, and also where nothing holds the table to a width.
        if grid.width > limit ?? (table.keepsWidth ? .max : Self.width) {
            grid.breakUnits(to: unitWidth)
            if let limit { grid.wrap(to: limit) }
        }
        var left: [String] = []
        while let limit, !grid.isStopped, grid.width > limit, let index = grid.leastImportant {
            let column = grid.columns[index]
            if table.more.isEmpty || !column.isOwn { left.insert(column.key, at: 0) }
            grid.remove(index)
        }
        var text = table.title.isEmpty ? "" : LineWrap.wrap(table.title, to: limit) + "\n"
        guard !grid.isStopped else { return nil }
        for (number, block) in blocks(grid, in: table.isWhole ? nil : limit).enumerated() {
            text += (number == 0 ? "" : "\n") + grid.block(block, emphasis)
        }
        guard !grid.isStopped else { return nil }
        if !left.isEmpty {
            let command = table.more.isEmpty ? "format vertical" : "\(table.more) NAME ..."
            text += LineWrap.wrap(PresentationWords.also(left, shownBy: command), to: limit) + "\n"
        }
        return text
    }

    /// The columns of each block: all in one where they fit, else as many as do, each block with those that name a row.
    ///
    /// A row is named by its first column, and by the second where both are words: a block and its operator.
    private static func blocks(_ grid: Grid, in width: Int?) -> [[Int]] {
        let widths = grid.widths
        guard let width, grid.width > width, widths.count > 2 else { return [Array(widths.indices)] }
        let areWords = grid.columns.prefix(2).allSatisfy { $0.alignment == .left && !$0.wraps }
        let keys = Array(0..<(areWords && widths.count > 3 ? 2 : 1))
        let start = keys.reduce(-1) { $0 + widths[$1] + 2 }
        var blocks: [[Int]] = []
        var (current, used) = (keys, start)
        for index in widths.indices.dropFirst(keys.count) {
            if used + 2 + widths[index] > width, current.count > keys.count {
                blocks.append(current)
                (current, used) = (keys, start)
            }
            current.append(index)
            used += 2 + widths[index]
        }
        return blocks + [current]
    }

    static func record(_ table: Table, _ width: Int?) -> String {
        let keyWidth = table.columns.map { DisplayWidth.of($0.key) }.max() ?? 0
        var text = ""
        for row in table.rows {
            let values = zip(row, table.columns).map { cell, column in
                let value = table.display(cell, column)
                return column.wholeUnit.isEmpty ? value : value + " " + column.wholeUnit
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
    static func note(_ text: String, behind start: Int, _ width: Int?) -> String {
        guard let width, width - start >= 24 else { return text }
        let lines = LineWrap.wrap(text, to: width - start).split(separator: "\n").map { $0.drop { $0 == " " } }
        return lines.joined(separator: "\n" + String(repeating: " ", count: start))
    }
}

extension OutputFormat {
    /// Aligned columns.
    public static let box = OutputFormat(
        "box",
        say(
            en: "aligned columns for a screen of \(BoxRenderer.width) columns",
            zh: "对齐的列，适合 \(BoxRenderer.width) 列宽的屏幕"),
        .tables { BoxRenderer.render($0, width: $1, emphasis: $2, isCancelled: $3) })
}
