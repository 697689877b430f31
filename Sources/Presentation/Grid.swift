import Text

/// The texts of a table, column by column.
struct Grid {
    private(set) var columns: [Table.Column]
    /// The lines of each unit.
    private var units: [[String]]
    /// The text of each cell, row by row.
    private var cells: [[String]]
    /// The columns whose texts go on in further lines, and the lines of each row.
    private var wrapped: [Int: [[String]]] = [:]
    private(set) var widths: [Int]
    /// Whether it was told to stop, after which nothing in it counts.
    private(set) var isStopped = false
    private let isCancelled: () -> Bool

    /// Rows between two questions.
    private static let stride = 64

    init(_ table: Table, isCancelled: @escaping () -> Bool) {
        self.isCancelled = isCancelled
        columns = table.columns
        units = columns.map { $0.unit.isEmpty ? [] : [$0.unit] }
        cells = []
        cells.reserveCapacity(table.rows.count)
        widths = []
        for (number, row) in table.rows.enumerated() {
            if stops(number) { return }
            cells.append(zip(row, table.columns).map { table.display($0, $1) })
        }
        measure()
    }

    /// Asks now and then whether to stop.
    private mutating func stops(_ number: Int) -> Bool {
        if number % Self.stride == Self.stride - 1, !isStopped, isCancelled() {
            isStopped = true
            Table.release(cells)
        }
        return isStopped
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
        for row in cells.indices {
            if stops(row) { return }
            cells[row].remove(at: index)
        }
        wrapped[index] = nil
        let behind = wrapped.filter { $0.key > index }
        for column in behind.keys { wrapped[column] = nil }
        for (column, lines) in behind { wrapped[column - 1] = lines }
    }

    /// Breaks units between words, where that makes a column narrower.
    mutating func breakUnits(to most: Int) {
        for index in columns.indices {
            let room = max(most, DisplayWidth.of(columns[index].heading), textWidth(index))
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

    /// Lets long texts go on in further lines, in the columns that may, the last first, as far as that makes the table fit.
    mutating func wrap(to limit: Int) {
        for index in columns.indices.reversed() where columns[index].wraps && width > limit && !isStopped {
            let room = max(Self.leastText, widths[index] - (width - limit))
            var lines: [[String]] = []
            for row in cells.indices {
                if stops(row) { return }
                lines.append(Self.lines(cells[row][index], room))
            }
            wrapped[index] = lines
            measure()
        }
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
            let head = ([columns[index].heading] + units[index]).map(DisplayWidth.of).max() ?? 0
            return max(head, textWidth(index))
        }
    }

    /// The width of the widest cell of a column.
    private mutating func textWidth(_ index: Int) -> Int {
        var widest = 0
        for row in cells.indices {
            if stops(row) { return 0 }
            if let lines = wrapped[index] {
                for line in lines[row] { widest = max(widest, DisplayWidth.of(line)) }
            } else {
                widest = max(widest, DisplayWidth.of(cells[row][index]))
            }
        }
        return widest
    }

    /// Some of the columns as text.
    mutating func block(_ shown: [Int], _ emphasis: (String) -> String) -> String {
        let (widths, columns) = (widths, columns)
        func line(_ text: (Int) -> String) -> String {
            let padded = shown.map { DisplayWidth.pad(text($0), to: widths[$0], columns[$0].alignment) }
            var joined = " " + padded.joined(separator: "  ")
            while joined.hasSuffix(" ") { joined.removeLast() }
            return joined
        }
        let units = units
        var text = emphasis(line { columns[$0].heading }) + "\n"
        for number in 0..<(shown.map { units[$0].count }.max() ?? 0) {
            text += emphasis(line { units[$0].indices.contains(number) ? units[$0][number] : "" }) + "\n"
        }
        for (row, cells) in cells.enumerated() {
            if stops(row) { return "" }
            let height = shown.compactMap { wrapped[$0]?[row].count }.max() ?? 1
            for number in 0..<max(1, height) {
                text +=
                    line { index in
                        guard let lines = wrapped[index]?[row] else { return number == 0 ? cells[index] : "" }
                        return lines.indices.contains(number) ? lines[number] : ""
                    } + "\n"
            }
        }
        return text
    }
}
