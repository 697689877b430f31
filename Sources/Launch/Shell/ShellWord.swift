/// A word of a shell command, with what is known put in for its variables.
public struct ShellWord: Sendable, Equatable {
    /// The word without its quotes; variables that are not known stand in it as they are written.
    public var text: String
    /// The characters of the text that it takes up, quotes included.
    public var span: Range<Int>
    /// The variables and substitutions in it whose values are not known.
    public var open: [String] = []

    init(_ text: String, at span: Range<Int>, open: [String] = []) {
        self.text = text
        self.span = span
        self.open = open
    }

    /// Whether its value is known.
    public var isKnown: Bool { open.isEmpty }
}

/// A command of a shell script: the variables that it is given alone, and its words.
struct ShellCommand: Sendable, Equatable {
    /// Variables of its environment, and those that the script exported before.
    var environment: [(name: String, value: ShellWord)] = []
    var words: [ShellWord] = []

    static func == (left: ShellCommand, right: ShellCommand) -> Bool {
        left.words == right.words && left.environment.elementsEqual(right.environment) { $0 == $1 }
    }
}

/// A script as far as it matters here: its commands in order, and the files that it writes itself.
struct ShellScript: Sendable {
    var commands: [ShellCommand] = []
    /// The texts of files that the script writes from here-documents and `echo`, by name.
    var files: [String: String] = [:]
}
