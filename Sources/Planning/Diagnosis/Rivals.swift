import CostModel
import Units

/// How a plan compares with the rest of a sweep: the best plan with each value of an axis, and the metrics it leads.
public struct Rivals: Sendable {
    /// The best plan with one value of an axis.
    public struct Rival: Sendable {
        /// The value.
        public let value: Double
        /// The best plan with it that is kept; nil where none is.
        public let plan: PlanResult?
        /// Its gain over the plan that it is compared with; negative where it loses.
        public let gain: Double
    }

    /// One axis of the sweep and the best with each value.
    public struct AxisRivals: Sendable {
        /// What varies.
        public let parameter: Parameter
        /// The values in the order of the sweep.
        public let rivals: [Rival]
    }

    /// The axes that take more than one value, without those that say how much is served.
    public let axes: [AxisRivals]
    /// The metrics in which no plan that is kept is better.
    public let firsts: [Metric]
    /// Plans that are kept.
    public let count: Int

    /// Values of an axis that are compared at most.
    private static let most = 12
    /// Most plans that are compared, which takes a second; beyond it there is no result.
    private static let mostPlans = 500_000
    /// What plans are chosen by.
    private static let figures = ["tps_chip", "tps_batch", "ttft_ms", "tpot_ms", "dram", "comm_share"]
    /// The load follows from the conditions and is not a choice of its own.
    private static let loads = ["batch", "concurrency"]

    /// Finds the best plan with each value of each axis, the other axes free.
    ///
    /// - Parameters:
    ///   - plan: the plan to compare with.
    ///   - result: the sweep.
    ///   - selection: the plans that are kept.
    ///   - goal: what they are best in.
    ///   - isCancelled: asked now and then; true ends the search with nil.
    public init?(
        of plan: PlanResult, among result: SweepResult, selection: Selection, goal: Goal,
        isCancelled: () -> Bool = { false }
    ) {
        let varied = result.space.axes.indices.filter { index in
            let axis = result.space.axes[index]
            return axis.values.count > 1 && axis.values.count <= Self.most && !Self.loads.contains(axis.parameter.name)
        }
        var firsts = Self.figures.compactMap(Metric.named).filter { !$0.read(plan).isNaN }
        var best = varied.map {
            [(row: Int, figure: Double)?](repeating: nil, count: result.space.axes[$0].values.count)
        }
        let sign: Double = goal.metric.better == .lower ? -1 : 1
        guard selection.count <= Self.mostPlans else {
            (self.firsts, axes, count) = ([], [], 0)
            return
        }
        let isDone = Interruptible.forEach(0..<selection.count, isCancelled: isCancelled) { index in
            let row = selection[index]
            let candidate = result[row]
            guard candidate.isFeasible else { return }
            firsts.removeAll { metric in
                let (own, other) = (metric.read(plan), metric.read(candidate))
                return metric.better == .lower ? other < own : other > own
            }
            let figure = sign * goal.metric.read(candidate)
            let places = result.places(at: row)
            for (number, axis) in varied.enumerated() {
                let place = places[axis]
                if best[number][place].map({ figure > $0.figure }) ?? true { best[number][place] = (row, figure) }
            }
        }
        guard isDone else { return nil }
        self.firsts = firsts
        count = selection.count
        axes = zip(varied.map { result.space.axes[$0] }, best).map { axis, best in
            let rivals = zip(axis.values, best).map { value, best in
                let plan = best.map { result[$0.row] }
                return (value, plan)
            }
            return AxisRivals(
                parameter: axis.parameter,
                rivals: rivals.map { value, rival in
                    Rival(value: value, plan: rival, gain: rival.map { goal.gain(from: plan, to: $0) } ?? 0)
                })
        }
    }
}
