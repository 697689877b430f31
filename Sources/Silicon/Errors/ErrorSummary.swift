import Units

/// A figure of the engine beside the measured one.
public struct FigurePair: Sendable, Equatable {
    /// What the engine says.
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

/// What the errors of some figures come to, as shares.
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
        self.init(errors, sizes: errors.map(\.magnitude).sorted())
    }

    /// The same; nil if it was told to stop.
    init?(_ pairs: [FigurePair], isCancelled: () -> Bool) {
        let errors = pairs.map(\.error)
        guard let sizes = Interruptible.sorted(errors.map(\.magnitude), isCancelled: isCancelled, by: <) else {
            return nil
        }
        self.init(errors, sizes: sizes)
    }

    private init(_ errors: [Double], sizes: [Double]) {
        count = errors.count
        guard !sizes.isEmpty else {
            (mape, median, bias) = (.nan, .nan, .nan)
            return
        }
        mape = sizes.reduce(0, +) / Double(count)
        bias = errors.reduce(0, +) / Double(count)
        let middle = count / 2
        median = count % 2 == 1 ? sizes[middle] : (sizes[middle - 1] + sizes[middle]) / 2
    }
}
