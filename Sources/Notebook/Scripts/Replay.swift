import Language
import Text
import Units

/// Runs scripts again and compares what they print with what was recorded.
public enum Replay {
    /// A script that was run.
    public struct Run<State: NotebookState>: Sendable {
        /// The session as its last command left it.
        public var session: State
        /// The language in which it began.
        public let tongue: Tongue
        /// The pieces that each entry printed; entries behind a `quit` have none.
        public internal(set) var printed: [[Output]] = []
        /// What each entry printed, as one text.
        public var outputs: [String] { printed.map { Output.plainText($0, .box) } }
    }

    /// Runs a script in an empty session and collects each line's output.
    ///
    /// - Parameter tongue: the language in which its commands answer until one chooses another.
    /// - Throws: the script's first error, or that Ctrl-C ended one of its commands: a replay is whole or not at all.
    public static func run<State: NotebookState>(
        _ script: Script, _ environment: Environment, depth: Int, in tongue: Tongue = .current
    ) throws(Diagnostic) -> Run<State> {
        let interpreter = tongue.speak { Interpreter<State>(environment: environment, depth: depth + 1) }
        var run = Run(session: interpreter.session, tongue: tongue)
        for entry in script.entries where !interpreter.hasQuit {
            run.printed.append(try pieces(of: entry, script, interpreter))
        }
        run.session = interpreter.session
        return run
    }

    /// Runs an entry and collects what it prints.
    static func pieces<State>(
        of entry: Script.Entry, _ script: Script, _ interpreter: Interpreter<State>
    ) throws(Diagnostic) -> [Output] {
        var pieces: [Output] = []
        let sink = OutputSink(
            standardOutput: { pieces.append(.printed($0, isTalk: false)) },
            standardError: { pieces.append(.printed($0, isTalk: true)) })
        let line = entry.line(of: script.name)
        try interpreter.run(line, sink)
        guard !entry.isCommand || !interpreter.isCancelled else { throw Diagnostic.unchanged.located(at: line) }
        return pieces
    }

    /// The script with the outputs in place of the recorded ones, under this program's heading if it has one; what did not
    /// run stays as it is.
    public static func updated(_ script: Script, _ outputs: [String], _ stamp: FileStamp) -> String {
        script.entries.enumerated().map { index, entry in
            let output = index < outputs.count ? outputs[index] : entry.recorded ?? ""
            let source = SessionHeading(entry.text).map { SessionHeading.line(stamp, $0.tongue) } ?? entry.source
            return source + "\n" + Script.comment(output)
        }.joined()
    }
}
