import Language
import Measurements
import Notebook
import Storage
import Text
import Units
import Words

/// Files of measurements as they are named, and words that say what they leave out.
struct MeasuredFiles: Sendable {
    /// Files, folders and patterns.
    let paths: [Spanned<String>]
    /// Columns of a table of one's own and their texts: `chips=8`.
    let words: [(column: String, text: String)]

    /// The arguments as they are typed.
    var typed: String {
        (paths.map { Lexer.quoted($0.value) } + words.map { "\($0.column)=\(Lexer.quoted($0.text))" })
            .joined(separator: " ")
    }

    /// What a script calls them: one file by its name, several by the first.
    var title: String { paths.count > 1 ? "\(paths[0].value), ..." : paths[0].value }
}

extension Argument where State == Session, Value == MeasuredFiles {
    /// Files and words: `run.json more/*.json chips=8 tp=8`.
    static let measuredFiles = Argument(
        "FILE... [NAME=VALUE ...]", ResultFileWords.files, isRepeated: true,
        complete: MeasuredFiles.completions
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> MeasuredFiles in
        let first = try cursor.require(LanguageWords.aFileName)
        var paths: [Spanned<String>] = []
        var words: [(column: String, text: String)] = []
        var word: Token? = first
        while let token = word {
            if let assigned = try MeasuredFiles.word(token) {
                words.append(assigned)
            } else {
                guard !token.text.isEmpty, !token.text.hasPrefix("-") else {
                    throw Diagnostic(
                        LanguageWords.notAFileName(token.text), at: token.span, expected: LanguageWords.aFileName)
                }
                paths.append(Spanned(value: token.text, span: token.span))
            }
            if let next = cursor.peek, next.text == "by", !next.isQuoted { break }
            word = cursor.next()
        }
        guard !paths.isEmpty else { throw cursor.missing(LanguageWords.aFileName) }
        return MeasuredFiles(paths: paths, words: words)
    }
}

extension MeasuredFiles {
    /// The endings that files of measurements have.
    static let endings = ["csv", "json", "jsonl", "yaml", "yml", "txt", "md", "log"]

    /// Columns that rows of several result files are grouped by.
    static let resultColumns = ["file", "tool", "run", "served_model", "chip", "model", "concurrency", "rate"]

    /// `chips=8` as a column and its text; nil for the name of a file.
    fileprivate static func word(_ token: Token) throws(Diagnostic) -> (column: String, text: String)? {
        let isFile = endings.contains { token.text.lowercased().hasSuffix("." + $0) }
        guard !token.isQuoted, !isFile, let mark = token.text.firstIndex(of: "=") else { return nil }
        let name = String(token.text[..<mark])
        let text = String(token.text[token.text.index(after: mark)...])
        if let column = TableLayout.sextant.column(meantBy: name) { return (column, text) }
        // A path may hold the character.
        guard !name.contains("/"), !text.contains("/") else { return nil }
        throw ResultFileWords.noColumn(
            Spanned(value: name, span: token.span.lowerBound..<token.span.lowerBound + name.count),
            nearest: NearestName.of(name, in: TableLayout.sextant.columns.map(\.name)))
    }

    /// Files, then words for what they leave out.
    fileprivate static func completions(_ request: CompletionRequest) -> [Completion] {
        guard request.before.last != "--out", !request.before.contains("by") else { return [] }
        let files = FileCompletion.candidates(for: request, endings: endings)
        guard request.before.contains(where: { !$0.hasPrefix("--") }), !request.word.isEmpty else { return files }
        let names = [
            "chip", "model", "chips", "tp", "pp", "moe_tp", "precision", "input", "output", "concurrency", "rate",
        ]
        return files + names.map { Completion($0 + "=", ResultFileWords.word, isWhole: false) }
    }
}
