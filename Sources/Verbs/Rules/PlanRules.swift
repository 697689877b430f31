import CostModel
import Planning
import Units
import Words

// Rules on the spread over chips, on what is served, and on what a plan leaves.

extension Rule {
    /// Tensor parallelism that no longer pays.
    static let tensorParallelism = Rule(
        name: "tp", parameters: ["tp", "chips", "batch", "concurrency"],
        source: { RuleWords.tensorParallelismSource }
    ) { subject in
        let tp = subject.scenario.deployment.tp
        guard tp > 1, let plan = subject.plan, plan.isFeasible else { return nil }
        let sizes = sequence(first: tp / 2) { $0 / 2 }.prefix { $0 >= 1 }
        let smaller = sizes.compactMap { size in subject.plan { $0.deployment.tp = size } }
        let best = smaller.max { Metric.tpsChip.read($0) < Metric.tpsChip.read($1) }
        guard let best, Metric.tpsChip.read(best) > worthIt * Metric.tpsChip.read(plan) else { return nil }
        return subject.scenario.model.mlaLayers > 0 && subject.scenario.workload.phase == .decode
            ? RuleWords.latents(plan, better: best) : RuleWords.allReduces(plan, better: best)
    }

    /// A gain below this is within what the equations can tell apart.
    private static let worthIt = 1.03

    /// Experts that chips share although they need not.
    static let expertTensorParallelism = Rule(
        name: "moe_tp", parameters: ["moe_tp", "chips"],
        source: { RuleWords.expertTensorParallelismSource }
    ) { subject in
        let size = subject.scenario.deployment.moeTP
        guard size > 1, subject.scenario.model.moeLayers > 0, let plan = subject.plan, plan.isFeasible else {
            return nil
        }
        let smaller = sequence(first: size / 2) { $0 / 2 }.prefix { $0 >= 1 }
        let best = smaller.compactMap { size in subject.plan { $0.deployment.moeTP = size } }.max { $0.rate < $1.rate }
        guard let best, best.rate > worthIt * plan.rate else { return nil }
        return RuleWords.expertTensorParallelism(plan, better: best)
    }

    /// Two-batch overlap that lengthens the step.
    static let twoBatchOverlap = Rule(
        name: "tbo", parameters: ["tbo", "batch", "concurrency"],
        source: { RuleWords.overlapSource }
    ) { subject in
        guard subject.scenario.deployment.tbo == .on, let plan = subject.plan, plan.totals.splits,
            let whole = subject.plan({ $0.deployment.tbo = Deployment.Overlap.off })
        else { return nil }
        let loss = plan.totals.seconds / whole.totals.seconds - 1
        guard loss > 0 else { return nil }
        guard subject.scenario.workload.serving == .static else { return RuleWords.overlap(longer: loss) }
        return RuleWords.overlap(longer: loss, paysFrom: CostModel.TwoBatchOverlap.breakeven(subject.scenario))
    }

    /// Experts that are taken to be equally busy.
    static let balancedRouting = Rule(
        name: "hottest", parameters: ["hottest", "redundant"],
        source: { RuleWords.balancedRoutingSource }
    ) { subject in
        let s = subject.scenario
        guard s.model.moeLayers > 0, s.deployment.ep > 1, s.workload.hottest <= 1, s.workload.routing == .measured,
            let plan = subject.plan,
            let skewed = subject.plan({ $0.workload.hottest = published }),
            RuleWords.rate(skewed) != RuleWords.rate(plan)
        else { return nil }
        return RuleWords.balancedRouting(plan, skewed: skewed)
    }

    /// Load of the busiest expert over the mean in published deployments.
    private static let published = 3.0

    /// A model of which only a part was read.
    static let partOfModel = Rule(
        name: "model", parameters: [], source: { RuleWords.partOfModelSource }
    ) { $0.subject.leftOut }

    /// Room above the service level.
    static let margin = Rule(
        name: "margin", parameters: [], source: { RuleWords.marginSource }
    ) { subject in
        guard let plan = subject.plan else { return nil }
        let texts = subject.conditions.compactMap { condition -> String? in
            guard let spare = condition.comparison.flatMap({ SLOText.spare($0, plan) }), (0..<0.1).contains(spare)
            else { return nil }
            return RuleWords.margin(condition.text, spare: spare)
        }
        return texts.isEmpty ? nil : texts.joined(separator: say(en: ", ", zh: "，"))
    }

    /// Prefixes that are to be found and that no cache holds.
    static let prefixes = Rule(
        name: "prefixes", parameters: ["prefix", "prefixes", "prefix_hit"], source: { RuleWords.prefixesSource }
    ) { subject in
        let w = subject.scenario.workload
        guard w.cached > 0, w.prefix * w.prefixes < 1e15, let plan = subject.plan, plan.fits else { return nil }
        let length = max(w.input + w.output, w.contextOverride)
        let rooms = plan.workerMemory.filter { $0.worker != .prefill }.compactMap { $0.room(length: length)?.tokens }
        guard let room = rooms.min(), room > 0, w.prefix * w.prefixes > room else { return nil }
        return MemoryWords.tooManyPrefixes(w, of: room)
    }

    /// Room for peaks of the load.
    static let load = Rule(
        name: "load", parameters: ["rate", "users", "replicas"], source: { RuleWords.loadSource }
    ) { subject in
        guard subject.scenario.brokenRule == nil, let open = OpenPlan.of(subject.scenario), open.users == nil,
            open.load > usualLoad
        else { return nil }
        return RuleWords.load(open.load, of: usualLoad)
    }

    /// Share of the capacity up to which waits stay short; what 'size' leaves free by default is the rest.
    private static let usualLoad = 1 - SizingTerms().margin

    /// Room in DRAM, where the chip states no reserve of its runtime.
    static let headroom = Rule(
        name: "dram", parameters: ["dram_reserve"], source: { RuleWords.headroomSource }
    ) { subject in
        let scenario = subject.scenario
        guard scenario.chip.dramReserve == 0, scenario.runtime == .custom, scenario.deployment.memoryFraction == 0,
            let plan = subject.plan, plan.fits
        else { return nil }
        let free = plan.freeDRAM
        return free < 0.3 ? RuleWords.headroom(free, subject.chip) : nil
    }
}
