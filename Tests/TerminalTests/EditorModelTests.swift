import Glibc
import Testing

@testable import Terminal

/// The parts of the line editor that need no terminal.
@Suite struct EditorModelTests {
    init() {
        TerminalLocale.prepare()
    }

    // MARK: - Completion

    private func step(_ line: String, _ replacing: Range<Int>, _ texts: [String], space: Bool = false) -> CompletionStep
    {
        CompletionStep(
            line: line,
            answer: CompletionAnswer(replacing: replacing, candidates: texts.map { CompletionCandidate(text: $0) }),
            followedBySpace: space)
    }

    @Test func completesAsFarAsAllAgree() {
        #expect(step("sw", 0..<2, ["sweep", "sweet"]) == .edit(removing: 2, text: "swee"))
        #expect(step("sw", 0..<2, ["sweep"]) == .edit(removing: 2, text: "sweep "))
        #expect(step("sw", 0..<2, ["sweep"], space: true) == .edit(removing: 2, text: "sweep"))
        #expect(step("x", 0..<1, []) == .nothing)
        #expect(step("sweep", 0..<5, ["sweep"], space: true) == .nothing)
        #expect(step("a 中", 2..<3, ["中文", "中文字"]) == .edit(removing: 1, text: "中文"))
    }

    @Test func neverShortensWhatWasTyped() {
        let candidates = ["Tile", "tile2"].map { CompletionCandidate(text: $0) }
        #expect(step("ti", 0..<2, ["Tile", "tile2"]) == .list(candidates))
    }

    @Test(arguments: [-5..<100, 90..<100, 1..<1, 0..<0])
    func aRangeOutsideTheLineDoesNoHarm(range: Range<Int>) {
        #expect(step("ab", range, ["abc", "abd"]) != .nothing)
        #expect(step("", range, ["only"]) == .edit(removing: 0, text: "only "))
    }

    @Test func theMenuFitsTheScreen() {
        let style = Style(isTTY: true, allowsColour: false, width: 24)
        let menu = CompletionMenu(style: style, maximumRows: 4)
        let detailed = (1...9).map { CompletionCandidate(text: "name\($0)", detail: "a long 中文 description") }
        let rows = menu.rows(for: detailed)
        #expect(rows.count == 4)
        #expect(rows[0] == "name1  a long 中文 d...")
        #expect(rows[3].hasPrefix("... 6 more"))
        let grid = menu.rows(for: ["a", "bb", "中文", "d", "e"].map { CompletionCandidate(text: $0) })
        #expect(grid == ["a     中文  e", "bb    d"])
        for width in 0...12 {
            let narrow = CompletionMenu(style: Style(isTTY: true, allowsColour: false, width: width), maximumRows: 0)
            #expect(!narrow.rows(for: detailed).isEmpty)
        }
    }

    // MARK: - Layout

    private func layout(_ prompt: String, _ line: String, cursor: Int, columns: Int) -> [Int] {
        func characters(_ text: String) -> [Int32] { text.unicodeScalars.map { Int32(bitPattern: $0.value) } }
        let layout = LineLayout(
            prompt: characters(prompt), line: characters(line), cursor: cursor, columns: columns, rows: 24)
        return [layout.cursorRow, layout.endRow]
    }

    @Test func knowsWhereTheLineEnds() {
        #expect(layout("> ", "abc", cursor: 3, columns: 10) == [0, 0])
        #expect(layout("> ", "12345678", cursor: 0, columns: 10) == [0, 1])
        // The last character of a row is on it, and a wide one that has no room there is not.
        #expect(layout("> ", "12345678", cursor: 7, columns: 10) == [0, 1])
        #expect(layout("> ", "123456中", cursor: 6, columns: 10) == [0, 1])
        #expect(layout("> ", "1234567中8", cursor: 7, columns: 10) == [1, 1])
        #expect(layout("> ", "a\tb", cursor: 2, columns: 20) == [0, 0])
        #expect(layout("> ", "a\nb", cursor: 0, columns: 20) == [0, 1])
        #expect(layout("> ", "12345\u{1}", cursor: 6, columns: 8) == [1, 1])
        #expect(layout("", "", cursor: 0, columns: 0) == [0, 0])
    }

