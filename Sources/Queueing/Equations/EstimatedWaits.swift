import Glibc

/// Waits of prompts in closed form, for ruling plans out.
///
/// A prompt waits for what is left of a step, for its own passes, and with some probability for others, an exponential
/// time: prompts that share its passes, and those that full passes leave (as in the queue of bulk service).
struct EstimatedWaits: PromptWaits {
    let mean: Double
    let variance: Double
    let upperBound: Double
    /// Mean prompts that wait behind a prompt when it ends.
    let behind: Double

    /// Seconds of a prompt alone, with weights.
    private let alone: [(weight: Double, seconds: Double)]
    /// What is left of a step, evenly from 0 to a time, with weights.
    private let residuals: [(weight: Double, most: Double)]
    /// Probabilities of waits for others, and their means.
    private let others: [(share: Double, seconds: Double)]

    init(_ stall: Stall, sequences: Double, relief: Relief) {
        let (copy, stream) = (stall.copy, stall.stream)
        let state = stall.passes(sequences, rate: stream.rate)
        let mean = copy.input.mean
        let pass = state.seconds
        let step = copy.onlyDecodes ? 0 : copy.step(sequences)
        let busy = state.busy * relief.probability
        residuals = [(1 - busy, step), (busy, pass)]
        let residual = residuals.reduce(0) { $0 + $1.weight * $1.most / 2 }

        let budget = copy.fullPass(sequences)
        let fullPass = copy.pass(budget, sequences)
        alone = copy.alone(sequences)
        let own = alone.reduce(0) { $0 + $1.weight * $1.seconds }

        // What one more prompt in a pass costs, and prompts that full passes leave.
        let more = max(0, copy.pass(2 * mean, sequences) - copy.pass(mean, sequences))
        let clump = stream.clump(over: QueuedWaits.clumpTime * (residual + own))
        let come = min(0.98 * budget / mean, stream.rate * fullPass)
        let spread = stream.dispersion(over: fullPass) + copy.costSquare(sequences)
        let (drift, varying) = (budget / mean - come, come * spread)
        let left = RandomWalk.meanHighest(drift: drift, variance: varying) * mean / budget * fullPass * relief.start
        let sharing = relief.mean * (2 * stream.rate * residual * more + 2 * (clump - 1) * more)
        let wait = sharing + left * relief.probability

        // Some wait for prompts that are left, more of them share their passes alone.
        let some = min(1, clump > 1 ? 1 - (1 - busy) / clump : max(busy, 0.05))
        let queued = min(some, RandomWalk.chanceOfRise(drift: drift, variance: varying) * relief.probability)
        let shared = sharing / some
        others = [(queued, shared + left * relief.probability / max(queued, 1e-9)), (some - queued, shared)]

        behind = stall.behind(sequences)
        self.mean = residual + own + wait
        var variance = alone.reduce(0) { $0 + $1.weight * ($1.seconds - own) * ($1.seconds - own) }
        variance += residuals.reduce(0) { $0 + $1.weight * $1.most * $1.most / 3 } - residual * residual
        variance += others.reduce(0) { $0 + 2 * $1.share * $1.seconds * $1.seconds } - wait * wait
        self.variance = max(0, variance)
        let longest = alone.reduce(0) { max($0, $1.seconds) }
        upperBound = longest + max(step, pass) + 40 * others.reduce(0) { max($0, $1.seconds) }
    }

    func share(within seconds: Double) -> Double {
        var share = 0.0
        for own in alone where seconds > own.seconds {
            for residual in residuals {
                share += own.weight * residual.weight * self.share(seconds - own.seconds, evenlyUpTo: residual.most)
            }
        }
        return share
    }

    /// The share of waits for a step and for others within a time.
    private func share(_ time: Double, evenlyUpTo most: Double) -> Double {
        let inside = min(time, most)
        var share = most > 0 ? inside / most : 1
        for other in others where other.share > 0 {
            let mean = max(other.seconds, 1e-12)
            // The mean of exp(-(time - x) / mean) for x from 0 to `inside`, over all of `most`.
            let waiting =
                most > 0
                ? exp(-(time - inside) / mean) * -expm1(-inside / mean) * mean / most : exp(-time / mean)
            share -= other.share * waiting
        }
        return share
    }
}
