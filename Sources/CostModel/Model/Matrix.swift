import Lanes

extension Engine {
    /// Matrices of weights of one shape on one chip: declared once, from which the product's FLOP and bytes, the weights that the
    /// chip holds, and the line of a breakdown follow.
    struct Matrix {
        /// The operator that multiplies with them.
        let name: OperatorName
        /// How many there are.
        var count: V = 1
        /// K of the product, as it is split.
        let depth: PaddedSize
        /// N of the product, as it is split.
        let columns: PaddedSize
        /// What their number format costs.
        let rates: MatrixRates

        /// Bytes of all of them.
        var bytes: V { count * depth.size * columns.size * rates.weightBytes }

        /// The product of some rows with each of them.
        @inline(__always) func product(_ rows: PaddedSize, _ s: Inputs, _ shape: StepShape) -> OperatorCost {
            Roofline.matmul(count: count, m: rows, k: depth, n: columns, rates, s, shape)
        }
    }

    /// The layers that hold a block's weights.
    struct Holders {
        /// Layers, in whichever stage of a pipeline they are.
        let layers: V
        /// Whether the layer that drafts tokens is one of them too.
        let drafts: Bool
    }
}

extension StepRecorder {
    /// Records the product of rows with matrices that each of some layers holds.
    @inline(__always) mutating func record(
        _ matrix: Engine<V>.Matrix, _ rows: Engine<V>.PaddedSize, in holders: Engine<V>.Holders,
        _ s: Engine<V>.Inputs, _ shape: Engine<V>.StepShape
    ) {
        hold(matrix.bytes, in: holders, s)
        record(matrix.name, matrix.product(rows, s, shape))
    }

    /// Records that each of some layers holds weights.
    @inline(__always) mutating func hold(_ bytes: V, in holders: Engine<V>.Holders, _ s: Engine<V>.Inputs) {
        hold(.layers(holders.layers, each: bytes, drafts: holders.drafts, s))
    }
}