    /// Nine columns of a prompt with a mark that has none, and one character.
    @Test func marksOfAPromptTakeNoColumn() {
        #expect(layout("1234567e\u{301}>", "a", cursor: 0, columns: 11) == [0, 0])
        let plain = layout("1234567e>", "ab", cursor: 2, columns: 11)
        #expect(layout("1234567e\u{301}>", "ab", cursor: 2, columns: 11) == plain)
    }

    /// 2 and 48 columns fill five rows of ten; of six rows the last three are on a screen of three.
    @Test func whatScrolledOffCannotBeReached() {
        func layout(cursor: Int, rows: Int) -> [Int] {
            let layout = LineLayout(
                prompt: [62, 32], line: [Int32](repeating: 97, count: 48), cursor: cursor, columns: 10, rows: rows)
            return [layout.cursorRow, layout.endRow]
        }
        #expect(layout(cursor: 48, rows: 6) == [5, 5])
        #expect(layout(cursor: 48, rows: 3) == [2, 2])
        #expect(layout(cursor: 38, rows: 3) == [1, 2])
        #expect(layout(cursor: 0, rows: 3) == [0, 2])
    }

    // MARK: - Prompt

    @Test func marksTheColoursOfAPrompt() {
        let prompt = PromptText("above\n\u{1B}[1m\u{1B}[31ma>\u{1B}[0m ")
        #expect(prompt.preamble == "above\n")
        #expect(String(editorText: prompt.visible) == "a> ")
        #expect(
            String(editorText: prompt.marked) == "\u{1}\u{1B}[1m\u{1B}[31m\u{1}a>\u{1}\u{1B}[0m\u{1} \u{0}")
    }

    @Test func keepsAColourAtTheVeryEnd() {
        let prompt = PromptText("\u{1B}[1ma> \u{1B}[22m")
        #expect(String(editorText: prompt.marked) == "\u{1}\u{1B}[1m\u{1}a>\u{1}\u{1B}[22m\u{1} \u{0}")
        for broken in ["", "\u{1B}", "\u{1B}[", "\u{1B}[1", "\u{1B}[0m", "\n", "a\u{1}b", "\u{0}"] {
            #expect(PromptText(broken).marked.last == 0)
        }
    }

    // MARK: - History

    @Test func walksThroughEntriesThatBeginAsTyped() {
        var history = HistoryNavigator()
        history.replaceEntries(["ab1", "x", "ab2", "ab2"])
        #expect(history.older(line: "ab", beforeCursor: "ab") == "ab2")
        #expect(history.older(line: "ab2", beforeCursor: "ab2") == "ab1")
        #expect(history.older(line: "ab1", beforeCursor: "ab1") == nil)
        #expect(history.newer(line: "ab1") == "ab2")
        #expect(history.newer(line: "ab2") == "ab")
        #expect(history.newer(line: "ab") == nil)
        // An edit begins a new walk.
        #expect(history.older(line: "x!", beforeCursor: "x") == "x")
    }

    @Test func searchesIgnoringCaseUnlessACapitalIsTyped() {
        var history = HistoryNavigator()
        history.replaceEntries(["Model load", "model set"])
        var search = HistorySearch(history: history)
        #expect(search.match == nil)
        for scalar in "model".unicodeScalars { search.append(scalar) }
        #expect(search.match == "model set")
        search.findOlder()
        #expect(search.match == "Model load")
        search.findNewer()
        #expect(search.match == "model set")
        for _ in 1...6 { search.deleteLast() }
        for scalar in "Mod".unicodeScalars { search.append(scalar) }
        #expect(search.match == "Model load")
    }

    // MARK: - Paste

    @Test func splitsAPasteAtAnyNewline() {
        var paste = BracketedPaste()
        paste.add(Array("a\r\nb\rc\nd\u{3}\u{1B}\u{0}e".utf8))
        #expect(paste.next().map { [$0.text, "\($0.isComplete)"] } == ["a", "true"])
        paste.append("!")
        let rest = (1...4).map { _ in paste.next()?.text }
        #expect(rest == ["b", "c", "de!", nil])
        paste.add([])
        #expect(paste.isEmpty)
    }
}
