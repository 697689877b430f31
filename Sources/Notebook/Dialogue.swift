// How an interpreter leads through a guide: it shows questions, runs what answers stand for, and records only that.

extension Interpreter {
    /// Whether the next line is an answer.
    public var isAsking: Bool { guide != nil }

    /// The prompt of the question that is open, with its default in brackets; nil where commands are read.
    public var question: String? { guide?.prompt(session) }

    /// What to say where the input ends at an open question; nil where none is open.
    public var unanswered: Diagnostic? {
        guide.map { guide in
            Diagnostic(
                "the guide waits for an answer to '\(guide.prompt(session).dropLast(2))'",
                expected: "a line for each question, empty for its default, or 'quit'",
                hint: "start it at a terminal, or give the answers behind it: sextant -c \"guide; h200; quit\"")
        }
    }

    /// Begins a guided session.
    func beginGuide(_ sink: OutputSink) {
        guide = Guide(files: environment.files)
        say(["Enter takes the default in brackets; back, skip, quit and help work at every question."], sink)
        introduce(sink)
    }

    /// The commands of the session, oldest first.
    public var commands: [String] { session.numberedCells.map(\.text) }

    /// A line with the default in its place where it is an empty answer.
    public func meaning(of line: String) -> String { guide?.answer(line, session) ?? line }

    /// Takes a line as the answer to the question that is open.
    ///
    /// - Throws: a diagnostic located at the command that the answer stands for; the question stays open and the session
    ///   what it was.
    func answer(_ line: SourceLine, _ sink: OutputSink) throws(Diagnostic) {
        guard var guide else { return }
        if sink.echoesAnswers { say([guide.prompt(session) + line.text], sink) }
        let before = (session: session, past: past)
        let text = guide.answer(line.text, session)
        let answer = GuideQuestion.Answer(text: text, isDefault: text == guide.answer("", session))
        switch try request(guide, SourceLine(file: line.file, number: line.number, text: text)) {
        case .nothing: return
        case .help: say(guide.introduction(session) + Guide.words.map { "  \($0.text): \($0.detail)" }, sink)
        case .quit:
            self.guide = nil
            say(["left the guide; the session stays, and 'guide' begins again"], sink)
        case .back:
            if let earlier = guide.goBack() { restore(earlier) }
            self.guide = guide
            introduce(sink)
        case .run(let commands):
            do throws(Diagnostic) {
                for (index, command) in commands.enumerated() {
                    // A sweep that Ctrl-C ended keeps its plans, but nothing follows it.
                    if index > 0, isCancelled { break }
                    try run(command, at: line, sink)
                }
                if let objection = guide.question.objection(guide.view(session)) { throw objection }
            } catch {
                restore(before)
                throw error
            }
            let (later, remarks) = (guide.question.later, guide.question.remarks)
            let goesOn = guide.advance(line.text, from: before, to: session)
            say(remarks(answer, guide.view(session)), sink)
            if let later { say(["later: " + later(guide.view(session))], sink) }
            self.guide = goesOn ? guide : nil
            goesOn ? introduce(sink) : say(["that was all; 'history' lists the commands of this session"], sink)
        }
    }

    /// What an answer asks for; what is wrong with it is shown in the answer itself, typed or taken by default.
    private func request(_ guide: Guide, _ answer: SourceLine) throws(Diagnostic) -> Guide.Request {
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
                throw Diagnostic("an answer is part of one command", expected: "an answer without ';'")
            }
            say(["> " + command], sink)
            try run(statement, sink)
        } catch {
            throw error.located(at: source)
        }
    }

    /// Files stay written, whatever is taken back.
    private func restore(_ moment: (session: Session, past: [Session])) {
        let written = session.written
        session = moment.session
        session.written.formUnion(written)
        past = moment.past
    }

    private func introduce(_ sink: OutputSink) {
        guard let guide else { return }
        say(guide.introduction(session), sink)
    }

    private func say(_ lines: [String], _ sink: OutputSink) {
        Self.write(lines.map { .line($0) }, session.format, sink)
    }

    /// The candidates for the end of a line, and the number of characters there that they replace.
    public func complete(_ line: String) -> (replacing: Int, candidates: [Completion]) {
        guard let guide else { return Completer.complete(line, in: session, environment.files) }
        // What may stand behind the command may be answered.
        let prefix = guide.question.prefix
        let (replacing, candidates) =
            prefix.isEmpty ? (line.count, []) : Completer.complete(prefix + line, in: session, environment.files)
        let words = Guide.words.filter { $0.text.hasPrefix(line) }
        return (min(replacing, line.count), candidates + (line.contains(" ") ? [] : words))
    }
}
