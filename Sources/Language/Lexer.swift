/// Splits lines into commands and commands into words.
public enum Lexer {
    /// The commands of a line: separated by `;`, up to a word that starts with `#`.
    ///
    /// Words are separated by white space; single or double quotes keep white space, `;` and `#` in a word. The text of
    /// a note is the rest of its line, whatever it holds.
    ///
    /// - Throws: a diagnostic for a quote that is not closed.
    public static func statements(in line: String) throws(Diagnostic) -> [Statement] {
        var statements: [Statement] = []
        var tokens: [Token] = []
        let characters = Array(line)
        var index = 0
        while index < characters.count {
            let character = characters[index]
            if character.isWhitespace {
                index += 1
            } else if tokens.count == 1, tokens[0].text == "note" {
                tokens.append(rest(characters, &index))
            } else if character == "#" {
                break
            } else if character == ";" || character == "；" {
                if !tokens.isEmpty { statements.append(Statement(line: line, tokens: tokens)) }
                tokens = []
                index += 1
            } else {
                tokens.append(try word(characters, &index))
            }
        }
        if !tokens.isEmpty { statements.append(Statement(line: line, tokens: tokens)) }
        return statements
    }

    private static let ends: Set<Character> = [";", "；"]

    /// Signs as Chinese input methods type them.
    private static let halfWidth: [Character: Character] = ["＝": "=", "，": ",", "＞": ">", "＜": "<", "：": ":", "．": "."]

    private static func rest(_ characters: [Character], _ index: inout Int) -> Token {
        let start = index
        var end = characters.count
        while end > start, characters[end - 1].isWhitespace { end -= 1 }
        index = characters.count
        return Token(text: String(characters[start..<end]), span: start..<end)
    }

    /// A word as it has to be typed to be one word again: in quotes where it holds what would end or change it.
    public static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty && !Statement.signs.contains(word) && !word.hasSuffix("\\")
            && !word.contains { $0.isWhitespace || ends.contains($0) || "#\"'".contains($0) || halfWidth[$0] != nil }
        if isPlain { return word }
        if word.contains("\""), !word.contains("'") { return "'\(word)'" }
        // Quotes of one kind hold those of the other; neighbouring pieces are one word.
        let pieces = word.split(separator: "\"", omittingEmptySubsequences: false)
        return pieces.map { "\"\($0)\"" }.joined(separator: "'\"'")
    }

    private static func word(_ characters: [Character], _ index: inout Int) throws(Diagnostic) -> Token {
        let start = index
        var text = ""
        while index < characters.count, !characters[index].isWhitespace, !ends.contains(characters[index]) {
            let character = characters[index]
            guard character == "\"" || character == "'" else {
                text.append(halfWidth[character] ?? character)
                index += 1
                continue
            }
            guard let end = characters[(index + 1)...].firstIndex(of: character) else {
                throw Diagnostic("this quote is not closed", at: index..<index + 1, expected: "a second \(character)")
            }
            text += String(characters[(index + 1)..<end])
            index = end + 1
        }
        return Token(text: text, span: start..<index)
    }
}
