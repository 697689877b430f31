import Language

/// A replay that waits before each command: Enter runs it, and what is typed instead runs first.
public struct SteppedReplay<State: NotebookState> {
    private let script: Script
    private let context: Context<State>
    private let interpreter: Interpreter<State>
    /// What nobody has seen yet.
    private var unseen = ""

    /// Runs a script in an empty session, led by a person.
    ///
    /// - Throws: the script's first error, that Ctrl-C ended it, or that nobody is there.
    public static func run(_ script: Script, _ context: Context<State>) throws(Diagnostic) -> State.Outcome {
        guard let pause = context.environment.pause else {
            throw Diagnostic(NotebookWords.nobodyThere, hint: "replay \(script.name)")
        }
        var replay = SteppedReplay(script, context)
        return try replay.run(pause)
    }

    private init(_ script: Script, _ context: Context<State>) {
        self.script = script
        self.context = context
        interpreter = Interpreter(environment: context.environment, depth: context.depth + 1)
    }

    private mutating func run(_ pause: (String) -> StepAnswer) throws(Diagnostic) -> State.Outcome {
        for entry in script.entries where !interpreter.hasQuit {
            if entry.isCommand {
                guard let goesOn = try ask(before: entry, pause) else { break }
                if !goesOn { continue }
            } else if Script.note(in: entry.text) != nil {
                unseen += entry.source + "\n"
            }
            unseen += Output.plainText(try Replay.pieces(of: entry, script, interpreter), .box)
        }
        return Outcome(interpreter.session, unseen.isEmpty ? [] : [.printed(unseen, isTalk: false)])
    }

    /// Shows an entry and runs what is typed, until the entry should run (true) or not (false), or all should end (nil).
    private mutating func ask(before entry: Script.Entry, _ pause: (String) -> StepAnswer) throws(Diagnostic) -> Bool? {
        while !interpreter.hasQuit {
            let answer = pause(unseen + "> " + entry.source)
            unseen = ""
            guard case .line(let line) = answer, !interpreter.isCancelled else {
                if answer == .interrupted || context.environment.isCancelled() {
                    throw Diagnostic.unchanged.located(at: entry.line(of: script.name))
                }
                return nil
            }
            _ = context.environment.journal?.record(step: line)
            switch line.split(whereSeparator: \.isWhitespace).joined(separator: " ") {
            case "": return true
            case "skip": return false
            case "q", "quit", "exit": return nil
            default: unseen = look(line)
            }
        }
        return nil
    }

    /// Runs what a person typed, and returns what it says.
    ///
    /// A command that changes nothing leaves no cell, so that the numbers of those that are replayed stay.
    private func look(_ line: String) -> String {
        var text = ""
        let sink = OutputSink(standardOutput: { text += $0 }, standardError: { text += $0 })
        interpreter.recordsLooks = false
        defer { interpreter.recordsLooks = true }
        do throws(Diagnostic) {
            try interpreter.run(SourceLine(typed: line), sink)
        } catch {
            text += error.render()
        }
        return text
    }
}
