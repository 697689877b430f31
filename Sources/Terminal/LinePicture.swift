import Text

/// What a terminal shows while a line is edited: the prompt, the line, and rows below it.
struct LinePicture: Equatable {
    /// A character, or what stands for it, that is never cut by the edge.
    struct Cell: Equatable {
        var text: String
        var columns: Int
        /// The sequences that turn its colours on.
        var ink = ""
        /// Whether terminals do not agree on its columns.
        var isUncertain = false
    }

    /// A row of the screen.
    struct Row: Equatable {
        var cells: [Cell] = []
        var columns = 0
        /// Whether the next row goes on where this one is full.
        var wraps = false
    }

    /// A place on the screen, from 0.
    struct Place: Equatable {
        var row = 0
        var column = 0
    }

    /// The rows, from the one where the prompt begins.
    private(set) var rows = [Row()]
    /// Where the cursor stands.
    private(set) var cursor = Place()
    /// The columns of the screen.
    private let columns: Int

    /// Begins with a prompt; the cursor stands behind it.
    init(prompt: StyledText, columns: Int) {
        self.columns = max(columns, 2)
        for (character, ink) in prompt.pieces { put(character, ink) }
        cursor = place
    }

    /// Adds characters of the line.
    ///
    /// - Parameters:
    ///   - line: the line, whose newlines begin new rows.
    ///   - cursor: the scalars in front of the cursor; nil where it stays.
    ///   - ink: the colours of a character, by its number.
    mutating func add(_ line: String, cursor: Int? = nil, ink: (Int) -> String = { _ in "" }) {
        var scalars = 0
        var mark: Place?
        for (index, character) in line.enumerated() {
            let count = character.unicodeScalars.count
            let isHere = cursor.map { $0 >= scalars && $0 < scalars + count } ?? false
            if isHere, character.isNewline { mark = openPlace() }
            let start = put(character, ink(index))
            if isHere, mark == nil { mark = start }
            scalars += count
        }
        guard cursor != nil else { return }
        self.cursor = mark ?? openPlace()
    }

    /// Adds a row below, cut to the width; nothing where the screen has no room for it.
    mutating func addRow(_ text: StyledText, height: Int) {
        guard rows.count < height else { return }
        let room = columns - 1
        let isCut = DisplayWidth.of(String(text.pieces.map(\.character))) > room
        rows.append(Row())
        for (character, ink) in text.pieces {
            let width = DisplayWidth.of(character)
            if isCut, rows[rows.count - 1].columns + width > room - 3 {
                for _ in 0..<min(3, room) { append(Cell(text: ".", columns: 1, ink: ink)) }
                break
            }
            append(
                Cell(
                    text: String(character), columns: width, ink: ink, isUncertain: DisplayWidth.isUncertain(character))
            )
        }
    }

    /// The place behind the last character.
    private var place: Place { Place(row: rows.count - 1, column: rows[rows.count - 1].columns) }

    /// The same, on a new row where the last one is full.
    private mutating func openPlace() -> Place {
        if rows[rows.count - 1].columns >= columns { wrap() }
        return place
    }

    /// Draws a character and returns where it begins.
    @discardableResult
    private mutating func put(_ character: Character, _ ink: String) -> Place {
        if character.isNewline {
            let start = place
            rows.append(Row())
            return start
        }
        if character == "\t" {
            let start = openPlace()
            let width = min(8 - start.column % 8, columns - start.column)
            append(Cell(text: String(repeating: " ", count: width), columns: width, ink: ink))
            return start
        }
        var start: Place?
        for cell in Self.cells(of: character, ink) {
            let before = put(cell)
            start = start ?? before
        }
        return start ?? place
    }

    private mutating func put(_ cell: Cell) -> Place {
        let last = rows.count - 1
        // What takes no columns belongs to the character before it.
        if cell.columns == 0, let end = rows[last].cells.indices.last {
            rows[last].cells[end].text += cell.text
            rows[last].cells[end].isUncertain = true
            return place
        }
        if rows[last].columns + cell.columns > columns {
            // Not every terminal moves a wide character on that has no room.
            while rows[last].columns < columns { append(Cell(text: " ", columns: 1)) }
            wrap()
        }
        let start = place
        append(cell)
        return start
    }

    private mutating func wrap() {
        rows[rows.count - 1].wraps = true
        rows.append(Row())
    }

    private mutating func append(_ cell: Cell) {
        rows[rows.count - 1].cells.append(cell)
        rows[rows.count - 1].columns += cell.columns
    }

    /// A character as it is drawn; one that the terminal would obey is drawn in letters.
    private static func cells(of character: Character, _ ink: String) -> [Cell] {
        guard let scalar = character.unicodeScalars.first(where: Printable.isControl) else {
            let width = DisplayWidth.of(character)
            return [
                Cell(
                    text: String(character), columns: width, ink: ink,
                    isUncertain: DisplayWidth.isUncertain(character))
            ]
        }
        let caret = Unicode.Scalar(scalar.value ^ 0x40).map(String.init) ?? "?"
        let letters = scalar.value < 0x80 ? "^" + caret : Printable.escape(scalar)
        return letters.map { Cell(text: String($0), columns: 1, ink: ink) }
    }
}
