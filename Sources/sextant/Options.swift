import Glibc
import Language
import Storage
import Verbs

/// What the command line asks for.
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
    /// The tables of errors; in the root of the sources.
    case accuracy
    /// The ways to go on behind a command line; for completion in other shells.
    case complete(String)
    case help
}

/// A word of the command line that begins with a dash, declared once: parsing, usage, manual and completion follow.
struct ProgramOption: Sendable {
    /// Its spellings, the short one first.
    let names: [String]
    /// What stands behind it, or nil.
    var argument: String?
    /// What is said where that is missing.
    var expected = ""
    /// What it does, in one sentence; nil for one that only other programs use.
    var summary: String?
    /// What the usage text says of it; nil where it only names it.
    var usage: ProgramDescription.Call?
    /// What it asks for, given what stands behind it; nil where that is nothing that it takes.
    let action: @Sendable (String) -> Action?

    /// Every option, in the order of the manual.
    static let all: [ProgramOption] = [
        ProgramOption(
            names: ["-f"], argument: "FILE", expected: "-f takes one argument: a script",
            summary: "Runs a script and stops at the first error; - is standard input.",
            usage: .init("-f FILE", "the same; - is standard input")
        ) { $0 == "-" ? .standardInput : .file($0) },
        ProgramOption(
            names: ["-c"], argument: "COMMANDS", expected: "-c takes one argument: the commands, in quotes",
            summary: "Runs commands, separated by semicolons.",
            usage: .init("-c \"arch list\"", "run commands, separated by ;")
        ) { .commands($0) },
        ProgramOption(
            names: ["--generate"], argument: "FILE", expected: "--generate takes one of \(Options.files)",
            summary: "Prints a file that comes with the program: \(Options.files).",
            usage: .init("--generate FILE", "print a file that comes with the program: \(Options.files)")
        ) { $0 == "accuracy" ? .accuracy : Manual(rawValue: $0).map { .generate($0) } },
        ProgramOption(
            names: ["--complete"], argument: "LINE", expected: "--complete takes one argument: a line"
        ) { .complete($0) },
        ProgramOption(names: ["-V", "--version"], summary: "Prints the version.") { _ in .version },
        ProgramOption(names: ["-h", "--help"], summary: "Prints how the program is called.") { _ in .help },
    ]

    /// What some arguments behind the option's name ask for, or why they ask for nothing.
    fileprivate func parse(_ rest: ArraySlice<String>) -> Options.Parsed {
        guard argument != nil else {
            guard let extra = rest.first else { return action("").map { .success($0) } ?? .failure(expected) }
            return .failure("unexpected argument '\(extra)'")
        }
        guard rest.count == 1, let action = rest.first.flatMap(action) else { return .failure(expected) }
        return .success(action)
    }
}

/// Reads the arguments of the program.
enum Options {
    /// What `--generate` makes: `man, bash, zsh, fish, json, reference, accuracy`.
    static let files = Manual.names + ", accuracy"

    /// The outcome of reading them.
    enum Parsed: Equatable {
        case success(Action)
        case failure(String)
    }

    static func parse(_ arguments: [String]) -> Parsed {
        guard let first = arguments.first else { return .success(.standardInput) }
        if let option = ProgramOption.all.first(where: { $0.names.contains(first) }) {
            return option.parse(arguments.dropFirst())
        }
        if first == "-" {
            return arguments.count == 1
                ? .success(.standardInput) : .failure("unexpected argument '\(arguments[1])'")
        }
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

    /// Names the nearest option too.
    private static func unknown(_ option: String) -> String {
        let nearest = ProgramDescription.sextant.nearestOption(to: option)
        return "unknown option '\(option)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    }

    /// Whether the first argument is a verb, or a verb misspelt; a script of a verb's name is run with `-f` or `./`.
    private static func isCommand(_ word: String) -> Bool {
        Session.registry.isVerb(word) || (access(word, F_OK) != 0 && !word.contains { $0 == "." || $0 == "/" })
    }
}

extension Options {
    /// What may stand at the end of a command line, a candidate a line: the word, a tab, and what it is.
    static func candidates(_ line: String) -> String {
        Completer(Session.registry, Session(), FileSystem()).complete(line).candidates.map {
            $0.text + "\t" + $0.detail.replacing("\n", with: " ") + "\n"
        }.joined()
    }
}
