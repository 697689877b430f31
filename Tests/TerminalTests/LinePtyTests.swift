import TestSupport
import Testing

/// How a line looks while it is typed, as a person at a terminal meets it.
@Suite struct LinePtyTests {
    private let right = "\u{1B}[C"
    private let left = "\u{1B}[D"

    private func start(
        _ environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
    ) throws -> PtySession {
        try EchoProgram.start(
            environment: environment.merging(["ECHO_LOOK": "1"]) { $1 }, columns: columns, rows: rows)
    }

    @Test func coloursVerbsNumbersAndErrors() throws {
        let session = try start()
        session.send("sweep 12 x")
        session.expectScreen("colours") { screen in
            screen.text(having: 32) == "sweep" && screen.text(having: 36) == "12" && screen.text(having: 31) == ""
        }
        session.send("\u{15}unknown")
        session.expectScreen("an error") { screen in
            screen.text(having: 31) == "unknown" && screen.lines[1] == "未知命令 unknown，应为 sweep"
                && screen.text(having: 2) == "未知命令 unknown，应为 sweep"
        }
        session.send("\r")
        session.expect("[unknown]")
        // The hint goes with the line.
        session.expectScreen("no hint") { screen in
            screen.text == "echo> unknown\n[unknown]\necho>" && screen.cursor == (2, 6)
        }
    }

    @Test func theHintSharesItsPlaceWithTheList() throws {
        let session = try start()
        session.send("top")
        session.expectScreen("a hint") { $0.lines[1] == "next: 数值" && $0.text(having: 4) == "数值" }
        session.send("\t")
        session.expectScreen("the list, and the hint below the line again") { screen in
            screen.text == """
                echo> top
                top       rank the results
                topology  groups of chips
                echo> top
                next: 数值
                """ && screen.cursor == (3, 9)
        }
        session.send("\u{3}")
        session.expect("(interrupted)")
        session.expectScreen("no hint") { $0.lines[4] == "(interrupted)" && $0.lines[3] == "echo> top^C" }
    }

    @Test func theHintStandsBelowAllRowsAndIsCut() throws {
        let session = try start(columns: 20, rows: 6)
        session.send("unknown words that go on")
        session.expectScreen("a hint below two rows") { screen in
            screen.lines.prefix(3) == ["echo> unknown words", "that go on", "未知命令 unknown..."]
        }
        // At the end of the screen it scrolls.
        session.send("\rx\ry\rtop")
        session.expectScreen("a hint in the last row") { screen in
            screen.lines[4] == "echo> top" && screen.lines[5] == "next: 数值" && screen.cursor == (4, 9)
        }
    }

