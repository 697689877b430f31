import CostModel

/// The load that serves most, where what was measured is the highest throughput and no load is stated.
enum Saturation {
    /// Shares of the highest throughput that are as good as it: a load above brings waiting alone.
    private static let enough = 0.995

    /// A scenario with the fewest requests in flight that serve as many tokens as any number of them does, within what memory
    /// has room for and the runtime runs at once.
    static func loaded(_ scenario: Scenario) -> Scenario {
        var served = scenario
        served.workload.serving = Workload.Serving.agg
        var found: [(concurrency: Double, rate: Double)] = []
        func rate(_ concurrency: Double) -> Double {
            served.deployment.concurrency = concurrency
            let rate: Double = MeasuredMetric.tpsChip.predicted(PlanResult(served))
            found.append((concurrency, rate))
            return rate
        }
        // Each replica has one request at least, and none has more than a runtime takes.
        var (best, misses, concurrency) = (0.0, 0, max(1, scenario.deployment.dp))
        while misses < 3, concurrency <= most {
            let next = rate(concurrency)
            if next > best * (2 - enough) { misses = 0 } else { misses += 1 }
            best = max(best, next.isFinite ? next : 0)
            concurrency *= 2
        }
        let least = found.first { $0.rate >= enough * best }?.concurrency ?? 1
        var (low, high) = (least / 2, least)
        while high - low > max(1, high / 64) {
            let middle = ((low + high) / 2).rounded()
            if rate(middle) >= enough * best { high = middle } else { low = middle }
        }
        served.deployment.concurrency = high
        return served
    }

    /// Beyond what any runtime runs at once.
    private static let most = 1e6
}
