import CostModel
import Units

extension Quantization {
    /// Reads the quantisation of a checkpoint.
    ///
    /// - Parameters:
    ///   - fields: the `quantization_config`, or nil.
    ///   - file: the fields of `hf_quant_config.json`, or nil; it says more than the other and so comes first.
    ///   - description: the fields of Ascend's `quant_model_description.json`, or nil.
    ///   - expertType: the `expert_dtype` beside the quantisation, or nil.
    ///   - elementType: the `torch_dtype`, or nil.
    init(
        fields: ConfigFields?, file: ConfigFields?, description: ConfigFields?,
        expertType: (text: String, field: ConfigField)?, elementType: (text: String, field: ConfigField)?
    ) throws(ModelConfigError) {
        if let file {
            guard let fields = try file.object("quantization") else { throw file.missing("quantization") }
            try self.init(optimizer: fields)
        } else if let fields {
            try self.init(fields, expertType: expertType)
        } else if let description {
            try self.init(description: description)
        } else {
            self.init()
            // 32-bit checkpoints are served in 16 bits.
            guard let (type, field) = elementType, !["bfloat16", "float16", "float32", "auto"].contains(type) else {
                return
            }
            guard type == "float8_e4m3fn" else { throw .unknownQuantization(field: field, value: type) }
            rules = [Rule(stored: .fp8Block(nil))]
        }
    }

    private init(_ fields: ConfigFields, expertType: (text: String, field: ConfigField)?) throws(ModelConfigError) {
        let method = try fields.text("quant_method") ?? (fields.has("quant_algo") ? "modelopt" : nil)
        switch method {
        case nil: throw fields.missing("quant_method")
        case "fp8": try self.init(fp8: fields, expertType: expertType)
        case "fbgemm_fp8": try self.init(.fp8Channel(), fields)
        case "mxfp8": try self.init(.mxfp8, fields)
        case "blockwise_int8":
            try self.init(StoredFormat(.w8a8, each: StoredFormat.fp8Block(Self.block(fields)).each), fields)
        case "mxfp4":
            // Only routed experts are stored in it.
            try self.init(.mxfp4(), fields)
            rules = [
                Rule(stored: .mxfp4(), targets: try ModulePatterns(["experts"], field: fields.field("quant_method")))
            ]
        case "w4afp8":
            // Experts in 4 bits with 32-bit scales, all else in blocks of FP8.
            let group = try fields.number("group_size", or: 128)
            try self.init(.fp8Block(nil), fields)
            rules.insert(
                Rule(
                    stored: StoredFormat(.w4afp8, each: 0.5 + 4 / max(1, group)),
                    targets: try ModulePatterns(["experts"], field: fields.field("quant_method"))), at: 0)
        case "gptq", "gptqmodel", "awq": try self.init(groups: fields, isAWQ: method == "awq")
        case "auto-round", "intel/auto-round": try self.init(autoRound: fields)
        case "bitsandbytes": try self.init(bitsAndBytes: fields)
        case "compressed-tensors": try self.init(compressed: fields)
        case "quark": try self.init(quark: fields)
        case "torchao": try self.init(torchao: fields)
        case "hqq": try self.init(hqq: fields)
        case "fp_quant": try self.init(fpQuant: fields)
        case "bitnet": try self.init(StoredFormat(.w2a16, each: 0.25), fields)
        case "modelopt", "modelopt_fp4", "modelopt_mixed", "modelopt_mxfp8":
            try self.init(optimizer: fields)
        case let method?: throw fields.unknown("quant_method", method)
        }
    }

    /// One format for all matrices but the listed modules.
    init(_ stored: StoredFormat, _ fields: ConfigFields) throws(ModelConfigError) {
        rules = [Rule(stored: stored)]
        exceptions = try Self.exceptions(fields)
    }

    /// Modules that keep 16 bits, in every spelling of the field.
    static func exceptions(_ fields: ConfigFields) throws(ModelConfigError) -> ModulePatterns {
        var names: [String] = []
        for field in ["modules_to_not_convert", "ignored_layers", "llm_int8_skip_modules", "ignore"] {
            names += try fields.patterns(field) ?? []
        }
        return try ModulePatterns(names, field: fields.field("modules_to_not_convert"))
    }

