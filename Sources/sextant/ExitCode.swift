import Glibc
import Terminal

/// What the process tells its caller.
enum ExitCode: Int32 {
    /// All commands succeeded.
    case success = 0
    /// A command failed.
    case failure = 1
    /// The program was called with arguments that make no sense.
    case usage = 2
    /// The terminal went away.
    case hungUp = 129
    /// Ctrl-C ended a script.
    case interrupted = 130
    /// Someone asked the process to end.
    case terminated = 143

    /// What a signal that came so far makes of a run; nil where none came.
    static var ofSignal: ExitCode? { ofEnd ?? (Interrupt.isRequested ? .interrupted : nil) }

    /// What a request to end makes of it; nil where none came.
    static var ofEnd: ExitCode? { Interrupt.endSignal.map { $0 == SIGHUP ? .hungUp : .terminated } }
}
