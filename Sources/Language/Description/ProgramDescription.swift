import Text

/// How the program is called, declared once: usage text, manual page and completion follow.
public struct ProgramDescription: Sendable {
    /// A way to call it.
    public struct Call: Sendable {
        /// The words behind the program's name.
        public let arguments: String
        /// What it does; empty where the words speak for themselves.
        public let summary: String

        /// Makes a way to call it.
        public init(_ arguments: String, _ summary: String = "") {
            self.arguments = arguments
            self.summary = summary
        }
    }

    /// A word that begins with a dash.
    public struct Option: Sendable {
        /// Its spellings, the short one first.
        public let names: [String]
        /// What stands behind it, or nil.
        public let argument: String?
        /// What it does, in one sentence.
        public let summary: String

        /// Makes an option.
        public init(_ names: [String], argument: String? = nil, _ summary: String) {
            self.names = names
            self.argument = argument
            self.summary = summary
        }
    }

    /// A name, such as that of a variable or a file, and what it is for.
    public typealias Entry = (name: String, summary: String)

    /// The ways to call it.
    public let calls: [Call]
    /// Its options.
    public let options: [Option]
    /// Variables of the environment that it reads.
    public let environment: [Entry]
    /// Files that it reads and writes by itself.
    public let files: [Entry]
    /// Exit codes.
    public let exitCodes: [Entry]

    /// Makes a description.
    public init(
        calls: [Call], options: [Option], environment: [Entry], files: [Entry], exitCodes: [Entry]
    ) {
        self.calls = calls
        self.options = options
        self.environment = environment
        self.files = files
        self.exitCodes = exitCodes
    }

    /// The long option that was probably meant, or nil.
    public func nearestOption(to word: String) -> String? {
        NearestName.of(word, in: options.flatMap(\.names).filter { $0.hasPrefix("--") })
    }

    /// The text of `--help`.
    public var usage: String {
        let width = 20
        return calls.enumerated().map { index, call in
            let start = (index == 0 ? "usage: " : "       ") + "sextant"
            guard !call.summary.isEmpty else { return start + " " + call.arguments + "\n" }
            let words = call.arguments.isEmpty ? "" : " " + call.arguments
            return start + words + String(repeating: " ", count: max(1, width - words.count)) + call.summary + "\n"
        }.joined()
    }
}

/// The files that come with the program, made from its declarations.
public enum Manual: String, CaseIterable, Sendable {
    case man, bash, zsh, fish

    /// The names of all files: `man, bash, zsh, fish`.
    public static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// The text of the file.
    public func text(_ program: ProgramDescription) -> String {
        switch self {
        case .man: ManualPage.text(program)
        case .bash: BashCompletion.text(program)
        case .zsh: ZshCompletion.text(program)
        case .fish: FishCompletion.text(program)
        }
    }

    /// The first words of the verbs, each once, with what they are about.
    static var verbs: [ProgramDescription.Entry] {
        var seen: Set<String> = []
        return Registry.commands.compactMap { command in
            let first = String(command.name.prefix { $0 != " " })
            guard seen.insert(first).inserted else { return nil }
            let summary = Registry.groupSummary(first)
            return (first, summary.isEmpty ? command.abstract : summary)
        }
    }

    /// What may stand at the end of a command line, a candidate a line: the word, a tab, and what it is.
    public static func candidates(_ line: String) -> String {
        Completer.complete(line, in: Session()).candidates.map {
            $0.text + "\t" + $0.detail.replacing("\n", with: " ") + "\n"
        }.joined()
    }
}
