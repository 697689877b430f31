import CostModel

extension Quantization {
    /// Reads the quantisation of a checkpoint.
    ///
    /// - Parameters:
    ///   - fields: the `quantization_config`, or nil.
    ///   - file: the fields of `hf_quant_config.json`, or nil; it says more than the other and so comes first.
    ///   - elementType: the `torch_dtype`, or nil.
    init(fields: ConfigFields?, file: ConfigFields?, elementType: String?) throws(ModelConfigError) {
        if let file {
            guard let fields = try file.object("quantization") else { throw .missingField("quantization") }
            try self.init(optimizer: fields, field: "quantization")
        } else if let fields {
            try self.init(fields)
        } else {
            self.init()
            switch elementType {
            // 32-bit checkpoints are served in 16 bits.
            case nil, "bfloat16", "float16", "float32", "auto": break
            case "float8_e4m3fn"?: rules = [Rule(format: .fp8, targets: nil)]
            case let type?: throw .unknownQuantization(field: "torch_dtype", value: type)
            }
        }
    }

    private init(_ fields: ConfigFields) throws(ModelConfigError) {
        let method = try fields.text("quant_method") ?? (fields.has("quant_algo") ? "modelopt" : nil)
        switch method {
        case nil: throw .missingField("quantization_config.quant_method")
        case "fp8", "fbgemm_fp8": try self.init(.fp8, fields)
        case "mxfp4":
            // Only routed experts are stored in it.
            try self.init(.mxfp4, fields)
            rules = [Rule(format: .mxfp4, targets: try ModulePatterns(["experts"], field: "quant_method"))]
        case "gptq", "awq", "auto-round", "intel/auto-round":
            let bits = try fields.number("bits", "w_bit")
            switch bits {
            case 4: try self.init(.w4a16, fields)
            case 8: try self.init(.w8a16, fields)
            default: throw .unknownQuantization(field: "quantization_config.bits", value: Self.plain(bits))
            }
            coversHead = try fields.flag("lm_head", or: false)
        case "bitsandbytes":
            let isEight = try fields.flag("load_in_8bit", or: false)
            let isFour = try fields.flag("load_in_4bit", or: false)
            guard isEight || isFour else { throw .missingField("quantization_config.load_in_8bit") }
            try self.init(isEight ? .int8 : .w4a16, fields)
        case "compressed-tensors": try self.init(compressed: fields)
        case "modelopt", "modelopt_fp4", "modelopt_mixed":
            try self.init(optimizer: fields, field: "quantization_config")
        case let method?: throw .unknownQuantization(field: "quantization_config.quant_method", value: method)
        }
    }

    /// One format for all matrices but the listed modules.
    private init(_ format: PrecisionFormat, _ fields: ConfigFields) throws(ModelConfigError) {
        rules = [Rule(format: format, targets: nil)]
        var names: [String] = []
        for field in ["modules_to_not_convert", "ignored_layers", "llm_int8_skip_modules", "ignore"] {
            names += try fields.texts(field) ?? []
        }
        exceptions = try ModulePatterns(names, field: "quantization_config.modules_to_not_convert")
    }

    /// compressed-tensors: groups of modules, each with the format of weights and of what they meet.
    private init(compressed fields: ConfigFields) throws(ModelConfigError) {
        guard let groups = try fields.object("config_groups")?.objects, !groups.isEmpty else {
            throw .missingField("quantization_config.config_groups")
        }
        for (name, group) in groups {
            let field = "quantization_config.config_groups.\(name)"
            guard let weights = try group.object("weights") else { throw .missingField(field + ".weights") }
            let format = try Self.format(weights: weights, activations: group.object("input_activations"), field: field)
            let targets = try group.texts("targets") ?? ["Linear"]
            let patterns = targets.contains("Linear") ? nil : try ModulePatterns(targets, field: field + ".targets")
            rules.append(Rule(format: format, targets: patterns))
        }
        exceptions = try ModulePatterns(fields.texts("ignore") ?? [], field: "quantization_config.ignore")
        coversHead = true
        kvCache = try Self.cache(scheme: fields.object("kv_cache_scheme"))
    }

