/// Runs scripts again and compares what they print with what was recorded.
enum Replay {
    /// A script that was run.
    struct Run: Sendable {
        /// The session as its last command left it.
        var session = Session()
        /// The pieces that each entry printed; entries behind a `quit` have none.
        var printed: [[Output]] = []
        /// What each entry printed, as one text.
        var outputs: [String] { printed.map { Interpreter.plainText($0, .box) } }
    }

    /// Runs a script in an empty session and collects each line's output.
    ///
    /// - Throws: the script's first error, or that Ctrl-C ended one of its commands: a replay is whole or not at all.
    static func run(
        _ script: Script, _ environment: Environment, depth: Int
    ) throws(Diagnostic) -> Run {
        let interpreter = Interpreter(environment: environment, depth: depth + 1)
        var run = Run()
        for entry in script.entries where !interpreter.hasQuit {
            run.printed.append(try pieces(of: entry, script, interpreter))
        }
        run.session = interpreter.session
        return run
    }

    /// Runs an entry and collects what it prints.
    static func pieces(
        of entry: Script.Entry, _ script: Script, _ interpreter: Interpreter
    ) throws(Diagnostic) -> [Output] {
        var pieces: [Output] = []
        let sink = OutputSink(
            standardOutput: { pieces.append(.printed($0, isTalk: false)) },
            standardError: { pieces.append(.printed($0, isTalk: true)) })
        let line = entry.line(of: script.name)
        try interpreter.run(line, sink)
        guard !entry.isCommand || !interpreter.isCancelled else { throw interrupted.located(at: line) }
        return pieces
    }

    /// What a replay says that Ctrl-C ended.
    static let interrupted = Diagnostic("interrupted: the session is what it was")

    /// The script with the outputs in place of the recorded ones, under this program's heading if it has one; what did not
    /// run stays as it is.
    static func updated(_ script: Script, _ outputs: [String]) -> String {
        script.entries.enumerated().map { index, entry in
            let output = index < outputs.count ? outputs[index] : entry.recorded ?? ""
            let source = SessionHeading(entry.text) == nil ? entry.source : SessionHeading.current
            return source + "\n" + Script.comment(output)
        }.joined()
    }
}
