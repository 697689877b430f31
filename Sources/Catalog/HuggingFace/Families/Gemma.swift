import CostModel

extension ModelFamily {
    /// Gemma with heads of their own in global layers, keys and values shared between layers, and a table a layer.
    static let gemma: [ModelFamily] = [
        ModelFamily("gemma4", "gemma4_text", "gemma4_unified", "gemma4_unified_text", ties: true) {
            draft throws(ModelConfigError) in
            try draft.gemma4()
            try draft.layerTable()
        },
        ModelFamily("gemma3n", "gemma3n_text", ties: true) { draft throws(ModelConfigError) in
            let streams = try draft.fields.count("altup_num_inputs", or: 4)
            let rank = try draft.fields.count("laurel_rank", or: 64)
            let hidden = draft.hidden
            // A bypass of low rank and the router of the streams.
            let beside: [LayerPart] = [
                .matrices(Parts.Products(hidden, rank)), .matrices(Parts.Products(rank, hidden)),
                .matrices(Parts.Products(hidden, streams)),
            ]
            let attention = try draft.attention()
            let window = try draft.window() ?? 0
            let types = try draft.layerTypes() ?? (1...draft.layers).map { $0.isMultiple(of: 5) ? .full : .windowed }
            let blocks = try draft.denses()
            let own = draft.layers - Int(try draft.fields.number("num_kv_shared_layers", or: 0))
            let table = try draft.tableProjections()
            for layer in 0..<draft.layers {
                var mixer = attention
                mixer.window = types[layer] == .windowed ? window : 0
                if layer >= own { mixer.source = .shared }
                draft.add([.attention(mixer), blocks[layer]] + beside + table)
            }
            // Streams are made of the embedding and put together again.
            draft.once([.matrices(Parts.Products(hidden, hidden, count: 2 * (streams - 1)))])
            try draft.layerTable()
        },
        ModelFamily("gemma4_unified_assistant", "gemma4_assistant", wraps: true, ties: true) {
            draft throws(ModelConfigError) in
            // A drafter that attends to the cache of its target, whose states come in beside the embedding.
            let wide = try draft.outer.number("backbone_hidden_size", or: draft.hidden)
            try draft.gemma4(shared: draft.layers)
            draft.once([
                .matrices(Parts.Products(2 * wide, draft.hidden)), .matrices(Parts.Products(draft.hidden, wide)),
            ])
        },
    ]
}

extension ModelDraft {
    /// Gemma 4: window layers, and global ones with another head width and heads of their own, whose values may be their
    /// keys; a dense block with or without experts beside it.
    ///
    /// - Parameter shared: layers at the end that attend to the cache of others; else as many as are stated.
    mutating func gemma4(shared: Int? = nil) throws(ModelConfigError) {
        var local = try attention(width: 256)
        local.window = try window() ?? 0
        var global = local
        global.window = 0
        global.headDim = try fields.count("global_head_dim", or: 512)
        if try fields.flag("attention_k_eq_v", or: false) {
            global.source = .key
            global.kvHeads = try fields.count("num_global_key_value_heads", or: global.kvHeads)
        }
        let types = try layerTypes() ?? (1...layers).map { $0.isMultiple(of: 6) || $0 == layers ? .full : .windowed }
        let stated = Int(try fields.number("num_kv_shared_layers", or: 0))
        let own = layers - (shared ?? stated)
        let width = try fields.count("intermediate_size")
        let isDoubled = try fields.flag("use_double_wide_mlp", or: false)
        let experts: [LayerPart] =
            try fields.flag("enable_moe_block", or: false) ? [.mixture(mixture(shared: 0))] : []
        let table = try tableProjections()
        for (layer, type) in types.enumerated() {
            var mixer = type == .windowed ? local : global
            if layer >= own { mixer.source = .shared }
            let block = try dense(isDoubled && layer >= own ? 2 * width : width)
            add([.attention(mixer), block] + experts + table)
        }
    }

    /// The way of a layer's row of the further table into the residual stream.
    func tableProjections() throws(ModelConfigError) -> [LayerPart] {
        let width = try fields.number("hidden_size_per_layer_input", or: 0)
        guard width > 0 else { return [] }
        return [.matrices(Parts.Products(hidden, width)), .matrices(Parts.Products(width, hidden))]
    }

    /// The further table with a row for each token and layer, and what is made of the embedding beside it.
    mutating func layerTable() throws(ModelConfigError) {
        let width = try fields.number("hidden_size_per_layer_input", or: 0) * Double(layers)
        guard width > 0 else { return }
        once([
            .lookup(Parts.Lookup(rows: try fields.count("vocab_size_per_layer_input", or: vocabulary), width: width)),
            .matrices(Parts.Products(hidden, width)),
        ])
    }
}
