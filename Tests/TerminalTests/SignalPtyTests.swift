import Glibc
import TestSupport
import Testing

/// Ctrl-C, Ctrl-D, Ctrl-Z, changes of size, and the ways out.
@Suite struct SignalPtyTests {
    @Test func controlCClearsTheLineAndPromptsAgain() throws {
        let session = try EchoProgram.start()
        for _ in 1...20 {
            session.send("half a line\u{3}")
            session.expect("^C")
            session.expect("(interrupted)")
            session.expect(EchoProgram.prompt)
        }
        session.send("whole\r")
        session.expect("[whole]")
    }

    @Test func keysAroundControlCKeepTheirOrder() throws {
        let session = try EchoProgram.start()
        session.send("dropped\u{3}kept\r")
        session.expect("(interrupted)")
        session.expect("[kept]")
    }

    @Test func controlCPrintsBelowALineOfSeveralRows() throws {
        let session = try EchoProgram.start(columns: 20)
        session.send("0123456789012345678901234567\u{1}")
        session.expectScreen("cursor at the beginning") { $0.cursor == (0, 6) && $0.lines[1] == "45678901234567" }
        session.send("\u{3}")
        session.expectScreen("new prompt below") { screen in
            screen.text == "echo> 01234567890123\n45678901234567^C\n(interrupted)\necho>"
        }
    }

    /// 6 and 14 columns fill the row: what follows begins the next.
    @Test func controlCPrintsBelowAFullRow() throws {
        let session = try EchoProgram.start(columns: 20)
        session.send("01234567890123")
        session.expectScreen("full row") { $0.lines[0] == "echo> 01234567890123" }
        session.send("\u{3}")
        session.expectScreen("new prompt below") { screen in
            screen.text == "echo> 01234567890123\n^C\n(interrupted)\necho>"
        }
    }

    @Test func aSignalFromOutsideCountsAsControlC() throws {
        let session = try EchoProgram.start()
        for _ in 1...20 {
            session.send("ab")
            session.expectLastRow("echo> ab")
            kill(session.process, SIGINT)
            session.expect("(interrupted)")
            session.expect(EchoProgram.prompt)
        }
    }

    /// No shell is there to stop it, and it goes on with keys, not with whole lines.
    @Test func keysAreKeysAgainBehindControlZ() throws {
        let session = try EchoProgram.start()
        session.send("ab\u{1A}")
        session.expect("^Z")
        session.expectLastRow("echo> ab")
        session.pause(milliseconds: 100)
        #expect(!session.isCookedAndEchoing)
        session.send("cd\u{1B}[DX\r")
        session.expect("[abcXd]")
    }

    @Test func handlersAreInstalledOnce() throws {
        let session = try EchoProgram.start()
        session.send("install\r")
        session.expect("0 more files")
    }

    @Test func controlCCancelsTheRunningCommand() throws {
        let session = try EchoProgram.start()
        session.send("sleep\r")
        session.expect("sleeping")
        session.send("\u{3}")
        session.expect("cancelled", seconds: 2)
        session.expect(EchoProgram.prompt)
        session.send("alive\r")
        session.expect("[alive]")
    }

    /// What is typed between the steps of a replay.
    @Test(arguments: [
        ("\r", "<>"), ("rows\n", "<rows>"), ("中文\r", "<中文>"), ("ro\u{3}", "by Ctrl-C"), ("ro\u{4}", "by Ctrl-D"),
    ])
    func aStepWaitsForAnAnswer(_ keys: String, _ answer: String) throws {
        let session = try EchoProgram.start()
        session.send("wait\r")
        session.expect("waiting")
        session.send(keys)
        session.expect("answered " + answer)
        session.expect(EchoProgram.prompt)
        session.send("on\r")
        session.expect("[on]")
    }

    @Test(arguments: [("xterm", true), ("dumb", false)])
    func knowsTheWindow(_ terminal: String, _ moves: Bool) throws {
        let session = try EchoProgram.start(environment: ["TERM": terminal, "COLUMNS": "40"], columns: 132)
        session.send("width\r")
        session.expect("132 columns, cursor \(moves)")
    }

    @Test func controlCInASearchGivesAFreshPrompt() throws {
        let session = try EchoProgram.start()
        session.send("one\r")
        session.expect("[one]")
        session.send("\u{12}on")
        session.expectLastRow("search \"on\": one")
        session.send("\u{3}")
        session.expect("(interrupted)")
        session.expect(EchoProgram.prompt)
        session.expectLastRow("echo>")
        session.send("two\r")
        session.expect("[two]")
    }

