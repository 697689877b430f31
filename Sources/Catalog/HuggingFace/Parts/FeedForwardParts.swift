import CostModel
import Units

extension ModelDraft {
    /// A dense block.
    func dense(_ width: Double? = nil, matrices: Double = 3) throws(ModelConfigError) -> LayerPart {
        let width =
            if let width { width } else {
                try fields.count("intermediate_size", "ffn_hidden_size", "n_inner", "ffn_dim", "dim_ff", "dff")
            }
        return .dense(Parts.Dense(intermediate: width) { $0.matrices = matrices })
    }

    /// A dense block in every layer, whose widths may be listed.
    func denses(_ width: Double? = nil, matrices: Double = 3) throws(ModelConfigError) -> [LayerPart] {
        if width == nil, fields.isList("intermediate_size") {
            return try perLayer("intermediate_size", or: 0).map { width throws(ModelConfigError) in
                guard width >= 1 else {
                    throw fields.bad("intermediate_size", expected: say(en: "widths of at least 1", zh: "不小于 1 的宽度"))
                }
                return try dense(width, matrices: matrices)
            }
        }
        return Array(repeating: try dense(width, matrices: matrices), count: layers)
    }

    /// A block without a gate that is four times as wide as the residual stream, unless the configuration says else.
    func fourfold() throws(ModelConfigError) -> [LayerPart] {
        try denses(
            fields.count("n_inner", "ffn_hidden_size", "intermediate_size", or: 4 * hidden), matrices: 2)
    }

    /// A mixture of experts.
    ///
    /// - Parameters:
    ///   - width: width of an expert; else the configuration's width of experts, or of all blocks.
    ///   - shared: width of all shared experts together; else what the configuration says by its width or their number.
    func mixture(
        width: Double? = nil, shared: Double? = nil, matrices: Double = 3
    ) throws(ModelConfigError) -> Parts.Mixture {
        let each =
            if let width { width } else {
                try fields.count("moe_intermediate_size", "expert_ffn_hidden_size", "intermediate_size")
            }
        let beside = if let shared { shared } else { try sharedWidth(each: each) }
        let groups = try fields.number("n_group", "num_expert_group", or: 1)
        var mixture = Parts.Mixture(
            experts: try fields.count("n_routed_experts", "num_local_experts", "num_experts", "moe_num_experts"),
            perToken: try fields.count(
                "num_experts_per_tok", "num_experts_per_token", "moe_topk", "moe_top_k", "moe_k", "top_k_experts",
                "experts_per_token", "num_selected_experts"),
            intermediate: each)
        mixture.matrices = matrices
        mixture.shared = beside
        // A limit that lets a token reach all groups is none, and models without groups state 0 or 1.
        if groups > 1 {
            mixture.routeGroups = groups
            mixture.routeGroupLimit = try fields.count("topk_group", or: groups)
        }
        return mixture
    }

    /// Width of all shared experts together.
    private func sharedWidth(each: Double) throws(ModelConfigError) -> Double {
        let stated = try fields.optionalNumber(
            "shared_expert_intermediate_size", "moe_shared_expert_intermediate_size",
            "shared_experts_intermediate_size",
            "share_expert_dim", "shared_intermediate_size")
        if let stated { return stated }
        return each * (try fields.number("n_shared_experts", "num_shared_experts", "moe_num_shared_experts", or: 0))
    }

    /// Which layers have experts: as a list says, or by the rules that the configuration states.
    ///
    /// - Parameter dense: how many layers before the first with experts, in a family whose configurations need not say.
    func sparseLayers(dense: Double? = nil) throws(ModelConfigError) -> [Bool] {
        if let types = try layerNames("mlp_layer_types") {
            for type in types where !["sparse", "moe", "dense", "mlp"].contains(type) {
                throw fields.unknownLayer("mlp_layer_types", kind: type)
            }
            return types.map { $0 == "sparse" || $0 == "moe" }
        }
        if fields.isList("moe_layer_freq"), let marks = try fields.numbers("moe_layer_freq") {
            return try perLayer(marks, "moe_layer_freq").map { $0 != 0 }
        }
        if let list = try listedSparseLayers() { return (0..<layers).map { list.contains(Double($0)) } }
        let stated = try fields.optionalNumber("first_k_dense_replace", "num_dense_layers", "moe_layer_num_skipped")
        guard let first = stated ?? dense else { throw fields.missing("first_k_dense_replace") }
        let every = Int(try fields.count("moe_layer_freq", or: 1))
        let step = Int(
            try fields.count("decoder_sparse_step", "interleave_moe_layer_step", "moe_layer_interval", or: 1))
        let skipped = Set(try fields.numbers("mlp_only_layers") ?? [])
        let start = Int(try fields.number("moe_layer_start_index", or: 0))
        // -1 stands for the last layer.
        let end =
            fields.isNegative("moe_layer_end_index")
            ? layers - 1 : Int(try fields.number("moe_layer_end_index", or: Double(layers - 1)))
        return (0..<layers).map { layer in
            Double(layer) >= first && layer.isMultiple(of: every) && (layer + 1).isMultiple(of: step)
                && !skipped.contains(Double(layer)) && layer >= start && layer <= end
        }
    }

    /// The numbers of the layers with experts, where they are listed, in a list or in one text.
    private func listedSparseLayers() throws(ModelConfigError) -> Set<Double>? {
        if fields.isList("moe_layers"), let list = try fields.numbers("moe_layers") { return Set(list) }
        if fields.isList("moe_layers_enum"), let list = try fields.numbers("moe_layers_enum") { return Set(list) }
        guard let text = try fields.text("moe_layers_enum", most: 50_000) else { return nil }
        var list: Set<Double> = []
        for word in text.split(separator: ",") {
            guard let layer = Double(word.filter { $0 != " " }) else {
                throw fields.bad(
                    "moe_layers_enum", expected: say(en: "numbers of layers with commas between them", zh: "以逗号分隔的层号"))
            }
            list.insert(layer)
        }
        return list
    }

    /// Experts in some layers and a dense block in the others.
    ///
    /// - Parameters:
    ///   - sparse: which have experts.
    ///   - denseWidth: width of the dense blocks, where it is not the usual one.
    func blocks(
        _ sparse: [Bool], _ mixture: () throws(ModelConfigError) -> Parts.Mixture, denseWidth: Double? = nil
    ) throws(ModelConfigError) -> [LayerPart] {
        let experts: LayerPart? = sparse.contains(true) ? .mixture(try mixture()) : nil
        let plain: LayerPart? = sparse.contains(false) ? try dense(denseWidth) : nil
        return sparse.compactMap { $0 ? experts : plain }
    }

    /// Experts as the configuration says, behind dense layers where there are any.
    func blocks(
        dense: Double? = nil, denseWidth: Double? = nil,
        _ fill: (inout Parts.Mixture) throws(ModelConfigError) -> Void = { _ throws(ModelConfigError) in }
    ) throws(ModelConfigError) -> [LayerPart] {
        try blocks(
            sparseLayers(dense: dense),
            { () throws(ModelConfigError) in
                var experts = try mixture()
                try fill(&experts)
                return experts
            }, denseWidth: denseWidth)
    }

    /// Reads the layers that predict further tokens.
    mutating func prediction() throws(ModelConfigError) {
        mtpLayers = try fields.number(
            "num_nextn_predict_layers", "mtp_num_hidden_layers", "num_mtp_layers", or: 0)
    }
}
