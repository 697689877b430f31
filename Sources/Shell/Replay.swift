/// Runs scripts again and compares what they print with what was recorded.
enum Replay {
    /// A line whose output is not what was recorded.
    struct Difference: Sendable {
        let line: Int
        let recorded: [String]
        let now: [String]
    }

    /// Runs a script in an empty session and collects each line's output.
    static func run(_ script: Script, _ context: Context) throws(Diagnostic) -> (session: Session, outputs: [String]) {
        let interpreter = Interpreter(environment: context.environment, depth: context.depth + 1)
        var outputs: [String] = []
        for entry in script.entries where !interpreter.hasQuit {
            var text = ""
            let sink = OutputSink(standardOutput: { text += $0 }, standardError: { text += $0 })
            try interpreter.run(SourceLine(file: script.name, number: entry.number, text: entry.text), sink)
            outputs.append(text)
        }
        return (interpreter.session, outputs)
    }

    /// The lines whose output differs from the recorded one; lines without recorded output are not compared.
    static func differences(_ script: Script, _ outputs: [String]) -> [Difference] {
        zip(script.entries, outputs).compactMap { entry, output in
            guard let recorded = entry.recorded, recorded != output else { return nil }
            return Difference(line: entry.number, recorded: lines(recorded), now: lines(output))
        }
    }

    /// The script with the outputs in place of the recorded ones.
    static func updated(_ script: Script, _ outputs: [String]) -> String {
        zip(script.entries, outputs).map { entry, output in entry.text + "\n" + Script.comment(output) }.joined()
    }

    private static func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
