import CostModel

/// How many sequences are served at once, and the counts of them that are worth a try.
struct Load: Sendable {
    /// Counts that are tried of a range at most.
    private static let most = 128.0

    /// What sets it: `batch`, or `concurrency` where requests in flight are set.
    let parameter: Parameter
    /// Its value in the plan.
    let value: Double
    private let isServed: Bool

    init?(_ scenario: Scenario) {
        isServed = scenario.workload.serving != .static
        let name = isServed && scenario.deployment.concurrency > 0 ? "concurrency" : "batch"
        guard let parameter = Parameter.named(name) else { return nil }
        self.parameter = parameter
        value = parameter.get(scenario)
    }

    /// Visits counts from an eighth to eight times of the present one; from a half to twice, where nothing limits it.
    ///
    /// - Parameters:
    ///   - isLimited: whether the conditions limit how much is served.
    ///   - prefersFew: whether the goal falls with fewer sequences.
    ///   - visit: takes a count and says whether the conditions are met with it, and what it is worth.
    func search(isLimited: Bool, prefersFew: Bool, visit: (Double) -> Trial) {
        let reach = isLimited ? 8.0 : 2.0
        let least = max(1, (value / reach).rounded(.up))
        let largest = min(isLimited ? max(16, value * reach) : value * reach, parameter.range.upperBound)
        // A served plan takes a hundred times as long to evaluate as a step alone.
        guard isServed else { return walk(least, largest, visit) }
        guard prefersFew else { return bracket(least, largest, visit) }
        var count = (value / 2).rounded(.up)
        while count > least {
            _ = visit(count)
            count = (count / 2).rounded(.up)
        }
        _ = visit(least)
    }

    /// The result of a count.
    struct Trial {
        let isMet: Bool
        let gain: Double
    }

    /// Takes every so many counts, then those around the best of them in shorter steps, down to one by one.
    private func walk(_ least: Double, _ largest: Double, _ visit: (Double) -> Trial) {
        var best: (count: Double, gain: Double)?
        var (from, through) = (least, largest)
        while true {
            let step = max(1, ((through - from) / Self.most).rounded(.up))
            let center = best?.count
            for count in stride(from: from, through: through, by: step) where count != value && count != center {
                let trial = visit(count)
                if trial.isMet, trial.gain > best?.gain ?? -.infinity { best = (count, trial.gain) }
            }
            guard step > 1 else { return }
            let next = best?.count ?? value
            (from, through) = (max(least, next - step + 1), min(largest, next + step - 1))
        }
    }

    /// Doubles until the conditions are missed, or halves until they are met, and closes in on where they turn.
    private func bracket(_ least: Double, _ largest: Double, _ visit: (Double) -> Trial) {
        let isMet = visit(value).isMet
        var (low, high) = (value, value)
        while isMet ? high < largest : low > least {
            let next = isMet ? min(largest, 2 * high) : max(least, (low / 2).rounded(.down))
            if isMet { (low, high) = (high, next) } else { (low, high) = (next, low) }
            if visit(next).isMet != isMet { break }
        }
        while high - low > max(1, low / 1000) {
            let middle = ((low + high) / 2).rounded()
            if visit(middle).isMet { low = middle } else { high = middle }
        }
    }
}
