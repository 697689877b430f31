/// A word of a command line and where it stands.
public struct Token: Sendable, Equatable {
    /// The word, without its quotes.
    public let text: String
    /// The characters of the line that it takes up, quotes included.
    public let span: Range<Int>

    /// Makes a word.
    public init(text: String, span: Range<Int>) {
        self.text = text
        self.span = span
    }

    /// Whether any part of it stands in quotes, so that it is a name and no option.
    public var isQuoted: Bool { span.count != text.count }
}

/// A value and the characters of the line it was read from.
public struct Spanned<Value: Sendable>: Sendable {
    /// The value.
    public let value: Value
    /// Where it stands.
    public let span: Range<Int>

    /// Makes a value with its place.
    public init(value: Value, span: Range<Int>) {
        self.value = value
        self.span = span
    }
}

/// One command of a line: its words, and the line for messages.
public struct Statement: Sendable {
    /// The whole line.
    public let line: String
    /// The words.
    public let tokens: [Token]

    /// The command as it is kept in a saved session.
    public var text: String { text(spelling: []) }

    /// The command with other words in some places, such as a metric's name for another one of its names.
    public func text(spelling spellings: [Spanned<String>]) -> String {
        guard let first = tokens.first, let last = tokens.last else { return "" }
        let characters = Array(line)
        var text = ""
        var index = first.span.lowerBound
        for spelling in spellings.sorted(by: { $0.span.lowerBound < $1.span.lowerBound })
        where spelling.span.lowerBound >= index && spelling.span.upperBound <= last.span.upperBound {
            text += String(characters[index..<spelling.span.lowerBound]) + spelling.value
            index = spelling.span.upperBound
        }
        return text + String(characters[index..<last.span.upperBound])
    }
}
