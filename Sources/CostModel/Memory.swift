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
    @inline(__always) public init(weights: Double, _ s: Scenario) {
        let (m, d, w) = (s.model, s.deployment, s.workload)
        let shape = StepShape(s)
        let replicaSequences = shape.isDecode ? d.batch * d.tp : ceiling(d.batch / d.dp) / (d.sp * d.pp)
        let context = shape.isDecode ? w.context : w.input
        let latent = m.mlaLayers * (m.keyValueLoRA + m.headRope + (m.indexTopK > 0 ? m.indexDim : 0)) * context
        let grouped =
            2 * shape.kvHeads * m.headDim * (m.fullLayers * context + m.windowLayers * lesser(context, m.window))
        let state = m.stateBytes / d.tp

        // Residual, one working copy of it, the query heads, and the widest feed-forward slice.
        let head = m.mlaLayers > 0 ? m.headNope + m.headRope + m.keyValueLoRA : 2 * m.headDim
        let width = 2 * m.hidden + m.heads / d.tp * head
        let exchanged =
            m.moeLayers > 0 && d.ep > 1
            ? m.hidden * (ElementFormat.of(m.precision.dispatch).bytes + ElementFormat.of(m.precision.combine).bytes)
            : 0
        self.init(
            weights: weights, kvCache: replicaSequences * ((latent + grouped) * shape.kvBytes + state),
            activations: shape.rows * width * shape.attention.activationBytes
                + shape.headRows * m.vocabulary / d.tp * 4, buffers: shape.vectors * exchanged,
            reserve: s.chip.dramReserve)
    }
}
