import Fitting

/// A figure of the engine beside the measured one.
public struct FigurePair: Sendable, Equatable {
    /// The engine's prediction.
    public let predicted: Double
    /// What was measured; above zero.
    public let measured: Double

    /// Pairs two figures of the same unit.
    public init(predicted: Double, measured: Double) {
        self.predicted = predicted
        self.measured = measured
    }

    /// How far the engine is off, as a share of what was measured; above zero where it says more.
    public var error: Double { (predicted - measured) / measured }
}

/// The mean, median and bias of the errors of some figures, as shares.
public struct ErrorSummary: Sendable, Equatable {
    /// Number of figures.
    public let count: Int
    /// Mean absolute percentage error: the mean of |predicted - measured| / measured; NaN of none.
    public let mape: Double
    /// Median of the same.
    public let median: Double
    /// Mean of (predicted - measured) / measured: above zero where the engine says too much.
    public let bias: Double

    /// Sums up the errors of some figures.
    public init(_ pairs: [FigurePair]) {
        let errors = pairs.map(\.error)
        let sizes = errors.map(\.magnitude)
        count = errors.count
        (mape, median, bias) =
            errors.isEmpty
            ? (.nan, .nan, .nan) : (Statistics.mean(sizes), Statistics.median(sizes), Statistics.mean(errors))
    }
}
