/// In-flight batching: decode steps, some of which carry prompts or chunks of them (Yu et al., "Orca", OSDI 2022; Agrawal
/// et al., "Sarathi-Serve", OSDI 2024).
enum AggregatedServing {
    /// The mean step of a closed loop, in which a request that ends is followed by the next at once.
    ///
    /// With C requests in flight, a decode step of T(B) seconds over the B of them that decode, and X requests that end
    /// in a second, n prompts share k passes that take k steps from k T to P(n):
    ///
    ///     TPOT = T(B) / yield + X TPOT (1 - n / C) (P(n) - k T(B)) / n
    ///     TTFT = request_time + wait_steps T(B) + P(n) + wait for others at the start
    ///     X    = C / (TTFT + (output - 1) TPOT)         B = C (1 - TTFT X / C)
    ///
    /// The products of a pass run once over the rows of both halves; the attention of the decoding sequences comes on
    /// top. C is at most the number of sequences that memory has room for; further requests wait for one of these to end.
    /// Four rounds bring the figures to rest.
    static func step(_ s: Scenario) -> ServedStep {
        let phases = ServedPhases(s)
        let (output, yield) = (phases.output, phases.yield)
        // Of the requests in flight those run that memory has room for.
        let requests = lesser(phases.requests, phases.room)
        let replicas = s.deployment.dp
        let most = lesser(phases.mostPrompts, requests)
        let burst = phases.burst(phases.pass(prompts: most).seconds, prompts: most)
        var decoding = requests
        var step = ServedStep(decode: phases.decode, totals: StepTotals.ofPhase(phases.decode))
        var perToken = step.totals.seconds / yield
        var rate = requests / (output * perToken)
        for _ in 0..<4 {
            let decode = phases.decode(decoding)
            step = ServedStep(decode: decode, totals: StepTotals.ofPhase(decode))
            let time = step.totals.seconds
            let attention = time - phases.attentionlessStep(decoding)
            // Prompts that have arrived since the last step share one.
            let arrived = rate * perToken * yield
            let prompts = lesser(most, greater(lesser(replicas, requests), arrived))
            let tokens = decoding / replicas * (s.workload.draft + 1)
            let pass = phases.pass(prompts: prompts, guests: tokens)
            let passes = phases.chunks * (s.deployment.pp > 1 ? prompts / replicas : 1)
            let mixed = pass.seconds + attention * passes
            // Every request that starts while another decodes holds it up by its share of a pass.
            let others = greater(0, 1 - prompts / requests) / prompts
            let started = lesser(rate * perToken, requests / output)
            let delay = started * others * greater(0, mixed - passes * time)
            step.firstToken.wait = phases.wait(step: time)
            step.firstToken.prefill = mixed
            let first = s.chip.requestTime + step.firstToken.wait + mixed + burst
            perToken = time / yield + delay
            let residence = first + (output - 1) * perToken
            rate = requests / residence
            step.interference = delay * yield
            step.prefillFlops = started * others * yield * pass.flops
            step.prefillCommunication = step.interference * pass.communication / pass.seconds
            step.firstToken.queue = burst + (phases.requests - requests) / rate
            step.totals.firstToken = first - burst + step.firstToken.queue
            step.totals.requestRate = rate
            decoding = greater(lesser(1, requests), requests * (1 - first / residence))
        }
        return step
    }
}
