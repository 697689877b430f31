import Lanes

/// Where a step meets a part of layers: equal parts of all groups together, since they cost the same.
struct LayerUse: Sendable, Equatable {
    /// Layers whose part is the same in everything.
    struct Variant: Sendable, Equatable {
        /// The first group that has it.
        let group: Int
        /// Its number in that group.
        let part: Int
        /// The groups that have it, those twice whose layers have it twice.
        var groups: [Int]
        /// Whether the layer that drafts tokens has it too.
        var drafts = false
    }

    /// The layers, by what is not alike: windows last.
    var variants: [Variant]
    /// The group, counted from 1, where blocks of the same name have other shapes elsewhere; 0 where the name says enough.
    var label = 0

    /// Groups parts that are alike, in the order in which a breakdown shows them.
    static func all<V: Lane>(of groups: [Engine<V>.LayerGroup]) -> [LayerUse] {
        typealias Part = Engine<V>.LayerPart
        var found: [(likeness: Part, use: LayerUse, parts: [Part])] = []
        for (group, layers) in groups.enumerated() {
            for (number, part) in layers.parts.enumerated() {
                let variant = Variant(group: group, part: number, groups: [group])
                guard let like = found.firstIndex(where: { $0.likeness == part.likeness }) else {
                    found.append((part.likeness, LayerUse(variants: [variant]), [part]))
                    continue
                }
                if let same = found[like].parts.firstIndex(of: part) {
                    found[like].use.variants[same].groups.append(group)
                } else {
                    found[like].use.variants.append(variant)
                    found[like].parts.append(part)
                }
            }
        }
        for place in found.indices where found.count(where: { $0.likeness.rank == found[place].likeness.rank }) > 1 {
            found[place].use.label = found[place].use.variants[0].group + 1
        }
        var uses: [(rank: Int, use: LayerUse, parts: [Part])] = found.map { ($0.likeness.rank, $0.use, $0.parts) }
        markDrafts(&uses)
        for place in uses.indices {
            let order = uses[place].parts.indices.sorted {
                (uses[place].parts[$0].hasWindow ? 1 : 0, $0) < (uses[place].parts[$1].hasWindow ? 1 : 0, $1)
            }
            uses[place].use.variants = order.map { uses[place].use.variants[$0] }
        }
        let order = uses.indices.sorted { (uses[$0].rank, $0) < (uses[$1].rank, $1) }
        return order.map { uses[$0].use }
    }

    /// Marks what the layer that drafts has: the mixer and the block of the last layer, of attention that over the whole context,
    /// of blocks the mixture (multi-token prediction, DeepSeek-V3 report, section 2.2).
    private static func markDrafts<V: Lane>(_ uses: inout [(rank: Int, use: LayerUse, parts: [Engine<V>.LayerPart])]) {
        var mixer: (reach: Int, group: Int, use: Int, variant: Int)?
        var block: (reach: Int, group: Int, use: Int, variant: Int)?
        for place in uses.indices {
            for (number, part) in uses[place].parts.enumerated() {
                let group = uses[place].use.variants[number].groups.last ?? 0
                switch part {
                case .attention, .latent, .compressed:
                    let reach = part.hasWindow ? 0 : part.takesChoice ? 1 : 2
                    if mixer.map({ ($0.reach, $0.group) < (reach, group) }) ?? true {
                        mixer = (reach, group, place, number)
                    }
                case .dense, .mixture:
                    let reach = if case .mixture = part { 1 } else { 0 }
                    if block.map({ ($0.reach, $0.group) < (reach, group) }) ?? true {
                        block = (reach, group, place, number)
                    }
                default: break
                }
            }
        }
        for found in [mixer, block] {
            if let found { uses[found.use].use.variants[found.variant].drafts = true }
        }
    }
}

extension Engine.LayerPart {
    /// Where it stands in a breakdown; kinds whose blocks have the same names have the same.
    fileprivate var rank: Int {
        switch self {
        case .attention, .latent, .compressed: 0
        case .delta: 1
        case .stateSpace: 2
        case .recurrence: 3
        case .dense: 4
        case .mixture: 5
        case .streams: 6
        case .lookup: 7
        case .matrices: 8
        }
    }

    /// Whether it is attention over a window alone.
    var hasWindow: Bool {
        switch self {
        case .attention(let part): part.window > 0
        case .latent(let part): part.window > 0
        default: false
        }
    }

    /// Whether it attends to what the index of another layer selects.
    fileprivate var takesChoice: Bool { if case .latent(let part) = self { part.ownsIndex == .no } else { false } }

    /// The part without that in which layers may differ that a step meets together.
    fileprivate var likeness: Self {
        switch self {
        case .attention(let part): .attention(part.likeness)
        case .latent(let part): .latent(part.likeness)
        default: self
        }
    }
}

extension Engine {
    /// Layers whose part is the same in everything, as a step meets them.
    struct LayerRun: Sendable {
        /// The part.
        let part: LayerPart
        /// Layers that a token passes.
        let layers: V
        /// Those whose weights are stored.
        let stored: V
        /// Whether the layer that drafts tokens has it too.
        let drafts: Bool
        /// Where it is met: runs whose parts are alike follow one another and are met together.
        let use: Int
        /// The group that names its blocks, counted from 1; 0 where their names say enough.
        let label: Int
    }
}

