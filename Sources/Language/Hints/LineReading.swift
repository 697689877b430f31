import Text

/// What a line means while it is typed, found without running anything.
public struct LineReading: Sendable, Equatable {
    /// What some characters are.
    public enum Kind: Sendable, Equatable { case verb, number, error, comment }

    /// Characters of one kind.
    public struct Part: Sendable, Equatable {
        /// The characters, by their number in the line.
        public let characters: Range<Int>
        /// What they are.
        public let kind: Kind
    }

    /// The characters that are something; of two parts that overlap the later one counts.
    public internal(set) var parts: [Part] = []
    /// What is said of the line.
    public internal(set) var hint = Hint()

    /// Makes the reading of a line that means nothing.
    public init() {}
}

/// What is said of a line while it is typed: what is wrong with it, or what may come next.
public struct Hint: Sendable, Equatable {
    /// A piece of the text.
    public struct Piece: Sendable, Equatable {
        /// The text.
        public let text: String
        /// Whether it is what comes next.
        public let isNext: Bool
    }

    /// The pieces of the text, on one line; empty where there is nothing to say.
    public private(set) var pieces: [Piece] = []

    /// Makes a hint that says nothing.
    init() {}

    /// What is wrong.
    init(_ problem: Diagnostic) {
        let note = problem.hint ?? problem.expected.map(LanguageWords.expected)
        add(note.map { HintWords.problem(problem.message, $0) } ?? problem.message)
    }

    /// Words that may stand at the cursor; what one is where there is no other.
    init(_ candidates: [Completion]) {
        guard let first = candidates.first else { return }
        if candidates.count == 1 {
            add(first.text, isNext: true)
            if !first.detail.isEmpty { add("  " + first.detail) }
        } else {
            // More would not be seen.
            add(candidates.prefix(40).map(\.text).joined(separator: "  "))
        }
    }

    /// What may be typed, in words.
    init(_ text: String) {
        if !text.isEmpty { add(text) }
    }

    /// How a verb goes on.
    ///
    /// - Parameters:
    ///   - words: the verb and its arguments, as they are called.
    ///   - next: which of them comes next; nil for none.
    ///   - summary: what that is; empty where there is nothing to say.
    init(_ words: [String], next: Int?, _ summary: String) {
        for (index, word) in words.enumerated() {
            if index > 0 { add(" ") }
            add(word, isNext: index == next)
        }
        if !summary.isEmpty { add(HintWords.colon + summary) }
    }

    /// The same without what each of several words begins with.
    func without(_ head: Substring) -> Hint {
        guard !head.isEmpty else { return self }
        var hint = Hint()
        hint.pieces = pieces.map { Piece(text: $0.text.replacing(head, with: ""), isNext: $0.isNext) }
        return hint
    }

    private mutating func add(_ text: String, isNext: Bool = false) {
        pieces.append(Piece(text: Printable.text(text, keepsLines: false), isNext: isNext))
    }
}
