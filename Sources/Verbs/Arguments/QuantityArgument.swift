import CostModel
import Language
import Text
import Units
import Words

/// Turns text into numbers of a dimension, or into a diagnostic that says what was expected.
enum QuantityArgument {
    /// Reads a number with an optional unit.
    static func read(_ text: String, as dimension: Dimension, at span: Range<Int>) throws(Diagnostic) -> Double {
        try reading(text, as: dimension, at: span).value
    }

    /// Reads a number with an optional unit and says whether there was one.
    static func reading(_ text: String, as dimension: Dimension, at span: Range<Int>) throws(Diagnostic)
        -> Quantity.Reading
    {
        do throws(Quantity.Fault) {
            return try Quantity.read(text, as: dimension)
        } catch {
            // A word in quotes is longer than its text, and one of two words has a space in it.
            guard span.count == text.count, !error.part.isEmpty else {
                throw QuantityWords.diagnostic(error.error, String(Array(text)[error.part]), dimension, at: span)
            }
            let part = span.lowerBound + error.part.lowerBound..<span.lowerBound + error.part.upperBound
            throw QuantityWords.diagnostic(error.error, String(Array(text)[error.part]), dimension, at: part)
        }
    }

    /// Reads a value of a parameter and checks its range.
    static func read(_ text: String, for parameter: Parameter, at span: Range<Int>) throws(Diagnostic) -> Double {
        if !parameter.choices.isEmpty { return try choice(text, of: parameter, at: span) }
        let value = try read(text, as: parameter.dimension, at: span)
        switch parameter.refusal(of: value) {
        case nil: return value
        case .notFinite: throw QuantityWords.diagnostic(.notFinite, text, parameter.dimension, at: span)
        case .notWhole:
            throw Diagnostic(
                ParameterWords.notWhole(text), at: span, expected: ParameterWords.wholeNumber(parameter))
        case .outOfRange:
            throw Diagnostic(
                ParameterWords.outOfRange(text, parameter), at: span,
                expected: ParameterWords.range(parameter), hint: withUnit(text, value, parameter))
        }
    }

    /// The same number with the unit that was probably meant: `8` as a bandwidth is 8GB/s.
    ///
    /// Nil where the text has a unit, or where no usual unit brings the value into the range.
    private static func withUnit(_ text: String, _ value: Double, _ parameter: Parameter) -> String? {
        guard (try? Quantity.read(text, as: parameter.dimension))?.hasUnit == false else { return nil }
        let unit = usualUnits(parameter.dimension).compactMap(Unit.named).first { unit in
            // 1.5 of a share is a slip, and no 1.5 %.
            parameter.range.contains(value * unit.factor) && (unit.dimension != .ratio || value >= 2)
        }
        return unit.map { LanguageWords.didYouMean(Decimal.shortest(value) + $0.symbol) }
    }

    /// The units that people leave out, the likeliest first.
    private static func usualUnits(_ dimension: Dimension) -> [String] {
        switch dimension {
        case .bandwidth: ["GB/s"]
        case .bytes: ["GB"]
        case .bytesOrShare: ["%", "GB"]
        case .compute: ["TFLOP/s"]
        case .time: ["us", "ms"]
        case .ratio: ["%"]
        case .power: ["kW"]
        case .energy: ["kWh"]
        case .count, .throughput, .rate, .money, .release, .load: []
        }
    }

    /// Reads one of a parameter's words.
    private static func choice(_ text: String, of parameter: Parameter, at span: Range<Int>) throws(Diagnostic)
        -> Double
    {
        if let index = parameter.choices.firstIndex(of: text.lowercased()) { return Double(index) }
        throw Diagnostic(
            ParameterWords.unknownChoice(text, parameter), at: span, expected: LanguageWords.oneOf(parameter.choices),
            hint: NearestName.of(text, in: parameter.choices).map(LanguageWords.didYouMean))
    }
}
