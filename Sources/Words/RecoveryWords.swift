import Text
import Units

/// What is said of sessions that ended unexpectedly; each is named by its length and its time.
public enum RecoveryWords {
    /// No session ended unexpectedly.
    public static var nothing: String { say(en: "there is no session to recover", zh: "没有可恢复的会话") }

    /// A whole session was recovered.
    public static func isBack(_ session: String) -> String { say(en: "\(session) is back", zh: "已恢复：\(session)") }

    /// Ctrl-C came before all lines of a session had run.
    public static func isPartlyBack(_ session: String, _ count: Int, of lines: Int) -> String {
        say(
            en: "interrupted: \(count) of \(Counted.text(lines, "line")) of \(session) are back",
            zh: "已中断：\(Decimal.grouped(lines)) 行中恢复了 \(count) 行（\(session)）")
    }

    /// A command came back that Ctrl-C had ended.
    public static func asFarAsItWent(_ command: String) -> String {
        say(en: "as far as it went: \(command)", zh: "已恢复到中断处：\(command)")
    }

    /// A command failed once more.
    public static func failedAgain(_ command: String) -> String {
        say(en: "failed again: \(command)", zh: "再次失败：\(command)")
    }

    /// How to go on with a command, or without it.
    public static func goesOn(with command: String) -> String {
        say(
            en: "'recover' goes on with: \(command); 'recover --skip' goes on behind it",
            zh: "“recover”从此命令继续：\(command)；“recover --skip”从其后继续")
    }

    /// What was recovered could not be taken out of the old journal.
    public static func stays(in path: String, because reason: String) -> String {
        say(
            en: "it also stays in \(path), which cannot be changed: \(reason)",
            zh: "内容同时保留在 \(path) 中，该文件无法修改：\(reason)")
    }

    /// What was recovered could not be written to the new journal.
    public static func stays(in path: String, asUnwritable journal: String, because reason: String) -> String {
        say(
            en: "it also stays in \(path), for \(journal) cannot be written: \(reason)",
            zh: "内容同时保留在 \(path) 中，因为无法写入 \(journal)：\(reason)")
    }

    /// A session was dropped.
    public static func isForgotten(_ session: String) -> String {
        say(en: "\(session) is forgotten", zh: "已删除：\(session)")
    }

    /// A session could not be dropped.
    public static func cannotDelete(_ path: String, _ reason: String) -> String {
        say(en: "cannot delete \(path): \(reason)", zh: "无法删除 \(path)：\(reason)")
    }
}
