import CostModel
import Units

extension Quantization {
    /// Quark: a format for all matrices, others for patterns of names, and what is left out.
    init(quark fields: ConfigFields) throws(ModelConfigError) {
        self.init()
        guard let whole = try fields.object("global_quant_config") else { throw fields.missing("global_quant_config") }
        for (pattern, layer) in try fields.members("layer_quant_config") ?? [] {
            guard let layer else { continue }
            if Self.isCache(pattern), let output = try layer.object("output_tensors") {
                kvCache = try Self.cache(quark: output)
            }
            guard let stored = try Self.stored(quark: layer) else {
                continue
            }
            let targets = try ModulePatterns([pattern], field: fields.field("layer_quant_config"))
            rules.append(Rule(stored: stored, targets: targets))
        }
        for (name, layer) in try fields.members("layer_type_quant_config") ?? [] {
            let isTable = name.hasSuffix("Embedding")
            guard let layer, isTable || name.hasSuffix("Linear") else {
                throw fields.unknown("layer_type_quant_config", name)
            }
            guard let stored = try Self.stored(quark: layer) else { continue }
            if isTable { table = stored } else { rules.append(Rule(stored: stored)) }
        }
        if let stored = try Self.stored(quark: whole) { rules.append(Rule(stored: stored)) }
        for (_, layer) in try fields.members("kv_cache_quant_config") ?? [] {
            if let output = try layer?.object("output_tensors") { kvCache = try Self.cache(quark: output) }
        }
        exceptions = try ModulePatterns(fields.patterns("exclude") ?? [], field: fields.field("exclude"))
        coversHead = true
    }

    private static func isCache(_ pattern: String) -> Bool {
        ["k_proj", "v_proj", "kv_b_proj"].contains { pattern.hasSuffix($0) }
    }

    private static func cache(quark output: ConfigFields) throws(ModelConfigError) -> ElementFormat {
        switch try output.text("dtype") {
        case nil: return .bf16
        case "fp8_e4m3"?: return .fp8
        case "int8"?: return .int8
        case let type?: throw output.unknown("dtype", type)
        }
    }

    /// Nil where weights are left as they are.
    private static func stored(quark fields: ConfigFields) throws(ModelConfigError) -> StoredFormat? {
        // Of two steps the first is that of the stored scales: 4 bits scaled in FP8, or NVFP4 with its scale of a matrix.
        let steps =
            try fields.isList("weight")
            ? fields.objectList("weight") ?? [] : [fields.object("weight")].compactMap(\.self)
        var weight = steps.first
        for step in steps {
            if let type = try step.text("dtype"), ["int4", "uint4", "fp4"].contains(type) { weight = step }
        }
        guard let weight else { return nil }
        let type = try weight.text("dtype") ?? "?"
        let input =
            try fields.isList("input_tensors")
            ? fields.objectList("input_tensors")?.first : fields.object("input_tensors")
        let met = try input?.text("dtype")
        let group = weight.isNegative("group_size") ? 0 : try weight.number("group_size", or: 0)
        let scheme = try weight.text("qscheme")
        let known: StoredFormat? =
            switch (type, met) {
            case ("fp4", nil) where group == 16: .nvfp4(.nvfp4a16)
            case ("fp4", "fp4"?) where group == 16: .nvfp4()
            case ("fp4", nil) where group == 32: .mxfp4()
            case ("fp4", "fp4"?) where group == 32: .mxfp4(.mxfp4a4)
            case ("fp4", "fp8_e4m3"?) where group == 32: .mxfp4(.w4a8)
            case ("fp8_e4m3", "fp8_e4m3"?) where group == 32: .mxfp8
            case ("fp8_e4m3", "fp8_e4m3"?): scheme == "per_channel" ? .fp8Channel() : .fp8Tensor
            case ("fp8_e4m3", nil): StoredFormat(.w8a16, each: 1, perOutput: scheme == "per_channel" ? 4 : 0)
            case ("int8", "int8"?): StoredFormat.integer(bits: 8, group: group, zeros: false, activations: .integers)
            case ("int8", nil): StoredFormat.integer(bits: 8, group: group, zeros: false, activations: .wide)
            case ("int4", nil), ("uint4", nil):
                StoredFormat.integer(bits: 4, group: group, zeros: type == "uint4", activations: .wide)
            case ("int4", "fp8_e4m3"?):
                StoredFormat.integer(bits: 4, group: group, zeros: false, activations: .floats)
            default: nil
            }
        guard let known else {
            let value =
                if let met { say(en: "\(type) weights with \(met) activations", zh: "\(type) 权重与 \(met) 激活值") } else {
                    say(en: "\(type) weights with 16-bit activations", zh: "\(type) 权重与 16 位激活值")
                }
            throw .unknownQuantization(field: fields.field, value: value)
        }
        return known
    }

    /// torchao: a configuration by its class, and others for names.
    init(torchao fields: ConfigFields) throws(ModelConfigError) {
        self.init()
        let field = fields.field("quant_type")
        exceptions = try Self.exceptions(fields)
        coversHead = try fields.flag("include_input_output_embeddings", or: false)
        defer { if coversHead { table = rules.first { $0.targets == nil }?.stored } }
        if let name = fields.textIfAny("quant_type") {
            rules = [Rule(stored: try Self.stored(torchao: name, fields.object("quant_type_kwargs"), field: field))]
            return
        }
        guard let types = try fields.members("quant_type") else { throw .missingField(field) }
        for (name, type) in types {
            let whole = name == "default"
            if whole, let type, try type.text("_type") == "ModuleFqnToConfig" {
                let inner = try type.object("_data")?.members("module_fqn_to_config") ?? []
                for (name, type) in inner {
                    try add(torchao: type, to: name == "_default" ? nil : name, field: field)
                }
            } else {
                try add(torchao: type, to: whole ? nil : name, field: field)
            }
        }
    }

