import CostModel

/// Which layers of a model have which parts, as far as the fields of its configuration say so.
///
/// A model keeps layers that are alike together and not in their order; formats that name layers need it.
struct LayerOrder {
    /// What a part is, as far as it decides which layers have it.
    private enum Kind: Hashable { case full, window, recurrent, dense, mixture }

    private let layers: Int
    private let known: [Kind: [Int]]

    /// Reads the order from the fields of the text part.
    init(_ fields: ConfigFields, layers: Double) throws(ModelConfigError) {
        let layers = max(0, Int(layers.rounded()))
        self.layers = layers
        var words = try fields.words("layers_block_type", "layer_types") ?? []
        if words.isEmpty, let pattern = fields.textIfAny("hybrid_override_pattern") {
            words = pattern.filter { $0 != "|" }.map { String($0) }
        }
        var known: [Kind: [Int]] = [:]
        if words.isEmpty {
            known = try Self.mixers(fields, layers)
        } else {
            for (layer, word) in words.enumerated() {
                if let kind = Self.kind(word) { known[kind, default: []].append(layer) }
            }
        }
        if known[.dense] == nil, known[.mixture] == nil {
            let mixtures = try Self.mixtures(fields, layers)
            known[.mixture] = mixtures
            known[.dense] = mixtures.map { Set($0) }.map { set in (0..<layers).filter { !set.contains($0) } }
        }
        self.known = known
    }

    /// The layers of each part of each group.
    func places(of model: Model) -> [[[Int]]] {
        var counts: [Kind: Double] = [:]
        for group in model.groups {
            for part in group.parts { counts[Self.kind(part), default: 0] += group.stored }
        }
        var taken: [Kind: Int] = [:]
        return model.groups.map { group in
            group.parts.map { part in
                let kind = Self.kind(part)
                let count = max(0, Int(group.stored.rounded()))
                let start = taken[kind, default: 0]
                taken[kind] = start + count
                // Layers that the fields tell otherwise than the model are taken one behind the other.
                if let known = known[kind], known.count == Int((counts[kind] ?? 0).rounded()) {
                    return Array(known.dropFirst(start).prefix(count))
                }
                let first = kind == .mixture && layers >= start + count ? layers - Int(counts[kind] ?? 0) : 0
                return Array((max(0, first) + start)..<(max(0, first) + start + count))
            }
        }
    }

    private static func kind(_ part: LayerPart) -> Kind {
        switch part {
        case .attention(let part): part.window > 0 ? .window : .full
        case .delta, .stateSpace, .recurrence: .recurrent
        case .dense: .dense
        case .mixture: .mixture
        case .latent, .compressed, .streams, .lookup, .matrices: .full
        }
    }

    /// What a word or letter of a list of layers means.
    private static func kind(_ word: String) -> Kind? {
        switch word {
        case "*", "full_attention", "attention", "global_attention": return .full
        case "M", "mamba", "mamba2", "conv", "recurrent", "linear_attention", "kda": return .recurrent
        case "-", "mlp", "dense": return .dense
        case "E", "moe": return .mixture
        case "sliding_attention", "chunked_attention", "local_attention": return .window
        default: return word.hasSuffix("linear_attention") ? .recurrent : nil
        }
    }

    /// Attention among recurrent layers, where numbers say it.
    private static func mixers(
        _ fields: ConfigFields, _ layers: Int
    ) throws(ModelConfigError) -> [Kind: [Int]] {
        var full: Set<Int>?
        if let every = try fields.optionalNumber("full_attention_interval", "layer_group_size"), every >= 1 {
            full = Set((0..<layers).filter { ($0 + 1) % Int(every) == 0 })
        } else if let kinds = try fields.numbersIfAny("attn_type_list") {
            full = Set(kinds.indices.filter { kinds[$0] == 1 })
        } else if let places = try fields.object("linear_attn_config")?.numbersIfAny("full_attn_layers") {
            full = Set(places.map { Int($0) - 1 })
        } else if let every = try fields.optionalNumber("attn_layer_period"), every >= 1 {
            let first = try fields.number("attn_layer_offset", or: 0)
            full = Set((0..<layers).filter { $0 % Int(every) == Int(first) % Int(every) })
        }
        guard let full else { return [:] }
        return [.full: (0..<layers).filter(full.contains), .recurrent: (0..<layers).filter { !full.contains($0) }]
    }

    /// The layers with experts, or nil where no field tells them.
    private static func mixtures(_ fields: ConfigFields, _ layers: Int) throws(ModelConfigError) -> [Int]? {
        if let words = try fields.words("mlp_layer_types") { return words.indices.filter { words[$0] == "sparse" } }
        if let flags = try fields.numbersIfAny("moe_layer_freq") { return flags.indices.filter { flags[$0] != 0 } }
        if let text = fields.textIfAny("moe_layers_enum") {
            return text.split(separator: ",").compactMap { Int($0.filter { !$0.isWhitespace }) }
        }
        if let places = try fields.numbersIfAny("moe_layers") { return places.map { Int($0) } }
        if let first = try fields.optionalNumber("first_k_dense_replace", "moe_layer_start_index") {
            let every = max(1, Int(try fields.number("moe_layer_freq", or: 1)))
            return (0..<layers).filter { $0 >= Int(first) && $0 % every == 0 }
        }
        if let every = try fields.optionalNumber("decoder_sparse_step", "interleave_moe_layer_step"), every >= 1 {
            let dense = Set(try fields.numbersIfAny("mlp_only_layers")?.map { Int($0) } ?? [])
            return (0..<layers).filter { ($0 + 1) % Int(every) == 0 && !dense.contains($0) }
        }
        if let every = try fields.optionalNumber("expert_layer_period"), every >= 1 {
            let first = try fields.number("expert_layer_offset", or: 0)
            return (0..<layers).filter { $0 % Int(every) == Int(first) % Int(every) }
        }
        return nil
    }
}

extension ConfigFields {
    /// A list of texts where the field holds one.
    fileprivate func words(_ names: String...) throws(ModelConfigError) -> [String]? {
        for name in names where isList(name) { return try texts(name) }
        return nil
    }

    /// A list of numbers where the field holds one.
    fileprivate func numbersIfAny(_ name: String) throws(ModelConfigError) -> [Double]? {
        isList(name) ? try numbers(name) : nil
    }
}
