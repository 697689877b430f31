import Glibc

extension Command {
    static let recover = Command(
        "recover", synonyms: ["restore", "resume"], abstract: "Brings back a session that ended unexpectedly.",
        discussion: """
            Every command is written to a journal before it runs; a shell that was killed leaves it behind. Its commands
            run again, without writing files; those that fail, as they may have before, are named. 'undo' goes back.
            """,
        examples: [], isRecorded: false
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let (journal, file) = try RecoverText.newest(context)
        let (session, failed) = try RecoverText.run(file, context)
        var lines = ["\(file.summary) is back"]
        do throws(FileError) {
            try journal.adopt(file)
        } catch {
            lines.append("  it also stays in \(file.path), for \(journal.path) cannot be written: \(error.reason)")
        }
        lines += failed.prefix(5).map { "  failed again: \($0)" }
        if failed.count > 5 { lines.append("  ... and \(failed.count - 5) more") }
        return Outcome(session, lines.map { .line($0) })
    }

    static let recoverDrop = Command(
        "recover drop", abstract: "Forgets a session that ended unexpectedly.", examples: [], isRecorded: false
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let (_, file) = try RecoverText.newest(context)
        guard unlink(file.path) == 0 else {
            throw Diagnostic("cannot delete \(file.path): \(FileError.last.reason)")
        }
        return Outcome(nil, say: "\(file.summary) is forgotten")
    }
}

/// Bringing sessions back.
enum RecoverText {
    /// Verbs that only look, some of them for long.
    private static let idle = ["bench", "help", "history"]

    static func newest(_ context: Context) throws(Diagnostic) -> (journal: Journal, file: JournalFile) {
        guard let journal = context.environment.journal,
            let file = JournalFile.leftovers(in: journal.folder, except: journal.path).first
        else { throw Diagnostic("there is no session to recover") }
        return (journal, file)
    }

    /// The session that the lines lead to, and the lines that failed.
    static func run(_ file: JournalFile, _ context: Context) throws(Diagnostic) -> (Session, failed: [String]) {
        var environment = context.environment
        environment.pause = { _ in true }
        environment.keepsFiles = true
        let interpreter = Interpreter(environment: environment, depth: context.depth + 1)
        let silent = OutputSink(standardOutput: { _ in }, standardError: { _ in })
        var failed: [String] = []
        for (index, line) in file.lines.enumerated() where !interpreter.hasQuit {
            let verb = line.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
            if idle.contains(verb) { continue }
            do throws(Diagnostic) {
                try interpreter.run(SourceLine(file: file.path, number: index + 1, text: line), silent)
            } catch {
                failed.append(line)
            }
            guard !interpreter.isCancelled else {
                throw Diagnostic("interrupted: the session is what it was", hint: "'recover' starts over")
            }
        }
        return (interpreter.session, failed)
    }
}
