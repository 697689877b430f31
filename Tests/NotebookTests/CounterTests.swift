import CounterShell
import Language
import Notebook
import Storage
import TestSupport
import Testing

/// Cells, scripts and replays of a shell that only counts.
@Suite struct CounterTests {
    private let interpreter = Interpreter<Counter>(environment: Environment(cores: 1, now: { 0 }))

    @discardableResult
    private func run(_ line: String) throws(Diagnostic) -> String {
        var text = ""
        let sink = OutputSink(standardOutput: { text += $0 }, standardError: { text += $0 })
        try interpreter.run(SourceLine(file: nil, number: 1, text: line), sink)
        return text
    }

    private func failure(_ line: String) -> String {
        do throws(Diagnostic) {
            return try run(line)
        } catch {
            return error.render()
        }
    }

    @Test func aLineRunsUpToItsFirstError() throws {
        #expect(try run("add 2; add twice 3; show") == "2\n8\n8\n")
        #expect(
            failure("add 1; add x; add 5") == """
                error: 'x' is not a whole number
                  add x
                      ^ expected a number such as 2

                """)
        #expect(interpreter.session.value == 9)
        #expect(interpreter.session.cells.map(\.text) == ["add 2", "add twice 3", "add 1"])
        #expect(interpreter.session.cells.map(\.finding) == [2, 8, 9])
    }

    @Test func aSessionIsAScriptThatReplays() throws {
        try run("add --loudly 2")
        try run("# Why.")
        try run("add 3")
        let text = try Script.text(of: interpreter.session)
        #expect(
            text == """
                # Sextant session: format 2, version \(Version.number), constants 0123456789abcdef
                add --loudly 2
                #> NOW 2
                # Why.
                add 3
                #> 5

                """)
        let script = Script(text, name: "count.sextant")
        let environment = Environment(cores: 1, now: { 0 }).looking
        let again: Replay.Run<Counter> = try Replay.run(script, environment, depth: 0)
        #expect(again.session.value == 5)
        #expect(ReplayReport(script, again).differences.isEmpty)
        let other = Script(text.replacing("#> 5", with: "#> 6"), name: "count.sextant")
        #expect(ReplayReport(other, again).differences.map(\.line) == [5])
    }

    @Test func cellsAreRunAgainFromTheOneThatChanged() throws {
        try run("add 2; add 3")
        let start = try Recomputation.session(
            before: 2, Context(session: interpreter.session, environment: Environment(cores: 1, now: { 0 })))
        #expect(start.value == 2)
    }

    @Test func aWordThatBeginsAVerbIsOne() {
        for word in ["add", "show", "exit", "quit"] { #expect(Counter.registry.isVerb(word)) }
        for word in ["twice", "ad", "adds", ""] { #expect(!Counter.registry.isVerb(word), "\(word)") }
        let registry = Registry<Counter>([.addTwice], groups: [:], isComparable: { _ in false })
        #expect(registry.isVerb("add") && !registry.isVerb("twice"))
    }

    @Test func quitEndsTheLine() throws {
        #expect(try run("add 1; exit; add 1") == "1\n")
        #expect(interpreter.hasQuit)
    }

    @Test func aNoteIsOneLine() {
        #expect(Script.note("a\nb\rc  ") == "a b c")
    }

    /// What is skipped does not run; Enter runs the next.
    @Test func aStepCanBeSkipped() throws {
        let answers = SharedCounter()
        let environment = Environment(
            cores: 1, now: { 0 }, pause: { _ in .line(answers.increment() == 1 ? "skip" : "") })
        let script = Script("add 1\nadd 2\n", name: "count.sextant")
        let outcome = try SteppedReplay.run(script, Context(session: Counter(), environment: environment))
        #expect(outcome.session?.value == 2)
    }
}
