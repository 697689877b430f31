import Language
import CostModel
import Text
import Units

/// What is said of parameters and their values.
public enum ParameterWords {
    /// A verb that sets parameters was given none.
    public static func parameterAndValue(of scope: Parameter.Scope) -> String {
        say(en: "a parameter of \(scope.rawValue) and a value", zh: "\(scope.rawValue) 的参数及其值")
    }

    /// What stands behind a parameter and its value.
    public static var oneValueOrSeveral: String {
        say(en: "one value, or several parameters as KEY=VALUE", zh: "一个值，或多个 KEY=VALUE 形式的参数")
    }

    /// A word has no sign in it.
    public static func noValue(_ word: String) -> String { say(en: "'\(word)' has no value", zh: "“\(word)”没有值") }

    /// Nothing stands before a sign.
    public static var nameMissing: String { say(en: "a name is missing before '='", zh: "“=”前缺少名称") }

    /// Nothing stands behind a sign.
    public static var valueMissing: String { say(en: "a value is missing after '='", zh: "“=”后缺少值") }

    /// A parameter and its value in one word.
    public static var nameAndValue: String { say(en: "NAME=VALUE, such as tp=4", zh: "NAME=VALUE，如 tp=4") }

    /// A verb cannot set a parameter.
    public static func notOf(_ scope: Parameter.Scope, _ parameter: Parameter) -> String {
        say(
            en: "'\(parameter.name)' is not a parameter of \(scope.rawValue)",
            zh: "“\(parameter.name)”不是 \(scope.rawValue) 的参数")
    }

    /// The verb that sets a parameter.
    public static func setWith(_ parameter: Parameter) -> String {
        say(
            en: "it is set with: \(parameter.scope.rawValue) set \(parameter.name) ...",
            zh: "设置命令：\(parameter.scope.rawValue) set \(parameter.name) ...")
    }

    /// No parameter that a verb sets has a name.
    public static func unknown(_ name: String, in scope: Parameter.Scope) -> String {
        say(en: "unknown \(scope.rawValue) parameter '\(name)'", zh: "未知的 \(scope.rawValue) 参数“\(name)”")
    }

    /// The parameter that was probably meant, and what it is.
    public static func didYouMean(_ parameter: Parameter) -> String {
        say(
            en: "did you mean '\(parameter.name)' (\(clause(parameter.summary)))?",
            zh: "是否指“\(parameter.name)”（\(clause(parameter.summary))）？")
    }

    /// What was to be set is a command.
    public static func isCommand(_ name: String) -> String {
        say(en: "'\(name)' is a command of its own: help \(name)", zh: "“\(name)”是单独的命令：help \(name)")
    }

    /// A metric cannot be set.
    public static func workedOut(_ metric: Metric) -> String {
        say(en: "'\(metric.name)' is worked out, not set", zh: "“\(metric.name)”由计算得出，不能设置")
    }

    /// What a metric follows from.
    public static func followsFrom(_ metric: Metric) -> String {
        guard !metric.formulas.isEmpty else {
            return say(
                en: "\(metric.name) follows from the whole plan: set what a plan is made of, and ask for "
                    + "\(metric.name) with 'filter', 'slo' or 'curve'",
                zh: "\(metric.name) 由整个方案决定：请设置方案的参数，再用“filter”“slo”或“curve”对 \(metric.name) 提要求")
        }
        let formulas = alternatives(metric.formulas)
        return say(
            en: "\(metric.name) = \(formulas); set what it follows from",
            zh: "\(metric.name) = \(formulas)；请设置式中的参数")
    }

    private static func alternatives(_ formulas: [String]) -> String {
        formulas.joined(separator: say(en: ", or ", zh: "，或 "))
    }

    /// The first clause of a sentence, to stand in the middle of another; Chinese has no small letters.
    private static func clause(_ sentence: String) -> String {
        let text = sentence.prefix { $0 != ";" && $0 != "；" }
        let clause = text.hasSuffix(".") || text.hasSuffix("。") ? text.dropLast() : text
        return say(en: clause.prefix(1).lowercased() + clause.dropFirst(), zh: "\(clause)")
    }

    /// A parameter beside its name as it is completed: its kind, what it is set to where that is known, what it is.
    public static func completion(_ parameter: Parameter, now: String?) -> String {
        let kind = parameter.choices.isEmpty ? parameter.dimension.title : parameter.choices.joined(separator: "|")
        guard let now else { return say(en: "\(kind); \(parameter.summary)", zh: "\(kind)；\(parameter.summary)") }
        return say(en: "\(kind); now \(now); \(parameter.summary)", zh: "\(kind)；当前为 \(now)；\(parameter.summary)")
    }

    /// A value is the one that is set.
    public static var asSet: String { say(en: "as set", zh: "当前值") }

    /// What a value of a parameter looks like.
    public static func example(_ parameter: Parameter) -> String {
        parameter.choices.isEmpty
            ? say(en: "a value: \(parameter.dimension.example)", zh: "一个值：\(parameter.dimension.example)")
            : LanguageWords.oneOf(parameter.choices)
    }

    /// The values that a parameter may have.
    public static func range(_ parameter: Parameter) -> String {
        if !parameter.choices.isEmpty { return LanguageWords.oneOf(parameter.choices) }
        if parameter.dimension.isWorded {
            return say(en: "such as \(parameter.dimension.example)", zh: "如 \(parameter.dimension.example)")
        }
        let low = Quantity.format(parameter.range.lowerBound, parameter.dimension)
        let high = Quantity.format(parameter.range.upperBound, parameter.dimension)
        return say(en: "\(low) to \(high)", zh: "\(low) 至 \(high)")
    }

    /// A value has a fraction.
    public static func notWhole(_ text: String) -> String {
        say(en: "'\(text)' is not a whole number", zh: "“\(text)”不是整数")
    }

    /// What a parameter without fractions takes.
    public static func wholeNumber(_ parameter: Parameter) -> String {
        say(en: "a whole number for \(parameter.name)", zh: "\(parameter.name) 须为整数")
    }

    /// A value is too small or too large.
    public static func outOfRange(_ text: String, _ parameter: Parameter) -> String {
        say(en: "\(text) is out of range for \(parameter.name)", zh: "\(text) 超出 \(parameter.name) 的取值范围")
    }

    /// A word is none of a parameter's.
    public static func unknownChoice(_ text: String, _ parameter: Parameter) -> String {
        say(en: "unknown \(parameter.name) '\(text)'", zh: "未知的 \(parameter.name) 取值“\(text)”")
    }
}

/// Parameters as help describes them.
extension ParameterWords {
    /// The heading of a parameter's entry.
    public static func title(_ parameter: Parameter) -> String {
        let (name, scope, range) = (parameter.name, parameter.scope.rawValue, range(parameter))
        return parameter.choices.isEmpty
            ? say(
                en: "\(name), a parameter of \(scope): \(parameter.dimension.title), \(range)",
                zh: "\(name)，\(scope) 的参数：\(parameter.dimension.title)，\(range)")
            : say(en: "\(name), a parameter of \(scope): \(range)", zh: "\(name)，\(scope) 的参数，\(range)")
    }

    /// The name that the case study has.
    public static func studyName(_ name: String) -> String {
        say(en: "\(name) (the case study)", zh: "\(name)（案例中的名称）")
    }

    /// The other names that lead to something.
    public static func otherNames(_ names: [String]) -> String {
        let list = names.joined(separator: say(en: ", ", zh: "、"))
        return say(en: "also: \(list)", zh: "别名：\(list)")
    }
}
