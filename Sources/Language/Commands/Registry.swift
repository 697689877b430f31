import Text

/// All verbs of a shell, and what is said of them together.
public struct Registry<State: ShellState>: Sendable {
    /// The verbs, in the order that help lists them.
    public let commands: [Command<State>]
    /// What the verbs under one first word are about.
    public var groups: [String: String] { describeGroups() }
    private let describeGroups: @Sendable () -> [String: String]
    /// The first words of those.
    let groupNames: Set<String>
    /// Whether `>` behind a word compares it, where a verb takes conditions.
    let isComparable: @Sendable (String) -> Bool

    /// Makes a registry.
    ///
    /// - Parameters:
    ///   - commands: the verbs, in the order that help lists them.
    ///   - groups: what the verbs under one first word are about.
    ///   - isComparable: whether `>` behind a word compares it, where a verb takes conditions.
    public init(
        _ commands: [Command<State>], groups: @autoclosure @escaping @Sendable () -> [String: String],
        isComparable: @escaping @Sendable (String) -> Bool = { _ in false }
    ) {
        self.commands = commands
        describeGroups = groups
        groupNames = Set(groups().keys)
        self.isComparable = isComparable
    }

    /// Whether a word begins the name of a verb.
    public func isVerb(_ word: String) -> Bool {
        commands.contains { $0.name == word || $0.name.hasPrefix(word + " ") || $0.aliases.contains(word) }
    }

    /// Whether a command may hold variables of another shell.
    public func takesForeignVariables(_ statement: Statement) -> Bool {
        find(statement.tokens.map(\.text))?.command.takesForeignVariables ?? false
    }

    /// The verb that some words begin with, and how many words its name has; the longest name wins.
    ///
    /// The first word of a group calls a verb only where it stands alone: `arch` is `arch show`, `arch x` is nothing.
    public func find(_ words: [String]) -> (command: Command<State>, length: Int)? {
        if let first = words.first, let command = commands.first(where: { $0.aliases.contains(first) }) {
            let isGroup = commands.contains { $0.name.hasPrefix(first + " ") }
            if !isGroup || words.count == 1 || Statement.signs.contains(words[1]) { return (command, 1) }
        }
        var found: (command: Command<State>, length: Int)?
        for command in commands {
            let length = command.words.count
            if length > (found?.length ?? 0), words.starts(with: command.words) { found = (command, length) }
        }
        return found
    }

    /// A statement with the options between the words of its verb behind them: `plot --ascii curve` is `plot curve --ascii`.
    public func inOrder(_ statement: Statement) -> Statement {
        let tokens = statement.tokens
        guard let first = tokens.first else { return statement }
        let options = tokens.dropFirst().prefix { $0.text.hasPrefix("--") && !$0.isQuoted }
        let rest = tokens.dropFirst(1 + options.count)
        guard !options.isEmpty, let second = rest.first, !second.isQuoted,
            commands.contains(where: { $0.words == [first.text, second.text] })
        else { return statement }
        return Statement(line: statement.line, tokens: [first, second] + options + rest.dropFirst())
    }

    /// A statement without what its output goes to, and that.
    ///
    /// - Throws: a diagnostic where the program or the file is missing, or more than a file stands there.
    public func redirection(
        of statement: Statement, for command: Command<State>
    ) throws(Diagnostic) -> (command: Statement, destination: Spanned<Destination>?) {
        let comparable = isComparable
        return try statement.redirection { command.readsRelations && comparable($0) }
    }

    /// The diagnostic for words that call no verb.
    public func unknown(_ statement: Statement) -> Diagnostic {
        let words = statement.tokens.map(\.text)
        guard let first = statement.tokens.first else { return Diagnostic(LanguageWords.noCommand) }
        if first.text.hasPrefix("!"), !first.isQuoted {
            return Diagnostic(
                LanguageWords.systemCommand, at: first.span, expected: LanguageWords.aVerb,
                hint: LanguageWords.howToPass)
        }
        let group = commands.filter { $0.name.hasPrefix(first.text + " ") }
        if !group.isEmpty {
            let seconds = group.map { String($0.name.dropFirst(first.text.count + 1)) }
            let expected = "\(first.text) " + seconds.joined(separator: " | ")
            guard words.count > 1 else {
                let end = first.span.upperBound
                return Diagnostic(
                    LanguageWords.needsSecondWord(first.text), at: end..<end + 1, expected: expected)
            }
            let second = statement.tokens[1]
            let nearest = NearestName.of(second.text, in: seconds)
            return Diagnostic(
                LanguageWords.unknownCommand("\(first.text) \(second.text)"), at: second.span, expected: expected,
                hint: nearest.map { LanguageWords.didYouMean("\(first.text) \($0)") })
        }
        let synonym = commands.first { $0.synonyms.contains(first.text) }?.name
        let verbs = commands.map { String($0.name.prefix { $0 != " " }) }
        let nearest = synonym ?? NearestName.of(first.text, in: verbs)
        return Diagnostic(
            LanguageWords.unknownCommand(first.text), at: first.span, expected: LanguageWords.aVerb,
            hint: nearest.map(LanguageWords.didYouMean))
    }
}
