import Presentation
import Storage

extension Command {
    static let replay = Command(
        "replay", synonyms: ["source", "load", "run-script"], abstract: "Runs a saved session from an empty one.",
        discussion: """
            The session that the script leaves takes the place of this one; 'undo' brings this one back. With --check
            the output is compared with the recorded lines (#>), and a difference is an error; with --update the
            recorded lines are rewritten. With --step every command waits for Enter; what is typed instead runs first, so
            that one can look around (breakdown, explain) or change something; skip leaves the command out, and quit or
            Ctrl-D ends before it. A script of another folder writes beneath the current one only, and through no
            link, unless --trust is given.
            """,
        arguments: .flag("check", "compare with the recorded output"), .flag("update", "rewrite the recorded output"),
        .flag("step", "wait for Enter before each command"),
        .flag("trust", "let a script of another folder write anywhere"),
        .path("a script that 'save FILE.sextant' wrote, or one written by hand", endings: ["sextant"]),
        examples: [], isRecorded: false
    ) {

        (context: Context, check: Bool, update: Bool, step: Bool, trust: Bool, path: Spanned<String>)
            throws(Diagnostic) -> Outcome in
        let careful = trust ? context : ReplayText.distrusting(path.value, context)
        let script = try ReplayText.script(path, context)
        if step { return try SteppedReplay.run(script, careful) }
        let run = try Replay.run(script, careful)
        if check {
            let differences = Replay.differences(script, run.outputs)
            guard differences.isEmpty else { throw ReplayText.diagnostic(differences, path) }
            return Outcome(run.session, say: "\(path.value): output as recorded")
        }
        guard update else { return Outcome(run.session, run.printed.flatMap(\.self)) }
        return try ReplayText.update(script, run, path, context)
    }
}

/// Replays in words.
enum ReplayText {
    static let deepest = 8

    /// A context in which a script of another folder, which somebody else may have written, cannot harm other files.
    static func distrusting(_ path: String, _ context: Context) -> Context {
        let files = context.environment.files
        guard !files.isInCurrentFolder(path) else { return context }
        var context = context
        context.environment.files = files.confined
        return context
    }

    static func script(_ path: Spanned<String>, _ context: Context) throws(Diagnostic) -> Script {
        guard context.depth < deepest else {
            throw Diagnostic("replays are nested more than \(deepest) deep", at: path.span)
        }
        let text = try context.environment.files.text(of: path, limit: .script, "a saved session")
        return Script(text, name: path.value)
    }

    /// Rewrites the recorded output of a script that was run.
    static func update(_ script: Script, _ run: Replay.Run, _ path: Spanned<String>, _ context: Context)
        throws(Diagnostic) -> Outcome
    {
        var session = run.session
        if !context.environment.keepsFiles {
            do throws(FileError) {
                try context.environment.files.replace(path.value, with: Replay.updated(script, run.outputs))
            } catch {
                throw Diagnostic(writing: path.value, error, at: path.span)
            }
        }
        session.written.insert(context.environment.files.absolute(path.value))
        return Outcome(session, say: "\(path.value): recorded output rewritten")
    }

    static func diagnostic(_ differences: [Replay.Difference], _ path: Spanned<String>) -> Diagnostic {
        var lines: [String] = []
        for difference in differences.prefix(5) {
            lines.append("line \(difference.line):")
            lines += LineDiff.lines(from: difference.recorded, to: difference.now)
        }
        if differences.count > 5 { lines.append("... and \(differences.count - 5) more") }
        return Diagnostic(
            "\(path.value): output of \(ValueText.count(differences.count, "line")) differs from the recorded one",
            at: path.span, hint: (["- recorded, + now"] + lines).joined(separator: "\n  "))
    }
}
