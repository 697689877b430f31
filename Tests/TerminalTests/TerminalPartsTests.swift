import Glibc
import Storage
import TestSupport
import Testing
import Units

@testable import Terminal

/// What small parts of the terminal do at their edges.
@Suite struct TerminalPartsTests {
    @Test func whatTheEditorSays() {
        #expect(TerminalWords.search("ab", hasFailed: false) == "search \"ab\": ")
        #expect(TerminalWords.search("ab", hasFailed: true) == "no earlier line has \"ab\": ")
        #expect(TerminalWords.more(3) == "... 3 more; type a little more to narrow the list")
        #expect(TerminalWords.moreRows(3) == "... 3 more rows; type a little more to narrow the list")
        #expect(TerminalWords.ended("vi", 3) == "'vi' ended with exit code 3; the line is what it was")
        #expect(TerminalWords.cannot(.open, "/x", "why") == "cannot open /x: why")
        #expect(TerminalWords.cannot(.read, "/x", "why") == "cannot read /x: why")
        #expect(TerminalWords.cannot(.use, "/x", "why") == "cannot use /x: why")
        #expect(TerminalWords.cannot(.write, "/x", "why") == "cannot write /x: why")
        Tongue.$current.withValue(.chinese) {
            #expect(TerminalWords.search("ab", hasFailed: false) == "查找“ab”：")
            #expect(TerminalWords.search("ab", hasFailed: true) == "没有更早的行包含“ab”：")
            #expect(TerminalWords.cannot(.write, "/x", "why") == "无法写入 /x：why")
        }
    }

