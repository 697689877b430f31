import Glibc

/// Reads lines from a file or a pipe, without a prompt.
///
/// Lines may be of any length and end in a newline, with or without a carriage return; bytes that are not UTF-8 are
/// repaired to U+FFFD.
public final class PlainLineReader: LineEditor {
    /// Whether a person types the lines.
    public let isInteractive = false

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// The buffer before this offset was handed out.
    private var consumed = 0
    /// The buffer before this offset holds no newline that was not handed out.
    private var searched = 0
    private var isAtStart = true
    private var hasEnded = false
    /// Why the input ended before its end, where it could not be read.
    public private(set) var inputFailure: String?

    /// Reads from a descriptor, which stays the caller's to close.
    public init(fileDescriptor: Int32 = STDIN_FILENO) {
        descriptor = fileDescriptor
        // Waiting on no descriptor at all would last for ever.
        hasEnded = fileDescriptor < 0
    }

    /// Waits for a line; a signal to interrupt or to end is answered even while none comes.
    ///
    /// Ctrl-C during the last command is answered here as well: a script is to stop and not to run its next line.
    public func readLine(prompt: String) -> LineInput {
        if Interrupt.isRequested, !SignalInbox.isEnding {
            _ = SignalInbox.take()
            Interrupt.clear()
            return .interrupted
        }
        while !SignalInbox.isEnding {
            if let newline = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = takeLine(upTo: newline)
                consumed = newline + 1
                searched = consumed
                return .line(line)
            }
            searched = buffer.count
            if hasEnded {
                guard consumed < buffer.count else { return .endOfInput }
                let line = takeLine(upTo: buffer.count)
                consumed = buffer.count
                return .line(line)
            }
            if fill() { return .interrupted }
        }
        return .endOfInput
    }

    /// Does nothing: nobody recalls lines.
    public func setHistory(_ entries: [String]) {}

    /// Does nothing: nobody recalls lines.
    public func remember(_ line: String) {}

    /// Nothing is pasted into a file.
    public func dropPaste() -> Int { 0 }

    /// Runs a task at once, as there is no terminal to give back.
    ///
    /// - Throws: what the task throws.
    public func withNormalTerminal<Result>(_ task: () throws -> Result) rethrows -> Result {
        try task()
    }

    /// Ends the input.
    public func close() {
        hasEnded = true
        buffer = []
        consumed = 0
        searched = 0
    }

    private func takeLine(upTo end: Int) -> String {
        var bytes = buffer[consumed..<end]
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        // Some editors begin a file with a byte order mark.
        if isAtStart, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        isAtStart = false
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads what there is; true if interrupted instead.
    private func fill() -> Bool {
        buffer.removeFirst(consumed)
        searched -= consumed
        consumed = 0
        let (hasInput, signals) = SignalInbox.wait(for: descriptor)
        if signals.contains(.interrupt) {
            Interrupt.clear()
            return true
        }
        guard hasInput else { return false }
        let size = 1 << 16
        var chunk = [UInt8](repeating: 0, count: size)
        let count = read(descriptor, &chunk, size)
        if count > 0 {
            buffer += chunk[..<count]
        } else if count == 0 {
            hasEnded = true
        } else if errno != EINTR, errno != EAGAIN {
            inputFailure = String(cString: strerror(errno))
            hasEnded = true
        }
        return false
    }
}
