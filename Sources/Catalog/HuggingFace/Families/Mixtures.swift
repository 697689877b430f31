extension ModelFamily {
    /// Grouped-query attention with a mixture of experts.
    static let mixtures: [ModelFamily] = [
        ModelFamily("mixtral", "phimoe", "olmoe", "flex_olmo", "granitemoe", "granitemoeshared", "minimax_m2") {
            draft throws(ModelConfigError) in
            try draft.attention(.always)
            try draft.expertsInEveryLayer()
        },
        ModelFamily("gpt_oss") { draft throws(ModelConfigError) in
            try draft.attention(.allBut(every: 2))
            try draft.expertsInEveryLayer()
        },
        ModelFamily("qwen2_moe", "qwen3_moe") { draft throws(ModelConfigError) in
            try draft.attention(.always)
            try draft.qwenMixture()
        },
        ModelFamily("qwen3_vl_moe_text", "qwen3_omni_moe_text", defaults: ["vocab_size": 151936]) {
            draft throws(ModelConfigError) in
            try draft.attention(.always)
            try draft.qwenMixture()
        },
        ModelFamily(
            "glm4_moe", "glm4v_moe_text", "deepseek", "dots1", "bailing_moe",
            defaults: ["first_k_dense_replace": 0]
        ) { draft throws(ModelConfigError) in
            try draft.attention()
            try draft.mixtureAfterDenseLayers()
        },
        ModelFamily("solar_open") { draft throws(ModelConfigError) in
            try draft.attention()
            try draft.mixtureAfterDenseLayers(dense: 0)
        },
        ModelFamily("hy_v3") { draft throws(ModelConfigError) in
            try draft.attention()
            try draft.mixtureAfterDenseLayers(dense: 1)
        },
        ModelFamily("exaone_moe") { draft throws(ModelConfigError) in
            try draft.attention(.allBut(every: 4))
            try draft.mixtureAfterDenseLayers()
        },
        ModelFamily("afmoe") { draft throws(ModelConfigError) in
            // A gate for the output comes with the query, as wide as it.
            try draft.attention(.allBut(every: draft.fields.count("global_attn_every_n_layers", or: 4)))
            draft.model.queryOutputs = 2
            try draft.mixtureAfterDenseLayers()
        },
        ModelFamily(
            "llama4_text", "llama4",
            defaults: [
                "hidden_size": 5120, "intermediate_size": 8192, "intermediate_size_mlp": 16384, "num_hidden_layers": 48,
                "num_attention_heads": 40, "num_key_value_heads": 8, "head_dim": 128, "vocab_size": 202048,
                "num_experts_per_tok": 1, "num_local_experts": 16, "attention_chunk_size": 8192,
                "max_position_embeddings": 131072,
            ]
        ) { draft throws(ModelConfigError) in try draft.llama4() },
        ModelFamily("hunyuan_v1_moe") { draft throws(ModelConfigError) in try draft.hunyuan() },
        ModelFamily("ernie4_5_moe", ties: true) { draft throws(ModelConfigError) in try draft.ernie() },
        ModelFamily("dbrx") { draft throws(ModelConfigError) in
            guard let attention = try draft.fields.object("attn_config") else { throw .missingField("attn_config") }
            guard let ffn = try draft.fields.object("ffn_config") else { throw .missingField("ffn_config") }
            try draft.attention(keyValue: attention.count("kv_n_heads"))
            try draft.mixture(
                moe: Double(draft.layers), experts: ffn.count("moe_num_experts"), perToken: ffn.count("moe_top_k"),
                width: ffn.count("ffn_hidden_size"))
        },
        ModelFamily("mimo_v2_flash") { draft throws(ModelConfigError) in try draft.mimo() },
    ]
}

extension ModelDraft {
    /// Experts in every layer, of the width that the configuration calls intermediate.
    mutating func expertsInEveryLayer() throws(ModelConfigError) {
        try mixture(
            moe: Double(layers), experts: fields.count("num_local_experts", "num_experts"),
            perToken: fields.count("num_experts_per_tok", "experts_per_token"),
            width: fields.count("intermediate_size"),
            shared: fields.number("shared_intermediate_size", or: 0))
    }

    /// Experts in every n-th layer but the listed ones; Qwen2's and Qwen3-Next's have a shared expert beside them.
    mutating func qwenMixture() throws(ModelConfigError) {
        let step = try fields.count("decoder_sparse_step", or: 1)
        let dense = Set(try fields.numbers("mlp_only_layers") ?? [])
        let experts = try fields.number("num_experts", "num_local_experts")
        let moe = (0..<layers).count {
            !dense.contains(Double($0)) && Double($0 + 1).truncatingRemainder(dividingBy: step) == 0
        }
        try mixture(
            moe: experts > 0 ? Double(moe) : 0, experts: experts, perToken: fields.count("num_experts_per_tok"),
            width: fields.count("moe_intermediate_size"),
            shared: fields.number("shared_expert_intermediate_size", or: 0))
    }

