import Glibc
import TestSupport
import Testing

/// Nothing is lost: killed shells, shells side by side, and disks and terminals that fail.
@Suite struct RecoveryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var journals: [String] { Folder.names(in: folder.path(of: "sextant/journal")) }

    private func start(state: String? = nil, offer: String = "", arguments: [String] = []) throws -> PtySession {
        let session = try PtySession(
            Project.program("sextant"), arguments: arguments,
            environment: ["SEXTANT_HISTORY": nil, "XDG_STATE_HOME": state ?? folder.path], columns: 160, rows: 50)
        guard arguments.isEmpty else { return session }
        session.expect("help · guide · quit\n")
        session.expect(offer)
        session.expect("\nsextant> ")
        return session
    }

    private func kill(_ session: PtySession, _ signal: Int32 = SIGKILL) throws {
        _ = Glibc.kill(session.process, signal)
        _ = try session.exitCode()
    }

    @Test func aKilledSessionIsOfferedAndComesBack() throws {
        let first = try start()
        first.load()
        first.send("workload set input 8192\r")
        first.expect("[3] input: 4096 -> 8192")
        first.expect(CaseShell.prompt)
        try kill(first)
        let second = try start(
            offer: " ended unexpectedly; 'recover' brings it back, 'recover drop' forgets it\n")
        #expect(second.screen.transcript.contains("a session of 3 commands from 20"))
        // The offer is only that: a command that is typed runs.
        second.send("workload set output 2\r")
        second.expect("[1] output: 0 -> 2")
        second.send("recover\r")
        second.expect(" is back")
        second.expect("\n" + CaseShell.prompt)
        second.send("workload set input 1024\r")
        second.expect("[4] input: 8192 -> 1024")
        second.send("quit\r")
        #expect(try second.exitCode() == 0)
        #expect(journals.isEmpty)
        let third = try start()
        #expect(!third.screen.transcript.contains("unexpectedly"))
    }

    /// Ctrl-C during a sweep, a crash, and the same plans again; 200 million combinations would take minutes.
    @Test func aCancelledSweepIsRecoveredAsFarAsItWent() throws {
        let first = try start()
        first.load()
        first.start("workload set input 2048; \(CaseShell.endless); top 3")
        first.send("\u{3}")
        first.expect("kept as sweep", seconds: 60)
        first.expect("--first ")
        first.expect("\n" + CaseShell.prompt)
        first.send("workload set output 2\r")
        first.expect("[5] output: 0 -> 2")
        first.expect("\n" + CaseShell.prompt)
        let done = try #require(
            first.screen.transcript.split(separator: "--first ").last?.prefix { $0.isNumber })
        try kill(first)
        let name = try #require(journals.first)
        #expect(folder.read("sextant/journal/" + name)?.contains("top 3\n#> ran 2 --first \(done)\n") == true)
        let second = try start(offer: "unexpectedly")
        second.send("recover\r")
        second.expect(" is back", seconds: 60)
        second.expect("  as far as it went: sweep --first \(done) tp=4 batch=1..20000 input=1..10000")
        second.expect("\n" + CaseShell.prompt)
        second.send("history\r")
        second.expect("sweep --first \(done) tp=4")
        second.send("workload set output 3\r")
        second.expect("[6] output: 2 -> 3")
    }

    /// A sweep that a crash ended has no extent; Ctrl-C in its recovery keeps what was there before it.
    @Test func controlCInRecoverKeepsWhatIsBack() throws {
        let first = try start()
        first.load()
        first.start()
        try kill(first)
        let second = try start(offer: "unexpectedly")
        second.send("recover\r")
        second.expectProgress()
        second.send("\u{3}")
        second.expect("interrupted: 1 of 2 lines of a session of 3 commands from 20", seconds: 60)
        second.expect("'recover' goes on with: \(CaseShell.endless);")
        second.expect("\n" + CaseShell.prompt)
        second.send("workload set output 2\r")
        second.expect("[3] output: 0 -> 2")
        second.expect("\n" + CaseShell.prompt)
        second.send("recover --skip\r")
        second.expect("the rest of a session of 1 command from 20")
        second.expect(" is back")
        second.expect("\n" + CaseShell.prompt)
        second.send("quit\r")
        #expect(try second.exitCode() == 0)
        #expect(journals.isEmpty)
    }

    @Test func aCommandIsOnDiskBeforeItRuns() throws {
        let session = try start()
        session.load()
        session.start()
        try kill(session)
        let name = try #require(journals.first)
        #expect(
            folder.read("sextant/journal/" + name)
                == "\(CaseShell.load)\n\(CaseShell.endless)\n")
        #expect(folder.read("sextant/history")?.hasSuffix("input=1..10000\n") == true)
    }

    @Test func dropForgetsASession() throws {
        let first = try start()
        first.send("workload set input 8192\r")
        first.expect("\nsextant> ")
        try kill(first)
        let second = try start(offer: "unexpectedly")
        second.send("recover drop\r")
        second.expect(" is forgotten")
        second.send("recover\r")
        second.expect("error: there is no session to recover")
        second.send("\u{4}")
        #expect(try second.exitCode() == 0)
        #expect(journals.isEmpty)
    }

    @Test func twoShellsKeepBothHistories() throws {
        let first = try start()
        let second = try start()
        for (session, line) in [(first, "workload set input 8192"), (second, "workload set output 2")] {
            session.send(line + "\r")
            session.expect("\nsextant> ")
        }
        #expect(journals.count == 2)
        // Neither takes the other for one that is gone.
        first.send("recover\r")
        first.expect("error: there is no session to recover")
        for session in [first, second] {
            session.send("quit\r")
            #expect(try session.exitCode() == 0)
        }
        #expect(
            folder.read("sextant/history")
                == "workload set input 8192\nworkload set output 2\nrecover\nquit\nquit\n")
        #expect(journals.isEmpty)
    }

    @Test func aTerminalThatGoesAwayLeavesTheSessionToBeRecovered() throws {
        let first = try start()
        first.send("workload set input 8192\r")
        first.expect("\nsextant> ")
        first.hangUp()
        _ = try first.exitCode()
        #expect(journals.count == 1)
        let second = try start(offer: "a session of 1 command from 20")
        second.send("recover\r")
        second.expect(" is back")
        second.expect("\nsextant> ")
        try kill(second, SIGTERM)
        #expect(journals.count == 1)
    }

    /// Nobody may make folders below /proc, not even the superuser.
    @Test func aStateFolderThatCannotBeWrittenIsSaidOnce() throws {
        let session = try start(state: "/proc")
        session.send("workload set input 8192\r")
        session.expect("warning: history is not saved: cannot open /proc/sextant/history: ")
        session.expect("warning: a crash would lose this session: cannot write /proc/sextant/journal/")
        session.expect("[1] input: 4096 -> 8192")
        session.expect("\nsextant> ")
        session.send("workload set output 2\r")
        session.expect("[2] output: 0 -> 2")
        session.send("save /proc/plans.sextant\r")
        session.expect("error: cannot write '/proc/plans.sextant': ")
        session.send("workload set output 3\r")
        session.expect("[3] output: 2 -> 3")
        session.send("quit\r")
        #expect(try session.exitCode() == 0)
        #expect(session.screen.transcript.split(separator: "warning: ").count == 3)
    }

    /// A limit on the size of files fails writes as a full disk does.
    @Test func aFullDiskLosesNothingThatThereWas() throws {
        let file = folder.path(of: "list.csv")
        try folder.write("precious", to: "list.csv")
        let session = try PtySession(
            "/bin/bash", arguments: ["-c", "ulimit -f 1; exec \"$0\"", Project.program("sextant")],
            environment: ["XDG_STATE_HOME": folder.path], columns: 160, rows: 50)
        session.expect("help · guide · quit\n")
        session.send("arch load sg2260e; model load deepseek-v3; sweep tp=1,2,4,8 batch=1..50\r")
        session.expect("\n" + CaseShell.prompt)
        session.send("save --force \(file)\r")
        session.expect("error: cannot write '\(file)': File too large")
        session.expect("\n" + CaseShell.prompt)
        #expect(folder.read("list.csv") == "precious")
        #expect(folder.names == ["list.csv", "sextant"])
        session.send("quit\r")
        #expect(try session.exitCode() == 0)
    }

    @Test func resizingInMidLineKeepsTheLine() throws {
        let session = try start()
        session.send("workload set inp")
        session.expect("set inp")
        session.resize(columns: 60, rows: 20)
        session.pause(milliseconds: 100)
        session.send("ut 8192\r")
        session.expect("[1] input: 4096 -> 8192")
    }

    @Test func stepWaitsForEnterBeforeEachCommand() throws {
        try folder.write("# Why.\nworkload set input 8192\nworkload set output 2\nmodel list\n", to: "study.sextant")
        let path = folder.path(of: "study.sextant")
        let shell = try start()
        shell.send("replay --step \(path)\r")
        shell.expect("# Why.\n> workload set input 8192\n(Enter runs it; a command, skip, quit) ", seconds: 10)
        shell.pause(milliseconds: 100)
        #expect(!shell.screen.transcript.contains("4096 -> 8192"))
        shell.send("\r")
        shell.expect("input: 4096 -> 8192\n> workload set output 2\n")
        shell.expect("skip, quit) ")
        // Looking round leaves no cell.
        shell.send("config show\r")
        shell.expect("chips ")
        shell.expect("> workload set output 2\n")
        shell.expect("skip, quit) ")
        shell.send("skip\r")
        shell.expect("> model list\n")
        shell.expect("skip, quit) ")
        shell.send("q\r")
        shell.expect("sextant> ")
        shell.send("workload set input 1\r")
        shell.expect("[2] input: 8192 -> 1")
        shell.expect("\nsextant> ")
        // What was typed at the steps comes back with the session.
        try kill(shell)
        let second = try start(offer: " ended unexpectedly")
        second.send("recover\r")
        second.expect(" is back")
        second.expect("\nsextant> ")
        second.send("workload set output 7\r")
        second.expect("[3] output: 0 -> 7")
        // The same from the command line.
        let batch = try start(arguments: ["replay", "--step", path])
        batch.expect("> workload set input 8192\n")
        batch.send("\n")
        batch.expect("> workload set output 2\n")
        batch.expect("skip, quit) ")
        batch.send("\u{3}")
        #expect(try batch.exitCode() == 130)
    }
}
