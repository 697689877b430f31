/// As many prefill workers as a goal asks for: no number beside the one that is chosen does better.
///
/// With W workers a loop that prefill limits serves W times what one prefills, and one that it does not limit hardly more
/// than with workers without end. The best number of tokens/s and chip lies where the two meet; other goals may ask for
/// more. From there the count goes on as long as one more is better.
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
        let unlimited = free.rest()
        let (rate, decoding) = (free.rate(unlimited), unlimited.load)
        let enough = greater(1, ceiling(rate / pool.rate * (1 - 1e-9)))
        var best = choice(enough, decoding)
        if enough > 1, bound(enough - 1, rate: (enough - 1) * pool.rate) > best.value / (1 + Self.tie) {
            let fewer = choice(enough - 1, decoding)
            if fewer.value * (1 + Self.tie) >= best.value { return fewer }
        }
        while bound(best.serving.workers + 1, rate: rate) > best.value * (1 + Self.tie) {
            let more = choice(best.serving.workers + 1, decoding)
            guard more.value > best.value * (1 + Self.tie) else { break }
            best = more
        }
        return best
    }

    private func choice(_ workers: Double, _ decoding: Double) -> Choice {
        let serving = DisaggregatedServing(phases: phases, pool: pool, workers: workers)
        let loop = serving.rest(upTo: decoding)
        let value =
            goal == .firstToken
            ? 1 / serving.firstToken(loop) : bound(workers, rate: serving.rate(loop))
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
