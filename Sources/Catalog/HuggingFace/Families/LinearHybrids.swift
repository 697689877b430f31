extension ModelFamily {
    /// Layers of linear attention between layers of grouped-query attention.
    static let linearHybrids: [ModelFamily] = [
        ModelFamily("qwen3_next") { draft throws(ModelConfigError) in
            try draft.gatedDeltaNet()
            try draft.qwenMixture()
            try draft.routingAndPrediction()
        },
        ModelFamily(
            "qwen3_5_moe", "qwen3_5_moe_text",
            defaults: [
                "hidden_size": 2048, "num_hidden_layers": 40, "num_attention_heads": 16, "num_key_value_heads": 2,
                "head_dim": 256, "vocab_size": 248320, "linear_conv_kernel_dim": 4, "linear_key_head_dim": 128,
                "linear_value_head_dim": 128, "linear_num_key_heads": 16, "linear_num_value_heads": 32,
                "moe_intermediate_size": 512, "shared_expert_intermediate_size": 512, "num_experts_per_tok": 8,
                "num_experts": 256,
            ]
        ) { draft throws(ModelConfigError) in
            try draft.gatedDeltaNet()
            try draft.qwenMixture()
            try draft.routingAndPrediction()
        },
        ModelFamily(
            "qwen3_5", "qwen3_5_text",
            defaults: [
                "hidden_size": 4096, "intermediate_size": 12288, "num_hidden_layers": 32, "num_attention_heads": 16,
                "num_key_value_heads": 4, "head_dim": 256, "vocab_size": 248320, "linear_conv_kernel_dim": 4,
                "linear_key_head_dim": 128, "linear_value_head_dim": 128, "linear_num_key_heads": 16,
                "linear_num_value_heads": 32,
            ]
        ) { draft throws(ModelConfigError) in
            try draft.gatedDeltaNet()
            try draft.feedForward()
            try draft.routingAndPrediction()
        },
        ModelFamily("minimax", "minimax_text_01", "minimax_m1") { draft throws(ModelConfigError) in
            try draft.lightning()
            try draft.expertsInEveryLayer()
        },
    ]
}

extension ModelDraft {
    /// Gated delta rule, with every n-th layer attention whose queries bring a gate for the output.
    mutating func gatedDeltaNet() throws(ModelConfigError) {
        try heads(width: 256)
        let count = Double(layers)
        let kinds = try layerKinds()
        let every = try fields.count("full_attention_interval", or: 4)
        model.linearLayers = kinds?.linear ?? count - (count / every).rounded(.down)
        model.fullLayers = count - model.linearLayers
        model.queryOutputs = try fields.flag("attn_output_gate", or: true) ? 2 : 1
        model.linearKeyHeads = try fields.count("linear_num_key_heads")
        model.linearValueHeads = try fields.count("linear_num_value_heads")
        model.linearKeyDim = try fields.count("linear_key_head_dim")
        model.linearValueDim = try fields.count("linear_value_head_dim")
        model.convolution = try fields.count("linear_conv_kernel_dim")
    }

    /// Lightning attention: as many key as value heads, a gate for the output, no convolution.
    mutating func lightning() throws(ModelConfigError) {
        try heads()
        if let kinds = try fields.numbers("attn_type_list") {
            guard kinds.count == layers, kinds.allSatisfy({ $0 == 0 || $0 == 1 }) else {
                throw .badField("attn_type_list", expected: "0 (linear) or 1 (softmax) for each layer")
            }
            model.linearLayers = Double(kinds.count { $0 == 0 })
        } else if let kinds = try layerKinds() {
            model.linearLayers = kinds.linear
        } else {
            throw .missingField("attn_type_list")
        }
        model.fullLayers = Double(layers) - model.linearLayers
        model.linearKeyHeads = model.heads
        model.linearValueHeads = model.heads
        model.linearKeyDim = model.headDim
        model.linearValueDim = model.headDim
        model.convolution = 0
    }
}
