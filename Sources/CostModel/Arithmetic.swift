import Lanes

/// The smallest whole number that is not below `x`, for 0 <= `x` < 2^51.
@inline(__always) func ceiling<V: Lane>(_ x: V) -> V { x.ceiling }

/// The largest whole number that is not above `x`, for 0 <= `x` < 2^51.
@inline(__always) func floored<V: Lane>(_ x: V) -> V { x.floor }

/// The smaller of two numbers.
@inline(__always) func lesser<V: Lane>(_ a: V, _ b: V) -> V { V.lesser(a, b) }

/// The larger of two numbers.
@inline(__always) func greater<V: Lane>(_ a: V, _ b: V) -> V { V.greater(a, b) }

/// Whether `dividend` is a whole, non-zero multiple of `divisor`.
@inline(__always) func divides(_ dividend: Double, _ divisor: Double) -> Bool {
    let quotient = dividend / divisor
    return quotient >= 1 && ceiling(quotient) == quotient
}

extension Engine {
    /// A size of a matrix product and what the matrix unit makes of it.
    struct PaddedSize {
        let size: V
        let padded: V
    }

    /// A step to whose multiples sizes are padded, with its reciprocal: a division takes four times a multiplication.
    struct PaddingStep {
        let size: V
        private let reciprocal: V

        @inline(__always) init(_ size: V) {
            self.size = size
            reciprocal = 1 / size
        }

        /// The smallest multiple of the step that is not below `x`.
        ///
        /// The product with a rounded reciprocal may lie a few 1e-16 of itself above a whole number that it should meet;
        /// taking 1e-9 off keeps such a number and changes no other, since sizes are whole and steps below 1e8.
        @inline(__always) func pad(_ x: V) -> PaddedSize {
            PaddedSize(size: x, padded: ceiling(x * reciprocal - 1e-9) * size)
        }
    }
}
