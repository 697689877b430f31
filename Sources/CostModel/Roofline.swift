import Lanes

extension Engine {
    /// The times and amounts of one operator, per chip.
    public struct OperatorCost: Sendable, Equatable {
        /// FLOP executed, without padding.
        public var flops: V
        /// Bytes moved to and from DRAM.
        public var dramBytes: V
        /// Bytes that leave the chip.
        public var wireBytes: V
        /// Seconds the matrix unit is busy.
        public var compute: V
        /// Seconds DRAM is busy.
        public var memory: V
        /// Seconds the links are busy.
        public var network: V
        /// Seconds that the step takes longer for it: what is left after overlap.
        public var exposed: V
        /// Code of how a collective is carried out.
        var algorithmCode: V
        /// The shape of a matrix product; zeros for other operators.
        public var product = MatrixShape()

        /// Makes a cost from its parts.
        @inline(__always) init(
            flops: V = 0, dramBytes: V = 0, wireBytes: V = 0, compute: V = 0, memory: V = 0,
            network: V = 0, exposed: V, algorithmCode: V = 0
        ) {
            self.flops = flops
            self.dramBytes = dramBytes
            self.wireBytes = wireBytes
            self.compute = compute
            self.memory = memory
            self.network = network
            self.exposed = exposed
            self.algorithmCode = algorithmCode
        }

        /// The mean over layers of which only a share has the operator.
        @inline(__always) func inMean(of share: V) -> OperatorCost {
            var copy = self
            copy.flops *= share
            copy.dramBytes *= share
            copy.compute *= share
            copy.memory *= share
            copy.exposed *= share
            copy.product.count *= share
            return copy
        }

        /// The same cost, or none at all unless `a` is below `b`.
        @inline(__always) static func only(
            where a: V, below b: V, _ cost: @autoclosure () -> OperatorCost
        ) -> OperatorCost {
            choose(a, below: b, cost(), OperatorCost(exposed: 0))
        }

        /// `x` where `a` is below `b`, else `y`.
        @inline(__always) static func choose(
            _ a: V, below b: V, _ x: @autoclosure () -> OperatorCost, _ y: @autoclosure () -> OperatorCost
        ) -> OperatorCost {
            if let isBelow = V.isBelow(a, b) { return isBelow ? x() : y() }
            let (x, y) = (x(), y())
            func either(_ part: (OperatorCost) -> V) -> V { V.choose(a, below: b, part(x), part(y)) }
            var cost = OperatorCost(
                flops: either(\.flops), dramBytes: either(\.dramBytes), wireBytes: either(\.wireBytes),
                compute: either(\.compute), memory: either(\.memory), network: either(\.network),
                exposed: either(\.exposed), algorithmCode: either(\.algorithmCode))
            cost.product = MatrixShape(
                count: either(\.product.count), m: either(\.product.m), k: either(\.product.k),
                n: either(\.product.n))
            return cost
        }

        /// The same cost, with what is done first.
        @inline(__always) func starting(after seconds: V) -> OperatorCost {
            var copy = self
            copy.exposed += seconds
            return copy
        }

        /// The same cost, of which `seconds` hide behind something else.
        @inline(__always) func hiding(_ seconds: V) -> OperatorCost {
            var copy = self
            copy.exposed -= lesser(seconds, exposed)
            return copy
        }
    }
}

extension Engine {
    /// The shape of a batch of matrix products [m, k] x [k, n].
    public struct MatrixShape: Sendable, Equatable {
        /// Products in the batch.
        public var count: V = 0
        /// Rows.
        public var m: V = 0
        /// Depth.
        public var k: V = 0
        /// Columns.
        public var n: V = 0
    }
}

extension Engine {
    /// Times of local operators: a roofline whose two sides overlap in part.
    public enum Roofline {
        /// What shows of compute and DMA that overlap, the launch included, seconds.
        public static func visible(compute: V, memory: V, _ s: Inputs) -> V {
            time(compute: compute, memory: memory, s, StepShape(s))
        }

        /// The time of compute and DMA that overlap by the chip's `overlap`.
        ///
        /// `max + (1 - overlap) * min + launch`; overlap 1 is the roofline of Williams, Waterman and Patterson,
        /// "Roofline: an insightful visual performance model", CACM 52(4), 2009.
        @inline(__always) static func time(
            compute: V, memory: V, _ s: Inputs, _ shape: StepShape
        ) -> V {
            time(compute: compute, memory: memory, shown: 1 - s.chip.overlap, shape)
        }

        /// The time of compute and DMA, of the shorter of which a share shows.
        @inline(__always) private static func time(compute: V, memory: V, shown: V, _ shape: StepShape) -> V {
            greater(compute, memory) + shown * lesser(compute, memory) + shape.launch
        }

        /// Kernels beside the large operators of a block: norms, rotary embedding, activations, quantisation, routing.
        ///
        /// Each reads and writes the rows of the residual stream, or `spread` times as many.
        @inline(__always) static func smallKernels(
            _ count: V, spread: V = 0, _ shape: StepShape
        ) -> OperatorCost {
            let memory = (count + spread) * shape.elementwiseSeconds
            return OperatorCost(memory: memory, exposed: count * shape.launch + memory)
        }

        /// An operator of given FLOP and bytes.
        @inline(__always) static func cost(
            flops: V, padding: V = 1, bytes: V, secondsPerFLOP: V, _ s: Inputs, _ shape: StepShape
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
            count: V = 1, read: V? = nil, m: PaddedSize, k: PaddedSize, n: PaddedSize, _ rates: MatrixRates,
            _ s: Inputs,
            _ shape: StepShape
        ) -> OperatorCost {
            let compute = 2 * count * m.padded * k.padded * n.padded * rates.secondsPerFLOP
            let weights = k.size * n.size * rates.weightBytes
            let bytes = (read ?? count) * weights + count * m.size * (k.size + n.size) * rates.activationBytes
            let memory = bytes * rates.secondsPerByte
            var cost = OperatorCost(
                flops: 2 * count * m.size * k.size * n.size, dramBytes: bytes, compute: compute, memory: memory,
                exposed: time(compute: compute, memory: memory, shown: rates.shown, shape))
            cost.product = MatrixShape(count: count, m: m.size, k: k.size, n: n.size)
            return cost
        }
    }
}

extension Engine<Double>.OperatorCost {
    /// How a collective is carried out.
    public var algorithm: CollectiveAlgorithm { CollectiveAlgorithm.of(algorithmCode) }
}