    private static func block(_ fields: ConfigFields) throws(ModelConfigError) -> [Double]? {
        fields.isList("weight_block_size") ? try fields.numbers("weight_block_size") : nil
    }

    /// FP8 in blocks, or with one scale for a matrix; experts may be in 4 bits beside it (DeepSeek-V4).
    private init(fp8 fields: ConfigFields, expertType: (text: String, field: ConfigField)?) throws(ModelConfigError) {
        let scale = try fields.text("scale_fmt") == "ue8m0" && expertType != nil ? 1.0 : 4
        let block = try Self.block(fields)
        // A file that says nothing of blocks has none; one scale for a matrix takes no room.
        let stored =
            block == nil && fields.states("weight_block_size")
            ? StoredFormat.fp8Tensor : .fp8Block(block, scale: scale)
        try self.init(stored, fields)
        var further = try ModulePatterns(
            fields.patterns("modules_to_convert") ?? [], field: fields.field("modules_to_convert"))
        if further.cover(ModelModule.table) { table = stored }
        var named: [Rule] = []
        if let layers = try fields.members("quantized_layers") {
            named += try Self.rules(of: layers, field: fields.field("quantized_layers"))
        }
        let experts = try ModulePatterns(["experts"], field: fields.field("expert_dtype"))
        if let algorithm = try fields.text("moe_quant_algo") {
            let stored = try Self.stored(algorithm, group: nil, field: fields.field("moe_quant_algo"))
            named.append(Rule(stored: stored, targets: experts))
        } else {
            let own = try fields.namedText("expert_dtype")
            if let (type, field) = own ?? expertType, type != "fp8" {
                guard type == "fp4" else { throw .unknownQuantization(field: field, value: type) }
                named.append(Rule(stored: .mxfp4(), targets: experts))
            }
        }
        rules = named + rules
    }

    /// GPTQ and AWQ: integers in groups, with zero points and, of GPTQ, the order of groups.
    private init(groups fields: ConfigFields, isAWQ: Bool) throws(ModelConfigError) {
        let stored = try Self.integer(fields, isAWQ: isAWQ)
        try self.init(stored, fields)
        var named: [Rule] = []
        for (key, override) in try fields.members("dynamic") ?? [] {
            let isLeft = key.hasPrefix("-:")
            let expression = isLeft || key.hasPrefix("+:") ? String(key.dropFirst(2)) : key
            let targets = try ModulePatterns(expressions: [expression], field: fields.field("dynamic"))
            var changed = isLeft ? StoredFormat.plain : stored
            if !isLeft, let override { changed = try Self.integer(override, or: fields, isAWQ: isAWQ) }
            named.append(Rule(stored: changed, targets: targets))
        }
        if let blocks = try fields.patterns("modules_in_block_to_quantize") {
            let targets = try ModulePatterns(blocks, field: fields.field("modules_in_block_to_quantize"))
            rules = [Rule(stored: stored, targets: targets)]
        }
        rules = named + rules
        coversHead = try fields.flag("lm_head", or: false)
    }

    /// Integers as GPTQ and AWQ store them; `base` holds what an override leaves out.
    private static func integer(
        _ fields: ConfigFields, or base: ConfigFields? = nil, isAWQ: Bool
    ) throws(ModelConfigError) -> StoredFormat {
        func number(_ fields: ConfigFields?, _ names: [String]) throws(ModelConfigError) -> Double? {
            guard let fields else { return nil }
            // A group of -1 is the whole row.
            if names.contains(where: fields.isNegative) { return 0 }
            return try fields.optionalNumber(names)
        }
        let widths = ["bits", "w_bit"]
        let groups = ["group_size", "q_group_size"]
        let (ownBits, baseBits) = (try number(fields, widths), try number(base, widths))
        guard let bits = ownBits ?? baseBits else { throw fields.missing("bits") }
        let (ownGroup, baseGroup) = (try number(fields, groups), try number(base, groups))
        let group = ownGroup ?? baseGroup ?? 128
        // AWQ stores zero points unless it says otherwise, GPTQ always, whatever `sym` says.
        let zeros = isAWQ ? try (base ?? fields).flag("zero_point", or: true) : true
        guard bits < 16 else { return .plain }
        guard var stored = StoredFormat.integer(bits: bits, group: group, zeros: zeros, activations: .wide) else {
            throw fields.unknown("bits", plain(bits))
        }
        // The order of groups, which no kernel needs where it is that of the inputs.
        let isReordered = try (base ?? fields).flag("desc_act", or: false)
        if !isAWQ, try fields.flag("desc_act", or: isReordered) { stored.perInput = 4 }
        return stored
    }

