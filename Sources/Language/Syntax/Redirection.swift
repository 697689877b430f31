/// Where the output of one command goes instead of the screen.
public enum Destination: Sendable, Equatable {
    /// Into a command of the system's shell: `| head -3`.
    case program(String)
    /// Into a file, in place of what it holds (`>`) or behind it (`>>`).
    case file(String, appends: Bool)
}

extension Statement {
    /// Words behind which another program or a file stands.
    public static let signs = ["|", ">", ">>"]

    /// The command itself, and where its output goes.
    ///
    /// Only a word of its own redirects: `a>=b` and quoted words do not, nor does `>` behind a word that a condition
    /// compares.
    ///
    /// - Parameter compares: whether `>` behind a word compares it.
    /// - Throws: a diagnostic where the program or the file is missing, or more than a file stands there.
    public func redirection(
        _ compares: (String) -> Bool
    ) throws(Diagnostic) -> (command: Statement, destination: Spanned<Destination>?) {
        guard let mark = mark(compares) else { return (self, nil) }
        let sign = tokens[mark]
        let words = tokens[(mark + 1)...]
        guard let first = words.first, let last = words.last else {
            throw Diagnostic(
                LanguageWords.nothingBehind(sign.text), at: sign.span.upperBound..<sign.span.upperBound + 1,
                expected: sign.text == "|" ? LanguageWords.aProgram : LanguageWords.aFileName)
        }
        let command = Statement(line: line, tokens: Array(tokens[..<mark]))
        let span = first.span.lowerBound..<last.span.upperBound
        if sign.text == "|" {
            // The system's shell reads its quotes itself.
            let text = String(Array(line)[span])
            return (command, Spanned(value: .program(text), span: span))
        }
        guard words.count == 1 else {
            let extra = words[mark + 2]
            throw Diagnostic(
                LanguageWords.unexpected(extra.text), at: extra.span, expected: LanguageWords.nothingBehindFile)
        }
        return (command, Spanned(value: .file(first.text, appends: sign.text == ">>"), span: span))
    }

    /// The first word that redirects.
    func mark(_ compares: (String) -> Bool) -> Int? {
        tokens.indices.dropFirst().first { index in
            let token = tokens[index]
            guard !token.isQuoted, Self.signs.contains(token.text) else { return false }
            return !(token.text == ">" && compares(tokens[index - 1].text))
        }
    }
}
