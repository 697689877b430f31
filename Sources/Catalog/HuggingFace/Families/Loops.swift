import CostModel
import Units

extension ModelFamily {
    /// Layers that are passed several times, and layers with convolutions of keys and values.
    static let loops: [ModelFamily] = [
        ModelFamily("hrm_text") { draft throws(ModelConfigError) in
            // Two stacks, the lower passed several times in each pass of the upper one.
            let upper = try draft.fields.count("H_cycles", or: 2)
            let lower = try draft.fields.count("L_cycles", or: 3)
            let each = try draft.fields.count("num_layers_per_stack", or: Double(draft.layers))
            var attention = try draft.attention()
            attention.gate = attention.headDim
            draft.add(
                [.attention(attention), try draft.dense()], each * upper * (lower + 1), stored: 2 * each)
        },
        ModelFamily("dory") { draft throws(ModelConfigError) in
            var types = try draft.fields.texts("layer_types") ?? []
            // Released files list attention and feed-forward blocks apart.
            let halves: Double = types.contains("mlp") ? 2 : 1
            types = types.filter { $0 != "mlp" }
            let count = draft.layers / Int(halves)
            let first = Int(try draft.fields.number("n_input_layers", or: 0) / halves)
            let last = Int(try draft.fields.number("n_output_layers", or: 0) / halves)
            let passes = try draft.fields.count("n_recurrent_loops", or: 1)
            var attention = try draft.attention()
            attention.gate = attention.headDim
            let window = try draft.window() ?? 0
            let block = try draft.dense()
            guard types.isEmpty || types.count >= count else {
                throw draft.fields.bad("layer_types", expected: say(en: "one entry for each layer", zh: "每层一项的列表"))
            }
            for layer in 0..<count {
                let isFull = types.isEmpty ? (layer + 1).isMultiple(of: 4) : types[layer] == "full_attention"
                attention.window = isFull ? 0 : window
                let isLooped = layer >= first && layer < count - last
                draft.add([.attention(attention), block], isLooped ? passes : 1, stored: 1)
            }
        },
        ModelFamily("inkling_text", "inkling2_text", "inkling2_loop_text", "inkling", "inkling2", "inkling2_loop") {
            draft throws(ModelConfigError) in try draft.inkling()
        },
    ]
}

extension ModelDraft {
    /// Inkling: attention with learned positions relative to the query, heads of its own over a window, convolved keys
    /// and values; from the second on a gate and sinks that the token decides, and layers that are passed several times.
    mutating func inkling() throws(ModelConfigError) {
        let isFirst = fields.has("shared_expert_sink") || modelType == "inkling_text" || modelType == "inkling"
        let isLoop = fields.has("loop_num_passes")
        var full = try attention()
        if !isFirst { full.gate = full.headDim }
        let taps = try fields.number("conv_kernel_size", or: 4)
        var local = full
        try windowHeads(&local)
        let window = try window() ?? 0
        local.window = window
        let every = 6
        let types = try layerTypes() ?? (1...layers).map { $0.isMultiple(of: every) ? .full : .windowed }
        let blocks = try blocks(dense: 0)
        let rank = try fields.number("loop_gate_rank", or: 0)
        let passes = try fields.count("loop_num_passes", or: 1)
        let start = Int(try fields.number("loop_layer_index_start", or: 0))
        let end = Int(try fields.number("loop_layer_index_end", or: 0))
        for (layer, type) in types.enumerated() {
            var mixer = type == .windowed ? local : full
            mixer.others = taps * 2 * mixer.kvHeads * mixer.headDim
            let relative = try mixer.heads * fields.number("d_rel", or: 0)
            var parts: [LayerPart] = [
                .attention(mixer), blocks[layer], .matrices(Parts.Products(hidden, relative)),
            ]
            if !isFirst {
                parts.append(.matrices(Parts.Products(hidden, mixer.heads)))
                // In full layers the taps follow the token.
                if type == .full { parts.append(.matrices(Parts.Products(hidden, mixer.kvHeads * taps, count: 2))) }
            }
            let isLooped = isLoop && layer >= start && layer < end
            if isLooped, rank > 0 {
                parts.append(.matrices(Parts.Products(hidden, rank, count: 4)))
            }
            add(parts, isLooped ? passes : 1, stored: 1)
        }
    }
}
