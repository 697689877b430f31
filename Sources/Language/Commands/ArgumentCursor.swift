import Storage

/// The words of a command that are not yet read.
public struct ArgumentCursor {
    private var words: ArraySlice<Token>
    /// The column behind the command's last word.
    private let end: Int
    private let characters: [Character]
    /// The files that words may name.
    public let files: FileSystem
    /// Whether the words are only looked at while they are typed, so that long lists need not be spelt out.
    public let isHint: Bool
    /// Words that were understood under another name, and that name.
    public private(set) var spellings: [Spanned<String>] = []

    /// The words of a statement behind the first ones, which call the verb.
    public init(_ statement: Statement, after length: Int, files: FileSystem, isHint: Bool = false) {
        self.files = files
        self.isHint = isHint
        words = statement.tokens.dropFirst(length)
        end = statement.tokens.last?.span.upperBound ?? 0
        characters = Array(statement.line)
    }

    /// Keeps the name of something that may stand there under another one, for the command as it is recorded.
    public mutating func spell(_ word: Token, as name: String) {
        // A word in quotes that was taken apart may lie elsewhere.
        guard word.text != name, word.span.upperBound <= characters.count,
            String(characters[word.span]) == word.text
        else { return }
        spellings.append(Spanned(value: name, span: word.span))
    }

    /// The next word, without taking it.
    public var peek: Token? { words.first }

    /// Takes the next word.
    public mutating func next() -> Token? { words.popFirst() }

    /// Takes an option such as `--force`, wherever among the words it stands.
    mutating func takeFlag(_ name: String) -> Bool {
        guard let index = words.firstIndex(where: { $0.text == name && !$0.isQuoted }) else { return false }
        words.remove(at: index)
        return true
    }

    /// Takes an option such as `--out` and the word behind it, wherever among the words they stand.
    ///
    /// - Throws: a diagnostic where no word stands behind the option.
    public mutating func takeOption(_ name: String, _ expected: String) throws(Diagnostic) -> Token? {
        guard let index = words.firstIndex(where: { $0.text == name && !$0.isQuoted }) else { return nil }
        let option = words.remove(at: index)
        guard index < words.endIndex else {
            throw Diagnostic(
                LanguageWords.nothingBehind(name), at: option.span.upperBound..<option.span.upperBound + 1,
                expected: expected)
        }
        return words.remove(at: index)
    }

    /// Takes the first word without quotes that meets a condition, wherever it stands.
    public mutating func take(where condition: (String) -> Bool) -> Token? {
        guard let index = words.firstIndex(where: { !$0.isQuoted && condition($0.text) }) else { return nil }
        return words.remove(at: index)
    }

    /// Takes all words that are left as they were typed.
    public mutating func restText() -> Spanned<String>? {
        defer { words = [] }
        guard let first = words.first, let last = words.last else { return nil }
        let span = first.span.lowerBound..<last.span.upperBound
        return Spanned(value: String(characters[span]), span: span)
    }

    /// Takes the next word.
    ///
    /// - Throws: a diagnostic that says what is missing.
    public mutating func require(_ expected: String) throws(Diagnostic) -> Token {
        guard let token = next() else { throw missing(expected) }
        return token
    }

    /// Takes all words that are left.
    public mutating func rest() -> [Token] {
        defer { words = [] }
        return Array(words)
    }

    /// The diagnostic for a word that is not there.
    public func missing(_ expected: String) -> Diagnostic {
        Diagnostic(LanguageWords.missing, at: end..<end + 1, expected: expected)
    }

    /// Checks that no word is left over.
    func finish() throws(Diagnostic) {
        guard let token = peek else { return }
        throw Diagnostic(LanguageWords.unexpected(token.text), at: token.span, expected: LanguageWords.nothingMore)
    }
}
