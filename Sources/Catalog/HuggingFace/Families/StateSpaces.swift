import CostModel
import Units

extension ModelFamily {
    /// State-space layers, alone or between or beside layers of attention.
    static let stateSpaces: [ModelFamily] = [
        ModelFamily("nemotron_h", "nemotron_h_puzzle") { draft throws(ModelConfigError) in try draft.nemotronH() },
        ModelFamily("mamba2") { draft throws(ModelConfigError) in
            draft.add([try draft.stateSpace(width: "head_dim")], Double(draft.layers))
        },
        ModelFamily("mamba", "falcon_mamba", ties: true) { draft throws(ModelConfigError) in
            draft.add([try draft.mamba()], Double(draft.layers))
        },
        ModelFamily("bamba") { draft throws(ModelConfigError) in
            let attended = Set(try draft.fields.numbers("attn_layer_indices") ?? [])
            let types =
                try draft.layerTypes()
                ?? (0..<draft.layers).map { attended.contains(Double($0)) ? .full : .linear }
            try draft.stack(draft.spaces(types), draft.denses())
        },
        ModelFamily("falcon_h1") { draft throws(ModelConfigError) in
            // Attention and a state-space mixer stand side by side in every layer.
            let attention = LayerPart.attention(try draft.attention())
            draft.add([attention, try draft.stateSpace(), try draft.dense()], Double(draft.layers))
        },
        ModelFamily("granitemoehybrid") { draft throws(ModelConfigError) in
            // Each layer is followed by experts and a shared block, or by that block alone.
            guard let types = try draft.layerTypes() else { throw draft.fields.missing("layer_types") }
            let experts = try draft.fields.number("num_local_experts", or: 0)
            let shared = try draft.fields.number("shared_intermediate_size", or: 0)
            try draft.stack(
                draft.spaces(types), experts > 0 ? draft.expertsInEveryLayer() : draft.denses(shared))
        },
        ModelFamily("jamba") { draft throws(ModelConfigError) in try draft.jamba() },
        ModelFamily("zamba", ties: true) { draft throws(ModelConfigError) in
            try draft.zamba(mixer: draft.mamba(), adapters: false)
        },
        ModelFamily("zamba2", ties: true) { draft throws(ModelConfigError) in
            try draft.zamba(mixer: draft.stateSpace(), adapters: true)
        },
    ]
}

extension ModelDraft {
    /// State-space layers and layers of attention.
    func spaces(_ types: [LayerType]) throws(ModelConfigError) -> [LayerPart] {
        let space: LayerPart? = types.contains(.linear) ? try stateSpace() : nil
        let attention = LayerPart.attention(try attention())
        return types.map { $0 == .linear ? space ?? attention : attention }
    }

    /// One mixer or one feed-forward block a layer, as a pattern of letters or a list of names says.
    mutating func nemotronH() throws(ModelConfigError) {
        let pattern = try fields.text("hybrid_override_pattern", most: 10_000)?.map { String($0) }
        let field = pattern == nil ? "layers_block_type" : "hybrid_override_pattern"
        let names = try fields.texts("layers_block_type")
        guard let kinds = pattern ?? names else {
            throw fields.missing("hybrid_override_pattern")
        }
        guard kinds.count == layers else {
            throw fields.bad(field, expected: say(en: "one entry for each layer", zh: "每层一项的列表"))
        }
        for kind in kinds {
            switch kind {
            case "M", "mamba", "linear_attention": add([try stateSpace(width: "mamba_head_dim")])
            case "*", "attention", "full_attention":
                var attention = try attention()
                attention.headDim = try fields.count("attention_head_dim", or: attention.headDim)
                add([.attention(attention)])
            case "-", "mlp": add([try dense(matrices: 2)])
            case "E", "moe": add([.mixture(try nemotronExperts())])
            default: throw fields.unknownLayer(field, kind: kind)
            }
        }
    }

    /// Experts of two matrices, which may work on a latent; the shared one works on the residual stream.
    private func nemotronExperts() throws(ModelConfigError) -> Parts.Mixture {
        var mixture = try mixture(
            shared: fields.number("moe_shared_expert_intermediate_size", or: 0), matrices: 2)
        mixture.latent = try fields.number("moe_latent_size", or: 0)
        return mixture
    }

    /// Jamba: Mamba-1 layers, with attention and experts at fixed intervals.
    mutating func jamba() throws(ModelConfigError) {
        let attention = LayerPart.attention(try attention())
        let space = try mamba()
        let period = Int(try fields.count("attn_layer_period"))
        let offset = Int(try fields.number("attn_layer_offset"))
        let width = try fields.count("intermediate_size")
        let experts = try fields.count("num_experts", or: 1)
        let every = experts > 1 ? Int(try fields.count("expert_layer_period")) : 1
        let first = experts > 1 ? Int(try fields.number("expert_layer_offset")) : -1
        let sparse = (0..<layers).map { $0 % every == first }
        stack(
            (0..<layers).map { $0 % period == offset ? attention : space },
            try blocks(sparse, { () throws(ModelConfigError) in try mixture(width: width, shared: 0) }))
    }

    /// Zamba: state-space layers, some with a block of attention in front whose weights are stored once or a few times
    /// and which sees the embedding beside the residual stream.
    mutating func zamba(mixer: LayerPart, adapters: Bool) throws(ModelConfigError) {
        let names = try layerNames("layers_block_type", "layer_types")
        let listed = try fields.numbers("hybrid_layer_ids").map { Double($0.count) }
        guard let hybrids = names.map({ Double($0.count { $0 == "hybrid" }) }) ?? listed else {
            throw fields.missing("layers_block_type")
        }
        let wide = 2 * hidden
        var attention = try attention(width: wide / queryHeads())
        (attention.input, attention.output) = (wide, hidden)
        let width = try fields.count("intermediate_size", or: 4 * hidden)
        let blocks = min(hybrids, try fields.count("num_mem_blocks", or: 1))
        add([mixer], Double(layers))
        add([.matrices(Parts.Products(hidden, hidden))], hybrids)
        if adapters {
            let rank = try fields.number("adapter_rank", or: 0)
            add(
                [
                    .matrices(Parts.Products(hidden, rank)), .matrices(Parts.Products(rank, 2 * width)),
                ], hybrids)
            if try fields.flag("use_shared_attention_adapter", or: false) {
                add(
                    [
                        .matrices(Parts.Products(wide, rank, count: 3)),
                        .matrices(Parts.Products(rank, wide, count: 3)),
                    ], hybrids)
            }
        }
        add([.attention(attention), try dense(width)], hybrids, stored: blocks)
    }
}
