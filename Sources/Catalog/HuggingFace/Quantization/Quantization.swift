import CostModel

/// How a checkpoint is quantised: formats of modules, modules that keep 16 bits, and the KV cache.
struct Quantization {
    /// A format and the modules it is for.
    struct Rule {
        let format: PrecisionFormat
        /// The modules; nil for every matrix of the layers.
        let targets: ModulePatterns?
    }

    /// The first rule that covers a module counts.
    var rules: [Rule] = []
    /// Modules that keep 16 bits.
    var exceptions: ModulePatterns?
    /// Whether the rules are for the output head too, unless it is an exception.
    var coversHead = false
    /// The format of the KV cache.
    var kvCache = ElementFormat.bf16

    /// The format of a module, named from `layers.` on.
    func format(of module: String) -> PrecisionFormat {
        if exceptions?.cover(module) == true { return .bf16 }
        return rules.first { $0.targets?.cover(module) ?? true }?.format ?? .bf16
    }

    /// The precision of a model's parts: a part has the format that most of its modules have.
    func precision(of model: Model) -> Precision {
        guard !rules.isEmpty else { return Precision(.bf16, kvCache: kvCache) }
        let dense = model.denseLayers * model.denseIntermediate
        let shared = model.moeLayers * model.sharedIntermediate
        let attention = format(of: Self.attention, in: model)
        let ffn = dense + shared > 0 ? format(of: shared > dense ? Self.shared : Self.dense, in: model) : nil
        let experts = model.moeLayers > 0 ? format(of: Self.experts, in: model) : nil
        let routed = experts ?? ffn ?? attention
        // Where nothing but routers would be dense: they keep 16 bits in every checkpoint.
        return Precision(routed, kvCache: kvCache).with {
            $0.attention = attention
            $0.ffn = ffn ?? .bf16
            $0.head = coversHead ? format(of: "lm_head") : .bf16
        }
    }

    /// Modules of each part, each with the names that architectures give it.
    private static let attention = [
        [
            "self_attn.q_proj", "self_attn.q_b_proj", "self_attn.qkv_proj", "linear_attn.in_proj_qkvz",
            "linear_attn.in_proj_qkv", "mixer.in_proj",
        ],
        ["self_attn.v_proj", "self_attn.kv_b_proj", "self_attn.qkv_proj", "linear_attn.in_proj_z"],
        ["self_attn.o_proj", "linear_attn.out_proj", "mixer.out_proj"],
    ]
    private static let dense = [
        ["mlp.gate_proj", "mlp.up_proj", "mlp.gate_up_proj", "feed_forward.gate_proj", "mixer.up_proj"],
        ["mlp.down_proj", "feed_forward.down_proj", "mixer.down_proj"],
    ]
    private static let shared = [
        [
            "mlp.shared_experts.gate_proj", "mlp.shared_expert.gate_proj", "mlp.shared_mlp.gate_proj",
            "feed_forward.shared_expert.gate_proj", "mixer.shared_experts.up_proj",
        ]
    ]
    private static let experts = [
        [
            "mlp.experts.0.gate_proj", "mlp.experts.gate_up_proj", "block_sparse_moe.experts.0.w1",
            "feed_forward.experts.gate_up_proj", "mixer.experts.0.up_proj",
        ]
    ]

    private func format(of modules: [[String]], in model: Model) -> PrecisionFormat {
        var votes = [Int](repeating: 0, count: PrecisionFormat.allCases.count)
        for layer in 0..<max(1, Int(model.layers)) {
            for names in modules {
                // A rule or an exception speaks of the one name that the architecture uses.
                let formats = names.map { format(of: "layers.\(layer).\($0)") }
                let usual = rules.contains { $0.targets == nil } ? rules.first { $0.targets == nil }?.format : .bf16
                votes[(formats.first { $0 != usual } ?? usual ?? .bf16).rawValue] += 1
            }
        }
        let winner = votes.indices.max { votes[$0] < votes[$1] }
        return winner.flatMap { PrecisionFormat(rawValue: $0) } ?? .bf16
    }
}
