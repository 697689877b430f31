import CostModel
import Units

/// The plans of a sweep that are no longer current, by what dropped them.
public struct DroppedPlans: Sendable {
    /// Why a plan was dropped.
    public enum Reason: Sendable {
        /// Its shapes are those of no model.
        case noModel
        /// It does not fit in DRAM.
        case memory
        /// Its serving does not settle.
        case unsettled
        /// It misses a condition.
        case condition(Condition)
    }

    /// The plans of one reason.
    public struct Group: Sendable {
        /// The reason.
        public let reason: Reason
        /// Plans that it was the first to drop.
        public fileprivate(set) var count = 0
        /// Plans of the sweep that it would drop on its own.
        public fileprivate(set) var alone = 0
        /// The plan that it was the first to drop and that missed by least, and by how much as a share.
        public fileprivate(set) var closest: (plan: PlanResult, shortfall: Double)?
    }

    /// What was dropped of the plans with one value of an axis.
    public struct Value: Sendable {
        /// The value.
        public let value: Double
        /// Plans with it that were dropped.
        public fileprivate(set) var dropped = 0
        /// Plans with it.
        public fileprivate(set) var count = 0

        /// The dropped plans as a share.
        public var share: Double { count > 0 ? Double(dropped) / Double(count) : 0 }
    }

    /// An axis of the sweep, and what was dropped at each of its values.
    public struct AxisShare: Sendable {
        /// What varies.
        public let parameter: Parameter
        /// The values, the one of which the largest share was dropped first.
        public let values: [Value]

        /// How much of what was dropped the axis explains: the distance between the largest and the smallest share.
        public var spread: Double { (values.first?.share ?? 0) - (values.last?.share ?? 0) }
    }

    /// Plans of the sweep.
    public let total: Int
    /// Current plans.
    public let kept: Int
    /// The reasons in the order in which they apply.
    public let groups: [Group]
    /// The axes whose values were not dropped alike, the one that explains most first.
    public let axes: [AxisShare]

    /// Groups the plans that a selection leaves out.
    ///
    /// - Parameters:
    ///   - result: the sweep.
    ///   - selection: the current plans.
    ///   - conditions: the conditions that were applied, oldest first.
    ///   - isModel: whether a scenario's model can be.
    ///   - isCancelled: asked now and then; true ends the work with nil.
    public init?(
        _ result: SweepResult, selection: Selection, conditions: [Condition], isModel: (Scenario) -> Bool,
        isCancelled: () -> Bool = { false }
    ) {
        var groups = [Group(reason: .noModel), Group(reason: .memory), Group(reason: .unsettled)]
        groups += conditions.map { Group(reason: .condition($0)) }
        let axes = result.space.axes
        var shares = axes.map { axis in axis.values.map { Value(value: $0) } }
        var isKept = [Bool](repeating: false, count: result.count)
        for index in 0..<selection.count { isKept[selection[index]] = true }
        let isDone = Interruptible.forEach(0..<result.count, isCancelled: isCancelled) { row in
            let plan = result[row]
            var isFirst = !isKept[row]
            for (axis, place) in result.places(at: row).enumerated() where axes[axis].values.count > 1 {
                shares[axis][place].count += 1
                if isFirst { shares[axis][place].dropped += 1 }
            }
            for index in groups.indices {
                guard let shortfall = Self.shortfall(groups[index].reason, plan, isModel) else { continue }
                groups[index].alone += 1
                guard isFirst else { continue }
                isFirst = false
                groups[index].count += 1
                if shortfall < groups[index].closest?.shortfall ?? .infinity {
                    groups[index].closest = (plan, shortfall)
                }
            }
        }
        guard isDone else { return nil }
        total = result.count
        kept = selection.count
        self.groups = groups
        self.axes = zip(axes, shares).map { axis, values in
            // A value without a plan has nothing to tell.
            AxisShare(
                parameter: axis.parameter, values: values.filter { $0.count > 0 }.sorted { $0.share > $1.share })
        }.filter { $0.spread > 0 }.sorted { $0.spread > $1.spread }
    }

    /// By how much a plan misses, as a share; nil where it does not.
    private static func shortfall(_ reason: Reason, _ plan: PlanResult, _ isModel: (Scenario) -> Bool) -> Double? {
        switch reason {
        case .noModel: return isModel(plan.scenario) ? nil : 1
        case .memory: return plan.fits ? nil : plan.need.excess
        case .unsettled: return plan.totals.isSettled ? nil : 1
        case .condition(let condition):
            return condition.miss(by: plan)?.distance
        }
    }
}
