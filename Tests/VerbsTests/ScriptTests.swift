import CostModel
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

@Suite struct ScriptTests {
    @Test func readsNotesCommandsAndRecordedLines() {
        let script = Script("# note\narch list\n#> one\n#>\n#>  two\n\neval", name: "s")
        #expect(script.entries.map(\.number) == [1, 2, 6, 7])
        #expect(script.entries.map(\.text) == ["# note", "arch list", "", "eval"])
        #expect(script.entries.map(\.recorded) == [nil, "one\n\n two\n", nil, nil])
    }

    @Test func acceptsLinesOfOtherSystems() {
        #expect(Script("arch list\r\n#> x\r\neval\r\n", name: "s").entries.map(\.text) == ["arch list", "eval"])
    }

    @Test func aByteOrderMarkIsNoCommand() {
        #expect(Script("\u{FEFF}eval\n", name: "s").entries.map(\.text) == ["eval"])
    }

    @Test func anEmptyFileHasNoEntries() {
        #expect(Script("", name: "s").entries.isEmpty)
    }

    @Test func recordedOutputReadsBack() {
        for output in ["one\n", "one\n\ntwo\n", "  indented\n", "\n", "#> looks recorded\n"] {
            let script = Script("eval\n" + Script.comment(output), name: "s")
            #expect(script.entries.map(\.recorded) == [output])
        }
        #expect(Script.comment("") == "")
    }

    @Test func aSessionIsTheScriptOfItsCommands() throws {
        let shell = try TestShell("workload set input 8192; config set chips=64 tp=4 # note", "help")
        #expect(
            shell.script == """
                \(SessionHeading.own)
                workload set input 8192
                #> input: 4096 -> 8192
                config set chips=64 tp=4
                #> chips: 128 -> 64
                #> tp: 1 -> 4

                """)
    }

    @Test func anErrorNamesFileLineAndColumn() throws {
        let shell = try TestShell()
        let script = Script("arch load sg2260e\n\n  arch sett latency=1us\n", name: "study.sextant")
        let sink = OutputSink(standardOutput: { _ in }, standardError: { _ in })
        let diagnostic = try #require(throws: Diagnostic.self) { try script.run(on: shell.interpreter, sink) }
        #expect(
            diagnostic.render() == """
                study.sextant:3:8: error: unknown command 'arch sett'
                  arch sett latency=1us
                       ^^^^ did you mean 'arch set'?
                       expected arch list | load | show | set | save

                """)
    }

    /// The column in front is that of the caret, directly behind the last word of the command.
    @Test(arguments: ["arch load", "arch load ; eval", "arch load # note"])
    func whatIsMissingIsMissingBehindTheLastWord(_ line: String) throws {
        let shell = try TestShell()
        let diagnostic = try #require(throws: Diagnostic.self) {
            let sink = OutputSink(standardOutput: { _ in }, standardError: { _ in })
            try shell.interpreter.run(SourceLine(file: "s.sextant", number: 7, text: line), sink)
        }
        #expect(
            diagnostic.render() == """
                s.sextant:7:10: error: something is missing here
                  arch load
                           ^ expected a name of 'arch list', or a chip file FILE.json

                """)
    }

    @Test func theCaretStandsUnderWideCharacters() throws {
        #expect(
            try TestShell().failure("help 算能 ; arch 列") == """
                error: there is no help on '算能'
                  help 算能
                       ^^^^ did you mean 'flops'?
                       expected a verb, metric or parameter

                """)
    }

    /// Each parameter is set to another valid value, saved as a script, and replayed in an empty session.
    @Test func everyParameterSurvivesSavingAndReplaying() throws {
        let start = try TestShell.prepared()
        try start.run("workload set input=8192 phase=prefill")
        for parameter in Parameter.all {
            let before = parameter.get(start.session.draft)
            // Of 128 ranks each gets one expert more; only a prompt has tokens to share.
            // A tier more has to reach further than the one inside it, which here reaches all chips.
            if ["rack_size", "spine_size"].contains(parameter.name) { continue }
            let value = parameter.name == "redundant" ? 128 : try #require(other(than: before, parameter))
            let loads =
                parameter.scope == .model
                ? "model load deepseek-v3" : "arch load sg2260e; workload set input=8192 phase=prefill"
            // Laws of loads and releases are words.
            let spelling = ["expert_load": "power:1.5", "runtime_version": "0.19"][parameter.name]
            let word = spelling ?? (parameter.choices.isEmpty ? "\(value)" : parameter.choices[Int(value)])
            let command = "\(parameter.scope.rawValue) set \(parameter.name)=\(word)"
            let shell = try TestShell(loads)
            let failure = try shell.failure(command)
            // Some shapes make no model when changed alone.
            if parameter.scope == .model, failure.hasPrefix("error: there is no such model") { continue }
            // Or are not there.
            if parameter.shapeRefusal(in: start.session.draft.model) != nil { continue }
            #expect(failure == "", "\(parameter.name)")
            let after = parameter.get(shell.session.draft)
            #expect(spelling == nil ? after == value : after != before, "\(parameter.name)")
            let again = try TestShell()
            for entry in Script(shell.script, name: "s").entries { try again.run(entry.text) }
            #expect(again.snapshot == shell.snapshot, "\(parameter.name)")
        }
    }

    /// A value in the parameter's range that also keeps the parallel sizes divisible.
    private func other(than value: Double, _ parameter: Parameter) -> Double? {
        [value / 2, value * 2, 1, 2, 0.3, 0].first { candidate in
            candidate != value && parameter.refusal(of: candidate) == nil
        }
    }
}
