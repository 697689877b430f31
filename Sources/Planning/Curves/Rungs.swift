import CostModel

/// The values of a parameter that can be told apart, in rising order: whole numbers, or decimals of four digits.
struct Rungs: Sendable {
    private enum Kind: Sendable {
        /// The same step from one to the next.
        case steps(first: Double, step: Double)
        /// Decimals of `digits` digits, by their numbers from this one on, perhaps behind zero.
        case decimals(first: Int, hasZero: Bool)
        case list([Double])
    }

    /// How many there are.
    let count: Int
    private let kind: Kind

    /// Significant digits of values that are not whole, as many as are shown.
    private static let digits = 4
    /// Decimals of a decade.
    private static let decade = 9000

    /// These values, which rise.
    init(_ values: [Double]) {
        kind = .list(values)
        count = values.count
    }

    /// Multiples of a step in a range, beginning with its lower end.
    init(steps step: Double, within range: ClosedRange<Double>) {
        kind = .steps(first: range.lowerBound, step: step)
        count = Int((range.upperBound - range.lowerBound) / step) + 1
    }

    /// The values of a parameter in a range, whether they divide or not.
    init(_ parameter: Parameter, within range: ClosedRange<Double>) {
        guard !parameter.isWhole else {
            kind = .steps(first: range.lowerBound, step: 1)
            count = Int(range.upperBound - range.lowerBound) + 1
            return
        }
        // Behind 0 begins what is worth a look: a billionth of the largest time, rate or price, a millionth of anything else.
        let least = range.upperBound * ([.time, .rate, .money].contains(parameter.dimension) ? 1e-9 : 1e-6)
        // A rate of 0 stands for a closed loop, which is another thing than a low rate.
        let hasZero = range.lowerBound == 0 && parameter.dimension != .rate
        let first = Self.number(of: range.lowerBound == 0 ? least : range.lowerBound, roundsUp: true)
        kind = .decimals(first: first, hasZero: hasZero)
        count = max(0, Self.number(of: range.upperBound, roundsUp: false) - first + 1) + (hasZero ? 1 : 0)
    }

    /// The value with this number, from 0.
    subscript(index: Int) -> Double {
        switch kind {
        case .steps(let first, let step): return first + Double(index) * step
        case .list(let values): return values[index]
        case .decimals(let first, let hasZero):
            guard index > 0 || !hasZero else { return 0 }
            return Self.decimal(first + index - (hasZero ? 1 : 0))
        }
    }

    /// The number of the last value that is not above this one; nil where there is none.
    func place(of value: Double) -> Int? {
        guard count > 0, self[0] <= value else { return nil }
        var (low, high) = (0, count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if self[middle] <= value { low = middle } else { high = middle }
        }
        return low
    }

    /// Numbers of about so many values, spread so that each is a small step from the one before; all where they are no more.
    func spread(_ most: Int) -> [Int] {
        guard count > most else { return Array(0..<count) }
        var numbers: [Int] = []
        switch kind {
        case .decimals, .list: numbers = Array(stride(from: 0, to: count, by: (count + most - 1) / most))
        case .steps:
            // As many leading digits of the number as leave few enough: up to a billion, three below a few thousand.
            var (next, step, border) = (0, 1, most > 6500 ? 1000 : 100)
            while next < count {
                numbers.append(next)
                next += step
                if next >= border { (step, border) = (step * 10, border * 10) }
            }
        }
        if numbers.last != count - 1 { numbers.append(count - 1) }
        return numbers
    }

    /// Closes in on two neighbours of which one meets what the other does not, between two that do so.
    func turn(
        _ low: Verdict, _ high: Verdict, _ parameter: Parameter, _ judge: (Scenario) -> Verdict
    ) -> (low: Verdict, high: Verdict) {
        var (low, high) = (low, high)
        var (before, behind) = (-1, count)
        while behind - before > 1 {
            let middle = (before + behind) / 2
            let value = self[middle]
            // The ends need not be among these values.
            if value <= parameter.get(low.scenario) {
                before = middle
            } else if value >= parameter.get(high.scenario) {
                behind = middle
            } else {
                let verdict = judge(low.scenario.setting([Setting(parameter, value)]))
                if verdict.isFeasible == low.isFeasible {
                    (low, before) = (verdict, middle)
                } else {
                    (high, behind) = (verdict, middle)
                }
            }
        }
        return (low, high)
    }

    /// The decimal with a number: the mantissas 1000 to 9999 of a decade, then those of the next.
    private static func decimal(_ number: Int) -> Double {
        let (decade, place) = (floored(number, Self.decade), number - floored(number, Self.decade) * Self.decade)
        let (mantissa, exponent) = (Double(1000 + place), decade - (digits - 1))
        return exponent < 0 ? mantissa / power(-exponent) : mantissa * power(exponent)
    }

    /// The number of a positive value, or of the next decimal where it is none.
    private static func number(of value: Double, roundsUp: Bool) -> Int {
        var decade = 0
        while value >= power(decade + 1) { decade += 1 }
        while value < (decade < 0 ? 1 / power(-decade) : power(decade)) { decade -= 1 }
        let exponent = decade - (digits - 1)
        let exact = exponent < 0 ? value * power(-exponent) : value / power(exponent)
        let nearest = exact.rounded()
        let isDecimal = (exact - nearest).magnitude < 1e-9 * exact
        let mantissa = isDecimal ? nearest : exact.rounded(roundsUp ? .up : .down)
        return decade * Self.decade + Int(mantissa) - 1000
    }

    private static func floored(_ number: Int, _ divisor: Int) -> Int {
        let (quotient, rest) = number.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }

    /// Ten to the power of a number from 0, which is exact up to 22.
    private static func power(_ exponent: Int) -> Double {
        (0..<max(0, exponent)).reduce(1.0) { power, _ in power * 10 }
    }
}
