import CostModel

/// How far a predicted figure may be off, by the errors on held-out rows that compare with its plan.
public struct ErrorBand: Sendable {
    /// Half of its width, as a share: the mean magnitude of the relative errors.
    ///
    /// A mean can be pooled over kinds of rows exactly, which a quantile cannot.
    public let half: Double
    /// Held-out figures that it rests on.
    public let count: Int
    /// What these figures are.
    public let metric: Metric

    /// Held-out figures below which nothing is said of a plan.
    public static let least = 8

    /// The mean over several kinds of rows; nil where these are too few.
    fileprivate init?(_ errors: [HeldOutErrors], of metric: Metric, least: Int = least) {
        count = errors.reduce(0) { $0 + $1.count }
        guard count >= least else { return nil }
        half = errors.reduce(0) { $0 + Double($1.count) * $1.mean } / Double(count)
        self.metric = metric
    }
}

extension CalibrationRecord {
    /// The metrics of which a record has errors.
    public static let metrics = Metric.all.filter { measured.contains($0.name) }

    private static let measured = ["ttft_ms", "tpot_ms", "tps_chip"]

    /// The band of a metric of a plan; nil where no held-out rows compare.
    ///
    /// Rows compare that were served alike with a model of the same kind; where these are too few those that were served
    /// alike, and where these are too few all of the metric.
    public func band(of metric: Metric, for scenario: Scenario) -> ErrorBand? {
        let kind = ServedKind(scenario)
        for source in Self.sources(of: metric, for: scenario) {
            let all = heldOut.filter { $0.metric.name == source.name }
            let alike = all.filter { $0.kind.serving == kind.serving }
            let band =
                ErrorBand(alike.filter { $0.kind == kind }, of: source) ?? ErrorBand(alike, of: source)
                ?? ErrorBand(all, of: source)
            if let band { return band }
        }
        return nil
    }

    /// The error of a metric on all held-out rows; nil where there are none.
    public func mean(of metric: Metric) -> ErrorBand? {
        ErrorBand(heldOut.filter { $0.metric.name == metric.name }, of: metric, least: 1)
    }

    /// The measured metrics whose relative errors are about those of a metric, the best first.
    ///
    /// A rate is so many tokens over a time: at given requests in flight it is as far off as that time.
    private static func sources(of metric: Metric, for scenario: Scenario) -> [Metric] {
        let time = scenario.workload.phase == .prefill ? "ttft_ms" : "tpot_ms"
        let names: [String] =
            switch metric.name {
            case "tps_chip", "total_tps": ["tps_chip", time]
            case "tps_batch": [time]
            default: [metric.name]
            }
        return names.compactMap { name in metrics.first { $0.name == name } }
    }
}
