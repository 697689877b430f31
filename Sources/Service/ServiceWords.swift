import Units

/// What is said to programs that are served.
enum ServiceWords {
    // MARK: - Messages

    static func noJSON(_ reason: String) -> String { say(en: "not JSON: \(reason)", zh: "不是 JSON：\(reason)") }
    static var noText: String { say(en: "the line is not UTF-8", zh: "该行不是 UTF-8 文本") }
    static func tooLong(_ bytes: Int) -> String {
        say(en: "a message has at most \(bytes) bytes", zh: "一条消息最多 \(bytes) 字节")
    }
    static var notAnObject: String { say(en: "a message is an object", zh: "消息应为对象") }
    static var noVersion: String { say(en: "'jsonrpc' is not \"2.0\"", zh: "“jsonrpc”不是 \"2.0\"") }
    static var methodMissing: String { say(en: "'method' is missing, or is not text", zh: "缺少“method”，或它不是文本") }
    static var parametersByName: String { say(en: "'params' is an object", zh: "“params”应为对象") }
    static var noIdentifier: String {
        say(en: "'id' is a text or a whole number below 2^53", zh: "“id”应为文本或小于 2^53 的整数")
    }
    static var noBatch: String {
        say(en: "batches are part of protocol 2025-03-26 alone", zh: "只有 2025-03-26 版协议支持批量请求")
    }
    static var emptyBatch: String { say(en: "a batch holds at least one message", zh: "批量请求至少包含一条消息") }
    static func noMethod(_ name: String) -> String { say(en: "unknown method '\(name)'", zh: "没有方法“\(name)”") }
    static var busy: String {
        say(en: "\(Inbox.most) requests wait already", zh: "已有 \(Inbox.most) 个请求在等待")
    }

    // MARK: - Versions

    static var notInitialized: String {
        say(
            en: "send 'initialize' first, or the protocol version in '_meta' of each request",
            zh: "请先发送“initialize”，或在每个请求的“_meta”中给出协议版本")
    }
    static var unsupportedVersion: String { say(en: "unsupported protocol version", zh: "不支持的协议版本") }
    static func missing(_ field: String) -> String { say(en: "'\(field)' is missing", zh: "缺少“\(field)”") }

    // MARK: - Tools

    static func noTool(_ name: String, nearest: String?) -> String {
        guard let nearest else { return say(en: "unknown tool '\(name)'", zh: "没有工具“\(name)”") }
        return say(en: "unknown tool '\(name)'; did you mean '\(nearest)'?", zh: "没有工具“\(name)”；是否指“\(nearest)”？")
    }
    static func noArgument(_ name: String, nearest: String?, all: String) -> String {
        let hint = nearest.map { say(en: "; did you mean '\($0)'?", zh: "；是否指“\($0)”？") } ?? ""
        return say(
            en: "unknown argument '\(name)'\(hint)\n  expected one of \(all)",
            zh: "没有参数“\(name)”\(hint)\n  应为其中之一：\(all)")
    }
    static func noParameter(_ name: String, nearest: String?) -> String {
        let hint = nearest.map { say(en: "; did you mean '\($0)'?", zh: "；是否指“\($0)”？") } ?? ""
        return say(en: "unknown parameter '\(name)'\(hint)", zh: "没有参数“\(name)”\(hint)")
    }
    static func wrongKind(_ name: String, expected: String) -> String {
        say(en: "'\(name)' is not \(expected)", zh: "“\(name)”应为\(expected)")
    }
    static var aText: String { say(en: "a text", zh: "文本") }
    static var aFlag: String { say(en: "true or false", zh: "true 或 false") }
    static var aCount: String { say(en: "a whole number from 0", zh: "不小于 0 的整数") }
    static var aValue: String { say(en: "a number, a word or a list of them", zh: "数值、单词或其列表") }
    static var anObject: String { say(en: "an object of names and values", zh: "名称与取值组成的对象") }
    static var texts: String { say(en: "a text or a list of texts", zh: "文本或文本列表") }
    static func seconds(_ most: Double) -> String {
        say(en: "seconds from 0.01 to \(Int(most))", zh: "0.01 至 \(Int(most)) 秒")
    }
    static var oneCondition: String { say(en: "a condition in one line", zh: "一行内的约束条件") }
    static var lineBreak: String { say(en: "a value must not hold a line break", zh: "取值中不能有换行") }
    static func tooMuch(_ bytes: Int) -> String {
        say(
            en: "the answer is larger than \(bytes >> 20) MiB: ask for fewer rows, or for some columns",
            zh: "结果大于 \(bytes >> 20) MiB：请减少行数，或只取部分列")
    }
    static func timeIsOver(_ seconds: Double) -> String {
        say(
            en: "stopped after \(Decimal.shortest(seconds)) s; 'seconds' gives it more",
            zh: "运行 \(Decimal.shortest(seconds)) 秒后停止；可用“seconds”延长")
    }
    static func tooManySessions(_ names: [String]) -> String {
        let list = names.joined(separator: ", ")
        return say(
            en: "\(names.count) sessions are open (\(list)); 'run' with 'quit' ends one",
            zh: "已打开 \(names.count) 个会话（\(list)）；用“run”执行“quit”可结束其中一个")
    }
    static func waiting(_ question: String) -> String {
        say(en: "waits for an answer: \(question)", zh: "等待回答：\(question)")
    }

