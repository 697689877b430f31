import Glibc
import Shell
import Terminal

/// Reads commands line by line, from a person or from a pipe.
struct InteractiveShell {
    let style: Style

    /// Runs until the input ends or a command quits.
    ///
    /// - Parameter first: a line that runs before the first that is read.
    func run(first: String? = nil) -> ExitCode {
        // Completion looks at the session through this box, since the editor is made before the loop.
        let journal = Machine.journal()
        let interpreter = Interpreter(
            environment: Machine.environment(showsProgress: isatty(STDERR_FILENO) == 1, journal: journal))
        let editor = LineEditors.standard { line in
            let (replacing, candidates) = interpreter.complete(line)
            let end = line.count
            return CompletionAnswer(
                replacing: end - replacing..<end,
                candidates: candidates.map {
                    CompletionCandidate(text: $0.text, detail: $0.detail, appendsSpace: $0.isWhole)
                })
        }
        defer { editor.close() }
        guard editor.isInteractive else { return follow(interpreter, editor, first) }
        converse(interpreter, editor, journal, first)
        // A session that its user did not leave waits to be recovered.
        journal?.close(keeping: !interpreter.hasQuit && (Interrupt.isEndRequested || isatty(STDIN_FILENO) == 0))
        return .success
    }

    /// A person types: errors are shown and the shell goes on.
    private func converse(
        _ interpreter: Interpreter, _ editor: any LineEditor, _ journal: Journal?, _ first: String?
    ) {
        var history = HistoryStore.standard()
        if let warning = history.load() { Streams.error("warning: \(warning)\n") }
        editor.setHistory(history.entries)
        Streams.output("Sextant \(Version.number) — plan LLM-inference deployments.  help · guide · quit\n")
        Streams.output((journal?.offer().map { $0 + "\n\n" }) ?? "\n")
        var sink = OutputSink(
            standardOutput: Streams.output, standardError: Streams.error, showsTimings: true, showsNumbers: true,
            emphasis: style.bold)
        let pager = Pager { name in getenv(name).map { String(cString: $0) } }
        sink.standardOutput = { text in
            if !editor.withNormalTerminal({ pager.show(text) }) { Streams.output(text) }
        }
        sink.program = { command, input in editor.withNormalTerminal { TextProgram.run(command, input: input) } }
        sink.echoesAnswers = false
        sink.width = { Style.detect(fileDescriptor: STDOUT_FILENO).width }
        func keep(_ line: String) {
            // An empty answer is kept as the default that it takes.
            if let warning = journal?.record(interpreter.meaning(of: line)) { Streams.error("warning: \(warning)\n") }
        }
        if let first {
            keep(first)
            run(SourceLine(file: nil, number: 0, text: first), interpreter, sink)
        }
        var number = 0
        while !interpreter.hasQuit {
            switch editor.readLine(prompt: prompt(interpreter)) {
            case .line(let text):
                func remember(_ text: String) {
                    if let warning = history.record(text) { Streams.error("warning: \(warning)\n") }
                    editor.remember(text)
                }
                // Answers are no commands; the commands that they stand for are remembered instead.
                let known = interpreter.isAsking ? interpreter.commands.count : nil
                if known == nil { remember(text) }
                let lines = text.split(omittingEmptySubsequences: !interpreter.isAsking, whereSeparator: \.isNewline)
                for line in lines where !interpreter.hasQuit {
                    // Ctrl-C ends the lines that were pasted or recalled together, not just the first.
                    if Interrupt.isRequested { break }
                    number += 1
                    keep(String(line))
                    run(SourceLine(file: nil, number: number, text: String(line)), interpreter, sink)
                }
                if let known { for command in interpreter.commands.dropFirst(known) { remember(command) } }
            case .interrupted: continue
            case .endOfInput: return
            }
        }
    }

    /// A pipe brings lines: the first error ends it.
    private func follow(_ interpreter: Interpreter, _ editor: any LineEditor, _ first: String?) -> ExitCode {
        var sink = OutputSink(standardOutput: Streams.output, standardError: Streams.error)
        sink.program = TextProgram.run
        if let first { run(SourceLine(file: nil, number: 0, text: first), interpreter, sink) }
        var number = 0
        while !interpreter.hasQuit {
            switch editor.readLine(prompt: "") {
            case .line(let text):
                number += 1
                do throws(Diagnostic) {
                    try interpreter.run(SourceLine(file: "<stdin>", number: number, text: text), sink)
                } catch {
                    Streams.error(error.render())
                    return Interrupt.isRequested ? .interrupted : .failure
                }
                if Interrupt.isRequested { return .interrupted }
            case .interrupted: return .interrupted
            case .endOfInput: return .success
            }
        }
        return .success
    }

    private func run(_ line: SourceLine, _ interpreter: Interpreter, _ sink: OutputSink) {
        do throws(Diagnostic) {
            try interpreter.run(line, sink)
        } catch {
            let text = error.render()
            Streams.error(text.hasPrefix("error:") ? style.red("error:") + text.dropFirst(6) : text)
        }
    }

    private func prompt(_ interpreter: Interpreter) -> String {
        let session = interpreter.session
        return interpreter.question.map(style.bold)
            ?? style.bold("sextant" + (session.title.isEmpty ? "" : " " + session.title) + "> ")
    }
}
