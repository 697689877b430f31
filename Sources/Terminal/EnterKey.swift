import Glibc

/// Waits for a person between the steps of something, outside of the line editor.
public enum EnterKey {
    /// What a person answered.
    public enum Answer: Sendable, Equatable {
        /// Enter, behind what was typed before it.
        case line(String)
        /// Ctrl-C.
        case interrupted
        /// Ctrl-D, or the terminal went away.
        case ended
    }

    /// Waits on standard input, whether or not the terminal passes whole lines.
    public static func wait() -> Answer {
        var bytes: [UInt8] = []
        while true {
            let (hasInput, signals) = SignalInbox.wait(for: STDIN_FILENO)
            if SignalInbox.isEnding { return .ended }
            if signals.contains(.interrupt) { return .interrupted }
            guard hasInput else { continue }
            var byte: UInt8 = 0
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count == 1, byte != 0x04 else { return .ended }
            if byte == 0x0A || byte == 0x0D { return .line(String(decoding: bytes, as: UTF8.self)) }
            bytes.append(byte)
        }
    }
}
