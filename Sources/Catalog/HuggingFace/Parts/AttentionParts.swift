import CostModel
import Units

extension ModelDraft {
    /// Query heads.
    func queryHeads() throws(ModelConfigError) -> Double {
        try fields.count("num_attention_heads", "n_head", "n_heads", "num_heads", "attention_heads")
    }

    /// Attention over the whole context: heads, their width, and the key and value heads.
    ///
    /// - Parameters:
    ///   - width: width of a head where the configuration leaves it out.
    ///   - keyValue: key and value heads, where they are not stated by the usual name.
    func attention(width: Double? = nil, keyValue: Double? = nil) throws(ModelConfigError) -> Parts.Attention {
        let heads = try queryHeads()
        let shared =
            if let keyValue { keyValue } else {
                try fields.count("num_key_value_heads", "num_kv_heads", "num_attention_groups", or: heads)
            }
        let dimension = try fields.count(
            "head_dim", "attention_head_dim", "kv_channels", "dim_head", or: width ?? hidden / heads)
        guard dimension == dimension.rounded() else {
            throw fields.bad(
                "num_attention_heads", expected: say(en: "a divisor of hidden_size", zh: "能整除 hidden_size 的数"))
        }
        return Parts.Attention(heads: heads, kvHeads: shared, headDim: dimension)
    }

    /// Attention of all layers, which differ in their window alone.
    func attentions(
        _ rule: WindowRule = .never, width: Double? = nil, keyValue: Double? = nil,
        _ fill: (inout Parts.Attention) throws(ModelConfigError) -> Void = { _ throws(ModelConfigError) in }
    ) throws(ModelConfigError) -> [LayerPart] {
        var attention = try attention(width: width, keyValue: keyValue)
        try fill(&attention)
        return try windows(rule).map { window in
            attention.window = window
            return .attention(attention)
        }
    }

    /// Attention of all layers where those over a window have heads of their own.
    ///
    /// - Parameter windowed: changes what layers over a window have.
    func attentions(
        _ rule: WindowRule, _ fill: (inout Parts.Attention) throws(ModelConfigError) -> Void,
        windowed: (inout Parts.Attention) throws(ModelConfigError) -> Void
    ) throws(ModelConfigError) -> [LayerPart] {
        var full = try attention()
        try fill(&full)
        var local = full
        try windowed(&local)
        return try windows(rule).map { window in
            local.window = window
            return .attention(window > 0 ? local : full)
        }
    }

    /// Heads of layers over a window, as `swa_` fields state them.
    func windowHeads(_ attention: inout Parts.Attention) throws(ModelConfigError) {
        attention.heads = try fields.count("swa_num_attention_heads", or: attention.heads)
        attention.kvHeads = try fields.count("swa_num_key_value_heads", or: attention.kvHeads)
        attention.headDim = try fields.count("swa_head_dim", or: attention.headDim)
        if attention.valueDim > 0 { attention.valueDim = try fields.count("swa_v_head_dim", or: attention.valueDim) }
    }
}

extension ModelDraft {
    /// Multi-head latent attention, with an index of sparse attention where one is stated.
    ///
    /// - Parameter valueWidth: width of a value where it is not stated.
    func latent(valueWidth: Double? = nil) throws(ModelConfigError) -> Parts.Latent {
        let value =
            if let valueWidth { try fields.count("v_head_dim", or: valueWidth) } else {
                try fields.count("v_head_dim")
            }
        // Null where queries are not compressed, which is not the same as absent; a class leaves out what is null.
        let isStated = fields.hasClass || fields.states("q_lora_rank")
        let rank = try isStated ? fields.number("q_lora_rank", or: 0) : fields.number("q_lora_rank")
        return Parts.Latent(
            heads: try fields.count("num_attention_heads"), keyValueLoRA: try fields.count("kv_lora_rank"),
            headNope: try fields.count("qk_nope_head_dim"), headRope: try fields.count("qk_rope_head_dim"),
            headValue: value
        ) { $0.queryLoRA = rank }
    }

    /// Gives latent attention an index.
    func index(_ latent: inout Parts.Latent) throws(ModelConfigError) {
        guard fields.has("index_topk") else { return }
        latent.indexTopK = try fields.count("index_topk")
        latent.indexHeads = try fields.count("index_n_heads")
        latent.indexDim = try fields.count("index_head_dim")
    }

    /// Which layers own an index: those that are not `shared` use the choice of the one in front that is (GLM-5.2).
    func indexOwners() throws(ModelConfigError) -> [Bool] {
        if let types = try fields.texts("indexer_types") {
            return try perLayer(types, "indexer_types").map { $0 != "shared" }
        }
        // Every n-th from an offset on, and all before it.
        let every = Int(try fields.count("index_topk_freq", or: 1))
        let offset = Int(try fields.number("index_skip_topk_offset", or: 0))
        return (0..<layers).map { max($0 - offset + 1, 0).isMultiple(of: every) }
    }

    /// Latent attention of all layers, with the index that each owns or shares.
    func latents(
        valueWidth: Double? = nil,
        _ fill: (inout Parts.Latent) throws(ModelConfigError) -> Void = { _ throws(ModelConfigError) in }
    ) throws(ModelConfigError) -> [LayerPart] {
        var latent = try latent(valueWidth: valueWidth)
        try index(&latent)
        try fill(&latent)
        guard latent.indexTopK > 0 else { return Array(repeating: .latent(latent), count: layers) }
        return try indexOwners().map { owns in
            latent.ownsIndex = owns ? .yes : .no
            return .latent(latent)
        }
    }
}