    /// auto-round: one format, blocks outside which nothing is quantised, and modules that differ.
    private init(autoRound fields: ConfigFields) throws(ModelConfigError) {
        func format(_ fields: ConfigFields, or base: ConfigFields?) throws(ModelConfigError) -> StoredFormat {
            let own = try fields.optionalNumber("bits")
            let bits = if let own { own } else { try base?.optionalNumber("bits") ?? 16 }
            guard bits < 16 else { return .plain }
            let ownType = try fields.text("data_type")
            let type = if let ownType { ownType } else { try base?.text("data_type") ?? "int" }
            switch (type, bits) {
            case ("mx_fp", 4), ("mx_fp4", 4): return .mxfp4(.mxfp4a4)
            case ("mx_fp", 8), ("mx_fp8", 8): return .mxfp8
            case ("nv_fp", 4), ("nv_fp4", 4): return .nvfp4()
            case ("fp", 8), ("fp8", 8): return .fp8Tensor
            case ("int", _): return try Self.integer(fields, or: base, isAWQ: true)
            default:
                throw fields.unknown(
                    "data_type",
                    say(en: "\(type) of \(Self.plain(bits)) bits", zh: "\(Self.plain(bits)) 位 \(type)"))
            }
        }
        guard fields.has("bits") else { throw fields.missing("bits") }
        let stored = try format(fields, or: nil)
        try self.init(stored, fields)
        let blocks = try fields.patterns("block_name_to_quantize", "to_quant_block_names")
        if let blocks {
            let names = blocks.flatMap { $0.split(separator: ",") }
                .map { $0.trimmingPrefix { $0.isWhitespace } }.map { $0 == "model.layers" ? "layers" : String($0) }
            rules = [
                Rule(stored: stored, targets: try ModulePatterns(names, field: fields.field("block_name_to_quantize")))
            ]
        }
        var names: [StoredFormat: [String]] = [:]
        var expressions: [Rule] = []
        for (name, override) in try fields.members("extra_config") ?? [] {
            var stored = StoredFormat.plain
            if let override { stored = try format(override, or: fields) }
            if name.contains(where: { "*\\^$|()[]+?".contains($0) }) {
                let targets = try ModulePatterns(expressions: [name], field: fields.field("extra_config"))
                expressions.append(Rule(stored: stored, targets: targets))
            } else {
                names[stored, default: []].append(name)
            }
        }
        rules = try Self.rules(names, field: fields.field("extra_config")) + expressions + rules
        coversHead = try fields.flag("lm_head", or: false)
    }

    private init(bitsAndBytes fields: ConfigFields) throws(ModelConfigError) {
        let isEight = try fields.flag("load_in_8bit", or: false)
        let isFour = try fields.flag("load_in_4bit", or: false)
        guard isEight || isFour else { throw fields.missing("load_in_8bit") }
        // 32-bit scales for 64 weights; scaled once more they take 8 bits and one of 32 for 256 of them.
        let isDouble = try fields.flag("bnb_4bit_use_double_quant", or: false)
        let four = StoredFormat(.w4a16, each: 0.5 + (isDouble ? 1.0 / 64 + 4.0 / 16384 : 4.0 / 64))
        try self.init(isEight ? StoredFormat(.int8, each: 1, perOutput: 4) : four, fields)
    }

    /// Rules of names that share a format.
    static func rules(_ names: [StoredFormat: [String]], field: ConfigField) throws(ModelConfigError) -> [Rule] {
        var rules: [Rule] = []
        for (stored, names) in names.sorted(by: { ($0.key.each, $0.value[0]) < ($1.key.each, $1.value[0]) }) {
            rules.append(Rule(stored: stored, targets: try ModulePatterns(names, field: field)))
        }
        return rules
    }

    static func plain(_ number: Double) -> String {
        number == number.rounded() && number.magnitude < 1e15 ? "\(Int(number))" : "\(number)"
    }
}
