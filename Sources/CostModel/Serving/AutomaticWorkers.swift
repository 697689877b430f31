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
        if goal == .totalTokens { return fewest() }
        var best = steps(from: start())
        guard goal == .tokensPerChip else { return best }
        while let better = nearby(best) {
            let next = steps(from: better)
            // A tie on the way down may give back what was won; each round must win.
            guard next.value > best.value else { break }
            best = next
        }
        return best
    }

    /// The fewest that serve as much as workers without end do, but for a tie: more never serve less.
    private func fewest() -> Choice {
        let free = DisaggregatedServing(phases: phases, pool: pool, workers: .infinity)
        let wanted = free.rate(free.rest()) / (1 + tie)
        // Fewer than these cannot prefill as much.
        var low = lesser(Self.largest, greater(1, ceiling(wanted / pool.rate * (1 - 1e-9)))) - 1
        var best = choice(low + 1)
        while best.value < wanted, best.serving.workers < Self.largest {
            low = best.serving.workers
            best = choice(lesser(Self.largest, 2 * low))
        }
        while best.serving.workers - low > 1 {
            let middle = choice(floored((low + best.serving.workers) / 2))
            if middle.value >= wanted { best = middle } else { low = middle.serving.workers }
        }
        return best
    }

    /// As many as keep up with what decode takes of workers without end, moved by long steps as long as that is better.
    ///
    /// So a count of hundreds is found as soon as one of a few.
    private func start() -> Choice {
        let free = DisaggregatedServing(phases: phases, pool: pool, workers: .infinity)
        let unlimited = free.rate(free.rest())
        var best = choice(lesser(Self.largest, greater(1, ceiling(unlimited / pool.rate * (1 - 1e-9)))))
        var step = 1.0
        while step * 4 <= best.serving.workers { step *= 2 }
        while step > 1 {
            let wanted = best.value * (1 + tie)
            if let better = choice(best, by: -step, atLeast: wanted) ?? choice(best, by: step, atLeast: wanted) {
                best = better
            } else {
                step /= 2
            }
        }
        return best
    }

    /// One worker less as long as that is as good, or else one more as long as that is better.
    ///
    /// Ties are taken against the best that was seen, so that they do not add up. Whatever bounds say, both neighbours of
    /// the number that stands were looked at.
    private func steps(from found: Choice) -> Choice {
        var best = found
        var top = best.value
        while best.serving.workers > 1 {
            let fewer = choice(best.serving.workers - 1)
            guard fewer.value >= top / (1 + tie) else { break }
            best = fewer
            top = greater(top, best.value)
        }
        // Where it went down, the number above was looked at on the way.
        guard best.serving.workers == found.serving.workers else { return best }
        while best.serving.workers < Self.largest {
            let more = choice(best.serving.workers + 1)
            guard more.value > best.value * (1 + tie) else { break }
            best = more
        }
        return best
    }

    /// The best of the counts near one that is better than its neighbours; nil where none of them is better than it.
    private func nearby(_ found: Choice) -> Choice? {
        var best: Choice?
        var workers = greater(1, found.serving.workers - Self.reach)
        while workers <= found.serving.workers + Self.reach {
            let away = workers - found.serving.workers
            if away.magnitude > 1 {
                let wanted = (best ?? found).value * (1 + tie)
                best = choice(found, by: away, atLeast: wanted) ?? best
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
