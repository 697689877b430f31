import CostModel

/// Keeps what is searched along with a change from paying with latency that nobody gave a limit for.
///
/// A search over batches or workers finds the largest throughput at any price. Where the conditions put a limit to TTFT
/// or to TPOT, they are that price's limit; of what they leave open, a plan may lose no more than `share`.
struct LatencyGuard: Sendable {
    /// The largest rise of a latency without a limit.
    static let share = 0.1

    private let plan: PlanResult
    /// Whether the conditions limit the time to first token.
    let limitsFirstToken: Bool
    /// Whether the conditions limit the time per output token.
    let limitsPerToken: Bool

    init(_ plan: PlanResult, _ requirements: Requirements) {
        self.plan = plan
        // Conditions are only asked whether they hold, so that any form of them will do.
        func limits(_ slowed: (Double) -> PlanResult) -> Bool {
            let (slow, fast) = (slowed(1e6), slowed(1e-6))
            return requirements.conditions.contains { $0.holds(for: slow) != $0.holds(for: fast) }
        }
        limitsFirstToken = limits { factor in
            var slowed = plan
            slowed.totals.firstToken *= factor
            if plan.scenario.workload.serving == .static { slowed = Self.slower(slowed, factor) }
            return slowed
        }
        limitsPerToken = limits { Self.slower(plan, $0) }
    }

    /// Whether the conditions limit how long anything takes, and so how much is served at once.
    var limitsAnything: Bool { limitsFirstToken || limitsPerToken }

    /// Whether a plan loses too little to matter in each latency that the conditions leave open.
    func spares(_ after: PlanResult) -> Bool {
        (limitsFirstToken || !rises(.ttft, after)) && (limitsPerToken || !rises(.tpot, after))
    }

    private func rises(_ metric: Metric, _ after: PlanResult) -> Bool {
        let (old, new) = (metric.read(plan), metric.read(after))
        return new > old * (1 + Self.share)
    }

    /// The plan with longer steps for as many more sequences: throughput stays, each request is slower.
    private static func slower(_ plan: PlanResult, _ factor: Double) -> PlanResult {
        var slowed = plan
        slowed.totals.seconds *= factor
        slowed.scenario.deployment.batch *= factor
        slowed.scenario.deployment.concurrency *= factor
        return slowed
    }
}
