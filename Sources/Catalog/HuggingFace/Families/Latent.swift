import CostModel
import Units

extension ModelFamily {
    /// Multi-head latent attention, with a mixture of experts or dense.
    static let latent: [ModelFamily] = [
        ModelFamily(
            "deepseek_v2", "deepseek_v3", "deepseek_v32", "deepseek_ref", "kimi_k2", "kimi_k25", "glm4_moe_lite",
            "glm_moe_dsa", "mistral4", "axk1"
        ) { draft throws(ModelConfigError) in
            // Small models of the family go without latent attention.
            let mixers =
                try draft.fields.flag("use_mla", or: true) ? draft.latents() : draft.attentions()
            try draft.stack(
                mixers, draft.fields.has("n_routed_experts") ? draft.blocks(dense: 1) : draft.denses())
            try draft.prediction()
        },
        ModelFamily("minicpm3", ties: true) { draft throws(ModelConfigError) in
            let heads = try draft.fields.count("num_attention_heads")
            try draft.stack(draft.latents(valueWidth: draft.hidden / heads), draft.denses())
        },
        ModelFamily("youtu", ties: true) { draft throws(ModelConfigError) in
            try draft.stack(draft.latents(), draft.denses())
        },
        ModelFamily("longcat_flash") { draft throws(ModelConfigError) in
            // A layer is two of attention and two dense blocks around one mixture of experts, of which some return
            // their input.
            var experts = try draft.mixture(shared: 0)
            experts.identities = try draft.fields.number("zero_expert_num", or: 0)
            let attention = LayerPart.latent(try draft.latent())
            let dense = try draft.dense(draft.fields.count("ffn_hidden_size", "intermediate_size"))
            let layers = try draft.fields.count("num_layers", "num_hidden_layers")
            draft.add([attention, .mixture(experts), dense, attention, dense], layers)
        },
        ModelFamily("axk2") { draft throws(ModelConfigError) in
            // Queries and a gate for the output come from two compressed inputs together.
            let mixers = try draft.latents { latent throws(ModelConfigError) in
                latent.queryInput = 2 * latent.queryLoRA
                latent.queryExtra = latent.headValue
            }
            let rank = try draft.fields.number("gated_norm_rank", or: 0)
            let blocks = try draft.blocks(dense: 1)
            for (mixer, block) in zip(mixers, blocks) {
                // The norm in front of a dense block has no gate.
                var gates: Double = 1
                if case .mixture = block { gates = 2 }
                let down = LayerPart.matrices(Parts.Products(draft.hidden, rank, count: gates))
                let up = LayerPart.matrices(Parts.Products(rank, draft.hidden, count: gates))
                draft.add([mixer, block] + (rank > 0 ? [down, up] : []))
            }
        },
        ModelFamily("dots3_note_text", "dots3_note") { draft throws(ModelConfigError) in
            try draft.stack(draft.latentsOfTwoShapes(), draft.blocks(dense: 1))
            try draft.prediction()
        },
        ModelFamily("hy_v4") { draft throws(ModelConfigError) in
            let mixers = try draft.latents { latent throws(ModelConfigError) in latent.gate = latent.headValue }
            let streams = try draft.fields.number("hc_mult", or: 1)
            let mixing = Parts.Streams(count: streams) { $0.outputs = 2 * streams }
            try draft.stack(mixers, draft.blocks(dense: 1), beside: streams > 1 ? [.streams(mixing)] : [])
            draft.streamHead(streams)
            try draft.prediction()
        },
    ]

    /// Attention over what an index or a compression leaves of the context.
    static let sparse: [ModelFamily] = [
        ModelFamily("deepseek_v4") { draft throws(ModelConfigError) in
            let streams = try draft.fields.number("hc_mult", or: 1)
            let mixing = Parts.Streams(count: streams) { $0.outputs = (2 + streams) * streams }
            let experts = LayerPart.mixture(try draft.mixture())
            for mixer in try draft.compressed() {
                draft.add([mixer, experts] + (streams > 1 ? [.streams(mixing)] : []))
            }
            draft.streamHead(streams)
            try draft.prediction()
        },
        ModelFamily("minimax_m3", "minimax_m3_vl_text", classes: ["MiniMaxM3ForCausalLM"]) {
            draft throws(ModelConfigError) in
            let width = try draft.fields.count("moe_intermediate_size", "intermediate_size")
            try draft.stack(
                draft.indexedAttention(),
                draft.blocks(
                    dense: 0, denseWidth: draft.fields.optionalNumber("dense_intermediate_size")
                ) { $0.intermediate = width })
            try draft.prediction()
        },
    ]
}

extension ModelDraft {
    /// Adds the mixing of several residual streams into one in front of the head.
    mutating func streamHead(_ streams: Double) {
        guard streams > 1 else { return }
        once([.streams(Parts.Streams(count: streams) { ($0.outputs, $0.blocks) = (streams, 1) })])
    }

