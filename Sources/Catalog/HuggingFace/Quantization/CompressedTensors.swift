import CostModel
import Units

extension Quantization {
    /// compressed-tensors: groups of modules, each with the format of weights and of what they meet.
    init(compressed fields: ConfigFields) throws(ModelConfigError) {
        self.init()
        guard let groups = try fields.object("config_groups")?.objects, !groups.isEmpty else {
            throw fields.missing("config_groups")
        }
        if let sparsity = try fields.object("sparsity_config"), let structure = try sparsity.text("sparsity_structure"),
            structure != "unstructured"
        {
            throw fields.unknown("sparsity_config", structure)
        }
        for (_, group) in groups {
            guard let weights = try group.object("weights") else { throw group.missing("weights") }
            let stored = try Self.stored(weights, activations: group.object("input_activations"), field: group.field)
            let targets = try group.patterns("targets") ?? ["Linear"]
            // A class of layers stands for all of them; a name goes before a class.
            let classes = ["Linear", "Embedding"]
            let names = targets.filter { name in name.hasPrefix("re:") || !classes.contains { name.hasSuffix($0) } }
            if !names.isEmpty {
                rules.append(Rule(stored: stored, targets: try ModulePatterns(names, field: group.field("targets"))))
            }
            if targets.contains(where: { $0.hasSuffix("Embedding") && !$0.hasPrefix("re:") }) { table = stored }
            if targets.contains(where: { $0.hasSuffix("Linear") && !$0.hasPrefix("re:") }) {
                rules.append(Rule(stored: stored))
            }
        }
        exceptions = try ModulePatterns(fields.patterns("ignore") ?? [], field: fields.field("ignore"))
        coversHead = true
        kvCache = try Self.cache(scheme: fields.object("kv_cache_scheme"))
    }

    private static func stored(
        _ weights: ConfigFields, activations: ConfigFields?, field: ConfigField
    ) throws(ModelConfigError) -> StoredFormat {
        let bits = try weights.number("num_bits")
        let kind = try weights.text("type") ?? "int"
        let meets = try activations.map { fields throws(ModelConfigError) in try fields.number("num_bits") } ?? 16
        let met = try activations?.text("type") ?? "int"
        let group = weights.isNegative("group_size") ? 0 : try weights.number("group_size", or: 0)
        let known: StoredFormat? =
            switch (kind, bits, meets) {
            case ("float", 8, 8) where group == 32: .mxfp8
            case ("float", 8, 8): try eight(weights, .fp8)
            case ("float", 8, 16): try eight(weights, .w8a16)
            case ("float", 4, 4) where group == 16: .nvfp4()
            case ("float", 4, 4) where group == 32: .mxfp4(.mxfp4a4)
            case ("float", 4, 8) where group == 16: .nvfp4(.w4a8)
            case ("float", 4, 8) where group == 32: .mxfp4(.w4a8)
            case ("float", 4, 16) where group == 16: .nvfp4(.nvfp4a16)
            case ("float", 4, 16) where group == 32: .mxfp4()
            case ("int", _, 16), ("int", _, 8):
                StoredFormat.integer(
                    bits: bits, group: group, zeros: try !weights.flag("symmetric", or: true),
                    activations: meets == 16 ? .wide : met == "float" ? .floats : .integers)
            default: nil
            }
        guard let known else {
            let value = say(
                en: "\(plain(bits))-bit \(kind) weights with \(plain(meets))-bit activations",
                zh: "\(plain(bits)) 位 \(kind) 权重与 \(plain(meets)) 位激活值")
            throw .unknownQuantization(field: field, value: value)
        }
        return known
    }

    /// 8-bit floating point by the reach of a scale, which takes 16 bits.
    private static func eight(_ weights: ConfigFields, _ format: PrecisionFormat) throws(ModelConfigError)
        -> StoredFormat
    {
        switch try weights.text("strategy") {
        case "channel": StoredFormat(format, each: 1, perOutput: 2)
        case "block": StoredFormat(format, each: StoredFormat.fp8Block(try weights.numbers("block_structure")).each)
        default: StoredFormat(format, each: 1)
        }
    }

    static func cache(scheme: ConfigFields?) throws(ModelConfigError) -> ElementFormat {
        guard let scheme else { return .bf16 }
        let bits = try scheme.number("num_bits")
        switch (try scheme.text("type") ?? "float", bits) {
        case ("float", 8): return .fp8
        case ("int", 8): return .int8
        case ("float", 4): return .fp4
        case (let kind, _):
            throw .unknownQuantization(
                field: scheme.field, value: say(en: "\(plain(bits))-bit \(kind)", zh: "\(plain(bits)) 位 \(kind)"))
        }
    }
}
