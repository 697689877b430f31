import Synchronization

/// Files that were written in memory alone, by their full paths.
final class Draft: Sendable {
    private let texts = Mutex<[String: String]>([:])

    func text(of path: String) -> String? { texts.withLock { $0[path] } }

    func write(_ text: String, to path: String) { texts.withLock { $0[path] = text } }
}

extension FileSystem {
    /// The same files, which nothing changes: what is written stays in memory, where it can be read again.
    public var drafting: FileSystem {
        var copy = self
        copy.draft = draft ?? Draft()
        return copy
    }

    /// Whether what is written stays in memory.
    public var isDraft: Bool { draft != nil }
}
