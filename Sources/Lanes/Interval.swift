/// All numbers between two bounds, which are rounded outwards, so that no result lies outside.
///
/// What may be no number at all (NaN) is everything, and stays so: what is not known never rules a plan out.
package struct Interval: Sendable, Equatable {
    /// The least number.
    package let low: Double
    /// The largest number.
    package let high: Double

    /// One number.
    package init(_ value: Double) { self.init(value, value) }

    /// All numbers from `low` to `high`; everything where these do not say what lies between them.
    package init(_ low: Double, _ high: Double) {
        let isSound = low <= high
        self.low = isSound ? low : -.infinity
        self.high = isSound ? high : .infinity
    }

    /// Every number, and none.
    package static var everything: Interval { Interval(-.infinity, .infinity) }

    /// Whether nothing is known.
    package var isEverything: Bool { low == -.infinity && high == .infinity }

    /// Whether a number lies in it; NaN lies in everything alone.
    package func contains(_ value: Double) -> Bool { (low <= value && value <= high) || isEverything }

    /// The least interval that holds both.
    package func joined(_ other: Interval) -> Interval {
        Interval(Double.lesser(low, other.low), Double.greater(high, other.high))
    }

    /// The bounds of a result that was rounded to the nearest number.
    private static func outward(_ low: Double, _ high: Double) -> Interval { Interval(low.nextDown, high.nextUp) }
}

extension Interval: Lane {
    package init(floatLiteral value: Double) { self.init(value) }
    package init(integerLiteral value: Int) { self.init(Double(value)) }
    package static var infinity: Interval { Interval(.infinity) }

    package static func + (a: Interval, b: Interval) -> Interval { outward(a.low + b.low, a.high + b.high) }
    package static func - (a: Interval, b: Interval) -> Interval { outward(a.low - b.high, a.high - b.low) }
    package static func * (a: Interval, b: Interval) -> Interval {
        let (first, fourth) = (a.low * b.low, a.high * b.high)
        // Of numbers that are not negative only infinity times zero is none.
        if a.low >= 0, b.low >= 0, fourth < .infinity { return outward(first, fourth) }
        let (second, third) = (a.low * b.high, a.high * b.low)
        if (first + second + third + fourth).isNaN { return .everything }
        return outward(min(first, second, third, fourth), max(first, second, third, fourth))
    }
    package static func / (a: Interval, b: Interval) -> Interval {
        if b.low > 0 {
            // Infinity by infinity is no number.
            if b.high == .infinity, a.low == -.infinity || a.high == .infinity { return .everything }
            return outward(
                a.low >= 0 ? a.low / b.high : a.low / b.low, a.high >= 0 ? a.high / b.low : a.high / b.high)
        }
        if b.high < 0 { return Interval(-a.high, -a.low) / Interval(-b.high, -b.low) }
        // A divisor of zero leaves infinity with the sign of the dividend and its own, or no number.
        let isPositive = b.low == 0 && b.low.sign == .plus && a.low > 0
        return isPositive && a.high / b.high < .infinity
            ? Interval((a.low / b.high).nextDown, .infinity) : .everything
    }
    package static func lesser(_ a: Interval, _ b: Interval) -> Interval {
        if a.isEverything || b.isEverything { return .everything }
        return Interval(Double.lesser(a.low, b.low), Double.lesser(a.high, b.high))
    }
    package static func greater(_ a: Interval, _ b: Interval) -> Interval {
        if a.isEverything || b.isEverything { return .everything }
        return Interval(Double.greater(a.low, b.low), Double.greater(a.high, b.high))
    }
    package static func isBelow(_ a: Interval, _ b: Interval) -> Bool? {
        if a.high < b.low { return true }
        return a.low >= b.high ? false : nil
    }
    package static func select(_ a: Interval, below b: Interval, _ x: Interval, _ y: Interval) -> Interval {
        switch isBelow(a, b) {
        case true?: x
        case false?: y
        case nil: x.joined(y)
        }
    }
    package var root: Interval {
        if isEverything { return self }
        return Self.outward(Double.greater(0, low).squareRoot(), Double.greater(0, high).squareRoot())
    }
    package var ceiling: Interval { Interval(low.rounded(.up), high.rounded(.up)) }
    package var floor: Interval { Interval(low.rounded(.down), high.rounded(.down)) }
    package var ceilingLog2: Interval {
        if isEverything { return self }
        return Interval(Double.greater(1, low).ceilingLog2, Double.greater(1, high).ceilingLog2)
    }
    package func wholePower(_ exponent: Interval) -> Interval {
        guard exponent.low >= 0, !isEverything else { return .everything }
        guard low >= 0 else {
            // A power of what is negative has either sign.
            let below = Interval(0, -low).wholePower(exponent).high
            let above = high > 0 ? Interval(0, high).wholePower(exponent).high : 0
            return Interval(-below, Double.greater(below, above))
        }
        // Powers of a share fall with the exponent, those of a number above one grow.
        let least = low < 1 ? Self.power(low, exponent.high) : Self.power(low, exponent.low)
        let most = high < 1 ? Self.power(high, exponent.low) : Self.power(high, exponent.high)
        // Each squaring doubles the error of the one before: as many roundings add up as the exponent says.
        let error = Double.lesser(1, (exponent.high + 1) * 0x1p-52)
        return Self.outward(least * (1 - error), most * (1 + error))
    }

    private static func power(_ base: Double, _ exponent: Double) -> Double {
        if exponent >= 0x1p31 { return base < 1 ? 0 : base > 1 ? .infinity : 1 }
        return base.wholePower(exponent.rounded(base < 1 ? .down : .up))
    }

    /// Whether every number of one lies below every number of the other.
    package static func < (a: Interval, b: Interval) -> Bool { a.high < b.low }
}
