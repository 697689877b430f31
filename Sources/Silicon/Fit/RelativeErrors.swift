/// How far predictions are from what was measured, as a share of the latter.
public struct RelativeErrors: Sendable, Equatable {
    /// Figures that were compared.
    public let count: Int
    /// Mean magnitude (MAPE).
    public let mean: Double
    /// Median magnitude.
    public let median: Double
    /// Magnitude that 68 % of the errors stay below.
    public let most: Double
    /// Mean with sign: above zero where predictions are too large.
    public let bias: Double

    /// Sums up `predicted / measured - 1` of some figures.
    public init(_ errors: [Double]) {
        let magnitudes = errors.map(\.magnitude)
        count = errors.count
        mean = Statistics.mean(magnitudes)
        median = Statistics.median(magnitudes)
        most = Statistics.quantile(magnitudes, 0.68)
        bias = Statistics.mean(errors)
    }
}
