import Lanes

extension Engine {
    /// A mixture-of-experts block: router, dispatch, the chip's routed experts, combine, and the shared expert.
    ///
    /// The shared expert depends on nothing that travels, so it runs beside the combine and only its excess shows
    /// (vLLM and SGLang overlap it with the all-to-all in the same way).
    enum MixtureOfExperts: Block {
        static var kind: BlockKind { .moe }

        @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> V {
            s.model.moeLayers > 0 ? LayerCalls.of(s.model.moeLayers, drafts: true, s, shape) : 0
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            let m = s.model
            // Norm, top-k, sorting and spreading the rows, activation, weighted sum.
            let kernels = 6 + shape.experts.quantisations + (m.sharedIntermediate > 0 ? 1 : 0)
            recorder.record(
                .smallKernels,
                Roofline.smallKernels(kernels, spread: 1.5 * m.expertsPerToken / s.deployment.ep, shape))
            let d = s.deployment
            let holders = Holders(layers: m.moeLayers, drafts: true)
            let router = Matrix(
                name: .router, depth: shape.hiddenDepth, columns: shape.columns(m.experts), rates: shape.ffn)
            recorder.record(router, shape.paddedRows, in: holders, s, shape)

            // Where attention is cut over all chips of the stage, each has all tokens already.
            let isTensorParallel = d.tp == d.ep * d.moeTP
            let dispatchBytes = m.hidden * V(m.precision.dispatch.bytes)
            let combineBytes = m.hidden * V(m.precision.combine.bytes)
            // Between several ranks a chip gathers the vectors it received; with one there is nothing to route.
            let gathered = d.ep > 1 ? shape.vectors : shape.rows / d.tp
            let dispatch = isTensorParallel ? OperatorCost(exposed: 0) : allToAll(dispatchBytes, s, shape)
            if !isTensorParallel {
                recorder.record(.dispatch, dispatch)
                recorder.record(
                    .dispatchGather, Collective.allGather(bytes: gathered * dispatchBytes, ranks: d.moeTP, s.chip))
            }

            // Only experts that at least one token visits read their weights; expected: g (1 - (1 - k/E)^tokens).
            let visited = visitedShare(tokens: shape.stageTokens, chance: m.expertsPerToken / m.experts)
            let hit = shape.localExperts * visited
            let read = busiestExperts(shape.localExperts, visited: visited, ranks: d.ep)
            let expertRows = shape.expertRowPadding.pad(busiestRows(s, shape) / visited)
            let width = m.expertIntermediate / d.moeTP
            let expertGateUp = Matrix(
                name: .expertGateUp, count: (m.denseMatrices - 1) * shape.localExperts, depth: shape.hiddenDepth,
                columns: shape.columns(width), rates: shape.experts)
            let expertDown = Matrix(
                name: .expertDown, count: shape.localExperts, depth: shape.depth(width), columns: shape.hiddenColumns,
                rates: shape.experts)
            /// Matrices of the experts that are visited are read and multiplied with, `each` of an expert.
            func product(_ matrix: Matrix, each: V) -> OperatorCost {
                Roofline.matmul(
                    count: each * hit, read: each * read, m: expertRows, k: matrix.depth, n: matrix.columns,
                    matrix.rates, s, shape)
            }
            recorder.hold(expertGateUp.bytes + expertDown.bytes, in: holders, s)
            recorder.record(expertGateUp.name, product(expertGateUp, each: m.denseMatrices - 1))
            recorder.record(expertDown.name, product(expertDown, each: 1))

            let combine =
                isTensorParallel
                ? Collective.allReduce(bytes: shape.rows * combineBytes, ranks: d.tp, s.chip)
                : combineBytes == dispatchBytes ? dispatch : allToAll(combineBytes, s, shape)
            recorder.record(isTensorParallel ? .expertAllReduce : .combine, combine)
            if !isTensorParallel {
                recorder.record(
                    .combineGather, Collective.allGather(bytes: gathered * combineBytes, ranks: d.moeTP, s.chip))
            }
            guard m.sharedIntermediate > 0 else { return }
            let sharedWidth = m.sharedIntermediate / d.tp
            let sharedGateUp = Matrix(
                name: .sharedGateUp, count: m.denseMatrices - 1, depth: shape.hiddenDepth,
                columns: shape.columns(sharedWidth), rates: shape.ffn)
            let sharedDown = Matrix(
                name: .sharedDown, depth: shape.depth(sharedWidth), columns: shape.hiddenColumns, rates: shape.ffn)
            recorder.hold(sharedGateUp.bytes + sharedDown.bytes, in: holders, s)
            let gateUp = sharedGateUp.product(shape.paddedRows, s, shape)
            let down = sharedDown.product(shape.paddedRows, s, shape)
            // With two-batch overlap the other half batch already fills the time of the combine.
            let room = shape.isSplit ? 0 : combine.exposed
            recorder.record(sharedGateUp.name, gateUp.hiding(room))
            recorder.record(sharedDown.name, down.hiding(greater(0, room - gateUp.exposed)))
        }

