/// One copy of a server under a load: what a step and a pass take on average.
struct CopyModel: Sendable {
    let input: Lengths
    let output: Lengths
    let schedule: Server.Schedule
    let chunk: Double
    /// Whether prompts are computed elsewhere.
    let onlyDecodes: Bool
    /// Step times of the copy, and of the worker that computes prompts.
    let times: StepTimes
    private let promptTimes: StepTimes

    /// Output tokens after the first.
    let laterTokens: Double
    /// Mean tokens of context of a sequence that decodes: outputs are seen in proportion to their length.
    let context: Double
    /// The variance of the context of a sequence that decodes.
    let contextVariance: Double
    /// Lengths of prompts.
    let prompts: [LengthPoints.Point]
    /// Pairs of prompt tokens for each prompt token.
    private let pairs: Double

    init(_ load: Load, _ server: Server, _ times: StepTimes) {
        input = load.input
        output = load.output
        schedule = server.schedule
        chunk = Double(server.chunk)
        onlyDecodes = server.prefillPool != nil
        self.times = times
        promptTimes = server.prefillPool?.times ?? times
        laterTokens = max(1e-9, output.mean - 1)
        let biased = output.meanSquare / (2 * output.mean)
        context = input.mean + biased
        contextVariance = input.meanSquare - input.mean * input.mean + output.biasedMeanSquare / 3 - biased * biased
        prompts = LengthPoints(load.input, .coarse).points
        pairs = input.meanSquare / (2 * input.mean)
    }

    /// Whether decode steps carry prompts.
    var isMixed: Bool { schedule != .prefillFirst && !onlyDecodes }

    /// Seconds of a decode step of some sequences.
    func step(_ sequences: Double) -> Double {
        times.decode(sequences: sequences, context: sequences * context)
    }

    /// Seconds of a pass over prompt tokens, beside some sequences where decode steps carry prompts.
    func pass(_ tokens: Double, _ sequences: Double) -> Double {
        guard tokens > 0 else { return step(sequences) }
        let guests = isMixed ? sequences : 0
        return promptTimes.pass(
            tokens: tokens, pairs: tokens * pairs, sequences: guests, context: guests * context)
    }

    /// Seconds of prompts without others, with weights.
    func alone(_ sequences: Double) -> [(weight: Double, seconds: Double)] {
        let full = fullPass(sequences)
        let seconds = pass(full, sequences)
        return prompts.map { prompt in
            let passes = Whole.up(prompt.tokens / full - 1)
            let last = pass(prompt.tokens - passes * full, sequences) + extraPairTime(prompt.tokens)
            return (prompt.weight, max(0, passes * seconds + last))
        }
    }

    /// Seconds that the pairs of a prompt take beyond those of as many tokens on average.
    func extraPairTime(_ tokens: Double) -> Double { promptTimes.pairTime * tokens * (tokens / 2 - pairs) }

    /// The square of the coefficient of variation of the time that prompts take, pairs included.
    func costSquare(_ sequences: Double) -> Double {
        let tokens = fullPass(sequences)
        let slope = pass(tokens, sequences) / tokens
        var (mean, square) = (0.0, 0.0)
        for prompt in prompts {
            let cost = max(0, slope * prompt.tokens + extraPairTime(prompt.tokens))
            mean += prompt.weight * cost
            square += prompt.weight * (cost * cost + slope * slope * prompt.variance)
        }
        return max(0, square / (mean * mean) - 1)
    }

    /// Prompt tokens of a pass at most.
    func budget(_ sequences: Double) -> Double { isMixed ? max(1, chunk - sequences) : chunk }

    /// Prompt tokens of a full pass: less than the budget where prompts are not split.
    ///
    /// The prompt that no longer fits is seen in proportion to its length, and leaves half of that empty (as in renewal
    /// theory, D. R. Cox, 1962).
    func fullPass(_ sequences: Double) -> Double {
        let budget = budget(sequences)
        guard !schedule.splitsPrompts else { return budget }
        guard input.variation > 0 else { return max(1, (budget / input.mean).rounded(.down)) * input.mean }
        return max(input.mean, budget - pairs)
    }
}
