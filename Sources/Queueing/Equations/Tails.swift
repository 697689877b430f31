import Glibc

/// How the times of requests are distributed.
public struct Tails: Sendable {
    /// Seconds until the first token.
    public let firstToken: FirstToken
    /// Seconds from a token to the next; a mean over each answer.
    public let perToken: GammaMixture
    /// Seconds until the last token.
    public let endToEnd: GammaMixture
    /// Requests/s that come.
    let rate: Double
    let answers: Answers

    /// The share of requests that keep all limits; a first token and those behind it are taken to be independent.
    ///
    /// - Parameters:
    ///   - firstToken: seconds until the first token at most.
    ///   - perToken: seconds from a token to the next at most.
    ///   - endToEnd: seconds until the last token at most.
    public func share(
        firstToken: Double = .infinity, perToken: Double = .infinity, endToEnd: Double = .infinity
    ) -> Double {
        let first = firstToken < .infinity ? self.firstToken.share(within: firstToken) : 1
        guard endToEnd < .infinity else {
            return first * (perToken < .infinity ? self.perToken.share(within: perToken) : 1)
        }
        // First tokens at the middles of equal shares of those that are in time: what is left is for the others.
        let count = Self.moments
        return (0..<count).reduce(0) { sum, moment in
            let come = self.firstToken.quantile(first * (Double(moment) + 0.5) / Double(count))
            return sum + first / Double(count) * answers.share(perToken: perToken, whole: endToEnd - come)
        }
    }

    /// First tokens that a limit on the last one is looked at for.
    private static let moments = 24

    /// Requests/s that keep all limits.
    public func goodput(
        firstToken: Double = .infinity, perToken: Double = .infinity, endToEnd: Double = .infinity
    ) -> Double {
        rate * share(firstToken: firstToken, perToken: perToken, endToEnd: endToEnd)
    }
}

extension OpenLoop {
    /// How the times of requests are distributed; nil from a load of 0.95 on.
    public func tails() -> Tails? {
        guard isFigured, let chain else { return nil }
        let relief = self.relief(chain)
        let sequences = copy.onlyDecodes ? 0 : chain.busy.mean
        let prefill = copy.alone(sequences).reduce(0) { $0 + $1.weight * $1.seconds }
        let transfer = server.prefillPool.map {
            (travel: $0.transfer, step: copy.step(chain.busy.mean) * (1 - chain.number.empty))
        }
        let requestTime = server.requestTime
        func first(_ waits: some PromptWaits) -> FirstToken {
            FirstToken(waits, prefill: prefill, requestTime: requestTime, transfer: transfer, slotWait: chain.slotWait)
        }
        let firstToken: FirstToken
        var behind = 0.0
        if let pool = server.prefillPool, pool.workers > 1 {
            let all = ArrivalStream(rate: offered.rate, variation: offered.arrivalVariation)
            firstToken = first(SharedWaits(copy, all, workers: pool.workers))
        } else {
            let waits = QueuedWaits(services(chain, relief), stall.stream)
            firstToken = first(waits)
            behind = waits.behind * relief.mean
        }
        let answers = Answers(self, chain, behind: behind)
        return Tails(
            firstToken: firstToken, perToken: answers.perToken, endToEnd: answers.endToEnd(firstToken),
            rate: offered.rate, answers: answers)
    }

    /// Who serves prompts: beside the mean number of sequences that decode, beside fewer and more, and beside none.
    ///
    /// Three points hold the mean, the variance and the skew of a normal number (Gauss and Hermite).
    private func services(_ chain: DecodeChain, _ relief: Relief) -> [(weight: Double, service: PromptQueue.Service)] {
        func service(_ sequences: Double) -> PromptQueue.Service {
            .init(
                copy: copy, sequences: sequences, isIdle: sequences == 0, relief: relief, early: early(sequences))
        }
        guard !copy.onlyDecodes else { return [(1, service(0))] }
        let (mean, deviation) = (chain.busy.mean, chain.busy.variance.squareRoot())
        let reach = 1.2247 * deviation
        let numbers =
            deviation >= 0.02 * mean
            ? [max(1, mean - reach), mean, min(Double(runningLimit), mean + reach)] : [mean]
        // With few requests none decodes when one comes, and no step is under way.
        let empty = chain.number.empty > Self.seldom ? chain.number.empty : 0
        let busy = numbers.map { ((1 - empty) / Double(numbers.count), service($0)) }
        return empty > 0 ? [(empty, service(0))] + busy : busy
    }

    /// A share of the time in which nothing decodes that does not matter.
    private static var seldom: Double { 1e-3 }

    /// Copies that are kept level and compute prompts too; nil if each goes by itself.
    private var levelCopies: Double? {
        guard server.routing == .leastLoaded, server.replicas > 1, !copy.onlyDecodes else { return nil }
        return Double(server.replicas)
    }

    /// The prompts of a level copy that come in the first part of a step, as a share of all, and that part.
    ///
    /// A step that ends several requests leaves its copy below the others, which is given the next ones at once: all but the first,
    /// which it shares a level with others for. Copies take turns, so that their arrivals fill one part for each of them.
    private func early(_ sequences: Double) -> (share: Double, part: Double) {
        guard let copies = levelCopies, sequences > 0 else { return (0, 1) }
        let ending = sequences / copy.laterTokens
        return (1 + expm1(-ending) / ending, 1 / copies)
    }

    /// What is left of the wait for others.
    private func relief(_ chain: DecodeChain) -> Relief {
        let sequences = copy.onlyDecodes ? 0 : chain.busy.mean
        let busy = stall.passes(sequences, rate: stall.stream.rate).busy
        let service = copy.costSquare(sequences).squareRoot()
        guard let copies = levelCopies else {
            let workers = server.prefillPool?.workers ?? 1
            return Relief(stall.stream, service: service, busy: busy).shared(by: workers, busy: busy)
        }
        let all = ArrivalStream(rate: offered.rate, variation: offered.arrivalVariation)
        guard stall.stream.variation < 1 else { return .none }
        return Relief(
            turns: all.split(over: server.replicas, .roundRobin), chance: all.split(over: server.replicas, .random),
            service: service, busy: busy,
            level: .init(copies: copies, sequences: sequences, early: early(sequences).share))
    }
}
