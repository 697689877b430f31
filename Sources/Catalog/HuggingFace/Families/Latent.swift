extension ModelFamily {
    /// Multi-head latent attention, with a mixture of experts or dense.
    static let latent: [ModelFamily] = [
        ModelFamily(
            "deepseek_v2", "deepseek_v3", "deepseek_v32", "kimi_k2", "kimi_k25", "glm4_moe_lite", "glm_moe_dsa",
            "mistral4",
            defaults: [
                "first_k_dense_replace": 0, "kv_lora_rank": 512, "qk_nope_head_dim": 128, "qk_rope_head_dim": 64,
                "v_head_dim": 128, "q_lora_rank": 1536,
            ]
        ) { draft throws(ModelConfigError) in
            // Small models of the family go without latent attention.
            if try draft.fields.flag("use_mla", or: true) {
                try draft.latentAttention()
            } else {
                try draft.attention()
            }
            if draft.fields.has("n_routed_experts") {
                try draft.mixtureAfterDenseLayers()
            } else {
                try draft.feedForward()
            }
        },
        ModelFamily("minicpm3", ties: true) { draft throws(ModelConfigError) in
            let heads = try draft.fields.count("num_attention_heads")
            try draft.latentAttention(valueWidth: draft.fields.count("v_head_dim", or: draft.model.hidden / heads))
            try draft.feedForward()
        },
        ModelFamily("youtu", ties: true) { draft throws(ModelConfigError) in
            try draft.latentAttention()
            try draft.feedForward()
        },
        ModelFamily("longcat_flash") { draft throws(ModelConfigError) in
            // A layer is two of attention and two dense blocks around one mixture of experts.
            try draft.latentAttention()
            draft.model.mlaLayers *= 2
            let experts = try draft.fields.count("n_routed_experts")
            // Experts that return their input cost nothing; a token's choices fall on them by their share.
            let identities = try draft.fields.number("zero_expert_num", or: 0)
            let chosen = try draft.fields.count("moe_topk", "num_experts_per_tok")
            try draft.mixture(
                moe: Double(draft.layers), experts: experts, perToken: chosen * experts / (experts + identities),
                width: draft.fields.count("expert_ffn_hidden_size", "moe_intermediate_size"))
            draft.model.denseLayers = 2 * Double(draft.layers)
            draft.model.denseIntermediate = try draft.fields.count("ffn_hidden_size", "intermediate_size")
        },
    ]
}

extension ModelDraft {
    /// Makes all layers multi-head latent attention, with an index of sparse attention where one is stated.
    mutating func latentAttention(valueWidth: Double? = nil) throws(ModelConfigError) {
        model.heads = try fields.count("num_attention_heads")
        model.mlaLayers = Double(layers)
        // Null where queries are not compressed, which is not the same as absent.
        let isStated = fields.states("q_lora_rank")
        model.queryLoRA = try isStated ? fields.number("q_lora_rank", or: 0) : fields.number("q_lora_rank")
        model.keyValueLoRA = try fields.count("kv_lora_rank")
        model.headNope = try fields.count("qk_nope_head_dim")
        model.headRope = try fields.count("qk_rope_head_dim")
        model.headValue = if let valueWidth { valueWidth } else { try fields.count("v_head_dim") }
        guard fields.has("index_topk") else { return }
        model.indexTopK = try fields.count("index_topk")
        model.indexHeads = try fields.count("index_n_heads")
        model.indexDim = try fields.count("index_head_dim")
        // `shared` layers use the choice of the one in front that is `full` (GLM-5.2).
        if let types = try fields.texts("indexer_types") {
            let own = Double(types.filter { $0 != "shared" }.count)
            if own > 0, own < model.mlaLayers { model.indexLayers = own }
        }
    }
}
