/// A small terminal: what a person would see after the bytes that a program printed.
package struct ScreenModel {
    package private(set) var columns: Int
    package private(set) var rows: Int
    /// One cell a column; the second column of a wide character holds an empty string.
    private var cells: [[String]]
    /// The attributes of each cell, by the numbers that turn them on.
    private var marks: [[Set<Int>]]
    private var attributes: Set<Int> = []
    package private(set) var cursor = (row: 0, column: 0)
    /// All that was printed, without the sequences that move or colour.
    package private(set) var transcript = ""
    /// Whether the program asked for marks around what is pasted.
    package private(set) var marksPastes = false
    /// How often the bell rang.
    package private(set) var bells = 0
    private var state = State.text
    private var parameters = ""
    private var pending: [UInt8] = []
    /// A terminal wraps only when a character follows the one in the last column.
    private var wrapsNext = false

    private enum State { case text, escape, sequence }

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
        marks = Array(repeating: Array(repeating: [], count: columns), count: rows)
    }

    /// The rows without the blanks at their ends.
    package var lines: [String] {
        cells.map { row in
            var text = row.joined()
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    /// The rows without what is dim: ghost text, hints, and what a list of candidates says of them.
    package var plainLines: [String] {
        zip(cells, marks).map { cells, marks in
            var text = zip(cells, marks).map { $1.contains(2) ? String(repeating: " ", count: $0.count) : $0 }.joined()
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    /// The characters that have an attribute, by the number that turns it on: 2 for dim, 31 for red.
    package func text(having attribute: Int) -> String {
        zip(cells, marks).map { cells, marks in
            zip(cells, marks).map { $1.contains(attribute) ? $0 : "" }.joined()
        }
        .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// The rows down to the last that is not blank.
    package var text: String {
        var lines = lines
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    /// Changes the size as a terminal does that does not wrap its contents anew.
    package mutating func resize(columns: Int, rows: Int) {
        let blank = Array(repeating: " ", count: columns)
        cells = (0..<rows).map { row in
            row < self.rows ? Array((cells[row] + blank).prefix(columns)) : blank
        }
        let plain = Array(repeating: Set<Int>(), count: columns)
        marks = (0..<rows).map { row in
            row < self.rows ? Array((marks[row] + plain).prefix(columns)) : plain
        }
        (self.columns, self.rows) = (columns, rows)
        cursor = (min(cursor.row, rows - 1), min(cursor.column, columns - 1))
        wrapsNext = false
    }

    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        pending += bytes
        // A character cut in two by the read waits for its rest.
        var end = pending.count
        while end > 0, pending.count - end < 3, pending[end - 1] & 0xC0 == 0x80 { end -= 1 }
        if end > 0, pending[end - 1] >= 0xC0 {
            let length = (~pending[end - 1]).leadingZeroBitCount
            end = pending.count - (end - 1) < length ? end - 1 : pending.count
        } else {
            end = pending.count
        }
        let complete = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeFirst(end)
        for scalar in complete.unicodeScalars { feed(scalar) }
    }

    private mutating func feed(_ scalar: Unicode.Scalar) {
        switch state {
        case .escape:
            state = scalar == "[" ? .sequence : .text
            parameters = ""
        case .sequence:
            if (0x40...0x7E).contains(scalar.value) {
                state = .text
                perform(scalar)
            } else {
                parameters.unicodeScalars.append(scalar)
            }
        case .text:
            put(scalar)
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\u{1B}": state = .escape
        case "\r":
            cursor.column = 0
            wrapsNext = false
        case "\n":
            transcript += "\n"
            lineFeed()
        case "\u{8}":
            cursor.column = max(cursor.column - 1, 0)
            wrapsNext = false
        case "\t": cursor.column = min(cursor.column / 8 * 8 + 8, columns - 1)
        case "\u{7}": bells += 1
        case "\u{0}"..."\u{1F}": break
        default:
            transcript.unicodeScalars.append(scalar)
            print(scalar)
        }
    }

    private mutating func print(_ scalar: Unicode.Scalar) {
        if [.nonspacingMark, .format].contains(scalar.properties.generalCategory) {
            joinToLast(scalar)
            return
        }
        let isWide =
            (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xFFDC).contains(scalar.value)
            || scalar.value >= 0x1F300
        let width = isWide && scalar.value != 0xFFFD ? 2 : 1
        if wrapsNext || cursor.column + width > columns {
            cursor.column = 0
            lineFeed()
        }
        for column in cursor.column..<cursor.column + width { split(at: column) }
        set(String(scalar), at: cursor.column)
        if width == 2 { set("", at: cursor.column + 1) }
        cursor.column += width
        wrapsNext = cursor.column >= columns
        if wrapsNext { cursor.column = columns - 1 }
    }

    private mutating func set(_ text: String, at column: Int) {
        cells[cursor.row][column] = text
        marks[cursor.row][column] = attributes
    }

    /// What takes no columns is drawn over the character before it.
    private mutating func joinToLast(_ scalar: Unicode.Scalar) {
        var column = wrapsNext ? cursor.column : cursor.column - 1
        if column > 0, cells[cursor.row][column].isEmpty { column -= 1 }
        if column >= 0 { cells[cursor.row][column].unicodeScalars.append(scalar) }
    }

    /// A wide character of which one column is overwritten loses the other.
    private mutating func split(at column: Int) {
        if cells[cursor.row][column].isEmpty, column > 0 { cells[cursor.row][column - 1] = " " }
        if column + 1 < columns, cells[cursor.row][column + 1].isEmpty { cells[cursor.row][column + 1] = " " }
    }

    private mutating func lineFeed() {
        wrapsNext = false
        if cursor.row + 1 < rows {
            cursor.row += 1
        } else {
            cells.removeFirst()
            cells.append(Array(repeating: " ", count: columns))
            marks.removeFirst()
            marks.append(Array(repeating: [], count: columns))
        }
    }

    private mutating func perform(_ command: Unicode.Scalar) {
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        let first = numbers.first.flatMap { $0 }
        let count = max(first ?? 1, 1)
        if command != "m" { wrapsNext = false }
        switch command {
        case "A": cursor.row = max(cursor.row - count, 0)
        case "B": cursor.row = min(cursor.row + count, rows - 1)
        case "C": cursor.column = min(cursor.column + count, columns - 1)
        case "D": cursor.column = max(cursor.column - count, 0)
        case "G": cursor.column = min(count, columns) - 1
        case "H":
            let second = numbers.count > 1 ? numbers[1] ?? 1 : 1
            cursor = (min(count, rows) - 1, min(max(second, 1), columns) - 1)
        case "J": erase(whole: first == 2)
        case "K":
            split(at: cursor.column)
            blank(row: cursor.row, from: cursor.column)
        case "m": dress(numbers.map { $0 ?? 0 })
        case "P":
            let row = cells[cursor.row]
            let kept = row[..<cursor.column] + row[min(cursor.column + count, columns)...]
            cells[cursor.row] = Array((kept + Array(repeating: " ", count: count)).prefix(columns))
        case "@":
            let row = cells[cursor.row]
            let blanks = Array(repeating: " ", count: count)
            cells[cursor.row] = Array((row[..<cursor.column] + blanks + row[cursor.column...]).prefix(columns))
        case "h" where parameters == "?2004": marksPastes = true
        case "l" where parameters == "?2004": marksPastes = false
        default: break
        }
    }

    private mutating func erase(whole: Bool) {
        if whole {
            for row in 0..<rows { blank(row: row, from: 0) }
        } else {
            blank(row: cursor.row, from: cursor.column)
            for row in (cursor.row + 1)..<max(rows, cursor.row + 1) { blank(row: row, from: 0) }
        }
    }

    private mutating func blank(row: Int, from column: Int) {
        for index in column..<columns {
            cells[row][index] = " "
            marks[row][index] = []
        }
    }

    private mutating func dress(_ codes: [Int]) {
        for code in codes.isEmpty ? [0] : codes {
            switch code {
            case 0: attributes = []
            case 22: attributes.subtract([1, 2])
            case 39: attributes.subtract(30..<38)
            default: attributes.insert(code)
            }
        }
    }
}
