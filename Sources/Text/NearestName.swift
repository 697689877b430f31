/// Finds the name that was probably meant.
public enum NearestName {
    /// The closest candidate, if it is close enough to be worth a question.
    public static func of(_ word: String, in candidates: [String]) -> String? {
        // What is far longer than any name is near to none, and comparing it takes long.
        guard !word.isLonger(than: 200) else { return nil }
        let word = word.lowercased()
        // The beginning of a name is no slip of the hand.
        let continued = candidates.filter { word.count > 2 && $0.lowercased().hasPrefix(word) }
        if let shortest = continued.min(by: { $0.count < $1.count }) { return shortest }
        let limit = max(1, min(3, (word.count + 1) / 3))
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let distance = distance(Array(word), Array(candidate.lowercased()))
            if distance <= limit, distance < (best?.distance ?? .max) { best = (candidate, distance) }
        }
        return best?.name ?? candidates.first { word.count > 1 && $0.lowercased().hasPrefix(word) }
            ?? candidates.first { word.count > 2 && $0.lowercased().contains(word) }
    }

    /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
    public static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var older = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var current = [i + 1] + [Int](repeating: 0, count: b.count)
            for (j, right) in b.enumerated() {
                let replaced = previous[j] + (left == right ? 0 : 1)
                current[j + 1] = min(replaced, previous[j + 1] + 1, current[j] + 1)
                if i > 0, j > 0, left == b[j - 1], a[i - 1] == right {
                    current[j + 1] = min(current[j + 1], older[j - 1] + 1)
                }
            }
            (older, previous) = (previous, current)
        }
        return previous[b.count]
    }
}
