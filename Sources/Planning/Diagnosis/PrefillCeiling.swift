import CostModel

/// What the prefill workers of disaggregated serving could give, however fast decode is.
public struct PrefillCeiling: Sendable {
    /// The share of it from which prefill is said to hold the plan up.
    private static let full = 0.98
    /// How many times the decode workers and requests are multiplied, so that only prefill is waited for.
    private static let plenty = 64.0

    /// The plan with decode workers and requests in plenty.
    private let unbound: PlanResult
    private let plan: PlanResult

    /// Works it out; nil where prefill has no workers of its own.
    public init?(_ plan: PlanResult) {
        guard plan.scenario.workload.serving == .disagg, plan.totals.requestRate > 0 else { return nil }
        self.plan = plan
        var s = plan.scenario
        s.deployment.prefillWorkers = plan.totals.prefillWorkers
        s.deployment.concurrency = Self.plenty * plan.sequences
        s.deployment.decodeWorkers *= Self.plenty
        s.workload.rounds = 0
        // What comes by itself says nothing of what prefill could give.
        (s.workload.rate, s.workload.users, s.workload.think) = (0, 0, 0)
        unbound = PlanResult(s)
    }

    /// The plan's rate as a share of what the prefill workers could give.
    public var share: Double { min(1, plan.totals.requestRate / unbound.totals.requestRate) }

    /// Whether more decode brings next to nothing.
    public var isReached: Bool { share >= Self.full }

    /// Tokens per second and chip of the plan, if its prefill workers had nothing to wait for.
    public var tokensPerChip: Double { Metric.tpsChip.read(plan) / share }
}
