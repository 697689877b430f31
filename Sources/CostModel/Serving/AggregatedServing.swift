/// In-flight batching: decode steps, some of which carry chunks of prompts (Yu et al., "Orca", OSDI 2022; Agrawal et al.,
/// "Sarathi-Serve", OSDI 2024).
enum AggregatedServing {
    /// What `requests` in flight come to, in a closed loop: a request that ends is followed by the next at once.
    static func totals(_ s: Scenario) -> StepTotals {
        let phases = ServedPhases(s)
        let (requests, output, yield) = (phases.requests, phases.output, phases.yield)
        let replicas = s.deployment.dp
        let most = lesser(phases.mostPrompts, requests)
        var decoding = requests
        var totals = phases.decodeStep(decoding)
        var perToken = totals.seconds / yield
        var rate = requests / (output * perToken)
        for _ in 0..<4 {
            var step = phases.decodeStep(decoding)
            let attention = step.seconds - phases.attentionlessStep(decoding)
            // Prompts that have arrived since the last step share one.
            let prompts = lesser(most, greater(lesser(replicas, requests), rate * perToken * yield))
            let mixed = phases.pass(prompts: prompts, extra: decoding / replicas) + attention * phases.chunks
            // Every request that starts while another decodes holds it up by its share of a pass.
            let share = greater(0, 1 - prompts / requests) * greater(0, mixed - step.seconds) / prompts
            let base = step.seconds / yield
            let first =
                phases.overhead(step: step.seconds) + mixed + phases.burst(phases.pass(prompts: most), prompts: most)
            perToken = base + share * lesser(rate * perToken, requests / output)
            let residence = first + (output - 1) * perToken
            rate = requests / residence
            step.seconds = perToken * yield
            step.firstToken = first
            step.requestRate = rate
            totals = step
            decoding = greater(lesser(1, requests), requests * (1 - first / residence))
        }
        return totals
    }
}
