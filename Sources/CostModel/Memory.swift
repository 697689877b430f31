/// Bytes in one chip's DRAM, by what they are.
public struct MemoryUse: Sendable, Equatable {
    /// Weights of all blocks.
    public var weights: Double
    /// KV cache: every chip of a tensor-parallel group holds the latents of all the group's sequences.
    public var kvCache: Double
    /// Activations and the receive buffers of the all-to-all.
    public var activations: Double

    /// Puts together parts that were worked out before.
    public init(weights: Double, kvCache: Double, activations: Double) {
        self.weights = weights
        self.kvCache = kvCache
        self.activations = activations
    }

    /// All of it.
    public var total: Double { weights + kvCache + activations }
}

extension MemoryUse {
    /// The KV cache and activations of a scenario, with the given weights.
    @inline(__always) init(weights: Double, _ s: Scenario) {
        let m = s.model
        let d = s.deployment
        let rows = d.batch * d.tp
        self.weights = weights
        kvCache = rows * s.workload.context * m.kvBytesPerToken
        // Residual, one working copy of it, the query heads, and a token's dispatched and returned vectors.
        let width = 2 * m.hidden + m.heads / d.tp * (m.headNope + m.headRope + m.keyValueLoRA)
        let exchanged = d.batch * m.expertsPerToken * m.hidden * (m.precision.dispatch + m.precision.combine)
        activations = rows * (width * m.precision.activation + m.vocabulary / d.tp * 4) + exchanged
    }
}
