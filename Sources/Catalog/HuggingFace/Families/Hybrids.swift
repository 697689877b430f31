import CostModel
import Units

extension ModelFamily {
    /// Layers of linear attention between layers of grouped-query attention.
    static let linearHybrids: [ModelFamily] = [
        ModelFamily("qwen3_next", "qwen3_5_moe", "qwen3_5_moe_text") { draft throws(ModelConfigError) in
            try draft.stack(draft.deltaHybrid(), draft.qwenBlocks())
            try draft.prediction()
        },
        ModelFamily("qwen3_5", "qwen3_5_text") { draft throws(ModelConfigError) in
            try draft.stack(draft.deltaHybrid(), draft.denses())
            try draft.prediction()
        },
        ModelFamily("olmo_hybrid") { draft throws(ModelConfigError) in
            let attention = try draft.attention()
            // Values are twice as wide as keys, and both follow from the heads where they are not stated.
            let heads = try draft.fields.count("linear_num_key_heads", or: attention.heads)
            let key = try draft.fields.count(
                "linear_key_head_dim", or: (0.75 * draft.hidden / heads).rounded(.down))
            let delta = Parts.Delta(
                keyHeads: heads, valueHeads: try draft.fields.count("linear_num_value_heads", or: heads), keyDim: key,
                valueDim: try draft.fields.count("linear_value_head_dim", or: 2 * key))
            let types = try draft.layerTypes() ?? (1...draft.layers).map { $0.isMultiple(of: 4) ? .full : .linear }
            try draft.stack(
                types.map { $0 == .linear ? .delta(delta) : .attention(attention) }, draft.denses())
        },
        ModelFamily("lara_mini", ties: true) { draft throws(ModelConfigError) in
            guard let types = try draft.layerTypes() else { throw draft.fields.missing("layer_types") }
            let delta = LayerPart.delta(try draft.gatedDelta())
            var attention = try draft.attention()
            let window = try draft.window() ?? 0
            let mixers = types.map { type -> LayerPart in
                attention.window = type == .windowed ? window : 0
                return type == .linear ? delta : .attention(attention)
            }
            try draft.stack(mixers, draft.blocks(dense: 0))
        },
        ModelFamily("minimax", "minimax_text_01", "minimax_m1") { draft throws(ModelConfigError) in
            let linear = LayerPart.delta(try draft.lightning())
            let full = LayerPart.attention(try draft.attention())
            let types: [LayerType]
            if let marks = try draft.fields.numbers("attn_type_list") {
                guard marks.count == draft.layers, marks.allSatisfy({ $0 == 0 || $0 == 1 }) else {
                    throw draft.fields.bad(
                        "attn_type_list",
                        expected: say(
                            en: "0 (linear) or 1 (softmax) for each layer",
                            zh: "每层取 0（线性）或 1（softmax）的列表"))
                }
                types = marks.map { $0 == 0 ? .linear : .full }
            } else if let listed = try draft.layerTypes() {
                types = listed
            } else {
                throw draft.fields.missing("attn_type_list")
            }
            try draft.stack(types.map { $0 == .linear ? linear : full }, draft.expertsInEveryLayer())
        },
        ModelFamily("bailing_moe_linear", classes: ["BailingMoeLinearV2ForCausalLM", "BailingMoeLinearForCausalLM"]) {
            draft throws(ModelConfigError) in
            let linear = LayerPart.delta(try draft.lightning())
            let full = LayerPart.attention(try draft.attention())
            let every = Int(try draft.fields.count("layer_group_size"))
            // What is left of the last group attends too.
            let whole = draft.layers / every * every
            try draft.stack(
                (1...draft.layers).map { $0.isMultiple(of: every) || $0 > whole ? full : linear },
                draft.blocks(dense: 0))
            try draft.prediction()
        },
        ModelFamily("qwen4_exp_text", "qwen4_exp") { draft throws(ModelConfigError) in try draft.qwen4() },
    ]

    /// Layers of delta attention between layers of latent attention, or alone.
    static let delta: [ModelFamily] = [
        ModelFamily("kimi_linear") { draft throws(ModelConfigError) in try draft.kimiLinear() },
        ModelFamily("bailing_hybrid", classes: ["BailingMoeV2_5ForCausalLM"]) { draft throws(ModelConfigError) in
            var latent = try draft.latent()
            latent.gate = 1
            // The stated width is of linear layers; the class has that of values.
            let width = try draft.fields.statedNumber("head_dim") ?? latent.headValue
            var delta = draft.kimiDelta(heads: latent.heads, width: width)
            (delta.decay, delta.gate) = (.channel, .full)
            delta.taps = try draft.fields.number("short_conv_kernel_size", or: 4)
            let every = Int(try draft.fields.count("layer_group_size"))
            let types =
                try draft.layerTypes() ?? (1...draft.layers).map { $0.isMultiple(of: every) ? .full : .linear }
            try draft.stack(
                types.map { $0 == .linear ? .delta(delta) : .latent(latent) }, draft.blocks(dense: 1))
            try draft.prediction()
        },
        ModelFamily("xlstm") { draft throws(ModelConfigError) in
            // A matrix of state a head (mLSTM): gates of input and forgetting for each head, one for the output.
            let hidden = draft.hidden
            let heads = try draft.fields.count("num_heads")
            let delta = Parts.Delta(
                keyHeads: heads, valueHeads: heads,
                keyDim: try draft.fields.number("qk_dim_factor", or: 0.5) * hidden / heads,
                valueDim: try draft.fields.number("v_dim_factor", or: 1) * hidden / heads
            ) { $0.taps = 0 }
            let step = try draft.fields.count("ffn_round_up_to_multiple_of", or: 64)
            let wide = try draft.fields.number("ffn_proj_factor", or: 2.667) * hidden
            draft.add([.delta(delta), try draft.dense((wide / step).rounded(.up) * step)], Double(draft.layers))
        },
    ]
}

