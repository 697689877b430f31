import CostModel

extension ModelFamily {
    /// Grouped-query attention with a mixture of experts in every layer.
    static let mixtures: [ModelFamily] = [
        ModelFamily("mixtral", "phimoe", "olmoe", "flex_olmo", "granitemoe", "granitemoeshared", "minimax_m2") {
            draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(.always), draft.expertsInEveryLayer())
        },
        ModelFamily("granitemoe_swa") { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(.allButFirst(of: 4)), draft.expertsInEveryLayer())
        },
        ModelFamily("gpt_oss") { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(.allBut(every: 2)), draft.expertsInEveryLayer())
        },
        ModelFamily("aria_text") { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(), draft.expertsInEveryLayer())
        },
        ModelFamily("kolibri1") { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(.allBut(every: 5)), draft.blocks(dense: 0))
        },
        ModelFamily("dbrx") { draft throws(ModelConfigError) in
            guard let attention = try draft.fields.object("attn_config") else {
                throw draft.fields.missing("attn_config")
            }
            guard let ffn = try draft.fields.object("ffn_config") else { throw draft.fields.missing("ffn_config") }
            let experts = Parts.Mixture(
                experts: try ffn.count("moe_num_experts"), perToken: try ffn.count("moe_top_k"),
                intermediate: try ffn.count("ffn_hidden_size"))
            try draft.stack(
                draft.attentions(keyValue: attention.count("kv_n_heads")),
                Array(repeating: .mixture(experts), count: draft.layers))
        },
        ModelFamily("jetmoe", ties: true) { draft throws(ModelConfigError) in
            // Of as many query and output matrices as there are experts a token chooses as many as it visits experts.
            let experts = try draft.mixture(width: draft.fields.count("intermediate_size"), shared: 0)
            let shared = try draft.fields.count("num_key_value_heads")
            let heads = shared * experts.perToken
            let width = try draft.fields.count("kv_channels", "head_dim", or: 128)
            let attention = Parts.Attention(heads: heads, kvHeads: shared, headDim: width) {
                ($0.choices, $0.chosen) = (experts.experts, experts.perToken)
            }
            draft.add([.attention(attention), .mixture(experts)], Double(draft.layers))
        },
        ModelFamily("zaya", ties: true) { draft throws(ModelConfigError) in
            var experts = try draft.mixture()
            experts.identities = 1
            experts.routerRank = try draft.fields.count("router_hidden_size")
            let attention = try draft.attention()
            // Queries and keys of neighbouring tokens are mixed, each head's by itself and over its width.
            let mixed = (attention.heads + attention.kvHeads) * attention.headDim
            let taps = try draft.fields.number("cca_time1", or: 2)
            draft.add(
                [.attention(attention), .mixture(experts), .matrices(Parts.Products(taps * attention.headDim, mixed))],
                Double(draft.layers))
        },
    ]

    /// Grouped-query attention with a mixture of experts in the layers that lists and rules of the configuration name.
    static let statedMixtures: [ModelFamily] = [
        ModelFamily("qwen2_moe", "qwen3_moe", "qwen3_vl_moe_text", "qwen3_omni_moe_text") {
            draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(.always), draft.qwenBlocks())
            try draft.prediction()
        },
        ModelFamily(
            "glm4_moe", "glm4v_moe_text", "deepseek", "dots1", "bailing_moe", "bailing_moe_v2",
            classes: ["BailingMoeV2ForCausalLM"]
        ) { draft throws(ModelConfigError) in
            // The class rounds the width of a head down.
            let width = try (draft.hidden / draft.queryHeads()).rounded(.down)
            try draft.stack(draft.attentions(.fromMaxWindowLayers, width: width), draft.blocks(dense: 0))
            try draft.prediction()
        },
        ModelFamily("solar_open") { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(), draft.blocks(dense: 0))
            try draft.prediction()
        },
        ModelFamily("hy_v3", "mellum", "laguna") { draft throws(ModelConfigError) in
            try draft.stack(draft.gatedByHead(), draft.blocks(dense: 1))
            try draft.prediction()
        },
        ModelFamily("exaone_moe") { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(draft.exaoneWindows()), draft.blocks())
            try draft.prediction()
        },
        ModelFamily("afmoe") { draft throws(ModelConfigError) in
            let every = try draft.fields.count("global_attn_every_n_layers", or: 4)
            // A gate for the output comes with the query, as wide as it.
            let mixers = try draft.attentions(.allBut(every: every)) { $0.gate = $0.headDim }
            try draft.stack(mixers, draft.blocks())
            try draft.prediction()
        },
        ModelFamily("beam") { draft throws(ModelConfigError) in
            let mixers = try draft.attentions(.allBut(every: 6)) { $0.gate = $0.headDim }
            try draft.stack(mixers, draft.blocks(dense: 3))
        },
        ModelFamily("flint") { draft throws(ModelConfigError) in
            // The first two layers, every fourth from the second on and the last see the whole context.
            var attention = try draft.attention()
            let window = try draft.window() ?? 0
            let last = draft.layers - 1
            let types =
                try draft.layerTypes() ?? (0...last).map { $0 < 2 || $0 % 4 == 1 || $0 == last ? .full : .windowed }
            let mixers = types.map { type -> LayerPart in
                attention.window = type == .windowed ? window : 0
                return .attention(attention)
            }
            try draft.stack(mixers, draft.blocks(dense: draft.fields.states("mlp_only_layers") ? 0 : 2))
        },
        ModelFamily("cohere2_moe", ties: true) { draft throws(ModelConfigError) in
            let every = try draft.fields.count("sliding_window_pattern", "_sliding_window_pattern", or: 4)
            let width = try draft.fields.count("intermediate_size")
            try draft.stack(
                draft.attentions(.allBut(every: every)),
                draft.blocks(
                    dense: 0, denseWidth: draft.fields.optionalNumber("prefix_dense_intermediate_size")
                ) { $0.intermediate = width })
        },
        ModelFamily("llama4_text", "llama4") { draft throws(ModelConfigError) in try draft.llama4() },
        ModelFamily("hunyuan_v1_moe", "hunyuan", classes: ["HunYuanForCausalLM"]) { draft throws(ModelConfigError) in
            try draft.hunyuan()
        },
        ModelFamily("ernie4_5_moe", ties: true) { draft throws(ModelConfigError) in
            // Its prediction layer is a dense one, unlike its last layer, and so is not counted.
            try draft.stack(draft.attentions(), draft.blocks(dense: 0))
        },
        ModelFamily("mimo_v2_flash") { draft throws(ModelConfigError) in try draft.mimo() },
        ModelFamily("step3p5", "step3p7", classes: ["Step3p5ForCausalLM", "Step3p7FlashForCausalLM"]) {
            draft throws(ModelConfigError) in
            try draft.stack(draft.stepAttention(), draft.blocks(dense: 3))
            try draft.prediction()
        },
        ModelFamily("arctic") { draft throws(ModelConfigError) in
            // All 35 layers of the published weights have experts (128 of 3.66 B over all layers), whatever
            // `moe_layer_frequency` says, and the block beside is as wide as the residual stream (10 B with attention).
            try draft.besideExperts(
                denseWidth: draft.fields.flag("use_residual", or: true) ? draft.hidden : nil)
        },
        ModelFamily("grok", "grok-1", classes: ["Grok1ForCausalLM", "Grok1ModelForCausalLM"]) {
            draft throws(ModelConfigError) in
            let isBeside = try draft.fields.flag("residual_moe", or: false)
            try draft.besideExperts(
                denseWidth: isBeside ? draft.fields.count("intermediate_size") : nil)
        },
    ]
}

