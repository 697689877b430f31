import Glibc
import Terminal

/// Writing to the standard streams, without buffers that a crash would lose.
enum Streams {
    /// Opens what the caller closed, so that no file and no pipe of ours takes its place.
    ///
    /// Input then is at its end, and writing results is an error that is told.
    static func reopen() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
        where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
            // The lowest free number is taken, which is this one.
            _ = open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Writes results; ends the process quietly when the reader of a pipe has gone.
    ///
    /// Ctrl-C ends a text that is being written.
    static func output(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// Writes messages.
    static func error(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Writes one message and its newline whole, whatever Ctrl-C asks; ends the process where nobody reads it.
    static func message(_ line: String) { write(line + "\n", to: STDOUT_FILENO, isWhole: true) }

    private static func write(_ text: String, to descriptor: Int32, isWhole: Bool = false) {
        var text = text
        let failure: Int32 = text.withUTF8 { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            let wasInterrupted = isWhole || Interrupt.isRequested
            let piece = mostAtOnce(descriptor)
            var done = 0
            while done < bytes.count {
                guard hasRoom(descriptor) else {
                    // Nobody reads: a request to end waits for that no longer.
                    if let code = ExitCode.ofEnd { exit(code.rawValue) }
                    if Interrupt.isRequested, !wasInterrupted { return 0 }
                    continue
                }
                let count = Glibc.write(descriptor, base + done, min(piece, bytes.count - done))
                if count >= 0 {
                    done += count
                } else if errno != EINTR && errno != EAGAIN {
                    return errno
                }
                if Interrupt.isRequested, !wasInterrupted { return 0 }
            }
            return 0
        }
        guard failure != 0, descriptor == STDOUT_FILENO else { return }
        if failure == EPIPE || failure == EIO { exit(128 + SIGPIPE) }
        Streams.error("sextant: \(ShellWords.unwritable(String(cString: strerror(failure))))\n")
        exit(ExitCode.failure.rawValue)
    }

    /// Whether a write would go through, or fail, at once; waits a little for that.
    private static func hasRoom(_ descriptor: Int32) -> Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let count = poll(&polled, 1, 20)
        return count > 0 || (count < 0 && errno != EINTR)
    }

    /// As many bytes as a pipe with room for any takes without waiting for its reader; a file takes all.
    private static func mostAtOnce(_ descriptor: Int32) -> Int {
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        return isFile ? 1 << 20 : Int(PIPE_BUF)
    }
}
