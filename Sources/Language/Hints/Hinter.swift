import Storage
import Text
import Units

/// Reads lines while they are typed: it parses as the commands themselves do, but runs nothing and reads no file.
public struct Hinter<State: ShellState> {
    /// What the words of a command stand for; nil where that is themselves.
    public typealias Expansion = (Statement) throws(Diagnostic) -> String?

    let registry: Registry<State>
    let session: State
    private let expand: Expansion
    private let calls: UntouchedFiles
    let files: FileSystem

    /// Makes one for a state.
    ///
    /// - Parameter expand: what the words of a command stand for.
    public init(_ registry: Registry<State>, _ session: State, _ files: FileSystem, expand: @escaping Expansion) {
        self.registry = registry
        self.session = session
        self.expand = expand
        calls = UntouchedFiles(files.calls)
        self.files = FileSystem(calls: calls)
    }

    /// What a line means, as far as it is typed; the cursor stands at its end.
    public func reading(of line: String) -> LineReading {
        let typed = Lexer.typed(line)
        var reading = LineReading()
        var problem: Diagnostic?
        for (index, tokens) in typed.commands.enumerated() where !tokens.isEmpty {
            let statement = Statement(line: line, tokens: tokens)
            let isLast = index == typed.commands.count - 1
            let isTyping = isLast && tokens.last?.span.upperBound == typed.count
            let candidates = isTyping ? candidates(at: statement) : []
            reading.parts += parts(of: statement)
            // A quote that is not closed still takes up what follows.
            let found = isLast && typed.isQuoteOpen ? .none : fault(in: statement, isTyping ? candidates : nil)
            // What is missing may still come, and behind another command the state is not the one that is known.
            guard case .wrong(let diagnostic) = found, index == 0 || diagnostic.hint != nil else {
                if isLast, typed.comment == nil {
                    reading.hint = next(in: statement, isTyping ? candidates : nil, found)
                }
                continue
            }
            problem = problem ?? diagnostic
            if let span = diagnostic.span { reading.mark(span, .error, within: typed.count) }
        }
        if let start = typed.comment { reading.mark(start..<typed.count, .comment, within: typed.count) }
        if let problem { reading.hint = Hint(problem) }
        return reading
    }

    // MARK: - What is wrong

    /// What a check of a command finds.
    enum Fault {
        case none
        /// Nothing yet where something has to stand.
        case missing(Diagnostic)
        /// Wrong if the word at the cursor ends here, as a number that may have a unit.
        case doubtful(Diagnostic)
        case wrong(Diagnostic)
    }

    /// Looks for what is wrong in a command.
    ///
    /// - Parameter candidates: how the last word may go on; nil where it is at its end.
    private func fault(in statement: Statement, _ candidates: [Completion]?) -> Fault {
        guard let diagnostic = diagnostic(of: statement), !calls.wereAsked else { return .none }
        guard let span = diagnostic.span, let last = statement.tokens.last else { return .wrong(diagnostic) }
        if span.lowerBound >= last.span.upperBound { return .missing(diagnostic) }
        if Self.isOpen(span, statement) { return .missing(diagnostic) }
        guard let candidates, span.upperBound >= last.span.upperBound else { return .wrong(diagnostic) }
        if Self.isUnfinished(last, candidates) { return .none }
        // A numeral of Chinese is no number here.
        let endsInDigit = last.text.last.map { $0.isASCII && $0.isNumber } ?? false
        return endsInDigit ? .doubtful(diagnostic) : .wrong(diagnostic)
    }

    /// Whether what is wrong is a parenthesis that is not closed yet.
    private static func isOpen(_ span: Range<Int>, _ statement: Statement) -> Bool {
        let characters = Array(statement.line)[span.clamped(to: 0..<statement.line.count)]
        guard characters.elementsEqual("(") else { return false }
        let words = statement.tokens.map(\.text).joined()
        return words.count { $0 == "(" } > words.count { $0 == ")" }
    }

    private func diagnostic(of statement: Statement) -> Diagnostic? {
        do throws(Diagnostic) {
            guard let text = try expand(statement) else {
                try check(statement)
                return nil
            }
            // What is wrong stands in what the words stand for, and has no place in the line.
            do throws(Diagnostic) {
                for meant in try Lexer.statements(in: text) { try check(meant) }
            } catch {
                var diagnostic = error
                diagnostic.span = nil
                return diagnostic
            }
            return nil
        } catch {
            return error
        }
    }

    private func check(_ statement: Statement) throws(Diagnostic) {
        guard let (command, length) = registry.find(registry.inOrder(statement).tokens.map(\.text)) else {
            throw registry.unknown(statement)
        }
        let (words, _) = try registry.redirection(of: statement, for: command)
        var cursor = ArgumentCursor(registry.inOrder(words), after: length, files: files, isHint: true)
        try command.check(&cursor, session)
    }

    /// Whether the word at the cursor may become right as it goes on.
    private static func isUnfinished(_ word: Token, _ candidates: [Completion]) -> Bool {
        if candidates.contains(where: { $0.text != word.text }) { return true }
        guard let last = word.text.last else { return true }
        if "=,.:<>!(/*+-~@[".contains(last) || word.text.contains("..") { return true }
        // `out[3]` is a result, which begins with a letter like any other.
        if "out[".hasPrefix(word.text) || (word.text.contains("[") && !word.text.contains("]")) { return true }
        // `16G` goes on to `16GB/s`.
        let unit = word.text.reversed().prefix { !$0.isNumber && $0 != "=" && $0 != "," }.reversed()
        return word.text.contains(where: \.isNumber) && !unit.isEmpty && Unit.begins(String(unit))
    }

