import CostModel
import Planning

/// Evaluates single plans near at hand, so that rules of thumb are answered in figures.
struct GuideProbe: Sendable {
    /// Chip, model and workload; the deployment's sizes are varied.
    private let base: Scenario
    /// Chips of the plans; of a decode worker where prefill has chips of its own.
    let chips: Double
    /// What plans must meet.
    let conditions: [Condition]
    /// Chips that share an expert.
    let moeTP: Double

    private static let largestLoad = 65536.0
    private static let sizes = [1.0, 2, 4, 8, 16, 32, 64]
    private static let expertSizes = [1.0, 2, 4, 8]
    /// The share of DRAM that plans keep free where the chip states no reserve of its runtime, as the case study does.
    private static let headroom = 0.3

    init(_ base: Scenario, chips: Double, conditions: [Condition], moeTP: Double = 1) {
        self.base = base
        self.chips = chips
        self.conditions = conditions
        self.moeTP = moeTP
    }

    /// The same search with something else.
    func with(chips: Double? = nil, conditions: [Condition]? = nil, moeTP: Double? = nil) -> GuideProbe {
        GuideProbe(
            base, chips: chips ?? self.chips, conditions: conditions ?? self.conditions, moeTP: moeTP ?? self.moeTP)
    }

    /// The parameter that says how much is served at once: requests in flight, or sequences.
    static func load(of workload: Workload) -> String { workload.serving == .static ? "batch" : "concurrency" }

    /// One plan, or nil where the sizes do not divide.
    func plan(tp: Double, sp: Double = 1, load: Double) -> PlanResult? {
        var scenario = base
        scenario.deployment.chips = chips
        scenario.deployment.tp = tp
        scenario.deployment.sp = sp
        scenario.deployment.moeTP = moeTP
        if base.workload.serving == .static {
            scenario.deployment.batch = load
        } else {
            scenario.deployment.concurrency = load
        }
        return scenario.brokenRule == nil ? PlanResult(scenario) : nil
    }

    /// The plan with the largest load that meets the conditions and leaves a share of DRAM free, or nil.
    private func largest(tp: Double, sp: Double, headroom: Double) -> PlanResult? {
        func accepted(_ load: Double) -> PlanResult? {
            plan(tp: tp, sp: sp, load: load).flatMap { plan in
                let isMet = conditions.allSatisfy { $0.holds(for: plan) }
                return plan.isFeasible && plan.freeDRAM >= headroom && isMet ? plan : nil
            }
        }
        // In a prefill a replica without a sequence has nothing to do.
        guard var best = accepted(1) else { return nil }
        var (low, high) = (1.0, 2.0)
        while high <= Self.largestLoad, let next = accepted(high) { (best, low, high) = (next, high, 2 * high) }
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if let next = accepted(middle) { (best, low) = (next, middle) } else { high = middle }
        }
        return best
    }

    /// The best plan of every size of attention groups that has one, smallest group first.
    ///
    /// The headroom in DRAM is given up only where no plan keeps it.
    var byTP: [PlanResult] {
        let shares = base.workload.phase == .prefill ? Self.sizes : [1]
        func plans(_ headroom: Double) -> [PlanResult] {
            Self.sizes.compactMap { tp in
                shares.compactMap { largest(tp: tp, sp: $0, headroom: headroom) }.max { $0.rate < $1.rate }
            }
        }
        let kept = base.chip.dramReserve > 0 ? [] : plans(Self.headroom)
        return kept.isEmpty ? plans(0) : kept
    }

    /// The plan with the highest throughput per chip, or nil where none fits, divides and meets the conditions.
    var best: PlanResult? { byTP.max { $0.rate < $1.rate } }

    /// What rules are evaluated on: the best plan, or the nearest to one where none is good enough.
    ///
    /// Where experts do not divide among all chips, chips share experts; where nothing fits, fewer chips are tried.
    var reference: PlanResult? {
        var chips = chips
        while chips >= 1 {
            let probes = Self.sizes.map { with(chips: chips, moeTP: moeTP * $0) }
            for probe in probes { if let plan = probe.best { return plan } }
            for probe in probes { if let plan = probe.with(conditions: []).best { return plan } }
            chips = (chips / 2).rounded(.down)
        }
        return nil
    }

    /// The best plan whether or not few chips share experts.
    var bestOfExpertSizes: PlanResult? {
        let sizes = base.model.moeLayers > 0 ? Self.expertSizes : [1]
        return sizes.compactMap { with(moeTP: $0).best }.max { $0.rate < $1.rate }
    }

    /// The fewest chips, doubled from one, with a plan that meets the conditions; nil where there is none up to 1024.
    var fewestChips: Double? {
        (0...10).map { Double(1 << $0) }.first { with(chips: $0).bestOfExpertSizes != nil }
    }
}

extension PlanResult {
    /// What plans are ranked by, tokens per second and chip.
    var rate: Double { Metric.tpsChip.read(self) }

    /// Share of DRAM that stays free.
    var freeDRAM: Double { need.free }

    /// Sequences on a chip or in all, or requests in flight, whichever is set.
    var load: Double {
        scenario.workload.serving == .static ? scenario.deployment.batch : scenario.deployment.concurrency
    }

    /// The plan with something changed, or nil where its sizes no longer divide.
    func with(_ change: (inout Scenario) -> Void) -> PlanResult? {
        var changed = scenario
        change(&changed)
        return changed.brokenRule == nil ? PlanResult(changed) : nil
    }
}
