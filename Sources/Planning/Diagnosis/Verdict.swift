import CostModel

/// Whether a plan may be chosen, and if not, why.
public struct Verdict: Sendable {
    /// The plan's scenario.
    public let scenario: Scenario
    /// The rule of divisibility that it breaks; nil where its sizes divide.
    public let rule: DivisibilityRule?
    /// The plan with its totals; nil where its sizes do not divide.
    public let plan: PlanResult?
    /// The conditions that it does not meet.
    public let misses: [Miss]

    /// Judges a scenario.
    public init(_ scenario: Scenario, conditions: [Condition]) {
        self.scenario = scenario
        rule = scenario.brokenRule
        plan = rule == nil ? PlanResult(scenario) : nil
        misses = plan.map { Miss.all(conditions, by: $0) } ?? []
    }

    /// Whether its sizes divide, it fits in DRAM, its serving settles and it meets every condition.
    public var isFeasible: Bool { plan?.isFeasible == true && misses.isEmpty }
}
