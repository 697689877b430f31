/// As many prefill workers as a goal asks for: no number does better in tokens/s, none beside it in the first token.
///
/// With W workers a loop that prefill limits serves W times what one prefills, and one that it does not limit hardly more
/// than with workers without end. The best number of tokens/s and chip lies near where the two meet; the first token may ask
/// for more, and for that the count goes down and up from there as long as it is better.
struct AutomaticWorkers {
    /// A number of workers and the loop at rest with it.
    struct Choice {
        let serving: DisaggregatedServing
        let loop: ClosedLoop<DisaggregatedServing.State>
        /// What the goal makes of it; the larger, the better.
        let value: Double
        /// Requests/s that it serves.
        let rate: Double
    }

    /// By how much more workers must be better; what is closer goes to fewer.
    ///
    /// Tokens/s and chip count their chips already: there it is the rounding of a loop.
    static func tie(_ goal: Deployment.PrefillGoal) -> Double { goal == .tokensPerChip ? 1e-6 : 1e-3 }

    /// The most that may be set (`prefill_workers`).
    private static let largest = 1e6

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

    /// The number of workers that no other is better than; for the first token, no worse than its neighbours.
    func best() -> Choice {
        let free = DisaggregatedServing(phases: phases, pool: pool, workers: .infinity)
        let unlimited = free.rate(free.best())
        switch goal {
        case .totalTokens: return fewest(of: unlimited)
        case .firstToken: return steps(from: start(keepingUp(unlimited)))
        case .tokensPerChip: return globally(from: keepingUp(unlimited), unlimited)
        }
    }

    /// The best of all numbers, from above: more workers never serve less, so that what one number serves bounds all below.
    ///
    /// With the rate R(W) a number V < W yields at most R(W) / (D + V P), and at most V r / (D + V P) as prefill limits it,
    /// which grows with V: numbers that cannot reach the best so far are leapt over. Padding may let one worker less serve a
    /// little more, for which the bounds are taken a hundredth larger.
    private func globally(from found: Choice, _ unlimited: Double) -> Choice {
        let d = phases.scenario.deployment
        let (chips, each) = (d.chips * d.decodeWorkers, d.prefillWorkerChips)
        var best = found
        /// The most workers that yield the best so far at a rate.
        func most(_ rate: Double) -> Double { floored((1.01 * rate / best.value - chips) / each) }
        var workers = lesser(Self.largest, most(unlimited))
        while workers >= 1, 1.01 * workers * pool.rate / (chips + workers * each) > best.value {
            let other = workers == best.serving.workers ? best : choice(workers)
            // Of numbers that yield the same the smallest stands.
            if other.value >= best.value { best = other }
            workers = lesser(workers - 1, most(other.rate))
        }
        return best
    }

    /// The fewest that serve as much as workers without end do, but for a tie: more never serve less.
    private func fewest(of unlimited: Double) -> Choice {
        let wanted = unlimited / (1 + tie)
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

    /// As many as keep up with what decode takes of workers without end.
    private func keepingUp(_ unlimited: Double) -> Choice {
        choice(lesser(Self.largest, greater(1, ceiling(unlimited / pool.rate))))
    }

    /// A number moved by long steps as long as that is better, so that hundreds are found as soon as a few.
    private func start(_ found: Choice) -> Choice {
        var best = found
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
    /// Ties are taken against the best that was seen, so that they do not add up. Both neighbours of the number that stands
    /// were looked at.
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

    /// A count so many workers away if its value is enough.
    private func choice(_ best: Choice, by step: Double, atLeast wanted: Double) -> Choice? {
        let workers = best.serving.workers + step
        guard workers >= 1, workers <= Self.largest else { return nil }
        let other = choice(workers)
        return other.value >= wanted ? other : nil
    }

    private func choice(_ workers: Double) -> Choice {
        let serving = DisaggregatedServing(phases: phases, pool: pool, workers: workers)
        let loop = serving.best()
        let rate = serving.rate(loop)
        let d = phases.scenario.deployment
        let value =
            switch goal {
            case .tokensPerChip: rate / (d.chips * d.decodeWorkers + d.prefillWorkerChips * workers)
            case .totalTokens: rate
            case .firstToken: 1 / serving.firstToken(loop)
            }
        return Choice(serving: serving, loop: loop, value: value, rate: rate)
    }
}
