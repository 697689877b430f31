import Language
import Units

/// What is said of words that stand for others, and of lines that are run again.
public enum DefinitionWords {
    /// A variable has a value.
    public static func isSet(_ name: String, _ value: String) -> String { "$\(name) = \(value)" }

    /// A word stands for a command.
    public static func stands(_ name: String, for command: String) -> String {
        say(en: "\(name) stands for: \(command)", zh: "\(name) 代表：\(command)")
    }

    /// A variable or an alias is gone.
    public static func isGone(_ name: String) -> String { say(en: "\(name) is forgotten", zh: "已取消 \(name)") }

    /// There are none.
    public static var noVariables: String { say(en: "no variables", zh: "没有变量") }
    /// There are none.
    public static var noAliases: String { say(en: "no aliases", zh: "没有别名") }

    /// A word that cannot be a name.
    public static func notAName(_ word: String) -> String {
        say(en: "'\(word)' is not a name", zh: "“\(word)”不能用作名称")
    }
    /// What a name is made of.
    public static var aName: String {
        say(en: "letters, digits, '_' or '-', no digit first", zh: "字母、数字、“_”或“-”，不以数字开头")
    }
    /// An alias would hide a verb.
    public static func isVerb(_ word: String) -> String {
        say(en: "'\(word)' is a verb already", zh: "“\(word)”已是命令")
    }
    /// What stands behind `set`.
    public static var nameAndValue: String { say(en: "NAME=VALUE, such as limit=40ms", zh: "NAME=VALUE，例如 limit=40ms") }
    /// What stands behind `alias`.
    public static var nameAndCommand: String {
        say(en: "NAME='COMMAND', such as best='top 5 tps_chip'", zh: "NAME='COMMAND'，例如 best='top 5 tps_chip'")
    }
    /// There is no such variable or alias.
    public static func isUnknown(_ name: String) -> String {
        say(en: "nothing is called '\(name)'", zh: "没有名为“\(name)”的定义")
    }

    /// There is no command to run again.
    public static var nothingBefore: String { say(en: "there is no command to run again", zh: "没有可以再次执行的命令") }
    /// What makes one.
    public static var howToBegin: String {
        say(en: "a command such as sweep or filter first", zh: "先执行 sweep 或 filter 等命令")
    }
    /// A word of which it cannot be told what it is to take the place of.
    public static func replacesNothing(_ word: String, in command: String) -> String {
        say(
            en: "'\(word)' takes the place of no word of '\(command)'",
            zh: "“\(word)”在“\(command)”中没有可替换的词")
    }
    /// What may be replaced.
    public static var aWord: String {
        say(
            en: "KEY=VALUE or a condition, of a KEY that the command has or may have",
            zh: "KEY=VALUE 或条件，KEY 为该命令已有或可用的词")
    }
    /// What a file of commands is.
    public static var aScript: String { say(en: "a script of commands", zh: "命令脚本") }
    /// Files that run others are nested too deeply.
    public static func isTooDeep(_ most: Int) -> String {
        say(en: "scripts run scripts more than \(most) deep", zh: "脚本互相调用超过 \(most) 层")
    }
}