    /// Dense layers, then layers of routed and shared experts, all of the same width.
    ///
    /// - Parameter dense: how many are dense in a family whose configurations need not say.
    mutating func mixtureAfterDenseLayers(dense: Double? = nil) throws(ModelConfigError) {
        let width = try fields.count("moe_intermediate_size")
        try mixture(
            moe: sparseLayers(dense: dense),
            experts: fields.count("n_routed_experts", "num_experts", "num_local_experts"),
            perToken: fields.count("num_experts_per_tok"), width: width,
            shared: width * fields.number("n_shared_experts", "num_shared_experts", or: 0))
        try routingAndPrediction()
    }

    /// Llama 4: experts and a shared one in every n-th layer; every fourth layer sees the whole context, the others
    /// the chunk of their token.
    mutating func llama4() throws(ModelConfigError) {
        try attention()
        if try layerKinds() == nil {
            var rope = try fields.numbers("no_rope_layers") ?? []
            let interval = try fields.count("no_rope_layer_interval", or: 4)
            if rope.isEmpty {
                rope = (1...layers).map { Double($0).truncatingRemainder(dividingBy: interval) == 0 ? 0 : 1 }
            }
            guard rope.count >= layers else { throw .badField("no_rope_layers", expected: "one entry for each layer") }
            model.windowLayers = try window() == nil ? 0 : Double(rope.prefix(layers).count { $0 != 0 })
            model.fullLayers = Double(layers) - model.windowLayers
            model.window = try window() ?? 0
        }
        let step = try fields.count("interleave_moe_layer_step", or: 1)
        let moe = try fields.numbers("moe_layers").map { Double($0.count) }
        let width = try fields.count("intermediate_size")
        try mixture(
            moe: moe ?? (Double(layers) / step).rounded(.down), experts: fields.count("num_local_experts"),
            perToken: fields.count("num_experts_per_tok"), width: width, shared: width)
        if model.denseLayers > 0 { model.denseIntermediate = try fields.count("intermediate_size_mlp") }
    }

    /// Hunyuan: figures that may be stated once per layer, and a shared expert in every layer.
    mutating func hunyuan() throws(ModelConfigError) {
        if try fields.flag("use_cla", or: false) {
            throw unsupported("keys and values shared between layers (use_cla) cannot be expressed")
        }
        try attention()
        let wide = try fields.count("intermediate_size")
        let experts = try fields.uniform("num_experts") ?? 1
        let shares = try fields.flag("use_mixed_mlp_moe", or: false)
        let shared = try fields.uniform("num_shared_expert") ?? 1
        guard let perToken = try fields.uniform("moe_topk") else { throw .missingField("moe_topk") }
        try mixture(
            moe: experts > 1 ? Double(layers) - fields.number("moe_layer_num_skipped", or: 0) : 0, experts: experts,
            perToken: perToken, width: fields.uniform("moe_intermediate_size") ?? wide,
            shared: shares ? wide * shared : 0)
    }

    /// ERNIE 4.5: experts in a range of layers.
    ///
    /// Its prediction layer is a dense one, unlike its last layer, and so is not counted.
    mutating func ernie() throws(ModelConfigError) {
        try attention()
        let last = Double(layers - 1)
        let start = Int(try fields.number("moe_layer_start_index", or: 0))
        // -1 stands for the last layer.
        let end = Int(
            fields.isNegative("moe_layer_end_index") ? last : try fields.number("moe_layer_end_index", or: last))
        let interval = Int(try fields.count("moe_layer_interval", or: 1))
        let moe = (0..<layers).count { $0 >= start && $0 <= end && ($0 + 1).isMultiple(of: interval) }
        let width = try fields.count("moe_intermediate_size")
        try mixture(
            moe: Double(moe), experts: fields.count("moe_num_experts"), perToken: fields.count("moe_k", "moe_topk"),
            width: width, shared: width * fields.number("moe_num_shared_experts", or: 0))
    }

    /// MiMo-V2: keys wider than values, and more key and value heads in the layers over a window.
    ///
    /// The mean of both widths gives the same parameters, the same cache and the same attention arithmetic.
    mutating func mimo() throws(ModelConfigError) {
        try heads()
        let value = try fields.count("v_head_dim", or: model.headDim)
        model.headDim = (model.headDim + value) / 2
        let pattern = try fields.numbers("hybrid_layer_pattern")
        let windowed =
            if let pattern { Double(pattern.count { $0 == 1 }) } else if let kinds = try layerKinds() {
                kinds.windowed
            } else {
                throw ModelConfigError.missingField("hybrid_layer_pattern")
            }
        model.windowLayers = windowed
        model.fullLayers = Double(layers) - windowed
        model.window = try fields.count("sliding_window", "sliding_window_size")
        let more = try fields.number("swa_num_key_value_heads", or: model.kvHeads) - model.kvHeads
        leaveOut("key and value heads of windows", parameters: windowed * 2 * more * model.headDim * model.hidden)
        let width = try fields.count("moe_intermediate_size")
        try mixture(
            moe: sparseLayers(dense: nil), experts: fields.count("n_routed_experts"),
            perToken: fields.count("num_experts_per_tok"), width: width,
            shared: width * fields.number("n_shared_experts", or: 0))
    }
}
