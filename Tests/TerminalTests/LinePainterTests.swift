import TestSupport
import Testing

@testable import Terminal

/// Pictures of a line, and how they come to a screen.
@Suite struct LinePainterTests {
    private static let prompt = StyledText("\u{1B}[1msextant 算能> \u{1B}[22m")

    private static func picture(
        _ line: String, cursor: Int? = nil, prompt: StyledText = Self.prompt, ghost: String = "", hint: String = "",
        columns: Int, height: Int = 24
    ) -> LinePicture {
        var picture = LinePicture(prompt: prompt, columns: columns)
        picture.add(line, cursor: cursor ?? line.unicodeScalars.count) { $0 % 3 == 0 ? "\u{1B}[32m" : "" }
        picture.add(ghost) { _ in "\u{1B}[2m" }
        if !hint.isEmpty { picture.addRow(StyledText("\u{1B}[2m\(hint)\u{1B}[22m"), height: height) }
        return picture
    }

    private static func rows(_ picture: LinePicture) -> [String] {
        picture.rows.map { row in
            var text = row.cells.map(\.text).joined()
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    private static func plain(_ line: String, cursor: Int? = nil, columns: Int) -> LinePicture {
        picture(line, cursor: cursor, prompt: StyledText("> "), columns: columns)
    }

    // MARK: - Pictures

    @Test func rowsEndWhereTheScreenDoes() {
        #expect(Self.rows(Self.plain("12345678", cursor: 0, columns: 10)) == ["> 12345678"])
        // Behind a full row the cursor stands at the beginning of the next.
        #expect(Self.rows(Self.plain("12345678", columns: 10)) == ["> 12345678", ""])
        #expect(Self.plain("12345678", columns: 10).cursor == LinePicture.Place(row: 1, column: 0))
        // A wide character that has no room in the last column stands in the next row, and so does the cursor on it.
        #expect(Self.rows(Self.plain("1234567中8", columns: 10)) == ["> 1234567", "中8"])
        #expect(Self.plain("1234567中8", cursor: 7, columns: 10).cursor == LinePicture.Place(row: 1, column: 0))
        #expect(Self.plain("123456中", cursor: 6, columns: 10).cursor == LinePicture.Place(row: 0, column: 8))
    }

    @Test func newlinesTabsAndControlsHaveTheirPlace() {
        #expect(Self.rows(Self.plain("a\nb", columns: 10)) == ["> a", "b"])
        #expect(Self.plain("a\nb", cursor: 1, columns: 10).cursor == LinePicture.Place(row: 0, column: 3))
        #expect(Self.rows(Self.plain("a\tb", columns: 20)) == ["> a     b"])
        #expect(Self.rows(Self.plain("a\u{1}\u{202E}b", columns: 20)) == ["> a^A\\u202eb"])
        // A mark belongs to the letter before it, even where that is in the last column.
        let marked = Self.plain("1234567e\u{301}", columns: 10)
        #expect(Self.rows(marked) == ["> 1234567e\u{301}", ""])
        // The cursor is never within a character.
        #expect(Self.plain("e\u{301}x", cursor: 1, columns: 10).cursor == LinePicture.Place(row: 0, column: 2))
    }

    @Test func aHintIsCutAndNeedsARow() {
        let cut = Self.picture("x", prompt: StyledText("> "), hint: "未知命令和别的", columns: 12)
        #expect(Self.rows(cut) == ["> x", "未知命令..."])
        let whole = Self.picture("x", prompt: StyledText("> "), hint: "未知命令a", columns: 12)
        #expect(Self.rows(whole) == ["> x", "未知命令a"])
        #expect(Self.picture("x", hint: "hint", columns: 40, height: 1).rows.count == 1)
    }

    @Test func coloursAreTakenApart() {
        let text = StyledText("a\u{1B}[1mb\u{1B}[31mc\u{1B}[22md\u{1B}[39me\u{1B}[4mf\u{1B}[0mg\u{1B}[Kh")
        #expect(String(text.pieces.map(\.character)) == "abcdefgh")
        let inks = text.pieces.map { $0.ink.filter { $0 != "\u{1B}" } }
        #expect(inks == ["", "[1m", "[1m[31m", "[31m", "", "[4m", "", ""])
    }

    // MARK: - Painting

    @Test func writesWhatChangedAlone() {
        var painter = LinePainter()
        _ = painter.paint(Self.plain("abd", columns: 20), columns: 20, height: 5)
        #expect(painter.paint(Self.plain("abdc", columns: 20), columns: 20, height: 5) == "\u{1B}[32mc\u{1B}[0m")
        #expect(painter.paint(Self.plain("abdc", columns: 20), columns: 20, height: 5) == "")
        #expect(painter.paint(Self.plain("abdc", cursor: 1, columns: 20), columns: 20, height: 5) == "\u{1B}[3D")
    }

    /// The space that brings a terminal to the row behind a full one has no colour.
    @Test func coloursEndWithTheirRow() {
        var picture = LinePicture(prompt: StyledText(""), columns: 3)
        picture.add("abc", cursor: 3) { _ in "\u{1B}[4m" }
        var painter = LinePainter()
        #expect(painter.paint(picture, columns: 3, height: 5) == "\u{1B}[4mabc\u{1B}[0m \r\u{1B}[K")
        var below = LinePicture(prompt: StyledText(""), columns: 3)
        below.add("a\n", cursor: 2) { _ in "\u{1B}[4m" }
        var other = LinePainter()
        #expect(other.paint(below, columns: 3, height: 5) == "\u{1B}[4ma\u{1B}[0m\u{1B}[K\r\n\u{1B}[K")
    }

    @Test func leavesNoRowEmptyBelowAFullOne() {
        var painter = LinePainter()
        var screen = ScreenModel(columns: 10, rows: 6)
        screen.feed(Array(painter.paint(Self.plain("12345678", columns: 10), columns: 10, height: 6).utf8))
        screen.feed(Array((painter.end() + "below").utf8))
        #expect(screen.text == "> 12345678\nbelow")
        screen.feed(Array("\r\n".utf8))
        screen.feed(Array(painter.paint(Self.plain("1", columns: 10), columns: 10, height: 6).utf8))
        screen.feed(Array((painter.end(saying: "^C") + "below").utf8))
        #expect(screen.text == "> 12345678\nbelow\n> 1^C\nbelow")
    }

    /// Of a line taller than the screen the rows about the cursor are shown.
    @Test func showsThePartOfATallLineThatIsEdited() {
        var painter = LinePainter()
        var screen = ScreenModel(columns: 5, rows: 3)
        func paint(_ cursor: Int) -> [String] {
            let picture = Self.plain("abcdefghijklmnopqrstuvw", cursor: cursor, columns: 5)
            screen.feed(Array(painter.paint(picture, columns: 5, height: 3).utf8))
            return screen.lines
        }
        #expect(paint(23) == ["nopqr", "stuvw", ""])
        #expect(paint(8) == ["ijklm", "nopqr", "stuvw"])
        #expect(paint(0) == ["> abc", "defgh", "ijklm"])
        #expect(screen.cursor == (0, 2))
        #expect(paint(14) == ["defgh", "ijklm", "nopqr"])
    }

    private static let alphabet: [Character] = ["a", "b", " ", "中", "文", "，", "e\u{301}", "—", "🚀", "\t", "1"]

    /// Whatever is typed where, the screen shows the picture, and what stands above it stays.
    @Test(arguments: 0..<40)
    func anyChangeLeavesTheWholePicture(series: UInt64) {
        var random = SeededGenerator(property: series)
        let columns = Int.random(in: 4...40, using: &random)
        let height = Int.random(in: 12...20, using: &random)
        var screen = ScreenModel(columns: columns, rows: height)
        var painter = LinePainter()
        screen.feed(Array("top\r\n".utf8))
        var line: [Character] = []
        var place = 0
        for _ in 0..<100 {
            switch Int.random(in: 0..<6, using: &random) {
            case 0, 1:
                let count = Int.random(in: 1...8, using: &random)
                let typed = (0..<count).map { _ in random.pick(Self.alphabet) }
                line.insert(contentsOf: typed, at: place)
                place += count
            case 2:
                let count = Int.random(in: 0...min(place, 9), using: &random)
                line.removeSubrange(place - count..<place)
                place -= count
            case 3: place = 0
            case 4: place = line.count
            default: place = Int.random(in: 0...line.count, using: &random)
            }
            let ghost = place == line.count && Bool.random(using: &random) ? "鬼ghost" : ""
            let hint = Bool.random(using: &random) ? "未知 hint of some words 应为" : ""
            let before = line[..<place].reduce(0) { $0 + $1.unicodeScalars.count }
            let picture = Self.picture(
                String(line), cursor: before, ghost: ghost, hint: hint, columns: columns, height: height)
            // What scrolls is tried apart.
            guard picture.rows.count < height else {
                line = []
                place = 0
                continue
            }
            screen.feed(Array(painter.paint(picture, columns: columns, height: height).utf8))
            let shown = screen.lines.drop { $0 != "top" }.dropFirst()
            let expected = Self.rows(picture)
            #expect(Array(shown.prefix(expected.count)) == expected, "\(PropertySeed.note) \(String(line)) at \(place)")
            #expect(shown.dropFirst(expected.count).joined() == "")
            #expect(screen.cursor.column == min(picture.cursor.column, columns - 1))
            #expect(screen.cursor.row == screen.lines.count - shown.count + picture.cursor.row)
        }
    }
}
