import Language
import Text
import Units

/// What is wrong with numbers and their units.
public enum QuantityWords {
    /// The refusal of a text as a number of a dimension.
    ///
    /// - Parameters:
    ///   - text: the number that is at fault, of several in a product.
    ///   - span: its characters in the line.
    public static func diagnostic(
        _ error: QuantityError, _ text: String, _ dimension: Dimension, at span: Range<Int>
    ) -> Diagnostic {
        Diagnostic(
            fault(error, text, dimension), at: span, expected: expected(error, dimension), hint: hint(error, text))
    }

    private static func fault(_ error: QuantityError, _ text: String, _ dimension: Dimension) -> String {
        switch error {
        case .notANumber:
            text.isEmpty
                ? say(en: "a number is missing beside '*' or '/'", zh: "“*”或“/”旁缺少数字")
                : say(en: "'\(text)' is not a number", zh: "“\(text)”不是数字")
        case .notAWord: say(en: "'\(text)' is no \(dimension.title)", zh: "“\(text)”不是\(dimension.title)")
        case .notFinite: say(en: "'\(text)' is not a finite number", zh: "“\(text)”不是有限数")
        case .unknownUnit(let unit, _): say(en: "unknown unit '\(unit)'", zh: "未知单位“\(unit)”")
        case .neitherShareNorSize:
            say(
                en: "'\(text)' is neither a share below 100 % nor a byte or more",
                zh: "“\(text)”既不是小于 100 % 的比例，也不是至少 1 字节的大小")
        case .wrongDimension(let unit):
            say(
                en: "'\(unit.symbol)' is a unit of \(unit.dimension.title), not of \(dimension.title)",
                zh: "“\(unit.symbol)”是\(unit.dimension.title)单位，此处应为\(dimension.title)")
        case .fractionOf(let unit): mayMeanTwo(text, unit.symbol, Decimal.grouped(Int(unit.factor)))
        case .secondUnit: say(en: "'\(text)' is the second number with a unit", zh: "“\(text)”是第二个带单位的数字")
        case .unitBelow: say(en: "'\(text)' has a unit, and stands behind '/'", zh: "“\(text)”带有单位，却位于“/”之后")
        }
    }

    private static func mayMeanTwo(_ text: String, _ symbol: String, _ factor: String) -> String {
        say(
            en: "'\(text)' may mean two numbers: \(symbol) is \(factor), a power of two",
            zh: "“\(text)”有歧义：\(symbol) 为 \(factor)，是 2 的幂")
    }

    private static func expected(_ error: QuantityError, _ dimension: Dimension) -> String {
        switch error {
        case .secondUnit: say(en: "one unit in a product", zh: "乘积中只有一个单位")
        case .unitBelow: say(en: "a plain number behind '/'", zh: "“/”之后不带单位的数字")
        default: example(dimension)
        }
    }

    /// What a value of a dimension looks like.
    public static func example(_ dimension: Dimension) -> String {
        "aeiou".contains(dimension.title.first ?? "x")
            ? say(
                en: "an \(dimension.title) such as \(dimension.example)",
                zh: "\(dimension.title)，如 \(dimension.example)")
            : say(
                en: "a \(dimension.title) such as \(dimension.example)",
                zh: "\(dimension.title)，如 \(dimension.example)")
    }

    private static func hint(_ error: QuantityError, _ text: String) -> String? {
        switch error {
        case .unknownUnit(_, let nearest): return nearest.map(LanguageWords.didYouMean)
        case .fractionOf(let unit):
            let number = text.dropLast()
            return say(
                en: "did you mean '\(number)\(unit.symbol.lowercased())' or '\(number)\(unit.symbol)i'?",
                zh: "是否指“\(number)\(unit.symbol.lowercased())”或“\(number)\(unit.symbol)i”？")
        default: return nil
        }
    }
}
