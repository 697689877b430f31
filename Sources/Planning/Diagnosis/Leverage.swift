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
        /// The parameter that stands for it.
        public let parameter: Parameter
        /// Its value in the plan.
        public let value: Double
        /// Whether less of it is better, as of a time.
        public let isTime: Bool
        /// What `nudge` times of it brings, as a share; a time is divided.
        public let gain: Double
        /// How many times of it a gain of 10 % takes; nil if no amount does.
        public let factor: Double?
        /// How many times of it the next larger batch takes; nil if no amount does, or no condition is in its way.
        public let nextBatchFactor: Double?
    }

    /// What stops the batch from growing.
    public struct Limit: Sendable {
        /// The largest batch up to which every condition is met.
        public let batch: Double
        /// What the batch after it comes to.
        public let next: PlanResult
        /// The conditions that it misses; none where it does not fit in DRAM.
        public let misses: [Miss]
    }

    /// The plan.
    public let plan: PlanResult
    /// Share of the step in which a resource is what is waited for, the largest first; without the host.
    public let shares: [(bound: Bound, share: Double)]
    /// What belongs to no block, as shares of the step.
    public let adjustments: [(kind: Adjustment, share: Double)]
    /// What each resource would bring, the largest gain first.
    public let levers: [Lever]
    /// What stops the batch; nil where nothing does within `reach` batches.
    public let limit: Limit?

    /// Works out what moves a plan.
    public init(_ plan: PlanResult, conditions: [Condition], goal: Goal) {
        self.plan = plan
        let breakdown = Breakdown(plan.scenario)
        shares = Bound.allCases.map { bound in
            (bound, breakdown.rows.reduce(0) { $0 + $1.seconds * $1.share(of: bound) } / breakdown.seconds)
        }.sorted { $0.share > $1.share }
        adjustments = breakdown.adjustments.map { ($0.kind, $0.seconds / breakdown.seconds) }
        let limit = Self.limit(plan, conditions)
        self.limit = limit
        levers = Self.resources(plan.scenario).map { parameter, isTime in
            let value = parameter.get(plan.scenario)
            func better(_ scenario: Scenario, _ factor: Double) -> PlanResult {
                PlanResult(scenario.setting([Setting(parameter, isTime ? value / factor : value * factor)]))
            }
            let next = limit.flatMap { limit in
                limit.misses.isEmpty
                    ? nil
                    : Self.smallest { factor in
                        let moved = better(limit.next.scenario, factor)
                        return moved.fits && Miss.all(conditions, by: moved).isEmpty
                    }
            }
            return Lever(
                parameter: parameter, value: value, isTime: isTime,
                gain: goal.gain(from: plan, to: better(plan.scenario, Self.nudge)),
                factor: Self.smallest { goal.gain(from: plan, to: better(plan.scenario, $0)) >= Self.target },
                nextBatchFactor: next)
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
    private static func resources(_ s: Scenario) -> [(Parameter, Bool)] {
        let network = s.chip.network
        var names: [(String, Bool)] = [("flops", false), ("dram_bw", false)]
        if s.deployment.chips > 1 { names += [("intra_bw", false), ("latency", true)] }
        if network.isFlat == 0, s.deployment.chips > network.intra.size {
            names += [("inter_bw", false), ("inter_latency", true)]
            if network.rack.size > 0, s.deployment.chips > network.inter.size { names.append(("rack_bw", false)) }
            if network.spine.size > 0, s.deployment.chips > network.rack.size { names.append(("spine_bw", false)) }
        }
        names += [("host_time", true), ("launch", true)]
        return names.compactMap { name, isTime in
            guard let parameter = Parameter.named(name), parameter.get(s) > 0 else { return nil }
            return (parameter, isTime)
        }
    }

    /// The first batch above the plan's at which something is in its way.
    private static func limit(_ plan: PlanResult, _ conditions: [Condition]) -> Limit? {
        let batch = plan.scenario.deployment.batch
        let reach = max(64, 4 * batch)
        let step = max(1, (batch / 64).rounded(.down))
        var scenario = plan.scenario
        for next in stride(from: batch + step, through: batch + reach, by: step) {
            scenario.deployment.batch = next
            let result = PlanResult(scenario)
            let misses = Miss.all(conditions, by: result)
            if !misses.isEmpty || !result.fits {
                return Limit(batch: next - step, next: result, misses: misses)
            }
        }
        return nil
    }
}
