extension ModelFamily {
    /// State-space layers, alone or between or beside layers of attention.
    static let stateSpaceHybrids: [ModelFamily] = [
        ModelFamily("nemotron_h") { draft throws(ModelConfigError) in try draft.nemotronH() },
        ModelFamily("mamba2") { draft throws(ModelConfigError) in
            draft.model.ssmLayers = Double(draft.layers)
            try draft.stateSpace()
        },
        ModelFamily("bamba") { draft throws(ModelConfigError) in
            try draft.heads()
            let attention = try draft.fields.numbers("attn_layer_indices") ?? []
            draft.model.fullLayers = Double(attention.count)
            draft.model.ssmLayers = Double(draft.layers - attention.count)
            try draft.stateSpace()
            try draft.feedForward()
        },
        ModelFamily("falcon_h1") { draft throws(ModelConfigError) in
            // Attention and a state-space mixer stand side by side in every layer.
            try draft.attention()
            draft.model.ssmLayers = Double(draft.layers)
            try draft.stateSpace()
            try draft.feedForward()
        },
        ModelFamily("granitemoehybrid") { draft throws(ModelConfigError) in try draft.graniteHybrid() },
        ModelFamily("jamba") { draft throws(ModelConfigError) in try draft.jamba() },
    ]
}

extension ModelDraft {
    /// Reads the sizes of state-space layers (Mamba-2).
    mutating func stateSpace() throws(ModelConfigError) {
        let expand = try fields.number("mamba_expand", "expand", or: 2)
        let inner = try fields.number("mamba_d_ssm", or: expand * model.hidden)
        model.ssmHeads = try fields.count("mamba_n_heads", "mamba_num_heads", "num_heads")
        let isAutomatic = fields.textIfAny("mamba_d_head") == "auto"
        model.ssmHeadDim =
            try isAutomatic
            ? inner / model.ssmHeads
            : fields.count("mamba_d_head", "mamba_head_dim", "head_dim", or: inner / model.ssmHeads)
        model.ssmState = try fields.count("mamba_d_state", "ssm_state_size", "mamba_state_dim", "state_size")
        model.ssmGroups = try fields.count("mamba_n_groups", "n_groups", "mamba_num_groups", or: 1)
        model.convolution = try fields.count("mamba_d_conv", "conv_kernel", or: 4)
    }

    /// One mixer or one feed-forward block a layer, as a pattern of letters or a list of names says.
    mutating func nemotronH() throws(ModelConfigError) {
        let pattern = try fields.text("hybrid_override_pattern", most: 10_000)?.map { String($0) }
        let field = pattern == nil ? "layers_block_type" : "hybrid_override_pattern"
        let names = try fields.texts("layers_block_type")
        guard let kinds = pattern ?? names else {
            throw .missingField("hybrid_override_pattern")
        }
        guard kinds.count == layers else { throw .badField(field, expected: "one entry for each layer") }
        for kind in kinds {
            switch kind {
            case "M", "mamba", "linear_attention": model.ssmLayers += 1
            case "*", "attention", "full_attention": model.fullLayers += 1
            case "-", "mlp": model.denseLayers += 1
            case "E", "moe": model.moeLayers += 1
            default: throw .unknownLayer(field: field, kind: kind)
            }
        }
        model.denseMatrices = 2
        if model.fullLayers > 0 {
            let width = try fields.optionalNumber("attention_head_dim")
            try heads()
            if let width { model.headDim = width }
        }
        if model.ssmLayers > 0 { try stateSpace() }
        if model.denseLayers > 0 { model.denseIntermediate = try fields.count("intermediate_size") }
        guard model.moeLayers > 0 else { return }
        if fields.has("moe_latent_size") {
            throw unsupported("experts on a narrower latent (moe_latent_size) cannot be expressed")
        }
        model.experts = try fields.count("n_routed_experts")
        model.expertsPerToken = try fields.count("num_experts_per_tok")
        model.expertIntermediate = try fields.count("moe_intermediate_size")
        model.sharedIntermediate = try fields.number("moe_shared_expert_intermediate_size", or: 0)
    }

    /// Granite 4: state-space or attention layers, each followed by experts and a shared block, or by that block alone.
    mutating func graniteHybrid() throws(ModelConfigError) {
        try heads()
        guard let kinds = try layerKinds() else { throw .missingField("layer_types") }
        model.fullLayers = kinds.full
        model.ssmLayers = kinds.linear
        if kinds.linear > 0 { try stateSpace() }
        let experts = try fields.number("num_local_experts", or: 0)
        let shared = try fields.number("shared_intermediate_size", or: 0)
        guard experts > 0 else { return try feedForward(width: shared) }
        try mixture(
            moe: Double(layers), experts: experts, perToken: fields.count("num_experts_per_tok"),
            width: fields.count("intermediate_size"), shared: shared)
    }

    /// Jamba: Mamba-1 layers, with attention and experts at fixed intervals.
    ///
    /// A Mamba-1 layer is a Mamba-2 layer without its heads but with a projection to the step size; what the two do
    /// not share is small beside the input and output projections.
    mutating func jamba() throws(ModelConfigError) {
        try heads()
        let period = Int(try fields.count("attn_layer_period"))
        let offset = Int(try fields.number("attn_layer_offset"))
        model.fullLayers = Double((0..<layers).count { $0 % period == offset })
        model.ssmLayers = Double(layers) - model.fullLayers
        let inner = try fields.number("mamba_expand", or: 2) * model.hidden
        model.ssmHeadDim = 64
        model.ssmHeads = inner / 64
        model.ssmState = try fields.count("mamba_d_state")
        model.ssmGroups = 1
        model.convolution = try fields.count("mamba_d_conv", or: 4)
        let rank =
            fields.textIfAny("mamba_dt_rank") == "auto"
            ? (model.hidden / 16).rounded(.up) : try fields.count("mamba_dt_rank")
        let own = inner * (2 * rank + 2 * model.ssmState) + inner * model.ssmState
        let other = model.hidden * (2 * model.ssmState + model.ssmHeads)
        leaveOut("step projections of Mamba-1", parameters: model.ssmLayers * (own - other))
        let experts = try fields.count("num_experts", or: 1)
        guard experts > 1 else { return try feedForward() }
        let every = Int(try fields.count("expert_layer_period"))
        let first = Int(try fields.number("expert_layer_offset"))
        try mixture(
            moe: Double((0..<layers).count { $0 % every == first }), experts: experts,
            perToken: fields.count("num_experts_per_tok"), width: fields.count("intermediate_size"))
    }
}
