import TestSupport
import Testing

/// The guide through the program: at a terminal, and from a pipe.
@Suite struct GuideTests {
    @Test func leadsAPersonThroughQuestions() throws {
        let session = try PtySession(Project.program("sextant"), arguments: ["guide"], columns: 160, rows: 50)
        session.expect("Step 1 of 5: chip and load")
        session.expect("1/5 chip [sg2260e]: ")
        session.send("h10\t\r")
        session.expect("> arch load h100\n")
        session.expect("[deepseek-v3]: ")
        session.send("nonsense\r")
        session.expect("error: unknown model 'nonsense'")
        session.expect("1/5 model [deepseek-v3]: ")
        // A way back proposes what was chosen.
        session.send("back\r")
        session.expect("1/5 chip [h100]: ")
        session.send("sg2260e\r")
        session.expect("> arch load sg2260e\n")
        session.expect("1/5 model [deepseek-v3]: ")
        session.send("quit\r")
        session.expect("\nsextant sg2260e> ")
        // Up recalls the command, not the answer.
        session.send("\u{1B}[A")
        session.expectLastRow("sextant sg2260e> arch load sg2260e")
    }

    @Test func takesAnswersFromAPipeAndReplays() throws {
        let folder = try TemporaryFolder()
        let run = try Program.run(
            "sextant", ["guide"], input: String(repeating: "\n", count: 30), in: folder)
        #expect(run.error == "")
        #expect(run.exitCode == 0)
        #expect(folder.names == ["deployment_results"])
        let check = try Program.run(
            "sextant", ["replay", "--check", "deployment_results/sg2260e_deepseek-v3_decode.sextant"], in: folder)
        #expect(check.output.hasPrefix("deployment_results/sg2260e_deepseek-v3_decode.sextant: "))
        #expect(check.output.hasSuffix("; output as recorded\n"))
        #expect(check.exitCode == 0, "\(check.error)")
    }

    @Test func withoutAnswersItSaysWhatItWaitsFor() throws {
        let run = try Program.run("sextant", ["-c", "guide; h200"], in: try TemporaryFolder())
        #expect(run.exitCode == 1)
        #expect(
            run.error == """
                error: the shell waits for an answer to '1/5 model [deepseek-v3]'
                  start it at a terminal, or give the answers behind it: sextant -c "guide; h200; quit"
                  expected a line for each question, empty for its default, or 'quit'

                """)
        let pipe = try Program.run("sextant", ["guide"], input: "", in: try TemporaryFolder())
        #expect(pipe.exitCode == 1)
        #expect(pipe.error.hasPrefix("error: the shell waits for an answer to '1/5 chip [sg2260e]'\n"))
    }

    /// Results taller than the terminal scroll past: what is typed next is an answer, not a key of a pager.
    @Test func neverOpensAPager() throws {
        let session = try PtySession(Project.program("sextant"), arguments: ["guide"], columns: 100, rows: 10)
        for _ in 0..<14 { session.send("\r") }
        session.expect("3/5 sweep [")
        session.send("\r")
        session.expect("4/5 filter [")
        session.send("quit\r")
        session.expect("left the guide")
    }

    @Test func aWrongAnswerInAPipeEndsIt() throws {
        let run = try Program.run("sextant", [], input: "guide\nsg2260\n", in: try TemporaryFolder())
        #expect(run.exitCode == 1)
        #expect(run.error.hasPrefix("<stdin>:2:11: error: unknown chip 'sg2260'\n  arch load sg2260\n"))
    }
}
