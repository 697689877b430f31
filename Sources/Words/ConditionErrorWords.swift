import Planning
import Text
import Units

/// What is wrong with conditions, and what may stand in them.
public enum ConditionErrorWords {
    /// What a condition looks like.
    public static var condition: String { say(en: "a condition such as tps_batch>=10", zh: "约束条件，如 tps_batch>=10") }

    /// A parenthesis closes nothing.
    public static var nothingToClose: String { say(en: "no '(' belongs to this ')'", zh: "此“)”没有对应的“(”") }

    /// What a parenthesis that closes nothing asks for.
    public static var openedBefore: String { say(en: "a '(' before it, or none of both", zh: "前面有“(”，或两个括号都去掉") }

    /// A piece stands there that nothing asks for.
    public static func unexpected(_ piece: String) -> String {
        say(en: "unexpected '\(piece)'", zh: "此处不应出现“\(piece)”")
    }

    /// What goes on behind a condition.
    public static var another: String { say(en: "'and' or 'or', and another condition", zh: "“and”或“or”，再加一个条件") }

    /// What goes on behind a condition in parentheses.
    public static var anotherOrClose: String { say(en: "'and', 'or' or ')'", zh: "“and”、“or”或“)”") }

    /// Parentheses are too many.
    public static func tooDeep(_ most: Int) -> String {
        say(en: "conditions are nested more than \(most) deep", zh: "条件嵌套超过 \(most) 层")
    }

    /// A parenthesis is not closed.
    public static var notClosed: String { say(en: "this '(' is not closed", zh: "此“(”未闭合") }

    /// What an open parenthesis asks for.
    public static var close: String { say(en: "a ')' behind its conditions", zh: "条件之后的“)”") }

    /// A word is not a sign that compares.
    public static func notRelation(_ sign: String) -> String {
        say(en: "'\(sign)' is not a relation", zh: "“\(sign)”不是比较符")
    }

    /// The signs that compare.
    public static var relations: String {
        let signs = Comparison.Relation.allCases.map(\.rawValue).joined(separator: " ")
        return say(en: "one of \(signs)", zh: "\(signs) 之一")
    }

    /// A condition begins with what joins two.
    public static func missing(before piece: String) -> String {
        say(en: "a condition is missing before '\(piece)'", zh: "“\(piece)”前缺少条件")
    }

    /// A condition begins with a number.
    public static func notMetric(_ word: String) -> String {
        say(en: "'\(word)' stands where a metric should", zh: "“\(word)”所在位置应为指标")
    }

    /// What a condition begins with.
    public static var metricFirst: String { say(en: "the metric first: tps_batch>=10", zh: "指标写在前面：tps_batch>=10") }
}

/// What may stand in conditions, as completion describes it.
extension ConditionErrorWords {
    /// `not`.
    public static var opposite: String { say(en: "the opposite", zh: "取反") }

    /// `clear`.
    public static var takeBack: String { say(en: "take all conditions back", zh: "撤销所有条件") }

    /// `and`.
    public static var andAnother: String { say(en: "and another condition", zh: "且满足另一条件") }

    /// `or`.
    public static var orAnother: String { say(en: "or another condition", zh: "或满足另一条件") }
}
