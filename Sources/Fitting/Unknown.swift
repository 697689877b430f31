import Glibc

/// A number that is fitted: where it starts, and the bounds it stays within.
public struct Unknown: Sendable, Equatable {
    /// Where the fit starts.
    public let start: Double
    /// The bounds, which are part of the range.
    public let range: ClosedRange<Double>

    /// Whether equal steps are equal ratios, rather than equal differences.
    public let isLogarithmic: Bool

    /// Makes an unknown; a start outside the range counts as its nearer bound.
    ///
    /// - Parameters:
    ///   - start: where the fit starts.
    ///   - range: the bounds.
    ///   - isLogarithmic: whether equal steps are equal ratios, which needs a range above 0. It suits what divides, such
    ///     as an efficiency; for what is added, such as a latency, the errors of a small value would seem small too.
    public init(start: Double, in range: ClosedRange<Double>, isLogarithmic: Bool = false) {
        self.start = min(max(start, range.lowerBound), range.upperBound)
        self.range = range
        self.isLogarithmic = isLogarithmic && range.lowerBound > 0
    }

    /// The same unknown with another start.
    public func starting(at value: Double) -> Unknown { Unknown(start: value, in: range, isLogarithmic: isLogarithmic) }

    /// Where a value lies between the bounds, from 0 to 1.
    func position(of value: Double) -> Double {
        let (low, high) = (range.lowerBound, range.upperBound)
        guard high > low else { return 0 }
        return isLogarithmic ? log(value / low) / log(high / low) : (value - low) / (high - low)
    }

    /// The value at a position.
    func value(at position: Double) -> Double {
        let (low, high) = (range.lowerBound, range.upperBound)
        if position <= 0 { return low }
        if position >= 1 { return high }
        return isLogarithmic ? low * exp(position * log(high / low)) : low + position * (high - low)
    }

    /// How much the value grows with its position there.
    func slope(at position: Double) -> Double {
        let (low, high) = (range.lowerBound, range.upperBound)
        return isLogarithmic ? value(at: position) * log(high / low) : high - low
    }
}
