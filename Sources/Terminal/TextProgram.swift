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
        let status = pclose(pipe)
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
}