        @inline(__always) private static func allToAll(
            _ vectorBytes: V, _ s: Scenario, _ shape: StepShape
        ) -> OperatorCost {
            let (d, m) = (s.deployment, s.model)
            let traffic = AllToAll.Traffic(
                vectors: shape.vectors, vectorBytes: vectorBytes, experts: m.experts,
                expertsPerToken: m.expertsPerToken,
                routeGroups: m.routeGroups, routeGroupLimit: m.routeGroupLimit,
                skew: skew(s, localExperts: shape.localExperts))
            let mayRelay = s.chip.relaysAllToAll == .auto || (s.chip.relaysAllToAll == .prefill && !shape.isDecode)
            return AllToAll.cost(traffic, ranks: d.ep, span: d.chips / d.pp, mayRelay: mayRelay, s.chip)
        }

        /// Rows of a local expert on the rank with the most tokens.
        ///
        /// The busiest expert has `hottest` times the mean, the others share what is left. Redundant copies (EPLB) halve the
        /// load of the busiest experts: with loads that fall evenly from `h` to `2 - h`, R copies leave
        /// `max(h / 2, h - 2 (h - 1) R / E)`.
        @inline(__always) private static func busiestRows(_ s: Scenario, _ shape: StepShape) -> V {
            let mean = shape.stageTokens * s.model.expertsPerToken / (s.model.experts + s.deployment.redundantExperts)
            return mean * skew(s, localExperts: shape.localExperts)
        }

        /// The most tokens of a stage, fewer than `tokens`, with which the rows of the busiest experts fill their tiles; 0 where
        /// they never do.
        ///
        /// Rows of an expert that is visited grow with the tokens, so that the repetition falls towards those that fill them.
        static func fullTiles(below tokens: V, _ s: Scenario) -> V {
            let (chosen, experts) = (s.model.expertsPerToken, s.model.experts)
            let copies = experts + s.deployment.redundantExperts
            let each = chosen / copies * skew(s, localExperts: copies / s.deployment.ep)
            let tile = greater(s.chip.cubeM, s.chip.expertRows)
            // Of few tokens x n / E + 1 at most visit an expert that is visited.
            guard each * (tokens + experts / chosen) > tile else { return 0 }
            func visited(_ tokens: V) -> V { visitedShare(tokens: tokens, chance: chosen / experts) }
            let tiles = ceiling(lesser(tokens * each / visited(tokens) / tile, 0x1p50) * (1 - 1e-9)) - 1
            guard tiles > 0 else { return 0 }
            var full = tokens
            for _ in 0..<40 {
                let next = tiles * tile / each * visited(full)
                if next >= full * (1 - 1e-12) { break }
                full = next
            }
            // The side in front of the jump.
            return full * (1 - 1e-10)
        }

        /// Load of the rank with the busiest expert over the mean.
        @inline(__always) private static func skew(_ s: Scenario, localExperts: V) -> V {
            let (d, h) = (s.deployment, s.workload.hottest)
            if h <= 1 { return 1 }
            let evened = greater(1, greater(h / 2, h - 2 * (h - 1) * d.redundantExperts / s.model.experts))
            return 1 + (evened - 1) / greater(1, localExperts)
        }

        /// Experts that are visited on the rank where most are.
        ///
        /// Each of a rank's experts is visited or not; of `ranks` such sums the largest lies about sqrt(2 ln ranks) standard
        /// deviations above the mean. In large batches all are visited everywhere.
        @inline(__always) private static func busiestExperts(_ local: V, visited: V, ranks: V) -> V {
            guard ranks > 1 else { return local * visited }
            let deviations = (V(2 * 0.6931471805599453) * ranks.ceilingLog2).root
            func most() -> V { local * visited + deviations * (local * visited * (1 - visited)).root }
            return V.choose(visited, below: 1, lesser(local, most()), local * visited)
        }

        /// The probability that an expert is visited by at least one of `tokens`, each with the given chance.
        ///
        /// In serving the tokens are a mean; the step that has one more and the one that has none more share it. A step without
        /// a token is not run. Above 20 expected visits the rest is below 3e-9 and is left out, which spares the power in large
        /// batches.
        @inline(__always) private static func visitedShare(tokens: V, chance: V) -> V {
            func share() -> V {
                let whole = greater(1, floored(tokens))
                let none: V = (1 - chance).wholePower(whole)
                return 1 - none * (1 - greater(0, tokens - whole) * chance)
            }
            return V.choose(20, below: tokens * chance, 1, share())
        }
    }
}

extension BlockKind {
    /// MoE.
    public static var moe: BlockKind { BlockKind("MoE") }
}

extension OperatorName {
    static var router: OperatorName { OperatorName("router") }
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
