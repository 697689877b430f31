import Text
import Units

/// What is said of command lines, whatever their verbs are about.
public enum LanguageWords {
    // MARK: - Diagnostics

    /// What an error begins with.
    static func error(_ message: String) -> String { say(en: "error: \(message)", zh: "错误：\(message)") }

    /// What an error begins with, alone.
    static var errorSign: String { say(en: "error:", zh: "错误：") }

    /// What would have been right.
    static func expected(_ what: String) -> String { say(en: "expected \(what)", zh: "应为：\(what)") }

    /// The nearest valid name.
    public static func didYouMean(_ name: String) -> String { say(en: "did you mean '\(name)'?", zh: "是否指“\(name)”？") }

    /// Ctrl-C ended a command, and those behind it do not run.
    static var interrupted: String { say(en: "interrupted: what follows did not run", zh: "已中断：后面的命令没有执行") }

    /// Ctrl-C ended a command that is whole or not at all.
    static var unchanged: String { say(en: "interrupted: the session is what it was", zh: "已中断：会话保持原样") }

    // MARK: - Words of a line

    /// A quote has no second one.
    static var openQuote: String { say(en: "this quote is not closed", zh: "引号未闭合") }

    /// The quote that is missing.
    static func secondQuote(_ quote: Character) -> String { say(en: "a second \(quote)", zh: "另一个 \(quote)") }

    /// The line ends where a word should stand.
    static var missing: String { say(en: "something is missing here", zh: "这里缺少内容") }

    /// A sign or an option needs a word behind it.
    static func nothingBehind(_ word: String) -> String {
        say(en: "nothing stands behind '\(word)'", zh: "“\(word)”后面缺少内容")
    }

    /// A word is left over.
    public static func unexpected(_ word: String) -> String {
        say(en: "unexpected word '\(word)'", zh: "多余的词“\(word)”")
    }

    /// The command should end here.
    public static var nothingMore: String { say(en: "nothing more", zh: "到此为止") }

    /// The line should end with the file that output goes to.
    static var nothingBehindFile: String { say(en: "nothing behind the file", zh: "文件名后面不再有内容") }

    /// What may stand behind `|`.
    static var aProgram: String { say(en: "a command such as head -3", zh: "一条命令，例如 head -3") }

    // MARK: - Verbs

    /// There is nothing to run.
    static var noCommand: String { say(en: "there is no command here", zh: "这里没有命令") }

    /// The first word of a group stands alone.
    static func needsSecondWord(_ word: String) -> String {
        say(en: "'\(word)' needs a second word", zh: "“\(word)”后面还需要一个词")
    }

    /// Words call no verb.
    static func unknownCommand(_ words: String) -> String {
        say(en: "unknown command '\(words)'", zh: "未知命令“\(words)”")
    }

    /// `!` stands in a script.
    static var systemCommand: String {
        say(
            en: "'!' runs a command of the system's shell from the prompt, not in a script",
            zh: "“!”在提示符下执行系统 shell 的命令，不能用在脚本中")
    }

    /// What a script does with programs.
    static var howToPass: String {
        say(en: "'COMMAND | PROGRAM' passes output on", zh: "“COMMAND | PROGRAM”把输出交给程序")
    }

    /// What a line begins with.
    static var aVerb: String { say(en: "a verb; 'help' lists them", zh: "命令名；“help”列出所有命令") }

    // MARK: - Arguments

    /// A word that is the path of a file.
    public static var aFileName: String { say(en: "a file name", zh: "文件名") }

    /// A word cannot be the path of a file.
    public static func notAFileName(_ word: String) -> String {
        say(en: "'\(word)' is not a file name", zh: "“\(word)”不是文件名")
    }

    /// A count.
    public static var aWholeNumber: String { say(en: "a whole number from 1", zh: "从 1 开始的整数") }

    /// A word behind an option is not a count.
    static func notANumber(_ word: String, for option: String) -> String {
        say(en: "'\(word)' is not a number for --\(option)", zh: "“\(word)”不能用作 --\(option) 的数值")
    }

    /// Words of which one is chosen, in a sentence.
    static func either(_ names: [String]) -> String {
        say(
            en: "\(names.dropLast().joined(separator: ", ")) or \(names.last ?? "")",
            zh: "\(names.dropLast().joined(separator: "、"))或 \(names.last ?? "")")
    }

    /// Words of which one is expected.
    public static func oneOf(_ names: [String]) -> String {
        say(en: "one of \(names.joined(separator: ", "))", zh: "\(names.joined(separator: "、"))")
    }

    /// A word is none of those that may be chosen; `label` says what they are.
    static func unknown(_ label: String, _ word: String) -> String {
        say(en: "unknown \(label) '\(word)'", zh: "未知的 \(label)“\(word)”")
    }

    /// What there is help on.
    static var aTopic: String { say(en: "a verb, metric or parameter", zh: "命令、指标或参数") }

    // MARK: - Files

    /// What a candidate of completion is.
    static var folder: String { say(en: "folder", zh: "文件夹") }

    /// What a candidate of completion is.
    static var file: String { say(en: "file", zh: "文件") }

    /// Why a file could not be read.
    static func cannotRead(_ path: String, _ reason: String) -> String {
        say(en: "cannot read '\(path)': \(reason)", zh: "无法读取“\(path)”：\(reason)")
    }

    /// Why a file could not be written.
    static func cannotWrite(_ path: String, _ reason: String) -> String {
        say(en: "cannot write '\(path)': \(reason)", zh: "无法写入“\(path)”：\(reason)")
    }

    /// Ctrl-C kept a file from being written.
    static func unchanged(_ path: String) -> String {
        say(en: "interrupted: '\(path)' is what it was", zh: "已中断：“\(path)”保持原样")
    }

    /// How a script of another folder may write anywhere.
    static var howToTrust: String { say(en: "'replay --trust FILE' lets it", zh: "“replay --trust FILE”可放行") }
}
