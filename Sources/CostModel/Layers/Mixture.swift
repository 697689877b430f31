import Lanes

extension Engine {
    /// A mixture of experts: router, dispatch, the chip's routed experts, combine, and the shared expert.
    public struct Mixture: LayerKind {
        typealias Number = V

        /// Routed experts.
        public var experts: V
        /// Routed experts that a token chooses, identities among them.
        public var perToken: V
        /// Width of one routed expert.
        public var intermediate: V
        /// Matrices of an expert: 3 with a gate, 2 without.
        public var matrices: V = 3
        /// Width of all shared experts together.
        public var shared: V = 0
        /// Width of the latent that routed experts work on; 0 where they work on the residual stream.
        public var latent: V = 0
        /// Experts that hand a token on as it is (LongCat); a token that chooses them computes less.
        public var identities: V = 0
        /// Width between the matrices of a router of low rank; 0 where there is one.
        public var routerRank: V = 0
        /// Groups of experts; 1 where routing is not limited.
        public var routeGroups: V = 1
        /// Groups that a token's experts may lie in.
        public var routeGroupLimit: V = 1
        /// Whether the shared expert has a gate of its own.
        public var sharedGate = YesNo.no
        /// Parameters of each routed expert beside its matrices: biases.
        public var expertOthers: V = 0
        /// Parameters beside the matrices of all experts.
        public var others: V = 0

        /// Experts, how many a token chooses, and their width.
        public init(experts: V, perToken: V, intermediate: V, _ fill: (inout Mixture) -> Void = { _ in }) {
            self.experts = experts
            self.perToken = perToken
            self.intermediate = intermediate
            fill(&self)
        }

        static func of(_ part: LayerPart) -> Mixture? { if case .mixture(let part) = part { part } else { nil } }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Mixture {
            var copy = Engine<U>.Mixture(
                experts: number(experts), perToken: number(perToken), intermediate: number(intermediate))
            copy.matrices = number(matrices)
            copy.shared = number(shared)
            copy.latent = number(latent)
            copy.identities = number(identities)
            copy.routerRank = number(routerRank)
            copy.routeGroups = number(routeGroups)
            copy.routeGroupLimit = number(routeGroupLimit)
            copy.sharedGate = sharedGate
            copy.expertOthers = number(expertOthers)
            copy.others = number(others)
            return copy
        }
    }
}

extension Engine.Mixture {
    /// Routed experts that a token visits: of those it chooses, the ones that compute.
    public var visits: V { identities > 0 ? perToken * experts / (experts + identities) : perToken }

    /// Width of what travels to the experts.
    private func width(_ model: Engine.Frame) -> V { latent > 0 ? latent : model.hidden }

    /// The scores of all experts.
    private func router(_ model: Engine.Frame) -> [Engine.Weights] {
        func matrix(_ depth: V, _ columns: V, count: V = 1) -> Engine.Weights {
            Engine.Weights(
                name: .router, count: count, depth: depth, columns: columns, split: .whole, role: .ffn)
        }
        guard routerRank > 0 else { return [matrix(model.hidden, experts + identities)] }
        return [
            matrix(model.hidden, routerRank), matrix(routerRank, routerRank, count: 2),
            matrix(routerRank, experts + identities),
        ]
    }

    /// The way onto the latent that experts work on, and back.
    private func latents(_ model: Engine.Frame) -> [Engine.Weights] {
        guard latent > 0 else { return [] }
        return [(model.hidden, latent), (latent, model.hidden)].map { depth, columns in
            Engine.Weights(name: .latentProjection, depth: depth, columns: columns, split: .whole, role: .ffn)
        }
    }

    private func expertUp(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(
            name: .expertGateUp, count: (matrices - 1) * experts, depth: width(model), columns: intermediate,
            split: .expertColumns, role: .experts, heads: experts, met: visits / experts)
    }

    private func expertDown(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(
            name: .expertDown, count: experts, depth: intermediate, columns: width(model), split: .expertRows,
            role: .experts, heads: experts, met: visits / experts)
    }

    private func sharedUp(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(
            name: .sharedGateUp, count: matrices - 1, depth: model.hidden, columns: shared, split: .columns, role: .ffn)
    }

    private func sharedDown(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(name: .sharedDown, depth: shared, columns: model.hidden, split: .rows, role: .ffn)
    }

    func weights(_ model: Engine.Frame) -> [Engine.Weights] {
        router(model) + latents(model) + [expertUp(model), expertDown(model)]
            + (shared > 0 ? [sharedUp(model), sharedDown(model)] : [])
    }

    func others(_ model: Engine.Frame) -> V {
        others + experts * expertOthers + (sharedGate == .yes ? model.hidden : 0)
    }

    /// The shared expert depends on nothing that travels, so it may run beside the combine; how much of that a runtime makes use
    /// of is `shared_overlap`.
    func record<Recorder: StepRecorder<V>>(
        _ layers: Engine.LayerSet<Self>, _ walk: borrowing Engine.Walk, into recorder: inout Recorder
    ) {
        walk.block(.moe, layers, into: &recorder) { recordBlock(layers.holders, walk, into: &$0) }
    }

