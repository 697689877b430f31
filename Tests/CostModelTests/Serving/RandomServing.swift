import CostModel
import TestSupport

extension SeededGenerator {
    /// A random plan of requests that are served in both phases, which keeps the rules of divisibility.
    mutating func served(_ serving: Workload.Serving? = nil, of pool: Samples.Pool = .all) -> Scenario {
        while true {
            var scenario = self.scenario(.decode, of: pool)
            scenario.workload.serving = serving ?? pick([.disagg, .agg])
            scenario.workload.contextOverride = 0
            scenario.workload.output = pick([1, 2, 5, 30, 100, 500, 2048, 16_384])
            scenario.workload.prefix = pick([0, 0, 0, (scenario.workload.input / 2).rounded()])
            scenario.workload.rounds = pick([0, 1, 10])
            scenario.deployment.chunk = pick([0, 0, 512, 3000])
            scenario.deployment.concurrency = pick([0, 1, 2, 3, 7, 16, 64, 100, 500, 1024, 4096, 20_000])
            scenario.deployment.waitSteps = pick([0, 1, 30])
            scenario.deployment.decodeWorkers = pick([1, 1, 2, 5])
            scenario.deployment.prefillWorkers = pick([0, 0, 1, 3])
            scenario.deployment.prefillChips = pick([0, 0, 4, 16])
            scenario.deployment.prefillTP = pick([0, 0, 1, 4])
            scenario.deployment.prefillPP = pick([0, 0, 0, 1, 2])
            scenario.deployment.prefillBatch = pick([0, 0, 0, 1, 8])
            scenario.deployment.prefillMoeTP = pick([0, 0, 1])
            scenario.chip.requestTime = pick([0, 20e-3])
            scenario.chip.prefillLaunch = pick([0, 20e-6])
            scenario.chip.sequenceTime = pick([0, 10e-6])
            scenario.chip.elementwise = pick([0, 0.8])
            if scenario.brokenRule == nil { return scenario }
        }
    }
}

extension Scenario {
    /// What a failure of serving prints.
    var servingSummary: String {
        let (d, w) = (deployment, workload)
        return "\(w.serving.name) concurrency \(d.concurrency) rounds \(w.rounds) wait \(d.waitSteps) decode workers "
            + "\(d.decodeWorkers) prefill \(d.prefillWorkers) x \(d.prefillChips) tp \(d.prefillTP) pp \(d.prefillPP) moe_tp "
            + "\(d.prefillMoeTP) batch \(d.prefillBatch); \(summary)"
    }
}
