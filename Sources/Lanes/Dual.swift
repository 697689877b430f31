/// A number with its derivative by one input.
///
/// Where the equations have a corner or a step the derivative is that of the side on which the number lies.
package struct Dual: Sendable, Equatable {
    /// The number.
    package var value: Double
    /// Its derivative.
    package var derivative: Double

    /// A number that does not change with the input.
    package init(_ value: Double) { (self.value, derivative) = (value, 0) }

    /// A number and its derivative; that of the input itself is 1.
    package init(_ value: Double, derivative: Double) { (self.value, self.derivative) = (value, derivative) }
}

extension Dual: Lane {
    package init(floatLiteral value: Double) { self.init(value) }
    package init(integerLiteral value: Int) { self.init(Double(value)) }
    package static var infinity: Dual { Dual(.infinity) }

    package static func + (a: Dual, b: Dual) -> Dual {
        Dual(a.value + b.value, derivative: a.derivative + b.derivative)
    }
    package static func - (a: Dual, b: Dual) -> Dual {
        Dual(a.value - b.value, derivative: a.derivative - b.derivative)
    }
    package static func * (a: Dual, b: Dual) -> Dual {
        Dual(a.value * b.value, derivative: product(a.derivative, b.value) + product(a.value, b.derivative))
    }
    package static func / (a: Dual, b: Dual) -> Dual {
        let quotient = a.value / b.value
        return Dual(quotient, derivative: (a.derivative - product(quotient, b.derivative)) / b.value)
    }
    package static func lesser(_ a: Dual, _ b: Dual) -> Dual { a.value < b.value ? a : b }
    package static func greater(_ a: Dual, _ b: Dual) -> Dual { a.value < b.value ? b : a }
    package static func isBelow(_ a: Dual, _ b: Dual) -> Bool? { a.value < b.value }
    package static func select(_ a: Dual, below b: Dual, _ x: Dual, _ y: Dual) -> Dual { a.value < b.value ? x : y }
    package var root: Dual {
        let root = value.squareRoot()
        return Dual(root, derivative: derivative == 0 ? 0 : derivative / (2 * root))
    }
    package var ceiling: Dual { Dual(value.ceiling) }
    package var floor: Dual { Dual(value.floor) }
    package var ceilingLog2: Dual { Dual(value.ceilingLog2) }
    package func wholePower(_ exponent: Dual) -> Dual {
        guard derivative != 0, exponent.value >= 1 else { return Dual(value.wholePower(exponent.value)) }
        return Dual(
            value.wholePower(exponent.value),
            derivative: derivative * exponent.value * value.wholePower(exponent.value - 1))
    }
    package static func < (a: Dual, b: Dual) -> Bool { a.value < b.value }
    package static func <= (a: Dual, b: Dual) -> Bool { a.value <= b.value }
    /// Numbers are equal if their values are: a comparison decides which equations are run.
    package static func == (a: Dual, b: Dual) -> Bool { a.value == b.value }

    /// No share of infinity is nothing: what does not change the input changes nothing.
    private static func product(_ a: Double, _ b: Double) -> Double { a == 0 || b == 0 ? 0 : a * b }
}
