import CostModel
import Language
import Text
import Units

/// What is said of the order of plans.
public enum RankWords {
    /// Plans were put in order; a remark follows.
    public static func sorted(_ count: Int, by name: String, descending: Bool, _ remark: String) -> String {
        let direction = descending ? highestFirst : lowestFirst
        return say(
            en: "\(Counted.text(count, "plan")) by \(name), \(direction)\(remark)",
            zh: "\(Decimal.grouped(count)) 个方案按 \(name) 排序，\(direction)\(remark)")
    }

    /// The order that rises.
    public static var lowestFirst: String { say(en: "lowest first", zh: "从低到高") }

    /// The order that falls.
    public static var highestFirst: String { say(en: "highest first", zh: "从高到低") }

    /// A word is not a direction.
    public static func unknownDirection(_ word: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "unknown direction '\(word)'", zh: "未知排序方向“\(word)”"), at: span,
            expected: say(en: "asc or desc", zh: "asc 或 desc"))
    }
}
