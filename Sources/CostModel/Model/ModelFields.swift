/// What a name of a model's shapes stands for: a figure of the parts that have it, or how many layers have such a part.
public struct ModelField: Sendable {
    /// Whether it counts layers, of one group of which each has as many as it likes.
    var countsLayers = false
    let read: @Sendable (_ model: Model, _ group: Int?) -> [Double]
    let write: @Sendable (_ model: inout Model, _ value: Double, _ group: Int?) -> Void

    /// A figure that parts of some kinds have.
    static func of(_ fields: LayerField...) -> ModelField {
        ModelField(
            read: { model, group in
                model.parts(of: group).flatMap { part in fields.compactMap { $0.read(part) } }
            },
            write: { model, value, group in
                var groups = model.groups
                for number in groups.indices where group ?? number == number {
                    for part in groups[number].parts.indices {
                        for field in fields { field.write(&groups[number].parts[part], value) }
                    }
                }
                model.groups = groups
            })
    }

    /// The layers that have a part.
    static func layers(where has: @escaping @Sendable (LayerPart) -> Bool) -> ModelField {
        ModelField(
            countsLayers: true,
            read: { model, group in
                let groups = model.groups.indices.filter {
                    group ?? $0 == $0 && model.groups[$0].parts.contains(where: has)
                }
                return groups.isEmpty ? [] : [groups.reduce(0) { $0 + model.groups[$1].layers }]
            },
            write: { model, value, group in
                let places = model.groups.indices.filter {
                    group ?? $0 == $0 && model.groups[$0].parts.contains(where: has)
                }
                guard places.count == 1 else { return }
                model.groups[places[0]].layers = value
                model.groups[places[0]].stored = value
            })
    }
}

/// The names of a model's shapes, each declared once: parameters and the engine's own readings follow.
public struct ModelFields: Sendable {
    package var layers: ModelField { .layers { _ in true } }
    package var expertIdentities: ModelField { .of(.mixture(\.identities)) }
    package var heads: ModelField { .of(.attention(\.heads), .latent(\.heads), .compressed(\.heads)) }
    package var fullLayers: ModelField {
        .layers { if case .attention(let part) = $0 { part.window <= 0 } else { false } }
    }
    package var windowLayers: ModelField {
        .layers { if case .attention(let part) = $0 { part.window > 0 } else { false } }
    }
    package var window: ModelField { .of(.set(.attention(\.window)), .set(.latent(\.window)), .compressed(\.window)) }
    package var kvHeads: ModelField { .of(.attention(\.kvHeads)) }
    package var headDim: ModelField { .of(.attention(\.headWidth), .compressed(\.headDim)) }
    package var queryOutputs: ModelField { .of(.attention(\.queryOutputs)) }
    package var mlaLayers: ModelField { .layers { if case .latent = $0 { true } else { false } } }
    package var queryLoRA: ModelField { .of(.latent(\.queryLoRA), .compressed(\.queryLoRA)) }
    package var keyValueLoRA: ModelField { .of(.latent(\.keyValueLoRA)) }
    package var headNope: ModelField { .of(.latent(\.headNope)) }
    package var headRope: ModelField { .of(.latent(\.headRope), .compressed(\.headRope)) }
    package var headValue: ModelField { .of(.latent(\.headValue)) }
    package var indexTopK: ModelField { .of(.attention(\.indexTopK), .latent(\.indexTopK), .compressed(\.indexTopK)) }
    package var indexHeads: ModelField {
        .of(.attention(\.indexHeads), .latent(\.indexHeads), .compressed(\.indexHeads))
    }
    package var indexDim: ModelField { .of(.attention(\.indexDim), .latent(\.indexDim), .compressed(\.indexDim)) }
    package var indexLayers: ModelField {
        ModelField(
            read: { model, group in model.indexOwners.map { [$0] } ?? [] },
            write: { model, value, _ in model.setIndexOwners(value) })
    }
    package var compressedLayers: ModelField { .layers { if case .compressed = $0 { true } else { false } } }
    package var ratio: ModelField { .of(.compressed(\.ratio)) }
    package var linearLayers: ModelField { .layers { if case .delta = $0 { true } else { false } } }
    package var linearKeyHeads: ModelField { .of(.delta(\.keyHeads)) }
    package var linearValueHeads: ModelField { .of(.delta(\.valueHeads)) }
    package var linearKeyDim: ModelField { .of(.delta(\.keyDim)) }
    package var linearValueDim: ModelField { .of(.delta(\.valueDim)) }
    package var ssmLayers: ModelField { .layers { if case .stateSpace = $0 { true } else { false } } }
    package var ssmHeads: ModelField { .of(.stateSpace(\.heads)) }
    package var ssmHeadDim: ModelField { .of(.stateSpace(\.headDim)) }
    package var ssmState: ModelField { .of(.stateSpace(\.state)) }
    package var ssmGroups: ModelField { .of(.stateSpace(\.groups)) }
    package var recurrenceLayers: ModelField { .layers { if case .recurrence = $0 { true } else { false } } }
    package var recurrenceWidth: ModelField { .of(.recurrence(\.width)) }
    package var convolution: ModelField { .of(.delta(\.taps), .stateSpace(\.taps), .recurrence(\.taps)) }
    package var denseLayers: ModelField { .layers { if case .dense = $0 { true } else { false } } }
    package var denseIntermediate: ModelField { .of(.dense(\.intermediate)) }
    package var denseMatrices: ModelField { .of(.dense(\.matrices), .mixture(\.matrices)) }
    package var moeLayers: ModelField { .layers { if case .mixture = $0 { true } else { false } } }
    package var experts: ModelField { .of(.mixture(\.experts)) }
    package var expertsPerToken: ModelField { .of(.mixture(\.perToken)) }
    package var expertIntermediate: ModelField { .of(.mixture(\.intermediate)) }
    package var sharedIntermediate: ModelField { .of(.mixture(\.shared)) }
    package var expertLatent: ModelField { .of(.mixture(\.latent)) }
    package var routeGroups: ModelField { .of(.mixture(\.routeGroups)) }
    package var routeGroupLimit: ModelField { .of(.mixture(\.routeGroupLimit)) }
}

