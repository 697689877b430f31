import Language
import Notebook
import Units
import Words

extension Command<Session> {
    static let again = Command(
        "again", synonyms: ["redo-with", "再来", "重复"],
        abstract: say(
            en: "Runs the last command again, with some of its words replaced.", zh: "再次执行上一条命令，替换其中的一些词。"),
        discussion: say(
            en: """
                Each KEY=VALUE or condition takes the place of the word of the same KEY, or is added where there is none. A
                word without a sign takes the place of the last word. A saved session holds the command that ran.
                """,
            zh: """
                每个 KEY=VALUE 或条件替换同一 KEY 的词，没有时则加在后面。不带符号的词替换最后一个词。\\
                保存的会话写入的是实际执行的命令。
                """),
        arguments: .replacements, examples: ["again", "again tp=4,8 batch=16"], isRecorded: false
    ) { (context: Context, words: [Token]) throws(Diagnostic) -> Outcome in
        guard let last = context.session.numberedCells.last?.text else {
            throw Diagnostic(DefinitionWords.nothingBefore, expected: DefinitionWords.howToBegin)
        }
        let command = try AgainText.command(last, replacing: words)
        let next = context.session.numberedCells.count + 1
        let session = try Recomputation.run(command, context)
        return Outcome(session, [.line("> " + command)] + Recomputation.output(of: session, from: next))
    }
}

/// How words take each other's place.
enum AgainText {
    private static let signs: Set<Character> = ["=", "<", ">", "!", "≥", "≤", "≠"]

    /// A command with other words.
    ///
    /// - Throws: a diagnostic at a word that takes no other's place.
    static func command(_ text: String, replacing words: [Token]) throws(Diagnostic) -> String {
        guard let statement = try Lexer.statements(in: text).first else { return text }
        var tokens = statement.tokens.map { Lexer.quoted($0.text) }
        let length = Session.registry.find(statement.tokens.map(\.text))?.length ?? 1
        for word in words {
            let quoted = Lexer.quoted(word.text)
            guard let key = key(of: word.text) else {
                guard tokens.count > length else {
                    throw Diagnostic(
                        DefinitionWords.replacesNothing(word.text, in: text), at: word.span,
                        expected: DefinitionWords.aWord)
                }
                tokens[tokens.count - 1] = quoted
                continue
            }
            if let place = statement.tokens.indices.first(where: { self.key(of: statement.tokens[$0].text) == key }) {
                tokens[place] = quoted
            } else {
                tokens.append(quoted)
            }
        }
        return tokens.joined(separator: " ")
    }

    /// What stands before the first sign of a word; nil where none does.
    private static func key(of word: String) -> Substring? {
        guard let sign = word.firstIndex(where: signs.contains), sign > word.startIndex else { return nil }
        return word[..<sign]
    }
}

extension Argument where State == Session, Value == [Token] {
    /// Words for the last command.
    static let replacements = Argument(
        "KEY=VALUE", say(en: "words that take the place of those of the last command", zh: "替换上一条命令中相应的词"),
        isOptional: true, isRepeated: true
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Token] in cursor.rest() }
}
