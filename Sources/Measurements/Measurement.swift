import CostModel

/// One deployment that was measured: what ran, and what came out.
public struct Measurement: Sendable {
    /// Line of the file it stands in, from 1.
    public let line: Int
    /// The row of all files, from 0; measurements of one row are of one run.
    public let row: Int
    /// The file's columns as text, by their headings.
    public let fields: RowFields
    /// The name of its chip in the catalogue.
    public let chip: String
    /// What ran, on the chip as the catalogue has it.
    public var scenario: Scenario
    /// What came out.
    public let figures: [MeasuredFigure]
    /// Whether the row states no load, so that the requests in flight are those that serve most.
    public let isSaturated: Bool

    /// Puts a measurement together.
    public init(
        line: Int, row: Int? = nil, fields: RowFields = RowFields(), chip: String, scenario: Scenario,
        figures: [MeasuredFigure], isSaturated: Bool = false
    ) {
        self.line = line
        self.row = row ?? line
        self.fields = fields
        self.chip = chip
        self.scenario = scenario
        self.figures = figures
        self.isSaturated = isSaturated
    }
}

/// A figure that was measured.
public struct MeasuredFigure: Sendable, Equatable {
    /// What it is.
    public let metric: MeasuredMetric
    /// Its value: seconds, or tokens per second and chip.
    public let value: Double

    /// Pairs a metric with a value.
    public init(_ metric: MeasuredMetric, _ value: Double) {
        self.metric = metric
        self.value = value
    }
}

/// What measured figures are compared in.
public enum MeasuredMetric: String, Sendable, CaseIterable {
    /// Time per output token, seconds.
    case tpot
    /// Time to first token, seconds.
    case ttft
    /// Output tokens per second and chip; prompt tokens where a prefill was measured alone.
    case tpsChip = "tps_chip"
    /// Time from a request to its last token, seconds.
    case endToEnd = "e2e"
    /// What shares of requests stay within, seconds.
    case ttftP50 = "ttft_p50"
    case ttftP90 = "ttft_p90"
    case ttftP95 = "ttft_p95"
    case ttftP99 = "ttft_p99"
    case tpotP50 = "tpot_p50"
    case tpotP90 = "tpot_p90"
    case tpotP95 = "tpot_p95"
    case tpotP99 = "tpot_p99"
    case endToEndP50 = "e2e_p50"
    case endToEndP90 = "e2e_p90"
    case endToEndP95 = "e2e_p95"
    case endToEndP99 = "e2e_p99"

    /// What parameters are fitted to: the others follow from these, or from how requests queue.
    public static let fitted: [MeasuredMetric] = [.tpot, .ttft, .tpsChip]

    /// Whether it is of a share of requests, which the engine has where these come at their own times.
    public var isPercentile: Bool { !Self.fitted.contains(self) && self != .endToEnd }

    /// The engine's prediction of one that is fitted, in the unit of `MeasuredFigure`; NaN for others.
    public func predicted<V>(_ plan: Engine<V>.PlanResult) -> V {
        switch self {
        case .tpot: plan.totals.seconds / plan.scenario.workload.tokensPerStep
        case .ttft: plan.totals.firstToken > 0 ? plan.totals.firstToken : V(.nan)
        case .tpsChip: plan.tokensPerSecond / plan.chips
        default: V(.nan)
        }
    }
}
