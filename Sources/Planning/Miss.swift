import CostModel

/// A condition that a plan does not meet, and by how much.
public struct Miss: Sendable {
    /// The condition.
    public let condition: Condition
    /// The comparison that would have to hold.
    public let comparison: Comparison
    /// The plan's value of what is compared.
    public let value: Double
    /// What it is compared with, in the same unit.
    public let limit: Double
    /// Whether the value is only a lower bound, so that it may miss although it seems to be within the limit.
    public let isLowerBound: Bool

    init(_ condition: Condition, _ comparison: Comparison, _ plan: PlanResult) {
        self.init(
            condition: condition, comparison: comparison, value: comparison.quantifier.read(plan),
            limit: comparison.limit(for: plan), isLowerBound: comparison.quantifier.isLowerBound(plan))
    }

    init(
        condition: Condition, comparison: Comparison, value: Double, limit: Double, isLowerBound: Bool = false
    ) {
        self.condition = condition
        self.comparison = comparison
        self.value = value
        self.limit = limit
        self.isLowerBound = isLowerBound
    }

    /// The same miss as that of a condition around it.
    func of(_ condition: Condition) -> Miss {
        Miss(
            condition: condition, comparison: comparison, value: value, limit: limit, isLowerBound: isLowerBound)
    }

    /// Whether it misses for no other reason than that its value is only a lower bound.
    public var isUncertain: Bool { isLowerBound && comparison.relation.holds(value, limit) }

    /// The distance from the limit as a share of the limit; nil where the limit is 0 or asks for one value, and where none is
    /// known.
    public var shortfall: Double? {
        guard limit != 0, !isUncertain, comparison.relation != .equal, comparison.relation != .notEqual, value.isFinite
        else { return nil }
        return (value - limit).magnitude / limit.magnitude
    }

    /// The shortfall by which misses are ordered: a whole limit where there is none.
    public var distance: Double { shortfall ?? 1 }

    /// The conditions that a plan does not meet, in their order.
    public static func all(_ conditions: [Condition], by plan: PlanResult) -> [Miss] {
        let solved = plan.scenario.workload.isOpen && conditions.contains(where: \.readsQueue) ? plan.withQueue : plan
        return conditions.compactMap { $0.miss(by: solved) }
    }
}