    // MARK: - What tools are

    static var sessionHelp: String {
        say(
            en: """
                A name of your choice: calls that give the same one share what was loaded, set and found. Without it a call \
                starts from nothing, but for clients that began with 'initialize', whose calls share one session.
                """,
            zh: """
                自定的名称：名称相同的调用共用已加载、设置和求得的内容。不给出时每次调用从空会话开始；\
                以“initialize”开始的客户端，其各次调用共用一个会话。
                """)
    }
    static func secondsHelp(_ standard: Double, _ most: Double) -> String {
        say(
            en: "Seconds after which the call stops as by Ctrl-C; \(Int(standard)) unless said, at most \(Int(most)).",
            zh: "超过该秒数即停止，如同 Ctrl-C；默认 \(Int(standard))，最多 \(Int(most))。")
    }
    static var setHelp: String {
        say(
            en: """
                Parameters that are set before, by name: a number in SI units or a text with a unit such as "50GB/s". Those of \
                the chip and of the model's shapes are taken too; 'inspect' with a name tells what it is.
                """,
            zh: """
                事先设置的参数，按名称给出：SI 单位的数值，或带单位的文本，如 "50GB/s"。芯片和模型结构的参数也可设置；\
                用“inspect”查询某个名称的含义。
                """)
    }
    static var topHelp: String {
        say(
            en: "How many of the plans found are returned, the best first; 10 unless said.",
            zh: "返回的方案数，最优者在前；默认 10。")
    }
    static var columnsHelp: String {
        say(
            en: "Metrics and parameters to return of each plan, such as tps_chip; all where none are named.",
            zh: "每个方案返回的指标和参数，如 tps_chip；不指定则返回全部。")
    }
    static var runTitle: String { say(en: "Runs lines of the shell.", zh: "执行 shell 的命令行。") }
    static var runHelp: String {
        say(
            en: """
                Each line holds a command, or several between semicolons; the first error ends them. 'help' lists the commands. \
                Everything that the shell does is done here, but other programs are not run and only files beneath the served \
                folder are read or written.
                """,
            zh: """
                每行一条命令，或以分号隔开的多条；遇到第一个错误即停止。“help”列出全部命令。\
                功能与 shell 相同，但不运行其他程序，且只读写所服务文件夹之下的文件。
                """)
    }
    static var linesHelp: String { say(en: "The lines, as a text or a list.", zh: "命令行，文本或列表。") }
    static var formatHelp: String {
        say(
            en: "How results are written from here on; json has all columns with full numbers, box is for people.",
            zh: "此后结果的格式；json 含全部列和完整数值，box 供人阅读。")
    }
    static var htmlHelp: String {
        say(en: "Whether each result comes as HTML too, with pictures.", zh: "每个结果是否另附 HTML（含图）。")
    }
    static var completeTitle: String {
        say(en: "Says what may stand at the end of a line.", zh: "列出行尾可以输入的内容。")
    }
    static var inspectTitle: String {
        say(
            en: "Explains a verb, a metric, a parameter or a chip, or the word at a place of a line.",
            zh: "说明命令、指标、参数或芯片，或某行中某处的单词。")
    }
    static var lineHelp: String { say(en: "The line as far as it is typed.", zh: "已输入的内容。") }
    static var inspectedHelp: String {
        say(en: "A name, or a line of which a word is meant.", zh: "名称，或含有所指单词的一行。")
    }
    static var placeHelp: String {
        say(
            en: "The characters before the cursor; without it the whole line is the name.",
            zh: "光标之前的字符数；不给出时整行即为名称。")
    }
}
