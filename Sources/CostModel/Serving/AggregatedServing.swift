/// In-flight batching: decode steps, some of which carry chunks of prompts (Yu et al., "Orca", OSDI 2022; Agrawal et al.,
/// "Sarathi-Serve", OSDI 2024).
enum AggregatedServing {
    /// What `requests` in flight come to, in a closed loop: a request that ends is followed by the next at once.
    static func totals(_ s: Scenario) -> StepTotals {
        let phases = ServedPhases(s)
        let (requests, output) = (phases.requests, phases.output)
        let yield = s.workload.tokensPerStep
        var decoding = requests
        var totals = phases.decodeStep(decoding)
        for _ in 0..<2 {
            let step = totals.seconds
            let mixed = mixedStep(phases, decoding: decoding, prompts: 1, step: step)
            // Each request sees all others prefilled once while it decodes.
            let interference = (requests - 1) * greater(0, mixed - step) / output
            let perToken = step / yield + interference
            let queued = queue(phases, requests: requests, pass: mixed, rounds: s.workload.rounds)
            let first = step / 2 + mixed + queued
            let residence = first + (output - 1) * perToken
            totals.seconds = perToken * yield
            totals.firstToken = first
            totals.requestRate = requests / residence
            decoding = requests * (1 - first / residence)
            if decoding < 1 { decoding = lesser(1, requests) }
        }
        return totals
    }

    /// Seconds of a step that carries `prompts` prompts beside the decoding sequences.
    ///
    /// The products run once over the rows of both; the attention of the decoding sequences comes on top.
    private static func mixedStep(
        _ phases: ServedPhases, decoding: Double, prompts: Double, step: Double
    ) -> Double {
        var short = phases
        short.decode.workload.contextOverride = 1
        let attention = step - short.decodeStep(decoding).seconds
        let replicas = phases.decode.deployment.dp
        return phases.pass(prompts: prompts, extra: decoding / replicas) + attention
    }

    /// Seconds that a prompt waits for other prompts.
    private static func queue(_ phases: ServedPhases, requests: Double, pass: Double, rounds: Double) -> Double {
        rounds > 0 ? requests * pass / 2 / rounds : 0
    }
}
