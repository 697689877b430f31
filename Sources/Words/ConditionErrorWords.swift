import Planning
import Text

/// What is wrong with conditions, and what may stand in them.
public enum ConditionErrorWords {
    /// What a condition looks like.
    public static var condition: String { say(en: "a condition such as tps_batch>=10") }

    /// A parenthesis closes nothing.
    public static var nothingToClose: String { say(en: "no '(' belongs to this ')'") }

    /// What a parenthesis that closes nothing asks for.
    public static var openedBefore: String { say(en: "a '(' before it, or none of both") }

    /// A piece stands there that nothing asks for.
    public static func unexpected(_ piece: String) -> String { say(en: "unexpected '\(piece)'") }

    /// What goes on behind a condition.
    public static var another: String { say(en: "'and' or 'or', and another condition") }

    /// What goes on behind a condition in parentheses.
    public static var anotherOrClose: String { say(en: "'and', 'or' or ')'") }

    /// Parentheses are too many.
    public static func tooDeep(_ most: Int) -> String { say(en: "conditions are nested more than \(most) deep") }

    /// A parenthesis is not closed.
    public static var notClosed: String { say(en: "this '(' is not closed") }

    /// What an open parenthesis asks for.
    public static var close: String { say(en: "a ')' behind its conditions") }

    /// A word is not a sign that compares.
    public static func notRelation(_ sign: String) -> String { say(en: "'\(sign)' is not a relation") }

    /// The signs that compare.
    public static var relations: String {
        let signs = Comparison.Relation.allCases.map(\.rawValue).joined(separator: " ")
        return say(en: "one of \(signs)")
    }

    /// A condition begins with what joins two.
    public static func missing(before piece: String) -> String { say(en: "a condition is missing before '\(piece)'") }

    /// A condition begins with a number.
    public static func notMetric(_ word: String) -> String { say(en: "'\(word)' stands where a metric should") }

    /// What a condition begins with.
    public static var metricFirst: String { say(en: "the metric first: tps_batch>=10") }
}

/// What may stand in conditions, as completion describes it.
extension ConditionErrorWords {
    /// `not`.
    public static var opposite: String { say(en: "the opposite") }

    /// `clear`.
    public static var takeBack: String { say(en: "take all conditions back") }

    /// `and`.
    public static var andAnother: String { say(en: "and another condition") }

    /// `or`.
    public static var orAnother: String { say(en: "or another condition") }
}
