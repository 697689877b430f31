import Units

/// Which layers of a family attend to a window only, where the configuration has no `layer_types`.
enum WindowRule {
    /// None.
    case never
    /// All, if a window is given.
    case always
    /// All but every n-th, if a window is given.
    case allBut(every: Double)
    /// All but the first of every n, if a window is given.
    case allButFirst(of: Double)
    /// Those from `max_window_layers` on, if `use_sliding_window` is set.
    case fromMaxWindowLayers
}

/// What a layer does with the tokens behind it.
enum LayerType {
    /// It attends to the whole context.
    case full
    /// It attends to a window or chunk.
    case windowed
    /// It keeps a state: linear attention, a state space, a convolution.
    case linear
}

extension ModelDraft {
    /// The kinds of `layer_types`, or nil where the configuration has none.
    func layerTypes() throws(ModelConfigError) -> [LayerType]? {
        guard let names = try layerNames("layer_types", "layers_block_type") else { return nil }
        var types: [LayerType] = []
        for name in names {
            switch name {
            case "full_attention", "attention", "global", "global_attention", "indexed_attention", "hybrid":
                types.append(.full)
            case "sliding_attention", "chunked_attention", "local", "local_attention", "hybrid_sliding":
                types.append(.windowed)
            case "linear_attention", "mamba", "mamba2": types.append(.linear)
            default: throw fields.unknownLayer("layer_types", "layers_block_type", kind: name)
            }
        }
        return types
    }

    /// The words of a list with one for each layer; what follows is of layers that predict further tokens.
    func layerNames(_ names: String...) throws(ModelConfigError) -> [String]? {
        for name in names {
            guard let words = try fields.texts(name) else { continue }
            return Array(try perLayer(words, name))
        }
        return nil
    }

    /// The entries of a list with one for each layer.
    func perLayer<Entry>(_ list: [Entry], _ name: String) throws(ModelConfigError) -> ArraySlice<Entry> {
        guard list.count >= layers else {
            throw fields.bad(name, expected: say(en: "one entry for each layer", zh: "每层一项的列表"))
        }
        return list.prefix(layers)
    }

    /// A number for each layer, from a list or from one number for all.
    func perLayer(_ name: String, or fallback: Double) throws(ModelConfigError) -> [Double] {
        guard fields.isList(name), let list = try fields.numbers(name) else {
            return Array(repeating: try fields.optionalNumber(name) ?? fallback, count: layers)
        }
        guard list.allSatisfy({ $0 >= 0 && $0 <= 1e15 }) else {
            throw fields.bad(name, expected: say(en: "a list of numbers that are not negative", zh: "非负数列表"))
        }
        return Array(try perLayer(list, name))
    }

    /// The window, or nil where there is none or it covers all positions.
    func window() throws(ModelConfigError) -> Double? {
        let stated = try fields.optionalNumber(
            "sliding_window", "attention_chunk_size", "sliding_window_size", "window_size", "attention_window_size")
        guard let window = stated, window > 0 else { return nil }
        // What only the class has says nothing of a file's window.
        let positions = try fields.statedNumber("max_position_embeddings") ?? .infinity
        return window < positions ? window : nil
    }

    /// The window of each layer; 0 where it attends to the whole context.
    func windows(_ rule: WindowRule = .never) throws(ModelConfigError) -> [Double] {
        let types = try layerTypes()
        if let types, types.contains(.linear) {
            throw fields.unknownLayer("layer_types", "layers_block_type", kind: "linear_attention")
        }
        if let types, types.contains(.windowed), !statesWindow { throw fields.missing("sliding_window") }
        let none = Array(repeating: 0.0, count: layers)
        guard let window = try window() else { return none }
        // A switch that only the class states is on where the file gives the layers.
        if let types {
            guard try fields.flag("use_sliding_window", or: true) else { return none }
            return types.map { $0 == .windowed ? window : 0 }
        }
        let first: Double
        switch rule {
        case .never: return none
        case .always: return try fields.flag("use_sliding_window", or: true) ? none.map { _ in window } : none
        case .allBut(let every):
            guard every > 0 else { return none.map { _ in window } }
            return (1...layers).map { Double($0).truncatingRemainder(dividingBy: every) == 0 ? 0 : window }
        case .allButFirst(let every):
            guard every > 0 else { return none.map { _ in window } }
            return (0..<layers).map { Double($0).truncatingRemainder(dividingBy: every) == 0 ? 0 : window }
        case .fromMaxWindowLayers:
            guard try fields.flag("use_sliding_window", or: false) else { return none }
            first = try fields.number("max_window_layers", or: Double(layers))
        }
        return (0..<layers).map { Double($0) >= first ? window : 0 }
    }

    private var statesWindow: Bool {
        ["sliding_window", "attention_chunk_size", "sliding_window_size", "window_size", "attention_window_size"]
            .contains { fields.states($0) }
    }
}
