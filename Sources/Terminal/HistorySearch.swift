/// The state of a search through earlier lines.
struct HistorySearch {
    private let entries: [String]
    /// The entries in UTF-8 one behind the other, with and without capitals, and where each ends.
    private let text: [UInt8]
    private let small: [UInt8]
    private let ends: [Int]
    private(set) var pattern = ""
    /// The entries that fit, the best first, and of those that fit as well the newest.
    private var found: [Int] = []
    /// Which of them is shown.
    private var place = 0
    /// The entry that was shown last; nil while nothing was looked for.
    private(set) var match: String?
    private var hasFailed = false

    init(history: HistoryNavigator) {
        entries = history.entries
        var text: [UInt8] = []
        ends = entries.map { entry in
            text += Array(entry.utf8)
            return text.count
        }
        self.text = text
        small = text.map(FuzzyPattern.small)
    }

    /// What stands before the line meanwhile.
    var prompt: String { TerminalWords.search(pattern, hasFailed: hasFailed) }

    /// The numbers of the characters of what is shown that were looked for.
    var marks: Set<Int> { hasFailed ? [] : match.map { FuzzyPattern(pattern).characters(in: $0) } ?? [] }

    mutating func append(_ scalar: Unicode.Scalar) {
        let isNarrower = !pattern.isEmpty && !hasFailed
        pattern.unicodeScalars.append(scalar)
        // Whoever went to an older line means that one as long as it fits.
        let kept = place > 0 ? match : nil
        look(in: isNarrower ? found.sorted() : Array(entries.indices))
        show(kept.flatMap { text in found.firstIndex { entries[$0] == text } } ?? 0)
    }

    mutating func deleteLast() {
        _ = pattern.popLast()
        found = []
        hasFailed = false
        match = nil
        guard !pattern.isEmpty else { return }
        look(in: Array(entries.indices))
        show(0)
    }

    mutating func findOlder() { show(found.indices.dropFirst(place + 1).first { entries[found[$0]] != match }) }

    mutating func findNewer() { show(found.indices.prefix(place).last { entries[found[$0]] != match }) }

    /// Looks for the pattern in some entries, which are in their order.
    private mutating func look(in candidates: [Int]) {
        let wanted = FuzzyPattern(pattern)
        var byFit: [[Int]] = []
        (wanted.foldsCase ? small : text).withUnsafeBufferPointer { bytes in
            for index in candidates.reversed() {
                let start = index > 0 ? ends[index - 1] : 0
                guard let fit = wanted.fit(UnsafeBufferPointer(rebasing: bytes[start..<ends[index]])) else { continue }
                while byFit.count <= fit { byFit.append([]) }
                byFit[fit].append(index)
            }
        }
        found = Array(byFit.joined())
    }

    private mutating func show(_ place: Int?) {
        guard let place, found.indices.contains(place) else {
            hasFailed = true
            return
        }
        hasFailed = false
        self.place = place
        match = entries[found[place]]
    }
}
