import CostModel
import Planning
import Units

// Rules on the spread over chips, on what is served, and on what a plan leaves.

extension Rule {
    /// Tensor parallelism that no longer pays.
    static let tensorParallelism = Rule(
        name: "tp", parameters: ["tp", "chips", "batch", "concurrency"],
        source: "evaluated; case study, step 2: TP 16 or 32 is bound by its all-reduces"
    ) { subject in
        let tp = subject.scenario.deployment.tp
        guard tp > 1, let plan = subject.plan, plan.isFeasible else { return nil }
        let sizes = sequence(first: tp / 2) { $0 / 2 }.prefix { $0 >= 1 }
        let smaller = sizes.compactMap { size in subject.plan { $0.deployment.tp = size } }
        let best = smaller.max { Metric.tpsChip.read($0) < Metric.tpsChip.read($1) }
        guard let best, Metric.tpsChip.read(best) > worthIt * Metric.tpsChip.read(plan) else { return nil }
        let reason =
            subject.scenario.model.mlaLayers > 0 && subject.scenario.workload.phase == .decode
            ? "each chip of a TP group reads the latents of all its sequences"
            : "communication takes \(share(plan)) of a step"
        return
            "tp=\(Decimal.shortest(tp)) is beyond its use: tp=\(Decimal.shortest(best.scenario.deployment.tp)) makes "
            + "\(rate(best)) instead of \(rate(plan)) tokens/s/chip at the same load; \(reason)"
    }

    /// A gain below this is within what the equations can tell apart.
    private static let worthIt = 1.03

    /// Experts that chips share although they need not.
    static let expertTensorParallelism = Rule(
        name: "moe_tp", parameters: ["moe_tp", "chips"],
        source: "evaluated; case study, step 2: keep moe_tp=1, what it saves is lost in all-gathers"
    ) { subject in
        let size = subject.scenario.deployment.moeTP
        guard size > 1, subject.scenario.model.moeLayers > 0, let plan = subject.plan, plan.isFeasible else {
            return nil
        }
        let smaller = sequence(first: size / 2) { $0 / 2 }.prefix { $0 >= 1 }
        let best = smaller.compactMap { size in subject.plan { $0.deployment.moeTP = size } }.max { $0.rate < $1.rate }
        guard let best, best.rate > worthIt * plan.rate else { return nil }
        return "moe_tp=\(Decimal.shortest(size)) is beyond its use: moe_tp="
            + "\(Decimal.shortest(best.scenario.deployment.moeTP)) makes \(rate(best)) instead of \(rate(plan)) "
            + "tokens/s/chip at the same load"
    }

    /// Two-batch overlap that lengthens the step.
    static let twoBatchOverlap = Rule(
        name: "tbo", parameters: ["tbo", "batch", "concurrency"],
        source: "evaluated; case study, step 2: only where the batch can grow large"
    ) { subject in
        guard subject.scenario.deployment.tbo == .on, let plan = subject.plan, plan.totals.splits,
            let whole = subject.plan({ $0.deployment.tboCode = Deployment.Overlap.off.code })
        else { return nil }
        let loss = plan.totals.seconds / whole.totals.seconds - 1
        guard loss > 0 else { return nil }
        let start = "tbo=on makes a step \(Decimal.fixed(100 * loss, places: 1)) % longer"
        guard subject.scenario.workload.serving == .static else { return start }
        let from = CostModel.TwoBatchOverlap.breakeven(subject.scenario).map { "from batch \(Decimal.shortest($0))" }
        return "\(start); it pays \(from ?? "at no batch")"
    }

    /// Experts that are taken to be equally busy.
    static let balancedRouting = Rule(
        name: "hottest", parameters: ["hottest", "redundant"],
        source: "published deployments: LMSYS's figure with balanced experts over that with real traffic"
    ) { subject in
        let s = subject.scenario
        guard s.model.moeLayers > 0, s.deployment.ep > 1, s.workload.hottest <= 1, let plan = subject.plan,
            let skewed = subject.plan({ $0.workload.hottest = published }), rate(skewed) != rate(plan)
        else { return nil }
        let load = Decimal.shortest(published)
        return
            "routing is taken as balanced; with hottest=\(load), as in published traffic, tps_chip is \(rate(skewed)) instead of "
            + rate(plan)
    }

    /// Load of the busiest expert over the mean in published deployments.
    private static let published = 3.0

    /// A model of which only a part was read.
    static let partOfModel = Rule(
        name: "model", parameters: [], source: "the model's configuration"
    ) { $0.subject.leftOut }

    /// Room above the service level.
    static let margin = Rule(
        name: "margin", parameters: [], source: "case study, step 4: 10-20 % above the SLO"
    ) { subject in
        guard let plan = subject.plan else { return nil }
        let texts = subject.conditions.compactMap { condition -> String? in
            guard let spare = condition.comparison.flatMap({ SLOText.spare($0, plan) }), (0..<0.1).contains(spare)
            else { return nil }
            return "\(condition.text) is met with \(Decimal.fixed(100 * spare, places: 1)) % to spare"
        }
        return texts.isEmpty ? nil : texts.joined(separator: ", ")
    }

    /// Room in DRAM, where the chip states no reserve of its runtime.
    static let headroom = Rule(
        name: "dram", parameters: ["dram_reserve"], source: "case study, step 4: 30-50 % for the framework"
    ) { subject in
        guard subject.scenario.chip.dramReserve == 0, let plan = subject.plan, plan.fits else { return nil }
        let free = plan.freeDRAM
        guard free < 0.3 else { return nil }
        return "\(Decimal.fixed(100 * free, places: 0)) % of DRAM is free and \(subject.chip) states no reserve of its "
            + "runtime (dram_reserve)"
    }
}
