import CostModel

/// Which layers of a family attend to a window only, where the configuration has no `layer_types`.
enum WindowRule {
    /// None.
    case never
    /// All, if a window is given.
    case always
    /// All but every n-th, if a window is given.
    case allBut(every: Double)
    /// Those from `max_window_layers` on, if `use_sliding_window` is set.
    case fromMaxWindowLayers
}

extension ModelDraft {
    /// Reads heads, their width, and the key and value heads.
    mutating func heads(width: Double? = nil, keyValue: Double? = nil) throws(ModelConfigError) {
        model.heads = try fields.count("num_attention_heads", "n_head", "n_heads")
        model.kvHeads =
            if let keyValue { keyValue } else {
                try fields.count("num_key_value_heads", "num_kv_heads", or: model.heads)
            }
        let dimension = try fields.count(
            "head_dim", "attention_head_dim", "kv_channels", or: width ?? model.hidden / model.heads)
        guard dimension == dimension.rounded() else {
            throw .badField("num_attention_heads", expected: "a divisor of hidden_size")
        }
        model.headDim = dimension
    }

    /// Makes all layers grouped-query attention, over the whole context or over a window.
    mutating func attention(
        _ rule: WindowRule = .never, width: Double? = nil, keyValue: Double? = nil
    ) throws(ModelConfigError) {
        try heads(width: width, keyValue: keyValue)
        let windowed = try windowedLayers(rule)
        model.fullLayers = Double(layers) - windowed
        model.windowLayers = windowed
        model.window = windowed > 0 ? try window() ?? 0 : 0
    }

    /// The window, or nil where there is none or it covers all positions.
    func window() throws(ModelConfigError) -> Double? {
        guard let window = try fields.optionalNumber("sliding_window", "attention_chunk_size"), window > 0 else {
            return nil
        }
        let positions = try fields.number("max_position_embeddings", or: .infinity)
        return window < positions ? window : nil
    }

    private func windowedLayers(_ rule: WindowRule) throws(ModelConfigError) -> Double {
        let kinds = try layerKinds()
        if let kinds, kinds.linear > 0 { throw .unknownLayer(field: "layer_types", kind: "linear_attention") }
        if let kinds, kinds.windowed > 0, !fields.states("sliding_window"), !fields.states("attention_chunk_size") {
            throw .missingField("sliding_window")
        }
        guard try window() != nil, try fields.flag("use_sliding_window", or: true) else { return 0 }
        if let kinds { return kinds.windowed }
        let count = Double(layers)
        switch rule {
        case .never: return 0
        case .always: return count
        case .allBut(let every): return every > 0 ? count - (count / every).rounded(.down) : count
        case .fromMaxWindowLayers:
            guard try fields.flag("use_sliding_window", or: false) else { return 0 }
            return max(0, count - (try fields.number("max_window_layers", or: count)))
        }
    }

    /// Counts the kinds of `layer_types`, or nil where the configuration has none.
    func layerKinds() throws(ModelConfigError) -> (full: Double, windowed: Double, linear: Double)? {
        guard let types = try fields.texts("layer_types") else { return nil }
        guard types.count == layers else { throw .badField("layer_types", expected: "one entry for each layer") }
        var kinds = (full: 0.0, windowed: 0.0, linear: 0.0)
        for type in types {
            switch type {
            case "full_attention", "attention": kinds.full += 1
            case "sliding_attention", "chunked_attention": kinds.windowed += 1
            case "linear_attention", "mamba": kinds.linear += 1
            default: throw .unknownLayer(field: "layer_types", kind: type)
            }
        }
        return kinds
    }

    /// Makes all layers dense feed-forward blocks.
    mutating func feedForward(matrices: Double = 3, width: Double? = nil) throws(ModelConfigError) {
        model.denseLayers = Double(layers)
        model.denseMatrices = matrices
        model.denseIntermediate =
            if let width { width } else { try fields.count("intermediate_size", "ffn_hidden_size", "n_inner") }
    }

    /// Makes some layers mixtures of experts and the rest dense.
    ///
    /// - Parameters:
    ///   - moe: layers with experts.
    ///   - shared: width of all shared experts together.
    mutating func mixture(
        moe: Double, experts: Double, perToken: Double, width: Double, shared: Double = 0
    ) throws(ModelConfigError) {
        model.moeLayers = max(0, moe)
        model.denseLayers = Double(layers) - model.moeLayers
        if model.denseLayers > 0 { model.denseIntermediate = try fields.count("intermediate_size", "ffn_hidden_size") }
        guard model.moeLayers > 0 else { return }
        model.experts = experts
        model.expertsPerToken = perToken
        model.expertIntermediate = width
        model.sharedIntermediate = shared
    }

    /// Layers with experts: as a list says, or all after the first dense ones.
    func sparseLayers(dense: Double?) throws(ModelConfigError) -> Double {
        if let types = try fields.texts("mlp_layer_types") {
            guard types.count == layers else {
                throw .badField("mlp_layer_types", expected: "one entry for each layer")
            }
            for type in types where !["sparse", "moe", "dense", "mlp"].contains(type) {
                throw .unknownLayer(field: "mlp_layer_types", kind: type)
            }
            return Double(types.count { $0 == "sparse" || $0 == "moe" })
        }
        if fields.isList("moe_layer_freq"), let marks = try fields.numbers("moe_layer_freq") {
            guard marks.count == layers else { throw .badField("moe_layer_freq", expected: "one entry for each layer") }
            return Double(marks.count { $0 != 0 })
        }
        let stated = try fields.optionalNumber("first_k_dense_replace", "num_dense_layers")
        guard let first = stated ?? dense else { throw .missingField("first_k_dense_replace") }
        let every = Int(try fields.count("moe_layer_freq", or: 1))
        return Double((0..<layers).count { Double($0) >= first && $0.isMultiple(of: every) })
    }

    /// Reads the limit of routing to groups of experts, and the multi-token prediction layers.
    mutating func routingAndPrediction() throws(ModelConfigError) {
        let groups = try fields.number("n_group", or: 1)
        // A limit that lets a token reach all groups is none, and models without groups state 0 or 1.
        if groups > 1 {
            model.routeGroups = groups
            model.routeGroupLimit = try fields.count("topk_group", or: groups)
        }
        model.mtpLayers = try fields.number("num_nextn_predict_layers", "mtp_num_hidden_layers", or: 0)
    }
}
