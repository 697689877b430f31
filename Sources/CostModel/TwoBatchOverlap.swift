/// When splitting the batch in two, so that one half computes while the other communicates, pays.
///
/// Every weight is read twice and small products are padded twice; what is gained is the shorter of computation and
/// communication. The overlap is taken over the whole step, which is the best that a schedule of layers can do.
public enum TwoBatchOverlap {
    private static let largest = 65536.0

    /// The smallest batch at which it pays, or nil if it does not up to 65536.
    ///
    /// Doubles the batch until it pays and halves the interval after that; between the two ends it is taken to pay from
    /// one batch on.
    public static func breakeven(_ scenario: Scenario) -> Double? {
        var high = 2.0
        while !pays(scenario, batch: high) {
            high *= 2
            if high > largest { return nil }
        }
        var low = high / 2
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if pays(scenario, batch: middle) { high = middle } else { low = middle }
        }
        return high
    }

    /// Whether the replica that sets the time has two sequences to put into different halves.
    static func isPossible(_ scenario: Scenario) -> Bool { scenario.inputs.sequencesToSplit >= 2 }

    /// What decides whether a plan overlaps: what was set and, where that is `auto`, the times with and without it.
    static func grounds(_ plan: PlanResult) -> [Double] {
        let splits = plan.totals.splits ? 1.0 : 0
        guard plan.scenario.deployment.tbo == .auto else { return [splits] }
        return [splits]
            + [Deployment.Overlap.off, .on].map { overlap in
                var scenario = plan.scenario
                scenario.deployment.tbo = overlap
                return StepTotals.of(scenario).seconds
            }
    }

    private static func pays(_ scenario: Scenario, batch: Double) -> Bool {
        var scenario = scenario
        scenario.deployment.batch = batch
        guard isPossible(scenario) else { return false }
        return StepTotals.of(scenario, splits: true).seconds < StepTotals.of(scenario, splits: false).seconds
    }
}
