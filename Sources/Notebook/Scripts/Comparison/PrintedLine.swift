import Text

/// A line of output: its figures, and its cells where it is one of a table.
struct PrintedLine: Sendable {
    /// A cell of a table.
    struct Cell: Sendable, Equatable {
        let text: String
        /// The columns of the screen that it takes, or its place among the fields of CSV.
        let columns: Range<Int>
        /// The characters of the line.
        let characters: Range<Int>
        /// Whether it is one figure and nothing else.
        let isFigure: Bool
    }

    let text: String
    let characters: [Character]
    let figures: [PrintedFigure]
    let cells: [Cell]
    let isCSV: Bool
    /// The line with a mark for each figure: two lines with the same one say the same of other figures.
    let skeleton: String

    /// Whether it may be one of a table.
    var isOfTable: Bool { cells.count > 1 && (isCSV || characters.first == " ") }
    /// Whether one of its cells is a figure, as in each row, but in no headings.
    var hasFigureCell: Bool { cells.contains(where: \.isFigure) }

    init(_ text: String) {
        self.text = text
        let characters = Array(text)
        isCSV = characters.first != " " && Self.commas(in: characters) >= 2
        figures = PrintedFigure.all(in: characters, groups: !isCSV)
        cells = Self.cells(of: characters, figures, isCSV: isCSV)
        skeleton = Self.skeleton(of: characters, figures)
        self.characters = characters
    }

    /// Lines of a text.
    static func all(in text: String) -> [PrintedLine] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { PrintedLine(String($0)) }
        if lines.last?.text.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Commas that part fields: in sentences a space follows.
    private static func commas(in line: [Character]) -> Int {
        var count = 0
        for (index, character) in line.enumerated() where character == "," {
            if line.indices.contains(index + 1), line[index + 1] == " " { return 0 }
            count += 1
        }
        return count
    }

    /// Cells of aligned columns are parted by two spaces or more, those of CSV by commas.
    private static func cells(of line: [Character], _ figures: [PrintedFigure], isCSV: Bool) -> [Cell] {
        var cells: [Cell] = []
        var start = 0
        var column = 0
        func add(_ end: Int) {
            var (low, high) = (start, end)
            while low < high, line[low] == " " { low += 1 }
            while low < high, line[high - 1] == " " { high -= 1 }
            guard low < high || isCSV else { return }
            let text = String(line[low..<high])
            let before = isCSV ? cells.count : column + DisplayWidth.of(String(line[start..<low]))
            let width = isCSV ? 1 : DisplayWidth.of(text)
            cells.append(
                Cell(
                    text: text, columns: before..<before + width, characters: low..<high,
                    isFigure: figures.contains { $0.range == low..<high }))
        }
        var isQuoted = false
        var index = 0
        while index < line.count {
            if line[index] == "\"" { isQuoted.toggle() }
            let isGap = line[index] == " " && index + 1 < line.count && line[index + 1] == " "
            if isCSV ? line[index] == "," && !isQuoted : isGap {
                add(index)
                let next = isCSV ? index + 1 : line[index...].firstIndex { $0 != " " } ?? line.count
                column += DisplayWidth.of(String(line[start..<next]))
                start = next
                index = next
            } else {
                index += 1
            }
        }
        add(line.count)
        return cells
    }

    private static func skeleton(of line: [Character], _ figures: [PrintedFigure]) -> String {
        var words = ""
        var start = 0
        for figure in figures {
            words += String(line[start..<figure.range.lowerBound]) + "\u{1}" + figure.dimension.rawValue
            start = figure.range.upperBound
        }
        words += String(line[start...])
        return words.split(separator: " ").joined(separator: " ")
    }
}
