import Units

/// What the line editor says by itself.
enum TerminalWords {
    /// What stands before the line while earlier lines are searched.
    static func search(_ pattern: String, hasFailed: Bool) -> String {
        hasFailed
            ? say(en: "no earlier line has \"\(pattern)\": ", zh: "没有更早的行包含“\(pattern)”：")
            : say(en: "search \"\(pattern)\": ", zh: "查找“\(pattern)”：")
    }

    /// Candidates that are not shown, each in a row with what it is.
    static func more(_ count: Int) -> String {
        say(
            en: "... \(count) more; type a little more to narrow the list",
            zh: "……另有 \(count) 项；再输入几个字符可缩小范围")
    }

    /// Rows of candidates that are not shown.
    static func moreRows(_ count: Int) -> String {
        say(
            en: "... \(count) more rows; type a little more to narrow the list",
            zh: "……另有 \(count) 行；再输入几个字符可缩小范围")
    }

    /// A program that edits text failed.
    static func ended(_ program: String, _ status: Int32) -> String {
        say(
            en: "'\(program)' ended with exit code \(status); the line is what it was",
            zh: "“\(program)”退出，退出码为 \(status)；该行保持原样")
    }

    /// A text cannot be given to a program that edits it.
    static func cannotEdit(_ reason: String) -> String {
        say(en: "cannot edit the line in a program: \(reason)", zh: "无法在编辑器中修改该行：\(reason)")
    }

    /// Earlier lines are not kept.
    static func isNotSaved(_ reason: String) -> String {
        say(en: "history is not saved: \(reason)", zh: "历史没有保存：\(reason)")
    }

    /// What went wrong with the file of earlier lines.
    static func cannot(_ action: HistoryFile.Action, _ path: String, _ reason: String) -> String {
        switch action {
        case .open: say(en: "cannot open \(path): \(reason)", zh: "无法打开 \(path)：\(reason)")
        case .read: say(en: "cannot read \(path): \(reason)", zh: "无法读取 \(path)：\(reason)")
        case .use: say(en: "cannot use \(path): \(reason)", zh: "无法使用 \(path)：\(reason)")
        case .write: say(en: "cannot write \(path): \(reason)", zh: "无法写入 \(path)：\(reason)")
        }
    }
}
