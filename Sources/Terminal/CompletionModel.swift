/// One way to complete the word at the cursor.
public struct CompletionCandidate: Sendable, Equatable {
    /// The text that takes the place of the word.
    public var text: String
    /// What the list shows beside it, such as a unit and a description; may be empty.
    public var detail: String
    /// Whether a space follows when this is the only candidate; false for `name=` or a folder.
    public var appendsSpace: Bool

    /// Makes a candidate.
    public init(text: String, detail: String = "", appendsSpace: Bool = true) {
        self.text = text
        self.detail = detail
        self.appendsSpace = appendsSpace
    }
}

/// The candidates for one position in the line.
public struct CompletionAnswer: Sendable, Equatable {
    /// Which characters (`Character` offsets into the line up to the cursor) a candidate replaces.
    public var replacing: Range<Int>
    /// The candidates, in the order the list shows them.
    public var candidates: [CompletionCandidate]

    /// Makes an answer.
    public init(replacing: Range<Int>, candidates: [CompletionCandidate]) {
        self.replacing = replacing
        self.candidates = candidates
    }

    /// An answer that completes nothing.
    public static let none = CompletionAnswer(replacing: 0..<0, candidates: [])
}
