import Text
import Units

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
    /// The place in a file that is to blame, shown below the command.
    public var quote: TextPlace?
    /// The line itself, where it is not the one that was typed (a replayed script).
    public var source: SourceLine?
    /// The characters of the line that are the command that was refused: where an error is that blames no word, and
    /// what is shown of the line.
    public var command: Range<Int>?
    /// The language in which it was said, and in which the rest of it is shown.
    private(set) var tongue = Tongue.current

    /// Makes a diagnostic.
    public init(_ message: String, at span: Range<Int>? = nil, expected: String? = nil, hint: String? = nil) {
        self.message = message
        self.span = span
        self.expected = expected
        self.hint = hint
    }

    /// Makes a diagnostic of a file that a command names: `chip.json:3:12: ...`.
    ///
    /// - Parameter place: what is to blame in the file; nil where no place is.
    public init(_ message: String, in file: String, _ place: TextPlace?, at span: Range<Int>) {
        self.init("\(file)\(place.map { ":\($0.line):\($0.column)" } ?? ""): \(message)", at: span)
        quote = place
    }

    /// The same diagnostic, at a line of a script unless it has one already.
    public func located(at line: SourceLine) -> Diagnostic {
        var copy = self
        if copy.source == nil { copy.source = line }
        return copy
    }

    /// The same diagnostic, in a command of the line unless it has a place already.
    public func located(in statement: Statement) -> Diagnostic {
        var copy = self
        if copy.source == nil, copy.command == nil, let first = statement.tokens.first, let last = statement.tokens.last
        {
            copy.command = first.span.lowerBound..<last.span.upperBound
        }
        return copy
    }

    /// Ctrl-C ended a command, and those behind it do not run.
    public static var interrupted: Diagnostic { Diagnostic(LanguageWords.interrupted) }

    /// What the text of an error begins with where no script is to blame.
    public var sign: String { tongue.speak { LanguageWords.errorSign } }

    /// The text for people: `error:` or `file:line:column: error:`, the command, and a caret under the word.
    ///
    /// - Parameter width: the columns of the screen, so that the command and its carets stand in one row; nil for a file.
    public func render(width: Int? = nil) -> String {
        LineWrap.wrap(tongue.speak { text(width: width) }, to: width)
    }

    private func text(width: Int?) -> String {
        let start = span?.lowerBound ?? command?.lowerBound ?? 0
        let place = source.flatMap { source in source.file.map { "\($0):\(source.place(of: start)): " } } ?? ""
        var text = Printable.text("\(place)\(LanguageWords.error(message))\n")
        let notes = [hint, expected.map(LanguageWords.expected)].compactMap { $0.map { Printable.text($0) } }
        guard let span, let source else {
            return text + notes.map { "  \($0)\n" }.joined() + quoted(width: width)
        }
        let line = source.text.map { $0 == "\t" ? " " : $0 }
        var shown = 0..<line.count
        if let command {
            // What is missing is missing behind the command's last word.
            let end = span.lowerBound < command.upperBound ? span.upperBound : 0
            shown = min(command.lowerBound, span.lowerBound)..<max(command.upperBound, end)
        }
        let (excerpt, before, count) = Self.excerpt(of: line, at: span, in: shown, room: width.map { $0 - 2 })
        let carets = String(repeating: " ", count: before) + String(repeating: "^", count: count)
        text += "  \(excerpt)\n  \(carets)"
        // Behind carets at the edge nothing would have room.
        let widest = notes.map { DisplayWidth.of($0) }.max() ?? 0
        if let width, before > width / 3, before + count + 3 + widest > width {
            return text + "\n" + notes.map { "  \($0)\n" }.joined() + quoted(width: width)
        }
        text += notes.first.map { " \($0)\n" } ?? "\n"
        for note in notes.dropFirst() { text += "  \(String(repeating: " ", count: before))\(note)\n" }
        return text + quoted(width: width)
    }

    /// The line of the file with carets below, behind its number.
    private func quoted(width: Int?) -> String {
        guard let quote else { return "" }
        let line = quote.text.map { $0 == "\t" ? " " : $0 }
        let number = "  \(quote.line) | "
        let (excerpt, before, width) = Self.excerpt(
            of: line, at: quote.span, in: 0..<line.count, room: width.map { $0 - number.count })
        return "\(number)\(excerpt)\n\(String(repeating: " ", count: number.count + before))"
            + "\(String(repeating: "^", count: width))\n"
    }

    /// Characters of a command that are shown whole; of a longer one, those near the word.
    private static let most = 100

    /// A part of a line, the columns of it before the word, and those of the word.
    ///
    /// - Parameter room: the columns that there are for it; nil where they do not matter.
    private static func excerpt(
        of line: [Character], at span: Range<Int>, in part: Range<Int>, room: Int?
    ) -> (text: String, before: Int, width: Int) {
        var shown = part.clamped(to: 0..<line.count)
        var (head, tail) = ("", "")
        if shown.count > most {
            let middle = span.clamped(to: shown)
            let start = max(shown.lowerBound, min(middle.lowerBound - most / 3, shown.upperBound - most))
            let end = min(shown.upperBound, max(start + most, min(middle.upperBound, start + 2 * most)))
            head = start > shown.lowerBound ? "... " : ""
            tail = end < shown.upperBound ? " ..." : ""
            shown = start..<end
        }
        if let room, DisplayWidth.of(head + String(line[shown]) + tail) > room {
            let cut = window(of: line, at: span.clamped(to: shown), in: shown, room: max(room - 8, 12))
            if cut.lowerBound > shown.lowerBound { head = "... " }
            if cut.upperBound < shown.upperBound { tail = " ..." }
            shown = cut
        }
        let from = min(max(span.lowerBound, shown.lowerBound), shown.upperBound)
        let to = min(max(span.upperBound, from), shown.upperBound)
        func text(_ part: Range<Int>) -> String { Printable.text(String(line[part]), keepsLines: false) }
        return (
            head + text(shown) + tail, head.count + DisplayWidth.of(text(shown.lowerBound..<from)),
            max(1, DisplayWidth.of(text(from..<to)))
        )
    }
}

extension Diagnostic {
    /// The characters of a part of a line about a word that fit into some columns, two thirds of them behind its first.
    private static func window(
        of line: [Character], at span: Range<Int>, in part: Range<Int>, room: Int
    ) -> Range<Int> {
        var start = span.lowerBound
        var end = span.lowerBound
        var columns = 0
        func grow(leftTo limit: Int) {
            while start > part.lowerBound, columns + DisplayWidth.of(line[start - 1]) <= limit {
                start -= 1
                columns += DisplayWidth.of(line[start])
            }
        }
        grow(leftTo: room / 3)
        while end < part.upperBound, columns + DisplayWidth.of(line[end]) <= room {
            columns += DisplayWidth.of(line[end])
            end += 1
        }
        grow(leftTo: room)
        return start..<end
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
    /// Where the lines of the file begin that it was made of, but for the first.
    public let breaks: [LineBreak]

    /// Makes a source line.
    public init(file: String?, number: Int, text: String, breaks: [LineBreak] = []) {
        self.file = file
        self.number = number
        self.text = text
        self.breaks = breaks
    }

    /// Makes a line of no file, whose number is never said.
    public init(typed text: String) { self.init(file: nil, number: 1, text: text) }

    /// `3:12`: the line of the file and the column in it, from 1, of a character of the text.
    public func place(of character: Int) -> String {
        let before = breaks.prefix { $0.offset <= character }
        let column = before.last.map { character - $0.offset + $0.indent } ?? character
        return "\(number + before.count):\(column + 1)"
    }
}
