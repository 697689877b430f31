import Text
import Notebook
import Language
import Storage

extension Command<Session> {
    static let recover = Command(
        "recover", synonyms: ["restore", "resume"], abstract: "Brings back a session that ended unexpectedly.",
        discussion: """
            Every command is written to a journal before it runs; a shell that was killed leaves it behind. Its commands
            run again, without writing files; those that fail, as they may have before, are named, and a sweep that was
            cancelled comes back as far as it went. Ctrl-C keeps what is recovered so far: 'recover' then goes on, and
            'recover --skip' leaves out the command it was at. 'undo' goes back.
            """,
        arguments: .flag("skip", "leave out the first command"), examples: [], isRecorded: false
    ) { (context: Context, skips: Bool) throws(Diagnostic) -> Outcome in
        let (journal, file) = try RecoverText.newest(context)
        let recovery = try Recovery.run(file, skips: skips, context)
        let isWhole = recovery.count == file.lines.count
        var lines = RecoverText.lines(recovery, file)
        do throws(FileError) {
            if let failure = try journal.adopt(file, first: recovery.count) {
                lines.append("  it also stays in \(file.path), which cannot be changed: \(failure.reason)")
            }
            if !isWhole { lines.append(RecoverText.rest(file, from: recovery.count)) }
        } catch {
            lines.append("  it also stays in \(file.path), for \(journal.path) cannot be written: \(error.reason)")
        }
        var outcome = Outcome(recovery.session, lines.map { .line($0) })
        outcome.isResumable = true
        return outcome
    }

    static let recoverDrop = Command(
        "recover drop", abstract: "Forgets a session that ended unexpectedly.", examples: [], isRecorded: false
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let (journal, file) = try RecoverText.newest(context)
        do throws(FileError) {
            try journal.files.calls.remove(file.path)
        } catch {
            throw Diagnostic("cannot delete \(file.path): \(error.reason)")
        }
        return Outcome(nil, say: "\(file.summary) is forgotten")
    }
}

/// Bringing sessions back, in words.
enum RecoverText {
    static func newest(_ context: Context) throws(Diagnostic) -> (journal: Journal, file: JournalFile) {
        guard let journal = context.environment.journal,
            let file = JournalFile.leftovers(in: journal.folder, except: journal.path, journal.files).first
        else { throw Diagnostic("there is no session to recover") }
        return (journal, file)
    }

    /// What came back and what did not.
    static func lines(_ recovery: Recovery<Session>, _ file: JournalFile) -> [String] {
        let isWhole = recovery.count == file.lines.count
        var lines = [
            isWhole
                ? "\(file.summary) is back"
                : "interrupted: \(recovery.count) of \(Counted.text(file.lines.count, "line")) of \(file.summary) are back"
        ]
        lines += recovery.cut.map { "  as far as it went: \($0)" }
        lines += recovery.failed.prefix(5).map { "  failed again: \($0)" }
        if recovery.failed.count > 5 { lines.append("  ... and \(recovery.failed.count - 5) more") }
        return lines
    }

    /// How to go on.
    static func rest(_ file: JournalFile, from index: Int) -> String {
        "  'recover' goes on with: \(file.lines[index].text); 'recover --skip' goes on behind it"
    }
}
