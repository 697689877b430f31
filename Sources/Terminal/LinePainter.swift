/// Brings pictures to a terminal, writing only what changed since the last one.
///
/// Rows are written as the terminal would wrap them, and each change moves to its column first, so that nothing rests on
/// how a terminal counts what stands in front of it.
struct LinePainter {
    /// The rows on the screen, from the one where the prompt begins.
    private var shown: [LinePicture.Row] = []
    private var pen = LinePicture.Place()
    /// The columns of the screen.
    private var columns = 80
    /// The first row of the picture that the screen has room for.
    private var top = 0
    private var ink = ""
    private var output = ""

    /// Takes what is on the screen for no more than a cursor at the beginning of a row.
    mutating func forget() { self = LinePainter() }

    /// The sequence that brings a picture to the screen.
    mutating func paint(_ picture: LinePicture, columns: Int, height: Int) -> String {
        self.columns = columns
        output = ""
        // Of a picture taller than the screen the rows about the cursor are shown.
        let height = max(height, 1)
        top = max(min(top, picture.rows.count - height, picture.cursor.row), picture.cursor.row - height + 1, 0)
        let rows = picture.rows[top..<min(top + height, picture.rows.count)]
        for (index, row) in rows.enumerated() { bring(row, to: index) }
        if shown.count > rows.count {
            move(to: LinePicture.Place(row: rows.count))
            use("")
            output += "\u{1B}[J"
            shown.removeLast(shown.count - rows.count)
        }
        use("")
        move(to: LinePicture.Place(row: picture.cursor.row - top, column: picture.cursor.column))
        return output
    }

    /// The sequence that moves to the beginning of the row below all that is shown, behind a short text; where the last
    /// row is empty already that is the one.
    mutating func end(saying text: String = "") -> String {
        output = ""
        let last = max(shown.count - 1, 0)
        let column = shown.last?.columns ?? 0
        move(to: LinePicture.Place(row: last, column: column))
        output += text
        if text != "" || column > 0 || last == 0 { output += "\r\n" }
        let sequence = output
        forget()
        return sequence
    }

    /// The sequence that takes all off the screen, of which `rows` stand above the cursor's.
    mutating func erase(rowsAbove rows: Int? = nil) -> String {
        let up = rows ?? pen.row
        forget()
        return (up > 0 ? "\u{1B}[\(up)A" : "") + "\r\u{1B}[J"
    }

    // MARK: - Rows

    private mutating func bring(_ row: LinePicture.Row, to index: Int) {
        var same = 0
        var needsErasing = true
        if index < shown.count {
            let old = shown[index]
            same = zip(old.cells, row.cells).prefix { $0 == $1 }.count
            shown[index] = row
            needsErasing = old.columns > row.columns
            guard same < max(old.cells.count, row.cells.count) else { return }
            let column = row.cells[..<same].reduce(0) { $0 + $1.columns }
            // A row that goes on from a full one is reached as the terminal wraps.
            if !(same == 0 && isWrapping(into: index)) {
                move(to: LinePicture.Place(row: index, column: column))
            }
        } else {
            shown.append(row)
            if index > 0 { open(index, isEmpty: row.cells.isEmpty) }
        }
        for cell in row.cells[same...] { write(cell) }
        guard needsErasing, row.columns < columns else { return }
        if row.cells.isEmpty { move(to: LinePicture.Place(row: index)) }
        use("")
        output += "\u{1B}[K"
    }

    /// Whether the next character that is written stands at the beginning of a row.
    private func isWrapping(into index: Int) -> Bool {
        pen.row == index - 1 && pen.column >= columns && shown[index - 1].wraps
    }

    /// Makes a row below those on the screen.
    private mutating func open(_ index: Int, isEmpty: Bool) {
        if isWrapping(into: index) {
            guard isEmpty else { return }
            use("")
            output += " \r"
        } else {
            move(to: LinePicture.Place(row: index - 1, column: pen.row == index - 1 ? pen.column : 0))
            output += "\r\n"
        }
        pen = LinePicture.Place(row: index)
    }

    private mutating func write(_ cell: LinePicture.Cell) {
        use(cell.ink)
        output += cell.text
        if pen.column >= columns { pen = LinePicture.Place(row: pen.row + 1) }
        pen.column += cell.columns
        if cell.isUncertain, pen.column < columns { output += "\u{1B}[\(pen.column + 1)G" }
    }

    // MARK: - Moves

    private mutating func use(_ ink: String) {
        guard ink != self.ink else { return }
        output += (self.ink.isEmpty ? "" : "\u{1B}[0m") + ink
        self.ink = ink
    }

    /// Moves among the rows that are on the screen.
    private mutating func move(to place: LinePicture.Place) {
        guard place != pen else { return }
        let down = place.row - pen.row
        // Behind the last column terminals differ in where the cursor is.
        if pen.column >= columns || (place.column == 0 && pen.column > 0) {
            output += "\r"
            pen.column = 0
        }
        if down > 0 { output += "\u{1B}[\(down)B" }
        if down < 0 { output += "\u{1B}[\(-down)A" }
        let right = place.column - pen.column
        if right > 0 { output += "\u{1B}[\(right)C" }
        if right < 0 { output += "\u{1B}[\(-right)D" }
        pen = place
    }
}
