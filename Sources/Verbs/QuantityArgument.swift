import Language
import CostModel
import Text
import Units

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
                throw diagnostic(error.error, String(Array(text)[error.part]), dimension, span)
            }
            let part = span.lowerBound + error.part.lowerBound..<span.lowerBound + error.part.upperBound
            throw diagnostic(error.error, String(Array(text)[error.part]), dimension, part)
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
            throw Diagnostic(
                "'\(text)' is not a whole number", at: span, expected: "a whole number for \(parameter.name)")
        case .outOfRange:
            throw Diagnostic(
                "\(text) is out of range for \(parameter.name)", at: span,
                expected: describe(parameter.range, parameter), hint: withUnit(text, value, parameter))
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
        return unit.map { "did you mean '\(Decimal.shortest(value))\($0.symbol)'?" }
    }

    /// The units that people leave out, the likeliest first.
    private static func usualUnits(_ dimension: Dimension) -> [String] {
        switch dimension {
        case .bandwidth: ["GB/s"]
        case .bytes: ["GB"]
        case .bytesOrShare: ["%", "GB"]
        case .compute: ["TFLOPS"]
        case .time: ["us", "ms"]
        case .ratio: ["%"]
        case .power: ["kW"]
        case .energy: ["kWh"]
        case .count, .throughput, .money: []
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
        case .notANumber:
            return Diagnostic(
                text.isEmpty ? "a number is missing beside '*' or '/'" : "'\(text)' is not a number", at: span,
                expected: expected)
        case .notFinite: return Diagnostic("'\(text)' is not a finite number", at: span, expected: expected)
        case .unknownUnit(let unit, let nearest):
            return Diagnostic(
                "unknown unit '\(unit)'", at: span, expected: expected, hint: nearest.map { "did you mean '\($0)'?" })
        case .neitherShareNorSize:
            return Diagnostic(
                "'\(text)' is neither a share below 100 % nor a byte or more", at: span, expected: expected)
        case .wrongDimension(let unit):
            return Diagnostic(
                "'\(unit.symbol)' is a unit of \(unit.dimension.title), not of \(dimension.title)", at: span,
                expected: expected)
        case .fractionOf(let unit):
            let small = unit.symbol.lowercased()
            return Diagnostic(
                "'\(text)' may mean two numbers: \(unit.symbol) is \(Decimal.grouped(Int(unit.factor))), a power of two",
                at: span, expected: expected,
                hint: "did you mean '\(text.dropLast())\(small)' or '\(text.dropLast())\(unit.symbol)i'?")
        case .secondUnit:
            return Diagnostic("'\(text)' is the second number with a unit", at: span, expected: "one unit in a product")
        case .unitBelow:
            return Diagnostic(
                "'\(text)' has a unit, and stands behind '/'", at: span, expected: "a plain number behind '/'")
        }
    }
}
