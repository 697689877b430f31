import Testing

/// A line that is refused and the whole text that says why.
struct Refusal: Sendable, CustomTestStringConvertible {
    let line: String
    let text: String
    var testDescription: String { line }

    init(_ line: String, _ text: String) {
        self.line = line
        self.text = text
    }

    /// Runs the line, compares the text, and checks that the session is what it was.
    func check(in shell: TestShell) throws {
        let before = shell.snapshot
        let failure = try shell.failure(line)
        #expect(failure == text)
        #expect(shell.snapshot == before)
        #expect(shell.output.isEmpty)
    }
}
