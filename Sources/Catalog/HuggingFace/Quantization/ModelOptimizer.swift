import CostModel

extension Quantization {
    /// ModelOpt: one algorithm for all matrices but the excluded, or one for each listed module.
    init(optimizer fields: ConfigFields) throws(ModelConfigError) {
        self.init()
        guard let algorithm = try fields.text("quant_algo") else { throw fields.missing("quant_algo") }
        if algorithm.uppercased() == "MIXED_PRECISION" {
            guard let layers = try fields.members("quantized_layers") else {
                throw fields.missing("quantized_layers")
            }
            rules = try Self.rules(of: layers, field: fields.field("quantized_layers"))
        } else {
            let group = try fields.optionalNumber("group_size")
            rules = [Rule(stored: try Self.stored(algorithm, group: group, field: fields.field("quant_algo")))]
        }
        let excluded = try fields.patterns("exclude_modules", "ignore") ?? []
        exceptions = try ModulePatterns(excluded, field: fields.field("exclude_modules"))
        coversHead = true
        // Some write the cache's algorithm where others write its scheme.
        let scheme = fields.textIfAny("kv_cache_scheme")
        switch try fields.text("kv_cache_quant_algo") ?? scheme {
        case nil: kvCache = try Self.cache(scheme: fields.object("kv_cache_scheme"))
        case "FP8"?: kvCache = .fp8
        case "INT8"?: kvCache = .int8
        case "NVFP4"?: kvCache = .fp4
        case "BF16"?, "FP16"?, "NONE"?: kvCache = .bf16
        case let name?: throw fields.unknown("kv_cache_quant_algo", name)
        }
    }

    /// The rules of modules that are listed one by one.
    static func rules(
        of layers: [(name: String, fields: ConfigFields?)], field: ConfigField
    ) throws(ModelConfigError) -> [Rule] {
        var names: [StoredFormat: [String]] = [:]
        for (name, layer) in layers {
            guard let layer else { throw .missingField(field.inner(name).inner("quant_algo")) }
            guard let algorithm = try layer.text("quant_algo") else { throw layer.missing("quant_algo") }
            let stored = try stored(
                algorithm, group: layer.optionalNumber("group_size"), field: layer.field("quant_algo"))
            names[stored, default: []].append(name)
        }
        return try rules(names, field: field)
    }

    /// How an algorithm stores weights.
    static func stored(
        _ algorithm: String, group: Double?, field: ConfigField
    ) throws(ModelConfigError) -> StoredFormat {
        let known: StoredFormat? =
            switch algorithm.uppercased() {
            case "FP8": .fp8Tensor
            case "FP8_PER_CHANNEL_PER_TOKEN": .fp8Channel()
            case "FP8_PB_WO", "FP8_BLOCK_SCALES": .fp8Block(nil)
            case "NVFP4", "NVFP4_AWQ", "NVFP4_SVDQUANT": .nvfp4()
            case "W4A16_NVFP4", "NVFP4_W4A16": .nvfp4(.nvfp4a16)
            case "W4A8_NVFP4_FP8": .nvfp4(.w4a8)
            case "MXFP8": .mxfp8
            case "MXFP4": .mxfp4(.mxfp4a4)
            case "W4A16_MXFP4": .mxfp4()
            case "W4A8_MXFP4_FP8", "W4A8_MXFP4_MXFP8": .mxfp4(.w4a8)
            case "W4A16_AWQ", "W4A16":
                StoredFormat.integer(bits: 4, group: group ?? 128, zeros: false, activations: .wide)
            case "W4A8_AWQ":
                StoredFormat.integer(bits: 4, group: group ?? 128, zeros: false, activations: .floats)
            case "W8A16", "INT8_WO": StoredFormat.integer(bits: 8, group: group ?? 0, zeros: false, activations: .wide)
            case "INT8_SQ", "W8A8_SQ_PER_CHANNEL", "W8A8_SQ_PER_TENSOR_PLUGIN", "W8A8_SQ_PER_CHANNEL_PER_TENSOR_PLUGIN",
                "W8A8_SQ_PER_CHANNEL_PER_TOKEN_PLUGIN", "W8A8_SQ_PER_TENSOR_PER_TOKEN_PLUGIN":
                StoredFormat.integer(bits: 8, group: 0, zeros: false, activations: .integers)
            default: nil
            }
        guard let known else { throw .unknownQuantization(field: field, value: algorithm) }
        return known
    }
}
