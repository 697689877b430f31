import Text

/// What is said of names of plans.
public enum LetWords {
    /// The heading over names.
    public static var name: String { say(en: "name") }

    /// The heading over how many plans have a name.
    public static var plans: String { say(en: "plans") }

    /// The heading over what was named.
    public static var origin: String { say(en: "from") }

    /// What a name stands for from here on.
    ///
    /// - Parameter summary: the plans in a few words.
    public static func given(_ name: String, to summary: String) -> String { say(en: "\(name): \(summary)") }

    /// What stands behind a name.
    public static func signAndResult(_ name: String) -> String {
        say(en: "= and a result, such as: let \(name) = out[3]")
    }

    /// What stands for plans.
    public static var result: String { say(en: "out[N], out[N]:ROW, _ or a name") }

    /// A word cannot be a name.
    public static func notName(_ word: String) -> String { say(en: "'\(word)' is not a name") }

    /// What names are made of.
    public static var letters: String { say(en: "letters and digits, such as base") }

    /// A word stands for something else.
    public static func taken(_ word: String) -> String { say(en: "'\(word)' means something already") }

    /// What names must not be.
    public static var free: String { say(en: "a name that is not a metric or parameter") }
}