    /// Latent attention with an index in some layers, and over a window with other widths in the rest.
    ///
    /// The widths of layers over a window stand behind `swa_`; what a file leaves out is what the class has.
    func latentsOfTwoShapes() throws(ModelConfigError) -> [LayerPart] {
        var full = try latent()
        try index(&full)
        full.gate = 1
        let nope = try fields.count("swa_qk_nope_head_dim", or: 192)
        let width = try fields.count("swa_head_dim", or: 256)
        var local = Parts.Latent(
            heads: try fields.count("swa_num_attention_heads", or: 64),
            keyValueLoRA: try fields.count("swa_kv_lora_rank", or: 1024), headNope: nope,
            headRope: try fields.count("swa_qk_rope_head_dim", or: max(1, width - nope)),
            headValue: try fields.count("swa_v_head_dim", or: 128))
        local.queryLoRA = try fields.count("swa_q_lora_rank", or: 1024)
        local.gate = 1
        local.window = try fields.count("sliding_window", "sliding_window_size", or: 512)
        let types = try layerTypes() ?? (0..<layers).map { $0 < 2 || $0 % 4 == 1 ? .full : .windowed }
        return types.map { .latent($0 == .windowed ? local : full) }
    }

    /// Attention of DeepSeek-V4, by a ratio of each layer or its name: a window alone, entries of few tokens that an
    /// index selects from, or entries of many tokens.
    func compressed() throws(ModelConfigError) -> [LayerPart] {
        var window = Parts.Compressed(
            heads: try fields.count("num_attention_heads"), headDim: try fields.count("head_dim"),
            queryLoRA: try fields.count("q_lora_rank"), outputGroups: try fields.count("o_groups"),
            outputLoRA: try fields.count("o_lora_rank"), window: try fields.count("sliding_window"))
        window.headRope = try fields.number("qk_rope_head_dim", or: 64)
        var heads = window
        (heads.ratio, heads.overlap) = (4, 2)
        heads.indexHeads = try fields.count("index_n_heads")
        heads.indexDim = try fields.count("index_head_dim")
        heads.indexTopK = try fields.count("index_topk")
        var heavy = window
        heavy.ratio = 128
        if let rates = try fields.object("compress_rates") {
            heads.ratio = try rates.count("compressed_sparse_attention", or: heads.ratio)
            heavy.ratio = try rates.count("heavily_compressed_attention", or: heavy.ratio)
        }
        if let ratios = try fields.numbers("compress_ratios") {
            return try perLayer(ratios, "compress_ratios").map { ratio throws(ModelConfigError) in
                switch ratio {
                case 0: return .compressed(window)
                case heads.ratio: return .compressed(heads)
                case heavy.ratio: return .compressed(heavy)
                default:
                    throw fields.bad(
                        "compress_ratios", expected: say(en: "a list of 0, 4 or 128", zh: "由 0、4 或 128 组成的列表"))
                }
            }
        }
        guard let names = try layerNames("layer_types") else {
            return (0..<layers).map { .compressed($0 < 2 || $0.isMultiple(of: 2) ? heavy : heads) }
        }
        return try names.map { name throws(ModelConfigError) in
            switch name {
            case "sliding_attention": .compressed(window)
            case "compressed_sparse_attention": .compressed(heads)
            case "heavily_compressed_attention": .compressed(heavy)
            default: throw fields.unknownLayer("layer_types", kind: name)
            }
        }
    }

    /// Attention of MiniMax-M3: an index selects blocks of tokens, in the layers that have one.
    func indexedAttention() throws(ModelConfigError) -> [LayerPart] {
        var full = try attention()
        if try fields.flag("attention_output_gate", or: false) { full.gate = full.headDim }
        let nested = try fields.object("sparse_attention_config")
        let marks: [Bool]
        if let nested, let list = try nested.numbers("sparse_attention_freq") {
            marks = try perLayer(list, "sparse_attention_freq").map { $0 != 0 }
        } else if let names = try layerNames("layer_types") {
            for name in names where !["full_attention", "minimax_m3_sparse", "indexed_attention"].contains(name) {
                throw fields.unknownLayer("layer_types", kind: name)
            }
            marks = names.map { $0 != "full_attention" }
        } else {
            marks = Array(repeating: false, count: layers)
        }
        guard marks.contains(true) else { return Array(repeating: .attention(full), count: layers) }
        let stated = nested ?? fields
        var sparse = full
        sparse.indexHeads = try stated.count("sparse_num_index_heads", "index_n_heads")
        sparse.indexDim = try stated.count("sparse_index_dim", "index_head_dim")
        sparse.indexTopK =
            try stated.count("sparse_block_size", "index_block_size")
            * stated.count("sparse_topk_blocks", "index_topk_blocks")
        return marks.map { .attention($0 ? sparse : full) }
    }
}
