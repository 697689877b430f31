/// As many prefill workers as a goal asks for: no number beside the one that is chosen does better.
///
/// With W workers a loop that prefill limits serves W times what one prefills, and one that it does not limit hardly more
/// than with workers without end. The best number of tokens/s and chip lies near where the two meet; other goals may ask
/// for more. From there the count goes down and up as long as that is better.
struct AutomaticWorkers {
    /// A number of workers and the loop at rest with it.
    struct Choice {
        let serving: DisaggregatedServing
        let loop: ClosedLoop<DisaggregatedServing.State>
        /// What the goal makes of it; the larger, the better.
        let value: Double
    }

    /// By how much one worker more must be better; what is closer goes to fewer.
    static let tie = 1e-3
    /// The most that may be set (`prefill_workers`).
    private static let most = 1e6
    /// How many workers more and fewer are looked at where only several more or fewer are better.
    private static let reach = 4.0

    private let phases: ServedPhases
    private let pool: PrefillPool
    private let goal: Deployment.PrefillGoal

    init(_ phases: ServedPhases, _ pool: PrefillPool) {
        self.phases = phases
        self.pool = pool
        goal = phases.scenario.deployment.prefillGoal
    }

    /// The number of workers that is no worse than its neighbours.
    func best() -> Choice {
        // Workers without end bound what any number of them can do.
        let free = DisaggregatedServing(phases: phases, pool: pool, workers: .infinity)
        let unlimited = free.rate(free.rest())
        var best = choice(lesser(Self.most, greater(1, ceiling(unlimited / pool.rate * (1 - 1e-9)))))
        // Loops that rest on either side of a jump may serve a little more.
        let rate = 1.01 * unlimited
        // Long steps first, so that a count of hundreds is found as soon as one of a few.
        var step = 1.0
        while step * 4 <= best.serving.workers { step *= 2 }
        // Ties are taken against the best that was seen, so that they do not add up.
        var top = best.value
        while step >= 1 {
            if let better = choice(best, by: -step, atLeast: top / (1 + Self.tie), rate)
                ?? choice(best, by: step, atLeast: top * (1 + Self.tie), rate)
            {
                best = better
                top = greater(top, better.value)
            } else {
                step /= 2
            }
        }
        return goal == .tokensPerChip ? nearby(best, rate) : best
    }

    /// A count so many workers away if its value is enough.
    private func choice(_ best: Choice, by step: Double, atLeast wanted: Double, _ rate: Double) -> Choice? {
        let workers = best.serving.workers + step
        guard workers >= 1, workers <= Self.most, bound(workers, rate: lesser(rate, workers * pool.rate)) >= wanted
        else { return nil }
        let other = choice(workers)
        return other.value >= wanted ? other : nil
    }

    /// The best of the counts near one that is better than its neighbours, where what bounds them leaves room for it.
    private func nearby(_ found: Choice, _ rate: Double) -> Choice {
        var best = found
        let middle = found.serving.workers
        var workers = greater(1, middle - Self.reach)
        while workers <= middle + Self.reach {
            if workers != middle, bound(workers, rate: lesser(rate, workers * pool.rate)) > best.value * (1 + Self.tie)
            {
                let other = choice(workers)
                if other.value > best.value * (1 + Self.tie) { best = other }
            }
            workers += 1
        }
        return best
    }

    private func choice(_ workers: Double) -> Choice {
        let serving = DisaggregatedServing(phases: phases, pool: pool, workers: workers)
        let loop = serving.rest()
        let value =
            goal == .firstToken ? 1 / serving.firstToken(loop) : bound(workers, rate: serving.rate(loop))
        return Choice(serving: serving, loop: loop, value: value)
    }

    /// What the goal makes of a number of workers that serves `rate` requests/s; without end where it looks at no rate.
    private func bound(_ workers: Double, rate: Double) -> Double {
        let d = phases.scenario.deployment
        switch goal {
        case .tokensPerChip: return rate / (d.chips * d.decodeWorkers + d.prefillWorkerChips * workers)
        case .totalTokens: return rate
        case .firstToken: return .infinity
        }
    }
}
