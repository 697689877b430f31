import Glibc
import Synchronization

/// Runs commands of the system's shell on a text.
public enum TextProgram {
    /// What a signal does is one setting for the whole process: a second program started meanwhile would turn the
    /// first one's closed pipe into the end of the process.
    private static let turn = Mutex(())

    /// Runs a command with a text as its input and waits for its end.
    ///
    /// - Returns: the exit code, or 128 and the number of the signal that ended it; 127 where it does not exist.
    public static func run(_ command: String, input: String) -> Int32 {
        turn.withLock { _ in runAlone(command, input: input) }
    }

    /// Runs a command that has the terminal for its input and output, and waits for its end.
    ///
    /// - Returns: the exit code as above; while it runs Ctrl-C is for the command.
    public static func run(_ command: String) -> Int32 {
        turn.withLock { _ in
            signal(SIGPIPE, SIG_DFL)
            let status = system(command)
            signal(SIGPIPE, SIG_IGN)
            return code(of: status)
        }
    }

    private static func runAlone(_ command: String, input: String) -> Int32 {
        // The shell ignores a closed pipe; the program must not, or `yes | head` would never end.
        signal(SIGPIPE, SIG_DFL)
        let pipe = popen(command, "we")
        signal(SIGPIPE, SIG_IGN)
        guard let pipe else { return 127 }
        var text = input
        text.withUTF8 { bytes in
            // A program may end before it has read everything.
            _ = fwrite(bytes.baseAddress, 1, bytes.count, pipe)
        }
        return code(of: pclose(pipe))
    }

    /// The exit code that a status of the system stands for.
    private static func code(of status: Int32) -> Int32 {
        status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
}
