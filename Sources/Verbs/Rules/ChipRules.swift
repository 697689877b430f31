import CostModel
import Words

// Rules on the chip, its links and its number formats.

extension Rule {
    /// Links between groups below which large expert parallelism suffers.
    static let slowLinks = Rule(
        name: "inter_bw", parameters: ["inter_bw", "group", "topology"],
        source: { RuleWords.slowLinksSource }, needsModel: false
    ) { subject in
        let network = subject.scenario.chip.network
        guard network.topology == .twoTier, network.inter.bandwidth < leastLink else { return nil }
        guard subject.hasModel else { return RuleWords.slowLinks(below: leastLink) }
        let d = subject.scenario.deployment
        guard subject.scenario.model.moeLayers > 0, d.chips / d.pp > network.intra.size, let plan = subject.plan,
            let better = subject.plan({ $0.chip.network.inter.bandwidth = leastLink })
        else { return nil }
        return RuleWords.slowLinks(below: leastLink, plan, better)
    }

    private static let leastLink = 16e9

    /// A bandwidth that was entered with its utilisation in it, beside the utilisation.
    static let doubleUtilisation = Rule(
        name: "dram_bw", parameters: ["dram_bw", "dram_util"],
        source: { RuleWords.doubleUtilisationSource }, needsModel: false
    ) { subject in
        let chip = subject.scenario.chip
        guard let stated = subject.stated, chip.dramUtilisation < 1, stated.dramUtilisation == chip.dramUtilisation
        else { return nil }
        let reached = stated.dramBandwidth * stated.dramUtilisation
        return (chip.dramBandwidth / reached - 1).magnitude < 0.01 ? RuleWords.doubleUtilisation(chip) : nil
    }

    /// The share of DRAM bandwidth that streaming kernels reach.
    ///
    /// Judged against the chip's theoretical bandwidth, so that a bandwidth that is entered as reached is no fault; nor is
    /// a usual share of a bandwidth that was set lower.
    static let dramUtilisation = Rule(
        name: "dram_util", parameters: ["dram_util", "dram_bw"],
        source: { RuleWords.utilisationSource }, needsModel: false
    ) { subject in
        let chip = subject.scenario.chip
        let theoretical = subject.stated.map { Swift.max($0.dramBandwidth, chip.dramBandwidth) } ?? chip.dramBandwidth
        let value = chip.dramUtilisation * chip.dramBandwidth / theoretical
        guard !streaming.contains(value), !streaming.contains(chip.dramUtilisation),
            subject.stated?.dramUtilisation != chip.dramUtilisation
        else { return nil }
        let end = value > streaming.upperBound ? streaming.upperBound : streaming.lowerBound
        let usual = subject.plan {
            $0.chip.dramBandwidth = theoretical
            $0.chip.dramUtilisation = end
        }
        guard subject.hasModel, let plan = subject.plan, let usual else {
            return RuleWords.utilisation(chip, of: theoretical, beyond: streaming)
        }
        return RuleWords.utilisation(chip, of: theoretical, beyond: streaming, plan, at: end, usual)
    }

    private static let streaming = 0.7...0.9

    /// Formats that the chip has no units for.
    static let missingUnits = Rule(
        name: "units",
        parameters: ["precision", "attn_precision", "ffn_precision", "expert_precision", "head_precision"],
        source: { RuleWords.missingUnitsSource }
    ) { subject in
        let (chip, model) = (subject.scenario.chip, subject.scenario.model)
        let parts: [(mix: WeightMix, isThere: Bool)] = [
            (model.precision.attention, true), (model.precision.ffn, model.denseLayers + model.sharedIntermediate > 0),
            (model.precision.experts, model.moeLayers > 0), (model.precision.head, true),
        ]
        let formats = parts.filter(\.isThere).flatMap(\.mix.formats)
        let missing = PrecisionFormat.allCases.filter { formats.contains($0) && !$0.hasUnits(chip) }.map(\.name)
        return missing.isEmpty ? nil : RuleWords.missingUnits(subject.chip, for: missing)
    }

    /// An 8-bit model that keeps a 16-bit KV cache; `model set precision` itself says what it leaves.
    static let wideCache = Rule(
        name: "kv_precision",
        parameters: ["kv_precision"],
        source: { RuleWords.wideCacheSource }
    ) { subject in
        let precision = subject.scenario.model.precision
        let weights = precision.weights
        guard weights.only != .bf16, precision.kvCache == ElementFormat.bf16, let plan = subject.plan,
            let narrow = subject.plan({ $0.model.precision.kvCache = ElementFormat.fp8 })
        else { return nil }
        let (now, then) = (plan.totals.memory.kvCache, narrow.totals.memory.kvCache)
        guard now > 0, then < now else { return nil }
        return RuleWords.wideCache(ValueWords.label(weights).lowercased(), takes: now, inFP8: then)
    }
}