    @Test func controlDEndsOnlyOnAnEmptyLine() throws {
        let session = try EchoProgram.start()
        session.send("x\u{4}\u{4}\u{7F}")
        session.expectLastRow("echo>")
        session.send("\u{4}")
        session.expect("bye")
        // On a row of its own.
        session.expectScreen("end") { $0.text == "echo>\nbye" }
        #expect(try session.exitCode() == 0)
        #expect(session.isCookedAndEchoing)
    }

    @Test func keysTypedDuringACommandWaitForThePrompt() throws {
        let session = try EchoProgram.start()
        session.send("nap\r")
        session.expect("napping")
        session.send("early one\rearly two\rearly ")
        session.expect("awake")
        session.expect("[early one]")
        session.expect("[early two]")
        session.expectLastRow("echo> early")
        session.send("three\r")
        session.expect("[early three]")
        #expect(!session.screen.text.hasPrefix("echo> nap\nnapping\nearly"))
    }

    @Test func keysTypedBeforeTheFirstPromptAreKept() throws {
        let session = try PtySession(EchoProgram.path)
        session.send("first\rsecond\r")
        session.expect("[first]")
        session.expect("[second]")
    }

    @Test func redrawsForANewWidth() throws {
        let session = try EchoProgram.start(columns: 80)
        session.send("0123456789012345678901234567890123456789")
        session.expectLastRow("echo> 0123456789012345678901234567890123456789")
        session.resize(columns: 30, rows: 24)
        // Nothing of the line as it was stays above it.
        session.expectScreen("line wrapped at 30") { screen in
            screen.text == "echo> 012345678901234567890123\n4567890123456789"
        }
        session.send("\u{1}X")
        session.expectScreen("line wrapped anew") { screen in
            screen.text == "echo> X01234567890123456789012\n34567890123456789"
        }
        session.send("\u{5}Y\r")
        session.expect("[X0123456789012345678901234567890123456789Y]")
        session.resize(columns: 100, rows: 30)
        session.send("wide\r")
        session.expect("[wide]")
    }

    @Test func aNewWidthLeavesWhatStandsAbove() throws {
        let session = try EchoProgram.start(columns: 80)
        session.send("one\r")
        session.expect("[one]")
        session.expectLastRow("echo>")
        session.send("tw")
        session.expectLastRow("echo> tw")
        session.resize(columns: 60, rows: 24)
        session.pause(milliseconds: 100)
        session.send("o")
        session.expectScreen("the rows above") { $0.text == "echo> one\n[one]\necho> two" }
    }

    /// The prompt stands one row above the cursor, and below what was printed.
    @Test func aNewWidthDrawsALineOfTwoRowsOnce() throws {
        let session = try EchoProgram.start(columns: 20)
        session.send("one\r")
        session.expect("[one]")
        session.expectLastRow("echo>")
        session.send("01234567890123456")
        session.expectLastRow("456")
        session.resize(columns: 22, rows: 24)
        session.pause(milliseconds: 100)
        session.send("X")
        session.expectScreen("two rows") { $0.text == "echo> one\n[one]\necho> 0123456789012345\n6X" }
    }

    @Test func aTaskGetsANormalTerminal() throws {
        let session = try EchoProgram.start()
        session.send("normal\r")
        // A terminal that passes whole lines edits them itself.
        session.pause(milliseconds: 200)
        session.send("tyop\u{7F}\u{7F}po\n")
        session.expect("normal <typo>")
        session.expect(EchoProgram.prompt)
        session.send("again\r")
        session.expect("[again]")
    }

    @Test func whoGoesOnAfterClosingHasANormalTerminal() throws {
        let session = try EchoProgram.start()
        session.send("close\r")
        session.expectScreen("no marks of pastes") { !$0.marksPastes }
        session.pause(milliseconds: 200)
        session.send("tyop\u{7F}\u{7F}po\n")
        session.expect("normal <typo>")
        #expect(try session.exitCode() == 0)
    }

