/// All numbers between two bounds, which are rounded outwards, so that no result lies outside.
///
/// A bound that is not a number is taken for no bound at all: what is not known never rules a plan out.
package struct Interval: Sendable, Equatable {
    /// The least number.
    package var low: Double
    /// The largest number.
    package var high: Double

    /// One number.
    package init(_ value: Double) { (low, high) = (value, value) }

    /// All numbers from `low` to `high`.
    package init(_ low: Double, _ high: Double) { (self.low, self.high) = (low, high) }

    /// Every number.
    package static var everything: Interval { Interval(-.infinity, .infinity) }

    /// Whether a number lies in it.
    package func contains(_ value: Double) -> Bool { !(value < low) && !(value > high) }

    /// The least interval that holds both.
    package func joined(_ other: Interval) -> Interval {
        Interval(Double.lesser(low, other.low), Double.greater(high, other.high)).sound
    }

    /// No bounds where one of them is not a number.
    var sound: Interval { low <= high ? self : .everything }

    /// The bounds of a result that was rounded to the nearest number.
    var outward: Interval {
        low <= high ? Interval(low.nextDown, high.nextUp) : .everything
    }
}

extension Interval: Lane {
    package init(floatLiteral value: Double) { self.init(value) }
    package init(integerLiteral value: Int) { self.init(Double(value)) }
    package static var infinity: Interval { Interval(.infinity) }

    package static func + (a: Interval, b: Interval) -> Interval { Interval(a.low + b.low, a.high + b.high).outward }
    package static func - (a: Interval, b: Interval) -> Interval { Interval(a.low - b.high, a.high - b.low).outward }
    package static func * (a: Interval, b: Interval) -> Interval {
        if a.low >= 0, b.low >= 0 { return Interval(a.low * b.low, a.high * b.high).outward }
        let (first, second) = (a.low * b.low, a.low * b.high)
        let (third, fourth) = (a.high * b.low, a.high * b.high)
        if (first + second + third + fourth).isNaN { return .everything }
        return Interval(min(first, second, third, fourth), max(first, second, third, fourth)).outward
    }
    package static func / (a: Interval, b: Interval) -> Interval {
        if b.low > 0 {
            return Interval(
                a.low >= 0 ? a.low / b.high : a.low / b.low, a.high >= 0 ? a.high / b.low : a.high / b.high
            ).outward
        }
        if b.high < 0 { return Interval(-a.high, -a.low) / Interval(-b.high, -b.low) }
        // A divisor of zero leaves a quotient with the sign of the dividend, or anything.
        return b.low == 0 && b.high > 0 && a.low > 0 ? Interval((a.low / b.high).nextDown, .infinity) : .everything
    }
    package static func lesser(_ a: Interval, _ b: Interval) -> Interval {
        Interval(Double.lesser(a.low, b.low), Double.lesser(a.high, b.high)).sound
    }
    package static func greater(_ a: Interval, _ b: Interval) -> Interval {
        Interval(Double.greater(a.low, b.low), Double.greater(a.high, b.high)).sound
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
        Interval(Double.greater(0, low).squareRoot(), Double.greater(0, high).squareRoot()).outward
    }
    package var ceiling: Interval { Interval(low.rounded(.up), high.rounded(.up)).sound }
    package var floor: Interval { Interval(low.rounded(.down), high.rounded(.down)).sound }
    package var ceilingLog2: Interval {
        high < .infinity
            ? Interval(Double.greater(1, low).ceilingLog2, Double.greater(1, high).ceilingLog2)
            : Interval(Double.greater(1, low).ceilingLog2, .infinity)
    }
    package func wholePower(_ exponent: Interval) -> Interval {
        // Powers of a share fall with the exponent, those of a number above one grow.
        guard low >= 0, exponent.low >= 0 else { return .everything }
        let least = low < 1 ? Self.power(low, exponent.high) : Self.power(low, exponent.low)
        let most = high < 1 ? Self.power(high, exponent.low) : Self.power(high, exponent.high)
        // Each squaring rounds once; as many as there are bits, and as many products.
        return Interval(least * (1 - 0x1p-46), most * (1 + 0x1p-46)).outward
    }

    private static func power(_ base: Double, _ exponent: Double) -> Double {
        if exponent >= 0x1p31 { return base < 1 ? 0 : base > 1 ? .infinity : 1 }
        return base.wholePower(exponent.rounded(base < 1 ? .down : .up))
    }

    /// Whether every number of one lies below every number of the other.
    package static func < (a: Interval, b: Interval) -> Bool { a.high < b.low }
}
