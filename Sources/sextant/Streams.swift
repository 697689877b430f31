import Glibc

/// Writing to the standard streams, without buffers that a crash would lose.
enum Streams {
    /// Writes results; ends the process quietly when the reader of a pipe has gone.
    static func output(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// Writes messages.
    static func error(_ text: String) { write(text, to: STDERR_FILENO) }

    private static func write(_ text: String, to descriptor: Int32) {
        var text = text
        let failure: Int32 = text.withUTF8 { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            var done = 0
            while done < bytes.count {
                let count = Glibc.write(descriptor, base + done, bytes.count - done)
                if count >= 0 {
                    done += count
                } else if errno != EINTR && errno != EAGAIN {
                    return errno
                }
            }
            return 0
        }
        guard failure != 0, descriptor == STDOUT_FILENO else { return }
        if failure == EPIPE || failure == EIO { exit(128 + SIGPIPE) }
        Streams.error("sextant: cannot write to standard output: \(String(cString: strerror(failure)))\n")
        exit(ExitCode.failure.rawValue)
    }
}
