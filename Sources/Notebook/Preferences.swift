import Language
import Presentation
import Text

/// What a person set for the shell: short words for longer ones, as variables within a line and aliases at its
/// beginning, and whether there is colour.
///
/// They belong to the shell and not to the session: what is kept and saved is what they expanded to.
public struct Preferences: Sendable, Equatable {
    /// What `$NAME` stands for, by name.
    public var variables: [String: String] = [:]
    /// What the first word of a command stands for.
    public var aliases: [String: String] = [:]
    /// Whether the screen has colour.
    public var colour = ColourChoice.auto

    /// Makes none.
    public init() {}

    /// Whether a word may be the name of one: letters, digits, `_` and `-`, no digit first.
    public static func isName(_ word: String) -> Bool {
        guard let first = word.first, first.isLetter || first == "_" else { return false }
        return word.allSatisfy { isPart($0) || $0 == "-" }
    }

    /// Whether a character may stand in the name of a variable behind `$`.
    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    /// The text of a command with what its words stand for; nil where that is the text itself.
    ///
    /// Within single quotes, and in a note, a `$` is only that.
    ///
    /// - Parameter keepsUnknown: whether a variable that there is not stays as it is, as one of another shell.
    /// - Throws: a diagnostic at a variable that there is not.
    public func expansion(of statement: Statement, keepsUnknown: Bool = false) throws(Diagnostic) -> String? {
        guard let first = statement.tokens.first, first.text != "note" else { return nil }
        let text = statement.text
        let alias = first.isQuoted ? nil : aliases[first.text]
        guard alias != nil || text.contains(where: { Self.dollars.contains($0) }) else { return nil }
        var expanded = ""
        let characters = Array(text)
        let offset = first.span.lowerBound
        var isSingle = false
        var index = 0
        if let alias {
            expanded = alias
            index = first.span.count
        }
        while index < characters.count {
            let character = characters[index]
            if character == "'" { isSingle.toggle() }
            guard Self.dollars.contains(character), !isSingle,
                let (name, end) = Self.name(in: characters, behind: index)
            else {
                expanded.append(character)
                index += 1
                continue
            }
            guard let value = variables[name] else {
                if keepsUnknown {
                    expanded.append(character)
                    index += 1
                    continue
                }
                let names = variables.keys.sorted().map { "$" + $0 }
                throw Diagnostic(
                    NotebookWords.unknownVariable(name), at: offset + index..<offset + end,
                    expected: names.isEmpty ? NotebookWords.howToSet : LanguageWords.oneOf(names),
                    hint: NearestName.of(name, in: Array(variables.keys)).map { LanguageWords.didYouMean("$" + $0) })
            }
            expanded += value
            index = end
        }
        return expanded
    }

    /// What stands before the name of a variable; the others are on its key on a Chinese keyboard.
    private static let dollars: Set<Character> = ["$", "＄", "￥", "¥"]

    /// The name behind a `$`, in braces or not, and where it ends; nil where none stands there.
    private static func name(in characters: [Character], behind start: Int) -> (name: String, end: Int)? {
        let isBraced = start + 1 < characters.count && characters[start + 1] == "{"
        let begin = start + (isBraced ? 2 : 1)
        let end = characters[min(begin, characters.count)...].firstIndex { !isPart($0) } ?? characters.count
        guard end > begin, !characters[begin].isNumber else { return nil }
        if isBraced, end >= characters.count || characters[end] != "}" { return nil }
        return (String(characters[begin..<end]), isBraced ? end + 1 : end)
    }
}
