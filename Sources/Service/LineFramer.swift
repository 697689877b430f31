/// Cuts what comes in pieces into lines, of which none may be longer than a limit.
public struct LineFramer: Sendable {
    /// A line without its newline.
    public enum Line: Sendable, Equatable {
        case bytes([UInt8])
        /// It was longer than the limit, and nothing of it was kept.
        case tooLong
    }

    /// Bytes of the longest line that is taken.
    public static let most = 1 << 20

    private var pending: [UInt8] = []
    private var isSkipping = false

    /// Begins with nothing.
    public init() {}

    /// Takes a piece, and returns the lines that end in it.
    public mutating func add(_ piece: some Collection<UInt8>) -> [Line] {
        var lines: [Line] = []
        var rest = piece[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            keep(rest[..<end])
            lines.append(isSkipping ? .tooLong : .bytes(pending))
            pending = []
            isSkipping = false
            rest = rest[rest.index(after: end)...]
        }
        keep(rest)
        return lines
    }

    /// What stands behind the last newline, where the input ends.
    public mutating func finish() -> Line? {
        defer { (pending, isSkipping) = ([], false) }
        return isSkipping ? .tooLong : pending.isEmpty ? nil : .bytes(pending)
    }

    private mutating func keep(_ bytes: some Collection<UInt8>) {
        guard !isSkipping else { return }
        if pending.count + bytes.count > Self.most {
            pending = []
            isSkipping = true
        } else {
            pending += bytes
        }
    }
}