    private mutating func add(torchao type: ConfigFields?, to name: String?, field: ConfigField)
        throws(ModelConfigError)
    {
        let stored = try type.map { type throws(ModelConfigError) in
            guard let word = try type.text("_type") else { throw type.missing("_type") }
            return try Self.stored(torchao: word, type.object("_data"), field: type.field("_type"))
        }
        let targets = try name.map { name throws(ModelConfigError) in
            try name.hasPrefix("re:") || !name.contains(where: { "*\\^$|()[]+?".contains($0) })
                ? ModulePatterns([name], field: field) : ModulePatterns(expressions: [name], field: field)
        }
        rules.append(Rule(stored: stored ?? .plain, targets: targets))
    }

    private static func stored(
        torchao name: String, _ data: ConfigFields?, field: ConfigField
    ) throws(ModelConfigError) -> StoredFormat {
        let group = data?.isNegative("group_size") == true ? 0 : try data?.optionalNumber("group_size")
        switch name.hasSuffix("Config") ? String(name.dropLast(6)) : name {
        // Scale and zero point take 16 bits each.
        case "Int4WeightOnly", "int4_weight_only": return StoredFormat(.w4a16, each: 0.5 + 4 / max(1, group ?? 128))
        case "Int8WeightOnly", "int8_weight_only": return StoredFormat(.w8a16, each: 1, perOutput: 2)
        case "Int8DynamicActivationInt8Weight", "int8_dynamic_activation_int8_weight":
            return StoredFormat(.w8a8, each: 1, perOutput: 2)
        case "Int8DynamicActivationInt4Weight", "int8_dynamic_activation_int4_weight":
            return StoredFormat(.w4aint8, each: 0.5 + 4 / max(1, group ?? 32))
        case "Float8WeightOnly", "float8_weight_only": return StoredFormat(.w8a16, each: 1, perOutput: 4)
        case "Float8DynamicActivationFloat8Weight", "float8_dynamic_activation_float8_weight",
            "Float8StaticActivationFloat8Weight":
            return .fp8Channel()
        case "Float8DynamicActivationInt4Weight": return StoredFormat(.w4a8, each: 0.5 + 4 / max(1, group ?? 128))
        default: throw .unknownQuantization(field: field, value: name)
        }
    }

    /// HQQ: integers with a 16-bit scale and zero point for each group, which may be quantised themselves.
    init(hqq fields: ConfigFields) throws(ModelConfigError) {
        func format(_ fields: ConfigFields) throws(ModelConfigError) -> StoredFormat {
            let inner = try fields.object("weight_quant_params") ?? fields
            let bits = try inner.number("nbits")
            let group = try inner.number("group_size", or: 64)
            let beside = 4.0 - (try inner.flag("quant_zero", or: false) ? 1 : 0)
            guard let plain = StoredFormat.integer(bits: bits, group: 0, zeros: false, activations: .wide) else {
                throw inner.unknown("nbits", Self.plain(bits))
            }
            return group > 0
                ? StoredFormat(plain.format, each: bits / 8 + beside / group)
                : StoredFormat(plain.format, each: bits / 8, perOutput: beside)
        }
        self.init()
        for (name, layer) in try fields.members("dynamic_config") ?? [] {
            let targets = try ModulePatterns([name], field: fields.field("dynamic_config"))
            rules.append(Rule(stored: try layer.map(format) ?? .plain, targets: targets))
        }
        let whole = try fields.object("quant_config") ?? fields
        // What tags name is all that is quantised where nothing is said of the rest.
        if rules.isEmpty || whole.has("weight_quant_params", "nbits") { rules.append(Rule(stored: try format(whole))) }
        exceptions = try ModulePatterns(
            fields.patterns("skip_modules") ?? ["lm_head"], field: fields.field("skip_modules"))
        coversHead = true
    }

    /// fp_quant: 4-bit floating point for weights and activations.
    init(fpQuant fields: ConfigFields) throws(ModelConfigError) {
        switch try fields.text("forward_dtype") ?? "nvfp4" {
        case "mxfp4": try self.init(.mxfp4(.mxfp4a4), fields)
        case "nvfp4": try self.init(.nvfp4(), fields)
        case let type: throw fields.unknown("forward_dtype", type)
        }
    }

    /// Ascend's list of parameters, each with the word of its format.
    init(description fields: ConfigFields) throws(ModelConfigError) {
        self.init()
        var names: [StoredFormat: [String]] = [:]
        for (name, word) in fields.allTexts where name.hasSuffix(".weight") {
            let stored: StoredFormat
            switch word.uppercased() {
            case "FLOAT": continue
            // A 32-bit scale and offset for each output.
            case "W8A8", "W8A8_DYNAMIC", "W8A8_MIX": stored = StoredFormat(.w8a8, each: 1, perOutput: 8)
            case "W4A8", "W4A8_DYNAMIC": stored = StoredFormat(.w4aint8, each: 0.5, perOutput: 8)
            case "W8A16": stored = StoredFormat(.w8a16, each: 1, perOutput: 8)
            case "W4A16": stored = StoredFormat(.w4a16, each: 0.5, perOutput: 8)
            case "W8A8_MXFP8": stored = .mxfp8
            default: throw fields.unknown(name, word)
            }
            names[stored, default: []].append(String(name.dropLast(7)))
        }
        rules = try Self.rules(names, field: fields.field)
        if let cache = try fields.text("kv_cache_type", "kv_quant_type"), cache != "FLOAT" {
            guard cache == "C8" || cache == "INT8" else {
                throw fields.unknown("kv_cache_type", cache)
            }
            kvCache = .int8
        }
    }
}