extension ModelDraft {
    /// Experts in every layer, of the width that the configuration calls intermediate.
    func expertsInEveryLayer() throws(ModelConfigError) -> [LayerPart] {
        let experts = try mixture(width: fields.count("intermediate_size"))
        return Array(repeating: .mixture(experts), count: layers)
    }

    /// Experts in every n-th layer but the listed ones; a shared one has a gate of its own.
    func qwenBlocks() throws(ModelConfigError) -> [LayerPart] {
        let experts = try fields.number("num_experts", "num_local_experts")
        guard experts > 0 else { return try denses() }
        return try blocks(dense: 0)
    }

    /// Attention whose heads and gates may be listed for each layer (Laguna).
    func gatedByHead() throws(ModelConfigError) -> [LayerPart] {
        let attention = try attention()
        let heads = try perLayer("num_attention_heads_per_layer", or: attention.heads)
        let gate: Double =
            if let word = fields.textIfAny("gating") { word.contains("head") ? 1 : attention.headDim } else {
                try fields.flag("gating", or: false) ? 1 : 0
            }
        return try zip(windows(.never), heads).map { window, heads in
            var own = attention
            (own.window, own.heads, own.gate) = (window, heads, gate)
            return .attention(own)
        }
    }

    /// Attention of Step-3.5: a gate for each head, and in layers over a window heads of their own.
    func stepAttention() throws(ModelConfigError) -> [LayerPart] {
        let other = try fields.object("attention_other_setting")
        return try attentions(.never) {
            $0.gate = 1
        } windowed: { attention throws(ModelConfigError) in
            attention.heads = try fields.count("num_sliding_attention_heads", or: attention.heads)
            guard let other else { return }
            attention.heads = try other.count("num_attention_heads", or: attention.heads)
            attention.kvHeads = try other.count("num_attention_groups", "num_key_value_heads", or: attention.kvHeads)
            attention.headDim = try other.count("head_dim", or: attention.headDim)
        }
    }

