import CostModel

/// How far the batch, or the requests in flight in serving, can grow, and what limits them.
public struct LoadLimit: Sendable {
    /// What grows: `batch`, or `concurrency` in serving.
    public let parameter: Parameter
    /// Its value in the plan.
    public let value: Double
    /// The largest value up to which the plan can run and meets every condition, within `reach` where nothing stops it.
    public let largest: Double
    /// The plan with one more; nil where nothing stops the plan within reach.
    public let next: PlanResult?
    /// The conditions that it misses; none where it cannot run.
    public let misses: [Miss]

    /// The largest load tried, as a multiple of the plan's.
    private static let reach = 16.0

    /// Looks for the limit from the plan's load upwards; nil where nothing sets it.
    public init?(_ plan: PlanResult, conditions: [Condition]) {
        let requirements = Requirements(conditions)
        let isServed = plan.scenario.workload.serving != .static
        guard let parameter = Parameter.named(isServed ? "concurrency" : "batch") else { return nil }
        let value = isServed ? plan.sequences : plan.scenario.deployment.batch
        func load(_ count: Double) -> PlanResult {
            PlanResult(plan.scenario.setting([Setting(parameter, count)]))
        }
        let found =
            isServed
            ? Self.bisect(value, load, requirements)
            : Self.walk(value, load, requirements)
        self.parameter = parameter
        self.value = value
        largest = found.largest
        next = found.next
        misses = found.next.map(requirements.misses) ?? []
    }

    /// The first value at which the plan fails, trying each, since padding makes steps uneven.
    private static func walk(
        _ value: Double, _ load: (Double) -> PlanResult, _ requirements: Requirements
    ) -> (largest: Double, next: PlanResult?) {
        let step = max(1, (value / 64).rounded(.down))
        let most = value + max(64, 4 * value)
        for next in stride(from: value + step, through: most, by: step) {
            let plan = load(next)
            if requirements.admit(plan) { continue }
            // Between two steps the first that is refused is one of a few.
            for between in stride(from: next - step + 1, through: next, by: 1) {
                let plan = load(between)
                if !requirements.admit(plan) { return (between - 1, plan) }
            }
        }
        return (most, nil)
    }

    /// Two neighbours of which only the first is met, by doubling and halving.
    ///
    /// Doubling finds what is in the way first: a step beside prompts may take less time again at a larger load.
    static func bisect(
        _ value: Double, _ load: (Double) -> PlanResult, _ requirements: Requirements
    ) -> (largest: Double, next: PlanResult?) {
        var low = value
        var high = value
        while high < reach * value {
            high = min(reach * value, 2 * low)
            if !requirements.admit(load(high)) { break }
            low = high
        }
        guard low < high else { return (low, nil) }
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if requirements.admit(load(middle)) { low = middle } else { high = middle }
        }
        return (low, load(high))
    }
}