    private func recordBlock<Recorder: StepRecorder<V>>(
        _ holders: Engine.Holders, _ walk: borrowing Engine.Walk, into recorder: inout Recorder
    ) {
        let (s, shape, d) = (walk.s, walk.shape, walk.s.deployment)
        // Norm, top-k, sorting and spreading the rows, activation, weighted sum.
        let kernels = 6 + shape.experts.quantisations + (shared > 0 ? 1 : 0)
        walk.kernels(kernels, spread: 1.5 * visits / d.ep, into: &recorder)
        for weights in router(s.model) { walk.product(weights, in: holders, into: &recorder) }
        for weights in latents(s.model).prefix(1) { walk.product(weights, in: holders, into: &recorder) }

        // Where attention is cut over all chips of the stage, each has all tokens already.
        let isTensorParallel = d.tp == d.ep * d.moeTP
        let dispatchBytes = width(s.model) * V(s.model.precision.dispatch.bytes)
        let combineBytes = width(s.model) * V(s.model.precision.combine.bytes)
        // Between several ranks a chip gathers the vectors it received; with one there is nothing to route.
        let gathered = d.ep > 1 ? vectors(s, shape) : shape.rows / d.tp
        let dispatch = isTensorParallel ? Engine.OperatorCost(exposed: 0) : allToAll(dispatchBytes, s, shape)
        if !isTensorParallel {
            recorder.record(.dispatch, dispatch)
            recorder.record(
                .dispatchGather,
                Engine.Collective.allGather(bytes: gathered * dispatchBytes, ranks: d.moeTP, s.chip))
        }

        // Only experts that at least one token visits read their weights; expected: g (1 - (1 - k/E)^tokens).
        let local = localExperts(s)
        let visited = visitedShare(s, tokens: shape.stageTokens)
        let hit = local * visited
        let read = Self.busiestExperts(local, visited: visited, ranks: d.ep)
        let expertRows = shape.expertRowPadding.pad(busiestRows(s, shape) / visited)
        let (up, down) = (shape.matrix(expertUp(s.model), s), shape.matrix(expertDown(s.model), s))
        /// Matrices of the experts that are visited are read and multiplied with, `each` of an expert.
        func product(_ matrix: Engine.Matrix, each: V) -> Engine.OperatorCost {
            Engine.Roofline.matmul(
                count: each * hit, read: each * read, m: expertRows, k: matrix.depth, n: matrix.columns, matrix.rates,
                s, shape)
        }
        recorder.hold(up.bytes + down.bytes, in: holders, s)
        recorder.record(up.name, product(up, each: matrices - 1).starting(after: s.chip.kernels.expertStart))
        recorder.record(down.name, product(down, each: 1))

        let combine =
            isTensorParallel
            ? Engine.Collective.allReduce(bytes: shape.rows * combineBytes, ranks: d.tp, s.chip)
            : combineBytes == dispatchBytes ? dispatch : allToAll(combineBytes, s, shape)
        recorder.record(isTensorParallel ? .expertAllReduce : .combine, combine)
        if !isTensorParallel {
            recorder.record(
                .combineGather, Engine.Collective.allGather(bytes: gathered * combineBytes, ranks: d.moeTP, s.chip))
        }
        for weights in latents(s.model).dropFirst() { walk.product(weights, in: holders, into: &recorder) }
        if shared > 0 { recordShared(beside: combine, holders, walk, into: &recorder) }
    }

    private func recordShared<Recorder: StepRecorder<V>>(
        beside combine: Engine.OperatorCost, _ holders: Engine.Holders, _ walk: borrowing Engine.Walk,
        into recorder: inout Recorder
    ) {
        let (s, shape) = (walk.s, walk.shape)
        let (sharedUp, sharedDown) = (shape.matrix(sharedUp(s.model), s), shape.matrix(sharedDown(s.model), s))
        recorder.hold(sharedUp.bytes + sharedDown.bytes, in: holders, s)
        let up = sharedUp.product(shape.paddedRows, s, shape)
        let down = sharedDown.product(shape.paddedRows, s, shape)
        // With two-batch overlap the other half batch already fills the time of the combine.
        let room = shape.isSplit ? 0 : combine.exposed * s.chip.kernels.sharedOverlap
        recorder.record(sharedUp.name, up.hiding(room))
        recorder.record(sharedDown.name, down.hiding(greater(0, room - up.exposed)))
    }
}

extension BlockKind {
    /// MoE.
    public static var moe: BlockKind { BlockKind("MoE") }
}

extension OperatorName {
    static var router: OperatorName { OperatorName("router") }
    static var latentProjection: OperatorName { OperatorName("latent_proj") }
    static var dispatch: OperatorName { OperatorName("dispatch") }
    static var dispatchGather: OperatorName { OperatorName("dispatch_all_gather") }
    static var expertGateUp: OperatorName { OperatorName("experts_gate_up") }
    static var expertDown: OperatorName { OperatorName("experts_down") }
    static var combine: OperatorName { OperatorName("combine") }
    static var combineGather: OperatorName { OperatorName("combine_all_gather") }
    static var expertAllReduce: OperatorName { OperatorName("experts_all_reduce") }
    static var sharedGateUp: OperatorName { OperatorName("shared_gate_up") }
    static var sharedDown: OperatorName { OperatorName("shared_down") }
}
