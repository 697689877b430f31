import Lanes

extension Engine.Model {
    /// Layers: the token mixers, or the feed-forward blocks where those are more.
    public var layers: V {
        greater(
            mixerLayers,
            count(where: { if case .dense = $0 { true } else if case .mixture = $0 { true } else { false } }))
    }

    /// Layers that have a part.
    func count(where has: (Engine.LayerPart) -> Bool) -> V {
        groups.reduce(0) { $1.parts.contains(where: has) ? $0 + $1.layers : $0 }
    }

    /// The first part of a kind, or nil.
    func first<Kind>(_ kind: (Engine.LayerPart) -> Kind?) -> Kind? {
        for group in groups {
            for part in group.parts {
                if let found = kind(part) { return found }
            }
        }
        return nil
    }

    /// The first mixture of experts, or nil.
    var mixture: Engine.Mixture? { first(Engine.Mixture.of) }

    /// All parameters, embedding and head included; norms and multi-token prediction layers are not.
    public var totalParameters: V {
        stored(\.parameters) + (encoder.map { $0.parameters + $0.projector } ?? 0) + (2 - tiedEmbedding.count())
            * vocabulary * hidden
    }

    /// Parameters that one token is multiplied with: the head, but not an embedding table of its own.
    public var activeParameters: V {
        passed { $0.parameters * $0.met } + vocabulary * hidden
    }

    /// Bytes of all weights as they are stored, on one chip that holds the whole model.
    public var weightBytes: V {
        let table = vocabulary * hidden
        return stored { $0.parameters * bytes($0.role) } + table * V(precision.embedding.bytes)
            + (encoder?.bytes ?? 0) + (1 - tiedEmbedding.count()) * table * V(precision.head.bytes)
    }

    /// A figure of all matrices that are stored; what stands beside them counts as part of the projections.
    private func stored(_ figure: (Engine.Weights) -> V) -> V { sum(\.stored, figure) }

    /// A figure of all matrices that a token passes.
    private func passed(_ figure: (Engine.Weights) -> V) -> V { sum(\.layers, figure) }

    private func sum(_ count: (Engine.LayerGroup) -> V, _ figure: (Engine.Weights) -> V) -> V {
        groups.reduce(0) { total, group in
            let each: V = group.parts.reduce(0) { sum, part in
                let others = Engine.Weights(
                    name: .smallKernels, depth: part.kind.others(frame), columns: 1, split: .whole, role: part.role)
                return part.kind.weights(frame).reduce(sum + figure(others)) { $0 + figure($1) }
            }
            return total + count(group) * each
        }
    }

    /// Parameters of the matrices of one layer's part; of experts those that one token meets where `met`.
    package func parameters(of part: Engine.LayerPart, met: Bool = false) -> V {
        part.kind.weights(frame).reduce(0) { $0 + $1.parameters * (met ? $1.met : 1) }
    }

    private func bytes(_ role: WeightRole) -> V {
        switch role {
        case .attention: V(precision.attention.bytes)
        case .ffn: V(precision.ffn.bytes)
        case .experts: V(precision.experts.bytes)
        case .embedding: V(precision.embedding.bytes)
        }
    }

    /// What one sequence keeps in all layers, added up by a reading of each.
    func cache(_ figure: (Engine.LayerCache) -> V) -> V {
        groups.reduce(0) { total, group in
            total + group.layers * group.parts.reduce(0) { $0 + figure($1.cache(frame)) }
        }
    }

    /// KV-cache bytes of one token of a long context in all layers, before any split over chips.
    public var kvBytesPerToken: V { cache { $0.perToken + $0.index } }

    /// State bytes of one sequence that do not grow with its length: linear attention, state-space layers.
    public var stateBytes: V { cache { $0.state + $0.wholeState } }
}

extension Engine.LayerPart {
    /// Whether it mixes tokens.
    var isMixer: Bool {
        switch self {
        case .attention, .latent, .compressed, .delta, .stateSpace, .recurrence: true
        case .dense, .mixture, .streams, .lookup, .matrices: false
        }
    }

    /// The format of what stands beside its matrices.
    fileprivate var role: WeightRole {
        switch self {
        case .dense, .mixture: .ffn
        default: .attention
        }
    }
}
