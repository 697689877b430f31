import Catalog
import CostModel
import TestSupport

extension SeededGenerator {
    /// A random plan that keeps the rules of divisibility.
    mutating func scenario(_ phase: Workload.Phase? = nil, of pool: Samples.Pool = .all) -> Scenario {
        while true {
            let scenario = candidate(phase, pool)
            if scenario.brokenRule == nil { return scenario }
        }
    }

    private mutating func candidate(_ phase: Workload.Phase?, _ pool: Samples.Pool) -> Scenario {
        let chips = pick([1.0, 2, 4, 8, 16, 32, 48, 64, 128, 256])
        var deployment = Deployment(
            chips: chips, tp: pick([1, 2, 4, 8, 16]), batch: pick([1, 2, 3, 7, 10, 16, 64, 200]),
            moeTP: pick([1, 1, 2, 4, chips]))
        var workload = Workload(
            input: pick([16, 128, 1000, 4096, 20_000, 131_072]), output: pick([0, 1, 500, 2048, 16_384]))
        workload.staticPhase = phase ?? pick([.decode, .prefill])
        if workload.phase == .prefill {
            deployment.sp = pick([1, 1, 2, 4])
            deployment.chunk = pick([0, 0, 512, 3000])
            workload.prefix = pick([0, 0, workload.input / 2])
        } else {
            workload.draft = pick([0, 0, 0, 1, 3])
            workload.acceptance = pick([0, 0.5, 0.85, 0.85, 1])
            workload.contextOverride = pick([0, 0, 777, 50_000])
        }
        workload.hottest = pick([1, 1, 1.5, 4])
        deployment.pp = pick([1, 1, 1, 2, 4])
        deployment.redundantExperts = pick([0, 0, 0, 32])
        deployment.tbo = pick([.off, .off, .on, .auto])
        return Scenario(
            chip: pick(pool.chips), model: pick(pool.models), workload: workload, deployment: deployment)
    }
}

extension Scenario {
    /// What a failure prints.
    var summary: String {
        let (d, w) = (deployment, workload)
        let layers =
            "hidden \(model.hidden) full \(model.fullLayers) mla \(model.mlaLayers) linear \(model.linearLayers) "
            + "ssm \(model.ssmLayers) moe \(model.moeLayers)"
        return
            "\(PropertySeed.note) \(names) \(w.phase.name) chips \(d.chips) tp \(d.tp) sp \(d.sp) pp \(d.pp) moe_tp \(d.moeTP) batch \(d.batch) "
            + "chunk \(d.chunk) redundant \(d.redundantExperts) tbo \(d.tbo.name) input \(w.input) output \(w.output) "
            + "prefix \(w.prefix) context \(w.contextOverride) draft \(w.draft) acceptance \(w.acceptance) hottest \(w.hottest); \(layers); "
            + "DRAM \(chip.dramBandwidth)"
    }

    /// The chip and the model as the catalogue names them, "-" for those of the tests' own.
    private var names: String {
        let chip = Catalog.chips.first { $0.value == self.chip }?.name ?? "-"
        return chip + " " + (Catalog.models.first { $0.value == model }?.name ?? "-")
    }

    func with(_ change: (inout Scenario) -> Void) -> Scenario {
        var copy = self
        change(&copy)
        return copy
    }
}
