import CostModel
import Text

/// All verbs: a new one is one file in Commands/ and one line here.
public enum Registry {
    /// The verbs, in the order that help lists them.
    public static let commands: [Command] = [
        .archList, .archLoad, .archShow, .archSet, .archSave,
        .modelList, .modelLoad, .modelShow, .modelSet,
        .workloadShow, .workloadSet,
        .configShow, .configSet, .configFrom,
        .eval, .sweep, .filter, .filterClear, .slo, .sloClear, .sort, .top, .rows, .breakdown, .memory, .explain,
        .suggest, .suggestApply, .advise, .why, .whynot, .dropped, .diff, .validate, .calibrate, .calibrateUndo,
        .pin, .pins, .pinsClear,
        .let, .note, .assert, .save, .export, .replay, .guide, .history, .undo, .redo,
        .rerun, .edit, .recover, .recoverDrop, .format, .bench, .clear, .help, .quit,
    ]

    /// Whether a word begins the name of a verb.
    public static func isVerb(_ word: String) -> Bool {
        commands.contains { $0.name == word || $0.name.hasPrefix(word + " ") || $0.aliases.contains(word) }
    }

    /// The verb that some words begin with, and how many words its name has; the longest name wins.
    ///
    /// The first word of a group calls a verb only where it stands alone: `arch` is `arch show`, `arch x` is nothing.
    static func find(_ words: [String]) -> (command: Command, length: Int)? {
        if let first = words.first, let command = commands.first(where: { $0.aliases.contains(first) }) {
            let isGroup = commands.contains { $0.name.hasPrefix(first + " ") }
            if !isGroup || words.count == 1 || Statement.signs.contains(words[1]) { return (command, 1) }
        }
        var found: (command: Command, length: Int)?
        for command in commands {
            let name = command.name.split(separator: " ").map(String.init)
            if name.count <= words.count, Array(words.prefix(name.count)) == name, name.count > (found?.length ?? 0) {
                found = (command, name.count)
            }
        }
        return found
    }

    /// What the verbs under one first word are about.
    static func groupSummary(_ word: String) -> String {
        switch word {
        case "arch": "The chip and its links."
        case "model": "The model's shapes and precision."
        case "workload": "What is served: the phase, lengths and drafts."
        case "config": "The spread over chips that eval evaluates."
        default: ""
        }
    }

    /// The diagnostic for words that call no verb.
    static func unknown(_ statement: Statement) -> Diagnostic {
        let words = statement.tokens.map(\.text)
        guard let first = statement.tokens.first else { return Diagnostic("there is no command here") }
        let group = commands.filter { $0.name.hasPrefix(first.text + " ") }
        if !group.isEmpty {
            let seconds = group.map { String($0.name.dropFirst(first.text.count + 1)) }
            let expected = "\(first.text) " + seconds.joined(separator: " | ")
            guard words.count > 1 else {
                let end = first.span.upperBound
                return Diagnostic("'\(first.text)' needs a second word", at: end..<end + 1, expected: expected)
            }
            let second = statement.tokens[1]
            let nearest = NearestName.of(second.text, in: seconds)
            return Diagnostic(
                "unknown command '\(first.text) \(second.text)'", at: second.span, expected: expected,
                hint: nearest.map { "did you mean '\(first.text) \($0)'?" })
        }
        let synonym = commands.first { $0.synonyms.contains(first.text) }?.name
        let verbs = commands.map { String($0.name.prefix { $0 != " " }) }
        let nearest = synonym ?? NearestName.of(first.text, in: verbs)
        return Diagnostic(
            "unknown command '\(first.text)'", at: first.span, expected: "a verb; 'help' lists them",
            hint: nearest.map { "did you mean '\($0)'?" })
    }
}