    @Test func inksAreSequences() {
        let inks: [LineLook.Ink] = [.verb, .number, .error, .faint, .next, .found]
        #expect(
            inks.map { $0.sequence.replacing("\u{1B}", with: "") } == ["[32m", "[36m", "[31m", "[2m", "[2m[4m", "[1m"])
        #expect(LineLook().offersHistory)
        #expect(!LineLook.HintPiece("x").isMarked)
        #expect(CompletionCandidate(text: "x").appendsSpace)
        #expect(CompletionAnswer.none == CompletionAnswer(replacing: 0..<0, candidates: []))
    }

    private func step(
        _ line: String, _ replacing: Range<Int>, _ texts: [String], space: Bool = false, appends: Bool = true
    ) -> CompletionStep {
        let candidates = texts.map { CompletionCandidate(text: $0, appendsSpace: appends) }
        return CompletionStep(
            line: line, answer: CompletionAnswer(replacing: replacing, candidates: candidates), followedBySpace: space)
    }

    @Test func completionKeepsWhatStandsBehind() {
        // "cd" is replaced by "code", and " x" stays behind it, without a space more.
        #expect(step("ab cd x", 3..<5, ["code"]) == .edit(removing: 4, text: "code x"))
        #expect(step("ab co x", 3..<5, ["code", "codec"]) == .edit(removing: 4, text: "code x"))
        #expect(step("ab cd x", 3..<5, ["cd"]) == .nothing)
        #expect(step("cd", 0..<2, ["cd"]) == .edit(removing: 2, text: "cd "))
        #expect(step("cd", 0..<2, ["cd"], appends: false) == .nothing)
        #expect(step("cd", 0..<2, ["cde"], appends: false) == .edit(removing: 2, text: "cde"))
        // Two of one text are one candidate.
        #expect(step("c", 0..<1, ["cd", "cd"]) == .edit(removing: 1, text: "cd "))
        // Nothing more in common: a list, in the order given.
        let two = ["cd", "ce"].map { CompletionCandidate(text: $0) }
        #expect(step("c", 0..<1, ["cd", "ce"]) == .list(two))
        #expect(CompletionStep.commonPrefix(of: []) == "")
        #expect(CompletionStep.commonPrefix(of: ["abc"]) == "abc")
        #expect(CompletionStep.commonPrefix(of: ["abc", "abd", "xb"]) == "")
        #expect(CompletionStep.commonPrefix(of: ["中文字", "中文", "中文x"]) == "中文")
    }

    @Test func pastesWaitAndAreCounted() {
        var paste = BracketedPaste()
        #expect(paste.isEmpty && paste.count == 0 && !paste.holdsCompleteLine)
        #expect(paste.next() == nil)
        paste.append("dropped")
        #expect(paste.isEmpty)
        paste.add(Array("one\ntwo\n".utf8))
        #expect(paste.count == 2 && paste.holdsCompleteLine && !paste.isEmpty)
        // What comes later goes on where the last line ended.
        paste.add(Array("three\nfo".utf8))
        paste.add(Array("ur".utf8))
        var lines: [String] = []
        while let next = paste.next() { lines.append(next.text + (next.isComplete ? "." : "")) }
        #expect(lines == ["one.", "two.", "three.", "four"])
        paste.add(Array("x\ny".utf8))
        paste.discard()
        #expect(paste.isEmpty && paste.count == 0)
        #expect(BracketedPaste.split(Array("a\n\rb\r\r\nc\td\u{7F}\u{9B}e".utf8)) == ["a", "", "b", "", "c\tde"])
        paste.add(Array("only".utf8))
        #expect(!paste.holdsCompleteLine && paste.count == 1)
        #expect(BracketedPaste.opening == Array("[200~".utf8))
        #expect(BracketedPaste.closing == Array("\u{1B}[201~".utf8))
    }

    @Test func entriesOfTheHistoryAreOneLineEach() {
        let entries = ["", "a", "a\\b", "a\nb", "a\rb", "\\n", "中\\", "x\\\\y\n"]
        for entry in entries {
            let bytes = HistoryEncoding.encode(entry)
            #expect(bytes.last == 0x0A)
            #expect(!bytes.dropLast().contains(0x0A))
            #expect(HistoryEncoding.decode(bytes.dropLast()) == entry)
        }
        #expect(HistoryEncoding.encode("a\\\n\r") == Array("a\\\\\\n\\r\n".utf8))
        #expect(HistoryEncoding.decode(Array("a\\qb\\".utf8)[...]) == "a\\qb\\")
    }

    /// Of a file beyond a limit its end is read, from the first whole line on.
    @Test func onlyTheEndOfAHugeHistoryIsRead() throws {
        let folder = try TemporaryFolder()
        try folder.write("one\ntwo\nthree\n", to: "history")
        func tail(_ limit: Int) throws -> String {
            let file = HistoryFile(path: folder.path + "/history", readLimit: limit)
            return String(decoding: try file.readTail(), as: UTF8.self)
        }
        // 14 bytes; a line that begins where the reading does counts as cut short.
        #expect(try tail(14) == "one\ntwo\nthree\n")
        #expect(try tail(13) == "two\nthree\n")
        #expect(try tail(10) == "three\n")
        #expect(try tail(7) == "three\n")
        #expect(try tail(3) == "")
        #expect(HistoryFile(path: "").readLimit == 16_777_216)
    }

    @Test func aReaderHasNothingPastedAndNothingRecalled() throws {
        let reader = PlainLineReader(fileDescriptor: -1)
        #expect(reader.dropPaste() == 0)
        #expect(reader.withNormalTerminal { 7 } == 7)
        reader.setHistory(["a"])
        reader.remember("b")
        #expect(reader.inputFailure == nil)
    }

    @Test func aFolderCannotBeRead() throws {
        let folder = try TemporaryFolder()
        let descriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let reader = PlainLineReader(fileDescriptor: descriptor)
        #expect(reader.readLine(prompt: "") == .endOfInput)
        #expect(reader.inputFailure == "Is a directory")
    }

    @Test func nobodyAskedTheTestsToEnd() {
        #expect(!Interrupt.isEndRequested)
        #expect(Interrupt.endSignal == nil)
        #expect(SignalInbox.descriptor == -1)
        #expect(!Interrupt.isRequested)
        Interrupt.clear()
        #expect(!Interrupt.isRequested)
    }

    @Test func promptsOfSeveralLines() {
        let prompt = PromptText("one\ntwo\nthree> ")
        #expect(prompt.preamble == "one\ntwo\n")
        #expect(prompt.line == "three> ")
        #expect(String(editorText: prompt.visible) == "three> ")
        // Controls take no columns and are left out; a sequence that does not end takes all behind it.
        #expect(String(editorText: PromptText("a\u{7F}\u{1F}\u{20}b").visible) == "a b")
        #expect(String(editorText: PromptText("a\u{1B}[31").visible) == "a")
        #expect(String(editorText: PromptText("a\u{1B}[31~b\u{1B}[@c").visible) == "abc")
        #expect(String(editorText: PromptText("a\u{1B}b").visible) == "ab")
    }

    @Test func whatIsNoScalarIsReplaced() {
        #expect(String(editorText: [0x61, 0xD800, 0x110000, 0x4E2D]) == "a\u{FFFD}\u{FFFD}中")
    }

    @Test func whichLinesBecomeHistory() {
        #expect(HistoryRules.keeps("a", after: nil))
        #expect(HistoryRules.keeps("a", after: "b"))
        #expect(!HistoryRules.keeps("a", after: "a"))
        #expect(!HistoryRules.keeps("", after: nil))
        #expect(!HistoryRules.keeps(" a", after: nil))
        #expect(!HistoryRules.keeps("\t\n", after: nil))
        #expect(HistoryRules.keeps("\ta", after: nil))
    }

    @Test func walksAmongEqualAndEditedLines() {
        var history = HistoryNavigator()
        history.replaceEntries(["a", "b", "a", "b", "ab"])
        #expect(history.newer(line: "x") == nil)
        #expect(history.older(line: "", beforeCursor: "") == "ab")
        #expect(history.older(line: "ab", beforeCursor: "ab") == "b")
        #expect(history.older(line: "b", beforeCursor: "b") == "a")
        // The same text again is passed over.
        #expect(history.older(line: "a", beforeCursor: "a") == "b")
        #expect(history.newer(line: "b") == "a")
        #expect(history.newer(line: "a") == "b")
        #expect(history.newer(line: "b") == "ab")
        #expect(history.newer(line: "ab") == "")
        history.endWalk()
        #expect(history.newer(line: "") == nil)
        // An edit of what is shown ends the walk.
        #expect(history.older(line: "a", beforeCursor: "a") == "ab")
        #expect(history.newer(line: "abc") == nil)
        #expect(history.older(line: "abc", beforeCursor: "") == "ab")
        history.remember("c")
        #expect(history.newer(line: "ab") == nil)
        #expect(history.entries.last == "c")
        history.remember("c")
        history.remember(" d")
        #expect(history.entries.count == 6)
        #expect(history.older(line: "zz", beforeCursor: "zz") == nil)
        #expect(history.newest(beginningWith: "a") == "b")
    }

    @Test func stylesTellWhatAStreamIs() throws {
        var (master, terminal): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: 5, ws_col: 33, ws_xpixel: 0, ws_ypixel: 0)
        try #require(openpty(&master, &terminal, nil, nil, &size) == 0)
        defer { for end in [master, terminal] { _ = close(end) } }
        #expect(Style.detect(fileDescriptor: terminal).isTTY)
        #expect(Style.detect(fileDescriptor: terminal).width == 33)
        #expect(!Style.detect(fileDescriptor: terminal, colour: false).allowsColour)
        #expect(!Style.movesCursor(fileDescriptor: -1))
        #expect(Style.plain == Style(isTTY: false, allowsColour: false, width: 80))
        func width(_ columns: String) -> Int {
            Style.detect(isTTY: true, windowColumns: nil) { $0 == "COLUMNS" ? columns : nil }.width
        }
        #expect([width("1"), width("0"), width("200")] == [1, 80, 200])
        let coloured = Style(isTTY: true, allowsColour: true, width: 80)
        #expect(coloured.dim("x") == "\u{1B}[2mx\u{1B}[22m")
        #expect((1...4).map { coloured.series($0, "x").dropFirst(2).prefix(2) } == ["31", "32", "35", "33"])
    }

    @Test func exitCodesOfPrograms() throws {
        #expect(TextProgram.run("exit 255", input: "") == 255)
        #expect(TextProgram.run("exit 7") == 7)
        #expect(TextProgram.run("no-such-program 2> /dev/null") == 127)
        #expect(TextProgram.run("kill -9 $$") == 137)
        let folder = try TemporaryFolder()
        #expect(TextProgram.run("cat > '\(folder.path)/text'", input: "中文\n") == 0)
        #expect(folder.read("text") == "中文\n")
    }
}
