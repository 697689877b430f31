import CostModel
import Units

extension ModelFamily {
    /// Mixers that keep a few numbers of each channel, between layers of attention or alone.
    static let recurrences: [ModelFamily] = [
        ModelFamily("lfm2", ties: true) { draft throws(ModelConfigError) in
            var width = try draft.fields.count("block_ff_dim", "intermediate_size")
            if try draft.fields.flag("block_auto_adjust_ff_dim", or: true) {
                let step = try draft.fields.count("block_multiple_of", or: 256)
                width = (2 * width / 3).rounded(.down)
                width *= try draft.fields.number("block_ffn_dim_multiplier", or: 1)
                width = (width.rounded(.down) / step).rounded(.up) * step
            }
            try draft.stack(draft.convolutions(), draft.denses(width))
        },
        ModelFamily("lfm2_moe", ties: true) { draft throws(ModelConfigError) in
            guard draft.fields.has("layer_types", "full_attn_idxs") else { throw draft.fields.missing("layer_types") }
            try draft.stack(draft.convolutions(), draft.blocks(dense: 2))
        },
        ModelFamily("lfm3", ties: true) { draft throws(ModelConfigError) in
            let gate: Double = try draft.fields.flag("use_attention_gate", or: true) ? 1 : 0
            try draft.stack(draft.convolutions(gate: gate), draft.denses())
        },
        ModelFamily("recurrent_gemma", ties: true) { draft throws(ModelConfigError) in
            // The width of gate and value together; gates of the recurrence are cut into as many blocks as heads.
            var attention = try draft.attention(width: draft.hidden / draft.queryHeads())
            attention.window = try draft.window() ?? 0
            let width = try draft.fields.count("lru_width", or: draft.hidden)
            let recurrence = Parts.Recurrence(inputs: 2, width: width) {
                ($0.state, $0.gates, $0.blocks) = (1, 2, attention.heads)
            }
            var unit = recurrence
            unit.taps = try draft.fields.number("conv1d_width", or: 4)
            let pattern =
                try draft.fields.texts("block_types", "_block_types") ?? ["recurrent", "recurrent", "attention"]
            guard !pattern.isEmpty else {
                throw draft.fields.bad("block_types", expected: say(en: "a list of kinds", zh: "类型列表"))
            }
            let mixers = (0..<draft.layers).map { layer -> LayerPart in
                pattern[layer % pattern.count] == "recurrent" ? .recurrence(unit) : .attention(attention)
            }
            try draft.stack(mixers, draft.denses(draft.fields.count("intermediate_size") / 2))
        },
        ModelFamily("rwkv") { draft throws(ModelConfigError) in
            // Key, value and receptance; three numbers of state a channel, and of the block the last input.
            let width = try draft.fields.count("attention_hidden_size", or: draft.hidden)
            let mixer = Parts.Recurrence(inputs: 3, width: width) { $0.state = 3 }
            let block = Parts.Dense(intermediate: try draft.fields.count("intermediate_size", or: 4 * draft.hidden)) {
                ($0.matrices, $0.square) = (2, 1)
            }
            draft.add([.recurrence(mixer), .dense(block)], Double(draft.layers))
        },
    ]
}

extension ModelDraft {
    /// Short convolutions, between layers of attention over the whole context or a window.
    ///
    /// - Parameter gate: outputs of the gate of attention for each head.
    func convolutions(gate: Double = 0) throws(ModelConfigError) -> [LayerPart] {
        var attention = try attention()
        attention.gate = gate
        let window = try window() ?? 0
        var convolution = Parts.Recurrence(inputs: 3, width: hidden)
        convolution.taps = try fields.count("conv_L_cache", or: 3)
        let names: [String]
        if let listed = try layerNames("layer_types") {
            names = listed
        } else {
            // Where nothing is said, all layers attend.
            let attended = try fields.numbers("full_attn_idxs").map { Set($0) }
            names = (0..<layers).map { attended?.contains(Double($0)) ?? true ? "full_attention" : "conv" }
        }
        return try names.map { name throws(ModelConfigError) in
            switch name {
            case "conv", "short_conv": return .recurrence(convolution)
            case "full_attention", "attention": attention.window = 0
            case "sliding_attention": attention.window = window
            default: throw fields.unknownLayer("layer_types", kind: name)
            }
            return .attention(attention)
        }
    }
}
