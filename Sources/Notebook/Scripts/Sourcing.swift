import Language

/// Runs lines in the session that is there, as if they were typed.
public enum Sourcing {
    /// What the lines of a script make of a session; nothing of it is kept where one fails.
    ///
    /// - Throws: the first error, located in the script.
    public static func run<State: NotebookState>(
        _ script: Script, _ context: Context<State>
    ) throws(Diagnostic) -> State.Outcome {
        let interpreter = Interpreter(
            environment: context.environment, depth: context.depth + 1, session: context.session)
        var printed: [Output] = []
        for entry in script.entries where !interpreter.hasQuit {
            printed += try Replay.pieces(of: entry, script, interpreter)
        }
        var outcome = State.Outcome(interpreter.session, printed)
        outcome.preferences = interpreter.session.preferences
        return outcome
    }
}
