import Language
import Notebook
import Presentation
import Words

extension Command<Session> {
    static let format = Command(
        "format", abstract: "Chooses how tables are written.",
        discussion: OutputFormat.allCases.map { "\($0.rawValue): \($0.summary)" }.joined(separator: "; ") + ".",
        arguments: .choice("FORMAT", { @Sendable (format: OutputFormat) in format.summary }),
        examples: ["format json", "format vertical", "format box"]
    ) { (context: Context, format: OutputFormat) throws(Diagnostic) -> Outcome in
        var session = context.session
        session.format = format
        return Outcome(session, say: StepWords.format(format.rawValue))
    }

    static let history = Command(
        "history",
        abstract: "Lists the cells of this session: the commands, by the numbers of their results, and the notes.",
        examples: ["history"], isRecorded: false, isIdle: true
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        var table = Table(columns: [
            Table.Column("n", heading: "#", places: 0),
            Table.Column("command", heading: StepWords.command, alignment: .left),
        ])
        var number = 0.0
        for cell in context.session.cells {
            if cell.note == nil { number += 1 }
            table.rows.append([cell.note == nil ? .number(number) : .missing, .text(cell.text)])
        }
        return Outcome(nil, [.table(table)])
    }

    static let undo = Command(
        "undo", abstract: "Takes the last change back and says what that changes.", examples: ["undo"],
        isRecorded: false
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        guard let session = context.past.last else { throw Diagnostic(StepWords.nothingToUndo) }
        var outcome = Outcome(
            session,
            StepText.lines(StepWords.undone, context.session, beyond: session, from: context.session, to: session))
        outcome.history = .back
        return outcome
    }

    static let redo = Command(
        "redo", abstract: "Brings back what 'undo' took back and says what that changes.", examples: [],
        isRecorded: false
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        guard let session = context.future.last else { throw Diagnostic(StepWords.nothingToRedo) }
        var outcome = Outcome(
            session,
            StepText.lines(StepWords.redone, session, beyond: context.session, from: context.session, to: session))
        outcome.history = .forth
        return outcome
    }

    static let quit = Command(
        "quit", aliases: ["exit"], synonyms: ["bye", "q", "logout"], abstract: "Leaves the shell.", examples: [],
        isRecorded: false
    ) { (_: Context) throws(Diagnostic) -> Outcome in
        var outcome = Outcome()
        outcome.quits = true
        return outcome
    }
}

extension Command<Session> {
    static let clear = Command(
        "clear", synonyms: ["cls", "reset"], abstract: "Clears the screen; the session stays.", examples: ["clear"],
        isRecorded: false, isIdle: true
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        context.environment.clearScreen()
        return Outcome()
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
        return (texts.prefix(most) + (rest > 0 ? [StepWords.more(rest)] : [])).joined(separator: "; ")
    }
}
