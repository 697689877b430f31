/// Separate workers for prefill and decode, between which the KV cache travels (Zhong et al., "DistServe", OSDI 2024;
/// Patel et al., "Splitwise", ISCA 2024).
enum DisaggregatedServing {
    /// The decode step of a closed loop, in which a request that ends is followed by the next at once.
    ///
    /// With C requests in flight, D seconds of decode for each (`output` times TPOT) and W prefill workers that finish n
    /// prompts in P(n) seconds, X requests end in a second:
    ///
    ///     X    = min(W n / P(n), C / (TTFT + D), sequences that decode has room for / D)
    ///     TTFT = max(request_time + wait_steps T + 1.5 P + transfer + wait for others at the start, C / X - D)
    ///
    /// A prompt waits for half a pass on average before its own. The sequences that decode are those that are not
    /// waiting for prefill, by Little's law X D. False position finds their number between none and all of them (the
    /// Illinois variant, which halves the value of an end that stays: Dowell and Jarratt, BIT 11, 1971).
    static func step(_ s: Scenario) -> ServedStep {
        let phases = ServedPhases(s)
        let pool = PrefillPool(phases)
        let requests = phases.requests
        var (few, many) = (0.0, requests)
        var tooFew = step(decoding: few, phases, pool).gap
        var state = step(decoding: many, phases, pool)
        var tooMany = state.gap
        for _ in 0..<rounds where state.gap.magnitude > 1e-9 * requests {
            let decoding = (few * tooMany - many * tooFew) / (tooMany - tooFew)
            let wasFew = state.gap > 0
            state = step(decoding: decoding, phases, pool)
            if state.gap > 0 {
                if wasFew { tooMany /= 2 }
                (few, tooFew) = (decoding, state.gap)
            } else {
                if !wasFew { tooFew /= 2 }
                (many, tooMany) = (decoding, state.gap)
            }
        }
        return state.step
    }

    /// Steps of the search, which mostly ends before.
    private static let rounds = 12

    /// The step with `decoding` sequences, and by how much Little's law asks for more of them.
    private static func step(
        decoding: Double, _ phases: ServedPhases, _ pool: PrefillPool
    ) -> (step: ServedStep, gap: Double) {
        let (s, requests) = (phases.scenario, phases.requests)
        let workers = s.deployment.decodeWorkers
        let (most, least, fullPass) = (phases.mostPrompts, pool.leastPrompts, pool.fullPass)
        let decode = phases.decode(greater(lesser(1, requests / workers), decoding / workers))
        var step = ServedStep(decode: decode, totals: StepTotals.ofPhase(decode))
        let time = step.totals.seconds
        let residence = phases.output * time / phases.yield
        let wait = phases.wait(step: time)
        let fixed = s.chip.requestTime + wait + pool.transfer
        let wanted = requests / (fixed + pool.shortPass + residence)
        let prefillers = prefillWorkers(s, wanted: wanted, pass: fullPass.seconds, prompts: most)
        // Prompts that arrive during a pass share the next.
        let arrived = wanted * pool.shortPass / prefillers
        let pass = phases.pass(prompts: lesser(lesser(most, requests), greater(least, arrived))).seconds
        let alone = fixed + pass * 1.5 + phases.burst(fullPass.seconds / prefillers, prompts: most)
        let decoded = lesser(requests, phases.room * workers)
        let rate = lesser(
            lesser(prefillers * most / fullPass.seconds, decoded / residence), requests / (alone + residence))
        let first = greater(alone, requests / rate - residence)
        step.totals.firstToken = first
        step.firstToken.wait = wait
        step.firstToken.prefill = pass
        step.firstToken.queue = first - fixed - pass
        step.totals.requestRate = rate
        step.totals.prefillWorkers = prefillers
        step.totals.transfer = pool.transfer
        step.totals.prefillMemory = fullPass.memory.total
        step.totals.prefillStage = fullPass.memory.stage
        return (step, rate * residence - decoding)
    }

    /// Prefill workers as they are set, or as many as keep up with what decode could take.
    private static func prefillWorkers(_ s: Scenario, wanted: Double, pass: Double, prompts: Double) -> Double {
        let set = s.deployment.prefillWorkers
        return set > 0 ? set : greater(1, ceiling(wanted * pass / prompts))
    }
}

/// What the prefill workers do, however many sequences decode.
private struct PrefillPool {
    /// Prompts of a pass with one in each replica.
    let leastPrompts: Double
    /// The pass with as many prompts as it takes at most.
    let fullPass: StepTotals
    /// Seconds of the pass with one prompt in each replica.
    let shortPass: Double
    /// Seconds in which a prompt's KV cache crosses to the decode worker, every chip of a replica sending its share.
    let transfer: Double

    init(_ phases: ServedPhases) {
        leastPrompts = lesser(phases.prefill.deployment.dp, phases.mostPrompts)
        fullPass = phases.pass(prompts: phases.mostPrompts)
        shortPass = phases.pass(prompts: leastPrompts).seconds
        var s = phases.decode
        s.deployment.batch = 1 / s.deployment.tp
        s.workload.contextOverride = s.workload.input
        let tier = s.chip.network.outermost(s.deployment.chips + phases.prefill.deployment.chips)
        transfer = MemoryUse(weights: 0, s).kvCache / tier.rate + tier.latency
    }
}
