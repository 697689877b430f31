import Language
import Units

/// Leads a person through questions whose answers stand for commands; it knows no terminal and runs nothing.
public protocol Dialogue<State>: Sendable {
    /// What the shell works on.
    associatedtype State: Sendable
    /// Words that are taken at every question.
    var words: [Completion] { get }
    /// The command line that an answer completes; empty where the answer is kept for a later one.
    var prefix: String { get }
    /// What is known of the open question while its answer is typed, found without running anything.
    func open(_ answer: String, _ session: State) -> OpenQuestion
    /// The question that is open, with its default.
    func prompt(_ session: State) -> String
    /// What is said before the question.
    func introduction(_ session: State) -> [String]
    /// The answer that a line gives: the default where it is empty.
    func answer(_ line: String, _ session: State) -> String
    /// What a line asks for.
    ///
    /// - Throws: a diagnostic where it is no answer.
    func request(_ line: String, _ session: State) throws(Diagnostic) -> DialogueRequest
    /// Why the session that the commands left is no good, or nil.
    func objection(_ session: State) -> Diagnostic?
    /// Goes on to the next question that makes sense, and says what there is to say of the answer; `isOver` behind the
    /// last.
    ///
    /// - Parameters:
    ///   - line: the line that answered.
    ///   - before: the session and the undo steps as they were before the answer's commands ran.
    ///   - session: the session as they left it.
    mutating func advance(
        _ line: String, from before: (session: State, past: [State]), to session: State
    ) -> (remarks: [String], isOver: Bool)
    /// Returns to the question before, and to the session as it was then.
    mutating func goBack() -> (session: State, past: [State])?
}

/// What an answer asks for.
public enum DialogueRequest: Sendable {
    /// Runs commands, and goes on to the next question if they succeed.
    case run([String])
    /// Returns to the question before.
    case back
    /// Leaves the questions; the session stays.
    case quit
    /// Repeats what is said about the question.
    case help
    /// The line was a note.
    case nothing
}

// How an interpreter leads through questions: it shows them, runs what answers stand for, and records only that.

extension Interpreter {
    /// Whether the next line is an answer.
    public var isAsking: Bool { dialogue != nil }

    /// The prompt of the question that is open, with its default in brackets; nil where commands are read.
    public var question: String? { session.spoken.speak { dialogue?.prompt(session) } }

    /// What to say where the input ends at an open question; nil where none is open.
    public var unanswered: Diagnostic? {
        session.spoken.speak {
            dialogue.map { dialogue in
                Diagnostic(
                    NotebookWords.unanswered(String(dialogue.prompt(session).dropLast(2))),
                    expected: NotebookWords.answers, hint: NotebookWords.howToAnswer)
            }
        }
    }

    /// Begins to ask.
    func begin(_ dialogue: any Dialogue<State>, _ sink: OutputSink) {
        self.dialogue = dialogue
        say([NotebookWords.everyQuestion], sink)
        introduce(sink)
    }

    /// The commands of the session, oldest first.
    public var commands: [String] { session.numberedCells.map(\.text) }

    /// A line with the default in its place where it is an empty answer, and else with what its words stand for.
    public func meaning(of line: String) -> String {
        if let dialogue { return dialogue.answer(line, session) }
        let statements = (try? Lexer.statements(in: line)) ?? []
        let texts = statements.map { statement in
            (try? session.preferences.expansion(of: statement)).flatMap(\.self)
        }
        guard texts.contains(where: { $0 != nil }) else { return line }
        return zip(texts, statements).map { $0 ?? $1.text }.joined(separator: "; ")
    }

    /// Takes a line as the answer to the question that is open.
    ///
    /// - Throws: a diagnostic located at the command that the answer stands for; the question stays open and the session
    ///   what it was.
    func answer(_ line: SourceLine, _ sink: OutputSink) throws(Diagnostic) {
        guard var guide = dialogue else { return }
        if sink.echoesAnswers { say([guide.prompt(session) + line.text], sink) }
        let before = (session: session, past: past)
        let text = guide.answer(line.text, session)
        switch try request(guide, SourceLine(file: line.file, number: line.number, text: text)) {
        case .nothing: return
        case .help:
            say(guide.introduction(session) + guide.words.map { "  " + NotebookWords.word($0.text, $0.detail) }, sink)
        case .quit:
            dialogue = nil
            say([NotebookWords.left], sink)
        case .back:
            if let earlier = guide.goBack() { restore(earlier) }
            dialogue = guide
            introduce(sink)
        case .run(let commands):
            do throws(Diagnostic) {
                for (index, command) in commands.enumerated() {
                    // A sweep that Ctrl-C ended keeps its plans, but nothing follows it.
                    if index > 0, isCancelled { break }
                    try run(command, at: line, sink)
                }
                if let objection = guide.objection(session) { throw objection }
            } catch {
                restore(before)
                throw error
            }
            let (remarks, isOver) = guide.advance(line.text, from: before, to: session)
            say(remarks, sink)
            dialogue = isOver ? nil : guide
            isOver ? say([NotebookWords.over], sink) : introduce(sink)
        }
    }

    /// What an answer asks for; what is wrong with it is shown in the answer itself, typed or taken by default.
    private func request(
        _ guide: any Dialogue<State>, _ answer: SourceLine
    ) throws(Diagnostic) -> DialogueRequest {
        do throws(Diagnostic) {
            return try guide.request(answer.text, session)
        } catch {
            throw error.located(at: answer)
        }
    }

    /// Shows a command as it would be typed, and runs it.
    private func run(_ command: String, at line: SourceLine, _ sink: OutputSink) throws(Diagnostic) {
        let source = SourceLine(file: line.file, number: line.number, text: command)
        do throws(Diagnostic) {
            let statements = try Lexer.statements(in: command)
            guard let statement = statements.first, statements.count == 1 else {
                throw Diagnostic(NotebookWords.notOneCommand, expected: NotebookWords.oneCommand)
            }
            say(["> " + command], sink)
            try run(statement, sink)
        } catch {
            throw error.located(at: source)
        }
    }

    /// Files stay written, whatever is taken back.
    private func restore(_ moment: (session: State, past: [State])) {
        let written = session.written
        session = moment.session
        session.written.formUnion(written)
        past = moment.past
    }

    private func introduce(_ sink: OutputSink) {
        say(dialogue?.introduction(session) ?? [], sink)
    }

    private func say(_ lines: [String], _ sink: OutputSink) {
        sink.write(lines.map { .line($0) }, session.format)
    }

    /// The candidates for the end of a line, and the number of characters there that they replace.
    public func complete(_ line: String) -> (replacing: Int, candidates: [Completion]) {
        session.spoken.speak { candidates(behind: line) }
    }

    private func candidates(behind line: String) -> (replacing: Int, candidates: [Completion]) {
        let completer = Completer(State.registry, session, environment.files)
        guard let dialogue else { return completer.complete(line) }
        // What may stand behind the command may be answered.
        let prefix = dialogue.prefix
        let (replacing, candidates) = prefix.isEmpty ? (line.count, []) : completer.complete(prefix + line)
        let words = dialogue.words.filter { $0.text.hasPrefix(line) }
        return (min(replacing, line.count), candidates + (line.contains(" ") ? [] : words))
    }
}
