import Presentation
import Text

/// Why a command was refused: what is wrong, where, what was expected, and the nearest valid name.
public struct Diagnostic: Error, Sendable, Equatable {
    /// What is wrong.
    public var message: String
    /// The characters of the line that are wrong; nil where no word is to blame.
    public var span: Range<Int>?
    /// What would have been right.
    public var expected: String?
    /// The nearest valid name, worded as a question, or what to type next.
    public var hint: String?
    /// The line itself, where it is not the one that was typed (a replayed script).
    public var source: SourceLine?
    /// The column, from 0, of the command that was refused: where an error is that blames no word.
    var start: Int?

    /// Makes a diagnostic.
    public init(_ message: String, at span: Range<Int>? = nil, expected: String? = nil, hint: String? = nil) {
        self.message = message
        self.span = span
        self.expected = expected
        self.hint = hint
    }

    /// The same diagnostic, at a line of a script unless it has one already.
    func located(at line: SourceLine) -> Diagnostic {
        var copy = self
        if copy.source == nil { copy.source = line }
        return copy
    }

    /// The same diagnostic, in a command of the line unless it has a place already.
    func located(in statement: Statement) -> Diagnostic {
        var copy = self
        if copy.source == nil, copy.start == nil { copy.start = statement.tokens.first?.span.lowerBound }
        return copy
    }

    /// Ctrl-C ended a command, and those behind it do not run.
    static let interrupted = Diagnostic("interrupted: what follows did not run")

    /// The text for people: `error:` or `file:line:column: error:`, the line, and a caret under the word.
    public func render() -> String {
        let column = (span?.lowerBound ?? start ?? 0) + 1
        let place = source.flatMap { line in line.file.map { "\($0):\(line.number):\(column): " } } ?? ""
        var text = "\(place)error: \(message)\n"
        let notes = [hint, expected.map { "expected \($0)" }].compactMap(\.self)
        guard let span, let source else {
            return text + notes.map { "  \($0)\n" }.joined()
        }
        let characters = Array(source.text)
        let start = min(span.lowerBound, characters.count)
        let end = min(max(span.upperBound, start), characters.count)
        let before = DisplayWidth.of(String(characters[..<start]))
        let width = max(1, DisplayWidth.of(String(characters[start..<end])))
        let line = source.text.replacing("\t", with: " ")
        let carets = String(repeating: " ", count: before) + String(repeating: "^", count: width)
        text += "  \(line)\n  \(carets)"
        text += notes.first.map { " \($0)\n" } ?? "\n"
        for note in notes.dropFirst() { text += "  \(String(repeating: " ", count: before))\(note)\n" }
        return text
    }
}

/// A line of input and where it came from.
public struct SourceLine: Sendable, Equatable {
    /// The file, `-c` or `<stdin>`; nil at the prompt.
    public let file: String?
    /// The line's number, from 1.
    public let number: Int
    /// The line.
    public let text: String

    /// Makes a source line.
    public init(file: String?, number: Int, text: String) {
        self.file = file
        self.number = number
        self.text = text
    }
}
