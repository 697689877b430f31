import Presentation

/// What a command came to.
public struct Outcome<State: Sendable, Finding: Sendable>: Sendable {
    /// How the states before and after it are kept.
    public enum History: Sendable {
        case step, back, forth
        /// Something is kept for a later command, but nothing that 'undo' would take back.
        case aside
    }

    /// The state after it; nil where it only looked.
    public var session: State?
    /// What it says, in order.
    public var output: [Output]
    /// Whether it is a step of its own, or goes back or forth among earlier ones.
    public var history = History.step
    /// The command as a saved session holds it, where that is not what was typed.
    public var recordedAs: String?
    /// How much of its work the command did before it was cancelled: it is recorded as a command of that much.
    public var extent: Int?
    /// What `out[N]` holds, where that is not what is looked at afterwards.
    public var finding: Finding?
    /// Whether the command itself saw to it that what Ctrl-C ended can go on, so that the journal needs no mark.
    public var isResumable = false
    /// The text of a note that the command leaves in its own place.
    public var note: String?
    /// The words that stand for others from now on; nil where that stays.
    public var preferences: Preferences?
    /// Whether the shell should end.
    public var quits = false
    /// Asks the questions to which the lines that follow are answers.
    public var dialogue: (any Dialogue<State>)?

    /// What a command says, and the state that it leads to.
    public init(_ session: State? = nil, _ output: [Output] = []) {
        self.session = session
        self.output = output
    }

    /// The same in lines.
    public init(_ session: State? = nil, say lines: String...) {
        self.init(session, lines.map { .line($0) })
    }
}
