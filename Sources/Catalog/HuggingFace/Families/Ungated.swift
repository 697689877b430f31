extension ModelFamily {
    /// Feed-forward blocks of two matrices, without a gate.
    static let ungated: [ModelFamily] = [
        ModelFamily("nemotron", "arcee", "apertus", "persimmon", "phi", "gpt_neox", "jais2") {
            draft throws(ModelConfigError) in
            try draft.attention()
            try draft.feedForward(matrices: 2)
        },
        ModelFamily("starcoder2", ties: true) { draft throws(ModelConfigError) in
            try draft.attention(.always)
            try draft.feedForward(matrices: 2)
        },
        ModelFamily("gpt2", ties: true) { draft throws(ModelConfigError) in
            try draft.attention()
            try draft.fourfold()
            try draft.positionTable("n_positions")
        },
        ModelFamily("gpt_bigcode", ties: true) { draft throws(ModelConfigError) in
            try draft.attention(keyValue: draft.fields.flag("multi_query", or: true) ? 1 : nil)
            try draft.fourfold()
            try draft.positionTable("n_positions")
        },
        ModelFamily("gptj", "codegen") { draft throws(ModelConfigError) in
            try draft.attention()
            try draft.fourfold()
        },
        ModelFamily("bloom", ties: true) { draft throws(ModelConfigError) in
            try draft.attention()
            try draft.fourfold()
        },
        ModelFamily("falcon", ties: true) { draft throws(ModelConfigError) in
            // The first architecture ignores the key and value heads: one for all heads, or one for each.
            let isNew = try draft.fields.flag("new_decoder_architecture", or: false)
            let shares = try draft.fields.flag("multi_query", or: true)
            try draft.attention(keyValue: isNew || !shares ? nil : 1)
            try draft.fourfold()
        },
        ModelFamily("mpt", ties: true) { draft throws(ModelConfigError) in
            let attention = try draft.fields.object("attn_config")
            try draft.attention(keyValue: attention?.optionalNumber("kv_n_heads"))
            let expansion = try draft.fields.number("expansion_ratio", or: 4)
            try draft.feedForward(matrices: 2, width: expansion * draft.model.hidden)
            if try attention?.flag("alibi", or: true) == false { try draft.positionTable("max_seq_len") }
        },
        ModelFamily(
            "opt", ties: true,
            defaults: [
                "hidden_size": 768, "ffn_dim": 3072, "num_hidden_layers": 12, "num_attention_heads": 12,
                "vocab_size": 50272, "max_position_embeddings": 2048,
            ]
        ) { draft throws(ModelConfigError) in
            try draft.attention()
            try draft.feedForward(matrices: 2, width: draft.fields.count("ffn_dim"))
            let width = try draft.fields.number("word_embed_proj_dim", or: draft.model.hidden)
            guard width == draft.model.hidden else {
                throw draft.unsupported(
                    "an embedding narrower than the layers (word_embed_proj_dim) cannot be expressed")
            }
            try draft.positionTable("max_position_embeddings")
        },
    ]
}

extension ModelDraft {
    /// A block without a gate that is four times as wide as the residual stream, unless the configuration says else.
    mutating func fourfold() throws(ModelConfigError) {
        let width = try fields.count("n_inner", "ffn_hidden_size", "intermediate_size", or: 4 * model.hidden)
        try feedForward(matrices: 2, width: width)
    }

    /// Notes the table of learned positions, which is read one row a token.
    mutating func positionTable(_ name: String) throws(ModelConfigError) {
        leaveOut(
            "learned positions",
            parameters: try fields.count(name, "max_position_embeddings", "n_ctx", or: 1024) * model.hidden)
    }
}
