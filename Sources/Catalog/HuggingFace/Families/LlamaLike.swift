extension ModelFamily {
    /// Grouped-query attention over the whole context and a gated feed-forward block, in every layer.
    static let llamaLike: [ModelFamily] = [
        ModelFamily(
            "llama", "Yi", "internlm", "internlm2", "internlm3", "baichuan", "granite", "olmo", "olmo2", "seed_oss",
            "hunyuan_v1_dense", "exaone", "stablelm", "aquila", "orion", "xverse", "minicpm", "helium",
            defaults: [
                "hidden_size": 4096, "intermediate_size": 11008, "num_hidden_layers": 32, "num_attention_heads": 32,
                "vocab_size": 32000,
            ]
        ) { draft throws(ModelConfigError) in
            try draft.attention()
            try draft.feedForward()
        },
        ModelFamily("glm", "glm4", "glm4v_text", "glm_ocr_text", defaults: glm4) { draft throws(ModelConfigError) in
            try draft.attention()
            try draft.feedForward()
        },
        // Class defaults that matter: `tie_word_embeddings` is only written where it differs from them.
        ModelFamily("ernie4_5", "smollm3", "cohere", ties: true) { draft throws(ModelConfigError) in
            try draft.attention()
            try draft.feedForward()
        },
        ModelFamily(
            "gemma", ties: true,
            defaults: [
                "hidden_size": 3072, "intermediate_size": 24576, "num_hidden_layers": 28, "num_attention_heads": 16,
                "num_key_value_heads": 16, "head_dim": 256, "vocab_size": 256000,
            ]
        ) { draft throws(ModelConfigError) in
            try draft.attention(width: 256)
            try draft.feedForward()
        },
        ModelFamily("chatglm") { draft throws(ModelConfigError) in
            // Without `multi_query_attention` each head has its own key and value.
            let shares = try draft.fields.flag("multi_query_attention", or: false)
            try draft.attention(keyValue: shares ? draft.fields.count("multi_query_group_num") : nil)
            try draft.feedForward(width: draft.fields.count("ffn_hidden_size"))
        },
        ModelFamily("qwen") { draft throws(ModelConfigError) in
            // The first Qwen states the width of gate and value together.
            try draft.attention()
            try draft.feedForward(width: draft.fields.count("intermediate_size") / 2)
        },
    ]

    private static let glm4: [String: Double] = [
        "hidden_size": 4096, "intermediate_size": 13696, "num_hidden_layers": 40, "num_attention_heads": 32,
        "num_key_value_heads": 2, "vocab_size": 151552,
    ]
}
