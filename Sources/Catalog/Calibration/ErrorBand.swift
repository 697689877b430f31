import CostModel

/// How far a predicted figure may be off, by the errors on held-out rows that compare with its plan.
public struct ErrorBand: Sendable, Equatable {
    /// Half of its width, as a share: the mean magnitude of the relative errors.
    ///
    /// A mean can be pooled over kinds of rows exactly, which a quantile cannot.
    public let half: Double
    /// Held-out figures that it rests on.
    public let count: Int

    /// Held-out figures below which nothing is said.
    public static let least = 8

    /// Makes a band.
    public init(half: Double, count: Int) {
        self.half = half
        self.count = count
    }

    /// The mean over several kinds of rows; nil where these are too few.
    fileprivate init?(_ errors: [HeldOutErrors]) {
        let count = errors.reduce(0) { $0 + $1.count }
        guard count >= Self.least else { return nil }
        self.init(half: errors.reduce(0) { $0 + Double($1.count) * $1.mean } / Double(count), count: count)
    }
}

extension CalibrationRecord {
    /// The band of a metric of a plan; nil where no held-out rows compare.
    ///
    /// Rows compare that were served alike with a model of the same kind; where these are too few those that were served
    /// alike, and where these are too few all of the metric.
    public func band(of metric: Metric, for scenario: Scenario) -> ErrorBand? {
        let measured = Self.measured[metric.name] ?? metric.name
        let all = heldOut.filter { $0.metric.name == measured }
        let kind = ServedKind(scenario)
        let alike = all.filter { $0.kind.serving == kind.serving }
        return ErrorBand(alike.filter { $0.kind == kind }) ?? ErrorBand(alike) ?? ErrorBand(all)
    }

    /// Metrics that are a measured one, or one over it, times what is known exactly: they have its band.
    private static let measured = ["tps_batch": "tpot_ms", "total_tps": "tps_chip"]
}
