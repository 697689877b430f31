import TestSupport
import Testing

/// What a person sees while typing, and the keys that help.
@Suite struct LiveLineTests {
    private func start(
        _ environment: [String: String?] = [:], arguments: [String] = [], columns: Int = 100
    ) throws -> PtySession {
        let session = try PtySession(
            Project.program("sextant"), arguments: arguments, environment: environment, columns: columns, rows: 30)
        session.expect("sextant> ")
        return session
    }

    @Test func aHintFollowsWhatIsTyped() throws {
        let session = try start()
        session.send("swe")
        session.expectScreen("what it may become") { screen in
            screen.lines.contains("sweep  Evaluates every combination of some axes.")
        }
        session.send("ep bach=10 tp=2")
        session.expectScreen("what is wrong") { screen in
            screen.lines.contains("unknown axis 'bach'; did you mean 'batch' (sequences decoded per chip)?")
                && screen.text(having: 31) == "bach" && screen.text(having: 32) == "sweep"
                && screen.text(having: 36) == "102"
        }
        session.send("\u{15}filter ")
        session.expectScreen("what comes next") { screen in
            screen.lines.contains("filter CONDITION ...: a condition such as tps_batch>=10")
                && screen.text(having: 4) == "CONDITION ..."
        }
        session.send("\u{3}")
        session.expectScreen("the hint is gone") { !$0.text.contains("CONDITION") }
    }

    @Test func speaksChineseInNarrowWindows() throws {
        let session = try start(arguments: ["--lang", "zh"], columns: 40)
        session.send("note 首字延迟超出目标，需要更大的内存带宽与更快的互联")
        session.expectScreen("a line of two rows and a hint of one") { screen in
            screen.lines.contains("sextant> note 首字延迟超出目标，需要更大")
                && screen.lines.contains("的内存带宽与更快的互联") && screen.lines.contains { $0.hasPrefix("note TEXT ...：") }
        }
        session.send("\u{15}swep 中文 ")
        session.expectScreen("what is wrong") { $0.lines.contains("未知命令“swep”；是否指“sweep”？") }
    }

    @Test func colourIsTurnedOffAndOn() throws {
        let session = try start()
        session.send("color off\r")
        session.expect("no colour, no hints below the line")
        session.expect("\nsextant> ")
        session.send("swep")
        session.expectLastRow("sextant> swep")
        session.pause(milliseconds: 50)
        #expect(session.screen.lines.last { !$0.isEmpty } == "sextant> swep")
        #expect(session.screen.text(having: 31) == "")
        session.send("\u{15}colour on\r")
        session.expect("colour wherever the terminal has it")
        session.expect("\nsextant> ")
        session.send("swep")
        session.expectScreen("red again") { $0.text(having: 31) == "swep" }
        // It is neither recorded nor undone.
        session.send("\u{15}undo\r")
        session.expect("there is nothing to undo")
        session.send("history\r")
        session.expect("\nsextant> ")
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func withoutColourNothingIsAdded(environment: [String: String?]) throws {
        let session = try start(environment)
        session.send("swep")
        session.expectLastRow("sextant> swep")
        session.pause(milliseconds: 50)
        #expect(session.screen.lines.last { !$0.isEmpty } == "sextant> swep")
        #expect(session.screen.text(having: 31) == "")
        // A person may have it nevertheless, where the terminal can.
        session.send("\u{15}color on\r")
        session.expect("colour wherever the terminal has it")
        session.expect("\nsextant> ")
        session.send("swep")
        session.pause(milliseconds: 50)
        session.expectLastRow("sextant> swep")
        #expect(session.screen.text(having: 31) == (environment["TERM"] == nil ? "swep" : ""))
    }

    @Test func theRightArrowTakesAnEarlierLine() throws {
        let session = try start()
        session.send("workload set input 8192\r")
        session.expect("input: 4096 -> 8192")
        session.expect("\nsextant> ")
        session.send("work\u{1B}[C\r")
        session.expect("input: 8192 -> 8192")
    }

    // MARK: - The system's shell

    @Test func anExclamationMarkRunsTheSystemsShell() throws {
        let folder = try TemporaryFolder()
        let session = try start(["HOME": folder.path, "XDG_STATE_HOME": folder.path, "SEXTANT_HISTORY": nil])
        session.send("!echo in the she''ll; test -t 1 && echo at a term''inal\r")
        session.expect("in the shell\n")
        session.expect("at a terminal\n")
        session.expect("sextant> ")
        session.send("！exit 3\r")
        session.expect("exit code 3\n")
        session.expect("sextant> ")
        session.send("!\r")
        session.expect("nothing stands behind '!'; '!ls' lists files")
        session.expect("sextant> ")
        // Ctrl-C ends the command and not the shell.
        session.send("!echo be''gun; sleep 20\r")
        session.expect("begun\n")
        session.pause(milliseconds: 100)
        session.send("\u{3}")
        session.expect("exit code 130")
        session.expect("sextant> ")
        // It is a line of the history, and no command of the session.
        session.send("history\r")
        session.expect("\nsextant> ")
        session.send("quit\r")
        #expect(try session.exitCode() == 0)
        #expect(folder.read("sextant/history")?.hasPrefix("!echo in the she''ll") == true)
    }

    @Test func aScriptMayNot() throws {
        let session = try PtySession(
            Project.program("sextant"), arguments: ["-c", "!ls"], columns: 160)
        session.expect("-c:1:1: error: '!' runs a command of the system's shell from the prompt, not in a script")
        session.expect("'COMMAND | PROGRAM' passes output on")
        #expect(try session.exitCode() == 1)
    }

    @Test func theLineIsEditedInAProgram() throws {
        let folder = try TemporaryFolder()
        try folder.write("sed -i s/8192/4000/ $1", to: "edit")
        let session = try start(["EDITOR": "sh \(folder.path)/edit"])
        session.send("workload set input 8192\u{18}\u{5}")
        session.expectLastRow("sextant> workload set input 4000")
        session.send("\r")
        session.expect("input: 4096 -> 4000")
    }

    @Test func anAnswerBetweenStepsIsNoCommand() throws {
        let folder = try TemporaryFolder()
        try folder.write("workload set input 8192\n", to: "a.sextant")
        let session = try start()
        session.send("replay --step \(folder.path)/a.sextant\r")
        session.expect("(Enter runs it")
        session.send("skip")
        session.expectLastRow("(Enter runs it; a command, skip, quit) skip")
        session.pause(milliseconds: 50)
        #expect(session.screen.text(having: 31) == "")
    }
}
