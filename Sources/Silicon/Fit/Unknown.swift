import Glibc

/// A number that is fitted: where it starts, and the bounds it stays within.
public struct Unknown: Sendable, Equatable {
    /// Where the fit starts.
    public let start: Double
    /// The bounds, which are part of the range.
    public let range: ClosedRange<Double>

    /// Makes an unknown; a start outside the range counts as its nearer bound.
    public init(start: Double, in range: ClosedRange<Double>) {
        self.start = min(max(start, range.lowerBound), range.upperBound)
        self.range = range
    }

    /// Whether equal steps are equal ratios: so where all values are positive.
    private var isLogarithmic: Bool { range.lowerBound > 0 }

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
}
