import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Lines that a backslash continues.
@Suite struct ContinuationTests {
    private func joined(_ lines: String...) -> [String] {
        var continuation = Continuation()
        let whole = lines.compactMap { continuation.add($0)?.text }
        return whole + (continuation.finish().map { [$0.text] } ?? [])
    }

    @Test func joinsLines() {
        #expect(
            joined("sweep chips=128 \\", "   tp=2,4 \\  ", "  batch=8", "top") == [
                "sweep chips=128 tp=2,4 batch=8", "top",
            ])
        #expect(joined("top \\") == ["top"])
        #expect(joined("sweep tp=2,4 \\", "", "top") == ["sweep tp=2,4 ", "top"])
    }

    @Test func commentsAndTwoBackslashesEnd() {
        #expect(!Continuation.continues("# as in C:\\"))
        #expect(!Continuation.continues("top # that is all \\"))
        #expect(!Continuation.continues("rows | sed s/a/\\\\"))
        #expect(!Continuation.continues("top"))
        #expect(Continuation.continues("save 'a # b.csv' \\"))
        #expect(Continuation.continues("save a#b.csv \\"))
    }

    @Test func aScriptKeepsItsLinesAndErrorsTheirPlaces() throws {
        let text = "workload set \\\n  input=8192\n#> input: 4096 -> 8192\nworkload set \\\n  output=2 \\\n  inptu=1\n"
        let script = Script(text, name: "study.sextant")
        #expect(script.entries.map(\.text) == ["workload set input=8192", "workload set output=2 inptu=1"])
        #expect(script.entries.map(\.number) == [1, 4])
        #expect(Replay.updated(script, ["input: 4096 -> 8192\n"], Session.stamp) == text)
        let shell = try TestShell()
        do throws(Diagnostic) {
            try script.run(on: shell.interpreter, OutputSink(standardOutput: { _ in }, standardError: { _ in }))
            Issue.record("it ran")
        } catch {
            // Line 6, behind two blanks: column 3.
            #expect(error.render().hasPrefix("study.sextant:6:3: error: unknown workload parameter 'inptu'\n"))
        }
    }

    @Test func errorsShowOnlyTheCommandThatFails() throws {
        let shell = try TestShell()
        #expect(
            try shell.failure("workload set input 8192; workload set inptu=1; top").hasPrefix(
                """
                error: unknown workload parameter 'inptu'
                  workload set inptu=1
                               ^^^^^ did you mean 'input'

                """.dropLast()))
        // Of a long one the part round the word.
        let many = (1...60).map { "\($0)" }.joined(separator: ",")
        let lines = try shell.failure("sweep tp=\(many) bach=1 batch=\(many)").split(separator: "\n")
        #expect(lines[1].hasPrefix("  ... ") && lines[1].hasSuffix(" ...") && lines[1].count < 120)
        let start = lines[2].prefix { $0 == " " }.count
        #expect(lines[1].dropFirst(start).hasPrefix("bach=1"))
        #expect(lines[2].dropFirst(start).hasPrefix("^^^^ did you mean 'batch'"))
    }
}