    @Test(arguments: [("exit\r", 7), ("crash\r", 128 + SIGABRT), ("\u{4}", 0)])
    func everyWayOutRestoresTheTerminal(keys: String, code: Int32) throws {
        let session = try EchoProgram.start()
        session.expectScreen("marks of pastes") { $0.marksPastes }
        session.send(keys)
        #expect(try session.exitCode() == code)
        #expect(session.isCookedAndEchoing)
        session.expectScreen("no marks of pastes") { !$0.marksPastes }
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func aRequestToEndIsFollowed(signal: Int32) throws {
        let session = try EchoProgram.start()
        session.send("half")
        session.expectLastRow("echo> half")
        kill(session.process, signal)
        session.expect("bye")
        #expect(try session.exitCode() == 0)
        #expect(session.isCookedAndEchoing)
    }

    @Test func aRequestToEndStopsTheRunningCommand() throws {
        let session = try EchoProgram.start()
        session.send("sleep\r")
        session.expect("sleeping")
        kill(session.process, SIGTERM)
        session.expect("cancelled")
        session.expect("bye")
        #expect(try session.exitCode() == 0)
    }

    @Test func aSecondRequestEndsAStuckCommand() throws {
        let session = try EchoProgram.start()
        session.send("stuck\r")
        session.expect("stuck\n")
        kill(session.process, SIGTERM)
        session.pause(milliseconds: 50)
        kill(session.process, SIGTERM)
        #expect(try session.exitCode() == 128 + SIGTERM)
        #expect(session.isCookedAndEchoing)
    }

    @Test func aVanishedTerminalEndsCleanly() throws {
        let session = try EchoProgram.start()
        session.send("half")
        session.expectLastRow("echo> half")
        session.hangUp()
        #expect(try session.exitCode() == 0)
    }

    @Test func suspendsUnderAShellAndComesBack() throws {
        let session = try PtySession("/bin/sh", arguments: ["-i"], environment: ["PS1": "sh$ "])
        session.expect("sh$ ")
        session.send(EchoProgram.path + "\r")
        session.expect(EchoProgram.prompt)
        session.send("half")
        session.expectLastRow("echo> half")
        session.send("\u{1A}")
        session.expect("^Z")
        session.expect("sh$ ")
        session.expectScreen("no marks of pastes in the shell") { !$0.marksPastes }
        session.send("echo in the she''ll\r")
        session.expect("in the shell")
        session.send("fg\r")
        session.expectLastRow("echo> half")
        session.expectScreen("marks of pastes again") { $0.marksPastes }
        session.send(" done\r")
        session.expect("[half done]")
        session.send("\u{4}")
        session.expect("bye")
    }

    @Test func aStopFromOutsideIsOvercome() throws {
        let session = try EchoProgram.start()
        session.send("half")
        session.expectLastRow("echo> half")
        kill(session.process, SIGSTOP)
        session.pause(milliseconds: 50)
        kill(session.process, SIGCONT)
        session.send(" done\r")
        session.expect("[half done]")
        session.expect(EchoProgram.prompt)
        session.send("\u{3}")
        session.expect("(interrupted)")
    }

    /// Stopped by another, the shell could not tell the terminal anything, and who had it meanwhile left it without marks.
    @Test func marksOfPastesComeBackAfterAStopFromOutside() throws {
        let session = try PtySession("/bin/sh", arguments: ["-i"], environment: ["PS1": "sh$ "])
        session.expect("sh$ ")
        session.send("sh -c 'echo at $$; exec \(EchoProgram.path)'\r")
        session.expect(EchoProgram.prompt)
        let started = try #require(session.screen.transcript.split(separator: "\n").last { $0.hasPrefix("at ") })
        let process = try #require(Int32(started.dropFirst(3).filter(\.isNumber)))
        session.send("half")
        session.expectLastRow("echo> half")
        kill(process, SIGSTOP)
        session.expect("sh$ ")
        session.send("printf '\\033[?2004l'; echo out of ma''rks\r")
        session.expect("out of marks")
        session.expectScreen("no marks of pastes") { !$0.marksPastes }
        session.send("fg\r")
        session.expectLastRow("echo> half")
        session.expectScreen("marks of pastes again") { $0.marksPastes }
        session.send(" done\r")
        session.expect("[half done]")
    }

    @Test func controlCStopsAScriptFromAPipe() throws {
        let session = try PtySession(
            "/bin/sh", arguments: ["-c", "trap '' INT; printf 'sleep\\nnext\\n' | \(EchoProgram.path)"])
        session.expect("sleeping")
        session.send("\u{3}")
        session.expect("cancelled")
        // Before the next line, which is read already.
        session.expect("(interrupted)")
        session.expect("[next]")
        #expect(try session.exitCode() == 0)
    }

    @Test func controlCIsAnsweredWhileNoLineComes() throws {
        let session = try PtySession(
            "/bin/sh",
            arguments: ["-c", "trap '' INT; (printf 'one\\n'; sleep 3; printf 'two\\n') | \(EchoProgram.path)"])
        session.expect("[one]")
        session.pause(milliseconds: 50)
        session.send("\u{3}")
        session.expect("(interrupted)", seconds: 2)
        session.expect("[two]")
        #expect(try session.exitCode() == 0)
    }

    @Test func aPipeIsReadWithoutPrompt() throws {
        let session = try PtySession(
            "/bin/sh", arguments: ["-c", "printf 'a\\r\\n\\377b\\n%0100000d\\nlast' 0 | \(EchoProgram.path)"])
        session.expect("[a]")
        session.expect("[\u{FFFD}b]")
        session.expect("[last]")
        session.expect("bye")
        #expect(try session.exitCode() == 0)
        #expect(!session.screen.transcript.contains(EchoProgram.prompt))
    }
}
