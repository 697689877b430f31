/// Bytes in one chip's DRAM, by what they are.
public struct MemoryUse: Sendable, Equatable {
    /// Weights of all blocks.
    public private(set) var weights: Double
    /// KV cache and recurrent state of the sequences.
    public private(set) var kvCache: Double
    /// Activations.
    public private(set) var activations: Double
    /// Send and receive buffers of the all-to-all.
    public private(set) var buffers: Double
    /// What the runtime keeps for itself.
    public private(set) var reserve: Double
    /// The stage of the pipeline that needs most, whose bytes these are.
    public var stage = PipelineStage.only
    /// All of it.
    public private(set) var total: Double

    /// Puts together parts that were worked out before.
    public init(weights: Double, kvCache: Double, activations: Double, buffers: Double = 0, reserve: Double = 0) {
        self.weights = weights
        self.kvCache = kvCache
        self.activations = activations
        self.buffers = buffers
        self.reserve = reserve
        total = weights + kvCache + activations + buffers + reserve
    }

    /// The weights and the sum of all, which is what a stored row keeps; the rest counts as cache.
    public init(weights: Double, total: Double, stage: PipelineStage) {
        self.init(weights: weights, kvCache: total - weights, activations: 0)
        self.total = total
        self.stage = stage
    }

    /// What does not grow with the tokens in the KV cache.
    public var withoutCache: Double { total - kvCache }
}

extension MemoryUse {
    /// The KV cache, activations and buffers of a scenario, with the given weights of a stage.
    ///
    /// Latents have no head dimension to split: every chip of a tensor-parallel group holds those of all the group's
    /// sequences. A pipeline of `pp` stages holds `pp` times as many sequences in a `pp`-th of the layers.
    ///
    /// Where serving is not static, those of a decode worker with its share of all requests in flight; where prompts are
    /// computed on the same chips, with the activations and buffers of their passes.
    public init(weights: Double, stage: PipelineStage, _ s: Scenario) {
        let worker = s.decodeWorker
        self.init(weights: weights, stage: stage, worker, StepShape(worker))
        if s.workload.serving == .agg { makeRoom(for: ServedPhases.fullestPass(s)) }
    }

    /// The same of the stage that needs most, with the weights by stage.
    @inline(__always) init(weights: StagedBytes, _ s: Scenario, _ shape: StepShape) {
        self.init(weights: weights.bytes(in: .only, share: 1), stage: .only, s, shape)
        if s.deployment.pp > 1 { self = Self.fullest(weights: weights, s, shape) }
    }

    private static func fullest(weights: StagedBytes, _ s: Scenario, _ shape: StepShape) -> MemoryUse {
        func use(_ stage: PipelineStage) -> MemoryUse {
            MemoryUse(
                weights: weights.bytes(in: stage, share: s.layerShare(of: stage)), stage: stage, s, shape)
        }
        var fullest = use(.first)
        for stage in [PipelineStage.middle, .last] where stage == .last || s.deployment.pp > 2 {
            let other = use(stage)
            if other.total > fullest.total { fullest = other }
        }
        return fullest
    }

    @inline(__always) private init(weights: Double, stage: PipelineStage, _ s: Scenario, _ shape: StepShape) {
        let d = s.deployment
        let sequences = shape.isDecode ? d.batch * d.tp * d.pp : ceiling(d.batch / d.dp) / d.sp
        let context = shape.isDecode ? s.workload.context : s.workload.input
        let cache = SequenceCache.bytes(context: context, s, shape)
        let passes = PassMemory(s, shape, hasHead: stage.hasHead)
        self.init(
            weights: weights, kvCache: sequences * cache.bytes(in: stage, share: s.layerShare(of: stage)),
            activations: passes.activations, buffers: passes.buffers, reserve: s.chip.reservedBytes)
        self.stage = stage
    }

    /// Counts the activations and buffers of a pass over prompts, which take the place of those of a decode step.
    mutating func makeRoom(for pass: Scenario) {
        let passes = PassMemory(pass, StepShape(pass), hasHead: stage.hasHead)
        activations = greater(activations, passes.activations)
        buffers = greater(buffers, passes.buffers)
        total = weights + kvCache + activations + buffers + reserve
    }
}

/// What the KV cache and the state of one sequence take.
enum SequenceCache {
    /// Bytes on one chip of a tensor-parallel group, for `context` tokens.
    @inline(__always) static func bytes(context: Double, _ s: Scenario, _ shape: StepShape) -> StagedBytes {
        let m = s.model
        let grouped = 2 * shape.kvHeads * m.headDim * shape.kvBytes
        let (latent, index) = (shape.latentBytes * context, shape.indexBytes * context)
        let window = m.windowLayers * grouped * lesser(context, m.window)
        let state = m.stateBytes / s.deployment.tp
        var bytes = StagedBytes.layers(m.mlaLayers, each: latent, drafts: m.mlaLayers > 0, s)
        bytes += .layers(m.indexingLayers, each: index, drafts: m.mlaLayers > 0, s)
        bytes += .layers(m.fullLayers, each: grouped * context, drafts: m.mlaLayers <= 0, s)
        bytes.layers += window + state
        return bytes
    }
}

/// What a pass through the layers takes beside weights and caches.
struct PassMemory {
    let activations: Double
    let buffers: Double

    var total: Double { activations + buffers }

    /// Residual, one working copy of it, the query heads and the widest feed-forward slice, logits in 32 bits where there
    /// is a head; vectors that are sent to the experts and come back.
    @inline(__always) init(_ s: Scenario, _ shape: StepShape, hasHead: Bool) {
        let m = s.model
        let head = m.mlaLayers > 0 ? m.headNope + m.headRope + m.keyValueLoRA : 2 * m.headDim
        let width = 2 * m.hidden + shape.heads * head
        let exchanged =
            m.moeLayers > 0 && s.deployment.ep > 1
            ? m.hidden * (ElementFormat.bytes(m.precision.dispatch) + ElementFormat.bytes(m.precision.combine)) : 0
        let logits = hasHead ? shape.headRows * m.vocabulary / s.deployment.tp * 4 : 0
        activations = shape.rows * width * shape.attention.activationBytes + logits
        buffers = shape.vectors * exchanged
    }
}
