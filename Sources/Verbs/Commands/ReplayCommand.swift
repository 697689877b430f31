import Language
import Notebook
import Storage
import Units
import Words

extension Command<Session> {
    static let replay = Command(
        "replay", synonyms: ["load", "run-script", "回放", "重放"],
        abstract: say(en: "Runs a saved session from an empty one.", zh: "从空会话开始运行保存的会话。"),
        discussion: say(
            en: """
                The session that the script leaves takes the place of this one; 'undo' brings this one back. With --check
                the output is compared with the recorded lines (#>): a difference is an error, which lists the figures that
                moved and the version that recorded them. No file is written then. With --update the recorded lines are
                rewritten. With --step every command waits for Enter; what is typed instead runs first, so
                that one can look around (breakdown, explain) or change something; skip leaves the command out, and quit or
                Ctrl-D ends before it. A script of another folder writes beneath the current one only, and through no
                link, unless --trust is given.
                """,
            zh: """
                脚本运行所得的会话取代当前会话；“undo”恢复当前会话。使用 --check 时，输出与记录的行（#>）比较：有差异即报错，\
                并列出变化的数值和记录时的版本；此时不写任何文件。使用 --update 时重写记录的行。使用 --step 时，每条命令等待回车；\
                此时输入的命令先运行，便于查看（breakdown、explain）或修改；skip 跳过该命令，quit 或 Ctrl-D 在该命令之前结束。\
                其他文件夹中的脚本只能写入当前文件夹之内，且不能经过链接，除非指定 --trust。
                """),
        arguments: .flag("check", say(en: "compare with the recorded output", zh: "与记录的输出比较")),
        .flag("update", say(en: "rewrite the recorded output", zh: "重写记录的输出")),
        .flag("step", say(en: "wait for Enter before each command", zh: "每条命令之前等待回车")),
        .flag("trust", say(en: "let a script of another folder write anywhere", zh: "允许其他文件夹中的脚本写入任意位置")),
        .path(
            say(
                en: "a script that 'save FILE.sextant' wrote, or one written by hand",
                zh: "由“save FILE.sextant”写出或手工编写的脚本"),
            endings: ["sextant"]),
        examples: [], isRecorded: false
    ) {
        (context: Context, check: Bool, update: Bool, step: Bool, trust: Bool, path: Spanned<String>)
            throws(Diagnostic) -> Outcome in
        let careful = trust ? context : ReplayText.distrusting(path.value, context)
        let script = try ReplayText.script(path, context)
        if step { return try SteppedReplay.run(script, careful) }
        if check { return try ReplayText.check(script, path, context) }
        let run: Replay.Run<Session> = try Replay.run(
            script, careful.environment, depth: context.depth, in: update ? script.tongue : .current)
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
        var run: Replay.Run<Session> = try Replay.run(
            script, context.environment.looking, depth: context.depth, in: script.tongue)
        // What it would have written is not this session's.
        run.session.written = context.session.written
        let report = ReplayReport(script, run)
        guard report.differences.isEmpty else { throw report.diagnostic(at: path.span) }
        return Outcome(run.session.speaking(context.session.tongue), say: report.agreement)
    }

    /// Rewrites the recorded output of a script that was run.
    static func update(_ script: Script, _ run: Replay.Run<Session>, _ path: Spanned<String>, _ context: Context)
        throws(Diagnostic) -> Outcome
    {
        var session = run.session.speaking(context.session.tongue)
        do throws(FileError) {
            try context.environment.files.replace(path.value, with: Replay.updated(script, run.outputs, Session.stamp))
        } catch {
            throw Diagnostic(writing: path.value, error, at: path.span)
        }
        session.written.insert(context.environment.files.absolute(path.value))
        return Outcome(session, say: ReplayWords.isRewritten(path.value))
    }
}
