import Text

/// What is said of replays beside what differs in them.
public enum ReplayWords {
    /// A script replays a script that replays a script, and so on.
    public static func isTooDeep(_ deepest: Int) -> String { say(en: "replays are nested more than \(deepest) deep") }

    /// What a replay reads.
    public static var aSavedSession: String { say(en: "a saved session") }

    /// A script holds the output as it is now.
    public static func isRewritten(_ path: String) -> String { say(en: "\(path): recorded output rewritten") }
}
