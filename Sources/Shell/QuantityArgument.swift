import CostModel
import Text
import Units

/// Turns text into numbers of a dimension, or into a diagnostic that says what was expected.
enum QuantityArgument {
    /// Reads a number with an optional unit.
    static func read(_ text: String, as dimension: Dimension, at span: Range<Int>) throws(Diagnostic) -> Double {
        do throws(QuantityError) {
            return try Quantity.parse(text, as: dimension)
        } catch {
            throw diagnostic(error, text, dimension, span)
        }
    }

    /// Reads a value of a parameter and checks its range.
    static func read(_ text: String, for parameter: Parameter, at span: Range<Int>) throws(Diagnostic) -> Double {
        if !parameter.choices.isEmpty { return try choice(text, of: parameter, at: span) }
        let value = try read(text, as: parameter.dimension, at: span)
        switch parameter.refusal(of: value) {
        case nil: return value
        case .notFinite: throw diagnostic(.notFinite, text, parameter.dimension, span)
        case .notWhole:
            throw Diagnostic("'\(text)' is no whole number", at: span, expected: "a whole number for \(parameter.name)")
        case .outOfRange:
            throw Diagnostic(
                "\(text) is out of range for \(parameter.name)", at: span,
                expected: describe(parameter.range, parameter))
        }
    }

    /// Reads one of a parameter's words.
    private static func choice(_ text: String, of parameter: Parameter, at span: Range<Int>) throws(Diagnostic)
        -> Double
    {
        if let index = parameter.choices.firstIndex(of: text.lowercased()) { return Double(index) }
        throw Diagnostic(
            "unknown \(parameter.name) '\(text)'", at: span,
            expected: "one of \(parameter.choices.joined(separator: ", "))",
            hint: NearestName.of(text, in: parameter.choices).map { "did you mean '\($0)'?" })
    }

    /// What a value of a parameter looks like.
    static func example(_ parameter: Parameter) -> String {
        parameter.choices.isEmpty
            ? "a value: \(parameter.dimension.example)" : "one of " + parameter.choices.joined(separator: ", ")
    }

    /// A range in words.
    static func describe(_ range: ClosedRange<Double>, _ parameter: Parameter) -> String {
        if !parameter.choices.isEmpty { return "one of " + parameter.choices.joined(separator: ", ") }
        let low = Quantity.format(range.lowerBound, parameter.dimension)
        let high = Quantity.format(range.upperBound, parameter.dimension)
        return "\(low) to \(high)"
    }

    private static func diagnostic(
        _ error: QuantityError, _ text: String, _ dimension: Dimension, _ span: Range<Int>
    ) -> Diagnostic {
        let article = "aeiou".contains(dimension.title.first ?? "x") ? "an" : "a"
        let expected = "\(article) \(dimension.title) such as \(dimension.example)"
        switch error {
        case .notANumber: return Diagnostic("'\(text)' is no number", at: span, expected: expected)
        case .notFinite: return Diagnostic("'\(text)' is not a finite number", at: span, expected: expected)
        case .unknownUnit(let unit, let nearest):
            return Diagnostic(
                "unknown unit '\(unit)'", at: span, expected: expected, hint: nearest.map { "did you mean '\($0)'?" })
        case .wrongDimension(let unit):
            return Diagnostic(
                "'\(unit.symbol)' is a unit of \(unit.dimension.title), not of \(dimension.title)", at: span,
                expected: expected)
        }
    }
}
