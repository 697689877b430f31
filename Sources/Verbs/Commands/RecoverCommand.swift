import Language
import Notebook
import Storage
import Units
import Words

extension Command<Session> {
    static let recover = Command(
        "recover", synonyms: ["restore", "resume", "恢复"],
        abstract: say(en: "Brings back a session that ended unexpectedly.", zh: "恢复意外结束的会话。"),
        discussion: say(
            en: """
                Every command is written to a journal before it runs; a shell that was killed leaves it behind. Its commands
                run again, without writing files; those that fail, as they may have before, are named, and a sweep that was
                cancelled comes back as far as it went. Ctrl-C keeps what is recovered so far: 'recover' then goes on, and
                'recover --skip' leaves out the command it was at. 'undo' goes back.
                """,
            zh: """
                每条命令在运行前先写入日志；shell 被强制终止时日志会留下。恢复时重新运行其中的命令，但不写文件；\
                失败的命令（当时可能也失败过）会逐一列出，被取消的批量评估恢复到当时的进度。\
                Ctrl-C 保留已恢复的部分：之后用“recover”继续，用“recover --skip”则跳过当时所在的命令。“undo”可撤销恢复。
                """),
        arguments: .flag("skip", say(en: "leave out the first command", zh: "跳过第一条命令")), examples: [],
        isRecorded: false
    ) { (context: Context, skips: Bool) throws(Diagnostic) -> Outcome in
        let (journal, file) = try RecoverText.newest(context)
        let recovery = try Recovery.run(file, skips: skips, context)
        let isWhole = recovery.count == file.lines.count
        var lines = RecoverText.lines(recovery, file)
        do throws(FileError) {
            if let failure = try journal.adopt(file, first: recovery.count) {
                lines.append("  " + RecoveryWords.stays(in: file.path, because: failure.reason))
            }
            if !isWhole { lines.append(RecoverText.rest(file, from: recovery.count)) }
        } catch {
            lines.append(
                "  " + RecoveryWords.stays(in: file.path, asUnwritable: journal.path, because: error.reason))
        }
        var outcome = Outcome(recovery.session, lines.map { .line($0) })
        outcome.isResumable = true
        return outcome
    }

    static let recoverDrop = Command(
        "recover drop",
        abstract: say(en: "Forgets a session that ended unexpectedly.", zh: "丢弃意外结束的会话。"),
        examples: [], isRecorded: false
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let (journal, file) = try RecoverText.newest(context)
        do throws(FileError) {
            try journal.files.calls.remove(file.path)
        } catch {
            throw Diagnostic(RecoveryWords.cannotDelete(file.path, error.reason))
        }
        return Outcome(nil, say: RecoveryWords.isForgotten(file.summary))
    }
}

/// Sessions that ended unexpectedly, and what came back of them.
enum RecoverText {
    static func newest(_ context: Context) throws(Diagnostic) -> (journal: Journal, file: JournalFile) {
        guard let journal = context.environment.journal,
            let file = JournalFile.leftovers(in: journal.folder, except: journal.path, journal.files).first
        else { throw Diagnostic(RecoveryWords.nothing) }
        return (journal, file)
    }

    /// What came back and what did not.
    static func lines(_ recovery: Recovery<Session>, _ file: JournalFile) -> [String] {
        let isWhole = recovery.count == file.lines.count
        var lines = [
            isWhole
                ? RecoveryWords.isBack(file.summary)
                : RecoveryWords.isPartlyBack(file.summary, recovery.count, of: file.lines.count)
        ]
        lines += recovery.cut.map { "  " + RecoveryWords.asFarAsItWent($0) }
        lines += recovery.failed.prefix(5).map { "  " + RecoveryWords.failedAgain($0) }
        if recovery.failed.count > 5 { lines.append("  " + ChangeWords.more(recovery.failed.count - 5)) }
        return lines
    }

    /// How to go on.
    static func rest(_ file: JournalFile, from index: Int) -> String {
        "  " + RecoveryWords.goesOn(with: file.lines[index].text)
    }
}
