import Storage

/// What a command may use besides its arguments.
struct Context: Sendable {
    /// The session before the command.
    let session: Session
    /// The machine it runs on.
    var environment: Environment
    /// The sessions before the last changes, oldest first.
    let past: [Session]
    /// The sessions that were undone, the next to be redone last.
    let future: [Session]
    /// Replays that this command runs inside of.
    let depth: Int
}

/// The parts of the machine that commands depend on, passed in so that nothing is global.
public struct Environment: Sendable {
    /// Processor cores.
    public var cores: Int
    /// Seconds since some fixed moment.
    public var now: @Sendable () -> Double
    /// Whether the running command should stop.
    public var isCancelled: @Sendable () -> Bool
    /// The files that commands read and write.
    public var files: FileSystem
    /// The combinations that a sweep had evaluated when it was cancelled, while it is made again; nil for all.
    var sweepExtent: Int?
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
