/// What one press of Tab does to the line.
enum CompletionStep: Equatable {
    /// Nothing fits: beep.
    case nothing
    /// Replace the last `removing` scalars before the cursor with `text`.
    case edit(removing: Int, text: String)
    /// Several candidates and nothing more in common: show them.
    case list([CompletionCandidate])

    /// Decides from the line up to the cursor, what the completer answered, and what follows the cursor.
    init(line: String, answer: CompletionAnswer, followedBySpace: Bool) {
        guard let first = answer.candidates.first else {
            self = .nothing
            return
        }
        // A completer's range is not trusted to lie inside the line.
        let characters = Array(line)
        let lower = min(max(answer.replacing.lowerBound, 0), characters.count)
        let upper = min(max(answer.replacing.upperBound, lower), characters.count)
        let typed = String(characters[lower..<upper])
        let tail = String(characters[upper...])
        let removing = String(characters[lower...]).unicodeScalars.count

        if answer.candidates.allSatisfy({ $0.text == first.text }) {
            let wantsSpace = first.appendsSpace && !followedBySpace && tail.isEmpty
            let text = first.text + tail + (wantsSpace ? " " : "")
            self = text == typed + tail ? .nothing : .edit(removing: removing, text: text)
            return
        }
        let shared = Self.commonPrefix(of: answer.candidates.map(\.text))
        // Candidates that differ from what was typed (in case, say) must not shorten it.
        if shared.count > typed.count, shared.hasPrefix(typed) {
            self = .edit(removing: removing, text: shared + tail)
        } else {
            self = .list(answer.candidates)
        }
    }

    /// The longest text that all begin with, in whole characters.
    static func commonPrefix(of texts: [String]) -> String {
        guard var shared = texts.first else { return "" }
        for text in texts.dropFirst() {
            let count = zip(shared, text).prefix { $0 == $1 }.count
            shared = String(shared.prefix(count))
        }
        return shared
    }
}
