import CostModel
import Text

/// The runs of one's own that a chip was calibrated on: what ran, what came out, and how far predictions are off since.
public struct OwnRuns: Sendable, Equatable {
    /// A figure of a run.
    public struct Figure: Sendable, Equatable {
        /// Which.
        public let metric: Metric
        /// What was measured, in the unit of the metric.
        public let measured: Double
        /// What the calibrated chip predicts.
        public let predicted: Double

        /// Pairs both.
        public init(metric: Metric, measured: Double, predicted: Double) {
            (self.metric, self.measured, self.predicted) = (metric, measured, predicted)
        }

        /// Two are the same if all figures are; a metric is told by its name.
        public static func == (left: Figure, right: Figure) -> Bool {
            left.metric.name == right.metric.name && left.measured == right.measured
                && left.predicted == right.predicted
        }
    }

    /// A run.
    public struct Run: Sendable, Equatable {
        /// What ran, in a few words.
        public let what: String
        /// What came out.
        public let figures: [Figure]

        /// Describes a run.
        public init(what: String, figures: [Figure]) {
            self.what = what
            self.figures = figures.sorted { OwnRuns.order($0.metric.name) < OwnRuns.order($1.metric.name) }
        }
    }

    /// A factor that was found.
    public struct Estimate: Sendable, Equatable {
        /// Which.
        public let factor: ChipFactor
        /// Its value.
        public let value: Double
        /// The interval that holds it with 95 %.
        public let interval: ClosedRange<Double>

        /// Describes a factor.
        public init(_ factor: ChipFactor, _ value: Double, _ interval: ClosedRange<Double>) {
            (self.factor, self.value, self.interval) = (factor, value, interval)
        }
    }

    /// What four of five measured figures lie within, as shares of what is predicted.
    public struct Band: Sendable, Equatable {
        /// The metric, by its name.
        public let metric: String
        /// Of plans in the set-up that ran.
        public let alike: ClosedRange<Double>
        /// Of plans in other set-ups.
        public let elsewhere: ClosedRange<Double>

        /// States a band.
        public init(metric: String, alike: ClosedRange<Double>, elsewhere: ClosedRange<Double>) {
            (self.metric, self.alike, self.elsewhere) = (metric, alike, elsewhere)
        }
    }

    /// The file or files.
    public let source: String
    /// When it was calibrated; nil where that is not known.
    public let date: CalendarDay?
    /// What served.
    public let runtime: Runtime
    /// The releases of it, as the rows have them.
    public let versions: [String]
    /// The model, by the name that the rows have.
    public let model: String
    /// What the rows had.
    public let covered: Coverage
    /// How the chips were used, as far as all runs agree in it.
    public let setUp: [CalibratedValue]
    /// Whether they agree in all of it.
    public let isOneSetUp: Bool
    /// The factors.
    public let estimates: [Estimate]
    /// The values that the factors' parameters had before.
    public let before: [CalibratedValue]
    /// How far figures may be off.
    public let bands: [Band]
    /// The mean error of runs that were left out in turn, as a share; nil where there was one.
    public let leftOut: Double?
    /// The runs.
    public let runs: [Run]
    /// The program and the constants that this was done with; nil where a file does not say.
    public var stamp: FileStamp?
    /// Parameters of the chip that were set to other values since, with those that the runs were calibrated with.
    public var changed: [CalibratedValue] = []

    /// Puts everything together.
    public init(
        source: String, date: CalendarDay?, runtime: Runtime, versions: [String], model: String, covered: Coverage,
        setUp: [CalibratedValue], isOneSetUp: Bool, estimates: [Estimate], before: [CalibratedValue], bands: [Band],
        leftOut: Double?, runs: [Run], stamp: FileStamp? = nil
    ) {
        self.source = source
        self.date = date
        self.runtime = runtime
        self.versions = versions
        self.model = model
        self.covered = covered
        self.setUp = setUp
        self.isOneSetUp = isOneSetUp
        self.estimates = estimates
        self.before = before
        self.bands = bands.sorted { Self.order($0.metric) < Self.order($1.metric) }
        self.leftOut = leftOut
        self.runs = runs
        self.stamp = stamp
    }

    /// Where a metric stands among those that are measured.
    private static func order(_ metric: String) -> Int {
        CalibrationRecord.metrics.firstIndex { $0.name == metric } ?? 0
    }

    /// The factors as values.
    public var factors: ChipFactors {
        estimates.reduce(into: ChipFactors()) { factors, estimate in
            switch estimate.factor {
            case .overhead: factors.overhead = estimate.value
            case .work: factors.work = estimate.value
            }
        }
    }

    /// The factor that scaled a parameter; nil where none did.
    public func estimate(of parameter: Parameter) -> Estimate? {
        guard before.contains(where: { $0.parameter == parameter }) else { return nil }
        return estimates.first { $0.factor.parameters.contains(parameter) }
    }

    /// How chips are used, as far as factors depend on it: in other set-ups they are others.
    public static func setUp(of scenario: Scenario) -> [CalibratedValue] {
        let names =
            ["chips", "tp", "sp", "pp", "moe_tp"]
            + (scenario.workload.serving == .disagg
                ? ["decode_workers", "prefill_workers", "prefill_chips", "prefill_tp", "prefill_moe_tp"] : [])
        return names.compactMap(Parameter.named).map { CalibratedValue($0, $0.get(scenario)) }
    }

    /// Whether a plan uses the chips as all runs did.
    public func isAlike(_ plan: Scenario) -> Bool {
        isOneSetUp && setUp.allSatisfy { $0.parameter.get(plan) == $0.value }
    }

    /// The batch of a plan may be so many times that of the runs: as far as runs of measured deployments lie apart.
    private static let batchReach = 4.0

    /// What keeps the runs from saying how far a plan is off; empty where they do.
    func gaps(of plan: Scenario) -> [TrustGap] {
        var gaps: [TrustGap] = []
        if !covered.has(plan.model) { gaps.append(.ownModel(model)) }
        // A step alone has no runtime to differ in.
        if plan.workload.serving != .static, plan.runtime != runtime { gaps.append(.ownRuntime(runtime)) }
        guard gaps.isEmpty else { return gaps }
        var reaching = covered
        reaching.batch *= Self.batchReach
        return reaching.gaps(of: plan)
    }

    /// The band of a metric of a plan that the runs say something of; nil where it is of no measured figure.
    func band(of metric: Metric, for plan: Scenario) -> ErrorBand? {
        for source in CalibrationRecord.sources(of: metric, for: plan) {
            guard let band = bands.first(where: { $0.metric == source.name }) else { continue }
            let range = isAlike(plan) ? band.alike : isOneSetUp ? band.elsewhere : band.alike
            let isRate = metric.name != source.name && source.name != "tps_chip"
            return ErrorBand(
                low: isRate ? 1 / range.upperBound : range.lowerBound,
                high: isRate ? 1 / range.lowerBound : range.upperBound, count: runs.count, metric: source)
        }
        return nil
    }
}
