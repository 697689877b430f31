import Presentation
import Text

/// Where the text that commands print goes.
public struct OutputSink {
    /// Results.
    public var standardOutput: (String) -> Void
    /// What is said beside results where those are data.
    public var standardError: (String) -> Void
    /// Whether times are shown; they differ from run to run.
    public var showsTimings: Bool
    /// Whether results begin with the number of their cell.
    public var showsNumbers: Bool
    /// Emphasises headings.
    public var emphasis: (String) -> String
    /// The columns of the screen; nil where nobody looks, and lines are as long as they are.
    public var width: (() -> Int)?
    /// Whether the answers to a guide are written out, as nobody saw them typed.
    public var echoesAnswers = true
    /// Runs a command of the system's shell on a text and returns its exit code; nil where output stays here.
    public var program: ((_ command: String, _ input: String) -> Int32)?

    /// Makes a sink; by default without times, numbers and emphasis.
    public init(
        standardOutput: @escaping (String) -> Void, standardError: @escaping (String) -> Void,
        showsTimings: Bool = false, showsNumbers: Bool = false, emphasis: @escaping (String) -> String = { $0 }
    ) {
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.showsTimings = showsTimings
        self.showsNumbers = showsNumbers
        self.emphasis = emphasis
    }
}

/// Runs command lines on a session, which only changes when a command succeeds.
public final class Interpreter {
    /// The session as the last command left it.
    public internal(set) var session: Session
    /// Whether a command asked to leave.
    public private(set) var hasQuit = false
    /// How far the last line came, where Ctrl-C ended it.
    public private(set) var interruption: Interruption?
    /// How far the next line goes: a line that was interrupted once is run again no further than it came then.
    var limit: Interruption?
    /// Whether commands that change nothing become cells; those typed between the steps of a replay do not.
    var recordsLooks = true
    /// The guide that asks, if any.
    var guide: Guide?
    var past: [Session] = []
    private var future: [Session] = []
    var environment: Environment
    private let depth: Int
    /// Commands of the line that were begun.
    private var begun = 0

    /// Makes an interpreter, by default of an empty session.
    public init(environment: Environment, depth: Int = 0, session: Session = Session()) {
        self.session = session
        self.environment = environment
        self.depth = depth
    }

    /// Runs the commands of a line in order and stops at the first that fails.
    ///
    /// - Throws: a diagnostic located at the line; what earlier commands of the line did stays.
    public func run(_ line: SourceLine, _ sink: OutputSink) throws(Diagnostic) {
        begun = 0
        interruption = nil
        if !isAsking, let heading = SessionHeading(line.text) { return try heading.check(line) }
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
                    try run(statement, sink)
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

    /// Runs one command, and notes how far the line came where Ctrl-C ended it.
    func run(_ statement: Statement, _ sink: OutputSink) throws(Diagnostic) {
        if let limit, begun >= limit.commands { throw Diagnostic.interrupted }
        begun += 1
        do throws(Diagnostic) {
            let outcome = try perform(statement, sink)
            if !outcome.isResumable, environment.isCancelled() {
                interruption = Interruption(commands: begun, combinations: outcome.extent)
            }
        } catch {
            if environment.isCancelled() { interruption = Interruption(commands: begun - 1) }
            throw error
        }
    }

    private func perform(_ statement: Statement, _ sink: OutputSink) throws(Diagnostic) -> Outcome {
        guard let (command, length) = Registry.find(statement.tokens.map(\.text)) else {
            throw Registry.unknown(statement)
        }
        let (statement, destination) = try statement.plumbing(readsRelations: command.readsRelations)
        var cursor = ArgumentCursor(statement, after: length, files: environment.files)
        var environment = environment
        if let limit, begun == limit.commands { environment.sweepExtent = limit.combinations }
        let context = Context(session: session, environment: environment, past: past, future: future, depth: depth)
        let unread = cursor
        let outcome = try command.invoke(&cursor, context)

        var next = outcome.session ?? session
        // Files stay written, whatever is undone or replayed.
        next.written.formUnion(session.written)
        var output = outcome.output
        let isLook = outcome.session == nil || outcome.history == .aside
        if command.isRecorded, recordsLooks || !isLook {
            let spellings = cursor.spellings + [outcome.extent.flatMap(statement.limit)].compactMap(\.self)
            next.cells.append(
                Cell(
                    text: outcome.recordedAs ?? statement.text(spelling: spellings), output: output,
                    format: next.format,
                    plans: outcome.result ?? next.plans, note: outcome.note))
            if outcome.note == nil { output.insert(.cell(next.numberedCells.count), at: 0) }
        }
        if let format = destination?.value.format, format != next.format, sink.program != nil,
            output.contains(where: \.isTable)
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
        if outcome.startsGuide { beginGuide(sink) }
        return outcome
    }

    /// What a command finds for another format: programs get other columns than people.
    private func again(
        _ command: Command, _ unread: ArgumentCursor, _ format: OutputFormat, _ context: Context, _ next: Session
    ) throws(Diagnostic) -> [Output] {
        var session = context.session
        session.format = format
        session.written = next.written
        var cursor = unread
        let again = Context(
            session: session, environment: context.environment, past: past, future: future, depth: depth)
        return try command.invoke(&cursor, again).output
    }

    /// Writes what a command said and found; returns whether all of it, as it may be told to stop.
    @discardableResult
    static func write(
        _ output: [Output], _ format: OutputFormat, _ sink: OutputSink, _ isCancelled: () -> Bool = { false }
    ) -> Bool {
        var number = ""
        for item in output {
            if case .cell(let cell) = item {
                number = sink.showsNumbers ? "[\(cell)] " : ""
                continue
            }
            let talk = format.isData ? sink.standardError : sink.standardOutput
            switch item {
            case .cell: break
            case .line(let text, let timing):
                talk(
                    LineWrap.wrap(number + Printable.text(text) + (sink.showsTimings ? timing : ""), to: sink.width?())
                        + "\n")
            case .table(let table):
                if !number.isEmpty { talk(number.dropLast() + "\n") }
                let text = format.render(
                    table, width: sink.width?(), emphasis: sink.emphasis, isCancelled: isCancelled)
                guard let text else { return false }
                sink.standardOutput(text)
            case .printed(let text, let isTalk):
                isTalk ? sink.standardError(number + text) : sink.standardOutput(number + text)
            }
            number = ""
        }
        return true
    }

    /// The output as it is recorded in a saved session.
    static func plainText(_ output: [Output], _ format: OutputFormat) -> String {
        plainText(output, format, isCancelled: { false }) ?? ""
    }

    /// The same; nil if it was told to stop.
    static func plainText(_ output: [Output], _ format: OutputFormat, isCancelled: () -> Bool) -> String? {
        var whole = ""
        for item in output {
            switch item {
            case .cell: break
            case .line(let text, _): whole += Printable.text(text) + "\n"
            case .table(let table):
                guard let text = format.render(table, isCancelled: isCancelled) else { return nil }
                whole += text
            case .printed(let text, _): whole += text
            }
        }
        return whole
    }
}
