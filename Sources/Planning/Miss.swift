import CostModel

/// A condition that a plan does not meet, and by how much.
public struct Miss: Sendable {
    /// The condition.
    public let condition: Comparison
    /// The plan's value.
    public let value: Double

    /// The distance from the limit as a share of the limit; nil where the limit is 0 or asks for one value.
    public var shortfall: Double? {
        guard condition.limit != 0, condition.relation != .equal, condition.relation != .notEqual, value.isFinite
        else { return nil }
        return (value - condition.limit).magnitude / condition.limit.magnitude
    }

    /// The conditions that a plan does not meet, in their order.
    public static func all(_ conditions: [Comparison], by plan: PlanResult) -> [Miss] {
        conditions.compactMap { condition in
            condition.holds(for: plan) ? nil : Miss(condition: condition, value: condition.quantifier.read(plan))
        }
    }
}
