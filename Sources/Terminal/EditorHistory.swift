import CLibEdit

/// What Up, Down and Ctrl-R do.
extension LibEditLineEditor {
    func recallOlder() -> UInt8 {
        let (before, after) = splitLine()
        return recall(history.older(line: before + after, beforeCursor: before))
    }

    func recallNewer() -> UInt8 {
        let (before, after) = splitLine()
        return recall(history.newer(line: before + after))
    }

    private func recall(_ line: String?) -> UInt8 {
        guard let line else { return UInt8(CC_ERROR) }
        replaceLine(line)
        return UInt8(CC_REFRESH)
    }

    /// Ctrl-R: finds earlier lines that contain what is typed, newest first, until another key accepts one.
    func searchHistory() -> UInt8 {
        guard let handle else { return UInt8(CC_ERROR) }
        let normalPrompt = prompt
        let (before, after) = splitLine()
        var search = HistorySearch(history: history)
        var key: Int32 = 0
        searching: while true {
            redraw(prompt: PromptText(search.prompt), line: search.match ?? before + after)
            // On a failure the reader has already noted the outcome.
            guard cle_read_key(handle, &key) == 1 else { break }
            switch key {
            case 0x12: search.findOlder()
            case 0x13: search.findNewer()
            case 0x08, 0x7F: search.deleteLast()
            case 0x07:
                redraw(prompt: normalPrompt, line: before + after)
                return UInt8(CC_NORM)
            case 0x1B:
                keyboard.returnEscape()
                break searching
            case 0x20..., 0x09:
                guard key != EditorBindings.pasteKey, let scalar = Unicode.Scalar(UInt32(bitPattern: key)) else {
                    queuedKeys.append(key)
                    break searching
                }
                search.append(scalar)
            default:
                queuedKeys.append(key)
                break searching
            }
        }
        guard outcome == nil else { return UInt8(CC_NORM) }
        redraw(prompt: normalPrompt, line: search.match ?? before + after)
        return UInt8(CC_NORM)
    }

    private func redraw(prompt: PromptText, line: String) {
        guard let handle else { return }
        eraseLine()
        show(prompt)
        replaceLine(line)
        _ = cle_redraw(handle)
    }
}

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
    var prompt: String { (hasFailed ? "no earlier line has" : "search") + " \"\(pattern)\": " }

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
