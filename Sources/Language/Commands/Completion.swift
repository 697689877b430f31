import Storage

/// One way to go on at the cursor.
public struct Completion: Sendable, Equatable {
    /// The word.
    public let text: String
    /// Its unit and what it is.
    public let detail: String
    /// Whether the word ends here, so that a space follows.
    public let isWhole: Bool
    /// Whether it names a file, which is one word whatever it holds; a cell's command, for one, is several.
    let isPath: Bool
    /// Other names of what it stands for, such as those in Chinese, by which it is found.
    let names: [String]

    /// Makes a candidate.
    public init(_ text: String, _ detail: String = "", isWhole: Bool = true, names: [String] = []) {
        self.init(text, detail, isWhole: isWhole, isPath: false, names: names)
    }

    init(_ text: String, _ detail: String, isWhole: Bool, isPath: Bool, names: [String] = []) {
        self.text = text
        self.names = names
        self.detail = detail
        self.isWhole = isWhole
        self.isPath = isPath
    }

    /// Whether a name begins as a word that was typed: its own, or another where that is in no Latin letters.
    public static func begins(_ name: String, _ names: [String], as word: String) -> Bool {
        name.hasPrefix(word) || (word.utf8.count != word.count && names.contains { $0.hasPrefix(word) })
    }

    /// The same with another text.
    func typed(as text: String) -> Completion { Completion(text, detail, isWhole: isWhole, isPath: isPath) }
}

/// What an argument knows when it is asked for completions.
public struct CompletionRequest<State: ShellState>: Sendable {
    /// The state at the prompt.
    public let session: State
    /// The words of this command before the one at the cursor, its name left out.
    public let before: [String]
    /// The word at the cursor, up to the cursor, without quotes.
    public let word: String
    /// The files that a word may name.
    public let files: FileSystem

    /// The same without the first so many words, for what completes as another verb does.
    public func dropping(_ count: Int) -> CompletionRequest {
        CompletionRequest(session: session, before: Array(before.dropFirst(count)), word: word, files: files)
    }
}

/// Finds what may stand at the end of a line.
public struct Completer<State: ShellState> {
    private let registry: Registry<State>
    private let session: State
    private let files: FileSystem

    /// Makes one for a state.
    public init(_ registry: Registry<State>, _ session: State, _ files: FileSystem) {
        self.registry = registry
        self.session = session
        self.files = files
    }

    /// The candidates, and the number of characters at the end of the line that they replace.
    public func complete(_ line: String) -> (replacing: Int, candidates: [Completion]) {
        let end = Lexer.end(of: line)
        guard !end.isComment else { return (0, []) }
        let word = end.word.text
        let candidates = candidates(end.words, word)
            .filter { Completion.begins($0.text, $0.names, as: word) }
            // A word that is complete already is offered too: alone so that a space follows, or beside longer ones.
            .filter { $0.text != word || ($0.isWhole && !word.isEmpty) }
        // Behind an open quote at its beginning a word goes on as it is, up to the closing one.
        if let quote = end.quote, end.word.span.count == word.count + 1 {
            let open = candidates.filter { !$0.text.contains(quote) }
            return (word.count, open.map { $0.typed(as: $0.text + ($0.isWhole ? String(quote) : "")) })
        }
        return (end.word.span.count, candidates.map { $0.isPath ? $0.typed(as: Lexer.quoted($0.text)) : $0 })
    }

    /// What may stand behind some words, whether or not it begins as the word at the cursor.
    func candidates(_ tokens: [Token], _ word: String) -> [Completion] {
        let words = tokens.map(\.text)
        let found = registry.find(words)
        let statement = Statement(line: "", tokens: tokens)
        let reads = found?.command.readsRelations ?? false
        if let mark = statement.mark({ reads && registry.isComparable($0) }) {
            // Behind these another program's words stand, or a file's name.
            guard mark == tokens.count - 1, words[mark] != "|" else { return [] }
            return FileCompletion.candidates(for: request([], word), endings: [])
        }
        // A group alone calls a verb, but what stands behind it is a second word.
        let isGroup = words.count == 1 && registry.groupNames.contains(words[0])
        guard !isGroup, let found else { return names(behind: words) }
        return candidates(found.command, Array(words.dropFirst(found.length)), word)
    }

    private func request(_ before: [String], _ word: String) -> CompletionRequest<State> {
        CompletionRequest(session: session, before: before, word: word, files: files)
    }

    /// What the arguments of a verb offer.
    private func candidates(_ command: Command<State>, _ before: [String], _ word: String) -> [Completion] {
        let request = request(before, word)
        if let option = before.last.flatMap({ command.option($0) }) { return option.complete(request) }
        var found: [Completion] = []
        var position = command.position(behind: before, session)
        for argument in command.arguments {
            let description = argument.description
            if position <= 0 || description.isRepeated || description.isAnywhere {
                found += argument.complete(request)
            }
            if !description.isAnywhere { position -= 1 }
            if position < 0, !description.isOptional { break }
        }
        return found
    }

    /// The words of verbs' names that go on behind some.
    private func names(behind words: [String]) -> [Completion] {
        var seen: Set<String> = []
        let groups = registry.groups
        return registry.commands.compactMap { command in
            let name = command.words
            guard name.count > words.count, name.starts(with: words),
                seen.insert(name[words.count]).inserted
            else { return nil }
            let isGroup = name.count > words.count + 1
            return Completion(
                name[words.count], isGroup ? groups[name[0]] ?? "" : command.abstract)
        }
    }
}
