import Text
import Units

/// What is said of names of plans.
public enum LetWords {
    /// The heading over names.
    public static var name: String { say(en: "name", zh: "名称") }

    /// The heading over how many plans have a name.
    public static var plans: String { say(en: "plans", zh: "方案数") }

    /// The heading over what was named.
    public static var origin: String { say(en: "from", zh: "来源") }

    /// What a name stands for from here on.
    ///
    /// - Parameter summary: the plans in a few words.
    public static func given(_ name: String, to summary: String) -> String {
        say(en: "\(name): \(summary)", zh: "\(name)：\(summary)")
    }

    /// What stands behind a name.
    public static func signAndResult(_ name: String) -> String {
        say(en: "= and a result, such as: let \(name) = out[3]", zh: "= 和一个结果，如：let \(name) = out[3]")
    }

    /// What stands for plans.
    public static var result: String { say(en: "out[N], out[N]:ROW, _ or a name", zh: "out[N]、out[N]:ROW、_ 或名称") }

    /// A word cannot be a name.
    public static func notName(_ word: String) -> String { say(en: "'\(word)' is not a name", zh: "“\(word)”不能用作名称") }

    /// What names are made of.
    public static var letters: String { say(en: "letters and digits, such as base", zh: "字母和数字，如 base") }

    /// A word stands for something else.
    public static func taken(_ word: String) -> String {
        say(en: "'\(word)' means something already", zh: "“\(word)”已有其他含义")
    }

    /// What names must not be.
    public static var free: String { say(en: "a name that is not a metric or parameter", zh: "不与指标或参数同名的名称") }
}
