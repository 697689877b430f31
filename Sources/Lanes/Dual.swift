/// A number with its derivative by one input.
///
/// Where the equations have a corner or a step the derivative is that of the side on which the number lies.
public struct Dual: Sendable, Equatable {
    /// The number.
    public var value: Double
    /// Its derivative.
    public var derivative: Double

    /// A number that does not change with the input.
    @inlinable public init(_ value: Double) { (self.value, derivative) = (value, 0) }

    /// A number and its derivative.
    @inlinable public init(_ value: Double, derivative: Double) { (self.value, self.derivative) = (value, derivative) }

    /// A number that is the input itself, whose derivative is 1, or one that does not change with it.
    @inlinable public init(_ value: Double, isInput: Bool) { self.init(value, derivative: isInput ? 1 : 0) }
}

extension Dual: Lane {
    /// A constant.
    @inlinable public init(floatLiteral value: Double) { self.init(value) }
    /// A constant.
    @inlinable public init(integerLiteral value: Int) { self.init(Double(value)) }
    /// Infinity, a constant.
    @inlinable public static var infinity: Dual { Dual(.infinity) }

    /// The sum.
    @inlinable public static func + (a: Dual, b: Dual) -> Dual {
        Dual(a.value + b.value, derivative: a.derivative + b.derivative)
    }
    /// The difference.
    @inlinable public static func - (a: Dual, b: Dual) -> Dual {
        Dual(a.value - b.value, derivative: a.derivative - b.derivative)
    }
    /// The product: (ab)' = a'b + ab'.
    @inlinable public static func * (a: Dual, b: Dual) -> Dual {
        Dual(a.value * b.value, derivative: product(a.derivative, b.value) + product(a.value, b.derivative))
    }
    /// The quotient: (a/b)' = (a' - (a/b) b') / b.
    @inlinable public static func / (a: Dual, b: Dual) -> Dual {
        let quotient = a.value / b.value
        return Dual(quotient, derivative: (a.derivative - product(quotient, b.derivative)) / b.value)
    }
    /// The lesser number with its derivative.
    @inlinable public static func lesser(_ a: Dual, _ b: Dual) -> Dual { a.value < b.value ? a : b }
    /// The greater number with its derivative.
    @inlinable public static func greater(_ a: Dual, _ b: Dual) -> Dual { a.value < b.value ? b : a }
    /// Whether a number is below another.
    @inlinable public static func isBelow(_ a: Dual, _ b: Dual) -> Bool? { a.value < b.value }
    /// The number of the side on which the condition lies.
    @inlinable public static func select(_ a: Dual, below b: Dual, _ x: Dual, _ y: Dual) -> Dual {
        a.value < b.value ? x : y
    }
    /// The square root: half of the derivative over the root.
    @inlinable public var root: Dual {
        let root = value.squareRoot()
        return Dual(root, derivative: derivative == 0 ? 0 : derivative / (2 * root))
    }
    /// The next whole number, a constant.
    @inlinable public var ceiling: Dual { Dual(value.ceiling) }
    /// The whole number before, a constant.
    @inlinable public var floor: Dual { Dual(value.floor) }
    /// The whole steps of doubling, a constant.
    @inlinable public var ceilingLog2: Dual { Dual(value.ceilingLog2) }
    /// A whole power.
    @inlinable public func wholePower(_ exponent: Dual) -> Dual {
        guard derivative != 0, exponent.value >= 1 else { return Dual(value.wholePower(exponent.value)) }
        return Dual(
            value.wholePower(exponent.value),
            derivative: derivative * exponent.value * value.wholePower(exponent.value - 1))
    }
    /// Compares the numbers.
    @inlinable public static func < (a: Dual, b: Dual) -> Bool { a.value < b.value }
    /// Compares the numbers.
    @inlinable public static func <= (a: Dual, b: Dual) -> Bool { a.value <= b.value }
    /// Numbers are equal if their values are: a comparison decides which equations are run.
    @inlinable public static func == (a: Dual, b: Dual) -> Bool { a.value == b.value }

    /// No share of infinity is nothing: what does not change the input changes nothing.
    @inlinable static func product(_ a: Double, _ b: Double) -> Double { a == 0 || b == 0 ? 0 : a * b }
}
