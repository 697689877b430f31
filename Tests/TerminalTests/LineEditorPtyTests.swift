import Glibc
import Terminal
import TestSupport
import Testing

/// Editing, as a person at a terminal meets it.
@Suite struct LineEditorPtyTests {
    private let up = "\u{1B}[A"
    private let down = "\u{1B}[B"
    private let left = "\u{1B}[D"
    private let right = "\u{1B}[C"

    @Test func showsThePromptAndReturnsTheLine() throws {
        let session = try EchoProgram.start()
        session.send("hello world\r")
        session.expect("[hello world]")
        session.expect(EchoProgram.prompt)
    }

    @Test(arguments: [
        ("world\u{1}hello \r", "[hello world]"),
        ("ello\u{1}h\u{5}!\r", "[hello!]"),
        ("one two three\u{17}\u{17}2\r", "[one 2]"),
        ("keep lose\u{1}\u{6}\u{6}\u{6}\u{6}\u{B}\r", "[keep]"),
        ("gone\u{15}kept\r", "[kept]"),
        ("abcd\u{1B}[D\u{1B}[D\u{7F}X\u{1B}[CY\r", "[aXcYd]"),
        ("abc\u{1B}[HX\u{1B}[FY\u{1}\u{1B}[3~\r", "[abcY]"),
        ("abc\u{1}\u{4}\r", "[bc]"),
    ])
    func edits(keys: String, line: String) throws {
        let session = try EchoProgram.start()
        session.send(keys)
        session.expect(line)
    }

    @Test func editsChinese() throws {
        let session = try EchoProgram.start()
        session.send("吞吐量每秒" + left + left + "\u{7F}率" + "\r")
        session.expect("[吞吐率每秒]")
        session.expect(EchoProgram.prompt)
        session.send("a中\u{7F}文😀" + left + "é\r")
        session.expect("[a文é😀]")
    }

    @Test(arguments: ["C", "POSIX", "xx_XX.nonsense", ""])
    func takesUTF8UnderAnyLocale(locale: String) throws {
        let session = try EchoProgram.start(environment: ["LANG": locale])
        session.send("中文 é\r")
        session.expect("[中文 é]")
    }

    @Test func repairsBytesThatAreNotUTF8() throws {
        let session = try EchoProgram.start()
        session.send("a")
        session.sendBytes([0xFF, 0xE4, 0xB8])
        session.send("b\r")
        session.expect("[a\u{FFFD}\u{FFFD}b]")
    }

    @Test func upSearchesByWhatIsTyped() throws {
        let session = try EchoProgram.start()
        for line in ["top 1", "sweep a", "top 2", "sweep b"] {
            session.send(line + "\r")
            session.expect("[\(line)]")
            session.expect(EchoProgram.prompt)
        }
        session.send("to" + up)
        session.expectLastRow("echo> top 2")
        session.send(up)
        session.expectLastRow("echo> top 1")
        session.send(down)
        session.expectLastRow("echo> top 2")
        session.send(down)
        session.expectLastRow("echo> to")
        session.send("\u{15}" + up)
        session.expectLastRow("echo> sweep b")
        session.send(up + up + "\r")
        session.expect("[sweep a]")
    }

    @Test func controlRSearchesAsOneTypes() throws {
        let session = try EchoProgram.start()
        for line in ["alpha one", "beta two", "alpha two"] {
            session.send(line + "\r")
            session.expect("[\(line)]")
            session.expect(EchoProgram.prompt)
        }
        session.send("\u{12}alp")
        session.expectLastRow("search \"alp\": alpha two")
        session.send("\u{12}")
        session.expectLastRow("search \"alp\": alpha one")
        session.send("zz")
        session.expectLastRow("no earlier line has \"alpzz\": alpha one")
        session.send("\u{7F}\u{7F}\u{12}\r")
        session.expect("[alpha one]")
        session.expect(EchoProgram.prompt)
        session.send("typed\u{12}beta")
        session.expectLastRow("search \"beta\": beta two")
        session.send("\u{7}")
        session.expectLastRow("echo> typed")
        session.send("\u{12}beta" + left + "X\r")
        session.expect("[beta twXo]")
    }

    /// A search that is given up leaves the line, with what stands behind the cursor.
    @Test(arguments: ["xterm", "dumb"]) func aSearchGivenUpLeavesTheLine(terminal: String) throws {
        let session = try EchoProgram.start(environment: ["TERM": terminal])
        session.send("alpha one\r")
        session.expect("[alpha one]")
        session.expect(EchoProgram.prompt)
        session.send("abcd" + left + left + "\u{12}one")
        session.expect("search \"one\": alpha one")
        session.send("\u{7}\r")
        session.expect("[abcd]")
        session.expect(EchoProgram.prompt)
        session.send("abcd" + left + "\u{12}alp\u{5}!\r")
        session.expect("[alpha one!]")
        session.expect(EchoProgram.prompt)
        session.send("abcd" + left + "\u{12}zz\u{5}!\r")
        session.expect("[abcd!]")
    }

    /// libedit ends a text at a zero.
    @Test func aZeroInAnEarlierLineIsLeftOut() throws {
        let folder = try TemporaryFolder()
        // What writes texts elsewhere would end it there too.
        try #require(TextProgram.run("cat > '\(folder.path)/history'", input: "ab\u{0}cd\n") == 0)
        let session = try EchoProgram.start(environment: ["SEXTANT_HISTORY": folder.path + "/history"])
        session.send(up + "\r")
        session.expect("[abcd]")
    }

