import Language
import CostModel
import Text
import Units

/// What is said of parameters and their values.
public enum ParameterWords {
    /// A verb that sets parameters was given none.
    public static func parameterAndValue(of scope: Parameter.Scope) -> String {
        say(en: "a parameter of \(scope.rawValue) and a value")
    }

    /// What stands behind a parameter and its value.
    public static var oneValueOrSeveral: String { say(en: "one value, or several parameters as KEY=VALUE") }

    /// A word has no sign in it.
    public static func noValue(_ word: String) -> String { say(en: "'\(word)' has no value") }

    /// Nothing stands before a sign.
    public static var nameMissing: String { say(en: "a name is missing before '='") }

    /// Nothing stands behind a sign.
    public static var valueMissing: String { say(en: "a value is missing after '='") }

    /// A parameter and its value in one word.
    public static var nameAndValue: String { say(en: "NAME=VALUE, such as tp=4") }

    /// A verb cannot set a parameter.
    public static func notOf(_ scope: Parameter.Scope, _ parameter: Parameter) -> String {
        say(en: "'\(parameter.name)' is not a parameter of \(scope.rawValue)")
    }

    /// The verb that sets a parameter.
    public static func setWith(_ parameter: Parameter) -> String {
        say(en: "it is set with: \(parameter.scope.rawValue) set \(parameter.name) ...")
    }

    /// No parameter that a verb sets has a name.
    public static func unknown(_ name: String, in scope: Parameter.Scope) -> String {
        say(en: "unknown \(scope.rawValue) parameter '\(name)'")
    }

    /// The parameter that was probably meant, and what it is.
    public static func didYouMean(_ parameter: Parameter) -> String {
        say(en: "did you mean '\(parameter.name)' (\(clause(parameter.summary)))?")
    }

    /// A metric cannot be set.
    public static func workedOut(_ metric: Metric) -> String { say(en: "'\(metric.name)' is worked out, not set") }

    /// What a metric follows from.
    public static func followsFrom(_ metric: Metric) -> String {
        let formulas = alternatives(metric.formulas)
        return say(en: "\(metric.name) = \(formulas); set what it follows from")
    }

    private static func alternatives(_ formulas: [String]) -> String {
        formulas.joined(separator: say(en: ", or "))
    }

    /// The first clause of a sentence, to stand in the middle of another.
    private static func clause(_ sentence: String) -> String {
        let text = sentence.prefix { $0 != ";" }
        return text.prefix(1).lowercased() + (text.hasSuffix(".") ? text.dropLast() : text).dropFirst()
    }

    /// A parameter beside its name as it is completed: its kind, what it is set to where that is known, what it is.
    public static func completion(_ parameter: Parameter, now: String?) -> String {
        let kind = parameter.choices.isEmpty ? parameter.dimension.title : parameter.choices.joined(separator: "|")
        guard let now else { return say(en: "\(kind); \(parameter.summary)") }
        return say(en: "\(kind); now \(now); \(parameter.summary)")
    }

    /// A value is the one that is set.
    public static var asSet: String { say(en: "as set") }

    /// What a value of a parameter looks like.
    public static func example(_ parameter: Parameter) -> String {
        parameter.choices.isEmpty
            ? say(en: "a value: \(parameter.dimension.example)") : LanguageWords.oneOf(parameter.choices)
    }

    /// The values that a parameter may have.
    public static func range(_ parameter: Parameter) -> String {
        if !parameter.choices.isEmpty { return LanguageWords.oneOf(parameter.choices) }
        let low = Quantity.format(parameter.range.lowerBound, parameter.dimension)
        let high = Quantity.format(parameter.range.upperBound, parameter.dimension)
        return say(en: "\(low) to \(high)")
    }

    /// A value has a fraction.
    public static func notWhole(_ text: String) -> String { say(en: "'\(text)' is not a whole number") }

    /// What a parameter without fractions takes.
    public static func wholeNumber(_ parameter: Parameter) -> String {
        say(en: "a whole number for \(parameter.name)")
    }

    /// A value is too small or too large.
    public static func outOfRange(_ text: String, _ parameter: Parameter) -> String {
        say(en: "\(text) is out of range for \(parameter.name)")
    }

    /// A word is none of a parameter's.
    public static func unknownChoice(_ text: String, _ parameter: Parameter) -> String {
        say(en: "unknown \(parameter.name) '\(text)'")
    }
}

/// Parameters as help describes them.
extension ParameterWords {
    /// The heading of a parameter's entry.
    public static func title(_ parameter: Parameter) -> String {
        let (name, scope, range) = (parameter.name, parameter.scope.rawValue, range(parameter))
        return parameter.choices.isEmpty
            ? say(en: "\(name), a parameter of \(scope): \(parameter.dimension.title), \(range)")
            : say(en: "\(name), a parameter of \(scope): \(range)")
    }

    /// The name that the case study has.
    public static func studyName(_ name: String) -> String { say(en: "\(name) (the case study)") }

    /// The other names that lead to something.
    public static func otherNames(_ names: [String]) -> String {
        let list = names.joined(separator: ", ")
        return say(en: "also: \(list)")
    }
}
