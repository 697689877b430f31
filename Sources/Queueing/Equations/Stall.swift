import Glibc

/// What a prompt takes from the sequences that decode, seconds.
///
/// Prompts that came during a step start together. They fill as many passes as they need, and those that come meanwhile
/// follow at once; the last pass of such a group is not full. So a prompt costs less the more there are.
struct Stall: Sendable {
    let copy: CopyModel
    let stream: ArrivalStream
    private let gathering: Gathering

    init(copy: CopyModel, stream: ArrivalStream) {
        self.copy = copy
        self.stream = stream
        gathering = Gathering(stream)
    }

    /// Passes over prompts on average.
    struct Passes: Sendable {
        /// Seconds that a prompt takes from decoding.
        var stall = 0.0
        /// Seconds of passes for each prompt.
        var cost = 0.0
        /// The share of time in passes.
        var busy = 0.0
        /// Seconds of a pass.
        var seconds = 0.0
    }

    /// How often the length of a step and the prompts that come during it are found from each other.
    private static let rounds = 6
    /// The share of time in full passes at most; beyond there is no steady state.
    private static let mostBusy = 0.95

    /// Seconds at a number of sequences that decode and a rate of arrivals.
    func seconds(_ sequences: Double, rate: Double) -> Double {
        copy.onlyDecodes ? 0 : passes(sequences, rate: rate).stall
    }

    /// Seconds with all slots taken and requests waiting: those that a step ends are followed by as many at once.
    func crowded(_ sequences: Double, rate: Double) -> Double {
        guard !copy.onlyDecodes else { return 0 }
        let ending = sequences / copy.laterTokens
        return passes(sequences, rate: rate, together: ending / -expm1(-ending)).stall
    }

    /// Seconds that one more prompt takes: less than the mean, as it shares passes with others.
    func marginal(_ sequences: Double, rate: Double) -> Double {
        guard !copy.onlyDecodes else { return 0 }
        let more = Self.step * rate
        let now = rate * passes(sequences, rate: rate).stall
        return max(0, (rate + more) * passes(sequences, rate: rate + more).stall - now) / more
    }

    /// The share that the rate is raised by to find what one more prompt takes.
    private static let step = 0.05

    /// Passes beside a number of sequences at a rate of arrivals.
    ///
    /// - Parameters:
    ///   - sequences: how many decode.
    ///   - rate: prompts/s.
    ///   - together: prompts that start together at least.
    func passes(_ sequences: Double, rate: Double, together least: Double = 1) -> Passes {
        let fill = copy.fullPass(sequences)
        let room = max(fill, copy.schedule.splitsPrompts || copy.input.variation == 0 ? fill : copy.budget(sequences))
        let full = copy.pass(fill, sequences)
        let step = copy.onlyDecodes ? 0 : copy.step(sequences)
        var duration = copy.onlyDecodes ? copy.pass(copy.input.mean, 0) : step
        let clump = stream.at(rate).clump(over: duration)
        // Full passes that follow each full pass, as prompts come during it.
        let followers = min(Self.mostBusy, rate * copy.input.mean * full / fill)
        var passes = Passes()
        for _ in 0..<Self.rounds {
            let together = max(least, gathering.together(rate * duration, clump: clump))
            var (fullPasses, rest) = (0.0, 0.0)
            for prompt in copy.prompts {
                let tokens = together * prompt.tokens
                let before = Whole.up((tokens - room) / fill)
                fullPasses += prompt.weight * before
                rest += prompt.weight * (tokens - before * fill)
            }
            fullPasses /= 1 - followers
            let prompts = together + rate * fullPasses * full
            let seconds = fullPasses * full + copy.pass(rest, sequences)
            passes.cost = seconds / prompts
            passes.busy = min(Self.mostBusy, rate * passes.cost)
            passes.seconds = seconds / (fullPasses + 1)
            passes.stall = max(0, passes.cost - (copy.isMixed ? step * (fullPasses + 1) / prompts : 0))
            let next = (1 - passes.busy) * step + passes.busy * passes.seconds
            guard (next - duration).magnitude > 1e-7 * duration else { break }
            duration = next
        }
        return passes
    }

    /// Prompts that wait behind a prompt when it ends: those that come during its passes, or during the last if it
    /// shares it.
    func behind(_ sequences: Double) -> Double {
        guard !copy.onlyDecodes else { return 0 }
        let own = copy.alone(sequences).reduce(0) { $0 + $1.weight * $1.seconds }
        return stream.rate * max(own, passes(sequences, rate: stream.rate).seconds)
    }

    /// Seconds in full passes.
    func full(_ sequences: Double) -> Double {
        guard !copy.onlyDecodes else { return 0 }
        let tokens = copy.fullPass(sequences)
        let base = copy.isMixed ? copy.step(sequences) : 0
        return max(0, copy.pass(tokens, sequences) - base) * copy.input.mean / tokens
    }
}

/// Whole numbers, without a call.
enum Whole {
    /// The least whole number that is no less than a value, and 0 at least.
    @inline(__always)
    static func up(_ value: Double) -> Double {
        guard value > 0 else { return 0 }
        guard value < 1e15 else { return value }
        let whole = Double(Int(value))
        return whole < value ? whole + 1 : whole
    }
}
