import CostModel

// Other links and faster parts: twice of each in turn, so that their gains compare.

extension Change {
    static let hardware: [Change] = [
        // Direct links inside the whole tensor-parallel group, or round twice as many chips where they are there.
        Change("group", .topology) { plan in
            let s = plan.scenario
            guard crosses(s.chip.network.intra, s) else { return [] }
            let (tp, size) = (s.deployment.tp, s.chip.network.intra.size)
            return [Setting.list(("group", tp > size ? tp : 2 * size))]
        },
        Change("one_tier", .topology) { plan in
            crosses(plan.scenario.chip.network.intra, plan.scenario) ? [Setting.list(("topology", 1))] : []
        },
        Change("inter_bw", .bandwidth) { plan in
            let network = plan.scenario.chip.network
            return crosses(network.intra, plan.scenario)
                ? [Setting.list(("inter_bw", 2 * network.inter.bandwidth))] : []
        },
        Change("rack_bw", .bandwidth) { plan in
            let network = plan.scenario.chip.network
            guard network.rack.size > 0, crosses(network.inter, plan.scenario) else { return [] }
            return [Setting.list(("rack_bw", 2 * network.rack.bandwidth))]
        },
        Change("intra_bw", .bandwidth) { plan in
            plan.scenario.span > 1 ? [Setting.list(("intra_bw", 2 * plan.scenario.chip.network.intra.bandwidth))] : []
        },
        Change("dram_bw", .bandwidth) { [Setting.list(("dram_bw", 2 * $0.scenario.chip.dramBandwidth))] },
        Change("dram", .memory) { [Setting.list(("dram", 2 * $0.scenario.chip.dramBytes))] },
        Change("flops", .compute) { [Setting.list(("flops", 2 * $0.scenario.chip.peakFLOPS))] },
        Change("prefill_link", .bandwidth) { twice("prefill.inter_bw", $0) },
        Change("prefill_dram_bw", .bandwidth) { twice("prefill.dram_bw", $0) },
        Change("prefill_dram", .memory) { twice("prefill.dram", $0) },
        Change("prefill_flops", .compute) { twice("prefill.flops", $0) },
    ]

    /// Twice of a figure of the chip that prefill workers have where it is not that of all.
    private static func twice(_ name: String, _ plan: PlanResult) -> [[Setting]] {
        guard plan.scenario.hasTwoChips, let parameter = Parameter.named(name) else { return [] }
        return [[Setting(parameter, 2 * parameter.get(plan.scenario))]]
    }

    /// Whether the chips that talk to each other are more than a tier joins.
    private static func crosses(_ tier: Tier, _ s: Scenario) -> Bool {
        s.chip.network.topology == .twoTier && s.span > tier.size
    }
}

extension Scenario {
    /// Chips that talk to each other: those of a worker, or of the two between which a KV cache travels.
    ///
    /// Workers of two kinds of chips share no fast domain.
    var span: Double {
        guard workload.serving == .disagg else { return deployment.chips }
        let chips = deployment.chips + deployment.prefillWorkerChips
        return hasTwoChips ? max(chips, chip.network.intra.size + 1) : chips
    }
}
