import Lanes

extension Engine {
    /// Bytes in one chip's DRAM, by what they are.
    public struct MemoryUse: Sendable, Equatable {
        /// Weights of all blocks.
        public private(set) var weights: V
        /// KV cache and recurrent state of the sequences.
        public private(set) var kvCache: V
        /// KV cache of prefixes that several sequences share, once in each replica.
        public private(set) var prefix: V
        /// Activations.
        public private(set) var activations: V
        /// Send and receive buffers of the all-to-all.
        public private(set) var buffers: V
        /// What the runtime keeps for itself.
        public private(set) var reserve: V
        /// The stage of the pipeline that needs most, whose bytes these are.
        public var stage: PipelineStage { PipelineStage.of(stageCode) }
        /// Code of that stage.
        private(set) var stageCode: V = PipelineStage.only.code()
        /// All of it.
        public private(set) var total: V

        /// Puts together parts that were worked out before.
        public init(weights: V, kvCache: V, prefix: V = 0, activations: V, buffers: V = 0, reserve: V = 0) {
            self.weights = weights
            self.kvCache = kvCache
            self.prefix = prefix
            self.activations = activations
            self.buffers = buffers
            self.reserve = reserve
            total = weights + kvCache + prefix + activations + buffers + reserve
        }

        /// The weights and the sum of all, which is what a stored row keeps; the rest counts as cache.
        public init(weights: V, total: V, stage: PipelineStage) {
            self.init(weights: weights, kvCache: total - weights, activations: 0)
            self.total = total
            stageCode = stage.code()
        }

        /// What does not grow with the tokens in the KV cache.
        public var withoutCache: V { total - kvCache }

        /// The KV cache, activations and buffers of one phase, with the weights of the stage that needs most.
        @inline(__always) init(weights: StagedBytes, _ s: Scenario, _ shape: StepShape) {
            self.init(weights: weights.bytes(in: .only, s.inputs), stage: .only, s, shape)
            if s.deployment.pp > 1 { self = Self.fullest(weights: weights, s, shape) }
        }

        private static func fullest(weights: StagedBytes, _ s: Scenario, _ shape: StepShape) -> MemoryUse {
            func use(_ stage: PipelineStage) -> MemoryUse {
                MemoryUse(weights: weights.bytes(in: stage, s.inputs), stage: stage, s, shape)
            }
            var fullest = use(.first)
            for stage in [PipelineStage.middle, .last] where stage == .last || s.deployment.pp > 2 {
                let other = use(stage)
                fullest = choose(fullest.total, below: other.total, other, fullest)
            }
            return fullest
        }

        @inline(__always) init(weights: V, stage: PipelineStage, _ s: Scenario, _ shape: StepShape) {
            let d = s.deployment
            let sequences = shape.isDecode ? d.batch * d.tp * d.pp : ceiling(d.batch / d.dp) / d.sp
            let context = shape.isDecode ? s.workload.context : s.workload.input
            let own = SequenceCache.bytes(context: context, shared: lesser(context, s.workload.cached), s, shape)
            let prefix: V =
                s.workload.cached > 0
                ? SequenceCache.prefix(within: context, s, shape).bytes(in: stage, s.inputs)
                    * lesser(s.workload.prefixes, sequences * s.workload.prefixHit) : 0
            let passes = PassMemory(s, shape, hasHead: stage.hasHead)
            self.init(
                weights: weights, kvCache: sequences * own.bytes(in: stage, s.inputs),
                prefix: prefix,
                activations: passes.activations, buffers: passes.buffers,
                reserve: s.inputs.reservedBytes(beside: weights, passes))
            stageCode = stage.code()
        }

        /// `x` where `a` is below `b`, else `y`.
        static func choose(_ a: V, below b: V, _ x: MemoryUse, _ y: MemoryUse) -> MemoryUse {
            var use = x
            use.weights = V.choose(a, below: b, x.weights, y.weights)
            use.kvCache = V.choose(a, below: b, x.kvCache, y.kvCache)
            use.prefix = V.choose(a, below: b, x.prefix, y.prefix)
            use.activations = V.choose(a, below: b, x.activations, y.activations)
            use.buffers = V.choose(a, below: b, x.buffers, y.buffers)
            use.reserve = V.choose(a, below: b, x.reserve, y.reserve)
            use.stageCode = V.choose(a, below: b, x.stageCode, y.stageCode)
            use.total = V.choose(a, below: b, x.total, y.total)
            return use
        }

        /// Counts the activations and buffers of a pass over prompts, which take the place of those of a decode step.
        mutating func makeRoom(for pass: Scenario) {
            let passes = PassMemory(pass, StepShape(pass.inputs), hasHead: stage.hasHead)
            let before = activations + buffers
            activations = greater(activations, passes.activations)
            buffers = greater(buffers, passes.buffers)
            if pass.runtime.reserveHoldsActivations { reserve = greater(0, reserve - (activations + buffers - before)) }
            total = weights + kvCache + prefix + activations + buffers + reserve
        }
    }
}

