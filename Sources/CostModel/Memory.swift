/// Bytes in one chip's DRAM, by what they are.
public struct MemoryUse: Sendable, Equatable {
    /// Weights of all blocks.
    public var weights: Double
    /// KV cache and recurrent state of the sequences.
    public var kvCache: Double
    /// Activations.
    public var activations: Double
    /// Send and receive buffers of the all-to-all.
    public var buffers: Double
    /// What the runtime keeps for itself.
    public var reserve: Double

    /// Puts together parts that were worked out before.
    public init(weights: Double, kvCache: Double, activations: Double, buffers: Double = 0, reserve: Double = 0) {
        self.weights = weights
        self.kvCache = kvCache
        self.activations = activations
        self.buffers = buffers
        self.reserve = reserve
    }

    /// All of it.
    public var total: Double { weights + kvCache + activations + buffers + reserve }
}

extension MemoryUse {
    /// The KV cache, activations and buffers of a scenario, with the given weights.
    ///
    /// Latents have no head dimension to split: every chip of a tensor-parallel group holds those of all the group's
    /// sequences. A pipeline of `pp` stages holds `pp` times as many sequences in a `pp`-th of the layers.
    ///
    /// Where serving is not static, those of a decode worker with its share of all requests in flight.
    public init(weights: Double, _ s: Scenario) {
        let worker = s.decodeWorker
        self.init(weights: weights, worker, StepShape(worker))
    }

    @inline(__always) init(weights: Double, _ s: Scenario, _ shape: StepShape) {
        let replicaSequences =
            shape.isDecode
            ? s.deployment.batch * s.deployment.tp
            : ceiling(s.deployment.batch / s.deployment.dp) / (s.deployment.sp * s.deployment.pp)
        let context = shape.isDecode ? s.workload.context : s.workload.input
        // The fullest pipeline stage, with the layers that draft tokens where they are used.
        let stage = s.deployment.pp > 1 ? Step.unevenness(s) : 1
        let drafts = s.workload.draft > 0 ? greater(1, s.model.mtpLayers) : 0
        let mlaLayers = s.model.mlaLayers > 0 ? s.model.mlaLayers * stage + drafts : 0
        let fullLayers = s.model.mlaLayers > 0 ? s.model.fullLayers * stage : s.model.fullLayers * stage + drafts
        let latent =
            mlaLayers
            * (s.model.keyValueLoRA + s.model.headRope + (s.model.indexTopK > 0 ? s.model.indexDim : 0)) * context
        let grouped =
            2 * shape.kvHeads * s.model.headDim
            * (fullLayers * context + s.model.windowLayers * stage * lesser(context, s.model.window))
        let state = s.model.stateBytes * stage / s.deployment.tp

        // Residual, one working copy of it, the query heads, and the widest feed-forward slice.
        let head =
            s.model.mlaLayers > 0 ? s.model.headNope + s.model.headRope + s.model.keyValueLoRA : 2 * s.model.headDim
        let width = 2 * s.model.hidden + s.model.heads / s.deployment.tp * head
        let exchanged =
            s.model.moeLayers > 0 && s.deployment.ep > 1
            ? s.model.hidden
                * (ElementFormat.bytes(s.model.precision.dispatch) + ElementFormat.bytes(s.model.precision.combine))
            : 0
        self.init(
            weights: weights, kvCache: replicaSequences * ((latent + grouped) * shape.kvBytes + state),
            activations: shape.rows * width * shape.attention.activationBytes
                + shape.headRows * s.model.vocabulary / s.deployment.tp * 4, buffers: shape.vectors * exchanged,
            reserve: s.chip.dramReserve)
    }
}
