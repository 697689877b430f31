/// Dots in characters: eight in each of braille, or one in each of ASCII.
struct DotCanvas {
    /// Dots of a character across and downward.
    let dots: (across: Int, down: Int)
    /// Columns and rows of characters.
    let size: (columns: Int, rows: Int)
    private let isASCII: Bool
    private var cells: [UInt8]
    /// What is drawn now, and what was drawn last in each character; nil where nothing was.
    var pen: Int?
    private var pens: [Int?]
    /// Signs that stand in the place of dots, or behind them where these are empty.
    private var signs: [Int: Character] = [:]
    private var backdrop: [Int: Character] = [:]

    init(columns: Int, rows: Int, isASCII: Bool) {
        size = (columns, rows)
        self.isASCII = isASCII
        dots = isASCII ? (1, 1) : (2, 4)
        cells = Array(repeating: 0, count: columns * rows)
        pens = Array(repeating: nil, count: columns * rows)
    }

    /// The dots of both sides.
    var width: Int { size.columns * dots.across }
    /// The dots of both ends.
    var height: Int { size.rows * dots.down }

    /// The column and the row of dots of a place, from 0 to 1 across and upward.
    func dot(_ x: Double, _ y: Double) -> (Int, Int) {
        let column = Int((x * Double(width - 1)).rounded())
        let row = Int(((1 - y) * Double(height - 1)).rounded())
        return (min(max(0, column), width - 1), min(max(0, row), height - 1))
    }

    /// Sets a dot.
    mutating func set(_ column: Int, _ row: Int) {
        // The bits of a braille pattern: down the left side, down the right side, then the lowest two (Unicode 16, chapter 21).
        let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
        let place = row / dots.down * size.columns + column / dots.across
        cells[place] |= isASCII ? 1 : bits[column % 2][row % 4]
        pens[place] = pen
    }

    /// Joins two dots.
    mutating func join(_ from: (Int, Int), _ to: (Int, Int)) {
        let steps = max(abs(to.0 - from.0), abs(to.1 - from.1), 1)
        for step in 0...steps {
            let share = Double(step) / Double(steps)
            set(
                from.0 + Int((share * Double(to.0 - from.0)).rounded()),
                from.1 + Int((share * Double(to.1 - from.1)).rounded()))
        }
    }

    /// Puts a sign in the place of the dots round one.
    mutating func put(_ sign: Character, at dot: (Int, Int)) {
        let place = dot.1 / dots.down * size.columns + dot.0 / dots.across
        signs[place] = sign
        pens[place] = pen
    }

    /// Draws a line of signs behind the dots, along a row or a column.
    mutating func rule(_ sign: Character, at dot: (Int, Int), isUpright: Bool) {
        let (column, row) = (dot.0 / dots.across, dot.1 / dots.down)
        for place in 0..<(isUpright ? size.rows : size.columns) {
            backdrop[isUpright ? place * size.columns + column : row * size.columns + place] = sign
        }
    }

    /// The text of a row of characters, in which what one pen drew is painted.
    func line(_ row: Int, _ paint: PlotPaint = { $1 }) -> String {
        var text = ""
        var run = (pen: Int?.none, text: "")
        func painted() -> String { run.pen.map { paint($0, run.text) } ?? run.text }
        for place in row * size.columns..<(row + 1) * size.columns {
            let isDrawn = signs[place] != nil || cells[place] != 0
            let pen = isDrawn ? pens[place] : nil
            if pen != run.pen {
                text += painted()
                run = (pen, "")
            }
            run.text.append(character(place))
        }
        return text + painted()
    }

    private func character(_ place: Int) -> Character {
        if let sign = signs[place] { return sign }
        guard cells[place] != 0 else { return backdrop[place] ?? " " }
        return isASCII ? "*" : Character(Unicode.Scalar(0x2800 + UInt32(cells[place])) ?? "*")
    }
}
