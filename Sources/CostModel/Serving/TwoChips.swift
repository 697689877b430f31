import Lanes

// Prefill workers on a chip of their own: what follows from how many chips there are of each kind.

extension Engine.Scenario {
    /// Whether prefill workers are of another chip than decode workers.
    @inline(__always) public var hasTwoChips: Bool { workload.serving == .disagg && prefillChip != nil }

    /// The same on the chip that prefill workers are of, for figures that follow from a chip alone.
    public var onPrefillChip: Self {
        guard hasTwoChips, let prefillChip else { return self }
        var s = self
        s.chip = prefillChip
        s.prefillChip = nil
        return s
    }
}

extension Engine.PlanResult {
    /// Chips of the prefill workers of all copies; 0 where decode runs on the same chips.
    public var prefillChips: V {
        let d = scenario.deployment
        return scenario.workload.serving == .disagg ? d.prefillWorkerChips * totals.prefillWorkers * d.replicas : 0
    }

    /// Chips of all others.
    public var decodeChips: V {
        let d = scenario.deployment
        return scenario.workload.serving == .disagg ? d.chips * d.decodeWorkers * d.replicas : chips
    }

    /// What a figure of a chip comes to over all chips, those of each kind with their own.
    func overChips(_ figure: (Engine.Scenario) -> V) -> V {
        guard scenario.hasTwoChips else { return chips * figure(scenario) }
        return decodeChips * figure(scenario) + prefillChips * figure(scenario.onPrefillChip)
    }

    /// Fast domains that the chips fill, the last one of each kind in part.
    var nodes: V {
        func nodes(_ chips: V, _ chip: Engine.Chip) -> V { (chips / chip.network.intra.size).ceiling }
        guard scenario.hasTwoChips else { return nodes(chips, scenario.chip) }
        return nodes(decodeChips, scenario.chip) + nodes(prefillChips, scenario.onPrefillChip.chip)
    }

    /// Chips that have to be bought for all copies; a node has chips of one kind.
    var bought: V {
        guard scenario.hasTwoChips else { return scenario.chip.bought(chips) }
        return scenario.chip.bought(decodeChips) + scenario.onPrefillChip.chip.bought(prefillChips)
    }
}

extension Engine.Chip {
    /// Chips that are had together and fail together: a node or a rack, or one where a domain is had in parts.
    ///
    /// A rack has 72 chips at most; a larger fast domain, such as a TPU pod, is had in parts.
    public var node: V { V.select(72, below: network.intra.size, 1, network.intra.size) }

    /// Chips that have to be bought for so many: whole nodes.
    public func bought(_ chips: V) -> V { (chips / node).ceiling * node }
}
