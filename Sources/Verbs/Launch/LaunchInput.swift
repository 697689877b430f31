import Language
import Launch
import Notebook
import Storage
import Text
import Words

/// A text with command lines of servers: typed behind the verb, or in a file.
struct LaunchInput: Sendable {
    private enum Source {
        /// On the line, from this character on.
        case line(start: Int)
        case file(String)
    }

    private let source: Source
    /// The text on the line; that of a file is read when it is asked for.
    private let line: String
    private let span: Range<Int>
    /// Whether quotes in it have backslashes, as the whole stands in such quotes itself.
    private var hasEscapedQuotes = false

    /// The text in quotes behind a verb.
    fileprivate init(line text: String, start: Int, span: Range<Int>, hasEscapedQuotes: Bool = false) {
        (source, line, self.span) = (.line(start: start), text, span)
        self.hasEscapedQuotes = hasEscapedQuotes
    }

    /// A file that is to be read.
    fileprivate init(file path: Spanned<String>) {
        (source, line, span) = (.file(path.value), "", path.span)
    }

    /// What the servers are that the text starts.
    func readings(_ files: FileSystem) throws(Diagnostic) -> [LaunchReading] {
        let beside: (String) -> String? = { name in
            for path in paths(of: name) where files.exists(path) {
                if let text = try? files.read(path, limit: .configuration) { return text }
            }
            return nil
        }
        var text = line
        if case .file(let name) = source {
            text = try files.text(of: Spanned(value: name, span: span), limit: .configuration, LaunchWords.file)
        }
        do throws(LaunchFault) {
            if case .file(let name) = source, LaunchManifest.isManifest(name) {
                return try LaunchManifest.read(text, named: name, file: beside).map { $0.named(by: name) }
            }
            let found = try LaunchCommand.read(script: text, hasEscapedQuotes: hasEscapedQuotes, file: beside)
            guard case .file(let name) = source else { return found }
            return found.map { $0.named(by: name) }
        } catch {
            throw located(
                LaunchFaultWords.sentence(error.problem), at: error.span, LaunchFaultWords.expected(error.problem), text
            )
        }
    }

    /// Where a file that a command names may lie: where it says, and beside the file that the command is in.
    private func paths(of name: String) -> [String] {
        guard case .file(let own) = source, let slash = own.lastIndex(of: "/") else {
            return [name, FileName.last(of: name)]
        }
        let folder = String(own[...slash])
        return [folder + name, folder + FileName.last(of: name)] + (name.hasPrefix("/") ? [name] : [])
    }

    /// Says what is wrong, at its place on the line or in the file.
    ///
    /// - Parameter text: the text that the place is in.
    func located(
        _ sentence: String, at place: Range<Int>? = nil, _ expected: String? = nil, _ text: String = ""
    ) -> Diagnostic {
        switch source {
        case .line(let start):
            let shifted = place.map { start + $0.lowerBound..<start + max($0.upperBound, $0.lowerBound + 1) }
            return Diagnostic(sentence, at: shifted ?? span, expected: expected)
        case .file(let name):
            var diagnostic = Diagnostic(
                sentence, in: name, place.map { TextPlace(ofCharacters: $0, in: text) }, at: span)
            diagnostic.expected = expected
            return diagnostic
        }
    }
}

extension Argument where State == Session, Value == LaunchInput {
    /// A command line, in quotes or as it is, or a file.
    static let launch = Argument(
        "TEXT|FILE", LaunchWords.source, isRepeated: true,
        complete: { request in
            request.before.isEmpty
                ? FileCompletion.candidates(for: request, endings: ["sh", "yaml", "yml", "txt"]) : []
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> LaunchInput in
        guard let first = cursor.peek, let whole = cursor.restText() else {
            throw cursor.missing(LaunchWords.source)
        }
        let isOne = first.span == whole.span
        if isOne, cursor.files.exists(first.text) {
            return LaunchInput(file: Spanned(value: first.text, span: first.span))
        }
        guard first.text.contains(where: \.isWhitespace) || !isOne else {
            throw Diagnostic(LaunchWords.neither(first.text), at: first.span, expected: LaunchWords.source)
        }
        return QuotedCommand.input(whole, first: isOne ? first : nil)
    }
}

/// A command line in quotes, which may hold quotes of the same kind itself.
private enum QuotedCommand {
    static func input(_ whole: Spanned<String>, first: Token?) -> LaunchInput {
        let text = whole.value
        guard let quote = text.first, quote == "\"" || quote == "'", text.last == quote, text.count > 1 else {
            return LaunchInput(line: text, start: whole.span.lowerBound, span: whole.span)
        }
        // Quotes of one kind that hold those of the other, as Sextant itself writes them.
        if let first, text.contains("\"'\"'\"") || text.contains("'\"'\"'") {
            return LaunchInput(line: first.text, start: whole.span.lowerBound + 1, span: whole.span)
        }
        let inside = String(text.dropFirst().dropLast())
        return LaunchInput(
            line: inside, start: whole.span.lowerBound + 1, span: whole.span,
            hasEscapedQuotes: quote == "\"" && inside.contains("\\\""))
    }
}
