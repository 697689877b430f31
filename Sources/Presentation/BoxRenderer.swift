import Text

/// Aligned columns for a terminal: headings, units below them, and as little else as possible.
enum BoxRenderer {
    /// Columns of a screen that nothing is known of: what is recorded or piped has this width.
    static let width = 100
    /// A unit that makes a table too wide is broken to this width, or to that of its column.
    private static let unitWidth = 12

    static func render(_ table: Table, width: Int?, emphasis: (String) -> String) -> String {
        guard !table.isRecord else { return record(table, width) }
        var grid = Grid(table)
        let gives = table.columns.contains { $0.importance != nil || $0.wraps }
        // Without a screen only tables that can give way are held to a width.
        let limit = width ?? (gives ? Self.width : nil)
        if let limit, grid.width > limit, gives {
            grid.breakUnits(to: unitWidth)
            grid.wrap(to: limit)
        }
        var left: [String] = []
        while let limit, grid.width > limit, let index = grid.leastImportant {
            left.insert(grid.columns[index].key, at: 0)
            grid.remove(index)
        }
        var text = table.title.isEmpty ? "" : LineWrap.wrap(table.title, to: limit) + "\n"
        text += blocks(grid, in: limit).map { grid.block($0, emphasis) }.joined(separator: "\n")
        if !left.isEmpty {
            let command = table.more.isEmpty ? "format vertical" : "\(table.more) NAME ..."
            text += LineWrap.wrap("also: \(left.joined(separator: ", ")); '\(command)' shows them", to: limit) + "\n"
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
    static func note(_ text: String, behind start: Int, _ width: Int?) -> String {
        guard let width, width - start >= 24 else { return text }
        let lines = LineWrap.wrap(text, to: width - start).split(separator: "\n").map { $0.drop { $0 == " " } }
        return lines.joined(separator: "\n" + String(repeating: " ", count: start))
    }
}

/// The texts of a table, column by column.
private struct Grid {
    private(set) var columns: [Table.Column]
    /// The lines of each unit.
    private var units: [[String]]
    /// The lines of each cell, row by row.
    private var cells: [[[String]]]
    private(set) var widths: [Int]

    init(_ table: Table) {
        columns = table.columns
        units = columns.map { $0.unit.isEmpty ? [] : [$0.unit] }
        cells = table.rows.map { row in zip(row, table.columns).map { [table.display($0, $1)] } }
        widths = []
        measure()
    }

    /// Columns on the screen.
    var width: Int { widths.reduce(1) { $0 + $1 + 2 } - 2 }

    /// The column that gives way first: the last of those of the least importance.
    var leastImportant: Int? {
        columns.indices.filter { columns[$0].importance != nil }.reversed().min {
            (columns[$0].importance ?? 0) < (columns[$1].importance ?? 0)
        }
    }

    mutating func remove(_ index: Int) {
        columns.remove(at: index)
        units.remove(at: index)
        widths.remove(at: index)
        for row in cells.indices { cells[row].remove(at: index) }
    }

    /// Breaks units between words, where that makes a column narrower.
    mutating func breakUnits(to most: Int) {
        for index in columns.indices {
            let others = ([columns[index].heading] + cells.flatMap { $0[index] }).map(DisplayWidth.of)
            let room = max(most, others.max() ?? 0)
            var lines: [String] = []
            for word in columns[index].unit.split(separator: " ").map(String.init) {
                if let last = lines.last, DisplayWidth.of(last + " " + word) <= room {
                    lines[lines.count - 1] = last + " " + word
                } else {
                    lines.append(word)
                }
            }
            units[index] = lines
        }
        measure()
    }

    /// Lets long texts go on in further lines, in the column that may, as far as that makes the table fit.
    mutating func wrap(to limit: Int) {
        guard width > limit, let index = columns.lastIndex(where: \.wraps) else { return }
        let room = max(Self.leastText, widths[index] - (width - limit))
        for row in cells.indices {
            cells[row][index] = cells[row][index].flatMap { Self.lines($0, room) }
        }
        measure()
    }

    /// A text in lines, broken between words, and inside of words that are wider than a line, such as addresses.
    private static func lines(_ text: String, _ room: Int) -> [String] {
        LineWrap.wrap(text, to: room).split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
            number, line -> [String] in
            var lines = [""]
            for character in number == 0 ? line : line.drop(while: { $0 == " " }) {
                let last = lines[lines.count - 1]
                if DisplayWidth.of(last + String(character)) > room {
                    lines.append(String(character))
                } else {
                    lines[lines.count - 1] = last + String(character)
                }
            }
            return lines
        }
    }

    /// Columns that a text gets, however little room there is.
    private static let leastText = 24

    private mutating func measure() {
        widths = columns.indices.map { index in
            ([columns[index].heading] + units[index] + cells.flatMap { $0[index] }).map(DisplayWidth.of).max() ?? 0
        }
    }

    func block(_ shown: [Int], _ emphasis: (String) -> String) -> String {
        func line(_ text: (Int) -> String) -> String {
            let padded = shown.map { DisplayWidth.pad(text($0), to: widths[$0], columns[$0].alignment) }
            var joined = " " + padded.joined(separator: "  ")
            while joined.hasSuffix(" ") { joined.removeLast() }
            return joined
        }
        var lines = [emphasis(line { columns[$0].heading })]
        for number in 0..<(shown.map { units[$0].count }.max() ?? 0) {
            lines.append(emphasis(line { units[$0].indices.contains(number) ? units[$0][number] : "" }))
        }
        for row in cells {
            for number in 0..<max(1, shown.map { row[$0].count }.max() ?? 1) {
                lines.append(line { row[$0].indices.contains(number) ? row[$0][number] : "" })
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
