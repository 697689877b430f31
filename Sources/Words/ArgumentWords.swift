import CostModel
import Language
import Text
import Units

/// What is said of words that arguments are read from.
public enum ArgumentWords {
    /// The first names that may stand there, where they are many.
    public static func oneOf(firstOf names: [String]) -> String {
        LanguageWords.oneOf(names.count > 12 ? names.prefix(12) + ["..."] : names)
    }

    /// A metric is expected; they are too many to name.
    public static func aMetric(_ nearest: [String]) -> String {
        let names = nearest.joined(separator: say(en: ", ", zh: "、"))
        return say(en: "a metric such as \(names); 'help metrics' lists all", zh: "指标，如 \(names)；“help metrics”列出全部")
    }

    /// A word is not the number of a row.
    public static func notRow(_ word: String) -> String {
        say(en: "'\(word)' is not a row number", zh: "“\(word)”不是行号")
    }

    /// What looks like a setting is made before.
    public static func setFirst(_ parameter: Parameter, _ setting: String) -> String {
        let command = "\(parameter.scope.rawValue) set \(setting)"
        return say(en: "settings go before: \(command)", zh: "请先设置：\(command)")
    }

    /// What stands for a row.
    public static var rowOrResult: String {
        say(en: "a whole number from 1, or a result such as out[3]:2", zh: "从 1 开始的整数，或结果，如 out[3]:2")
    }

    /// A word is neither how many rows nor a column.
    public static func notRowCount(_ word: String) -> String {
        say(en: "'\(word)' is not a number of rows or a column", zh: "“\(word)”既不是行数，也不是列名")
    }

    /// What stands in front of columns.
    ///
    /// - Parameter allowsAll: whether `all` may stand there.
    public static func rowCount(allowsAll: Bool) -> String {
        allowsAll
            ? say(en: "a whole number from 1, all, or columns such as tps_chip", zh: "从 1 开始的整数、all，或列名，如 tps_chip")
            : say(en: "a whole number from 1, or columns such as tps_chip", zh: "从 1 开始的整数，或列名，如 tps_chip")
    }

    /// What `all` stands for.
    public static var everyRow: String { say(en: "every row", zh: "所有行") }

    /// What orders or shows plans.
    public static var metric: String { say(en: "a metric such as tps_chip", zh: "指标，如 tps_chip") }

    /// No metric or parameter has a name.
    public static func unknownMetric(_ name: String) -> String {
        say(en: "unknown metric '\(name)'", zh: "未知指标“\(name)”")
    }

    /// A parameter stands where only a metric may.
    public static func notAMetric(_ parameter: Parameter) -> String {
        say(en: "'\(parameter.name)' is a parameter, not a metric", zh: "“\(parameter.name)”是参数，不是指标")
    }
}