    /// Experts in every layer, and a dense block beside them.
    ///
    /// - Parameter denseWidth: width of the block beside; nil where there is none.
    mutating func besideExperts(denseWidth: Double?) throws(ModelConfigError) {
        let attention = LayerPart.attention(try attention())
        let beside = try denseWidth.map { width throws(ModelConfigError) in try dense(width) }
        add([attention] + (beside.map { [$0] } ?? []) + [.mixture(try mixture())], Double(layers))
    }

    /// Llama 4: experts and a shared one in every n-th layer; every fourth layer sees the whole context, the others
    /// the chunk of their token.
    mutating func llama4() throws(ModelConfigError) {
        let interval = try fields.count("no_rope_layer_interval", or: 4)
        var mixers = try attentions(.allBut(every: interval))
        if try layerTypes() == nil, let rope = try fields.numbers("no_rope_layers"), !rope.isEmpty {
            var attention = try attention()
            let window = try window() ?? 0
            mixers = try perLayer(rope, "no_rope_layers").map { rope in
                attention.window = rope != 0 ? window : 0
                return .attention(attention)
            }
        }
        let width = try fields.count("intermediate_size")
        let sparse = try sparseLayers(dense: 0)
        stack(
            mixers,
            try blocks(
                sparse, { () throws(ModelConfigError) in try mixture(width: width, shared: width) },
                denseWidth: sparse.contains(false) ? fields.count("intermediate_size_mlp") : nil))
    }

    /// Hunyuan: figures that may be stated once per layer, a shared expert in every layer, and keys and values that
    /// neighbouring layers may share (cross-layer attention).
    mutating func hunyuan() throws(ModelConfigError) {
        let shares = try fields.flag("use_cla", or: false)
        let every = Int(try fields.count("cla_share_factor", or: 2))
        let attention = try attention()
        let experts = try perLayer("num_experts", or: 1)
        let perToken = try perLayer("moe_topk", or: 1)
        let widths = try perLayer(
            fields.has("moe_intermediate_size") ? "moe_intermediate_size" : "intermediate_size", or: 0)
        let wide = try fields.count("intermediate_size")
        let isMixed = try fields.flag("use_mixed_mlp_moe", or: true)
        let shared = try perLayer("num_shared_expert", or: 1)
        let skipped = Int(try fields.number("moe_layer_num_skipped", or: 0))
        // The class of transformers has a router and the shared block even for one expert.
        let fewest: Double = modelType == "hunyuan_v1_moe" ? 0 : 1
        for layer in 0..<layers {
            var own = attention
            if shares, !layer.isMultiple(of: every) { own.source = .shared }
            guard experts[layer] > fewest, layer >= skipped else {
                add([.attention(own), try dense()])
                continue
            }
            let mixture = Parts.Mixture(
                experts: experts[layer], perToken: perToken[layer], intermediate: widths[layer]
            ) { $0.shared = isMixed ? wide * shared[layer] : 0 }
            add([.attention(own), .mixture(mixture)])
        }
    }

    /// MiMo-V2: keys wider than values, and other heads in the layers over a window.
    mutating func mimo() throws(ModelConfigError) {
        var full = try attention()
        full.valueDim = try fields.count("v_head_dim", or: full.headDim)
        var local = full
        try windowHeads(&local)
        local.window = try fields.count("sliding_window", "sliding_window_size")
        let windowed: [Bool]
        if let pattern = try fields.numbers("hybrid_layer_pattern") {
            windowed = try perLayer(pattern, "hybrid_layer_pattern").map { $0 == 1 }
        } else if let types = try layerTypes() {
            windowed = types.map { $0 == .windowed }
        } else {
            throw fields.missing("hybrid_layer_pattern")
        }
        // The class doubles the heads over a window where nothing says how many there are.
        if !fields.has("swa_num_key_value_heads"), fields.has("layer_types") { local.kvHeads = 2 * full.kvHeads }
        stack(windowed.map { .attention($0 ? local : full) }, try blocks())
    }
}
