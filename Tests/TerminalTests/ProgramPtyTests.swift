import TestSupport
import Testing

/// Ctrl-X Ctrl-E: the line in a program.
@Suite struct ProgramPtyTests {
    /// Starts the echo program with an editor that is a script.
    private func start(_ script: String, _ folder: TemporaryFolder, term: String = "xterm") throws -> PtySession {
        try folder.write(script, to: "edit")
        return try EchoProgram.start(environment: [
            "EDITOR": "sh \(folder.path)/edit", "TMPDIR": folder.path, "HOME": folder.path, "TERM": term,
        ])
    }

    @Test(arguments: ["xterm", "dumb"]) func theProgramChangesTheLine(term: String) throws {
        let folder = try TemporaryFolder()
        let session = try start("test \"$(cat $1)\" = 'old 行' && echo 'new 行' > $1", folder, term: term)
        session.send("old 行\u{18}\u{5}")
        session.expect("echo> new 行")
        session.send(" more\r")
        session.expect("[new 行 more]")
        session.expect(EchoProgram.prompt)
        // Nothing is left behind.
        #expect(folder.names == ["edit"])
    }

    /// Ctrl-C is for the program, and not for the line behind it; the shell leads the session here.
    @Test func anInterruptOfTheProgramLeavesTheLine() throws {
        let folder = try TemporaryFolder()
        let session = try start("kill -INT $(cut -d' ' -f6 /proc/$$/stat); echo kept > $1", folder)
        session.send("x\u{18}\u{5}")
        session.expectLastRow("echo> kept")
        session.send("!\r")
        session.expect("[kept!]")
        #expect(!session.screen.transcript.contains("(interrupted)"))
    }

    @Test func theTextLiesWhereTemporaryFilesDo() throws {
        let folder = try TemporaryFolder()
        let session = try start("basename $(dirname $1) > $1", folder)
        session.send("x\u{18}\u{5}\r")
        session.expect("[" + (folder.path.split(separator: "/").last ?? "") + "]")
    }

    @Test func whatIsMeantForScreensComesFirst() throws {
        let folder = try TemporaryFolder()
        try folder.write("echo visual > $1", to: "edit")
        let session = try EchoProgram.start(environment: ["EDITOR": "false", "VISUAL": "sh \(folder.path)/edit"])
        session.send("x\u{18}\u{5}\r")
        session.expect("[visual]")
    }

    @Test func severalLinesStaySeveral() throws {
        let folder = try TemporaryFolder()
        let session = try start("printf 'one\\ntwo\\n' > $1", folder)
        session.send("x\u{1B}e")
        session.expectScreen("two rows") { $0.text == "echo> one\ntwo" && $0.cursor == (1, 3) }
        session.send("\r")
        session.expect("[one|two]")
    }

    @Test func aProgramThatFailsLeavesTheLine() throws {
        let folder = try TemporaryFolder()
        let session = try start("echo lost > $1; exit 3", folder)
        session.send("kept\u{18}\u{5}")
        session.expect("ended with exit code 3; the line is what it was")
        session.expectLastRow("echo> kept")
        session.send("!\r")
        session.expect("[kept!]")
    }

    @Test func theProgramHasTheTerminal() throws {
        let folder = try TemporaryFolder()
        let session = try start("read answer; echo \"$answer\" > $1", folder)
        session.send("x\u{18}\u{5}")
        session.pause(milliseconds: 100)
        session.send("typed\r")
        session.expectLastRow("echo> typed")
        session.send("\r")
        session.expect("[typed]")
    }

    @Test func aKeyOfTheUsersOwnComesFirst() throws {
        let folder = try TemporaryFolder()
        try folder.write("bind -v\n", to: ".editrc")
        let session = try start("echo vi > $1", folder)
        session.send("x\u{1B}")
        session.pause(milliseconds: 100)
        session.send("v")
        session.expectLastRow("echo> vi")
    }
}
