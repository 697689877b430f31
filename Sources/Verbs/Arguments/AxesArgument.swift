import CostModel
import Language
import Notebook
import Planning
import Units
import Words

extension Argument where State == Session, Value == [Spanned<Axis>] {
    /// The axes of a sweep: `NAME=VALUES`, where values are a list, a range `6..16:2` or `4..512:*2`, or both.
    static let axes = Argument(
        "NAME=VALUES",
        say(
            en: "a parameter and its values: a list 2,4,8 or a range 6..16:2 or 4..512:*2",
            zh: "参数及其取值：列表 2,4,8，或范围 6..16:2、4..512:*2"),
        isOptional: true, isRepeated: true, complete: ParameterCompletion.axes
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Spanned<Axis>] in
        let tokens = cursor.rest()
        var axes: [Spanned<Axis>] = []
        for token in tokens {
            let (name, value) = try KeyValue.split(token)
            let axis: Axis
            if let whole = CatalogueAxis(name.text) {
                axis = try whole.axis(value)
            } else {
                let parameter = try ParameterName.findAxis(name.text, at: name.span)
                axis = Axis(parameter, try AxisValues.read(value, parameter, isHint: cursor.isHint))
            }
            cursor.spell(name, as: axis.parameter.name)
            guard !axes.contains(where: { $0.value.parameter == axis.parameter }) else {
                throw Diagnostic(AxisWords.twice(axis.parameter), at: name.span, expected: AxisWords.eachAxisOnce)
            }
            axes.append(Spanned(value: axis, span: token.span))
        }
        return axes
    }
}

extension Argument where State == Session, Value == Spanned<Axis> {
    /// One axis of which a range without a step is spread as a curve needs it.
    static let curveAxis = Argument(
        "NAME=RANGE",
        say(
            en: "a parameter and its range 1..512, or a list or steps as 'sweep' takes them",
            zh: "参数及其范围 1..512，或“sweep”所用的列表或步长"),
        complete: { request in
            guard request.before.isEmpty else { return [] }
            return ParameterCompletion.axes(request)
        }
    ) { (cursor: inout ArgumentCursor, session: Session) throws(Diagnostic) -> Spanned<Axis> in
        let token = try cursor.require(AxisWords.curve)
        if let parameter = Parameter.named(token.text),
            let values = try CurveText.usual(parameter, session, at: token.span, isHint: cursor.isHint)
        {
            return Spanned(value: Axis(parameter, values), span: token.span)
        }
        let (name, value) = try KeyValue.split(token)
        if let whole = CatalogueAxis(name.text) {
            let axis = try whole.axis(value)
            cursor.spell(name, as: axis.parameter.name)
            return Spanned(value: axis, span: token.span)
        }
        let parameter = try ParameterName.findAxis(name.text, at: name.span)
        cursor.spell(name, as: parameter.name)
        let values = try AxisValues.read(value, parameter, isHint: cursor.isHint) { CurvePoints.of($0, parameter) }
        return Spanned(value: Axis(parameter, values), span: token.span)
    }
}

/// Reads the values of an axis.
enum AxisValues {
    /// Values that one range may hold: more is a slip of the hand.
    private static let most = 10_000_000
    /// Values of a range that a hint spells out.
    private static let mostInHint = 100

    /// The values of a list, in which ranges may stand.
    ///
    /// - Parameters:
    ///   - isHint: whether the ends of a long range are enough.
    ///   - spread: the values of a range without a step; nil for each whole number.
    static func read(
        _ token: Token, _ parameter: Parameter, isHint: Bool = false, spread: ((ClosedRange<Double>) -> [Double])? = nil
    ) throws(Diagnostic) -> [Double] {
        var values: [Double] = []
        var start = token.span.lowerBound
        for part in token.text.split(separator: ",", omittingEmptySubsequences: false) {
            let span = start..<max(start + 1, start + part.count)
            start += part.count + 1
            guard !part.isEmpty else {
                throw Diagnostic(AxisWords.valueMissing, at: span, expected: AxisWords.list)
            }
            if let range = try range(String(part), parameter, span, isHint, spread) {
                values += range
            } else {
                values.append(try QuantityArgument.read(String(part), for: parameter, at: span))
            }
        }
        var seen: Set<Double> = []
        if let twice = values.first(where: { !seen.insert($0).inserted }) {
            throw Diagnostic(AxisWords.twice(twice, parameter), at: token.span, expected: AxisWords.eachValueOnce)
        }
        return values
    }

