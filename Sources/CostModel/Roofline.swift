/// What the operators of one step share: rates and shapes of the plan at hand, worked out once.
///
/// Symbols: M is the number of sequences that one tensor-parallel group decodes together.
struct StepShape {
    /// Sequences of a tensor-parallel group, `batch * tp`.
    let rows: Double
    /// Attention heads of one chip.
    let heads: Double
    /// Routed experts that one chip holds.
    let localExperts: Double
    /// Tokens that each local expert serves.
    let rowsPerExpert: Double
    /// Reciprocal of the matrix unit's peak at the operands' width, s/FLOP.
    let secondsPerFLOP: Double
    /// Reciprocal of the reached DRAM bandwidth, s/byte.
    let secondsPerByte: Double
    /// Bytes of a weight with its share of a scale.
    let weightBytes: Double
    /// Bytes of an activation.
    let activationBytes: Double
    /// Multiple to which N is padded: one core's columns times the cores.
    let columnStep: Double

    @inline(__always) init(_ s: Scenario) {
        let d = s.deployment
        rows = d.batch * d.tp
        heads = s.model.heads / d.tp
        localExperts = s.model.experts / d.ep
        rowsPerExpert = d.totalBatch * s.model.expertsPerToken / s.model.experts
        let peak = s.model.precision.isWide ? s.chip.peakFLOPS * s.chip.peak16Share : s.chip.peakFLOPS
        secondsPerFLOP = 1 / peak
        secondsPerByte = 1 / (s.chip.dramBandwidth * s.chip.dramUtilisation)
        weightBytes = s.model.precision.scaledWeight
        activationBytes = s.model.precision.activation
        columnStep = s.chip.cubeN * s.chip.cores
    }
}

/// The times and amounts of one operator, per chip.
public struct OperatorCost: Sendable, Equatable {
    /// FLOP executed, without padding.
    public var flops: Double
    /// Bytes moved to and from DRAM.
    public var dramBytes: Double
    /// Bytes that leave the chip.
    public var wireBytes: Double
    /// Seconds the matrix unit is busy.
    public var compute: Double
    /// Seconds DRAM is busy.
    public var memory: Double
    /// Seconds the links are busy.
    public var network: Double
    /// Seconds that the step takes longer for it: what is left after overlap.
    public var exposed: Double

    /// Makes a cost from its parts.
    @inline(__always) init(
        flops: Double = 0, dramBytes: Double = 0, wireBytes: Double = 0, compute: Double = 0, memory: Double = 0,
        network: Double = 0, exposed: Double
    ) {
        self.flops = flops
        self.dramBytes = dramBytes
        self.wireBytes = wireBytes
        self.compute = compute
        self.memory = memory
        self.network = network
        self.exposed = exposed
    }

    /// The same cost, of which `seconds` hide behind something else.
    @inline(__always) func hiding(_ seconds: Double) -> OperatorCost {
        var copy = self
        copy.exposed -= lesser(seconds, exposed)
        return copy
    }
}

/// Times of local operators: a roofline whose two sides overlap in part.
enum Roofline {
    /// The time of compute and DMA that overlap by the chip's `overlap`.
    ///
    /// `max + (1 - overlap) * min + launch`; overlap 1 is the roofline of Williams, Waterman and Patterson,
    /// "Roofline: an insightful visual performance model", CACM 52(4), 2009.
    @inline(__always) static func time(compute: Double, memory: Double, _ chip: Chip) -> Double {
        let longer = greater(compute, memory)
        let shorter = lesser(compute, memory)
        return longer + (1 - chip.overlap) * shorter + chip.launch
    }

    /// A batch of `count` matrix products [m, k] x [k, n], each with weights of its own.
    ///
    /// Padding to the matrix unit counts in time, not in `flops`: M = 40 on 16 rows costs 48.
    @inline(__always) static func matmul(
        count: Double = 1, m: Double, k: Double, n: Double, _ s: Scenario, _ shape: StepShape
    ) -> OperatorCost {
        let volume = padded(m, to: s.chip.cubeM) * padded(k, to: s.chip.cubeK) * padded(n, to: shape.columnStep)
        let compute = 2 * count * volume * shape.secondsPerFLOP
        let bytes = count * (k * n * shape.weightBytes + m * (k + n) * shape.activationBytes)
        let memory = bytes * shape.secondsPerByte
        return OperatorCost(
            flops: 2 * count * m * k * n, dramBytes: bytes, compute: compute, memory: memory,
            exposed: time(compute: compute, memory: memory, s.chip))
    }
}
