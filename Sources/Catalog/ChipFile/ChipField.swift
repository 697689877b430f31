import CostModel
import Units

/// A figure of a chip file: a parameter of the chip, and whether a file must hold it.
struct ChipField: Sendable {
    /// Whether a file must hold a figure, and whether a written file always does.
    enum Presence: Sendable {
        /// No chip without it.
        case required
        /// An ideal machine has a value for it.
        case optional
        /// Most chips leave it at that value, so it is written only where it differs.
        case rare
    }

    let parameter: Parameter

    /// The name in the file, which is the one in the shell.
    var key: String { parameter.name }

    /// Whether a file must hold it.
    var presence: Presence {
        if Self.required.contains(key) { return .required }
        return Self.rare.contains(key) || Self.rarePrefixes.contains(where: key.hasPrefix) ? .rare : .optional
    }

    /// Whether a chip may have it from its kin: neither what the datasheet of each chip states, nor its power or price.
    var isKindred: Bool { presence != .required && !Self.own.contains(key) }

    /// What a value of it looks like, for messages: `a bandwidth such as 16GB/s or 16e9`.
    var expectation: String {
        if !parameter.choices.isEmpty {
            let choices = parameter.choices
            return say(
                en: "one of " + choices.map { "'\($0)'" }.joined(separator: ", "),
                zh: choices.map { "“\($0)”" }.joined(separator: "、") + "之一")
        }
        let dimension = parameter.dimension
        guard parameter.isWhole else {
            let isVowel = dimension.title.first.map { "aeiou".contains($0) } == true
            return isVowel
                ? say(
                    en: "an \(dimension.title) such as \(dimension.example)",
                    zh: "\(dimension.title)，如 \(dimension.example)")
                : say(
                    en: "a \(dimension.title) such as \(dimension.example)",
                    zh: "\(dimension.title)，如 \(dimension.example)")
        }
        let example = Decimal.shortest(parameter.range.lowerBound + 7)
        return say(en: "a whole number such as \(example)", zh: "整数，如 \(example)")
    }

    /// Reads the figure of a chip.
    func get(_ chip: Chip) -> Double { parameter.get(Self.scenario(chip)) }

    /// Writes the figure of a chip.
    func set(_ chip: inout Chip, _ value: Double) { Self.set([(self, value)], of: &chip) }

    /// Writes some figures of a chip.
    static func set(_ figures: [(field: ChipField, value: Double)], of chip: inout Chip) {
        var scenario = scenario(chip)
        for (field, value) in figures { field.parameter.set(&scenario, value) }
        chip = scenario.chip
    }

    /// A chip in which nothing is stated, to which a file is added.
    static let blank = Chip(
        peakFLOPS: 0, dramBytes: 0, dramBandwidth: 0,
        network: Network(intra: Tier(size: 0, bandwidth: 0), inter: Tier(size: 1e6, bandwidth: 0)))

    /// The figures in the order they are shown.
    static let all = Parameter.all(in: .arch).map(ChipField.init)

    /// The same by name.
    static let named = Dictionary(all.map { ($0.key, $0) }) { first, _ in first }

    private static let required: Set = ["flops", "dram", "dram_bw", "group", "intra_bw", "inter_bw"]
    private static let rare: Set = [
        "dram_reserve", "inter_size", "a2a_relay", "topology", "power_share", "price", "capex", "price_in",
        "list_price", "years", "expert_start", "expert_overlap", "expert_eff", "trtllm_expert_rate", "expert_util",
        "expert_spread", "shared_overlap", "attn_start", "attn_ramp", "attn_rate", "sglang_layer_time",
        "usual_runtime", "host_bw", "nics", "rails", "reduce_start", "a2a_peers", "a2a_util",
    ]
    private static let own: Set = ["tdp", "power_share", "price", "capex", "price_in", "list_price", "years"]
    private static let rarePrefixes = ["rack_", "spine_"]

    /// Parameters are stored in scenarios; the rest of this one does not matter.
    ///
    /// Prices are read and written in the currency that the chip's are in.
    private static func scenario(_ chip: Chip) -> Scenario {
        var scenario = bare
        scenario.chip = chip
        scenario.workload.currency = chip.currency
        return scenario
    }

    /// Made once: the catalogue asks a thousand times before the first prompt.
    private static let bare = Scenario(
        chip: blank, model: Model(hidden: 1, vocabulary: 1, precision: Precision(.bf16)),
        workload: Workload(input: 1), deployment: Deployment(chips: 1, tp: 1, batch: 1))
}
