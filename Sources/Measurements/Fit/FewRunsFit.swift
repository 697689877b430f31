import Catalog
import CostModel
import Fitting

/// What a handful of runs tell of a chip: two factors, drawn towards 1 as far as deployments that were measured lie near it.
public struct FewRunsFit: Sendable {
    /// A factor that was found.
    public struct Estimate: Sendable {
        /// Which.
        public let factor: ChipFactor
        /// Its most likely value.
        public let value: Double
        /// The interval that holds it with 95 %.
        public let interval: ClosedRange<Double>
        /// The interval that held it with 95 % before there were runs.
        public let prior: ClosedRange<Double>
        /// How much of the spread that it had before is left, of its logarithm: 1 where the runs tell nothing of it.
        public let left: Double
    }

    /// The errors of one metric.
    public struct MetricErrors: Sendable {
        /// Which.
        public let metric: MeasuredMetric
        /// On the chip as it was.
        public let before: ErrorSummary
        /// With the factors.
        public let fitted: ErrorSummary
        /// Of each run with factors that it took no part in; of none where there is one run.
        public let leftOut: ErrorSummary
    }

    /// The factors.
    public let estimates: [Estimate]
    /// The correlation of both factors' logarithms: near -1 where runs tell what they do together alone.
    public let correlation: Double
    /// The errors of each metric that was measured.
    public let errors: [MetricErrors]
    /// How far figures of plans may be off.
    public let bands: [OwnRuns.Band]
    /// Whether all runs used the chips alike.
    public let isOneSetUp: Bool
    /// How chips were used, as far as all runs agree.
    public let setUp: [CalibratedValue]
    /// Each run with its figures as measured and as predicted with the factors.
    public let runs: [(measurement: Measurement, pairs: [(metric: MeasuredMetric, pair: FigurePair)])]
    /// Figures that the engine has no number for.
    public let leftOut: Int

    /// The factors as values.
    public var factors: ChipFactors {
        ChipFactors(
            overhead: estimates.first { $0.factor == .overhead }?.value ?? 1,
            work: estimates.first { $0.factor == .work }?.value ?? 1)
    }
}

/// Finds the factors of a chip from a few runs: their most likely values, given how those of other deployments spread.
///
/// Runs are off by Student's t with four degrees of freedom, so that one that waited for something else counts less.
public struct FewRunsCalibration: Sendable {
    /// What was measured; the chip of each scenario is the one that factors are laid over.
    public let measurements: [Measurement]
    /// How far factors of other deployments lie from 1.
    public let prior: FactorPrior
    /// Threads at most.
    public var workers = 1
    /// Asked before each step; true ends the fit without a result.
    public var isCancelled: @Sendable () -> Bool = { false }

    /// Whether the fit is repeated without each run, for the errors of runs that it has not seen; most of the time goes there.
    public var leavesRunsOut = true

    /// Runs are left out in turn in so many parts at most.
    private static let mostParts = 10

    /// Sets up a calibration.
    public init(_ measurements: [Measurement], prior: FactorPrior) {
        self.measurements = measurements
        self.prior = prior
    }

    /// Finds the factors.
    ///
    /// - Throws: `CalibrationFault` where the engine has no figure of any run, or it was told to stop.
    public func fit() throws(CalibrationFault) -> FewRunsFit {
        let setUps = measurements.map { OwnRuns.setUp(of: $0.scenario) }
        guard let first = setUps.first else { throw .noRows }
        let isOneSetUp = setUps.allSatisfy { $0 == first }
        let scatter: RunScatter = isOneSetUp ? .alike : .several
        let responses = FactorResponses(measurements, workers: workers, isCancelled: isCancelled)
        guard let start = responses.at(.zero) else { throw .cancelled }
        let rows = measurements.indices.filter { row in responses.observed(row).contains { start[row].has($0) } }
        guard !rows.isEmpty else { throw .noValues }
        let search = FactorSearch(responses, prior, scatter)
        guard let all = search.solve(rows, from: .zero), let fitted = responses.at(all.position) else {
            throw .cancelled
        }
        var unseen: [Int: RowResponse] = [:]
        let parts = min(rows.count, Self.mostParts)
        for part in 0..<(parts > 1 && leavesRunsOut ? parts : 0) {
            let out = rows.enumerated().filter { $0.offset % parts == part }.map(\.element)
            let rest = rows.filter { !out.contains($0) }
            guard let other = search.solve(rest, from: all.position),
                let values = responses.at(other.position, rows: out)
            else { throw .cancelled }
            for (row, value) in zip(out, values) { unseen[row] = value }
        }
        func summary(_ metric: MeasuredMetric, _ value: (Int) -> RowResponse?) -> ErrorSummary {
            ErrorSummary(
                rows.compactMap { row in
                    guard let response = value(row), response.has(metric),
                        let figure = measurements[row].figures.first(where: { $0.metric == metric })
                    else { return nil }
                    return FigurePair(predicted: response.prediction(metric), measured: figure.value)
                })
        }
        let measured = MeasuredMetric.fitted.filter { metric in
            rows.contains { row in measurements[row].figures.contains { $0.metric == metric } }
        }
        return FewRunsFit(
            estimates: ChipFactor.allCases.map { all.estimate($0, prior) }, correlation: all.correlation,
            errors: measured.map { metric in
                FewRunsFit.MetricErrors(
                    metric: metric, before: summary(metric) { start[$0] }, fitted: summary(metric) { fitted[$0] },
                    leftOut: summary(metric) { unseen[$0] })
            },
            bands: MeasuredMetric.fitted.compactMap { metric in
                let known = rows.filter { fitted[$0].has(metric) }
                guard !known.isEmpty else { return nil }
                func off(_ metric: MeasuredMetric) -> [Double] {
                    rows.map { responses.measured($0, metric) - (unseen[$0] ?? fitted[$0]).log(metric) }
                        .filter(\.isFinite)
                }
                // Throughput at given requests in flight is as far off as the time per token.
                let residuals = measured.contains(metric) ? off(metric) : metric == .tpsChip ? off(.tpot) : []
                let variance = known.reduce(0) { $0 + all.variance(along: fitted[$1].slopes(metric)) }
                func band(_ scatter: RunScatter) -> ClosedRange<Double> {
                    scatter.band(of: metric.name, variance: variance / Double(known.count), residuals: residuals)
                }
                return OwnRuns.Band(
                    metric: metric.name, alike: band(scatter), elsewhere: band(isOneSetUp ? .elsewhere : .several))
            }, isOneSetUp: isOneSetUp,
            setUp: first.filter { value in setUps.allSatisfy { $0.contains(value) } },
            runs: rows.map { row in
                let figures = measurements[row].figures.filter { fitted[row].has($0.metric) }
                return (
                    measurements[row],
                    figures.map {
                        ($0.metric, FigurePair(predicted: fitted[row].prediction($0.metric), measured: $0.value))
                    }
                )
            },
            leftOut: measurements.indices.reduce(0) { count, row in
                count + responses.observed(row).count { !start[row].has($0) }
            })
    }
}
