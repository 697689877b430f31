import Text
import Units

/// What is said of two plans that are compared.
public enum DiffWords {
    /// A plan under the word that it was named by.
    public static func titled(_ name: String, _ configuration: String) -> String {
        say(en: "\(name): \(configuration)", zh: "\(name)：\(configuration)")
    }

    /// The plans are the same.
    public static var same: String { say(en: "no parameter differs", zh: "参数无差异") }

    /// What is expected behind 'diff'.
    public static var operands: String {
        say(
            en: "two rows such as 1 3, a result such as out[3], or a saved session",
            zh: "两个行号（如 1 3）、一个结果（如 out[3]）或已保存的会话")
    }

    /// What is expected behind a row.
    public static var second: String { say(en: "another row, or a saved session", zh: "另一个行号或已保存的会话") }

    /// What a word that is read as a file might have been.
    public static var operand: String { say(en: "a row, a result or a saved session", zh: "行号、结果或已保存的会话") }

    /// The heading of what kind of thing differs.
    public static var what: String { say(en: "what", zh: "类别") }
    /// The heading of its name.
    public static var name: String { say(en: "name", zh: "名称") }
    /// The heading of its unit.
    public static var unit: String { say(en: "unit", zh: "单位") }
    /// The heading of the first plan's.
    public static var before: String { say(en: "before", zh: "前者") }
    /// The heading of the second plan's.
    public static var after: String { say(en: "after", zh: "后者") }
    /// The heading of by how much it differs.
    public static var change: String { say(en: "change", zh: "变化") }
    /// A parameter differs.
    public static var parameter: String { say(en: "parameter", zh: "参数") }
    /// A metric differs.
    public static var metric: String { say(en: "metric", zh: "指标") }
    /// A block takes another time.
    public static var block: String { say(en: "block", zh: "模块") }
    /// What no block takes.
    public static var rest: String { say(en: "rest", zh: "其余") }
}
