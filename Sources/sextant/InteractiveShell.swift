import Glibc
import Language
import Notebook
import Terminal
import Text
import Verbs

/// Reads commands line by line, from a person or from a pipe.
struct InteractiveShell {
    /// Runs until the input ends or a command quits.
    ///
    /// - Parameter first: a line that runs before the first that is read.
    func run(first: String? = nil) -> ExitCode {
        let journal = Machine.journal()
        let steps = StepEditor()
        let interpreter = Interpreter<Session>(
            environment: Machine.environment(
                showsProgress: isatty(STDERR_FILENO) == 1, journal: journal, editor: steps))
        let typed = TypedLine()
        let display = LineDisplay(style: { style(interpreter) }, look: { typed.look(of: $0, interpreter) })
        let editor = LineEditors.standard(display: display) { line in
            let before = typed.continuation.pending.map { $0 + " " } ?? ""
            let (replacing, candidates) = interpreter.complete(before + line)
            let end = line.count
            return CompletionAnswer(
                replacing: end - replacing..<end,
                candidates: candidates.map {
                    CompletionCandidate(text: $0.text, detail: $0.detail, appendsSpace: $0.isWhole)
                })
        }
        defer { editor.close() }
        guard editor.isInteractive else { return follow(interpreter, editor, first) }
        (steps.editor, steps.typed) = (editor, typed)
        converse(interpreter, editor, typed, journal, first)
        // A session that its user did not leave waits to be recovered.
        journal?.close(keeping: !interpreter.hasQuit && (Interrupt.isEndRequested || isatty(STDIN_FILENO) == 0))
        return ExitCode.ofEnd ?? .success
    }

    /// A person types: errors are shown and the shell goes on.
    private func converse(
        _ interpreter: Interpreter<Session>, _ editor: any LineEditor, _ typed: TypedLine, _ journal: Journal?,
        _ first: String?
    ) {
        var history = HistoryStore.standard()
        func warn(_ warning: String?) {
            if let warning { Streams.error(ShellWords.warning(Printable.text(warning)) + "\n") }
        }
        warn(history.load())
        if journal == nil { warn(ShellWords.isUnprotected(keepsLines: history.path != nil)) }
        editor.setHistory(history.entries)
        let width = style(interpreter).width
        let offer = journal?.offer().map { LineWrap.wrap($0, to: width) + "\n\n" } ?? "\n"
        Streams.output(LineWrap.wrap(ShellWords.welcome(Version.number), to: width) + "\n" + offer)
        var sink = OutputSink(
            standardOutput: Streams.output, standardError: Streams.error, showsTimings: true, showsNumbers: true,
            emphasis: { style(interpreter).bold($0) })
        let pager = Pager { name in getenv(name).map { String(cString: $0) } }
        sink.standardOutput = { text in
            // What is typed at a question is an answer, not a key of the pager.
            let isShown = !interpreter.isAsking && editor.withNormalTerminal { pager.show(text) }
            if !isShown { Streams.output(text) }
        }
        if pager.scrollsSideways {
            sink.scroll = { text in
                if !editor.withNormalTerminal({ pager.showSideways(text) }) { Streams.output(text) }
            }
        }
        sink.program = { command, input in editor.withNormalTerminal { TextProgram.run(command, input: input) } }
        sink.paint = { style(interpreter).series($0, $1) }
        sink.echoesAnswers = false
        sink.width = { style(interpreter).width }
        func keepAndRun(_ line: SourceLine, _ sink: OutputSink) -> Bool {
            var sink = sink
            // While a question is open no pager runs, and wide tables have to fit.
            if interpreter.isAsking { sink.scroll = nil }
            // An empty answer is kept as the default that it takes.
            return interpreter.session.spoken.speak {
                warn(journal?.record(interpreter.meaning(of: line.text)))
                let succeeds = run(line, interpreter, sink)
                if let interruption = interpreter.interruption { warn(journal?.record(interruption)) }
                return succeeds
            }
        }
        func remember(_ text: String) {
            warn(history.record(text))
            editor.remember(text)
        }
        var quiet = sink
        quiet.standardOutput = { _ in }
        quiet.scroll = nil
        for line in Machine.startup(warn) {
            guard keepAndRun(line, quiet) else { break }
        }
        if let first { _ = keepAndRun(SourceLine(file: nil, number: 0, text: first), sink) }
        var number = 0
        while !interpreter.hasQuit {
            // 'lang' changes what the next line meets.
            let tongue = interpreter.session.spoken
            let isContinued = typed.continuation.pending != nil
            let prompt = isContinued ? Self.continuationPrompt : prompt(interpreter)
            switch tongue.speak({ editor.readLine(prompt: prompt) }) {
            case .line(let text):
                // Answers are not commands; the commands that they stand for are remembered instead.
                let known = interpreter.isAsking ? interpreter.commands.count : nil
                let lines = text.split(omittingEmptySubsequences: !interpreter.isAsking, whereSeparator: \.isNewline)
                let isPart = isContinued || lines.last.map { Continuation.continues(String($0)) } ?? false
                if known == nil, !isPart { remember(text) }
                for (index, line) in lines.enumerated() where !interpreter.hasQuit {
                    // Ctrl-C ends the lines that were pasted or recalled together, not just the first.
                    if Interrupt.isRequested { break }
                    guard let whole = typed.continuation.add(String(line)) else { continue }
                    if known == nil, isPart { remember(whole.text) }
                    number += 1
                    let source = SourceLine(file: nil, number: number, text: whole.text)
                    let system = known == nil ? TypedLine.systemCommand(in: whole.text) : nil
                    let succeeds = system.map { command in tongue.speak { runInSystem(command, editor) } }
                    guard succeeds ?? keepAndRun(source, sink) else {
                        tongue.speak { dropRest(lines.count - index - 1 + editor.dropPaste()) }
                        break
                    }
                }
                if let known { for command in interpreter.commands.dropFirst(known) { remember(command) } }
            case .interrupted: typed.continuation = Continuation()
            case .endOfInput: return
            }
        }
    }

