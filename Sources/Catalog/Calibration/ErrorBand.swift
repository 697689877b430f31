import CostModel

/// The interval that holds what is measured in four of five cases, by the errors on held-out rows that compare with a plan.
public struct ErrorBand: Sendable, Equatable {
    /// Its lower end over the predicted figure.
    public let low: Double
    /// Its upper end over the predicted figure.
    public let high: Double
    /// Held-out figures that it rests on.
    public let count: Int
    /// What these figures are.
    public let metric: Metric
    /// Whether they are of models of which no row was fitted, as the plan's is.
    public let isUnseen: Bool

    /// The share of what is measured that lies in it.
    public static let share = 0.8
    /// Held-out figures below which nothing is said of a plan.
    public static let least = 8

    /// The band over several kinds of rows; nil where these are too few.
    ///
    /// - Parameter isRate: whether the figure is so many tokens over what was measured: high where that is low.
    fileprivate init?(_ errors: [HeldOutErrors], of metric: Metric, isRate: Bool) {
        count = errors.reduce(0) { $0 + $1.count }
        guard count >= Self.least else { return nil }
        let tail = (1 - Self.share) / 2
        let (low, high) = (Self.quantile(tail, of: errors), Self.quantile(1 - tail, of: errors))
        (self.low, self.high) = isRate ? (1 / high, 1 / low) : (low, high)
        self.metric = metric
        isUnseen = errors.contains(where: \.isUnseen)
    }

    /// The band of runs of one's own, of which `count` were calibrated on.
    init(low: Double, high: Double, count: Int, metric: Metric) {
        (self.low, self.high, self.count, self.metric, isUnseen) = (low, high, count, metric, false)
    }

    /// The interval of a figure.
    public func interval(of predicted: Double) -> ClosedRange<Double> { predicted * low...predicted * high }

    /// Whether a measured figure lies within.
    public func contains(_ measured: Double, predicted: Double) -> Bool {
        interval(of: predicted).contains(measured)
    }

    /// The ratio of measured to predicted that a share of all figures stays below: of one kind as it is kept, else by halving,
    /// since shares can be added up and quantiles cannot.
    private static func quantile(_ share: Double, of errors: [HeldOutErrors]) -> Double {
        if errors.count == 1 { return errors[0].quantile(share) }
        var low = errors.compactMap(\.spread.first).min() ?? 1
        var high = errors.compactMap(\.spread.last).max() ?? 1
        let count = errors.reduce(0) { $0 + Double($1.count) }
        for _ in 0..<60 {
            let middle = (low + high) / 2
            let below = errors.reduce(0) { $0 + Double($1.count) * $1.share(below: middle) } / count
            if below < share { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// Two are the same if all figures are; a metric is told by its name.
    public static func == (left: ErrorBand, right: ErrorBand) -> Bool {
        left.low == right.low && left.high == right.high && left.count == right.count
            && left.metric.name == right.metric.name && left.isUnseen == right.isUnseen
    }
}

extension CalibrationRecord {
    /// The metrics of which a record has errors.
    public static let metrics = Metric.all.filter { measured.contains($0.name) }

    private static let measured = ["ttft_ms", "tpot_ms", "tps_chip"]

    /// The band of a metric of a plan; nil where no held-out rows compare.
    ///
    /// Rows compare that were served alike with a model of the same kind; where these are too few those that were served
    /// alike, and where these are too few all of the metric. Of a plan with a model of which no row was fitted those compare
    /// whose model was left out of a fit.
    public func band(of metric: Metric, for scenario: Scenario) -> ErrorBand? {
        band(of: metric, for: scenario, isUnseen: !covered.has(scenario.model))
    }

    /// The band where it is known whether a row of the plan's model was fitted.
    func band(of metric: Metric, for scenario: Scenario, isUnseen: Bool) -> ErrorBand? {
        let kind = ServedKind(scenario)
        for source in Self.sources(of: metric, for: scenario) {
            let all = heldOut.filter { $0.metric.name == source.name && $0.isUnseen == isUnseen }
            let alike = all.filter { $0.kind.serving == kind.serving }
            let isRate = metric.name != source.name && source.name != "tps_chip"
            func band(_ errors: [HeldOutErrors]) -> ErrorBand? { ErrorBand(errors, of: source, isRate: isRate) }
            if let band = band(alike.filter { $0.kind == kind }) ?? band(alike) ?? band(all) { return band }
        }
        return nil
    }

    /// The mean error of a metric on all held-out rows of models that were fitted too, and how many figures these are; nil
    /// where there are none.
    public func error(of metric: Metric) -> (mean: Double, count: Int)? {
        let errors = heldOut.filter { $0.metric.name == metric.name && !$0.isUnseen }
        let count = errors.reduce(0) { $0 + $1.count }
        guard count > 0 else { return nil }
        return (errors.reduce(0) { $0 + Double($1.count) * $1.mean } / Double(count), count)
    }

    /// The measured metrics whose relative errors are about those of a metric, the best first.
    ///
    /// A rate is so many tokens over a time: at given requests in flight it is as far off as that time.
    static func sources(of metric: Metric, for scenario: Scenario) -> [Metric] {
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
