import Lanes
import Units

// What metrics are, over any kind of number.
extension Engine.PlanResult {
    /// Time to first token, milliseconds; 0 where there is none.
    var firstTokenMilliseconds: V { totals.firstToken * 1e3 }
    /// Time per output token, milliseconds.
    var milliseconds: V { totals.seconds * 1e3 / scenario.workload.tokensPerStep }
    /// Tokens per second of one request.
    var tokensPerRequest: V { tokensPerSecond / sequences }
    /// Sequences per chip that decodes; in prefill those of the whole deployment.
    var sequencesPerChip: V {
        let d = scenario.deployment
        guard scenario.workload.isOpen else { return scenario.decodeWorker.deployment.batch }
        let workers: V = scenario.workload.serving == .disagg ? d.decodeWorkers : 1
        return sequences / (d.chips * workers * d.replicas)
    }
    /// Tokens per second and chip.
    var tokensPerChip: V { tokensPerSecond / chips }
    /// Model FLOP utilisation, percent.
    var utilisation: V { 100 * totals.flops / (totals.seconds * scenario.chip.peakFLOPS) }
    /// DRAM that the fullest chip needs, GiB.
    var gibibytes: V { totals.mostMemory(scenario) / V(Gibibyte.bytes) }
    /// Share of the step spent in communication that nothing hides, percent.
    var communicationShare: V { 100 * totals.communication / totals.seconds }
    /// 1 where the bytes of each worker's chips fit, else 0.
    var fitting: V {
        guard scenario.hasTwoChips else {
            return V.choose(scenario.chip.dramBytes, below: totals.mostMemory(scenario), 0, 1)
        }
        let prefill = V.choose(scenario.prefillWorker.chip.dramBytes, below: totals.prefillMemory, 0, 1)
        return V.choose(scenario.chip.dramBytes, below: totals.memory.total, 0, prefill)
    }
}
