import Language
import Presentation
import Storage
import Units

/// Runs command lines on a session, which only changes when a command succeeds.
public final class Interpreter<State: NotebookState> {
    /// The session as the last command left it.
    public internal(set) var session: State
    /// Whether a command asked to leave.
    public private(set) var hasQuit = false
    /// How far the last line came, where Ctrl-C ended it.
    public private(set) var interruption: Interruption?
    /// How far the next line goes: a line that was interrupted once is run again no further than it came then.
    var limit: Interruption?
    /// Whether commands that change nothing become cells; those typed between the steps of a replay do not.
    var recordsLooks = true
    /// Who asks, if anybody.
    var dialogue: (any Dialogue<State>)?
    var past: [State] = []
    private var future: [State] = []
    var environment: Environment
    private let depth: Int
    /// Commands of the line that were begun.
    private var begun = 0

    /// Makes an interpreter, by default of an empty session.
    public init(environment: Environment, depth: Int = 0, session: State = State()) {
        self.session = session
        self.environment = environment
        self.depth = depth
    }

    /// Chooses how what follows is written; no cell says so, since whoever reads it asks and not the session.
    public func write(as format: OutputFormat) { session.format = format }

    /// Runs the commands of a line in order and stops at the first that fails.
    ///
    /// - Throws: a diagnostic located at the line; what earlier commands of the line did stays.
    public func run(_ line: SourceLine, _ sink: OutputSink) throws(Diagnostic) {
        try session.spoken.speak { () throws(Diagnostic) in try perform(line, sink) }
    }

    private func perform(_ line: SourceLine, _ sink: OutputSink) throws(Diagnostic) {
        begun = 0
        interruption = nil
        if !isAsking, let heading = SessionHeading(line.text) { return try heading.check(line, State.stamp) }
        if let note = Script.note(in: line.text), !isAsking {
            session.cells.append(Cell(text: line.text, output: [], format: session.format, note: note))
            return
        }
        do throws(Diagnostic) {
            // The whole line is an answer, and an empty one takes the default.
            guard !isAsking else { return try answer(line, sink) }
            for (index, statement) in try Lexer.statements(in: line.text).enumerated() {
                guard !hasQuit else { return }
                do throws(Diagnostic) {
                    if index > 0, isCancelled { throw Diagnostic.interrupted }
                    guard !isAsking else {
                        try answer(SourceLine(file: line.file, number: line.number, text: statement.text), sink)
                        continue
                    }
                    try expand(statement, of: line, sink)
                } catch {
                    throw error.located(in: statement)
                }
            }
        } catch {
            throw error.located(at: line)
        }
    }

    /// Whether Ctrl-C asked the last command to stop, so that those behind it should not start.
    ///
    /// That a line goes no further than it came once is the same.
    public var isCancelled: Bool { environment.isCancelled() || limit.map { begun >= $0.commands } ?? false }

    /// Runs a command, or those that its words stand for.
    private func expand(_ statement: Statement, of line: SourceLine, _ sink: OutputSink) throws(Diagnostic) {
        let isForeign = State.registry.takesForeignVariables(statement)
        guard let text = try session.preferences.expansion(of: statement, keepsUnknown: isForeign) else {
            return try run(statement, sink)
        }
        let line = SourceLine(file: line.file, number: line.number, text: text)
        do throws(Diagnostic) {
            for (index, statement) in try Lexer.statements(in: text).enumerated() where !hasQuit {
                if index > 0, isCancelled { throw Diagnostic.interrupted }
                try run(statement, sink)
            }
        } catch {
            // What is wrong is shown in what the words stand for.
            throw error.located(at: line)
        }
    }

    /// Runs one command, and notes how far the line came where Ctrl-C ended it.
    func run(_ statement: Statement, _ sink: OutputSink) throws(Diagnostic) {
        if let limit, begun >= limit.commands { throw Diagnostic.interrupted }
        begun += 1
        do throws(Diagnostic) {
            // A command before it may have chosen another language.
            let outcome = try session.spoken.speak { () throws(Diagnostic) in try perform(statement, sink) }
            if !outcome.isResumable, environment.isCancelled() {
                interruption = Interruption(commands: begun, extent: outcome.extent)
            }
        } catch {
            if environment.isCancelled() { interruption = Interruption(commands: begun - 1) }
            throw error
        }
    }

    private func perform(_ statement: Statement, _ sink: OutputSink) throws(Diagnostic) -> State.Outcome {
        guard let (command, length) = State.registry.find(State.registry.inOrder(statement).tokens.map(\.text)) else {
            throw State.registry.unknown(statement)
        }
        let (statement, destination) = try State.registry.redirection(of: statement, for: command)
        var cursor = ArgumentCursor(State.registry.inOrder(statement), after: length, files: environment.files)
        var environment = environment
        if let limit, begun == limit.commands { environment.extent = limit.extent }
        let context = Context(session: session, environment: environment, past: past, future: future, depth: depth)
        let unread = cursor
        let outcome = try command.invoke(&cursor, context)

        var next = outcome.session ?? session
        // Files stay written, whatever is undone or replayed, and a person's words stay what they are.
        next.written.formUnion(session.written)
        next.preferences = outcome.preferences ?? session.preferences
        var output = outcome.output
        let isLook = outcome.session == nil || outcome.history == .aside
        if command.isRecorded, recordsLooks || !isLook {
            let spellings = cursor.spellings + [outcome.extent.flatMap(statement.limit)].compactMap(\.self)
            next.cells.append(
                Cell(
                    text: outcome.recordedAs ?? statement.text(spelling: spellings), output: output,
                    format: next.format,
                    finding: outcome.finding ?? next.finding, note: outcome.note))
            if outcome.note == nil { output.insert(.cell(next.numberedCells.count), at: 0) }
        }
        if let format = destination?.value.format, format != next.format, sink.program != nil,
            output.contains(where: { $0.isTable || $0.plot != nil })
        {
            // The file is written as its ending says; what is recorded stays as the session writes it.
            let tables = try again(command, unread, format, context, next)
            try deliver(tables, format, to: destination, sink, onScreen: next.format)
        } else {
            try deliver(output, next.format, to: destination, sink)
        }
        switch outcome.history {
        case .step:
            if outcome.session != nil {
                past.append(session)
                future = []
            }
        case .back:
            future.append(session)
            past.removeLast()
        case .forth:
            past.append(session)
            future.removeLast()
        case .aside: break
        }
        session = next
        hasQuit = outcome.quits
        if let dialogue = outcome.dialogue { begin(dialogue, sink) }
        return outcome
    }

    /// What a command finds for another format: programs get other columns than people.
    private func again(
        _ command: Command<State>, _ unread: ArgumentCursor, _ format: OutputFormat, _ context: Context<State>,
        _ next: State
    ) throws(Diagnostic) -> [Output] {
        var session = context.session
        session.format = format
        session.written = next.written
        var cursor = unread
        let again = Context(
            session: session, environment: context.environment, past: past, future: future, depth: depth)
        return try session.spoken.speak { () throws(Diagnostic) in try command.invoke(&cursor, again).output }
    }
}
