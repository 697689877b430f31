import Text
import Units

/// What help, the manual page and the reference say around the declarations.
enum HelpWords {
    // MARK: - Help

    /// What the usage text begins with.
    static var usage: String { say(en: "usage: ", zh: "用法：") }

    /// What the list of verbs begins with.
    static var verbs: String {
        say(en: "Verbs (help NAME explains one, with examples):", zh: "命令（help NAME 说明其中一个并给出示例）：")
    }

    /// Where the output of a command may go.
    static var redirection: String {
        say(
            en: "Behind a command: | PROGRAM passes its output on, > FILE writes it, >> FILE appends it.",
            zh: "命令后面：| PROGRAM 把输出交给其他程序，> FILE 写入文件，>> FILE 追加到文件。")
    }

    /// There is nothing under a name.
    static func nothing(on name: String) -> String { say(en: "there is no help on '\(name)'", zh: "没有关于“\(name)”的帮助") }

    /// What the list of what speaks of a word begins with.
    static var mentions: String { say(en: "these speak of it:", zh: "以下说明提到它：") }

    /// What the list of what comes nearest begins with.
    static var nearest: String { say(en: "the nearest are:", zh: "最接近的是：") }

    /// A name and what it is.
    static func offer(_ name: String, _ summary: String) -> String {
        say(en: "  \(name): \(summary)", zh: "  \(name)：\(summary)")
    }

    /// Shorter names of a verb.
    static func short(_ names: [String]) -> String {
        say(en: "short: \(names.joined(separator: ", "))", zh: "简写：\(names.joined(separator: "、"))")
    }

    /// Words that lead to a verb.
    static func alsoFound(_ names: [String]) -> String {
        say(en: "also found as: \(names.joined(separator: ", "))", zh: "也可查：\(names.joined(separator: "、"))")
    }

    /// A command line that runs.
    static func example(_ line: String) -> String { say(en: "example: \(line)", zh: "示例：\(line)") }

    /// What there is of something that is called otherwise.
    static func called(_ word: String, _ sentence: String) -> String {
        say(en: "\(word): \(sentence)", zh: "\(word)：\(sentence)")
    }

    /// What to do in place of something that is not there.
    static func notModelled(_ word: String, _ sentence: String) -> String {
        say(en: "\(word): not modelled yet. \(sentence)", zh: "\(word)：尚未建模。\(sentence)")
    }

    /// What is not there, by name.
    static func notModelled(_ titles: [String]) -> String {
        let names = titles.joined(separator: say(en: ", ", zh: "、"))
        return say(
            en: "not modelled: \(names); 'help lora' and so on say what comes near",
            zh: "未建模：\(names)；“help lora”等说明相近的功能")
    }

    // MARK: - The manual page

    /// The part of the manual that the page belongs to.
    static var userCommands: String { say(en: "User Commands", zh: "用户命令") }
    /// What the program is for, in a few words.
    static var purpose: String { say(en: "plan LLM-inference deployments", zh: "规划大模型推理部署") }
    /// A heading.
    static var name: String { say(en: "NAME", zh: "名称") }
    /// A heading.
    static var synopsis: String { say(en: "SYNOPSIS", zh: "概要") }
    /// A heading.
    static var description: String { say(en: "DESCRIPTION", zh: "描述") }
    /// A heading.
    static var options: String { say(en: "OPTIONS", zh: "选项") }
    /// A heading.
    static var commands: String { say(en: "COMMANDS", zh: "命令") }
    /// A heading.
    static var output: String { say(en: "OUTPUT", zh: "输出") }
    /// A heading.
    static var environment: String { say(en: "ENVIRONMENT", zh: "环境变量") }
    /// A heading.
    static var files: String { say(en: "FILES", zh: "文件") }
    /// A heading.
    static var exitStatus: String { say(en: "EXIT STATUS", zh: "退出状态") }
    /// A heading.
    static var seeAlso: String { say(en: "SEE ALSO", zh: "另见") }

    /// What the program is.
    static var whatItIs: String {
        say(
            en: """
                Sextant is a shell for people who plan LLM-inference deployments: which chips, how many, which \
                parallelism, which batch, before the hardware is bought. Every command works on an analytical cost \
                engine that answers from datasheet figures, and a session is a plain script that replays.
                """,
            zh: """
                Sextant 是规划大模型推理部署的交互式 shell：在购买硬件之前回答用哪种芯片、多少颗、何种并行、多大 Batch。\
                每条命令都在解析式代价模型上运行，由芯片手册参数直接算出结果；会话是可以回放的纯文本脚本。
                """)
    }

    /// What stands in front of the ways to call it.
    static var howItIsCalled: String {
        say(
            en: "Without arguments it reads commands from the terminal or from standard input:",
            zh: "不带参数时，从终端或标准输入读取命令：")
    }

    /// An example in the manual page.
    static func manualExample(_ line: String) -> String { say(en: "Example: \(line)", zh: "示例：\(line)") }

    /// What `|` does.
    static var pipe: String {
        say(en: "Passes the output on to a command of the system's shell.", zh: "把输出交给系统 shell 的一条命令。")
    }
    /// What `>` does.
    static var write: String { say(en: "Writes the output to a file; >> appends it.", zh: "把输出写入文件；>> 为追加。") }
    /// What `;` and `#` do.
    static var several: String { say(en: "Runs one after the other; # begins a note.", zh: "依次执行多条命令；# 开始一条注释。") }

    // MARK: - The reference

    /// The title of the reference.
    static var reference: String { say(en: "Reference", zh: "参考") }
    /// What stands in it.
    static var referenceHolds: String {
        say(en: "Every verb, metric, parameter and format, as the program declares them.", zh: "程序声明的每个命令、指标、参数和格式。")
    }
    /// A heading.
    static var theProgram: String { say(en: "The program", zh: "程序") }
    /// A heading.
    static var environmentTitle: String { say(en: "Environment", zh: "环境变量") }
    /// A heading.
    static var filesTitle: String { say(en: "Files", zh: "文件") }
    /// A heading.
    static var exitCodes: String { say(en: "Exit codes", zh: "退出码") }
    /// A heading.
    static var verbsTitle: String { say(en: "Verbs", zh: "命令") }
    /// A heading.
    static var otherWords: String { say(en: "Other words", zh: "其他说法") }
    /// What stands under it.
    static var otherWordsHold: String {
        say(en: "What people look for under another name, or that is not modelled.", zh: "人们用其他名称查找的内容，或尚未建模的内容。")
    }

    /// What there is of something that is called otherwise, and what comes nearest.
    static func topic(_ sentence: String, nearest: String) -> String {
        say(en: "\(sentence) See \(nearest).", zh: "\(sentence)参见 \(nearest)。")
    }

    /// What to do in place of something that is not there, and what comes nearest.
    static func missingTopic(_ sentence: String, nearest: String) -> String {
        say(en: "Not modelled. \(sentence) See \(nearest).", zh: "尚未建模。\(sentence)参见 \(nearest)。")
    }

    /// Other names of a verb, as a sentence.
    static func alsoFoundAs(_ names: [String]) -> String {
        say(en: "Also found as \(names.joined(separator: ", ")).", zh: "也可查：\(names.joined(separator: "、"))。")
    }
}
