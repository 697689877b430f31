/// Splits lines into commands and commands into words.
public enum Lexer {
    /// The commands of a line: separated by `;`, up to a word that starts with `#`.
    ///
    /// Words are separated by white space; single or double quotes keep white space, `;` and `#` in a word. The text of
    /// a note is the rest of its line, whatever it holds.
    ///
    /// - Throws: a diagnostic for a quote that is not closed.
    public static func statements(in line: String) throws(Diagnostic) -> [Statement] {
        let scan = Scan(Array(line))
        if let quote = scan.openQuote {
            throw Diagnostic(
                LanguageWords.openQuote, at: quote..<quote + 1,
                expected: LanguageWords.secondQuote(Scan.closing[scan.characters[quote]] ?? scan.characters[quote]))
        }
        return scan.commands.filter { !$0.isEmpty }.map { Statement(line: line, tokens: $0) }
    }

    /// The command at the end of a line that is being typed, and the word at its end.
    public static func end(of line: String) -> LineEnd {
        let scan = Scan(Array(line))
        let count = scan.characters.count
        var words = scan.commands.last ?? []
        guard !scan.isComment, let last = words.last, last.span.upperBound == count else {
            let word = Token(text: "", span: count..<count)
            return LineEnd(words: words, word: word, quote: nil, isComment: scan.isComment)
        }
        words.removeLast()
        let quote = scan.openQuote.map { scan.characters[$0] }
        return LineEnd(words: words, word: last, quote: quote, isComment: false)
    }

    /// A text with the twins of wide characters, where nothing of it is a name or prose.
    public static func halfWidth(_ text: String) -> String { String(text.map(Scan.halfWidth)) }

    /// The commands of a line that is being typed, whatever is not yet closed.
    static func typed(_ line: String) -> TypedLine {
        let scan = Scan(Array(line))
        return TypedLine(
            commands: scan.commands, count: scan.characters.count, comment: scan.comment,
            isQuoteOpen: scan.openQuote != nil)
    }

    /// A word as it has to be typed to be one word again: in quotes where it holds what would end or change it.
    public static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty && !Statement.signs.contains(word) && !word.hasSuffix("\\")
            && !word.contains {
                $0.isWhitespace || $0 == ";" || "#\"'".contains($0) || Scan.closing[$0] != nil
                    || Scan.halfWidth($0) != $0 || "《》【】￥¥".contains($0)
            }
        if isPlain { return word }
        if word.contains("\""), !word.contains("'") { return "'\(word)'" }
        // Quotes of one kind hold those of the other; neighbouring pieces are one word.
        let pieces = word.split(separator: "\"", omittingEmptySubsequences: false)
        return pieces.map { "\"\($0)\"" }.joined(separator: "'\"'")
    }
}

/// The command at the end of a line that is being typed.
public struct LineEnd: Sendable {
    /// Its words in front of the one at the end.
    public let words: [Token]
    /// The word at the end of the line; empty behind white space.
    public let word: Token
    /// The quote that is still open in the word; nil where none is.
    public let quote: Character?
    /// Whether a comment stands at the end.
    public let isComment: Bool
}

/// A line that is being typed.
struct TypedLine {
    /// The words of its commands; those of the one at its end come last, and may be none.
    let commands: [[Token]]
    /// Its characters.
    let count: Int
    /// Where the comment at its end begins; nil where there is none.
    let comment: Int?
    /// Whether a quote is not closed.
    let isQuoteOpen: Bool
}

/// One walk over a line.
private struct Scan {
    /// Quotes, each with the one that closes it.
    static let closing: [Character: Character] = ["\"": "\"", "'": "'", "“": "”", "‘": "’"]

    /// A character as programs know it, where a Chinese input method typed its wide twin (Unicode, block of fullwidth
    /// forms): `１０ＧＢ／ｓ` is `10GB/s`.
    static func halfWidth(_ character: Character) -> Character {
        guard let scalar = character.unicodeScalars.first, scalar.value >= 0x3001,
            character.unicodeScalars.count == 1
        else { return character }
        switch scalar.value {
        case 0x3001: return ","
        case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0).map { Character($0) } ?? character
        default: return character
        }
    }

    /// A character of a line as programs know it, where its neighbours tell that it stands for one.
    ///
    /// A Chinese keyboard has `《 》` on the keys of `< >`, `【 】` on those of `[ ]` and `￥` on that of `$`: before a
    /// number they compare, after one they end an index, and before a letter they name a variable. In names of files they
    /// are what they are.
    private static func meant(_ characters: [Character], at index: Int) -> Character {
        let character = characters[index]
        let next = index + 1 < characters.count ? halfWidth(characters[index + 1]) : " "
        let previous = index > 0 ? halfWidth(characters[index - 1]) : " "
        switch character {
        case "《" where next == "=" || next.isASCII && next.isNumber: return "<"
        case "》" where next == "=" || next.isASCII && next.isNumber: return ">"
        case "【" where next.isASCII && next.isNumber: return "["
        case "】" where previous.isASCII && previous.isNumber: return "]"
        case "￥" where next.isASCII && next.isLetter, "¥" where next.isASCII && next.isLetter: return "$"
        default: return halfWidth(character)
        }
    }

    /// The characters as typed.
    let characters: [Character]
    /// The words of each command; the last command is what the end of the line belongs to.
    private(set) var commands: [[Token]] = [[]]
    /// Where the quote stands that is not closed.
    private(set) var openQuote: Int?
    /// Whether the line ends in a comment.
    var isComment: Bool { comment != nil }
    /// Where the comment at the end begins; nil where there is none.
    private(set) var comment: Int?
    private var index = 0

    init(_ characters: [Character]) {
        self.characters = characters
        while index < characters.count {
            let character = Self.halfWidth(characters[index])
            if character.isWhitespace {
                index += 1
            } else if isNote {
                add(rest())
            } else if character == "#" {
                comment = index
                break
            } else if character == ";" {
                commands.append([])
                index += 1
            } else {
                add(word())
            }
        }
    }

    /// Whether what follows is the text of a note.
    private var isNote: Bool {
        commands[commands.count - 1].count == 1 && commands[commands.count - 1][0].text == "note"
    }

    private mutating func add(_ token: Token) { commands[commands.count - 1].append(token) }

    private mutating func rest() -> Token {
        let start = index
        var end = characters.count
        while end > start, characters[end - 1].isWhitespace { end -= 1 }
        index = characters.count
        return Token(text: String(characters[start..<end]), span: start..<end)
    }

    private mutating func word() -> Token {
        let start = index
        var text = ""
        while index < characters.count, !characters[index].isWhitespace {
            let character = Self.meant(characters, at: index)
            guard character != ";" else { break }
            guard let close = Self.closing[character] else {
                text.append(character)
                index += 1
                continue
            }
            let end = characters[(index + 1)...].firstIndex { $0 == close || Self.halfWidth($0) == close }
            if end == nil { openQuote = index }
            text += String(characters[(index + 1)..<(end ?? characters.count)])
            index = end.map { $0 + 1 } ?? characters.count
        }
        return Token(text: text, span: start..<index)
    }
}
