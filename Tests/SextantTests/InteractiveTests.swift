import TestSupport
import Testing

/// The shell as a person at a terminal meets it.
@Suite struct InteractiveTests {
    private func start(environment: [String: String?] = [:]) throws -> PtySession {
        let session = try PtySession(
            Project.program("sextant"), environment: environment, columns: 160, rows: 50)
        session.expect("Sextant ")
        session.expect("help · guide · quit\n\nsextant> ")
        return session
    }

    private func prepared() throws -> PtySession {
        let session = try start()
        session.load()
        return session
    }

    @Test func greetsAndShowsWhatIsLoadedInThePrompt() throws {
        let session = try start()
        session.send("arch load sg2260e\r")
        session.expect("\nsextant sg2260e> ")
        session.send("model load deepseek-v3\r")
        session.expect("\n" + CaseShell.prompt)
        session.send("quit\r")
        #expect(try session.exitCode() == 0)
    }

    @Test func completesVerbsAndNames() throws {
        let session = try prepared()
        session.send("sw\t")
        session.expectLastRow(CaseShell.prompt + "sweep")
        session.send("chi\t")
        session.expectLastRow(CaseShell.prompt + "sweep chips=")
        session.send("128 tp=2,4 bat\t")
        session.expectLastRow(CaseShell.prompt + "sweep chips=128 tp=2,4 batch=")
        session.send("8\r")
        session.expect("2 plans in ")
        session.send("filter tps_c\t>1\r")
        session.expect("2 of 2 kept; 0 dropped by tps_chip>1")
    }

    @Test func listsTheWaysToGoOn() throws {
        let session = try prepared()
        session.send("arch \t\t")
        session.expectScreen("list of the second words") { screen in
            ["list", "load", "show", "set"].allSatisfy { word in
                screen.lines.contains { $0.hasPrefix(word + " ") }
            }
        }
    }

    @Test func anErrorHasACaretAndTheShellGoesOn() throws {
        let session = try prepared()
        session.send("sweep bach=1,2\r")
        session.expectScreen("an error with a caret") { screen in
            guard let row = screen.lines.firstIndex(of: "error: unknown axis 'bach'") else { return false }
            return screen.lines[row + 1] == "  sweep bach=1,2"
                && screen.lines[row + 2] == "        ^^^^ did you mean 'batch' (sequences decoded per chip)?"
        }
        session.send("workload set input 8192\r")
        session.expect("input: 4096 -> 8192")
        session.expect(CaseShell.prompt)
    }

    @Test func controlCDropsTheLineAndControlDLeaves() throws {
        let session = try prepared()
        session.send("nonsense")
        session.expect("nonsense")
        session.send("\u{3}")
        session.expect("\n" + CaseShell.prompt)
        session.send("workload set input 8192\r")
        session.expect("input: 4096 -> 8192")
        session.expect(CaseShell.prompt)
        session.send("\u{4}")
        #expect(try session.exitCode() == 0)
        #expect(!session.screen.transcript.contains("error: unknown command"))
        #expect(session.isCookedAndEchoing)
    }

    @Test func controlCKeepsWhatASweepHasDone() throws {
        let session = try prepared()
        session.start()
        session.send("\u{3}")
        session.expect("; the first ", seconds: 60)
        session.expect(" of 200,000,000 combinations; took ")
        session.expect("; cancelled, and kept as sweep")
        session.expect("--first ")
        session.expect("\n" + CaseShell.prompt)
        session.send("rows 1\r")
        session.expect("; 'rows all' shows the rest")
    }

    @Test func controlCEndsAScriptWithItsOwnExitCode() throws {
        let session = try PtySession(
            Project.program("sextant"),
            arguments: ["-c", "\(CaseShell.load); \(CaseShell.endless); help"], columns: 160)
        session.expectProgress()
        session.send("\u{3}")
        #expect(try session.exitCode(seconds: 60) == 130)
        #expect(!session.screen.transcript.contains("Verbs"))
    }

    @Test func pastedLinesRunOneAfterTheOther() throws {
        let session = try start()
        session.send("workload set input 8192\rworkload set output 2\r")
        session.expect("input: 4096 -> 8192")
        session.expect("output: 0 -> 2")
    }

    @Test func aPasteStopsAtItsFirstError() throws {
        let session = try start()
        session.send(
            "\u{1B}[200~workload set input 8192\nworkload set inptu 1\nworkload set output 2\nworkload set output 3\n\u{1B}[201~"
        )
        session.expect("input: 4096 -> 8192")
        session.expect("did you mean 'input'")
        session.expect("2 pasted lines behind it did not run\nsextant> ")
        session.send("workload show\r")
        session.expect("output  ")
        session.expect(" 0 ")
        session.expect("\nsextant> ")
        #expect(!session.screen.transcript.contains("-> 2"))
    }

    @Test func aBackslashContinuesALine() throws {
        let session = try prepared()
        session.send("sweep chips=128 \\\r")
        session.expect("\n... ")
        session.send("  tp=2,4 bat\t")
        session.expectLastRow("...   tp=2,4 batch=")
        session.send("8\r")
        session.expect("2 plans in ")
        session.expect(CaseShell.prompt)
        // It is one line of the history, and Ctrl-C drops all of it.
        session.send("\u{1B}[A")
        session.expectLastRow(CaseShell.prompt + "sweep chips=128 tp=2,4 batch=8")
        session.send("\u{15}sweep \\\r")
        session.expect("\n... ")
        session.send("\u{3}")
        session.expect("\n" + CaseShell.prompt)
        session.send("\u{1B}[200~sweep chips=128 \\\n tp=2,4,8 \\\n batch=8\n\u{1B}[201~")
        session.expect("3 plans in ")
        session.expect(CaseShell.prompt)
    }

    @Test func exitLeavesAndClearClears() throws {
        let session = try start()
        session.send("workload set input 8192\r")
        session.expect("input: 4096 -> 8192")
        session.send("clear\r")
        session.expectScreen("an empty screen") { screen in screen.lines.first?.hasPrefix("sextant>") == true }
        session.send("? quit\r")
        session.expect("Leaves the shell.")
        session.send("exit\r")
        #expect(try session.exitCode() == 0)
    }

    @Test func quitRestoresTheTerminal() throws {
        let session = try start()
        session.send("quit\r")
        #expect(try session.exitCode() == 0)
        #expect(session.isCookedAndEchoing)
    }

    @Test func remembersLinesInAFileThatOnlyItsOwnerReads() throws {
        let folder = try TemporaryFolder()
        let environment = ["SEXTANT_HISTORY": nil, "XDG_STATE_HOME": folder.path]
        let first = try start(environment: environment)
        first.send("workload set input 8192\r")
        first.expect("input: 4096 -> 8192")
        first.send("quit\r")
        #expect(try first.exitCode() == 0)
        #expect(folder.read("sextant/history") == "workload set input 8192\nquit\n")
        #expect(folder.mode(of: "sextant/history") == 0o600)
        let second = try start(environment: environment)
        second.send("\u{1B}[A\u{1B}[A\r")
        second.expect("input: 4096 -> 8192")
    }
}
