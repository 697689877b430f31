import CostModel
import Planning
import Storage

/// One way to go on at the cursor.
public struct Completion: Sendable, Equatable {
    /// The word.
    public let text: String
    /// Its unit and what it is.
    public let detail: String
    /// Whether the word ends here, so that a space follows.
    public let isWhole: Bool

    init(_ text: String, _ detail: String = "", isWhole: Bool = true) {
        self.text = text
        self.detail = detail
        self.isWhole = isWhole
    }
}

/// What an argument knows when it is asked for completions.
struct CompletionRequest: Sendable {
    /// The session at the prompt.
    let session: Session
    /// The words of this command before the one at the cursor, its name left out.
    let before: [String]
    /// The word at the cursor, up to the cursor.
    let word: String
    /// The files that a word may name.
    let files: FileSystem
}

/// Finds what may stand at the end of a line.
public enum Completer {
    /// The candidates, and the number of characters at the end of the line that they replace.
    public static func complete(_ line: String, in session: Session, _ files: FileSystem = FileSystem())
        -> (replacing: Int, candidates: [Completion])
    {
        let command = String(line[(line.lastIndex(of: ";").map { line.index(after: $0) } ?? line.startIndex)...])
        var words = command.split(whereSeparator: \.isWhitespace).map(String.init)
        let word = command.last.map(\.isWhitespace) ?? true ? "" : words.removeLast()
        let candidates = candidates(words, word, session, files).filter { $0.text.hasPrefix(word) }
        // A word that is complete already is offered too: alone so that a space follows, or beside longer ones.
        return (word.count, candidates.filter { $0.text != word || ($0.isWhole && !word.isEmpty) })
    }

    private static func candidates(_ words: [String], _ word: String, _ session: Session, _ files: FileSystem)
        -> [Completion]
    {
        let request = CompletionRequest(session: session, before: [], word: word, files: files)
        // Behind these another program's words stand, or a file's name.
        if words.contains("|") { return [] }
        if [">", ">>"].contains(words.last), words.count < 2 || !ConditionReader.isQuantifier(words[words.count - 2]) {
            return FileCompletion.candidates(for: request, endings: [])
        }
        // A group alone calls a verb, but what stands behind it is a second word.
        let isGroup = words.count == 1 && !Registry.groupSummary(words[0]).isEmpty
        if !isGroup, let (command, length) = Registry.find(words) {
            let before = Array(words.dropFirst(length))
            let request = CompletionRequest(session: session, before: before, word: word, files: files)
            if let option = before.last.flatMap({ option($0, of: command) }) { return option.complete(request) }
            var found: [Completion] = []
            let isValue = [false] + before.map { option($0, of: command) != nil }
            var position = zip(before, isValue).count { word, isValue in
                !word.hasPrefix("--") && !isValue && !isElsewhere(word, command, session)
            }
            for argument in command.arguments {
                found +=
                    position <= 0 || argument.isRepeated || argument.isAnywhere
                    ? argument.complete(request) : []
                if !argument.isAnywhere { position -= 1 }
                if position < 0, !argument.isOptional { break }
            }
            return found
        }
        let matches = Registry.commands.filter { command in
            let name = command.name.split(separator: " ").map(String.init)
            return name.count > words.count && Array(name.prefix(words.count)) == words
        }
        var seen: Set<String> = []
        return matches.compactMap { command in
            let name = command.name.split(separator: " ").map(String.init)
            guard seen.insert(name[words.count]).inserted else { return nil }
            let isGroup = name.count > words.count + 1
            return Completion(name[words.count], isGroup ? Registry.groupSummary(name[0]) : command.abstract)
        }
    }

    /// The option of a command, such as `--out FILE`, that a word begins and the next one ends.
    private static func option(_ word: String, of command: Command) -> ArgumentDescription? {
        word.hasPrefix("--") ? command.arguments.first { $0.label.hasPrefix(word + " ") } : nil
    }

    /// Whether a word is an earlier result that counts for no place among the arguments.
    private static func isElsewhere(_ word: String, _ command: Command, _ session: Session) -> Bool {
        command.arguments.contains { $0.isAnywhere && !$0.label.hasPrefix("--") }
            && Reference.isReference(word, in: session)
    }
}
