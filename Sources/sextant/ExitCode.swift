/// What the process tells its caller.
enum ExitCode: Int32 {
    /// All commands succeeded.
    case success = 0
    /// A command failed.
    case failure = 1
    /// The program was called with arguments that make no sense.
    case usage = 2
    /// Ctrl-C ended a script.
    case interrupted = 130
}
