import Glibc
import Language
import Storage
import Units
import Verbs

/// What the command line asks for.
enum Action: Equatable {
    case commands(String)
    /// A verb and its arguments, each of them one word.
    case command([String])
    case file(String)
    case standardInput
    /// A shell that begins with a command whose answers are the lines that follow.
    case led(by: String)
    case version
    /// A file that comes with the program; for `make install`.
    case generate(Manual)
    /// A program is answered on standard input and output, and sees the files beneath a folder.
    case serve(folder: String)
    /// The schemas of what programs read.
    case schema
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
    static var all: [ProgramOption] {
        [
            ProgramOption(
                names: ["-f"], argument: "FILE",
                expected: say(en: "-f takes one argument: a script", zh: "-f 需要一个参数：脚本"),
                summary: say(
                    en: "Runs a script and stops at the first error; - is standard input.",
                    zh: "执行脚本，遇到第一个错误即停止；- 为标准输入。"),
                usage: .init("-f FILE", say(en: "the same; - is standard input", zh: "同上；- 为标准输入"))
            ) { $0 == "-" ? .standardInput : .file($0) },
            ProgramOption(
                names: ["-c"], argument: "COMMANDS",
                expected: say(
                    en: "-c takes one argument: the commands, in quotes", zh: "-c 需要一个参数：加引号的命令"),
                summary: say(en: "Runs commands, separated by semicolons.", zh: "执行用分号隔开的命令。"),
                usage: .init("-c \"arch list\"", say(en: "run commands, separated by ;", zh: "执行用 ; 隔开的命令"))
            ) { .commands($0) },
            ProgramOption(
                names: ["--generate"], argument: "FILE",
                expected: say(
                    en: "--generate takes one of \(Options.files)", zh: "--generate 需要其中之一：\(Options.files)"),
                summary: say(
                    en: "Prints a file that comes with the program: \(Options.files).",
                    zh: "输出随程序提供的文件：\(Options.files)。"),
                usage: .init(
                    "--generate FILE",
                    say(
                        en: "print a file that comes with the program: \(Options.files)",
                        zh: "输出随程序提供的文件：\(Options.files)"))
            ) { $0 == "accuracy" ? .accuracy : $0 == "schema" ? .schema : Manual(rawValue: $0).map { .generate($0) } },
            ProgramOption(
                names: ["--complete"], argument: "LINE",
                expected: say(en: "--complete takes one argument: a line", zh: "--complete 需要一个参数：一行命令")
            ) { .complete($0) },
            ProgramOption(
                names: [SpokenLanguage.option], argument: "LANGUAGE", expected: SpokenLanguage.expected,
                summary: say(
                    en: "Speaks a language, en or zh; stands before all other words.",
                    zh: "选择语言，en 或 zh；写在其他参数之前。"),
                usage: .init("--lang zh ...", say(en: "the same in Chinese", zh: "使用中文"))
            ) { _ in nil },
            ProgramOption(names: ["-V", "--version"], summary: say(en: "Prints the version.", zh: "输出版本。")) { _ in
                .version
            },
            ProgramOption(
                names: ["-h", "--help"], summary: say(en: "Prints how the program is called.", zh: "输出调用方法。")
            ) {
                _ in .help
            },
        ]
    }

    /// What some arguments behind the option's name ask for, or why they ask for nothing.
    fileprivate func parse(_ rest: ArraySlice<String>) -> Options.Parsed {
        guard argument != nil else {
            guard let extra = rest.first else { return action("").map { .success($0) } ?? .failure(expected) }
            return .failure(Options.unexpected(extra))
        }
        guard rest.count == 1, let action = rest.first.flatMap(action) else { return .failure(expected) }
        return .success(action)
    }
}

/// Reads the arguments of the program.
enum Options {
    /// What `--generate` makes: `man, bash, zsh, fish, json, reference, schema, accuracy`.
    static let files = Manual.names + ", schema, accuracy"

    /// The word that has programs answered.
    static let serve = "serve"

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
                ? .success(.standardInput) : .failure(unexpected(arguments[1]))
        }
        if first.hasPrefix("-") { return .failure(unknown(first)) }
        // Of all verbs these need the lines that follow.
        if arguments.count == 1, ["guide", "tutorial"].contains(first) { return .success(.led(by: first)) }
        if first == serve {
            guard arguments.count < 3 else { return .failure(unexpected(arguments[2])) }
            return .success(.serve(folder: arguments.count > 1 ? arguments[1] : "."))
        }
        if isCommand(first) {
            if let argument = arguments.first(where: { $0.contains(where: \.isNewline) }) {
                return .failure(
                    say(en: "an argument holds a line break: '\(argument)'", zh: "参数中有换行：“\(argument)”"))
            }
            return .success(.command(arguments))
        }
        guard arguments.count == 1 else {
            return .failure(
                say(
                    en: "unexpected argument '\(arguments[1])': a script takes none",
                    zh: "多余的参数“\(arguments[1])”：脚本不带参数"))
        }
        return .success(.file(first))
    }

    /// What is said of an argument that is left over.
    fileprivate static func unexpected(_ argument: String) -> String {
        say(en: "unexpected argument '\(argument)'", zh: "多余的参数“\(argument)”")
    }

    /// Names the nearest option too.
    private static func unknown(_ option: String) -> String {
        let nearest = ProgramDescription.sextant.nearestOption(to: option)
        guard let nearest else { return say(en: "unknown option '\(option)'", zh: "未知选项“\(option)”") }
        return say(
            en: "unknown option '\(option)'; did you mean '\(nearest)'?",
            zh: "未知选项“\(option)”；是否指“\(nearest)”？")
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
