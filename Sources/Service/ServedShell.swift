import Language
import Notebook
import Text

/// What programs are served of a shell: its declarations, and which of them are tools of their own.
public struct ServedShell<State: NotebookState>: Sendable {
    /// What the server is called.
    let name: String
    /// What it is for, for a client that shows it.
    let title: @Sendable () -> String
    /// What a program should know before it calls.
    let instructions: @Sendable () -> String
    /// Everything that is declared.
    let describe: @Sendable () -> ShellDescription
    /// The kind of entries that are set, each section titled with the verb that sets them.
    let settings: String
    /// What may be loaded before a verb.
    let steps: [ServedStep]
    /// The verbs that are tools.
    let verbs: [ServedVerb]

    /// Declares what is served.
    public init(
        name: String, title: @escaping @Sendable () -> String, instructions: @escaping @Sendable () -> String,
        describe: @escaping @Sendable () -> ShellDescription, settings: String, steps: [ServedStep],
        verbs: [ServedVerb]
    ) {
        (self.name, self.title, self.instructions) = (name, title, instructions)
        (self.describe, self.settings, self.steps, self.verbs) = (describe, settings, steps, verbs)
    }
}

/// Something that is said before a verb, as an argument of each tool.
public struct ServedStep: Sendable {
    /// The argument.
    let name: String
    /// What it is, in one sentence.
    let summary: @Sendable () -> String
    /// Whether it takes several texts, which stay words of the line as they are.
    let isList: Bool
    /// Values that it may have among others.
    let examples: @Sendable () -> [String]
    /// The line, given a word.
    let line: @Sendable (String) -> String

    /// Declares it.
    public init(
        _ name: String, isList: Bool = false, examples: @escaping @Sendable () -> [String] = { [] },
        _ summary: @autoclosure @escaping @Sendable () -> String, line: @escaping @Sendable (String) -> String
    ) {
        (self.name, self.isList, self.examples) = (name, isList, examples)
        (self.summary, self.line) = (summary, line)
    }
}

/// A verb that is a tool.
public struct ServedVerb: Sendable {
    /// Its name.
    let name: String
    /// The verbs that show what it found: the first ranks, the second where it came ranked.
    let listing: (ranked: String, asFound: String)?
    /// Whether its schema describes what may be set before: a list that is long, and the same everywhere.
    let listsSettings: Bool

    /// Declares it.
    public init(_ name: String, listing: (ranked: String, asFound: String)? = nil, listsSettings: Bool = false) {
        (self.name, self.listing, self.listsSettings) = (name, listing, listsSettings)
    }
}
