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
        let (requests, output) = (phases.requests, phases.output)
        let yield = s.workload.tokensPerStep
        let transfer = transferTime(phases)
        let pass = phases.pass(prompts: d.prefillBatch)
        var decoding = requests
        var totals = phases.decodeStep(decoding / d.decodeWorkers)
        for _ in 0..<8 {
            let residence = output * totals.seconds / yield
            let workers = d.prefillWorkers > 0 ? d.prefillWorkers : ceiling(requests / residence * pass / d.prefillBatch)
            let capacity = workers * d.prefillBatch / pass
            let rate = lesser(capacity, requests / (pass + transfer + residence))
            let first = greater(pass + transfer, requests / rate - residence)
            let next = lesser(requests, rate * residence)
            decoding = (decoding + next) / 2
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
