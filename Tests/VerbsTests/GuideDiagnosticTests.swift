import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Wrong answers: the diagnostic of the command that they stand for, and the same question again.
@Suite struct GuideDiagnosticTests {
    private func shell(at question: String) throws -> TestShell {
        let shell = try TestShell("guide")
        while let open = shell.interpreter.question, !open.hasPrefix(question) { try shell.run("") }
        return shell
    }

    private func check(_ question: String, _ answer: String, _ text: String) throws {
        let shell = try shell(at: question)
        let before = shell.snapshot
        let open = shell.interpreter.question
        #expect(try shell.failure(answer) == text)
        #expect(shell.snapshot == before)
        #expect(shell.interpreter.question == open)
    }

    @Test func anUnknownChip() throws {
        try check(
            "1/5 chip", "sg2260",
            """
            error: unknown chip 'sg2260'
              arch load sg2260
                        ^^^^^^ did you mean 'sg2260e'?
                        expected a name of 'arch list', or a chip file FILE.json

            """)
    }

    @Test func twoCommandsInOneAnswer() throws {
        try check(
            "4/5 filter", "tps_batch>=10; quit",
            """
            error: an answer is part of one command
              expected an answer without ';'

            """)
    }

    @Test func aValueThatIsNone() throws {
        try check(
            "2/5 TP", "2,four",
            """
            error: 'four' is not a number
              2,four
                ^^^^ expected a number such as 128 or 4K

            """)
    }

    @Test func aServiceLevelOfNothing() throws {
        try check(
            "2/5 output tokens", "0",
            """
            error: there is nothing to ask for
              0
              ^ expected more than 0

            """)
    }

    @Test func aMarginWithoutItsSign() throws {
        try check(
            "2/5 margin", "15",
            """
            error: 15 is out of range
              15
              ^^ did you mean 15%?
              expected a share from 0% to 100%

            """)
    }

    @Test func anUnknownLoad() throws {
        try check(
            "1/5 plan for", "training",
            """
            error: 'training' is not a kind of load
              training
              ^^^^^^^^ expected one of decode, prefill, agg, disagg, rate

            """)
    }

    @Test func anUnknownAxis() throws {
        try check(
            "3/5 sweep", "chips=128 bach=8",
            """
            error: unknown axis 'bach'
              sweep chips=128 bach=8
                              ^^^^ did you mean 'batch' (sequences decoded per chip)?
                              expected one of \(Names.first(of: nil))

            """)
    }

    @Test func aConditionThatNoPlanMeets() throws {
        try check(
            "4/5 filter", "tps_batch>=1000",
            """
            error: no plan meets this; the best of each is tps_batch 14.61
              expected a weaker condition, or back to widen the search space

            """)
    }

    /// What is best is said of the figures that were asked for, whatever the service level is of.
    @Test func theBestIsOfWhatWasAskedFor() throws {
        let shell = try shell(at: "4/5 filter")
        let text = try shell.failure("tps_chip>=1000000 and dram<=1")
        #expect(text.hasPrefix("error: no plan meets this; the best of each is tps_chip "))
        #expect(text.contains(", dram ") && !text.contains("tps_batch "))
    }

    @Test func aRowThatIsNotThere() throws {
        let shell = try shell(at: "5/5 break down")
        #expect(try shell.failure("99").hasPrefix("error: there is no row 99\n  breakdown 99\n"))
        #expect(shell.interpreter.question == "5/5 break down row [1]: ")
    }

    @Test func aPlaceInAFileIsThatOfTheAnswer() throws {
        let shell = try TestShell()
        let script = Script("guide\nh1000\n", name: "s.sextant")
        let diagnostic = try #require(throws: Diagnostic.self) {
            try script.run(on: shell.interpreter, OutputSink(standardOutput: { _ in }, standardError: { _ in }))
        }
        #expect(diagnostic.render().hasPrefix("s.sextant:2:11: error: unknown chip 'h1000'\n  arch load h1000\n"))
    }
}