    // MARK: - What comes next

    /// What may stand in the place of the last word.
    private func candidates(at statement: Statement) -> [Completion] {
        guard let last = statement.tokens.last, !last.isQuoted else { return [] }
        let words = Array(statement.tokens.dropLast())
        return Completer(registry, session, files).candidates(words, last.text).filter { $0.text.hasPrefix(last.text) }
    }

    /// What may come next.
    ///
    /// - Parameter candidates: how the last word may go on; nil where it is at its end.
    private func next(in statement: Statement, _ candidates: [Completion]?, _ fault: Fault) -> Hint {
        if case .doubtful(let diagnostic) = fault { return Hint(diagnostic) }
        let words = statement.tokens.map(\.text)
        if let candidates {
            // A name that is whole says what it is, even where longer ones begin so.
            let isArgument = registry.find(words).map { $0.length < words.count } ?? false
            if isArgument, let whole = candidates.first(where: { $0.text == words.last && !$0.detail.isEmpty }) {
                return Hint([whole])
            }
            let longer = candidates.filter { $0.text != words.last }
            if !longer.isEmpty { return Hint(longer) }
            if let name = named(by: statement) { return Hint([name]) }
        }
        guard let (command, length) = registry.find(words), !redirects(statement, command) else {
            // Behind the first word of a group its second words stand.
            let completer = Completer(registry, session, files)
            return words.count == 1 ? Hint(completer.candidates(statement.tokens, "")) : Hint()
        }
        // A group alone calls a verb, but more often a second word follows.
        if words.count == 1, registry.groupNames.contains(words[0]) {
            return Hint(Completer(registry, session, files).candidates(statement.tokens, ""))
        }
        return usage(of: command, behind: Array(words.dropFirst(length)), isTyping: candidates != nil, fault)
    }

    private func redirects(_ statement: Statement, _ command: Command<State>) -> Bool {
        statement.mark { command.readsRelations && registry.isComparable($0) } != nil
    }

    /// What the name in front of `=`, `<` or `>` in the last word is.
    private func named(by statement: Statement) -> Completion? {
        guard let last = statement.tokens.last, !last.isQuoted else { return nil }
        let name = last.text.prefix { !"=<>!≤≥≠".contains($0) }
        guard !name.isEmpty, name.count < last.text.count else { return nil }
        let token = Token(text: String(name), span: last.span.lowerBound..<last.span.lowerBound + name.count)
        let head = Statement(line: statement.line, tokens: statement.tokens.dropLast() + [token])
        return candidates(at: head).first { $0.text == name || $0.text == name + "=" }
    }

    private func usage(
        of command: Command<State>, behind words: [String], isTyping: Bool, _ fault: Fault
    ) -> Hint {
        // The word that is typed is still the argument that the hint is about.
        let next = command.argument(behind: isTyping ? Array(words.dropLast()) : words, session)
        let shown = command.arguments.map(\.description).filter { !$0.isAnywhere || $0.label == next?.label }
        let place = next.flatMap { next in shown.firstIndex { $0.label == next.label } }
        var summary = next?.description.summary ?? (words.isEmpty ? command.abstract : "")
        if case .missing(let diagnostic) = fault, let expected = diagnostic.expected { summary = expected }
        guard place != nil || words.isEmpty else { return Hint() }
        return Hint([command.name] + shown.map(\.usage), next: place.map { $0 + 1 }, summary)
    }

    // MARK: - Parts

    private func parts(of statement: Statement) -> [LineReading.Part] {
        let tokens = statement.tokens
        let words = tokens.map(\.text)
        var parts: [LineReading.Part] = []
        let length = registry.find(words)?.length ?? (registry.isVerb(words[0]) ? 1 : 0)
        if length > 0 {
            let span = tokens[0].span.lowerBound..<tokens[length - 1].span.upperBound
            parts.append(LineReading.Part(characters: span, kind: .verb))
        }
        guard words[0] != "note" else { return parts }
        for token in tokens.dropFirst(length) where !token.isQuoted {
            if Statement.signs.contains(token.text) { break }
            parts += Self.numbers(in: token).map { LineReading.Part(characters: $0, kind: .number) }
        }
        return parts
    }

    /// Where numbers stand in a word, each with its unit; the digits of `qwen3-32b` are part of a name.
    static func numbers(in token: Token) -> [Range<Int>] {
        let characters = Array(token.text)
        var found: [Range<Int>] = []
        var index = 0
        while index < characters.count {
            let start = index
            guard characters[index].isNumber else {
                // What begins with a letter is a name to its end.
                let isName = characters[index].isLetter || characters[index] == "_"
                index += 1
                while isName, index < characters.count, !"=,<>!()≤≥≠".contains(characters[index]) { index += 1 }
                continue
            }
            while index < characters.count, !"=,<>!()≤≥≠".contains(characters[index]) { index += 1 }
            found.append(token.span.lowerBound + start..<token.span.lowerBound + index)
        }
        return found
    }
}

extension LineReading {
    /// Adds characters of a kind, as far as the line goes.
    fileprivate mutating func mark(_ span: Range<Int>, _ kind: Kind, within count: Int) {
        let shown = span.clamped(to: 0..<count)
        if !shown.isEmpty { parts.append(Part(characters: shown, kind: kind)) }
    }
}
