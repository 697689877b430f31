import CostModel
import Planning
import Text
import Units

/// What is said of the axes of a sweep.
public enum AxisWords {
    /// An axis as it is typed: `tp=2,4,8`.
    public static func word(_ axis: Axis) -> String {
        "\(axis.parameter.name)="
            + axis.values.map { axis.parameter.choice($0) ?? Decimal.shortest($0) }.joined(separator: ",")
    }

    /// No parameter has a name.
    public static func unknown(_ name: String) -> String { say(en: "unknown axis '\(name)'", zh: "未知扫描维度“\(name)”") }

    /// An axis stands there a second time.
    public static func twice(_ parameter: Parameter) -> String {
        say(en: "axis '\(parameter.name)' is given twice", zh: "扫描维度“\(parameter.name)”重复给出")
    }

    /// A chip or a model stands there a second time.
    public static func twice(_ name: String) -> String { say(en: "'\(name)' is given twice", zh: "“\(name)”重复给出") }

    /// No axis may stand there a second time.
    public static var eachAxisOnce: String { say(en: "each axis once", zh: "每个扫描维度一次") }

    /// Two commas stand beside each other.
    public static var valueMissing: String { say(en: "a value is missing between commas", zh: "逗号之间缺少取值") }

    /// Nothing stands before the dots of a range.
    public static var startMissing: String {
        say(en: "the start of the range is missing, before '..'", zh: "范围缺少起点：“..”之前应有取值")
    }

    /// Nothing stands behind the dots of a range.
    public static var endMissing: String {
        say(en: "the end of the range is missing, behind '..'", zh: "范围缺少终点：“..”之后应有取值")
    }

    /// Nothing stands behind the colon of a range.
    public static var stepMissing: String {
        say(en: "the step of the range is missing, behind ':'", zh: "范围缺少步长：“:”之后应有取值")
    }

    /// Nothing stands behind the asterisk of a range.
    public static var factorMissing: String {
        say(en: "the factor of the range is missing, behind '*'", zh: "范围缺少倍数：“*”之后应有取值")
    }

    /// What a list looks like.
    public static var list: String { say(en: "values such as 2,4,8", zh: "取值列表，如 2,4,8") }

    /// A value stands there a second time.
    public static func twice(_ value: Double, _ parameter: Parameter) -> String {
        say(
            en: "\(parameter.name) has the value \(ValueWords.of(value, parameter)) twice",
            zh: "\(parameter.name) 的取值 \(ValueWords.of(value, parameter)) 重复")
    }

    /// No value may stand there a second time.
    public static var eachValueOnce: String { say(en: "each value once", zh: "每个取值一次") }

    /// A range ends before it begins.
    public static func empty(_ range: String) -> String {
        say(en: "'\(range)' holds no values", zh: "“\(range)”不含任何取值")
    }

    /// What stands for the axis of a curve.
    public static var curve: String {
        say(en: "a parameter and its range, such as concurrency=1..512", zh: "参数及其范围，如 concurrency=1..512")
    }

    /// What a range looks like.
    public static var range: String { say(en: "a range such as 6..16:2", zh: "范围，如 6..16:2") }

    /// A range must not fall.
    public static var risingRange: String { say(en: "a range that rises, such as 6..16:2", zh: "递增的范围，如 6..16:2") }

    /// What a range of products looks like.
    public static var factor: String {
        say(en: "a factor above 1 and a start above 0: 4..512:*2", zh: "大于 1 的倍数和大于 0 的起点：4..512:*2")
    }

    /// A step has a fraction.
    public static func stepNotWhole(_ step: String) -> String {
        say(en: "the step \(step) is not a whole number", zh: "步长 \(step) 不是整数")
    }

    /// A range is too long.
    public static func tooMany(_ range: String, most: Int) -> String {
        say(en: "'\(range)' holds more than \(most) values", zh: "“\(range)”的取值超过 \(most) 个")
    }

    /// How a range becomes shorter.
    public static var largerStep: String { say(en: "a larger step: LOW..HIGH:STEP", zh: "更大的步长：LOW..HIGH:STEP") }

    /// How a range of products becomes shorter.
    public static var largerFactor: String {
        say(en: "a larger factor: LOW..HIGH:*FACTOR", zh: "更大的倍数：LOW..HIGH:*FACTOR")
    }

    /// A range of products comes to a fraction.
    public static func valueNotWhole(_ range: String, _ value: Double) -> String {
        say(
            en: "'\(range)' holds \(Decimal.significant(value, digits: 6)), which is not a whole number",
            zh: "“\(range)”中的 \(Decimal.significant(value, digits: 6)) 不是整数")
    }

    /// A factor must not lead to fractions.
    public static func wholeFactor(_ parameter: Parameter) -> String {
        say(en: "a factor that leaves \(parameter.name) whole, such as *2", zh: "使 \(parameter.name) 保持整数的倍数，如 *2")
    }
}
