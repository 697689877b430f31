import CostModel
import Threads

/// The plans of a sweep.
public struct SweepResult: Sendable {
    /// What was swept.
    public private(set) var space: SearchSpace
    /// The figures, in the order of combinations.
    public let columns: PlanColumns
    /// Combinations evaluated, from the first on: all of them, unless fewer were asked for or the sweep was cancelled.
    public let evaluated: Int
    /// Combinations that were to be evaluated: fewer than those of the space where a part or the first were asked for.
    public let wanted: Int
    /// Plans that may be chosen: their bytes fit their chip's DRAM, and serving settles.
    public let feasible: Int
    /// The rows that were to be kept, in their order; nil where all are.
    public let kept: [Int]?
    /// Plans that are possible at all.
    public let possible: Int

    /// Plans whose serving does not settle.
    public var unsettled: Int { columns.unsettled }

    /// Plans.
    public var count: Int { columns.count }
    /// Combinations that do not divide and were skipped.
    public let skipped: Int
    /// Queues of rows that were solved.
    private let queues = SolvedQueues()
    /// Whether only the best plans of the space are there: those that a search kept.
    public let isSearch: Bool
    /// The plans of a sweep.
    init(
        space: SearchSpace, columns: PlanColumns, evaluated: Int, wanted: Int, feasible: Int, kept: [Int]?,
        possible: Int
    ) {
        (self.space, self.columns, self.evaluated, self.feasible) = (space, columns, evaluated, feasible)
        self.wanted = wanted
        (self.kept, self.possible) = (kept, possible)
        skipped = evaluated - columns.count
        isSearch = false
    }

    /// The plans that a search kept of a space, in its order; all of them fit and settle.
    init(_ space: SearchSpace, kept points: [Int], cores: Int = 1) {
        columns = PlanColumns(capacity: points.count, isServed: space.isServed)
        // Where requests queue, each plan takes long.
        let isSlow = space.base.workload.isQueued
        let plans = RowWork.pieces(points.count, of: 1, workers: isSlow ? cores : 1, isCancelled: { false }) {
            PlanResult(space.scenario(at: points[$0.lowerBound]))
        }
        for (row, (point, plan)) in zip(points, plans ?? []).enumerated() {
            columns.point[row] = point
            columns.isFeasible[row] = true
            columns.write(plan.totals, at: row)
            queues.keep(plan, of: point)
        }
        columns.count = points.count
        (self.space, evaluated, feasible, possible) = (space, space.count ?? 0, points.count, points.count)
        (kept, skipped, isSearch, wanted) = (nil, 0, true, evaluated)
    }

    /// The same plans, whose requests are judged by other limits: no figure that is kept depends on these.
    public func judged(as workload: Workload) -> SweepResult {
        var copy = self
        copy.space = space.judged(as: workload)
        return copy
    }

    /// Whether combinations are missing.
    public var isPartial: Bool { evaluated < (space.count ?? 0) }

    /// The place of a row's value on each axis.
    func places(at row: Int) -> [Int] {
        var rest = columns.point[row]
        var places = [Int](repeating: 0, count: space.axes.count)
        for index in space.axes.indices.reversed() {
            let count = space.axes[index].values.count
            places[index] = rest % count
            rest /= count
        }
        return places
    }

    /// The plan in a row.
    public subscript(row: Int) -> PlanResult {
        queues.attach(to: columns.plan(at: row, space.scenario(at: columns.point[row])), of: columns.point[row])
    }

    /// The plan in a row, with its queue where requests come at their own times: for those who read figures of it.
    public func solved(_ row: Int) -> PlanResult {
        let plan = self[row].withQueue
        queues.keep(plan, of: columns.point[row])
        return plan
    }
}
