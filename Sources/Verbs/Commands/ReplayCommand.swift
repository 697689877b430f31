import Language
import Notebook
import Storage
import Words

extension Command<Session> {
    static let replay = Command(
        "replay", synonyms: ["source", "load", "run-script"], abstract: "Runs a saved session from an empty one.",
        discussion: """
            The session that the script leaves takes the place of this one; 'undo' brings this one back. With --check
            the output is compared with the recorded lines (#>): a difference is an error, which lists the figures that
            moved and the version that recorded them. No file is written then. With --update the recorded lines are
            rewritten. With --step every command waits for Enter; what is typed instead runs first, so
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
        if check { return try ReplayText.check(script, path, context) }
        let run: Replay.Run<Session> = try Replay.run(script, careful.environment, depth: context.depth)
        if update { return try ReplayText.update(script, run, path, context) }
        let remark = ReplayReport(script, run).remark
        return Outcome(run.session, run.printed.flatMap(\.self) + [remark.map { .line($0) }].compactMap(\.self))
    }
}

/// The kinds of replays.
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
            throw Diagnostic(ReplayWords.isTooDeep(deepest), at: path.span)
        }
        let text = try context.environment.files.text(of: path, limit: .script, ReplayWords.aSavedSession)
        return Script(text, name: path.value)
    }

    /// Compares the output of a script with what is recorded, and writes no files.
    static func check(_ script: Script, _ path: Spanned<String>, _ context: Context) throws(Diagnostic) -> Outcome {
        var run: Replay.Run<Session> = try Replay.run(script, context.environment.looking, depth: context.depth)
        // What it would have written is not this session's.
        run.session.written = context.session.written
        let report = ReplayReport(script, run)
        guard report.differences.isEmpty else { throw report.diagnostic(at: path.span) }
        return Outcome(run.session, say: report.agreement)
    }

    /// Rewrites the recorded output of a script that was run.
    static func update(_ script: Script, _ run: Replay.Run<Session>, _ path: Spanned<String>, _ context: Context)
        throws(Diagnostic) -> Outcome
    {
        var session = run.session
        do throws(FileError) {
            try context.environment.files.replace(path.value, with: Replay.updated(script, run.outputs, Session.stamp))
        } catch {
            throw Diagnostic(writing: path.value, error, at: path.span)
        }
        session.written.insert(context.environment.files.absolute(path.value))
        return Outcome(session, say: ReplayWords.isRewritten(path.value))
    }
}
