import Language

// What a line means while it is typed.

extension Interpreter {
    /// What a line means, as far as it is typed: a command, or an answer where a question is open.
    ///
    /// It runs nothing and reads no file, whatever the session holds.
    public func reading(of line: String) -> LineReading {
        let preferences = session.preferences
        let hinter = Hinter(State.registry, session, environment.files) { statement throws(Diagnostic) in
            try preferences.expansion(
                of: statement, keepsUnknown: State.registry.takesForeignVariables(statement))
        }
        return session.spoken.speak {
            dialogue.map { hinter.reading(of: line, to: $0.open(line, session)) } ?? hinter.reading(of: line)
        }
    }

    /// Whether a person wants colour; nil where the terminal and the environment say.
    public var wantsColour: Bool? {
        switch session.preferences.colour {
        case .on: true
        case .off: false
        case .auto: nil
        }
    }
}
