import Text

/// What is said of two plans that are compared.
public enum DiffWords {
    /// A plan under the word that it was named by.
    public static func titled(_ name: String, _ configuration: String) -> String {
        say(en: "\(name): \(configuration)")
    }

    /// The plans are the same.
    public static var same: String { say(en: "no parameter differs") }

    /// What is expected behind 'diff'.
    public static var operands: String {
        say(en: "two rows such as 1 3, a result such as out[3], or a saved session")
    }

    /// What is expected behind a row.
    public static var second: String { say(en: "another row, or a saved session") }

    /// What a word that is read as a file might have been.
    public static var operand: String { say(en: "a row, a result or a saved session") }

    /// The heading of what kind of thing differs.
    public static var what: String { say(en: "what") }
    /// The heading of its name.
    public static var name: String { say(en: "name") }
    /// The heading of its unit.
    public static var unit: String { say(en: "unit") }
    /// The heading of the first plan's.
    public static var before: String { say(en: "before") }
    /// The heading of the second plan's.
    public static var after: String { say(en: "after") }
    /// The heading of by how much it differs.
    public static var change: String { say(en: "change") }
    /// A parameter differs.
    public static var parameter: String { say(en: "parameter") }
    /// A metric differs.
    public static var metric: String { say(en: "metric") }
    /// A block takes another time.
    public static var block: String { say(en: "block") }
    /// What no block takes.
    public static var rest: String { say(en: "rest") }
}
