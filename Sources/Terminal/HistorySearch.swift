/// The state of a search through earlier lines.
struct HistorySearch {
    private let history: HistoryNavigator
    private(set) var pattern = ""
    /// The index of the entry found; beyond the newest while nothing was looked for.
    private var index: Int
    private var hasFailed = false

    init(history: HistoryNavigator) {
        self.history = history
        index = history.entries.count
    }

    /// The entry found.
    var match: String? { history.entries.indices.contains(index) ? history.entries[index] : nil }

    /// What stands before the line meanwhile.
    var prompt: String { TerminalWords.search(pattern, hasFailed: hasFailed) }

    mutating func append(_ scalar: Unicode.Scalar) {
        pattern.unicodeScalars.append(scalar)
        // The entry found so far may do for the longer text.
        find(history.indexOfOlder(than: index + 1, matching: contains))
    }

    mutating func deleteLast() {
        _ = pattern.popLast()
        hasFailed = false
        index = history.entries.count
        if !pattern.isEmpty { find(history.indexOfOlder(than: index, matching: contains)) }
    }

    mutating func findOlder() {
        let shown = match
        find(history.indexOfOlder(than: index) { $0 != shown && contains($0) })
    }

    mutating func findNewer() {
        let shown = match
        find(history.indexOfNewer(than: index) { $0 != shown && contains($0) })
    }

    private mutating func find(_ found: Int?) {
        hasFailed = found == nil
        if let found { index = found }
    }

    /// Whether the entry has the pattern in it; capitals count only if the pattern has some.
    private func contains(_ entry: String) -> Bool {
        let text = pattern == pattern.lowercased() ? entry.lowercased() : entry
        return text.contains(pattern)
    }
}