    /// The values of `low..high`, `low..high:step` or `low..high:*factor`, or nil if the text is no range.
    private static func range(
        _ text: String, _ parameter: Parameter, _ span: Range<Int>, _ isHint: Bool,
        _ spread: ((ClosedRange<Double>) -> [Double])?
    ) throws(Diagnostic) -> [Double]? {
        guard let dots = text.firstRange(of: "..") else { return nil }
        let tail = text[dots.upperBound...].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        func part(_ piece: Substring) -> Range<Int> {
            guard span.count == text.count, !piece.isEmpty else { return span }
            let start = span.lowerBound + text.distance(from: text.startIndex, to: piece.startIndex)
            return start..<start + piece.count
        }
        let first = text[..<dots.lowerBound]
        guard !first.isEmpty, !tail[0].isEmpty else {
            let end = first.isEmpty ? span.lowerBound : min(span.upperBound, part(first).upperBound + 2)
            throw Diagnostic(
                first.isEmpty ? AxisWords.startMissing : AxisWords.endMissing, at: end..<end + 1,
                expected: AxisWords.range)
        }
        let low = try QuantityArgument.read(String(first), for: parameter, at: part(first))
        let high = try QuantityArgument.read(String(tail[0]), for: parameter, at: part(tail[0]))
        guard low <= high else {
            throw Diagnostic(AxisWords.empty(text), at: span, expected: AxisWords.risingRange)
        }
        guard tail.count > 1 else {
            if let spread { return spread(low...high) }
            return try steps(low, high, 1, text, span, isHint)
        }
        if let sign = tail[1].first, sign == "*" || sign == "×" {
            let word = tail[1].dropFirst()
            guard !word.isEmpty else { throw Diagnostic(AxisWords.factorMissing, at: span, expected: AxisWords.range) }
            let factor = try QuantityArgument.read(String(word), as: .count, at: part(word))
            guard factor > 1, low > 0 else {
                throw Diagnostic(
                    AxisWords.empty(text), at: span, expected: AxisWords.factor)
            }
            return try products(low, high, factor, parameter, text, span, isHint)
        }
        guard !tail[1].isEmpty else { throw Diagnostic(AxisWords.stepMissing, at: span, expected: AxisWords.range) }
        let step = try QuantityArgument.read(String(tail[1]), as: parameter.dimension, at: part(tail[1]))
        guard step > 0 else {
            throw Diagnostic(AxisWords.empty(text), at: span, expected: AxisWords.risingRange)
        }
        guard !parameter.isWhole || step == step.rounded() else {
            throw Diagnostic(
                AxisWords.stepNotWhole(String(tail[1])), at: part(tail[1]), expected: AxisWords.range)
        }
        return try steps(low, high, step, text, span, isHint)
    }

    /// `6..16:2` is 6, 8, 10, 12, 14, 16.
    private static func steps(
        _ low: Double, _ high: Double, _ step: Double, _ text: String, _ span: Range<Int>, _ isHint: Bool
    ) throws(Diagnostic) -> [Double] {
        let count = ((high - low) / step + 1e-9).rounded(.down) + 1
        guard count <= Double(most) else {
            throw Diagnostic(
                AxisWords.tooMany(text, most: most), at: span, expected: AxisWords.largerStep)
        }
        if isHint, count > Double(mostInHint) { return [low, high] }
        return (0..<Int(count)).map { min(high, rounded(low + Double($0) * step)) }
    }

    /// `4..512:*2` is 4, 8, 16 and so on up to 512.
    private static func products(
        _ low: Double, _ high: Double, _ factor: Double, _ parameter: Parameter, _ text: String, _ span: Range<Int>,
        _ isHint: Bool
    ) throws(Diagnostic) -> [Double] {
        var values: [Double] = []
        var value = low
        while value <= high * (1 + 1e-9) {
            guard !parameter.isWhole || value == value.rounded() else {
                throw Diagnostic(
                    AxisWords.valueNotWhole(text, value), at: span,
                    expected: AxisWords.wholeFactor(parameter))
            }
            values.append(min(high, value))
            if isHint, values.count > mostInHint { return [low, high] }
            // A factor of 1.000001 runs over every number that a machine can tell apart.
            guard values.count <= most else {
                throw Diagnostic(
                    AxisWords.tooMany(text, most: most), at: span, expected: AxisWords.largerFactor
                )
            }
            value = rounded(value * factor)
        }
        return values
    }

    /// The value without the last digits of binary arithmetic: 0.1 + 2 * 0.1 is 0.3.
    private static func rounded(_ value: Double) -> Double {
        value == value.rounded() ? value : Decimal.rounded(value, digits: 14)
    }
}
