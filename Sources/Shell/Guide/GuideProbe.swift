import CostModel

/// Evaluates single plans near at hand, so that rules of thumb are answered in figures.
struct GuideProbe: Sendable {
    /// Chip, model and lengths; the deployment's sizes are varied.
    private let base: Scenario
    /// Chips of the plans.
    let chips: Double
    /// Output tokens per second that each request needs.
    let serviceLevel: Double
    /// Chips that share an expert.
    let moeTP: Double

    /// The share of DRAM that plans keep free where they can, the low end of what is usual.
    static let reserve = 0.3
    private static let largestBatch = 65536.0
    private static let sizes = [1.0, 2, 4, 8, 16, 32, 64]

    init(_ base: Scenario, chips: Double, serviceLevel: Double, moeTP: Double = 1) {
        self.base = base
        self.chips = chips
        self.serviceLevel = serviceLevel
        self.moeTP = moeTP
    }

    /// The same search with something else.
    func with(chips: Double? = nil, serviceLevel: Double? = nil, moeTP: Double? = nil) -> GuideProbe {
        GuideProbe(
            base, chips: chips ?? self.chips, serviceLevel: serviceLevel ?? self.serviceLevel,
            moeTP: moeTP ?? self.moeTP)
    }

    /// One plan, or nil where the sizes do not divide.
    func plan(tp: Double, batch: Double) -> PlanResult? {
        var scenario = base
        scenario.deployment.chips = chips
        scenario.deployment.tp = tp
        scenario.deployment.batch = batch
        scenario.deployment.moeTP = moeTP
        return scenario.brokenRule == nil ? PlanResult(scenario) : nil
    }

    /// The plan with the largest batch that meets the service level and leaves a share of DRAM free, or nil.
    func largest(tp: Double, reserve: Double) -> PlanResult? {
        func accepted(_ batch: Double) -> PlanResult? {
            plan(tp: tp, batch: batch).flatMap {
                $0.freeDRAM >= reserve && $0.tokensPerRequest >= serviceLevel ? $0 : nil
            }
        }
        guard var best = accepted(1) else { return nil }
        var high = 2.0
        while high <= Self.largestBatch, let next = accepted(high) { (best, high) = (next, 2 * high) }
        while high - best.scenario.deployment.batch > 1 {
            let middle = ((best.scenario.deployment.batch + high) / 2).rounded(.down)
            if let next = accepted(middle) { best = next } else { high = middle }
        }
        return best
    }

    /// The best plan of every size of attention groups that has one, smallest group first.
    ///
    /// The reserve of DRAM is given up only where no plan keeps it.
    var byTP: [PlanResult] {
        let kept = Self.sizes.compactMap { largest(tp: $0, reserve: Self.reserve) }
        return kept.isEmpty ? Self.sizes.compactMap { largest(tp: $0, reserve: 0) } : kept
    }

    /// The plan with the highest throughput per chip, or nil where none fits, divides and meets the service level.
    var best: PlanResult? { byTP.max { $0.tokensPerChip < $1.tokensPerChip } }

    /// What rules are evaluated on: the best plan, or the nearest to one where none is good enough.
    ///
    /// Where experts do not divide among all chips, fewer chips are tried, and then chips that share experts.
    var reference: PlanResult? {
        for size in Self.sizes {
            var chips = chips
            while chips >= 1 {
                let probe = with(chips: chips, moeTP: moeTP * size)
                if let plan = probe.best ?? probe.with(serviceLevel: 0).best { return plan }
                chips = (chips / 2).rounded(.down)
            }
        }
        return nil
    }
}

extension PlanResult {
    /// Output tokens per second of one request.
    var tokensPerRequest: Double {
        tokens / (totals.seconds * scenario.sequences)
    }

    /// Output tokens per second and chip.
    var tokensPerChip: Double { tokens / (totals.seconds * scenario.deployment.chips) }

    /// Share of DRAM that stays free.
    var freeDRAM: Double { need.free }

    /// The plan with something changed, or nil where its sizes no longer divide.
    func with(_ change: (inout Scenario) -> Void) -> PlanResult? {
        var changed = scenario
        change(&changed)
        return changed.brokenRule == nil ? PlanResult(changed) : nil
    }
}
