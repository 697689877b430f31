/// Walks through earlier lines for Up, Down and Ctrl-R.
struct HistoryNavigator {
    private(set) var entries: [String] = []
    /// The search in progress, until the line is changed or accepted.
    private var walk: Walk?

    private struct Walk {
        /// What was typed when Up was first pressed; Down comes back to it.
        var typed: String
        /// The beginning that an entry must have.
        var prefix: String
        /// The index of the entry shown.
        var index: Int
        /// The text put into the line; a line that differs was edited since, and starts a new walk.
        var shown: String
    }

    mutating func replaceEntries(_ entries: [String]) {
        self.entries = entries
        walk = nil
    }

    mutating func remember(_ line: String) {
        walk = nil
        if HistoryRules.keeps(line, after: entries.last) { entries.append(line) }
    }

    mutating func endWalk() {
        walk = nil
    }

    /// The next older entry that begins with what stands before the cursor.
    mutating func older(line: String, beforeCursor: String) -> String? {
        var walk =
            continuing(line) ?? Walk(typed: line, prefix: beforeCursor, index: entries.count, shown: line)
        guard let index = indexOfOlder(than: walk.index, matching: { $0 != line && begins($0, with: walk.prefix) })
        else { return nil }
        walk.index = index
        walk.shown = entries[index]
        self.walk = walk
        return walk.shown
    }

    /// The next newer entry, and past the newest one what was typed.
    mutating func newer(line: String) -> String? {
        guard var walk = continuing(line) else { return nil }
        // The entry that is shown is the line itself.
        let next = entries.indices.dropFirst(walk.index)
            .first { entries[$0] != line && begins(entries[$0], with: walk.prefix) }
        guard let next else {
            self.walk = nil
            return walk.typed
        }
        walk.index = next
        walk.shown = entries[next]
        self.walk = walk
        return walk.shown
    }

    /// How the newest entry of one line goes on that begins with a text and is longer; nil where none does.
    func newest(beginningWith text: String) -> String? {
        guard !text.isEmpty else { return nil }
        let entry = entries.last { entry in
            entry.utf8.count > text.utf8.count && begins(entry, with: text) && !entry.contains(where: \.isNewline)
        }
        guard let entry else { return nil }
        return String(decoding: entry.utf8.dropFirst(text.utf8.count), as: UTF8.self)
    }

    /// The nearest entry before an index that satisfies the condition.
    private func indexOfOlder(than index: Int, matching condition: (String) -> Bool) -> Int? {
        entries[..<min(max(index, 0), entries.count)].lastIndex(where: condition)
    }

    private func continuing(_ line: String) -> Walk? {
        guard let walk, walk.shown == line else { return nil }
        return walk
    }

    private func begins(_ entry: String, with prefix: String) -> Bool {
        entry.utf8.starts(with: prefix.utf8)
    }
}
