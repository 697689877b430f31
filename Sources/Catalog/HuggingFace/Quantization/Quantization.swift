import CostModel

/// How a checkpoint is quantised: formats of modules, modules that keep 16 bits, and the KV cache.
struct Quantization {
    /// A way to store weights and the modules it is for.
    struct Rule {
        let stored: StoredFormat
        /// The modules; nil for every matrix of the layers.
        var targets: ModulePatterns?
    }

    /// The first rule that covers a module counts, those that name modules before those for all.
    var rules: [Rule] = []
    /// Modules that keep 16 bits.
    var exceptions: ModulePatterns?
    /// Whether the rules for all matrices are for the output head too.
    var coversHead = false
    /// How the embedding table is stored, where the file says so of it by its class; nil where its name decides.
    var table: StoredFormat?
    /// The format of the KV cache.
    var kvCache = ElementFormat.bf16

    /// How a module is stored, by its names.
    mutating func stored(_ names: ModelModule.Names, isForAll: Bool = true) -> StoredFormat {
        if exceptions?.cover(names) == true { return .plain }
        for place in rules.indices where rules[place].targets?.cover(names) == true { return rules[place].stored }
        return isForAll ? rules.first { $0.targets == nil }?.stored ?? .plain : .plain
    }

    /// How the embedding table is stored: in 16 bits unless the file speaks of it.
    ///
    /// A pattern for every name means matrices that are multiplied.
    mutating func storedTable() -> StoredFormat {
        if exceptions?.cover(ModelModule.table) == true { return .plain }
        for place in rules.indices
        where rules[place].targets?.cover(ModelModule.table) == true
            && rules[place].targets?.cover(ModelModule.noName) == false
        { return rules[place].stored }
        return table ?? .plain
    }

    /// A module with those of its names alone that the rules speak of.
    mutating func withKnownNames(_ module: ModelModule) -> ModelModule {
        var copy = module
        copy.names = []
        for (name, alike) in zip(module.names, module.names(layer: 0).alike) {
            var isKnown = exceptions?.mayCover(alike) == true
            for place in rules.indices where !isKnown { isKnown = rules[place].targets?.mayCover(alike) == true }
            if isKnown { copy.names.append(name) }
        }
        return copy
    }

    /// The precision of a model: of each part the mix of formats that its modules have, counted module by module.
    ///
    /// - Parameters:
    ///   - model: its shapes.
    ///   - places: the numbers of the layers of each group.
    func precision(of model: Model, in places: [[Int]]) -> Precision {
        guard !rules.isEmpty else { return Precision(.bf16, kvCache: kvCache) }
        var tally = Tally(self)
        for (group, layers) in zip(model.groups, places) {
            for part in group.parts {
                for module in ModelModule.all(of: part, model) { tally.count(module, in: layers) }
            }
        }
        let attention = tally.mix(.attention)
        let ffn = tally.mix(.ffn)
        let experts = tally.mix(.experts)
        // Where nothing but routers would be dense: they keep 16 bits in every checkpoint.
        return Precision(experts ?? ffn ?? attention ?? WeightMix(.bf16), kvCache: kvCache).with {
            $0.attention = attention ?? ffn ?? WeightMix(.bf16)
            $0.ffn = ffn ?? WeightMix(.bf16)
            $0.head = tally.head(model)
            $0.embedding = tally.table()
        }
    }
}

/// Weights counted by how they are stored.
private struct Tally {
    private var rules: Quantization
    private let namesExperts: Bool
    private var amounts: [ModelModule.Role: [StoredFormat: (weights: Double, bytes: Double)]] = [:]

    init(_ rules: Quantization) {
        self.rules = rules
        namesExperts =
            rules.exceptions?.namesExperts == true || rules.rules.contains { $0.targets?.namesExperts == true }
    }

    /// Counts a module of some layers, of experts each by itself where names tell them apart.
    mutating func count(_ module: ModelModule, in layers: [Int]) {
        let module = rules.withKnownNames(module)
        let experts = namesExperts && module.role == .experts ? max(1, Int(module.count)) : 1
        let weights = module.weights / Double(experts)
        for layer in layers {
            for expert in 0..<experts {
                let stored = rules.stored(module.names(layer: layer, expert: expert), isForAll: !module.isKept)
                let bytes = weights * stored.bytes(inputs: module.inputs, outputs: module.outputs)
                let before = amounts[module.role]?[stored] ?? (0, 0)
                amounts[module.role, default: [:]][stored] = (before.weights + weights, before.bytes + bytes)
            }
        }
    }

    /// The mix of a part's weights; nil where it has none.
    func mix(_ role: ModelModule.Role) -> WeightMix? {
        let all = amounts[role] ?? [:]
        if all.count == 1, let only = all.keys.first, only.isSameForAll {
            return WeightMix(only.format, bytes: only.each)
        }
        // In one order, so that sums are the same each time.
        let sorted = all.sorted { ($0.key.format.rawValue, $0.key.each) < ($1.key.format.rawValue, $1.key.each) }
        return WeightMix(sorted.map { WeightMix.Amount($0.format, weights: $1.weights, bytes: $1.bytes) })
    }

    mutating func head(_ model: Model) -> WeightMix {
        let stored = rules.stored(ModelModule.head, isForAll: rules.coversHead)
        return WeightMix(
            stored.format, bytes: stored.bytes(inputs: model.hidden, outputs: model.vocabulary))
    }

    mutating func table() -> ElementFormat { rules.storedTable().element }
}

extension StoredFormat {
    /// What an element that is looked up takes: the narrowest format that is no narrower, without scales.
    fileprivate var element: ElementFormat {
        switch format {
        case .bf16: .bf16
        case .fp8, .mxfp8: .fp8
        case .int8, .w8a8, .w8a16, .w6a16, .w5a16: .int8
        case .w4a16, .w3a16, .w2a16, .w4a8, .w4afp8, .w4aint8, .nvfp4, .nvfp4a16, .mxfp4, .mxfp4a4: .fp4
        }
    }

    /// Whether a weight takes the same bytes in matrices of every shape.
    fileprivate var isSameForAll: Bool { perOutput == 0 && perInput == 0 }
}
