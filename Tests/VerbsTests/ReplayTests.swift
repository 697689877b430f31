import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

@Suite struct ReplayTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path(of: "study.sextant")
    }

    private func save() throws -> TestShell {
        let shell = try TestShell.prepared()
        try shell.run("filter tps_batch>=10; top 3; format csv; rows 2; format box; breakdown")
        try shell.run("save \(path)")
        return shell
    }

    @Test func aSavedSessionReplaysToTheSameSession() throws {
        let shell = try save()
        let text = try #require(folder.read("study.sextant"))
        #expect(
            text == Script(text, name: path).entries.map { $0.text + "\n" + Script.comment($0.recorded ?? "") }.joined()
        )
        let again = try TestShell("replay \(path)")
        #expect(again.session.deployment == shell.session.deployment)
        #expect(again.session.plans?.selection.rows == shell.session.plans?.selection.rows)
        #expect(again.session.title == shell.session.title)
    }

    @Test func checkAcceptsWhatWasRecorded() throws {
        _ = try save()
        #expect(
            try TestShell().run("replay --check \(path)")
                == "\(path): 9 of 9 lines have recorded output; output as recorded\n")
    }

    @Test func checkFindsADifferenceAndUpdateMendsIt() throws {
        try folder.write("workload set input 8192\n#> input: 4096 -> 9000\n", to: "study.sextant")
        let shell = try TestShell("arch load sg2260e")
        let before = shell.snapshot
        let blame = "  replay --check \(path)\n                 " + String(repeating: "^", count: path.count)
        #expect(
            try shell.failure("replay --check \(path)") == """
                error: \(path): output of 1 of 1 line differs from the recorded one
                \(blame) the file does not say which version recorded it
                  1 figure moved:
                   line  figure          recorded   now  change
                                                              %
                      1  input: 4096 ->      9000  8192   -8.98

                """)
        #expect(shell.snapshot == before)
        #expect(try shell.run("replay --update \(path)") == "\(path): recorded output rewritten\n")
        #expect(folder.read("study.sextant") == "workload set input 8192\n#> input: 4096 -> 8192\n")
        #expect(
            try shell.run("replay --check \(path)")
                == "\(path): 1 of 1 line has recorded output; output as recorded\n")
    }

    @Test func updateKeepsNotesAndBlankLines() throws {
        let text = "# First.\n\narch load sg2260e\n#> old\n# Last.\n"
        try folder.write(text, to: "study.sextant")
        try TestShell().run("replay --update \(path)")
        let updated = try #require(folder.read("study.sextant"))
        #expect(
            updated.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#>") }
                == ["# First.", "", "arch load sg2260e", "# Last.", ""])
        #expect(!updated.contains("#> old"))
    }

    @Test func updateKeepsWhatStandsBehindAQuit() throws {
        try folder.write("workload set input 8192\nquit\n# Later.\nmodel list\n#> kept\n", to: "study.sextant")
        try TestShell().run("replay --update \(path)")
        #expect(
            folder.read("study.sextant")
                == "workload set input 8192\n#> input: 4096 -> 8192\nquit\n# Later.\nmodel list\n#> kept\n")
    }

    @Test func linesWithoutARecordAreNotCompared() throws {
        try folder.write("arch load sg2260e\nworkload set input 8192\n", to: "study.sextant")
        #expect(
            try TestShell().run("replay --check \(path)")
                == "\(path): 0 of 2 lines have recorded output; nothing to compare\n")
    }

    @Test func aReplayTakesThePlaceOfTheSessionAndUndoBringsItBack() throws {
        try folder.write("workload set input 8192\n", to: "study.sextant")
        let shell = try TestShell("arch load sg2260e")
        let before = shell.snapshot
        #expect(try shell.run("replay \(path)") == "input: 4096 -> 8192\n")
        #expect(shell.session.chip == nil)
        try shell.run("undo")
        #expect(shell.snapshot == before)
    }

    @Test func aReplayIsRecordedAsTheCommandsItTakesOver() throws {
        try folder.write("workload set input 8192\n", to: "study.sextant")
        let shell = try TestShell("arch load sg2260e", "replay \(path)")
        #expect(shell.script == "\(SessionHeading.own)\nworkload set input 8192\n#> input: 4096 -> 8192\n")
        #expect(
            try shell.run("undo") == "undone: workload set input 8192\n  chip: none -> sg2260e\n  input: 8192 -> 4096\n"
        )
        #expect(shell.session.title == "sg2260e")
    }

    @Test func aReplayedSessionCanBeSavedOverItsScript() throws {
        try folder.write("workload set input 8192\n", to: "study.sextant")
        let shell = try TestShell("replay \(path)")
        try shell.run("save --force \(path)")
        let again = try TestShell()
        #expect(try again.failure("replay \(path)") == "")
        #expect(again.session.workload.input == 8192)
    }

    /// What a session wrote itself it may write again without a word.
    @Test func anUpdatedSessionCanBeSavedOverItsScript() throws {
        try folder.write("workload set input 8192\n#> input: 4096 -> 9000\n", to: "study.sextant")
        let shell = try TestShell("replay --update \(path)")
        try shell.run("workload set input 9000")
        #expect(try shell.run("save \(path)").contains(path))
        #expect(try #require(folder.read("study.sextant")).contains("workload set input 9000"))
    }

    @Test func anErrorInTheScriptNamesItsPlaceAndChangesNothing() throws {
        try folder.write("workload set input 8192\nworkload set input nan\n", to: "study.sextant")
        let shell = try TestShell("arch load sg2260e")
        let before = shell.snapshot
        #expect(
            try shell.failure("replay \(path)") == """
                \(path):2:20: error: 'nan' is not a finite number
                  workload set input nan
                                     ^^^ expected a number such as 128 or 4K

                """)
        #expect(shell.snapshot == before)
    }

    @Test func aScriptThatReplaysItselfIsRefused() throws {
        try folder.write("replay \(path)\n", to: "study.sextant")
        let failure = try TestShell().failure("replay \(path)")
        #expect(failure.hasPrefix("\(path):1:8: error: replays are nested more than 8 deep\n"))
    }

    @Test func aMissingFileIsNamed() throws {
        #expect(
            try TestShell().failure("replay \(path)") == """
                error: cannot read '\(path)': No such file or directory
                  replay \(path)
                         \(String(repeating: "^", count: path.count)) expected a saved session

                """)
    }

    @Test func notesComeBackWithTheirSession() throws {
        try folder.write("# Sextant session\n# Why.\n\nworkload set input 8192\n", to: "study.sextant")
        let shell = try TestShell("replay \(path)")
        #expect(shell.script == "\(SessionHeading.own)\n# Why.\nworkload set input 8192\n#> input: 4096 -> 8192\n")
    }

    @Test func stepShowsEachCommandAndStopsWhereAPersonWants() throws {
        try folder.write("# Why.\nworkload set input 8192\nworkload set output 2\nmodel list\n", to: "study.sextant")
        let asked = SharedCounter()
        let interpreter = Interpreter<Session>(
            environment: Environment(
                cores: 1, now: { 0 },
                pause: { text in
                    let answers: [(shown: String, answer: StepAnswer)] = [
                        ("# Why.\n> workload set input 8192", .line("")),
                        ("input: 4096 -> 8192\n> workload set output 2", .line("workload set hottest 1.5")),
                        ("hottest: 1 -> 1.5\n> workload set output 2", .line("frob")),
                        (
                            "error: unknown command 'frob'\n  frob\n  ^^^^ expected a verb; 'help' lists them\n"
                                + "> workload set output 2", .line("")
                        ),
                        ("output: 0 -> 2\n> model list", .line("config show")),
                    ]
                    let index = asked.increment() - 1
                    guard answers.indices.contains(index) else { return .ended }
                    #expect(text == answers[index].shown)
                    return answers[index].answer
                }))
        var text = ""
        let sink = OutputSink(standardOutput: { text += $0 }, standardError: { text += $0 })
        try interpreter.run(SourceLine(file: nil, number: 1, text: "replay --step \(path)"), sink)
        #expect(interpreter.session.workload.input == 8192)
        #expect(interpreter.session.workload.output == 2)
        #expect(interpreter.session.workload.hottest == 1.5)
        // What only looks leaves no cell; what changes something is one.
        #expect(
            interpreter.commands == ["workload set input 8192", "workload set hottest 1.5", "workload set output 2"])
        // What was shown at the third question is not shown again.
        #expect(text == "")
        #expect(
            try TestShell().failure("replay --step \(path)") == """
                error: --step waits for a person, and there is no terminal
                  replay \(path)

                """)
    }
}
