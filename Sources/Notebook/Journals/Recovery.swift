import Language

/// A session that the lines of a journal were run for once more.
public struct Recovery<State: NotebookState>: Sendable {
    /// The session that they lead to.
    public internal(set) var session: State
    /// Lines that need not run again: all of them, or those before the one that Ctrl-C ended.
    public internal(set) var count = 0
    /// Lines that failed.
    public internal(set) var failed: [String] = []
    /// Commands that had been cancelled, as they are kept.
    public internal(set) var cut: [String] = []

    /// Whether all commands of a line only look.
    private static func isIdle(_ line: String) -> Bool {
        guard let statements = try? Lexer.statements(in: line) else { return false }
        return statements.allSatisfy { statement in
            State.registry.find(statement.tokens.map(\.text))?.command.isIdle ?? false
        }
    }

    /// Runs the lines without writing files; where Ctrl-C ends one, the session is what it was before that line.
    ///
    /// - Parameter skips: leaves the first line out.
    /// - Throws: that nothing was recovered when Ctrl-C came.
    public static func run(
        _ file: JournalFile, skips: Bool, _ context: Context<State>
    ) throws(Diagnostic) -> Recovery {
        let environment = context.environment.looking
        let interpreter = Interpreter(
            environment: environment, depth: context.depth + 1,
            session: file.isRest ? context.session : State())
        var recovery = Recovery(session: interpreter.session)
        var failed: [String] = []
        var cut: [String] = []
        for (index, line) in file.lines.enumerated() where !interpreter.hasQuit && !(skips && index == 0) {
            if isIdle(line.text) { continue }
            // Answers cannot run without their guide: within one there is no place to go on from.
            if !interpreter.isAsking {
                recovery = Recovery(session: interpreter.session, count: index, failed: failed, cut: cut)
            }
            do throws(Diagnostic) {
                try interpreter.run(line, number: index + 1, of: file, in: environment, .silent)
            } catch {
                // That the line ended where it did before is not a failure.
                if line.interruption == nil { failed.append(line.text) }
            }
            if context.environment.isCancelled() {
                guard recovery.count > (skips ? 1 : 0) || file.isRest else {
                    throw Diagnostic(
                        Diagnostic.unchanged.message, hint: NotebookWords.recoverStartsOver)
                }
                return recovery
            }
            if line.interruption?.extent != nil, let cell = interpreter.session.cells.last {
                cut.append(cell.text)
            }
        }
        return Recovery(session: interpreter.session, count: file.lines.count, failed: failed, cut: cut)
    }
}

extension Interpreter {
    /// Runs a line of a journal as far as it came, with what was typed at its steps.
    fileprivate func run(
        _ line: JournalLine, number: Int, of file: JournalFile, in environment: Environment, _ sink: OutputSink
    ) throws(Diagnostic) {
        limit = line.interruption
        defer { limit = nil }
        let answers = JournalAnswers(line.steps)
        self.environment = environment
        self.environment.pause = { _ in answers.next() }
        try run(SourceLine(file: file.path, number: number, text: line.text), sink)
    }
}