    @Test func theRightArrowTakesTheNewestLineThatBeginsSo() throws {
        let session = try start()
        for line in ["sweep chips=1", "sweep chips=128 中文", "top"] {
            session.send(line + "\r")
            session.expect("[\(line)]")
            session.expect(EchoProgram.prompt)
        }
        session.send("sw")
        session.expectScreen("an offer") { screen in
            screen.lines.contains("echo> sweep chips=128 中文") && screen.text(having: 2) == "eep chips=128 中文"
                && screen.cursor.column == 8
        }
        // It is not part of the line.
        session.send("\r")
        session.expect("[sw]")
        session.expect(EchoProgram.prompt)
        session.send("swe" + right + "!\r")
        session.expect("[sweep chips=128 中文!]")
        session.expect(EchoProgram.prompt)
        session.send("sweep c\u{1B}f\u{6}\r")
        session.expect("[sweep chips=128 中文!]")
        session.expect(EchoProgram.prompt)
        session.send("sweep\u{1B}[1;5C\r")
        session.expect("[sweep chips]")
        // Within the line the arrow moves.
        session.send("swx" + left + left + right + "e\r")
        session.expect("[swex]")
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func withoutColourThereIsOnlyTheLine(environment: [String: String]) throws {
        let session = try start(environment)
        session.send("sweep 1\r")
        session.expect("[sweep 1]")
        session.expect(EchoProgram.prompt)
        session.send("sw" + right + "x\r")
        session.expect("[swx]")
        session.expect(EchoProgram.prompt)
        session.send("sweep 12")
        session.expectLastRow("echo> sweep 12")
        #expect(session.screen.text(having: 2) == "")
        #expect(session.screen.text(having: 32) == "")
    }

    @Test func movesAndDeletesWholeCharacters() throws {
        let session = try start()
        session.send("ae\u{301}👩\u{200D}👧b" + left + left + "x\r")
        session.expect("[ae\u{301}x👩\u{200D}👧b]")
        session.expect(EchoProgram.prompt)
        session.send("ae\u{301}👩\u{200D}👧b" + left + "\u{7F}\u{7F}\r")
        session.expect("[ab]")
        session.expect(EchoProgram.prompt)
        session.send("e\u{301}👩\u{200D}👧b\u{1}\u{1B}[3~\u{4}\r")
        session.expect("[b]")
        // The delete key leaves no shell.
        session.send("\u{1B}[3~alive\r")
        session.expect("[alive]")
    }

    /// A key that does what it is for rings no bell, in the editor's own keys and in vi's.
    @Test func keysThatDoSomethingAreSilent() throws {
        let session = try start()
        session.send("swe\t12\r")
        session.expect("[sweep 12]")
        session.expect(EchoProgram.prompt)
        session.send("top 1\r")
        session.expect("[top 1]")
        session.expect(EchoProgram.prompt)
        for keys in ["\u{1B}[A", "\u{1B}[A", "\u{1B}[B", "\u{1}", "\u{1B}f", left, right, "\u{4}", "\u{1B}[3~"] {
            session.send(keys)
            session.pause(milliseconds: 30)
        }
        session.send("\u{5}\u{7F}x" + left + "\u{5}\r")
        session.expect("[to")
        session.expect(EchoProgram.prompt)
        session.send("\u{12}sweep\u{5}\r")
        session.expect("[sweep 12]")
        session.expect(EchoProgram.prompt)
        session.send("\u{1B}[200~pasted\u{1B}[201~\r")
        session.expect("[pasted]")
        #expect(session.screen.bells == 0)
    }

    /// The list is as plain as the line where nobody wants colour.
    @Test(arguments: [([:], true), (["ECHO_PLAIN": "1"], false)] as [([String: String], Bool)])
    func theListHasTheColoursOfTheLine(_ environment: [String: String], _ isColoured: Bool) throws {
        let session = try start(environment)
        session.send("top\t")
        session.expectScreen("the list") { $0.text.contains("topology  groups of chips") }
        #expect(session.screen.text(having: 2).contains("groups of chips") == isColoured)
    }

    @Test func aPromptOfTwoLines() throws {
        let session = try PtySession(
            EchoProgram.path, environment: ["ECHO_PROMPT": "above\n> ", "ECHO_LOOK": "1"], columns: 40, rows: 10)
        session.expect("> ")
        session.send("one")
        session.expectScreen("both lines") { $0.text == "above\n> one" && $0.cursor == (1, 5) }
        session.send("\u{3}")
        session.expect("(interrupted)")
    }

    @Test func clearsTheScreen() throws {
        let session = try start()
        session.send("one\r")
        session.expect("[one]")
        session.expect(EchoProgram.prompt)
        session.send("two\u{C}")
        session.expectScreen("the line alone") { $0.text == "echo> two" && $0.cursor == (0, 9) }
    }

    @Test func aKeyThatDoesNothingRingsTheBell() throws {
        let session = try start()
        session.send("\u{7F}")
        session.expectScreen("a bell") { $0.bells == 1 }
    }

    @Test func searchMarksWhatItFinds() throws {
        let session = try start()
        session.send("sweep chips=128 tp=2,4\r")
        session.expect("[sweep")
        session.expect(EchoProgram.prompt)
        session.send("\u{12}swtp4")
        session.expectScreen("the letters marked") { screen in
            screen.lines.contains("search \"swtp4\": sweep chips=128 tp=2,4")
                && screen.text(having: 1).hasSuffix("swtp4")
        }
        session.send("\r")
        session.expect("[sweep chips=128 tp=2,4]")
    }
}