extension Engine {
    /// The groups of a model's layers and what follows from them.
    final class LayerTable: Sendable, Equatable {
        let groups: [LayerGroup]
        let runs: [LayerRun]
        /// Layers with a token mixer of any kind.
        let mixers: V
        private let uses: [LayerUse]

        convenience init(_ groups: [LayerGroup]) { self.init(groups, LayerUse.all(of: groups)) }

        /// Which parts are equal is known already where other kinds of numbers do not tell.
        private init(_ groups: [LayerGroup], _ uses: [LayerUse]) {
            self.groups = groups
            self.uses = uses
            runs = uses.enumerated().flatMap { number, use in
                use.variants.map { variant in
                    LayerRun(
                        part: groups[variant.group].parts[variant.part],
                        layers: variant.groups.reduce(0) { $0 + groups[$1].layers },
                        stored: variant.groups.reduce(0) { $0 + groups[$1].stored }, drafts: variant.drafts,
                        use: number, label: use.label)
                }
            }
            mixers = groups.reduce(0) { $1.parts.contains { $0.isMixer } ? $0 + $1.layers : $0 }
        }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.LayerTable {
            Engine<U>.LayerTable(groups.map { $0.map(number) }, uses)
        }

        static func == (a: LayerTable, b: LayerTable) -> Bool { a === b || a.groups == b.groups }
    }
}

extension Engine {
    /// The layers that a step meets together, with the shapes of their part.
    struct LayerSet<Kind: LayerKind<V>> {
        /// The runs of all layers.
        let runs: [LayerRun]
        /// Those of these layers.
        let range: Range<Int>
        /// The part of the first of them.
        let kind: Kind

        /// Layers that a token passes.
        var layers: V { range.reduce(0) { $0 + runs[$1].layers } }
        /// Those whose weights are stored.
        var holders: Holders { Holders(layers: range.reduce(0) { $0 + runs[$1].stored }, drafts: drafts) }
        /// Whether the layer that drafts tokens is one of them too.
        var drafts: Bool { range.contains { runs[$0].drafts } }

        /// The part of a run.
        func kind(_ place: Int) -> Kind { Kind.of(runs[place].part) ?? kind }
    }
}

extension Engine {
    /// A step on its way through the layers.
    ///
    /// It is handed on and never copied: a copy would count the references of the model anew and copy every figure.
    struct Walk: ~Copyable {
        /// What is evaluated.
        let s: Inputs
        /// The shape of the step.
        let shape: StepShape
        /// How often each block is called: twice where the batch is split.
        let times: V

        init(s: Inputs, shape: StepShape, times: V) {
            (self.s, self.shape, self.times) = (s, shape, times)
        }

        /// Records a block that some layers have.
        @inline(__always) func block<Recorder: StepRecorder<V>, Kind: LayerKind<V>>(
            _ block: BlockKind, _ layers: LayerSet<Kind>, into recorder: inout Recorder,
            _ body: (inout Recorder) -> Void
        ) {
            self.block(block, layers, layers.layers, drafts: layers.drafts, into: &recorder, body)
        }

        /// Records a block that some of the layers of a use have.
        @inline(__always) func block<Recorder: StepRecorder<V>, Kind: LayerKind<V>>(
            _ block: BlockKind, _ layers: LayerSet<Kind>, _ count: V, drafts: Bool, into recorder: inout Recorder,
            _ body: (inout Recorder) -> Void
        ) {
            let calls = LayerCalls.of(count, drafts: drafts, s, shape)
            guard calls > 0 else { return }
            let label = layers.runs[layers.range.lowerBound].label
            recorder.begin(label > 0 ? block.of(group: label) : block, calls: calls * times)
            body(&recorder)
        }

        /// Records the product of a pass's rows with matrices of the layers, and that these hold them.
        @inline(__always) func product<Recorder: StepRecorder<V>>(
            _ weights: Weights, in holders: Holders, into recorder: inout Recorder
        ) {
            recorder.record(shape.matrix(weights, s), shape.paddedRows, in: holders, s, shape)
        }

        /// Records an all-reduce of the residual stream over a tensor-parallel group.
        @inline(__always) func allReduce<Recorder: StepRecorder<V>>(
            _ name: OperatorName, into recorder: inout Recorder
        ) { recorder.record(name, shape.residualAllReduce) }

        /// Records kernels beside the large operators of a block.
        @inline(__always) func kernels<Recorder: StepRecorder<V>>(
            _ count: V, spread: V = 0, into recorder: inout Recorder
        ) { recorder.record(.smallKernels, Roofline.smallKernels(count, spread: spread, shape)) }

        /// Records what groups that share a sequence bring together of a prompt: `width` elements a token.
        @inline(__always) func gather<Recorder: StepRecorder<V>>(width: V, into recorder: inout Recorder) {
            guard s.deployment.sp > 1 else { return }
            let bytes = shape.rows * width * shape.attention.activationBytes
            recorder.record(
                .keyValueGather,
                Collective.allGather(bytes: bytes, ranks: s.deployment.sp, spacing: s.deployment.tp, s.chip))
        }
    }
}
