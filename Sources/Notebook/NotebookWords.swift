import Language
import Text
import Units

/// What is said of cells, scripts, replays, journals and questions, whatever the verbs are about.
enum NotebookWords {
    // MARK: - Output

    /// A program that output was passed on to failed.
    static func ended(_ command: String, _ status: Int32) -> String {
        say(en: "'\(command)' ended with exit code \(status)", zh: "“\(command)”退出，退出码为 \(status)")
    }

    /// Output would be passed on to a program where none is run.
    static func noPrograms(at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "no other program is run here", zh: "此处不运行其他程序"), at: span,
            expected: say(en: "a file behind '>', or nothing more", zh: "“>”及文件名，或到此结束"))
    }

    /// Output went to a file.
    static func written(_ path: String) -> String { say(en: "written to \(path)", zh: "已写入 \(path)") }

    /// Pictures in pixels are drawn by another program, which is not there.
    static func noGnuplot(at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "gnuplot draws PNG pictures, and is not installed", zh: "PNG 图由 gnuplot 绘制，但未安装"), at: span,
            expected: say(en: "a file that ends in .svg, which takes no other program", zh: "以 .svg 结尾的文件，不需要其他程序"),
            hint: say(en: "on Debian: apt install gnuplot-nox", zh: "Debian 上：apt install gnuplot-nox"))
    }

    // MARK: - Cells

    /// There is no such cell.
    static func noCell(_ number: Int) -> String { say(en: "there is no cell \(number)", zh: "没有单元 \(number)") }

    /// Which cells there are.
    static func cells(_ count: Int) -> String {
        count == 0
            ? say(en: "a session with commands", zh: "一个有命令的会话")
            : say(en: "a number from 1 to \(count)", zh: "1 到 \(count) 之间的编号")
    }

    /// How to see the cells.
    static var howToList: String { say(en: "'history' lists the cells", zh: "“history”列出所有单元") }

    // MARK: - Words that stand for others

    /// A variable has no value.
    static func unknownVariable(_ name: String) -> String {
        say(en: "unknown variable '$\(name)'", zh: "未知变量“$\(name)”")
    }

    /// How a variable gets a value.
    static var howToSet: String {
        say(en: "a variable that 'set NAME=VALUE' made", zh: "用“set NAME=VALUE”定义的变量")
    }

    // MARK: - Questions

    /// The input ends at an open question.
    static func unanswered(_ question: String) -> String {
        say(en: "the shell waits for an answer to '\(question)'", zh: "正在等待对“\(question)”的回答")
    }

    /// What a question takes.
    static var answers: String {
        say(en: "a line for each question, empty for its default, or 'quit'", zh: "每个问题回答一行，空行取默认值，或输入“quit”")
    }

    /// How a guide runs where no terminal is.
    static var howToAnswer: String {
        say(
            en: "start it at a terminal, or give the answers behind it: sextant -c \"guide; h200; quit\"",
            zh: "请在终端中启动，或把回答写在后面：sextant -c \"guide; h200; quit\"")
    }

    /// What can be typed at every question.
    static var everyQuestion: String {
        say(
            en: "Enter takes the default in brackets; back, skip, quit and help work at every question.",
            zh: "回车采用方括号中的默认值；每一步都可输入 back（上一步）、skip（跳过）、quit（退出）、help（帮助）")
    }

    /// A word that is taken at every question, and what it does.
    static func word(_ text: String, _ detail: String) -> String {
        say(en: "\(text): \(detail)", zh: "\(text)：\(detail)")
    }

    /// A person left the questions.
    static var left: String {
        say(en: "left the guide; the session stays, and 'guide' begins again", zh: "已退出向导；会话保留，输入“guide”可重新开始")
    }

    /// The last question is answered.
    static var over: String {
        say(en: "that was all; 'history' lists the commands of this session", zh: "全部完成；“history”列出本会话的命令")
    }

    /// An answer is more than one command.
    static var notOneCommand: String { say(en: "an answer is part of one command", zh: "回答只能是一条命令的一部分") }

    /// An answer that is part of one command.
    static var oneCommand: String { say(en: "an answer without ';'", zh: "不含“;”的回答") }

    // MARK: - Files of other versions

    /// The name of a session that was not read from a file.
    static var thisSession: String { say(en: "this session", zh: "本会话") }

    /// The version and the format of a file.
    static func stamp(_ version: String, format: Int) -> String {
        say(en: "\(version), format \(format)", zh: "\(version)，格式 \(format)")
    }

    /// The format of a file that names no version.
    static func stamp(format: Int) -> String { say(en: "format \(format)", zh: "格式 \(format)") }

    /// A newer program wrote a file; the stamps are its and this program's.
    static func isNewer(_ name: String, _ stamp: String, _ own: String) -> String {
        say(
            en: "\(name) was written by a newer \(Version.program) (\(stamp); this is \(own))",
            zh: "\(name) 由更新版本的 \(Version.program) 写入（\(stamp)；当前为 \(own)）")
    }

    /// This very program recorded a file.
    static var recordedHere: String { say(en: "recorded by this version with these constants", zh: "由本版本以相同常数录制") }

    /// A program by its version; nil where it wrote none.
    private static func program(_ version: String?) -> String {
        version.map { say(en: "\(Version.program) \($0)", zh: "\(Version.program) \($0)") }
            ?? say(en: "a \(Version.program) that wrote no version", zh: "未写版本的 \(Version.program)")
    }

    /// Another program recorded a file, with constants that it does not name.
    static func recorded(by version: String?) -> String {
        say(
            en: "recorded by \(program(version)); this is \(Version.number)",
            zh: "由 \(program(version)) 录制；当前为 \(Version.number)")
    }

    /// Another program recorded a file with the constants of this one.
    static func recordedAlike(by version: String?) -> String {
        say(
            en: "recorded by \(program(version)) with the same constants; this is \(Version.number)",
            zh: "由 \(program(version)) 以相同常数录制；当前为 \(Version.number)")
    }

    /// A program recorded a file with other constants than this one has.
    static func recorded(by version: String?, with constants: String, own: String?) -> String {
        let own = own ?? say(en: "others", zh: "其他常数")
        return say(
            en:
                "recorded by \(program(version)) with constants \(constants); this is \(Version.number) with \(own)",
            zh: "由 \(program(version)) 以常数 \(constants) 录制；当前为 \(Version.number)，常数 \(own)")
    }

    /// A file has no heading that says it.
    static var recordedByUnknown: String {
        say(en: "the file does not say which version recorded it", zh: "文件没有写明由哪个版本录制")
    }

    // MARK: - Journals

    /// The journal cannot be written.
    static func unprotected(_ path: String, _ reason: String) -> String {
        say(
            en: "a crash would lose this session: cannot write \(path): \(reason)",
            zh: "崩溃会丢失本会话：无法写入 \(path)：\(reason)")
    }

    /// What a start offers where sessions ended unexpectedly: the newest, and how many more there are.
    static func offer(_ newest: String, others: Int) -> String {
        others == 0
            ? say(
                en: "\(newest) ended unexpectedly; 'recover' brings it back, 'recover drop' forgets it",
                zh: "\(newest)意外结束；“recover”恢复，“recover drop”丢弃")
            : say(
                en:
                    "\(newest) ended unexpectedly (and \(others) more); 'recover' brings it back, 'recover drop' forgets it",
                zh: "\(newest)意外结束（另有 \(others) 个）；“recover”恢复，“recover drop”丢弃"
            )
    }

    /// A session by how long it is and when it began.
    static func session(_ commands: Int, from when: String) -> String {
        say(
            en: "a session of \(Counted.text(commands, "command")) from \(when)",
            zh: "\(when) 的会话（\(Decimal.grouped(commands)) 条命令）")
    }

    /// What is left of a session of which a part was recovered.
    static func restOfSession(_ commands: Int, from when: String) -> String {
        say(
            en: "the rest of a session of \(Counted.text(commands, "command")) from \(when)",
            zh: "\(when) 的会话的剩余部分（\(Decimal.grouped(commands)) 条命令）")
    }

    /// How to recover once more.
    static var recoverStartsOver: String { say(en: "'recover' starts over", zh: "“recover”重新开始") }

    // MARK: - Replays

    /// Nobody can press Enter.
    static var nobodyThere: String {
        say(en: "--step waits for a person, and there is no terminal", zh: "--step 需要有人操作，而这里没有终端")
    }

    /// A script has no line that prints.
    static func nothingToCompare(_ script: String) -> String {
        say(en: "\(script): no line has output to compare", zh: "\(script)：没有可比较的输出")
    }

    /// No line differs from what is recorded.
    static func agrees(_ script: String, recorded: Int, of lines: Int) -> String {
        return recorded > 0
            ? say(
                en:
                    "\(script): \(recorded) of \(Counted.text(lines, "line")) \(lines == 1 ? "has" : "have") recorded output; output as recorded",
                zh: "\(script)：\(Decimal.grouped(lines)) 行中 \(recorded) 行有录制的输出；输出与录制一致")
            : say(
                en:
                    "\(script): \(recorded) of \(Counted.text(lines, "line")) \(lines == 1 ? "has" : "have") recorded output; nothing to compare",
                zh: "\(script)：\(Decimal.grouped(lines)) 行中 \(recorded) 行有录制的输出；没有可比较的内容")
    }

    /// Lines differ from what another program recorded; `name` is the script as it is typed.
    static func differs(_ lines: Int, origin: String, script name: String) -> String {
        say(
            en:
                "output of \(Counted.text(lines, "line")) differs from the recorded one, \(origin); 'replay --check \(name)' lists the figures",
            zh: "\(Decimal.grouped(lines)) 行的输出与录制不同，\(origin)；“replay --check \(name)”列出变动的数值"
        )
    }

    /// Lines differ from what is recorded.
    static func differs(_ script: String, _ differing: Int, of lines: Int) -> String {
        say(
            en: "\(script): output of \(differing) of \(Counted.text(lines, "line")) differs from the recorded one",
            zh: "\(script)：\(Decimal.grouped(lines)) 行中 \(differing) 行的输出与录制不同")
    }

    /// What the list of figures that are others now begins with.
    static func moved(_ figures: Int) -> String {
        figures == 1
            ? say(en: "\(Counted.text(figures, "figure")) moved:", zh: "\(Decimal.grouped(figures)) 个数值变动：")
            : say(
                en: "\(Counted.text(figures, "figure")) moved, the largest change first:",
                zh: "\(Decimal.grouped(figures)) 个数值变动，变化最大的在前：")
    }

    /// Figures that are not listed.
    static func moreFigures(_ count: Int) -> String {
        say(en: "... and \(Counted.text(count, "more figure"))", zh: "……另有 \(Decimal.grouped(count)) 个数值")
    }

    /// Lines that are not listed.
    static func moreLines(_ count: Int) -> String {
        say(en: "... and \(Counted.text(count, "more line"))", zh: "……另有 \(Decimal.grouped(count)) 行")
    }

    /// What the list of texts that are others now begins with.
    static var texts: String { say(en: "text, - recorded, + now:", zh: "文本，- 为录制，+ 为现在：") }

    /// What stands in front of the texts of a line of the script.
    static func line(_ number: Int) -> String { say(en: "line \(number):", zh: "第 \(number) 行：") }

    /// Two outputs differ in nothing that is seen.
    static var whiteSpace: String { say(en: "white space alone differs", zh: "仅空白不同") }

    /// Two outputs differ in nothing else.
    static var otherOrder: String { say(en: "the order of lines alone differs", zh: "仅行的顺序不同") }

    /// A heading: the line of the script.
    static var line: String { say(en: "line", zh: "行") }
    /// A heading: the row of a table.
    static var row: String { say(en: "row", zh: "方案行") }
    /// A heading: what the figure is of.
    static var figure: String { say(en: "figure", zh: "数值") }
    /// A heading: the figure in the script.
    static var recorded: String { say(en: "recorded", zh: "录制") }
    /// A heading: the figure as it is now.
    static var now: String { say(en: "now", zh: "现在") }
    /// A heading: by how much they differ.
    static var change: String { say(en: "change", zh: "变化") }
}
