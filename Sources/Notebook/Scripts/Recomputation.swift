import Language

/// Runs cells of a session once more.
public enum Recomputation {
    /// The session that some lines lead to, going on from another.
    ///
    /// - Throws: the first error, naming the cell; nothing is changed then.
    public static func run<State: NotebookState>(
        _ cells: [Cell<State.Finding>], from session: State, first number: Int, _ environment: Environment, depth: Int
    ) throws(Diagnostic) -> State {
        let interpreter = Interpreter(environment: environment, depth: depth + 1, session: session)
        var number = number
        for cell in cells {
            let line = SourceLine(file: "out[\(number)]", number: 1, text: cell.text)
            try interpreter.run(line, .silent)
            guard !interpreter.isCancelled else { throw .unchanged }
            if cell.note == nil { number += 1 }
        }
        return interpreter.session
    }

    /// The session that a command leads to, going on from another.
    ///
    /// - Throws: what is wrong with the command; nothing is changed then.
    public static func run<State: NotebookState>(
        _ command: String, _ context: Context<State>
    ) throws(Diagnostic) -> State {
        let interpreter = Interpreter(
            environment: context.environment, depth: context.depth + 1, session: context.session)
        try interpreter.run(SourceLine(typed: command), .silent)
        return interpreter.session
    }

    /// The session as it was before a numbered cell: all cells before it run once more, without writing files.
    ///
    /// - Throws: the first error, naming the cell.
    public static func session<State: NotebookState>(
        before number: Int, _ context: Context<State>
    ) throws(Diagnostic) -> State {
        var start = State()
        start.written = context.session.written
        let before = Array(context.session.cells.prefix(index(of: number, context.session)))
        return try run(before, from: start, first: 1, context.environment.looking, depth: context.depth)
    }

    /// Where a numbered cell stands among all cells.
    public static func index(of number: Int, _ session: some NotebookState) -> Int {
        var seen = 0
        for (index, cell) in session.cells.enumerated() where cell.note == nil {
            seen += 1
            if seen == number { return index }
        }
        return session.cells.count
    }

    /// The output of a session's last cells, each behind its number.
    public static func output(of session: some NotebookState, from number: Int) -> [Output] {
        session.numberedCells.enumerated().dropFirst(number - 1).flatMap { index, cell in
            [.cell(index + 1)] + cell.output
        }
    }
}