    /// The prompt of a line that a backslash continues.
    private static let continuationPrompt = "... "

    /// Says how many pasted lines do not run behind one that failed.
    private func dropRest(_ count: Int) {
        guard count > 0 else { return }
        Streams.error(ShellWords.dropped(count) + "\n")
    }

    /// A pipe brings lines: the first error ends it.
    private func follow(_ interpreter: Interpreter<Session>, _ editor: any LineEditor, _ first: String?) -> ExitCode {
        var sink = OutputSink(standardOutput: Streams.output, standardError: Streams.error)
        sink.program = TextProgram.run
        if let first { _ = run(SourceLine(file: nil, number: 0, text: first), interpreter, sink) }
        var number = 0
        var begun = 1
        var continuation = Continuation()
        while !interpreter.hasQuit {
            var whole: ContinuedLine?
            let input = editor.readLine(prompt: "")
            switch input {
            case .line(let text):
                number += 1
                if continuation.pending == nil { begun = number }
                whole = continuation.add(text)
            case .interrupted: return .interrupted
            case .endOfInput:
                // What stands behind the failure is not known, so what stands before it may be half a line.
                if let failure = editor.inputFailure {
                    Streams.error("sextant: \(ShellWords.unreadable(failure))\n")
                    return .failure
                }
                whole = continuation.finish()
            }
            if let whole {
                do throws(Diagnostic) {
                    try interpreter.run(
                        SourceLine(file: "<stdin>", number: begun, text: whole.text, breaks: whole.breaks), sink)
                } catch {
                    Streams.error(error.render())
                    return ExitCode.ofSignal ?? .failure
                }
                if let code = ExitCode.ofSignal { return code }
            }
            guard input == .endOfInput else { continue }
            if let code = ExitCode.ofEnd { return code }
            guard let waiting = interpreter.unanswered else { return .success }
            Streams.error(waiting.render())
            return .failure
        }
        return .success
    }

    /// What the terminal shows at the moment.
    private func style(_ interpreter: Interpreter<Session>) -> Style {
        Style.detect(fileDescriptor: STDOUT_FILENO, colour: interpreter.wantsColour)
    }

    /// Runs a command of the system's shell; returns whether it succeeds.
    private func runInSystem(_ command: String, _ editor: any LineEditor) -> Bool {
        guard !command.isEmpty else {
            Streams.error(ShellWords.noSystemCommand + "\n")
            return false
        }
        let status = editor.withNormalTerminal { TextProgram.run(command) }
        if status != 0 { Streams.error(ShellWords.ended(status) + "\n") }
        return status == 0
    }

    /// Runs a line and shows what is wrong with it; returns whether nothing is.
    private func run(_ line: SourceLine, _ interpreter: Interpreter<Session>, _ sink: OutputSink) -> Bool {
        do throws(Diagnostic) {
            try interpreter.run(line, sink)
            return true
        } catch {
            let text = error.render(width: style(interpreter).width)
            let sign = error.sign
            let style = style(interpreter)
            Streams.error(text.hasPrefix(sign) ? style.red(sign) + text.dropFirst(sign.count) : text)
            return false
        }
    }

    private func prompt(_ interpreter: Interpreter<Session>) -> String {
        let session = interpreter.session
        let style = style(interpreter)
        let title = Printable.text(session.title, keepsLines: false)
        return interpreter.question.map { style.bold(Printable.text($0, keepsLines: false)) }
            ?? style.bold("sextant" + (title.isEmpty ? "" : " " + title) + "> ")
    }
}
