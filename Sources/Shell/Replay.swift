/// Runs scripts again and compares what they print with what was recorded.
enum Replay {
    /// A line whose output is not what was recorded.
    struct Difference: Sendable {
        let line: Int
        let recorded: [String]
        let now: [String]
    }

    /// A script that was run.
    struct Run: Sendable {
        /// The session as its last command left it.
        var session = Session()
        /// The pieces that each entry printed; entries behind a `quit` have none.
        var printed: [[Output]] = []
        /// Entries whose output a person has seen already.
        var shown = 0

        /// What nobody has seen yet.
        var unseen: [Output] { printed.dropFirst(shown).flatMap(\.self) }

        /// What each entry printed, as one text.
        var outputs: [String] { printed.map { Interpreter.plainText($0, .box) } }
    }

    /// Runs a script in an empty session and collects each line's output.
    ///
    /// - Throws: the script's first error, or that Ctrl-C ended one of its commands: a replay is whole or not at all.
    ///
    /// - Parameter isStepped: shows what was printed so far and the next command, and waits until a person agrees.
    static func run(_ script: Script, _ context: Context, isStepped: Bool = false) throws(Diagnostic) -> Run {
        let pause = isStepped ? context.environment.pause : nil
        guard !isStepped || pause != nil else {
            throw Diagnostic("--step waits for a person, and there is no terminal", hint: "replay \(script.name)")
        }
        let interpreter = Interpreter(environment: context.environment, depth: context.depth + 1)
        var run = Run()
        var notes = ""
        for entry in script.entries where !interpreter.hasQuit {
            var pieces: [Output] = []
            let sink = OutputSink(
                standardOutput: { pieces.append(.printed($0, isTalk: false)) },
                standardError: { pieces.append(.printed($0, isTalk: true)) })
            let line = SourceLine(file: script.name, number: entry.number, text: entry.text)
            if isStepped, Script.note(in: entry.text) != nil { notes += entry.text + "\n" }
            if let pause, entry.isCommand {
                let text = Interpreter.plainText(run.unseen, .box) + notes + "> " + entry.text
                notes = ""
                run.shown = run.printed.count
                guard pause(text) else { break }
                if interpreter.isCancelled {
                    throw Diagnostic("interrupted: the session is what it was").located(at: line)
                }
            }
            try interpreter.run(line, sink)
            guard !entry.isCommand || !interpreter.isCancelled else {
                throw Diagnostic("interrupted: the session is what it was").located(at: line)
            }
            run.printed.append(pieces)
        }
        run.session = interpreter.session
        return run
    }

    /// The lines whose output differs from the recorded one; lines without recorded output are not compared.
    static func differences(_ script: Script, _ outputs: [String]) -> [Difference] {
        zip(script.entries, outputs).compactMap { entry, output in
            guard let recorded = entry.recorded, recorded != output else { return nil }
            return Difference(line: entry.number, recorded: lines(recorded), now: lines(output))
        }
    }

    /// The script with the outputs in place of the recorded ones; what did not run stays as it is.
    static func updated(_ script: Script, _ outputs: [String]) -> String {
        script.entries.enumerated().map { index, entry in
            let output = index < outputs.count ? outputs[index] : entry.recorded ?? ""
            return entry.text + "\n" + Script.comment(output)
        }.joined()
    }

    private static func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
