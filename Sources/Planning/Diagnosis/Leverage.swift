import CostModel

/// What a plan waits for, and how much of each resource it would take to move it.
public struct Leverage: Sendable {
    /// The gain that `factor` is worked out for, as a share.
    public static let target = 0.1
    /// How much better a resource is made to see what it brings.
    public static let nudge = 1.1
    /// The largest factor that is tried.
    private static let most = 1024.0

    /// A resource of the chip or its links.
    public struct Lever: Sendable {
        /// The parameter that sets it.
        public let parameter: Parameter
        /// Its value in the plan.
        public let value: Double
        /// Whether less of it is better, as of a time.
        public let isTime: Bool
        /// What `nudge` times of it brings, as a share; a time is divided.
        public let gain: Double
        /// How many times of it a gain of 10 % takes; nil if no amount does.
        public let factor: Double?
        /// How many times of it the next larger load takes; nil if no amount does, or no condition is in its way.
        public let nextLoadFactor: Double?
    }

    /// The plan.
    public let plan: PlanResult
    /// Share of the step in which a resource is what is waited for, the largest first; without the host.
    public let shares: [(bound: Bound, share: Double)]
    /// What belongs to no block, as shares of the step.
    public let adjustments: [(kind: Adjustment, share: Double)]
    /// What each resource would bring, the largest gain first.
    public let levers: [Lever]
    /// What stops the batch, or the requests in flight; nil where nothing sets them.
    public let limit: LoadLimit?
    /// What prefill workers of their own could give at most; nil where there are none.
    public let prefill: PrefillCeiling?

    /// Works out what moves a plan.
    public init(_ plan: PlanResult, conditions: [Condition], goal: Goal) {
        self.plan = plan
        let breakdown = Breakdown(plan.scenario)
        shares = Bound.allCases.map { bound in
            (bound, breakdown.rows.reduce(0) { $0 + $1.seconds * $1.share(of: bound) } / breakdown.seconds)
        }.sorted { $0.share > $1.share }
        adjustments = breakdown.adjustments.map { ($0.kind, $0.seconds / breakdown.seconds) }
        let requirements = Requirements(conditions)
        let limit = LoadLimit(plan, conditions: conditions)
        self.limit = limit
        prefill = PrefillCeiling(plan)
        levers = Self.resources(plan.scenario).map { parameter, isTime in
            let value = parameter.get(plan.scenario)
            func better(_ scenario: Scenario, _ factor: Double) -> PlanResult {
                PlanResult(scenario.setting([Setting(parameter, isTime ? value / factor : value * factor)]))
            }
            let next = limit.flatMap { $0.misses.isEmpty ? nil : $0.next }.flatMap { next in
                Self.smallest { requirements.admit(better(next.scenario, $0)) }
            }
            return Lever(
                parameter: parameter, value: value, isTime: isTime,
                gain: goal.gain(from: plan, to: better(plan.scenario, Self.nudge)),
                factor: Self.smallest { goal.gain(from: plan, to: better(plan.scenario, $0)) >= Self.target },
                nextLoadFactor: next)
        }.sorted { $0.gain > $1.gain }
    }

    /// The smallest factor, from 1 up, for which something holds that goes on to hold; to a thousandth.
    private static func smallest(_ holds: (Double) -> Bool) -> Double? {
        guard holds(most) else { return nil }
        var (low, high) = (1.0, most)
        while high / low > 1.0005 {
            let middle = (low * high).squareRoot()
            if holds(middle) { high = middle } else { low = middle }
        }
        return high
    }

    /// The resources that a plan may wait for, and whether each is a time.
    static func resources(_ s: Scenario) -> [(Parameter, Bool)] {
        let network = s.chip.network
        var names: [(String, Bool)] = [("flops", false), ("dram_bw", false)]
        if s.span > 1 { names += [("intra_bw", false), ("latency", true)] }
        if network.topology == .twoTier, s.span > network.intra.size {
            names += [("inter_bw", false), ("inter_latency", true)]
            if network.rack.size > 0, s.span > network.inter.size { names.append(("rack_bw", false)) }
            if network.spine.size > 0, s.span > network.rack.size { names.append(("spine_bw", false)) }
        }
        names += [("host_time", true), ("layer_time", true), ("launch", true)]
        if s.hasTwoChips {
            names += [("prefill.flops", false), ("prefill.dram_bw", false), ("prefill.inter_bw", false)]
        }
        return names.compactMap { name, isTime in
            guard let parameter = Parameter.named(name), parameter.get(s) > 0 else { return nil }
            return (parameter, isTime)
        }
    }
}
