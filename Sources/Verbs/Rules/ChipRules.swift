import CostModel
import Units

// Rules on the chip, its links and its number formats.

extension Rule {
    /// Links between groups below which large expert parallelism suffers.
    static let slowLinks = Rule(
        name: "inter_bw", parameters: ["inter_bw", "group", "topology"],
        source: "case study, step 1: PCIe links of at least 16 GB/s", needsModel: false
    ) { subject in
        let network = subject.scenario.chip.network
        guard network.isFlat == 0, network.inter.bandwidth < leastLink else { return nil }
        let start = "inter_bw is below \(Quantity.format(leastLink, .bandwidth))"
        guard subject.hasModel else { return start + ", where the all-to-all of large expert parallelism suffers" }
        let d = subject.scenario.deployment
        guard subject.scenario.model.moeLayers > 0, d.chips / d.pp > network.intra.size, let plan = subject.plan,
            let better = subject.plan({ $0.chip.network.inter.bandwidth = leastLink })
        else { return nil }
        return "\(start): communication takes \(share(plan)) of a step of EP\(Decimal.shortest(d.ep)), "
            + "\(share(better)) at \(Quantity.format(leastLink, .bandwidth))"
    }

    private static let leastLink = 16e9

    /// A bandwidth that was entered with its utilisation in it, beside the utilisation.
    static let doubleUtilisation = Rule(
        name: "dram_bw", parameters: ["dram_bw", "dram_util"],
        source: "dram_bw is the theoretical bandwidth, dram_util what kernels reach of it", needsModel: false
    ) { subject in
        let chip = subject.scenario.chip
        guard let stated = subject.stated, chip.dramUtilisation < 1, stated.dramUtilisation == chip.dramUtilisation
        else { return nil }
        let reached = stated.dramBandwidth * stated.dramUtilisation
        guard (chip.dramBandwidth / reached - 1).magnitude < 0.01 else { return nil }
        let effective = Quantity.format(chip.dramBandwidth * chip.dramUtilisation, .bandwidth)
        return "dram_bw=\(Quantity.format(chip.dramBandwidth, .bandwidth)) has dram_util="
            + "\(Decimal.shortest(chip.dramUtilisation)) in it already, which makes \(effective): set dram_util=1 with it"
    }

    /// The share of DRAM bandwidth that streaming kernels reach.
    ///
    /// Judged against the chip's theoretical bandwidth, so that a bandwidth that is entered as reached is no fault.
    static let dramUtilisation = Rule(
        name: "dram_util", parameters: ["dram_util", "dram_bw"],
        source: "case study, step 1: 0.7-0.9, above is optimistic", needsModel: false
    ) { subject in
        let chip = subject.scenario.chip
        let theoretical = subject.stated.map { Swift.max($0.dramBandwidth, chip.dramBandwidth) } ?? chip.dramBandwidth
        let value = chip.dramUtilisation * chip.dramBandwidth / theoretical
        guard !streaming.contains(value), subject.stated?.dramUtilisation != chip.dramUtilisation else { return nil }
        let isHigh = value > streaming.upperBound
        let end = isHigh ? streaming.upperBound : streaming.lowerBound
        let start =
            "dram_util=\(Decimal.shortest(value)) is \(isHigh ? "above" : "below") the 0.7-0.9 that kernels reach"
        let usual = subject.plan {
            $0.chip.dramBandwidth = theoretical
            $0.chip.dramUtilisation = end
        }
        guard subject.hasModel, let plan = subject.plan, let usual else { return start }
        return "\(start): at \(Decimal.shortest(end)) tps_chip is \(rate(usual)) instead of \(rate(plan))"
    }

    private static let streaming = 0.7...0.9

    /// Formats that the chip has no units for.
    static let missingUnits = Rule(
        name: "units",
        parameters: ["precision", "attn_precision", "ffn_precision", "expert_precision", "head_precision"],
        source: "PrecisionFormat: operands are widened to a format that the chip multiplies"
    ) { subject in
        let (chip, model) = (subject.scenario.chip, subject.scenario.model)
        let parts: [(code: Double, isThere: Bool)] = [
            (model.precision.attention, true), (model.precision.ffn, model.denseLayers + model.sharedIntermediate > 0),
            (model.precision.experts, model.moeLayers > 0), (model.precision.head, true),
        ]
        let formats = parts.filter(\.isThere).compactMap { PrecisionFormat(rawValue: Int($0.code)) }
        let missing = PrecisionFormat.allCases.filter { formats.contains($0) && !$0.hasUnits(chip) }.map(\.name)
        guard !missing.isEmpty else { return nil }
        let list = missing.joined(separator: " and ")
        return "\(subject.chip) has no units for \(list): these products run at the 16-bit rate"
    }

    /// An 8-bit model that keeps a 16-bit KV cache; `model set precision` itself says what it leaves.
    static let wideCache = Rule(
        name: "kv_precision",
        parameters: ["kv_precision"],
        source: "vLLM and SGLang keep the KV cache in 16 bits unless --kv-cache-dtype says otherwise"
    ) { subject in
        let precision = subject.scenario.model.precision
        let weights = PrecisionFormat(rawValue: Int(precision.weights)) ?? .bf16
        guard weights != .bf16, precision.kvCache == ElementFormat.bf16.code, let plan = subject.plan,
            let narrow = subject.plan({ $0.model.precision.kvCache = ElementFormat.fp8.code })
        else { return nil }
        let (now, then) = (plan.totals.memory.kvCache, narrow.totals.memory.kvCache)
        guard now > 0, then < now else { return nil }
        return "weights are in \(weights.name) and the KV cache stays in bf16: kv_precision=fp8 makes it "
            + "\(Quantity.format(then, .bytes)) instead of \(Quantity.format(now, .bytes)) a chip"
    }

    // MARK: - Words

    static func rate(_ plan: PlanResult) -> String {
        Metric.tpsChip.text(Metric.tpsChip.read(plan))
    }

    static func share(_ plan: PlanResult) -> String {
        "\(Decimal.fixed(100 * plan.totals.communication / plan.totals.seconds, places: 0)) %"
    }
}
