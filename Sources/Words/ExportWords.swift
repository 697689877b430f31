import Text
import Units

/// What exported pages say besides a session's own cells.
public enum ExportWords {
    /// The title of a session; `name` is empty where it has none.
    public static func title(_ name: String = "") -> String {
        name.isEmpty
            ? say(en: "Sextant session", zh: "Sextant 会话")
            : say(en: "Sextant session: \(name)", zh: "Sextant 会话：\(name)")
    }
}
