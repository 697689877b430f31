// Rounding by adding and subtracting 2^52: two additions and a compare, which the compiler vectorises on every x86-64
// and arm64, where `rounded(.up)` is a call into libm unless SSE4.1 is assumed. Exact for 0 <= x < 2^51.

/// The smallest whole number that is not below `x`, for 0 <= `x` < 2^51.
@inline(__always) func ceiling(_ x: Double) -> Double {
    let nearest = (x + 0x1p52) - 0x1p52
    return nearest < x ? nearest + 1 : nearest
}

/// The largest whole number that is not above `x`, for 0 <= `x` < 2^51.
@inline(__always) func floored(_ x: Double) -> Double {
    let nearest = (x + 0x1p52) - 0x1p52
    return nearest > x ? nearest - 1 : nearest
}

/// A size of a matrix product and what the matrix unit makes of it.
struct PaddedSize {
    let size: Double
    let padded: Double
}

/// A step to whose multiples sizes are padded, with its reciprocal: a division takes four times a multiplication.
struct PaddingStep {
    let size: Double
    private let reciprocal: Double

    @inline(__always) init(_ size: Double) {
        self.size = size
        reciprocal = 1 / size
    }

    /// The smallest multiple of the step that is not below `x`.
    ///
    /// The product with a rounded reciprocal may lie a few 1e-16 of itself above a whole number that it should meet;
    /// taking 1e-9 off keeps such a number and changes no other, since sizes are whole and steps below 1e8.
    @inline(__always) func pad(_ x: Double) -> PaddedSize {
        PaddedSize(size: x, padded: ceiling(x * reciprocal - 1e-9) * size)
    }
}

/// Whether `dividend` is a whole, non-zero multiple of `divisor`.
@inline(__always) func divides(_ dividend: Double, _ divisor: Double) -> Bool {
    let quotient = dividend / divisor
    return quotient >= 1 && ceiling(quotient) == quotient
}

/// The smaller of two numbers, as a plain select: `Double.minimum` pays for NaN on every call.
@inline(__always) func lesser(_ a: Double, _ b: Double) -> Double { a < b ? a : b }

/// The larger of two numbers, as a plain select.
@inline(__always) func greater(_ a: Double, _ b: Double) -> Double { a < b ? b : a }

/// `base` to a whole power below 2^31, by squaring.
@inline(__always) func wholePower(_ base: Double, _ exponent: Double) -> Double {
    var rest = UInt32(truncatingIfNeeded: Int64(lesser(exponent, 0x1p31)))
    var square = base
    var result = 1.0
    while rest > 0 {
        if rest & 1 == 1 { result *= square }
        square *= square
        rest >>= 1
    }
    return result
}
