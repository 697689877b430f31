import CostModel

/// The errors of one metric on held-out rows of one kind.
public struct HeldOutErrors: Sendable, Equatable {
    /// The metric.
    public let metric: Metric
    /// What was served in these rows.
    public let kind: ServedKind
    /// Whether no row of the same model was among the fitted ones.
    public let isUnseen: Bool
    /// Figures that were compared.
    public let count: Int
    /// Mean magnitude of predicted / measured - 1 (MAPE).
    public let mean: Double
    /// Median of the same.
    public let median: Double
    /// What was measured over what was predicted: the quantiles from the least to the greatest in `parts` equal steps.
    public let spread: [Double]

    /// Steps between the quantiles that are kept.
    public static let parts = 20

    /// Puts errors together; the spread has `parts` + 1 values, none below the one before.
    public init(
        metric: Metric, kind: ServedKind, isUnseen: Bool = false, count: Int, mean: Double, median: Double,
        spread: [Double]
    ) {
        self.metric = metric
        self.kind = kind
        self.isUnseen = isUnseen
        self.count = count
        self.mean = mean
        self.median = median
        self.spread = spread
    }

    /// The spread of errors of which only the magnitude is known that 68 % stay below: as if they were normal.
    ///
    /// Chip files that older versions wrote have no more.
    public static func spread(most magnitude: Double) -> [Double] {
        // Quantiles of the standard normal distribution at 5, 10 ... 45 %; the ends stand for 1 and 99 %.
        let upper = [0, 0.1257, 0.2533, 0.3853, 0.5244, 0.6745, 0.8416, 1.0364, 1.2816, 1.6449, 2.3263]
        let deviations = upper.dropFirst().reversed().map { -$0 } + upper
        return deviations.map { max(0.01, 1 + $0 * magnitude / 0.9945) }
    }

    /// The ratio of measured to predicted that a share of these figures stay below.
    func quantile(_ share: Double) -> Double {
        let place = share * Double(Self.parts)
        let below = min(max(0, Int(place)), Self.parts - 1)
        return spread[below] + (place - Double(below)) * (spread[below + 1] - spread[below])
    }

    /// The share of these figures that stay below a ratio of measured to predicted.
    func share(below ratio: Double) -> Double {
        guard let least = spread.first, let most = spread.last, ratio >= least else { return 0 }
        guard ratio < most else { return 1 }
        let place = (spread.firstIndex { $0 > ratio } ?? Self.parts) - 1
        let (low, high) = (spread[place], spread[place + 1])
        return (Double(place) + (ratio - low) / (high - low)) / Double(Self.parts)
    }

    /// Two are the same if all figures are; a metric is told by its name.
    public static func == (left: HeldOutErrors, right: HeldOutErrors) -> Bool {
        left.metric.name == right.metric.name && left.kind == right.kind && left.isUnseen == right.isUnseen
            && left.count == right.count && left.mean == right.mean && left.median == right.median
            && left.spread == right.spread
    }
}
