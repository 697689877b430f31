import CostModel

// Other links and faster parts: twice of each in turn, so that their gains compare.

extension Change {
    static let hardware: [Change] = [
        // Direct links inside the whole tensor-parallel group, or round twice as many chips where they are there.
        Change("group", .topology) { s in
            let network = s.chip.network
            guard network.isFlat == 0, network.intra.size < s.deployment.chips else { return [] }
            let tp = s.deployment.tp
            return [Setting.list(("group", tp > network.intra.size ? tp : 2 * network.intra.size))]
        },
        Change("one_tier", .topology) { s in
            guard s.chip.network.intra.size < s.deployment.chips else { return [] }
            return s.chip.network.isFlat == 0 ? [Setting.list(("topology", 1))] : []
        },
        Change("inter_bw", .bandwidth) { s in
            guard s.chip.network.isFlat == 0, s.deployment.chips > s.chip.network.intra.size else { return [] }
            return [Setting.list(("inter_bw", 2 * s.chip.network.inter.bandwidth))]
        },
        Change("rack_bw", .bandwidth) { s in
            let network = s.chip.network
            guard network.isFlat == 0, network.rack.size > 0, s.deployment.chips > network.inter.size else { return [] }
            return [Setting.list(("rack_bw", 2 * network.rack.bandwidth))]
        },
        Change("intra_bw", .bandwidth) { s in
            s.deployment.chips > 1 ? [Setting.list(("intra_bw", 2 * s.chip.network.intra.bandwidth))] : []
        },
        Change("dram_bw", .bandwidth) { [Setting.list(("dram_bw", 2 * $0.chip.dramBandwidth))] },
        Change("flops", .compute) { [Setting.list(("flops", 2 * $0.chip.peakFLOPS))] },
    ]
}
