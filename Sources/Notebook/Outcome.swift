import Presentation

/// What a command came to.
struct Outcome: Sendable {
    /// How the sessions before and after it are kept.
    enum History: Sendable {
        case step, back, forth
        /// Something is kept for a later command, but nothing that 'undo' would take back.
        case aside
    }

    /// The session after it; nil where it only looked.
    var session: Session?
    /// What it says, in order.
    var output: [Output]
    /// Whether it is a step of its own, or goes back or forth among earlier ones.
    var history = History.step
    /// The command as a saved session holds it, where that is not what was typed.
    var recordedAs: String?
    /// The combinations that a sweep evaluated before it was cancelled: it is recorded as a sweep of these alone.
    var extent: Int?
    /// What `out[N]` holds, where that is not the plans that are looked at afterwards.
    var result: Plans?
    /// Whether the command itself saw to it that what Ctrl-C ended can go on, so that the journal needs no mark.
    var isResumable = false
    /// The text of a note that the command leaves in its own place.
    var note: String?
    /// Whether the shell should end.
    var quits = false
    /// Whether the lines that follow are answers to a guide.
    var startsGuide = false

    init(_ session: Session? = nil, _ output: [Output] = []) {
        self.session = session
        self.output = output
    }

    init(_ session: Session? = nil, say lines: String...) {
        self.init(session, lines.map { .line($0) })
    }
}

/// Something a command puts on the screen.
enum Output: Sendable, Equatable {
    /// The number of the cell whose output follows; shown to a person at a prompt, and nowhere else.
    case cell(Int)
    /// A line for people; `timing` is left out wherever output is compared.
    case line(String, timing: String = "")
    /// A table, written in the session's format.
    case table(Table)
    /// What a replayed command printed, to the stream on which it did.
    case printed(String, isTalk: Bool)

    /// Whether it is a table.
    var isTable: Bool { if case .table = self { true } else { false } }
}