    @Test func aScreenOfTwoColumns() throws {
        let session = try EchoProgram.start(columns: 2, rows: 9)
        session.send("abc")
        session.expectScreen("rows of two") { $0.text == "ec\nho\n>\nab\nc" }
        session.send("\r")
        session.expect("[abc]")
    }

    @Test func viKeysOfTheOtherMode() throws {
        let folder = try TemporaryFolder()
        try folder.write("bind -v\n", to: ".editrc")
        let session = try EchoProgram.start(environment: ["HOME": folder.path])
        func command(_ keys: String, _ line: String) {
            session.send("abcd\u{1B}")
            session.pause(milliseconds: 60)
            session.send(keys + "\r")
            session.expect("[\(line)]")
            session.expect(EchoProgram.prompt)
        }
        command("\u{1}x", "bcd")
        command("0\u{5}iX", "abcXd")
        command("\u{2}\u{2}x", "acd")
        command("0\u{6}x", "acd")
        command("0\u{4}", "bcd")
        // What stands before the cursor, "abc", begins the line that is recalled.
        command("k", "abcXd")
        command("\u{10}", "abcXd")
        command("kj", "abcd")
        session.send("zz\u{1B}")
        session.pause(milliseconds: 60)
        session.send("/acd\r")
        session.expect("[acd]")
    }

    @Test func aFileOfEarlierLinesIsSearchedToo() throws {
        let folder = try TemporaryFolder()
        try folder.write("earlier line\nseveral\\nlines\n", to: "history")
        let session = try EchoProgram.start(environment: ["SEXTANT_HISTORY": folder.path + "/history"])
        session.send("sev" + up + "\r")
        session.expect("[several|lines]")
        session.send("ear" + up + "\r")
        session.expect("[earlier line]")
    }

    @Test func honoursEditrc() throws {
        let folder = try TemporaryFolder()
        try folder.write("bind \"^X\" ed-move-to-beg\nedit off\n", to: ".editrc")
        let session = try EchoProgram.start(environment: ["HOME": folder.path])
        session.send("end\u{18}begin \r")
        session.expect("[begin end]")
    }

    @Test func viKeysKeepTheShellsOwn() throws {
        let folder = try TemporaryFolder()
        try folder.write("bind -v\n", to: ".editrc")
        let session = try EchoProgram.start(environment: ["HOME": folder.path])
        session.send("sw\t")
        session.expectScreen("list") { $0.text.contains("choose a chip") }
        session.send("eep\r")
        session.expect("[sweep]")
        session.expect(EchoProgram.prompt)
        session.send("abc" + left + left + "X\r")
        session.expect("[aXbc]")
        session.expect(EchoProgram.prompt)
        session.send(up + "\r")
        session.expect("[aXbc]")
        session.expect(EchoProgram.prompt)
        session.send("one two\u{1B}")
        usleep(100_000)
        session.send("0dwk\r")
        session.expect("[aXbc]")
        session.expect(EchoProgram.prompt)
        session.send("\u{1B}[200~p\rq\r\u{1B}[201~")
        session.expect("[p]")
        session.expect("[q]")
    }

    /// libedit's own history commands must find an empty history and not a missing one.
    @Test(arguments: ["", "bind -v\n"])
    func keysOfOtherHistoryCommandsDoNoHarm(settings: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(settings, to: ".editrc")
        let session = try EchoProgram.start(environment: ["HOME": folder.path])
        for key in ["G", "-", "+", "n", "N", "?x\r", "p", "P", "_", "K", "J", "v", "@a", ":", "#"] {
            session.send("\u{1B}")
            session.pause(milliseconds: 40)
            session.send(key)
        }
        session.send("\u{3}")
        session.expect("(interrupted)")
        session.send("alive\r")
        session.expect("[alive]")
    }

    @Test(arguments: ["dumb", "emacs"])
    func worksOnADumbTerminal(name: String) throws {
        let session = try EchoProgram.start(environment: ["TERM": name])
        session.send("heklo\u{7F}\u{7F}\u{7F}llo\r")
        session.expect("[hello]")
        session.expect(EchoProgram.prompt)
        session.send("dropped\u{3}")
        session.expect("^C")
        session.expect("(interrupted)")
        session.expect(EchoProgram.prompt)
        session.send("t\t\t")
        session.expect("rank the results")
        session.send("\r")
        session.expect("[top]")
    }

    @Test func aLineLongerThanTheScreenArrivesWhole() throws {
        let session = try EchoProgram.start(columns: 40, rows: 5)
        let line = String(repeating: "0123456789 ", count: 300)
        session.send(line + "\r")
        session.expectScreen("end of echo") { $0.text.contains("]") }
        session.expect("[" + line + "]")
    }

    @Test func theFirstPromptComesAtOnce() throws {
        let times = try (0..<9).map { _ in
            let start = ContinuousClock.now
            _ = try EchoProgram.start()
            return ContinuousClock.now - start
        }
        // The aim is 10 ms in a release build on an idle machine; this only catches a step that costs a fraction of a
        // second, whatever else the machine does.
        #expect(times.min() ?? .zero < .milliseconds(150))
    }
}
