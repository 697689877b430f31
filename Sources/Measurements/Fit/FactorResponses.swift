import Catalog
import CostModel
import Glibc
import Threads

/// A place among factors: the logarithms of both.
struct FactorPosition: Sendable, Equatable {
    var overhead: Double
    var work: Double

    /// Where neither changes anything.
    static let zero = FactorPosition(overhead: 0, work: 0)

    /// Within what is looked at.
    var clamped: FactorPosition {
        let ends = (log(ChipFactor.range.lowerBound), log(ChipFactor.range.upperBound))
        return FactorPosition(overhead: min(max(ends.0, overhead), ends.1), work: min(max(ends.0, work), ends.1))
    }

    /// The factors.
    var factors: ChipFactors { ChipFactors(overhead: exp(overhead), work: exp(work)) }

    static func + (left: FactorPosition, right: FactorPosition) -> FactorPosition {
        FactorPosition(overhead: left.overhead + right.overhead, work: left.work + right.work)
    }

    static func * (left: FactorPosition, right: Double) -> FactorPosition {
        FactorPosition(overhead: left.overhead * right, work: left.work * right)
    }
}

/// What the engine says of a run at some factors.
struct RowResponse: Sendable {
    /// The logarithm of each fitted metric; NaN where there is none.
    let logs: [Double]
    /// Their derivatives by the logarithms of overhead and work; empty where these were not asked for.
    var derivatives: [FactorPosition] = []

    private static func place(_ metric: MeasuredMetric) -> Int? { MeasuredMetric.fitted.firstIndex(of: metric) }

    /// Whether there is such a figure.
    func has(_ metric: MeasuredMetric) -> Bool { Self.place(metric).map { logs[$0].isFinite } ?? false }

    /// The logarithm of a figure that there is.
    func log(_ metric: MeasuredMetric) -> Double { Self.place(metric).map { logs[$0] } ?? .nan }

    /// A figure that there is.
    func prediction(_ metric: MeasuredMetric) -> Double { exp(log(metric)) }

    /// How a figure answers to the factors.
    func slopes(_ metric: MeasuredMetric) -> FactorPosition {
        guard let place = Self.place(metric), derivatives.indices.contains(place) else { return .zero }
        return derivatives[place]
    }
}

/// What the engine says of runs at any factors.
struct FactorResponses: Sendable {
    private let measurements: [Measurement]
    private let workers: Int
    private let isCancelled: @Sendable () -> Bool

    /// The step of the differences, in logarithms: steps of a loop are whole, so that a small one would meet their edges.
    private static let step = 0.05
    /// Runs that one thread takes at a time.
    private static let chunk = 4

    init(_ measurements: [Measurement], workers: Int, isCancelled: @escaping @Sendable () -> Bool) {
        self.measurements = measurements
        self.workers = workers
        self.isCancelled = isCancelled
    }

    /// The metrics of a run that factors are found from: both times, or the throughput where there is neither.
    func observed(_ row: Int) -> [MeasuredMetric] {
        let measured = measurements[row].figures.filter { $0.value > 0 && $0.value.isFinite }.map(\.metric)
        let times = measured.filter { $0 == .tpot || $0 == .ttft }
        return times.isEmpty ? measured.filter { $0 == .tpsChip } : times
    }

    /// What was measured, as a logarithm.
    func measured(_ row: Int, _ metric: MeasuredMetric) -> Double {
        measurements[row].figures.first { $0.metric == metric }.map { log($0.value) } ?? .nan
    }

    /// All runs, or some, with the derivatives; nil if it was told to stop.
    func at(_ position: FactorPosition, rows: [Int]? = nil) -> [RowResponse]? {
        let rows = rows ?? Array(measurements.indices)
        return RowWork.pieces(rows.count, of: Self.chunk, workers: workers, isCancelled: isCancelled) { places in
            rows[places].map { row in
                func logs(_ overhead: Double, _ work: Double) -> [Double] {
                    let moved = position + FactorPosition(overhead: overhead, work: work)
                    return self.logs(row, moved.factors)
                }
                let h = Self.step
                let (more, less) = (logs(h, 0), logs(-h, 0))
                let (harder, easier) = (logs(0, h), logs(0, -h))
                return RowResponse(
                    logs: logs(0, 0),
                    derivatives: more.indices.map { place in
                        FactorPosition(
                            overhead: Self.slope(less[place], more[place]),
                            work: Self.slope(easier[place], harder[place]))
                    })
            }
        }?.flatMap(\.self)
    }

    private static func slope(_ below: Double, _ above: Double) -> Double {
        let slope = (above - below) / (2 * step)
        return slope.isFinite ? slope : 0
    }

    private func logs(_ row: Int, _ factors: ChipFactors) -> [Double] {
        var scenario = measurements[row].scenario
        scenario.chip = factors.applied(to: scenario.chip)
        let plan = PlanResult(scenario)
        return MeasuredMetric.fitted.map { metric in
            let value = metric.predicted(plan)
            return value > 0 && value.isFinite ? log(value) : .nan
        }
    }
}
