import Language
import Storage
import Text

/// What a command may use besides its arguments.
public struct Context<State: Sendable>: CommandContext {
    /// The state before the command.
    public let session: State
    /// The machine it runs on.
    public var environment: Environment
    /// The states before the last changes, oldest first.
    public let past: [State]
    /// The states that were undone, the next to be redone last.
    public let future: [State]
    /// Replays that this command runs inside of.
    public let depth: Int

    /// What a command may use; by default there is no other state.
    public init(
        session: State, environment: Environment, past: [State] = [], future: [State] = [], depth: Int = 0
    ) {
        self.session = session
        self.environment = environment
        self.past = past
        self.future = future
        self.depth = depth
    }
}

extension Context {
    /// The same with another state.
    public func with(_ session: State) -> Context {
        Context(session: session, environment: environment, past: past, future: future, depth: depth)
    }
}

/// The parts of the machine that commands depend on, passed in so that nothing is global.
public struct Environment: Sendable {
    /// Processor cores.
    public var cores: Int
    /// Seconds since some fixed moment.
    public var now: @Sendable () -> Double
    /// The day; nil where none is known, as in tests.
    public var today: @Sendable () -> CalendarDay? = { nil }
    /// Whether the running command should stop.
    public var isCancelled: @Sendable () -> Bool
    /// The files that commands read and write.
    public var files: FileSystem
    /// How much of its work a command had done when it was cancelled, while it is done again; nil for all.
    public internal(set) var extent: Int?
    /// Shows a passing line such as a sweep's progress; an empty text removes it.
    public var progress: @Sendable (String) -> Void
    /// Shows a text and waits for what a person types at a step of a replay; nil where nobody could.
    public var pause: (@Sendable (String) -> StepAnswer)?
    /// Clears the screen; does nothing where there is none.
    public var clearScreen: @Sendable () -> Void = {}
    /// Where the commands of the session are kept against a crash; nil for scripts.
    public var journal: Journal?

    /// The same machine for a script that is only looked into: no file is written, and no journal.
    public var looking: Environment {
        var copy = self
        copy.files = files.drafting
        copy.journal = nil
        return copy
    }

    /// Makes an environment; by default nothing cancels and nothing is shown or kept.
    public init(
        cores: Int, now: @escaping @Sendable () -> Double, isCancelled: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (String) -> Void = { _ in },
        pause: (@Sendable (String) -> StepAnswer)? = nil, journal: Journal? = nil, files: FileSystem? = nil
    ) {
        self.cores = cores
        self.now = now
        self.isCancelled = isCancelled
        self.progress = progress
        self.pause = pause
        self.journal = journal
        self.files = files ?? FileSystem(isCancelled: isCancelled)
    }
}

/// What a person answers at a step of a replay.
public enum StepAnswer: Sendable, Equatable {
    /// Enter, behind what was typed before it.
    case line(String)
    /// Ctrl-C.
    case interrupted
    /// Ctrl-D, or the terminal went away.
    case ended
}
