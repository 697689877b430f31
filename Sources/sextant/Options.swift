import Glibc
import Shell

/// What the command line asks for.
enum Options {
    /// What to run.
    enum Action: Equatable {
        case commands(String)
        /// A verb and its arguments, each of them one word.
        case command([String])
        case file(String)
        case standardInput
        /// A guided session.
        case guide
        case version
        /// A file that comes with the program; for `make install`.
        case generate(Manual)
        /// The ways to go on behind a command line; for completion in other shells.
        case complete(String)
        case help
    }

    /// The outcome of reading the arguments.
    enum Parsed: Equatable {
        case success(Action)
        case failure(String)
    }

    static func parse(_ arguments: [String]) -> Parsed {
        guard let first = arguments.first else { return .success(.standardInput) }
        switch first {
        case "--version", "-V": return alone(.version, arguments)
        case "--help", "-h": return alone(.help, arguments)
        case "-c":
            guard arguments.count == 2 else { return .failure("-c takes one argument: the commands, in quotes") }
            return .success(.commands(arguments[1]))
        case "-f":
            guard arguments.count == 2 else { return .failure("-f takes one argument: a script") }
            return .success(arguments[1] == "-" ? .standardInput : .file(arguments[1]))
        case "--generate":
            guard arguments.count == 2, let file = Manual(rawValue: arguments[1]) else {
                return .failure("--generate takes one of \(Manual.names)")
            }
            return .success(.generate(file))
        case "--complete":
            guard arguments.count == 2 else { return .failure("--complete takes one argument: a line") }
            return .success(.complete(arguments[1]))
        case "-": return alone(.standardInput, arguments)
        default:
            if first.hasPrefix("-") { return .failure(unknown(first)) }
            // Of all verbs this one needs the lines that follow.
            if arguments == ["guide"] { return .success(.guide) }
            if isCommand(first) {
                if let argument = arguments.first(where: { $0.contains(where: \.isNewline) }) {
                    return .failure("an argument holds a line break: '\(argument)'")
                }
                return .success(.command(arguments))
            }
            guard arguments.count == 1 else {
                return .failure("unexpected argument '\(arguments[1])': a script takes none")
            }
            return .success(.file(first))
        }
    }

    /// Names the nearest option too.
    private static func unknown(_ option: String) -> String {
        let nearest = ProgramDescription.sextant.nearestOption(to: option)
        return "unknown option '\(option)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    }

    private static func alone(_ action: Action, _ arguments: [String]) -> Parsed {
        arguments.count == 1 ? .success(action) : .failure("unexpected argument '\(arguments[1])'")
    }

    /// Whether the first argument is a verb, or a verb misspelt; a script of a verb's name is run with `-f` or `./`.
    private static func isCommand(_ word: String) -> Bool {
        Registry.isVerb(word) || (access(word, F_OK) != 0 && !word.contains { $0 == "." || $0 == "/" })
    }
}
