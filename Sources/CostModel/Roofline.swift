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
    /// How a collective is carried out.
    public var algorithm: CollectiveAlgorithm
    /// The shape of a matrix product; zeros for other operators.
    public var product = MatrixShape()

    /// Makes a cost from its parts.
    @inline(__always) init(
        flops: Double = 0, dramBytes: Double = 0, wireBytes: Double = 0, compute: Double = 0, memory: Double = 0,
        network: Double = 0, exposed: Double, algorithm: CollectiveAlgorithm = .none
    ) {
        self.flops = flops
        self.dramBytes = dramBytes
        self.wireBytes = wireBytes
        self.compute = compute
        self.memory = memory
        self.network = network
        self.exposed = exposed
        self.algorithm = algorithm
    }

    /// The mean over layers of which only a share has the operator.
    @inline(__always) func inMean(of share: Double) -> OperatorCost {
        var copy = self
        copy.flops *= share
        copy.dramBytes *= share
        copy.compute *= share
        copy.memory *= share
        copy.exposed *= share
        copy.product.count *= share
        return copy
    }

    /// The same cost, of which `seconds` hide behind something else.
    @inline(__always) func hiding(_ seconds: Double) -> OperatorCost {
        var copy = self
        copy.exposed -= lesser(seconds, exposed)
        return copy
    }
}

/// The shape of a batch of matrix products [m, k] x [k, n].
public struct MatrixShape: Sendable, Equatable {
    /// Products in the batch.
    public var count = 0.0
    /// Rows.
    public var m = 0.0
    /// Depth.
    public var k = 0.0
    /// Columns.
    public var n = 0.0
}

/// Times of local operators: a roofline whose two sides overlap in part.
public enum Roofline {
    /// What shows of compute and DMA that overlap, the launch included, seconds.
    public static func visible(compute: Double, memory: Double, _ s: Scenario) -> Double {
        time(compute: compute, memory: memory, s, StepShape(s))
    }

    /// The time of compute and DMA that overlap by the chip's `overlap`.
    ///
    /// `max + (1 - overlap) * min + launch`; overlap 1 is the roofline of Williams, Waterman and Patterson,
    /// "Roofline: an insightful visual performance model", CACM 52(4), 2009.
    @inline(__always) static func time(
        compute: Double, memory: Double, _ s: Scenario, _ shape: StepShape
    ) -> Double {
        let longer = greater(compute, memory)
        let shorter = lesser(compute, memory)
        return longer + (1 - s.chip.overlap) * shorter + shape.launch
    }

    /// Kernels beside the large operators of a block: norms, rotary embedding, activations, quantisation, routing.
    ///
    /// Each reads and writes the rows of the residual stream, or `spread` times as many.
    @inline(__always) static func smallKernels(
        _ count: Double, spread: Double = 0, _ shape: StepShape
    ) -> OperatorCost {
        let memory = (count + spread) * shape.elementwiseSeconds
        return OperatorCost(memory: memory, exposed: count * shape.launch + memory)
    }

    /// An operator of given FLOP and bytes.
    @inline(__always) static func cost(
        flops: Double, padding: Double = 1, bytes: Double, secondsPerFLOP: Double, _ s: Scenario, _ shape: StepShape
    ) -> OperatorCost {
        let compute = flops * padding * secondsPerFLOP
        let memory = bytes * shape.secondsPerByte
        return OperatorCost(
            flops: flops, dramBytes: bytes, compute: compute, memory: memory,
            exposed: time(compute: compute, memory: memory, s, shape))
    }

    /// A batch of `count` matrix products [m, k] x [k, n], each with weights of its own.
    ///
    /// Padding to the matrix unit counts in time, not in `flops`: M = 40 on 16 rows costs 48. `read` is how many matrices
    /// of weights are read where it is not one for each product.
    @inline(__always) static func matmul(
        count: Double = 1, read: Double? = nil, m: PaddedSize, k: PaddedSize, n: PaddedSize, _ rates: MatrixRates,
        _ s: Scenario,
        _ shape: StepShape
    ) -> OperatorCost {
        let compute = 2 * count * m.padded * k.padded * n.padded * rates.secondsPerFLOP
        let weights = k.size * n.size * rates.weightBytes
        let bytes = (read ?? count) * weights + count * m.size * (k.size + n.size) * rates.activationBytes
        let memory = bytes * shape.secondsPerByte
        var cost = OperatorCost(
            flops: 2 * count * m.size * k.size * n.size, dramBytes: bytes, compute: compute, memory: memory,
            exposed: time(compute: compute, memory: memory, s, shape))
        cost.product = MatrixShape(count: count, m: m.size, k: k.size, n: n.size)
        return cost
    }
}
