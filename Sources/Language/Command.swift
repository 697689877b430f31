import Storage

/// A verb of the shell, declared once: parsing, caret errors, help, completion and the manual follow.
public struct Command: Sendable {
    /// The words that call it, such as `arch set`.
    public let name: String
    /// Other words that call it, such as `exit` for `quit`; the first word of a group alone is one: `arch`.
    public let aliases: [String]
    /// Words that lead to it in `help` and in messages, such as `head` for `top`.
    public let synonyms: [String]
    /// What it does, in one sentence.
    public let abstract: String
    /// What is worth knowing beyond the sentence; may be empty.
    public let discussion: String
    /// Its arguments in order.
    public let arguments: [ArgumentDescription]
    /// Command lines that run, in a session with chip, model and sweep.
    public let examples: [String]
    /// Whether it belongs in a saved session.
    public let isRecorded: Bool
    /// Parses the arguments and does the work.
    let invoke: @Sendable (inout ArgumentCursor, Context) throws(Diagnostic) -> Outcome

    /// Declares a verb; `run` gets its arguments as typed values, in the order of the declaration.
    init<each Value: Sendable>(
        _ name: String, aliases: [String] = [], synonyms: [String] = [], abstract: String, discussion: String = "",
        arguments: repeat Argument<each Value>, examples: [String], isRecorded: Bool = true,
        run: @escaping @Sendable (Context, repeat each Value) throws(Diagnostic) -> Outcome
    ) {
        self.name = name
        self.aliases = aliases
        self.synonyms = synonyms
        self.abstract = abstract
        self.discussion = discussion
        self.examples = examples
        self.isRecorded = isRecorded
        var descriptions: [ArgumentDescription] = []
        for argument in repeat each arguments { descriptions.append(argument.description) }
        self.arguments = descriptions
        invoke = { (cursor: inout ArgumentCursor, context: Context) throws(Diagnostic) -> Outcome in
            let values = (repeat try (each arguments).parse(&cursor, context.session))
            try cursor.finish()
            return try run(context, repeat each values)
        }
    }

    /// How it is called: the name and its arguments.
    public var usage: String { ([name] + arguments.map(\.usage)).joined(separator: " ") }
}

/// What help and completion know of an argument.
public struct ArgumentDescription: Sendable {
    /// The word in the usage line, such as `KEY`.
    public let label: String
    /// What it is, in one sentence.
    public let summary: String
    /// Whether it may be left out.
    public let isOptional: Bool
    /// Whether it takes all words that are left.
    public let isRepeated: Bool
    /// Whether it may stand anywhere among the other arguments.
    public let isAnywhere: Bool
    /// What may stand at the cursor, given the words typed so far.
    let complete: @Sendable (CompletionRequest) -> [Completion]

    /// The label as usage lines show it.
    public var usage: String {
        let repeated = isRepeated ? label + " ..." : label
        return isOptional ? "[\(repeated)]" : repeated
    }
}

/// An argument of a verb and how its words become a value.
struct Argument<Value: Sendable>: Sendable {
    let description: ArgumentDescription
    let parse: @Sendable (inout ArgumentCursor, Session) throws(Diagnostic) -> Value

    init(
        _ label: String, _ summary: String, isOptional: Bool = false, isRepeated: Bool = false,
        isAnywhere: Bool = false, complete: @escaping @Sendable (CompletionRequest) -> [Completion] = { _ in [] },
        parse: @escaping @Sendable (inout ArgumentCursor, Session) throws(Diagnostic) -> Value
    ) {
        description = ArgumentDescription(
            label: label, summary: summary, isOptional: isOptional, isRepeated: isRepeated, isAnywhere: isAnywhere,
            complete: complete)
        self.parse = parse
    }
}

/// The words of a command that are not yet read.
struct ArgumentCursor {
    private var words: ArraySlice<Token>
    /// The column behind the command's last word.
    private let end: Int
    private let characters: [Character]
    /// The files that words may name.
    let files: FileSystem
    /// Words that were understood under another name, and that name.
    private(set) var spellings: [Spanned<String>] = []

    init(_ statement: Statement, after length: Int, files: FileSystem) {
        self.files = files
        words = statement.tokens.dropFirst(length)
        end = statement.tokens.last?.span.upperBound ?? 0
        characters = Array(statement.line)
    }

    /// Keeps the name of something that may stand there under another one, for the command as it is recorded.
    mutating func spell(_ word: Token, as name: String) {
        // A word in quotes that was taken apart may lie elsewhere.
        guard word.text != name, word.span.upperBound <= characters.count,
            String(characters[word.span]) == word.text
        else { return }
        spellings.append(Spanned(value: name, span: word.span))
    }

    /// The next word, without taking it.
    var peek: Token? { words.first }

    /// Takes the next word.
    mutating func next() -> Token? { words.popFirst() }

    /// Takes an option such as `--force`, wherever among the words it stands.
    mutating func takeFlag(_ name: String) -> Bool {
        guard let index = words.firstIndex(where: { $0.text == name && !$0.isQuoted }) else { return false }
        words.remove(at: index)
        return true
    }

    /// Takes an option such as `--out` and the word behind it, wherever among the words they stand.
    mutating func takeOption(_ name: String, _ expected: String) throws(Diagnostic) -> Token? {
        guard let index = words.firstIndex(where: { $0.text == name && !$0.isQuoted }) else { return nil }
        let option = words.remove(at: index)
        guard index < words.endIndex else {
            throw Diagnostic(
                "nothing stands behind '\(name)'", at: option.span.upperBound..<option.span.upperBound + 1,
                expected: expected)
        }
        return words.remove(at: index)
    }

    /// Takes the first word without quotes that meets a condition, wherever it stands.
    mutating func take(where condition: (String) -> Bool) -> Token? {
        guard let index = words.firstIndex(where: { !$0.isQuoted && condition($0.text) }) else { return nil }
        return words.remove(at: index)
    }

    /// Takes all words that are left as they were typed.
    mutating func restText() -> Spanned<String>? {
        defer { words = [] }
        guard let first = words.first, let last = words.last else { return nil }
        let span = first.span.lowerBound..<last.span.upperBound
        return Spanned(value: String(characters[span]), span: span)
    }

    /// Takes the next word or says what is missing.
    mutating func require(_ expected: String) throws(Diagnostic) -> Token {
        guard let token = next() else { throw missing(expected) }
        return token
    }

    /// Takes all words that are left.
    mutating func rest() -> [Token] {
        defer { words = [] }
        return Array(words)
    }

    /// The diagnostic for a word that is not there.
    func missing(_ expected: String) -> Diagnostic {
        Diagnostic("something is missing here", at: end..<end + 1, expected: expected)
    }

    /// Checks that no word is left over.
    func finish() throws(Diagnostic) {
        guard let token = peek else { return }
        throw Diagnostic("unexpected word '\(token.text)'", at: token.span, expected: "nothing more")
    }
}
