import Language
import Notebook
import Units
import Words

extension Command<Session> {
    static let undo = Command(
        "undo", synonyms: ["撤销"],
        abstract: say(en: "Takes the last change back and says what that changes.", zh: "撤销上一次更改，并说明由此引起的变化。"),
        examples: ["undo"], isRecorded: false
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        guard let session = context.past.last else { throw Diagnostic(StepWords.nothingToUndo) }
        var outcome = Outcome(
            session,
            StepText.lines(StepWords.undone, context.session, beyond: session, from: context.session, to: session))
        outcome.history = .back
        return outcome
    }

    static let redo = Command(
        "redo", synonyms: ["重做"],
        abstract: say(
            en: "Brings back what 'undo' took back and says what that changes.",
            zh: "恢复“undo”撤销的更改，并说明由此引起的变化。"),
        examples: [], isRecorded: false
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        guard let session = context.future.last else { throw Diagnostic(StepWords.nothingToRedo) }
        var outcome = Outcome(
            session,
            StepText.lines(StepWords.redone, session, beyond: context.session, from: context.session, to: session))
        outcome.history = .forth
        return outcome
    }
}

/// What steps of a session did.
enum StepText {
    /// Commands that are named one by one; a replay may hold hundreds.
    private static let most = 8

    /// What was done to which commands, and what that changed.
    static func lines(
        _ sentence: (String) -> String, _ session: Session, beyond other: Session, from old: Session, to new: Session
    ) -> [Output] {
        let commands = sentence(commands(of: session, beyond: other))
        return ([commands] + SessionChanges.lines(from: old, to: new)).map { .line($0) }
    }

    /// The commands of a session from the first that another does not share.
    static func commands(of session: Session, beyond other: Session) -> String {
        let shared = zip(session.cells, other.cells).prefix { $0.text == $1.text }.count
        let texts = session.cells.dropFirst(shared).map(\.text)
        guard !texts.isEmpty else { return StepWords.lastChange }
        let rest = texts.count - most
        return (texts.prefix(most) + (rest > 0 ? [ChangeWords.more(rest)] : [])).joined(separator: "; ")
    }
}
