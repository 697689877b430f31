import TestSupport
import Testing

@testable import Terminal

@Suite struct PagerTests {
    @Test(
        arguments: [
            ("", 1), ("a\n", 1), ("a\nb\n", 2), ("a\nb", 2), ("12345678901\n", 2), ("1234567890\n", 1),
            ("\u{1B}[1m1234567890\u{1B}[22m\n", 1), ("\n\n", 2),
            // Five take ten columns; of eleven columns' worth the sixth does not fit into the first row.
            ("算算算算算\n", 1), ("算算算算算算\n", 2), ("123456789算\n", 2), ("e\u{301}234567890\n", 1),
        ])
    func countsTheRowsOfATerminal(_ text: String, _ rows: Int) {
        #expect(Pager.rows(of: text, columns: 10) == rows)
    }
}

extension PagerTests {
    /// What does not fit behind the first column begins a row, and what fits nowhere has one to itself.
    @Test func aWideCharacterTakesTheNextRow() {
        #expect(Pager.rows(of: "a中\n", columns: 2) == 2)
        #expect(Pager.rows(of: "中中\n", columns: 1) == 2)
    }

    /// Only what cuts lines at the edge and scrolls can show lines that are wider than the screen.
    @Test(
        arguments: [
            (nil, true), ("less", true), ("/usr/bin/less -M", true), ("more", false), ("cat", false), ("", false),
        ] as [(String?, Bool)])
    func lessScrollsSideways(_ program: String?, _ scrolls: Bool) {
        let pager = Pager { $0 == "PAGER" ? program : $0 == "TERM" ? "xterm" : nil }
        #expect(pager.scrollsSideways == scrolls)
        #expect(!Pager { $0 == "PAGER" ? program : "dumb" }.scrollsSideways)
    }
}

/// Which texts a terminal of ten rows pages; the last row is the prompt's.
@Suite struct PagerPtyTests {
    /// Shows lines, and leaves; what was printed.
    private func transcript(_ lines: Int, _ environment: [String: String]) throws -> String {
        let session = try PtySession(EchoProgram.path, environment: environment, rows: 10)
        session.expect(EchoProgram.prompt)
        session.send("page \(lines)\r")
        session.expect("shown by the ")
        session.expect(EchoProgram.prompt)
        session.send("exit\r")
        #expect(try session.exitCode() == 7)
        return session.screen.transcript
    }

    @Test(arguments: [(9, "shell"), (10, "pager")])
    func pagesWhatLeavesNoRowForThePrompt(_ lines: Int, _ shown: String) throws {
        #expect(try transcript(lines, ["PAGER": "cat -n"]).contains("shown by the \(shown)"))
    }

    /// A terminal of one row has none for a pager.
    @Test func aTerminalOfOneRowPagesNothing() throws {
        let session = try PtySession(EchoProgram.path, environment: ["PAGER": "cat -n"], rows: 1)
        session.expect(EchoProgram.prompt)
        session.send("page 3\r")
        session.expect("shown by the shell")
    }

    @Test func aTerminalOfTwoRowsHasOneForAPager() throws {
        let session = try PtySession(EchoProgram.path, environment: ["PAGER": "cat -n"], rows: 2)
        session.expect(EchoProgram.prompt)
        session.send("page 3\r")
        session.expect("shown by the pager")
    }

    /// Quit if it fits, keep colours, leave the text on the screen; what the user sets for `less` stays.
    @Test func takesLessWhereNothingElseIsSet() throws {
        let folder = try TemporaryFolder()
        try folder.write("#!/bin/sh\necho called with $LESS\n", to: "less")
        folder.setMode(0o755, of: "less")
        let path = folder.path + ":/usr/bin:/bin"
        #expect(try transcript(10, ["PATH": path]).contains("called with FRX"))
        #expect(try transcript(10, ["PATH": path, "LESS": "-S"]).contains("called with -S"))
    }

    @Test(arguments: [
        ["PAGER": ""], ["PAGER": "cat"], ["PAGER": "no-such-pager"], ["PAGER": "/dev/null"],
        ["PAGER": "cat -n", "TERM": "dumb"],
    ])
    func pagesNothingWhereNobodyWantsIt(_ environment: [String: String]) throws {
        #expect(try transcript(30, environment).contains("shown by the shell"))
    }
}

@Suite struct TextProgramTests {
    @Test func returnsTheExitCode() {
        #expect(TextProgram.run("grep -q b", input: "a\nb\n") == 0)
        #expect(TextProgram.run("grep -q c", input: "a\nb\n") == 1)
        #expect(TextProgram.run("kill -9 $$", input: "") == 137)
    }

    @Test func aProgramMayLeaveInputUnread() {
        #expect(TextProgram.run("true", input: String(repeating: "a line of text\n", count: 100_000)) == 0)
    }
}
