import CostModel

extension MeasuredMetric {
    /// The name of the metric that it measures, which is also the heading of its column in a table of one's own.
    public var name: String {
        switch self {
        case .tpot: "tpot_ms"
        case .ttft: "ttft_ms"
        case .tpsChip: "tps_chip"
        }
    }

    /// The value of one unit of the metric in the unit of `MeasuredFigure`.
    public var unitFactor: Double {
        switch self {
        case .tpot, .ttft: 1e-3
        case .tpsChip: 1
        }
    }

    /// Whether the engine has such a figure for a workload.
    func applies(to workload: Workload) -> Bool { Metric.named(name)?.applies(to: workload) ?? false }
}
