import CostModel

/// What 1.1 times each resource brings to a plan whose requests come at their own times.
public struct OpenLeverage: Sendable {
    /// One resource.
    public struct Lever: Sendable {
        /// What it is.
        public let parameter: Parameter
        /// What 1.1 times of it adds to the capacity, as a share; a time is divided.
        public let capacity: Double
        /// What it changes of the 95th percentile of the first token and of the mean time per output token, as shares; nil
        /// where there are no times.
        public let firstToken: Double?, perToken: Double?
    }

    /// The resources, those first that bring most.
    public let levers: [Lever]

    /// Evaluates a plan with more of each resource; nil where it is no open plan.
    public init?(_ plan: PlanResult) {
        guard let base = plan.open else { return nil }
        func times(_ tails: RequestTails?) -> (first: Double, token: Double)? {
            tails.map { ($0.quantile(0.95, of: .firstToken), $0.mean(.perToken)) }
        }
        let before = times(plan.tails)
        // DRAM holds the requests that run.
        let dram = Parameter.named("dram").map { [($0, false)] } ?? []
        levers = (Leverage.resources(plan.scenario) + dram).compactMap { parameter, isTime in
            let value = parameter.get(plan.scenario)
            var changed = plan.scenario
            parameter.set(&changed, isTime ? value / Leverage.nudge : value * Leverage.nudge)
            guard let more = OpenPlan.of(changed) else { return nil }
            let after = times(more.tails)
            func change(_ read: ((first: Double, token: Double)) -> Double) -> Double? {
                guard let before, let after else { return nil }
                return read(after) / read(before) - 1
            }
            return Lever(
                parameter: parameter, capacity: more.capacity / base.capacity - 1,
                firstToken: change { $0.first }, perToken: change { $0.token })
        }.sorted { $0.capacity > $1.capacity }
    }
}
