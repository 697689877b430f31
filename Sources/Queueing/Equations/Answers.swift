import Glibc

/// Times between tokens and until the last token, by the length of the answer.
struct Answers: Sendable {
    private struct Part: Sendable {
        let weight: Double
        /// Tokens after the first.
        let tokens: Double
        let tokenVariance: Double
        /// Mean seconds from a token to the next, and their variance.
        let mean: Double
        let variance: Double
    }

    private let parts: [Part]
    /// Seconds from a token to the next at most: those of a full pass, where decode steps carry prompts.
    private let most: Double

    /// Finds times from token to token.
    ///
    /// The mean follows from the number that decode by Little's law. A long answer meets more of the states and more of
    /// the prompts, so its own mean varies less.
    ///
    /// - Parameters:
    ///   - loop: the server and its load.
    ///   - chain: how many decode.
    ///   - behind: mean prompts that wait behind a prompt when it ends.
    init(_ loop: OpenLoop, _ chain: DecodeChain, behind: Double) {
        guard loop.offered.output.mean > 1 else {
            parts = [Part(weight: 1, tokens: 0, tokenVariance: 0, mean: loop.copy.step(1), variance: 0)]
            most = .infinity
            return
        }
        let (copy, stream, rate) = (loop.copy, chain.stream, chain.stream.rate)
        let rest = chain.number.mean / (rate * copy.laterTokens)
        let prompt = copy.costSquare(chain.busy.mean)
        let marginal = loop.stall.marginal(chain.busy.mean, rate: loop.stall.stream.rate)
        let share = min(0.95, rate * chain.stall)
        let free = 1 - share
        // How long the number that decodes stays as it is.
        let memory = max(1e-9, chain.number.variance / (rate * chain.spread))
        let contextDeviation = copy.times.contextTime * copy.contextVariance.squareRoot()
        let pace = chain.paceVariance + chain.busy.mean * contextDeviation * contextDeviation / (free * free)
        let slope = (chain.paceVariance / max(1e-12, chain.number.variance)).squareRoot()
        // The copy with the fewest requests is given the next, so one that stalls gets few.
        let feedback = 1 - share / chain.levelled
        let notWaiting = (1 - chain.slotWait.share) * (1 - chain.slotWait.share)

        // A value between two others varies no more than about these (R. Bhatia and C. Davis, American Mathematical
        // Monthly 107, 2000).
        let many = min(chain.busy.mean + 2 * chain.busy.variance.squareRoot(), Double(loop.runningLimit))
        let most = copy.isMixed ? copy.pass(copy.fullPass(many), many) : .infinity
        let least = min(copy.step(1), rest)
        self.most = most

        // Prompts that wait behind its own stall an answer at once, and short ones most.
        var (first, firstVariance) = (0.0, 0.0)
        if !copy.onlyDecodes {
            first = Self.firstStall(behind: behind, chain)
            firstVariance =
                behind * (2 * stream.clump(over: behind / rate) - 1) * chain.stall * chain.stall * (1 + prompt)
                / (free * free * free)
        }
        let mean = rest + first / copy.laterTokens

        parts = LengthPoints(copy.output, .dense).points.map { answer in
            let tokens = max(1, answer.tokens - 1)
            let seconds = tokens * mean
            let turns = seconds / memory
            let dispersion = stream.dispersion(over: max(seconds, 1 / rate))
            let stalls =
                rate * seconds * (dispersion + prompt) * marginal * marginal
                / (tokens * tokens * feedback * feedback)
            // Prompts that come both stall an answer and slow it down afterwards.
            let both =
                slope * marginal / tokens * rate * dispersion * chain.stallSpread.squareRoot() * memory
                * Self.settled(turns) / free / chain.levelled
            let variance =
                pace * Self.averaged(turns) + (stalls + 2 * both) * notWaiting + firstVariance / (tokens * tokens)
            let perToken = rest + min(Self.spread(first, over: tokens, most - rest, share: share), max(0, most - rest))
            return Part(
                weight: answer.weight, tokens: tokens, tokenVariance: answer.variance, mean: perToken,
                variance: max(0, min(variance, (most - perToken) * (perToken - least))))
        }
    }

    /// Seconds that an answer waits at first for prompts behind its own, and for those that come meanwhile.
    static func firstStall(behind: Double, _ chain: DecodeChain) -> Double {
        behind * chain.stall / (1 - min(0.95, chain.stream.rate * chain.stall))
    }

    /// Seconds of a first wait for each of some tokens, which no token waits longer than `most` for.
    ///
    /// The wait is taken as exponential, with the probability that prompts are being computed.
    private static func spread(_ first: Double, over tokens: Double, _ most: Double, share: Double) -> Double {
        guard first > 0, share > 0, most < .infinity else { return first / tokens }
        return first / tokens * (1 - exp(-max(0, most) * tokens * share / first))
    }

    /// The variance of a mean over a time, of a value that is forgotten exponentially: 1 for no time.
    private static func averaged(_ turns: Double) -> Double {
        turns < 1e-4 ? 1 - turns / 3 : 2 * (turns - 1 + exp(-turns)) / (turns * turns)
    }

    /// What has been forgotten on average after a time: 0 for no time, 1 for a long one.
    private static func settled(_ turns: Double) -> Double {
        turns < 1e-4 ? turns / 2 : 1 - (1 - exp(-turns)) / turns
    }

    /// Seconds from a token to the next.
    var perToken: GammaMixture { GammaMixture(parts.map { ($0.weight, $0.mean, $0.variance) }, most: most) }

    /// The share of answers whose tokens keep a limit on each and one on all behind the first, seconds.
    ///
    /// Of answers of a length those with the slowest tokens take the longest, so that the narrower limit decides.
    func share(perToken limit: Double, whole: Double) -> Double {
        guard whole > 0 else { return 0 }
        return parts.reduce(0) { sum, part in
            func share(_ mean: Double, _ variance: Double, within seconds: Double) -> Double {
                guard mean > 0 else { return 1 }
                return GammaMixture([(1, mean, variance)]).share(within: seconds)
            }
            let each = limit < most ? share(part.mean, part.variance, within: limit) : 1
            let variance = part.tokens * part.tokens * part.variance + part.tokenVariance * part.mean * part.mean
            return sum + part.weight * min(each, share(part.tokens * part.mean, variance, within: whole))
        }
    }

    /// Seconds until the last token, from those until the first.
    func endToEnd(_ first: FirstToken) -> GammaMixture {
        GammaMixture(
            parts.map { part in
                let variance = part.tokens * part.tokens * part.variance + part.tokenVariance * part.mean * part.mean
                return (part.weight, first.mean + part.tokens * part.mean, first.variance + variance)
            })
    }
}
