import Testing

@testable import Terminal

@Suite struct PagerTests {
    @Test(
        arguments: [
            ("", 1), ("a\n", 1), ("a\nb\n", 2), ("a\nb", 2), ("12345678901\n", 2), ("1234567890\n", 1),
            ("\u{1B}[1m1234567890\u{1B}[22m\n", 1), ("\n\n", 2),
        ])
    func countsTheRowsOfATerminal(_ text: String, _ rows: Int) {
        #expect(Pager.rows(of: text, columns: 10) == rows)
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
