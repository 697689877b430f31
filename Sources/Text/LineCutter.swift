/// The lines of a text, each with its newline, cut off one by one: a long text need not be gone through at once.
public struct LineCutter: Sequence, IteratorProtocol, Sendable {
    private var rest: Substring

    /// Cuts a text.
    public init(_ text: String) { rest = text[...] }

    /// The next line; nil at the end.
    public mutating func next() -> Substring? {
        guard !rest.isEmpty else { return nil }
        let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")).map(rest.utf8.index(after:)) ?? rest.endIndex
        defer { rest = rest[end...] }
        return rest[..<end]
    }
}
