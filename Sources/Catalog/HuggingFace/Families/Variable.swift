import CostModel
import Units

extension ModelFamily {
    /// Layers whose shapes the configuration states one by one, and layers that attend to images.
    static let variable: [ModelFamily] = [
        ModelFamily("nemotron-nas", "deci", classes: ["DeciLMForCausalLM"]) { draft throws(ModelConfigError) in
            guard let blocks = try draft.fields.objectList("block_configs") else {
                throw draft.fields.missing("block_configs")
            }
            for block in try draft.perLayer(blocks, "block_configs") {
                draft.add(try draft.searched(block))
            }
        },
        ModelFamily("mllama", "mllama_text_model") { draft throws(ModelConfigError) in
            let crossed = Set(try draft.fields.numbers("cross_attention_layers") ?? [3, 8, 13, 18, 23, 28, 33, 38])
            var attention = try draft.attention()
            let block = try draft.dense()
            for layer in 0..<draft.layers {
                attention.source = crossed.contains(Double(layer)) ? .encoder : .own
                draft.add([.attention(attention), block])
            }
        },
    ]
}

extension ModelDraft {
    /// A layer of a searched architecture: attention, a matrix in its place or nothing, and a block or nothing.
    func searched(_ block: ConfigFields) throws(ModelConfigError) -> [LayerPart] {
        guard let mixer = try block.object("attention") else { throw block.missing("attention") }
        guard let ffn = try block.object("ffn") else { throw block.missing("ffn") }
        var parts: [LayerPart] = []
        if try mixer.flag("replace_with_linear", or: false) {
            parts.append(.matrices(Parts.Products(hidden, hidden)))
        } else if try !mixer.flag("no_op", or: false) {
            var attention = try attention()
            // Query heads that share a head of keys and values.
            attention.kvHeads = try attention.heads / mixer.count("n_heads_in_group", or: 1)
            guard attention.kvHeads == attention.kvHeads.rounded() else {
                throw mixer.bad(
                    "n_heads_in_group",
                    expected: say(
                        en: "a divisor of num_attention_heads",
                        zh: "能整除 num_attention_heads 的数"))
            }
            attention.window = try mixer.number("window_length", or: 0)
            parts.append(.attention(attention))
        }
        if try ffn.flag("replace_with_linear", or: false) {
            parts.append(.matrices(Parts.Products(hidden, hidden)))
        } else if try !ffn.flag("no_op", or: false) {
            // Two thirds of a multiple of the residual stream, rounded up as Llama does.
            let times = try ffn.optionalNumber("intermediate_size") == nil ? ffn.number("ffn_mult") : 0
            let rounded = ((2 * times * hidden / 3).rounded(.down) / 256).rounded(.up) * 256
            let width = try ffn.number("intermediate_size", or: rounded)
            parts.append(try dense(width))
        }
        return parts
    }
}
