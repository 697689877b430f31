import CostModel
import Units

extension ModelFamily {
    /// Grouped-query attention over the whole context and a gated feed-forward block, in every layer.
    static let dense: [ModelFamily] = [
        ModelFamily(
            "llama", "Yi", "internlm", "internlm2", "internlm3", "baichuan", "granite", "olmo", "olmo2", "seed_oss",
            "hunyuan_v1_dense", "exaone", "stablelm", "aquila", "orion", "xverse", "minicpm", "helium", "glm", "glm4",
            "glm4v_text", "glm_ocr_text", "bitnet", "hyperclovax", "emu3_text_model", "diffllama", "phi4_multimodal"
        ) { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(), draft.denses())
        },
        ModelFamily("ernie4_5", "smollm3", "cohere", "cohere_compass_text", ties: true) {
            draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(), draft.denses())
        },
        ModelFamily("gemma", ties: true) { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(width: 256), draft.denses())
        },
        ModelFamily("doge") { draft throws(ModelConfigError) in
            guard try draft.fields.flag("is_moe", or: false) == false else {
                throw draft.unsupported(
                    say(en: "experts of one row each (is_moe) cannot be expressed", zh: "无法表示每个专家仅一行的结构（is_moe）"))
            }
            try draft.stack(draft.attentions(), draft.denses())
        },
        ModelFamily("chatglm") { draft throws(ModelConfigError) in
            // Without `multi_query_attention` each head has its own key and value.
            let shares = try draft.fields.flag("multi_query_attention", or: false)
            try draft.stack(
                draft.attentions(keyValue: shares ? draft.fields.count("multi_query_group_num") : nil),
                draft.denses(draft.fields.count("ffn_hidden_size")))
        },
        ModelFamily("qwen") { draft throws(ModelConfigError) in
            // The first Qwen states the width of gate and value together.
            try draft.stack(draft.attentions(), draft.denses(draft.fields.count("intermediate_size") / 2))
        },
        ModelFamily("moshi") { draft throws(ModelConfigError) in
            // The width of gate and value together, and one entry more than text has.
            draft.vocabulary += 1
            try draft.stack(draft.attentions(.always), draft.denses(draft.fields.count("ffn_dim") / 2))
        },
        ModelFamily("cpmant") { draft throws(ModelConfigError) in
            // The table has rows for prompts which the head lacks, so that they are never one.
            draft.tied = .no
            try draft.stack(draft.attentions(), draft.denses(draft.fields.count("dim_ff")))
            let prompts = try draft.fields.number("prompt_types", or: 0) * draft.fields.number("prompt_length", or: 0)
            draft.table(rows: prompts + (try draft.fields.number("segment_types", or: 0)))
        },
    ]

    /// A gated feed-forward block in every layer, and attention of which some or all may be over a window.
    static let windowed: [ModelFamily] = [
        ModelFamily("mistral", "phi3", "ministral", "ministral3") { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(.always), draft.denses())
        },
        ModelFamily("qwen2", "qwen2_vl", "qwen2_5_vl", "qwen2_vl_text", "qwen2_5_vl_text", "qwen2_5_omni_text", "mimo")
        {
            draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(.fromMaxWindowLayers), draft.denses())
            try draft.prediction()
        },
        ModelFamily("qwen3", "qwen3_vl_text", "qwen3_omni_text") { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(.fromMaxWindowLayers, width: 128), draft.denses())
        },
        ModelFamily("gemma2", "vaultgemma", ties: true) { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(.allBut(every: 2), width: 256), draft.denses())
        },
        ModelFamily("gemma3_text", ties: true) { draft throws(ModelConfigError) in
            let every = try draft.fields.count("sliding_window_pattern", "_sliding_window_pattern", or: 6)
            try draft.stack(draft.attentions(.allBut(every: every), width: 256), draft.denses())
        },
        ModelFamily("cohere2", ties: true) { draft throws(ModelConfigError) in
            let every = try draft.fields.count("sliding_window_pattern", "_sliding_window_pattern", or: 4)
            try draft.stack(draft.attentions(.allBut(every: every)), draft.denses())
        },
        ModelFamily("olmo3", "cwm") { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(.allBut(every: 4)), draft.denses())
        },
        ModelFamily("granite_swa") { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(.allButFirst(of: 4)), draft.denses())
        },
        ModelFamily("modernbert-decoder", ties: true) { draft throws(ModelConfigError) in
            let every = try draft.fields.count("global_attn_every_n_layers", or: 3)
            try draft.stack(draft.attentions(.allButFirst(of: every)), draft.denses())
        },
        ModelFamily("exaone4") { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(draft.exaoneWindows()), draft.denses())
        },
    ]

    /// Feed-forward blocks of two matrices, without a gate.
    static let ungated: [ModelFamily] = [
        ModelFamily(
            "nemotron", "arcee", "apertus", "apertus1p5_text", "persimmon", "phi", "gpt_neox", "jais2", "nanochat"
        ) { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(), draft.denses(matrices: 2))
        },
        ModelFamily("starcoder2", ties: true) { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(.always), draft.denses(matrices: 2))
        },
        ModelFamily("gpt_neox_japanese", ties: true) { draft throws(ModelConfigError) in
            let times = try draft.fields.number("intermediate_multiple_size", or: 4)
            try draft.stack(draft.attentions(), draft.denses(times * draft.hidden, matrices: 2))
        },
        ModelFamily("gpt2", "openai-gpt", ties: true) { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(), draft.fourfold())
            try draft.positions("n_positions")
        },
        ModelFamily("git") { draft throws(ModelConfigError) in
            // The decoder; its image encoder stands beside it.
            try draft.stack(draft.attentions(), draft.denses(matrices: 2))
            try draft.positions("max_position_embeddings")
        },
        ModelFamily("gpt_neo", ties: true) { draft throws(ModelConfigError) in
            let words = try draft.layerNames("attention_layers")
            var attention = try draft.attention()
            let window = try draft.window() ?? 0
            let mixers = (0..<draft.layers).map { layer -> LayerPart in
                attention.window =
                    (words?[layer] ?? (layer.isMultiple(of: 2) ? "global" : "local")) == "local" ? window : 0
                return .attention(attention)
            }
            draft.stack(mixers, try draft.fourfold())
            try draft.positions("max_position_embeddings")
        },
        ModelFamily("gpt_bigcode", ties: true) { draft throws(ModelConfigError) in
            let shares = try draft.fields.flag("multi_query", or: true)
            try draft.stack(draft.attentions(keyValue: shares ? 1 : nil), draft.fourfold())
            try draft.positions("n_positions")
        },
        ModelFamily("gptj", "codegen") { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(), draft.fourfold())
        },
        ModelFamily("bloom", ties: true) { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(), draft.fourfold())
        },
        ModelFamily("ctrl", "xglm", ties: true) { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(), draft.denses(draft.fields.count("dff", "ffn_dim"), matrices: 2))
        },
        ModelFamily("biogpt", ties: true) { draft throws(ModelConfigError) in
            try draft.stack(draft.attentions(), draft.denses(matrices: 2))
            try draft.positions("max_position_embeddings", beside: 2)
        },
        ModelFamily("falcon", ties: true) { draft throws(ModelConfigError) in
            // The first architecture ignores the key and value heads: one for all heads, or one for each.
            let isNew = try draft.fields.flag("new_decoder_architecture", or: false)
            let shares = try draft.fields.flag("multi_query", or: true)
            try draft.stack(draft.attentions(keyValue: isNew || !shares ? nil : 1), draft.fourfold())
        },
        ModelFamily("mpt", ties: true) { draft throws(ModelConfigError) in
            let attention = try draft.fields.object("attn_config")
            let expansion = try draft.fields.number("expansion_ratio", or: 4)
            try draft.stack(
                draft.attentions(keyValue: attention?.optionalNumber("kv_n_heads")),
                draft.denses(expansion * draft.hidden, matrices: 2))
            if try attention?.flag("alibi", or: true) == false { try draft.positions("max_seq_len") }
        },
        ModelFamily("opt", ties: true) { draft throws(ModelConfigError) in
            let width = try draft.fields.number("word_embed_proj_dim", or: draft.hidden)
            guard width == draft.hidden else {
                throw draft.unsupported(
                    say(
                        en: "an embedding narrower than the layers (word_embed_proj_dim) cannot be expressed",
                        zh: "无法表示比各层更窄的词嵌入（word_embed_proj_dim）"))
            }
            try draft.stack(draft.attentions(), draft.denses(draft.fields.count("ffn_dim"), matrices: 2))
            try draft.positions("max_position_embeddings", beside: 2)
        },
    ]
}

extension ModelDraft {
    /// Adds the table of learned positions, of which one row a token is read.
    mutating func positions(_ name: String, beside: Double = 0) throws(ModelConfigError) {
        table(rows: try fields.count(name, "max_position_embeddings", "n_ctx", or: 1024) + beside)
    }

    /// The pattern of windows: a number, or a text such as LLLG.
    func exaoneWindows() throws(ModelConfigError) -> WindowRule {
        guard let pattern = fields.textIfAny("sliding_window_pattern") else {
            return .allBut(every: try fields.number("sliding_window_pattern", or: 4))
        }
        guard pattern == String(repeating: "L", count: max(0, pattern.count - 1)) + "G" else {
            throw fields.bad(
                "sliding_window_pattern", expected: say(en: "local layers followed by a global one", zh: "若干局部层加一个全局层"))
        }
        return .allBut(every: Double(pattern.count))
    }
}