    private static func format(
        weights: ConfigFields, activations: ConfigFields?, field: String
    ) throws(ModelConfigError) -> PrecisionFormat {
        let bits = try weights.number("num_bits")
        let kind = try weights.text("type") ?? "int"
        let meets = try activations.map { fields throws(ModelConfigError) in try fields.number("num_bits") } ?? 16
        let group = try weights.number("group_size", or: 0)
        switch (kind, bits, meets) {
        case ("float", 8, 8): return .fp8
        case ("float", 8, 16), ("int", 8, 16): return .w8a16
        case ("int", 8, 8): return .w8a8
        case ("int", 4, 16): return .w4a16
        case ("int", 4, 8): return .w4a8
        case ("float", 4, 4) where group == 16: return .nvfp4
        case ("float", 4, 16) where group == 32: return .mxfp4
        default:
            let value = "\(plain(bits))-bit \(kind) weights with \(plain(meets))-bit activations"
            throw .unknownQuantization(field: field, value: value)
        }
    }

    /// ModelOpt: one algorithm for all matrices but the excluded, or one for each listed module.
    private init(optimizer fields: ConfigFields, field: String) throws(ModelConfigError) {
        guard let algorithm = try fields.text("quant_algo") else { throw .missingField(field + ".quant_algo") }
        if algorithm == "MIXED_PRECISION" {
            guard let layers = try fields.object("quantized_layers") else {
                throw .missingField(field + ".quantized_layers")
            }
            var modules: [String: [String]] = [:]
            for (name, layer) in layers.objects {
                guard let algorithm = try layer.text("quant_algo") else { throw .missingField("\(name).quant_algo") }
                modules[algorithm, default: []].append(name)
            }
            for algorithm in modules.keys.sorted() {
                let targets = try ModulePatterns(modules[algorithm] ?? [], field: field + ".quantized_layers")
                rules.append(Rule(format: try Self.format(algorithm, field: field), targets: targets))
            }
        } else {
            rules = [Rule(format: try Self.format(algorithm, field: field), targets: nil)]
        }
        let excluded = try fields.texts("exclude_modules", "ignore") ?? []
        exceptions = try ModulePatterns(excluded, field: field + ".exclude_modules")
        coversHead = true
        switch try fields.text("kv_cache_quant_algo") {
        case nil: kvCache = try Self.cache(scheme: fields.object("kv_cache_scheme"))
        case "FP8"?: kvCache = .fp8
        case "INT8"?: kvCache = .int8
        case "NVFP4"?: kvCache = .fp4
        case "BF16"?, "FP16"?, "NONE"?: kvCache = .bf16
        case let name?: throw .unknownQuantization(field: field + ".kv_cache_quant_algo", value: name)
        }
    }

    private static func format(_ algorithm: String, field: String) throws(ModelConfigError) -> PrecisionFormat {
        switch algorithm {
        case "FP8", "FP8_PER_CHANNEL_PER_TOKEN", "FP8_PB_WO": .fp8
        case "NVFP4", "NVFP4_AWQ": .nvfp4
        case "W4A16_AWQ", "W4A16": .w4a16
        case "W4A8_AWQ": .w4a8
        case "W8A16": .w8a16
        case "W8A8_SQ_PER_CHANNEL", "W8A8_SQ_PER_TENSOR_PLUGIN": .w8a8
        default: throw .unknownQuantization(field: field + ".quant_algo", value: algorithm)
        }
    }

    private static func cache(scheme: ConfigFields?) throws(ModelConfigError) -> ElementFormat {
        guard let scheme else { return .bf16 }
        let bits = try scheme.number("num_bits")
        switch (try scheme.text("type") ?? "float", bits) {
        case ("float", 8): return .fp8
        case ("int", 8): return .int8
        case ("float", 4): return .fp4
        case (let kind, _):
            throw .unknownQuantization(field: "kv_cache_scheme", value: "\(plain(bits))-bit \(kind)")
        }
    }

    private static func plain(_ number: Double) -> String {
        number == number.rounded() ? "\(Int(number))" : "\(number)"
    }
}
