import Text

/// Mistral's own `params.json`, in the words of a `config.json`.
enum MistralParams {
    /// What fields are called there.
    private static let names = [
        "dim": "hidden_size", "n_layers": "num_hidden_layers", "n_heads": "num_attention_heads",
        "n_kv_heads": "num_key_value_heads", "hidden_dim": "intermediate_size", "head_dim": "head_dim",
        "vocab_size": "vocab_size", "tied_embeddings": "tie_word_embeddings", "q_lora_rank": "q_lora_rank",
        "kv_lora_rank": "kv_lora_rank", "qk_nope_head_dim": "qk_nope_head_dim", "qk_rope_head_dim": "qk_rope_head_dim",
        "v_head_dim": "v_head_dim", "max_position_embeddings": "max_position_embeddings",
        "max_seq_len": "max_position_embeddings", "sliding_window": "sliding_window", "vision_encoder": "vision_config",
        "_name_or_path": "_name_or_path", "quantization_config": "quantization_config",
    ]
    /// What fields of the mixture of experts are called there.
    private static let expertNames = [
        "num_experts": "n_routed_experts", "num_experts_per_tok": "num_experts_per_tok",
        "expert_hidden_dim": "moe_intermediate_size", "num_shared_experts": "n_shared_experts",
        "first_k_dense_replace": "first_k_dense_replace", "num_expert_groups": "n_group",
        "num_expert_groups_per_tok": "topk_group",
    ]

    /// The fields as a `config.json` has them, and where they are from; nil where these are not Mistral's.
    static func translated(_ values: [String: JSON]) -> (fields: [String: JSON], origins: [String: String])? {
        guard values["model_type"] == nil, values["architectures"] == nil, values["dim"] != nil,
            values["n_layers"] != nil
        else { return nil }
        // Without a window all layers see the whole context, whatever the class has.
        var fields: [String: JSON] = ["sliding_window": .null, "tie_word_embeddings": .bool(false)]
        var origins: [String: String] = [:]
        for (own, value) in values {
            if let name = names[own] { (fields[name], origins[name]) = (value, own) }
        }
        if let format = values["quantization"]?.fields?["qformat_weight"], case .string(let name) = format {
            fields["quantization_config"] = .object([("quant_method", .string(name == "fp8_e4m3" ? "fp8" : name))])
        }
        let experts = values["moe"]?.fields
        for (own, value) in experts ?? [:] {
            if let name = expertNames[own] { (fields[name], origins[name]) = (value, "moe.\(own)") }
        }
        if values["kv_lora_rank"] != nil {
            fields["model_type"] = .string("deepseek_v3")
        } else if let experts {
            fields["model_type"] = .string("mixtral")
            (fields["num_local_experts"], origins["num_local_experts"]) = (experts["num_experts"], "moe.num_experts")
            if fields["moe_intermediate_size"] == nil { fields["moe_intermediate_size"] = fields["intermediate_size"] }
        } else {
            fields["model_type"] = .string("mistral")
        }
        return (fields, origins)
    }
}
