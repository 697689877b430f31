/// What a number of the cost model may be.
///
/// The equations are written once, over a lane; what is put in for the number decides what comes out: a figure (`Double`), the
/// derivative beside it (`Dual`), the bounds of all plans in a box (`Interval`), or a tape that is run for many plans
/// (`Traced`).
///
/// A comparison with `<`, `>` or `==` decides which equations are run, so that it must come out the same for every value that
/// a lane stands for. Where that may depend on the plan, equations take one of two values with `choose`.
public protocol Lane: Sendable, Comparable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    /// A number that is the same for every plan.
    init(_ value: Double)
    /// Larger than every number.
    static var infinity: Self { get }
    /// Sum.
    static func + (a: Self, b: Self) -> Self
    /// Difference.
    static func - (a: Self, b: Self) -> Self
    /// Product.
    static func * (a: Self, b: Self) -> Self
    /// Quotient.
    static func / (a: Self, b: Self) -> Self
    /// The smaller of two numbers.
    static func lesser(_ a: Self, _ b: Self) -> Self
    /// The larger of two numbers.
    static func greater(_ a: Self, _ b: Self) -> Self
    /// Whether `a` is below `b`; nil where that depends on the plan.
    static func isBelow(_ a: Self, _ b: Self) -> Bool?
    /// `x` where `a` is below `b`, else `y`; asked only where `isBelow` does not say.
    static func select(_ a: Self, below b: Self, _ x: Self, _ y: Self) -> Self
    /// The square root of a number that is not negative.
    var root: Self { get }
    /// The smallest whole number that is not below this one, which lies in 0 ..< 2^51.
    var ceiling: Self { get }
    /// The largest whole number that is not above this one, which lies in 0 ..< 2^51.
    var floor: Self { get }
    /// The smallest whole p with 2^p not below this number, which is 1 at least.
    var ceilingLog2: Self { get }
    /// This number to a whole power below 2^31.
    func wholePower(_ exponent: Self) -> Self
}

extension Lane {
    /// Adds.
    @inlinable @inline(__always) public static func += (a: inout Self, b: Self) { a = a + b }
    /// Subtracts.
    @inlinable @inline(__always) public static func -= (a: inout Self, b: Self) { a = a - b }
    /// Multiplies.
    @inlinable @inline(__always) public static func *= (a: inout Self, b: Self) { a = a * b }
    /// Divides.
    @inlinable @inline(__always) public static func /= (a: inout Self, b: Self) { a = a / b }

    /// `x` where `a` is below `b`, else `y`; the other one is not worked out where the answer is known.
    @inlinable @inline(__always) public static func choose(
        _ a: Self, below b: Self, _ x: @autoclosure () -> Self, _ y: @autoclosure () -> Self
    ) -> Self {
        switch isBelow(a, b) {
        case true?: x()
        case false?: y()
        case nil: select(a, below: b, x(), y())
        }
    }
}

extension Double: Lane {
    /// The smaller of two numbers, as a plain select: `Double.minimum` pays for NaN on every call.
    @inlinable @inline(__always) public static func lesser(_ a: Double, _ b: Double) -> Double { a < b ? a : b }
    /// The larger of two numbers.
    @inlinable @inline(__always) public static func greater(_ a: Double, _ b: Double) -> Double { a < b ? b : a }
    /// Whether `a` is below `b`.
    @inlinable @inline(__always) public static func isBelow(_ a: Double, _ b: Double) -> Bool? { a < b }
    /// `x` where `a` is below `b`, else `y`.
    @inlinable @inline(__always) public static func select(
        _ a: Double, below b: Double, _ x: Double, _ y: Double
    ) -> Double { a < b ? x : y }
    /// The square root.
    @inlinable @inline(__always) public var root: Double { squareRoot() }

    // Rounding by adding and subtracting 2^52: two additions and a compare, which the compiler vectorises on every x86-64
    // and arm64, where `rounded(.up)` is a call into libm unless SSE4.1 is assumed.

    /// The smallest whole number that is not below this one.
    @inlinable @inline(__always) public var ceiling: Double {
        let nearest = (self + 0x1p52) - 0x1p52
        return nearest < self ? nearest + 1 : nearest
    }
    /// The largest whole number that is not above this one.
    @inlinable @inline(__always) public var floor: Double {
        let nearest = (self + 0x1p52) - 0x1p52
        return nearest > self ? nearest - 1 : nearest
    }
    /// The smallest whole p with 2^p not below this number, without a call into libm.
    @inlinable @inline(__always) public var ceilingLog2: Double {
        let exponent = Double(Int32(truncatingIfNeeded: (bitPattern >> 52) & 0x7FF) &- 1023)
        return bitPattern & 0xF_FFFF_FFFF_FFFF == 0 ? exponent : exponent + 1
    }
    /// This number to a whole power, by squaring.
    @inlinable @inline(__always) public func wholePower(_ exponent: Double) -> Double {
        var rest = UInt32(truncatingIfNeeded: Int64(Double.lesser(exponent, 0x1p31)))
        var square = self
        var result = 1.0
        while rest > 0 {
            if rest & 1 == 1 { result *= square }
            square *= square
            rest >>= 1
        }
        return result
    }
}
