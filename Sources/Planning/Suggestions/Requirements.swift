import CostModel

/// What a plan must meet to be chosen, in one place for every search.
struct Requirements: Sendable {
    /// The conditions that were filtered by.
    let conditions: [Condition]

    init(_ conditions: [Condition]) { self.conditions = conditions }

    /// The conditions that a plan does not meet.
    func misses(_ plan: PlanResult) -> [Miss] { Miss.all(conditions, by: plan) }

    /// Whether a plan meets every condition.
    func hold(for plan: PlanResult) -> Bool { conditions.allSatisfy { $0.holds(for: plan) } }

    /// Whether a plan fits, settles and meets every condition.
    func admit(_ plan: PlanResult) -> Bool { plan.isFeasible && hold(for: plan) }
}
