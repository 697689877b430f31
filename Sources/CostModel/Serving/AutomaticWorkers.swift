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
        /// Requests/s that no larger number of workers exceeds.
        let most: Double
    }

    /// By how much more workers must be better; what is closer goes to fewer.
    ///
    /// Tokens/s and chip count their chips already.
    static func tie(_ goal: Deployment.PrefillGoal) -> Double { goal == .tokensPerChip ? 1e-6 : 1e-3 }

    /// The most that may be set (`prefill_workers`).
    private static let largest = 1e6
    /// How many workers more and fewer are looked at where only several more or fewer are better.
    private static let reach = 4.0

    private let phases: ServedPhases
    private let pool: PrefillPool
    private let goal: Deployment.PrefillGoal
    private let tie: Double

    init(_ phases: ServedPhases, _ pool: PrefillPool) {
        self.phases = phases
        self.pool = pool
        goal = phases.scenario.deployment.prefillGoal
        tie = Self.tie(goal)
    }

    /// The number of workers that is no worse than its neighbours, both of which are looked at.
    func best() -> Choice {
        var best = search()
        for _ in 0..<64 {
            let workers = best.serving.workers
            let more = choice(workers + 1)
            var other = more
            if workers > 1 {
                let fewer = choice(workers - 1)
                if fewer.value >= more.value { other = fewer }
            }
            guard other.value > best.value * (1 + tie) else { break }
            best = other
        }
        return best
    }

    /// A number near the best, by bounds that mostly hold.
    private func search() -> Choice {
        // As many as keep up with what decode takes of workers without end.
        let free = DisaggregatedServing(phases: phases, pool: pool, workers: .infinity)
        let unlimited = free.rate(free.rest())
        var best = choice(lesser(Self.largest, greater(1, ceiling(unlimited / pool.rate * (1 - 1e-9)))))
        // Long steps first, so that a count of hundreds is found as soon as one of a few.
        var step = 1.0
        while step * 4 <= best.serving.workers { step *= 2 }
        // Ties are taken against the best that was seen, so that they do not add up.
        var top = best.value
        while step >= 1 {
            if let better = choice(best, by: -step, atLeast: top / (1 + tie))
                ?? choice(best, by: step, atLeast: top * (1 + tie))
            {
                best = better
                top = greater(top, better.value)
            } else {
                step /= 2
            }
        }
        guard goal == .tokensPerChip else { return best }
        while true {
            let other = nearby(best)
            if other.serving.workers == best.serving.workers { return best }
            best = other
        }
    }

    /// The best of the counts near one that is better than its neighbours, where what bounds them leaves room for it.
    private func nearby(_ found: Choice) -> Choice {
        var best = found
        var workers = greater(1, found.serving.workers - Self.reach)
        while workers <= found.serving.workers + Self.reach {
            let isKnown = (workers - found.serving.workers).magnitude <= 1
            if !isKnown, let other = choice(found, by: workers - found.serving.workers, atLeast: best.value * (1 + tie))
            {
                best = other
            }
            workers += 1
        }
        return best
    }

    /// A count so many workers away if its value is enough.
    private func choice(_ best: Choice, by step: Double, atLeast wanted: Double) -> Choice? {
        let workers = best.serving.workers + step
        let most = lesser(workers * pool.rate, step > 0 ? best.most : .infinity)
        guard workers >= 1, workers <= Self.largest, value(workers, rate: most) >= wanted else { return nil }
        let other = choice(workers)
        return other.value >= wanted ? other : nil
    }

    private func choice(_ workers: Double) -> Choice {
        let serving = DisaggregatedServing(phases: phases, pool: pool, workers: workers)
        let loop = serving.rest()
        let rate = serving.rate(loop)
        let value =
            switch goal {
            case .tokensPerChip: value(workers, rate: rate)
            case .totalTokens: rate
            case .firstToken: 1 / serving.firstToken(loop)
            }
        // More workers leave more sequences to decode, for no shorter; a prompt takes no less than its own pass.
        let least = loop.state.fixed + loop.state.residence + 1.5 * pool.shortPass
        return Choice(serving: serving, loop: loop, value: value, most: phases.requests / least)
    }

    /// What the goal makes of a number of workers that serves `rate` requests/s; without end where no rate bounds it.
    private func value(_ workers: Double, rate: Double) -> Double {
        let d = phases.scenario.deployment
        switch goal {
        case .tokensPerChip: return rate / (d.chips * d.decodeWorkers + d.prefillWorkerChips * workers)
        case .totalTokens, .firstToken: return .infinity
        }
    }
}
