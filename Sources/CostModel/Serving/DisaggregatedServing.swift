/// Separate workers for prefill and decode, between which the KV cache travels (Zhong et al., "DistServe", OSDI 2024;
/// Patel et al., "Splitwise", ISCA 2024).
enum DisaggregatedServing {
    /// What `requests` in flight come to, in a closed loop.
    static func totals(_ s: Scenario) -> StepTotals {
        let d = s.deployment
        var phases = ServedPhases(s)
        phases.prefill.deployment.chips = d.prefillWorkerChips
        if d.prefillTP > 0 { phases.prefill.deployment.tp = d.prefillTP }
        if d.prefillMoeTP > 0 { phases.prefill.deployment.moeTP = d.prefillMoeTP }
        let (requests, output, yield) = (phases.requests, phases.output, phases.yield)
        let transfer = transferTime(phases)
        let most = phases.mostPrompts
        let fullPass = phases.pass(prompts: most)
        let least = lesser(phases.prefill.deployment.dp, most)
        let shortPass = phases.pass(prompts: least)
        var decoding = requests
        var totals = phases.decodeStep(decoding / d.decodeWorkers)
        for _ in 0..<8 {
            let base = totals.seconds / yield
            let residence = output * base
            let fixed = phases.overhead(step: totals.seconds) + transfer
            let wanted = requests / (fixed + shortPass + residence)
            let workers = d.prefillWorkers > 0 ? d.prefillWorkers : ceiling(wanted * fullPass / most)
            // Prompts that arrive during a pass share the next.
            let prompts = lesser(lesser(most, requests), greater(least, wanted * shortPass / workers))
            let pass = phases.pass(prompts: prompts)
            let alone = fixed + pass * 1.5 + phases.burst(fullPass / workers, prompts: most)
            let rate = lesser(workers * most / fullPass, requests / (alone + residence))
            let first = greater(alone, requests / rate - residence)
            decoding = (decoding + lesser(requests, rate * residence)) / 2
            totals = phases.decodeStep(greater(1, decoding / d.decodeWorkers))
            totals.firstToken = first
            totals.requestRate = rate
            totals.prefillWorkers = workers
            totals.transfer = transfer
        }
        return totals
    }

    /// Seconds in which a prompt's KV cache crosses to the decode worker, every chip of a replica sending its share.
    private static func transferTime(_ phases: ServedPhases) -> Double {
        var s = phases.decode
        s.deployment.batch = 1 / s.deployment.chips
        s.workload.contextOverride = s.workload.input
        let tier = s.chip.network.outermost(s.deployment.chips * 2)
        return MemoryUse(weights: 0, s).kvCache / tier.rate + tier.latency
    }
}
