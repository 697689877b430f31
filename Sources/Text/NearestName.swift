/// Finds the name that was probably meant.
public enum NearestName {
    /// The closest candidate, if it is close enough to be worth a question.
    public static func of(_ word: String, in candidates: [String]) -> String? {
        // What is longer than any name and the slips in it is none of them.
        guard word.utf8.count <= longest(candidates) + 4 * mostSlips else { return nil }
        let word = word.lowercased()
        // The beginning of a name is not a slip of the hand.
        let continued = candidates.filter { word.count > 2 && $0.lowercased().hasPrefix(word) }
        if let shortest = continued.min(by: { $0.count < $1.count }) { return shortest }
        let limit = max(1, min(mostSlips, (word.count + 1) / 3))
        var best: (name: String, distance: Int)?
        // Each letter more or less is a slip.
        for candidate in candidates where (candidate.count - word.count).magnitude <= limit {
            let distance = distance(Array(word), Array(candidate.lowercased()))
            if distance <= limit, distance < (best?.distance ?? .max) { best = (candidate, distance) }
        }
        return best?.name ?? candidates.first { word.count > 1 && $0.lowercased().hasPrefix(word) }
            ?? candidates.first { word.count > 2 && $0.lowercased().contains(word) }
    }

    /// The closest candidates, each once, the best first; there are always some.
    public static func all(of word: String, in candidates: [String], most: Int) -> [String] {
        let word = Array(word.lowercased().prefix(longest(candidates) + 4 * mostSlips))
        var seen: Set<String> = []
        let ranked = candidates.filter { seen.insert($0).inserted }.enumerated().map { place, name in
            let letters = Array(name.lowercased())
            let distance = distance(word, letters)
            // A long name needs more changes than a short one that has nothing to do with the word.
            return (name, Double(distance) / Double(max(word.count, letters.count, 1)), place)
        }
        return ranked.sorted { ($0.1, $0.2) < ($1.1, $1.2) }.prefix(most).map(\.0)
    }

    /// Slips of the hand that a name is still known by.
    private static let mostSlips = 3

    /// Bytes of the longest name.
    private static func longest(_ names: [String]) -> Int { names.map(\.utf8.count).max() ?? 0 }

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
