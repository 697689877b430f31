import Text
import Units

/// What is said of replays beside what differs in them.
public enum ReplayWords {
    /// A script replays a script that replays a script, and so on.
    public static func isTooDeep(_ deepest: Int) -> String {
        say(en: "replays are nested more than \(deepest) deep", zh: "回放嵌套超过 \(deepest) 层")
    }

    /// What a replay reads.
    public static var aSavedSession: String { say(en: "a saved session", zh: "已保存的会话") }

    /// A script holds the output as it is now.
    public static func isRewritten(_ path: String) -> String {
        say(en: "\(path): recorded output rewritten", zh: "\(path)：已重写其中记录的输出")
    }
}