extension Engine {
    /// What the KV cache and the state of one sequence take.
    enum SequenceCache {
        /// Bytes on one chip of a tensor-parallel group, for `context` tokens.
        ///
        /// What every head shares has no head to be split by. What a drafted token's layer keeps lies in the last stage.
        /// Of what grows with the context, `shared` tokens are left out; windows and states are a sequence's own.
        static func bytes(context: V, shared: V = 0, _ s: Scenario, _ shape: StepShape) -> StagedBytes {
            let (model, tp) = (s.inputs.model, s.deployment.tp)
            var bytes = StagedBytes()
            for run in s.runs where run.part.isMixer {
                let cache = run.part.cache(model)
                let share = cache.share(tp)
                let long = (cache.perToken * share + cache.index) * (context - shared)
                bytes += .layers(run.layers, each: long, drafts: run.drafts, s.inputs)
                let window = cache.inWindow * share * lesser(context, cache.window)
                bytes.layers += run.layers * (window + cache.state / tp + cache.wholeState)
            }
            return bytes
        }

        /// Bytes on one chip of a tensor-parallel group for a prefix, as far as it lies within a context.
        static func prefix(within context: V, _ s: Scenario, _ shape: StepShape) -> StagedBytes {
            let (model, tp) = (s.inputs.model, s.deployment.tp)
            var bytes = StagedBytes()
            for run in s.runs where run.part.isMixer {
                let cache = run.part.cache(model)
                let long = (cache.perToken * cache.share(tp) + cache.index) * lesser(context, s.workload.prefix)
                bytes += .layers(run.layers, each: long, drafts: run.drafts, s.inputs)
            }
            return bytes
        }
    }
}

extension Engine.LayerCache {
    /// What a chip of a tensor-parallel group has of what key and value heads share.
    func share(_ tp: V) -> V { heads > 0 ? ceiling(heads / tp) / heads : 1 }
}

extension Engine {
    /// What a pass through the layers takes beside weights and caches.
    struct PassMemory {
        let activations: V
        let buffers: V

        var total: V { activations + buffers }

        /// Residual, one working copy of it, the query heads and the widest feed-forward slice, logits in 32 bits where there
        /// is a head; vectors that are sent to the experts and come back.
        @inline(__always) init(_ s: Scenario, _ shape: StepShape, hasHead: Bool) {
            let model = s.inputs.model
            var (widest, largest): (V, V) = (0, 0)
            for run in s.runs {
                widest = greater(widest, run.part.working(s.inputs))
                if case .mixture(let mixture) = run.part {
                    largest = greater(largest, mixture.buffers(s.inputs, shape))
                }
            }
            let logits = hasHead ? shape.headRows * model.vocabulary / s.deployment.tp * 4 : 0
            activations = shape.rows * (2 * model.hidden + widest) * shape.attention.activationBytes + logits
            buffers = largest
        }
    }
}

extension Engine.Inputs {
    /// Bytes of a chip's DRAM that the runtime keeps.
    @inline(__always) func reservedBytes(beside weights: V, _ passes: Engine.PassMemory) -> V {
        let bytes = runtime.reserve(self, beside: weights)
        return runtime.reserveHoldsActivations ? greater(0, bytes - passes.total) : bytes
    }
}

extension Engine.MemoryUse {
    /// The KV cache, activations and buffers of a scenario, with the given weights of a stage.
    ///
    /// Latents have no head dimension to split: every chip of a tensor-parallel group holds those of all the group's
    /// sequences. A pipeline of `pp` stages holds `pp` times as many sequences in a `pp`-th of the layers.
    ///
    /// Where serving is not static, those of a decode worker with its share of all requests in flight; where prompts are
    /// computed on the same chips, with the activations and buffers of their passes.
    public init(weights: V, stage: PipelineStage, _ s: Engine.Scenario) {
        let worker = s.decodeWorker
        self.init(weights: weights, stage: stage, worker, Engine.StepShape(worker.inputs))
        if s.workload.serving == .agg { makeRoom(for: Engine.ServedPhases.fullestPass(s)) }
    }

    /// The same stage with all requests of a scenario in flight.
    func inFlight(_ s: Engine.Scenario) -> Self {
        func use(_ stage: PipelineStage) -> Self { Self(weights: weights, stage: stage, s) }
        guard s.deployment.pp > 1 else { return use(.only) }
        func at(_ stage: PipelineStage) -> V { stage.code() }
        let behind = Self.choose(stageCode, below: at(.last), use(.middle), use(.last))
        return Self.choose(stageCode, below: at(.middle), use(.first), behind)
    }
}