extension ModelDraft {
    /// Gated delta rule, with every n-th layer attention whose queries bring a gate for the output.
    func deltaHybrid() throws(ModelConfigError) -> [LayerPart] {
        var attention = try attention(width: 256)
        if try fields.flag("attn_output_gate", or: true) { attention.gate = attention.headDim }
        let delta = LayerPart.delta(try gatedDelta())
        let every = Int(try fields.count("full_attention_interval", or: 4))
        let types = try layerTypes() ?? (1...layers).map { $0.isMultiple(of: every) ? .full : .linear }
        return types.map { $0 == .linear ? delta : .attention(attention) }
    }

    /// Kimi Linear: delta attention whose channels decay by themselves, between latent attention, and experts that may
    /// work on a latent.
    mutating func kimiLinear() throws(ModelConfigError) {
        var latent = try latent()
        if try fields.flag("mla_use_output_gate", or: false) { latent.gate = latent.headValue }
        let nested = try fields.object("linear_attn_config")
        let stated = nested ?? fields
        var delta = kimiDelta(
            heads: try stated.count("num_heads", "linear_num_heads", or: latent.heads),
            width: try nested == nil ? fields.count("linear_head_dim", or: 128) : stated.count("head_dim"))
        delta.taps = try stated.number("short_conv_kernel_size", "linear_conv_kernel_dim", or: 4)
        if try stated.flag("use_full_rank_gate", or: false) { delta.gate = .full }
        let types: [LayerType]
        if let full = try nested?.numbers("full_attn_layers") {
            // Layers are counted from 1 there.
            types = (1...layers).map { full.contains(Double($0)) ? .full : .linear }
        } else {
            types = try layerTypes() ?? (1...layers).map { $0.isMultiple(of: 4) ? .full : .linear }
        }
        let rank = try fields.number("routed_expert_hidden_size", or: 0)
        stack(
            types.map { $0 == .linear ? .delta(delta) : .latent(latent) },
            try blocks(dense: 1) { $0.latent = rank < hidden ? rank : 0 })
        try prediction()
    }

    /// Qwen 4: gated delta rule and attention with an index over blocks, low-rank mixing of residual streams, and tables
    /// of several tokens in front of some layers.
    mutating func qwen4() throws(ModelConfigError) {
        let streams = try fields.number("hc_count", or: 1)
        let rank = try fields.number("hc_lowrank", or: 0)
        let mixing = Parts.Streams(count: streams) { $0.rank = rank }
        var attention = try attention(width: 256)
        attention.gate = attention.headDim
        if fields.has("indexer_n_heads") {
            attention.indexHeads = try fields.count("indexer_n_heads")
            attention.indexDim = try fields.count("indexer_head_dim")
            attention.indexKeys = try fields.count("indexer_kv_heads", or: 1)
            attention.indexTopK = try fields.count("indexer_budget")
            attention.indexRatio = try fields.count("indexer_compress_ratio", or: 1)
        }
        let delta = LayerPart.delta(try gatedDelta())
        let every = Int(try fields.count("full_attention_interval", or: 4))
        let types = try layerTypes() ?? (1...layers).map { $0.isMultiple(of: every) ? .full : .linear }
        let mixture = try mixture()
        // Numbered from 1.
        let tables = try fields.numbers("ple_layer_ids") ?? []
        let width = try fields.number("ple_embed_dim", or: hidden)
        let heads = try (fields.number("ngram_size", or: 3) - 1) * fields.number("heads_per_ngram", or: 8)
        for (layer, type) in types.enumerated() {
            var parts: [LayerPart] = [
                type == .linear ? delta : .attention(attention), .mixture(mixture), .streams(mixing),
            ]
            if tables.contains(Double(layer + 1)) {
                let rows = try fields.count("ngram_vocab_size_base") * heads
                parts.append(.lookup(Parts.Lookup(rows: rows, width: (width / heads).rounded(.down))))
                parts.append(.matrices(Parts.Products(width, (streams + 1) * hidden)))
            }
            add(parts)
        }
        guard streams > 1 else { return }
        once([
            .matrices(Parts.Products(streams * hidden, rank)), .matrices(Parts.Products(rank, streams * hidden)),
        ])
    }
}
