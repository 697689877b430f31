import CostModel

extension MeasuredMetric {
    /// The name of the metric that it measures, which is also the heading of its column in a table of one's own.
    public var name: String {
        self == .tpsChip ? rawValue : rawValue + "_ms"
    }

    /// The value of one unit of the metric in the unit of `MeasuredFigure`.
    public var unitFactor: Double {
        self == .tpsChip ? 1 : 1e-3
    }

    /// The engine's value for a plan, in the unit of `MeasuredFigure`; NaN where it has none.
    public func value(_ plan: PlanResult) -> Double {
        guard !Self.fitted.contains(self) else { return predicted(plan) }
        return (Metric.named(name)?.read(plan) ?? .nan) * unitFactor
    }

    /// Whether the engine has such a figure for a workload.
    func applies(to workload: Workload) -> Bool { Metric.named(name)?.applies(to: workload) ?? false }
}
