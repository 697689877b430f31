extension ModelFamily {
    /// A gated feed-forward block in every layer, and attention of which some or all may be over a window.
    static let windowed: [ModelFamily] = [
        ModelFamily(
            "mistral",
            defaults: [
                "hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32, "num_attention_heads": 32,
                "num_key_value_heads": 8, "vocab_size": 32000, "sliding_window": 4096,
                "max_position_embeddings": 131072,
            ]
        ) { draft throws(ModelConfigError) in
            try draft.attention(.always)
            try draft.feedForward()
        },
        ModelFamily("phi3", "ministral", "ministral3") { draft throws(ModelConfigError) in
            try draft.attention(.always)
            try draft.feedForward()
        },
        ModelFamily(
            "qwen2", "qwen2_vl", "qwen2_5_vl", "qwen2_vl_text", "qwen2_5_vl_text", "qwen2_5_omni_text", "mimo",
            defaults: [
                "hidden_size": 4096, "intermediate_size": 22016, "num_hidden_layers": 32, "num_attention_heads": 32,
                "num_key_value_heads": 32, "vocab_size": 151936,
            ]
        ) { draft throws(ModelConfigError) in
            try draft.attention(.fromMaxWindowLayers)
            try draft.feedForward()
            try draft.routingAndPrediction()
        },
        ModelFamily(
            "qwen3", "qwen3_vl_text", "qwen3_omni_text",
            defaults: [
                "hidden_size": 4096, "intermediate_size": 22016, "num_hidden_layers": 32, "num_attention_heads": 32,
                "num_key_value_heads": 32, "vocab_size": 151936,
            ]
        ) { draft throws(ModelConfigError) in
            try draft.attention(.fromMaxWindowLayers, width: 128)
            try draft.feedForward()
        },
        ModelFamily(
            "gemma2", ties: true,
            defaults: [
                "hidden_size": 2304, "intermediate_size": 9216, "num_hidden_layers": 26, "num_attention_heads": 8,
                "num_key_value_heads": 4, "head_dim": 256, "vocab_size": 256000, "sliding_window": 4096,
                "max_position_embeddings": 8192,
            ]
        ) { draft throws(ModelConfigError) in
            try draft.attention(.allBut(every: 2), width: 256)
            try draft.feedForward()
        },
        ModelFamily(
            "gemma3_text", ties: true,
            defaults: [
                "hidden_size": 2304, "intermediate_size": 9216, "num_hidden_layers": 26, "num_attention_heads": 8,
                "num_key_value_heads": 4, "head_dim": 256, "vocab_size": 262208, "sliding_window": 4096,
                "max_position_embeddings": 131072,
            ]
        ) { draft throws(ModelConfigError) in
            let every = try draft.fields.count("sliding_window_pattern", "_sliding_window_pattern", or: 6)
            try draft.attention(.allBut(every: every), width: 256)
            try draft.feedForward()
        },
        ModelFamily("cohere2", ties: true) { draft throws(ModelConfigError) in
            let every = try draft.fields.count("sliding_window_pattern", "_sliding_window_pattern", or: 4)
            try draft.attention(.allBut(every: every))
            try draft.feedForward()
        },
        ModelFamily("olmo3", "cwm") { draft throws(ModelConfigError) in
            try draft.attention(.allBut(every: 4))
            try draft.feedForward()
        },
        ModelFamily("exaone4") { draft throws(ModelConfigError) in
            // The pattern is a number, or a text such as LLLG.
            let pattern = draft.fields.textIfAny("sliding_window_pattern")
            let every =
                if let pattern { Double(pattern.count) } else {
                    try draft.fields.number("sliding_window_pattern", or: 4)
                }
            if let pattern, pattern != String(repeating: "L", count: max(0, pattern.count - 1)) + "G" {
                throw .badField("sliding_window_pattern", expected: "local layers followed by a global one")
            }
            try draft.attention(.allBut(every: every))
            try draft.feedForward()
        },
    ]
}
