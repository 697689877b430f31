import Units

/// What the shell says around its commands.
enum ShellWords {
    /// The first line of a shell.
    static func welcome(_ version: String) -> String {
        say(
            en: "Sextant \(version) — plan LLM-inference deployments.  help · guide · quit",
            zh: "Sextant \(version)：规划大模型推理部署。  help 帮助 · guide 向导 · quit 退出")
    }

    /// Something that is amiss and ends nothing.
    static func warning(_ text: String) -> String { say(en: "warning: \(text)", zh: "警告：\(text)") }

    /// The environment names no folder for what is to outlive the shell.
    static func isUnprotected(keepsLines: Bool) -> String {
        keepsLines
            ? say(
                en: "no HOME and no absolute XDG_STATE_HOME: a crash loses this session",
                zh: "没有 HOME，也没有绝对路径的 XDG_STATE_HOME：崩溃会丢失本会话")
            : say(
                en: "no HOME and no absolute XDG_STATE_HOME: a crash loses this session, and no line is kept",
                zh: "没有 HOME，也没有绝对路径的 XDG_STATE_HOME：崩溃会丢失本会话，历史也不保存")
    }

    /// Pasted lines do not run behind one that failed.
    static func dropped(_ count: Int) -> String {
        count == 1
            ? say(en: "\(count) pasted line behind it did not run", zh: "其后粘贴的 \(count) 行没有执行")
            : say(en: "\(count) pasted lines behind it did not run", zh: "其后粘贴的 \(count) 行没有执行")
    }

    /// What `!` does.
    static var systemCommand: String {
        say(en: "runs a command of the system's shell", zh: "执行系统 shell 的一条命令")
    }

    /// Nothing stands behind `!`.
    static var noSystemCommand: String {
        say(en: "nothing stands behind '!'; '!ls' lists files", zh: "“!”后面缺少命令；例如“!ls”列出文件")
    }

    /// A command of the system's shell failed.
    static func ended(_ status: Int32) -> String { say(en: "exit code \(status)", zh: "退出码 \(status)") }

    /// A folder cannot be entered.
    static func unreachable(_ folder: String, _ reason: String) -> String {
        say(en: "cannot serve '\(folder)': \(reason)", zh: "无法服务“\(folder)”：\(reason)")
    }

    /// Standard input cannot be read.
    static func unreadable(_ reason: String) -> String {
        say(en: "cannot read standard input: \(reason)", zh: "无法读取标准输入：\(reason)")
    }

    /// Standard output cannot be written.
    static func unwritable(_ reason: String) -> String {
        say(en: "cannot write to standard output: \(reason)", zh: "无法写入标准输出：\(reason)")
    }
}
