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
    ///     X    = C / (TTFT + (output - 1) TPOT), what full passes prefill at most
    ///     B    = C (1 - TTFT X / C)
    ///
    /// The products of a pass run once over the rows of both halves; the attention of the decoding sequences comes on
    /// top. C is at most the number of sequences that memory has room for; further requests wait for one of these to end.
    /// For given B and n the first and the last equation are one of second degree in TPOT; eight rounds, halfway to where
    /// B and n lead, bring these to rest.
    static func step(_ s: Scenario) -> ServedStep {
        let phases = ServedPhases(s)
        let (output, yield) = (phases.output, phases.yield)
        // Of the requests in flight those run that memory has room for.
        let requests = lesser(phases.requests, phases.room)
        let replicas = s.deployment.dp
        let most = lesser(phases.mostPrompts, requests)
        let fullPass = phases.pass(prompts: most).seconds
        let burst = phases.burst(fullPass, prompts: most)
        var (decoding, prompts) = (requests, lesser(replicas, requests))
        var step = ServedStep(decode: phases.decode, totals: StepTotals.ofPhase(phases.decode))
        for _ in 0..<8 {
            let decode = phases.decode(decoding)
            step = ServedStep(decode: decode, totals: StepTotals.ofPhase(decode))
            let time = step.totals.seconds
            let products = phases.attentionlessStep(decoding)
            // A pipeline takes its prompts one after the other, each with its share of the decoding sequences.
            let turns = s.deployment.pp > 1 ? greater(1, prompts / replicas) : 1
            let tokens = decoding / replicas * (s.workload.draft + 1) / turns
            let pass = phases.pass(prompts: prompts, guests: tokens)
            let passes = phases.chunks
            let mixed = pass.seconds + (time - products.seconds) * passes
            step.firstToken.wait = phases.wait(step: time)
            step.firstToken.prefill = mixed
            let alone = s.chip.requestTime + step.firstToken.wait + mixed
            var first = alone + burst
            // Every request that starts while another decodes holds it up by its share of a pass.
            let others = greater(0, 1 - prompts / requests) / prompts
            let perToken = timePerToken(
                alone: time / yield, first: first, tokens: greater(1, output - 1),
                held: requests * others * greater(0, mixed - passes * time))
            // With next to no answer requests queue for passes, of which there are no more than full ones.
            let residence = greater(first + (output - 1) * perToken, requests * fullPass / most)
            first = residence - (output - 1) * perToken
            let rate = requests / residence
            step.interference = perToken * yield - time
            let started = rate * perToken * yield
            step.prefillFlops = started * others * greater(0, pass.flops - passes * products.flops)
            step.prefillCommunication = step.interference * pass.communication / pass.seconds
            step.firstToken.queue = first - alone + (phases.requests - requests) / rate
            step.totals.firstToken = alone + step.firstToken.queue
            step.totals.requestRate = rate
            decoding = (decoding + greater(lesser(1, requests), requests * (1 - first / residence))) / 2
            // Prompts that have arrived since the last step share one.
            let arrived = lesser(most, greater(lesser(replicas, requests), started))
            prompts = (prompts * arrived).squareRoot()
        }
        return step
    }

    /// The positive t of `t = alone + held t / (first + tokens t)`, in the form that does not cancel.
    private static func timePerToken(alone: Double, first: Double, tokens: Double, held: Double) -> Double {
        let linear = first - alone * tokens - held
        let root = (linear * linear + 4 * tokens * alone * first).squareRoot()
        return linear > 0 ? 2 * alone * first / (root + linear) : (root - linear) / (2 * tokens)
    }
}
