import Text

/// How the program is called, declared once: usage text, manual page and completion follow.
public struct ProgramDescription: Codable, Sendable, Equatable {
    /// A way to call it.
    public struct Call: Codable, Sendable, Equatable {
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
    public struct Option: Codable, Sendable, Equatable {
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
    public struct Entry: Codable, Sendable, Equatable {
        /// The name.
        public let name: String
        /// What it is for.
        public let summary: String

        /// Makes an entry.
        public init(_ name: String, _ summary: String) {
            self.name = name
            self.summary = summary
        }
    }

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
        calls: [Call], options: [Option], environment: KeyValuePairs<String, String>,
        files: KeyValuePairs<String, String>, exitCodes: KeyValuePairs<String, String>
    ) {
        self.calls = calls
        self.options = options
        self.environment = environment.map { Entry($0, $1) }
        self.files = files.map { Entry($0, $1) }
        self.exitCodes = exitCodes.map { Entry($0, $1) }
    }

    /// The words that have the program do what no verb does, such as `serve`; a folder stands behind them.
    func modes(beside shell: ShellDescription) -> [Entry] {
        let verbs = Set(shell.firstWords.map(\.name))
        return calls.compactMap { call in
            let word = String(call.arguments.prefix { $0 != " " })
            let isWord = !word.isEmpty && word.allSatisfy { $0.isLowercase } && !verbs.contains(word)
            return isWord ? Entry(word, call.summary) : nil
        }
    }

    /// The long option that was probably meant, or nil.
    public func nearestOption(to word: String) -> String? {
        NearestName.of(word, in: options.flatMap(\.names).filter { $0.hasPrefix("--") })
    }

    /// The text of `--help`.
    public var usage: String {
        let width = 20
        return calls.enumerated().map { index, call in
            let usage = HelpWords.usage
            let start = (index == 0 ? usage : String(repeating: " ", count: usage.count)) + "sextant"
            guard !call.summary.isEmpty else { return start + " " + call.arguments + "\n" }
            let words = call.arguments.isEmpty ? "" : " " + call.arguments
            return start + words + String(repeating: " ", count: max(1, width - words.count)) + call.summary + "\n"
        }.joined()
    }
}