extension Engine.Model {
    /// All parts, group by group, or those of one group.
    func parts(of group: Int? = nil) -> [Engine.LayerPart] {
        guard let group else { return groups.flatMap(\.parts) }
        return groups.indices.contains(group) ? groups[group].parts : []
    }
}

extension Engine<Double>.Model {
    /// A figure of the model's shapes: that of the first part that has it, 0 where none has; set in all that have it.
    public subscript(dynamicMember path: KeyPath<ModelFields, ModelField>) -> Double {
        get { ModelFields()[keyPath: path].read(self, nil).first ?? 0 }
        set { ModelFields()[keyPath: path].write(&self, newValue, nil) }
    }
}

extension LayerField {
    /// A field of those parts alone where it is set: the window of layers that have one.
    fileprivate static func set(_ field: LayerField) -> LayerField {
        LayerField(
            read: { part in field.read(part).flatMap { $0 > 0 ? $0 : nil } },
            write: { part, value in if (field.read(part) ?? 0) > 0 { field.write(&part, value) } })
    }
}

extension Engine<Double>.Attention {
    /// Width of a head; a gate of all its elements follows.
    fileprivate var headWidth: Double {
        get { headDim }
        set {
            if gate == headDim { gate = newValue }
            headDim = newValue
        }
    }

    /// Outputs of the query projection over `heads * headDim`: 2 where a gate of all elements comes with it.
    fileprivate var queryOutputs: Double {
        get { 1 + gate / headDim }
        set { gate = (newValue - 1) * headDim }
    }
}

extension Engine<Double>.Model {
    /// Layers of latent attention that own an index; 0 where each has its own, nil where attention is not sparse.
    fileprivate var indexOwners: Double? {
        let latents: [(layers: Double, part: Engine.Latent)] = groups.flatMap { group in
            group.parts.compactMap { Engine.Latent.of($0) }.map { (group.layers, $0) }
        }
        guard latents.contains(where: { $0.part.isSparse }) else { return nil }
        guard latents.contains(where: { $0.part.ownsIndex == .no }) else { return 0 }
        return latents.reduce(0) { $1.part.ownsIndex == .yes ? $0 + $1.layers : $0 }
    }

    /// Gives an index to some of the layers of latent attention, of each group the same share; 0 stands for all.
    fileprivate mutating func setIndexOwners(_ count: Double) {
        func withIndex(_ group: LayerGroup, _ owns: YesNo) -> LayerGroup {
            var copy = group
            for place in copy.parts.indices {
                guard case .latent(var part) = copy.parts[place] else { continue }
                part.ownsIndex = owns
                copy.parts[place] = .latent(part)
            }
            return copy
        }
        var merged: [LayerGroup] = []
        for group in groups.map({ withIndex($0, .yes) }) {
            if let last = merged.last, last.parts == group.parts {
                merged[merged.count - 1].layers += group.layers
                merged[merged.count - 1].stored += group.stored
            } else {
                merged.append(group)
            }
        }
        let layers = self.mlaLayers
        let share = count > 0 && count < layers ? count / layers : 1
        groups = merged.flatMap { group -> [LayerGroup] in
            guard share < 1, group.parts.contains(where: { Engine.Latent.of($0) != nil }) else { return [group] }
            return [(share, YesNo.yes), (1 - share, .no)].map { share, owns in
                var part = withIndex(group, owns)
                (part.layers, part.stored) = (group.layers * share, group.stored * share)
                return part
            }
        }
    }
}
