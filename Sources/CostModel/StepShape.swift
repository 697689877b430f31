/// What the operators of one step share: rates and amounts of the plan at hand, worked out once.
///
/// A step is one decode step, or the prefill of all prompts; it makes `passes` passes through the layers. M, the rows
/// of a matrix product, is the number of tokens that one tensor-parallel group computes in a pass.
struct StepShape {
    /// Whether the added tokens are few against the context.
    let isDecode: Bool
    /// Tokens of a tensor-parallel group in a pass.
    let rows: Double
    /// Tokens of a tensor-parallel group that the head turns into logits in a step.
    let headRows: Double
    /// Passes through the layers in a step: 1, or the chunks of a prefill.
    let passes: Double
    /// Sequences whose KV cache a tensor-parallel group reads.
    let sequences: Double
    /// Tokens in the KV cache before the step.
    let cachedBefore: Double
    /// Tokens that the step adds to each sequence.
    let added: Double
    /// Attention heads of one chip.
    let heads: Double
    /// Key and value heads of one chip; at least one, which is then copied.
    let kvHeads: Double
    /// Routed experts that one chip holds.
    let localExperts: Double
    /// Token vectors that a chip sends to experts in a pass.
    let vectors: Double
    /// Tokens that all chips of a pipeline stage compute in a pass.
    let stageTokens: Double
    /// Reciprocal of the reached DRAM bandwidth, s/byte.
    let secondsPerByte: Double
    /// Multiple to which N is padded: one core's columns times the cores.
    let columnStep: Double
    /// Rates of the attention projections.
    let attention: MatrixRates
    /// Rates of dense and shared feed-forward blocks.
    let ffn: MatrixRates
    /// Rates of the routed experts.
    let experts: MatrixRates
    /// Rates of the head.
    let head: MatrixRates
    /// Bytes of a KV-cache element.
    let kvBytes: Double
    /// Share of the layers that a chip's calls count: in a prefill a chip runs its own pipeline stage only.
    let layerShare: Double

    @inline(__always) init(_ s: Scenario) {
        let (d, w, m) = (s.deployment, s.workload, s.model)
        isDecode = w.phase == .decode
        if isDecode {
            passes = 1
            sequences = d.batch * d.tp
            added = w.draft + 1
            cachedBefore = w.context
            rows = sequences * added
            headRows = rows
            layerShare = 1
        } else {
            let perReplica = ceiling(d.batch / d.dp)
            let chunks = d.chunk > 0 ? ceiling(w.fresh / d.chunk) : 1
            // A pipeline works on one sequence at a time, so that its stages have something to overlap.
            passes = d.pp > 1 ? chunks * perReplica : chunks
            sequences = d.pp > 1 ? 1 : perReplica
            added = w.fresh / chunks
            cachedBefore = w.prefix + (w.fresh - added) / 2
            rows = ceiling(sequences * added / d.sp)
            headRows = perReplica
            layerShare = 1 / d.pp
        }
        heads = m.heads / d.tp
        kvHeads = greater(1, m.kvHeads / d.tp)
        localExperts = m.moeLayers > 0 ? (m.experts + d.redundantExperts) / d.ep : 0
        vectors = rows / d.tp * m.expertsPerToken
        stageTokens = rows * d.chips / (d.tp * d.pp)
        secondsPerByte = 1 / (s.chip.dramBandwidth * s.chip.dramUtilisation)
        columnStep = s.chip.cubeN * s.chip.cores
        attention = MatrixRates(m.precision.attention, s.chip)
        ffn = MatrixRates(m.precision.ffn, s.chip)
        experts = MatrixRates(m.precision.experts, s.chip)
        head = MatrixRates(m.precision.head, s.chip)
        kvBytes = ElementFormat.of(m.precision.kvCache).bytes
    }

    /// Keys that a query of a pass sees on average, where it sees at most `limit`.
    ///
    /// A query at position p sees min(p, limit) keys; the mean runs over the tokens that the step adds. In decode the
    /// added tokens are few and see the whole context.
    @inline(__always) func meanContext(limit: Double) -> Double {
        let first = cachedBefore
        if isDecode { return lesser(first, limit) }
        let last = first + added
        if last <= limit { return (first + last) / 2 }
        if first >= limit { return limit }
        return ((limit - first) * (first + limit) / 2 + (last - limit) * limit) / added
    }

    /// Keys of a sequence that a pass reads, where attention reaches back at most `limit`.
    @inline(__always) func readContext(limit: Double) -> Double {
        isDecode ? lesser(cachedBefore, limit) : lesser(cachedBefore, limit) + added
    }
}

/// What a matrix product costs in one number format on one chip.
struct MatrixRates {
    /// Bytes of a weight with its share of a scale.
    let weightBytes: Double
    /// Bytes of an activation.
    let activationBytes: Double
    /// Reciprocal of what the matrix unit reaches, s/FLOP.
    let secondsPerFLOP: Double
    /// Reciprocal of what attention reaches at this width, s/FLOP.
    let secondsPerAttentionFLOP: Double

    @inline(__always) init(_ code: Double, _ chip: Chip) {
        let format = PrecisionFormat.of(code)
        weightBytes = format.weightBytes
        activationBytes = format.activationBytes
        let peak = format.peak(chip)
        secondsPerFLOP = 1 / (peak * chip.matrixEfficiency)
        // Attention multiplies activations by activations: 8 bits only where the activations have 8.
        secondsPerAttentionFLOP = 1 / (peak * chip.attentionEfficiency)
    }
}
