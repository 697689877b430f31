import Lanes

extension Engine {
    /// Several residual streams that are mixed around the blocks of a layer (hyper-connections, arXiv:2409.19606; with
    /// constrained mixing, arXiv:2512.24880).
    public struct Streams: LayerKind {
        typealias Number = V

        /// Streams.
        public var count: V
        /// Outputs of the mixing matrix of a block, for each token.
        public var outputs: V = 0
        /// Width between the two matrices of a mixing of low rank; 0 where there is one.
        public var rank: V = 0
        /// Blocks of a layer that have a mixing of their own.
        public var blocks: V = 2
        /// Parameters beside the matrices.
        public var others: V = 0

        /// So many streams.
        public init(count: V, _ fill: (inout Streams) -> Void = { _ in }) {
            self.count = count
            fill(&self)
        }

        static func of(_ part: LayerPart) -> Streams? { if case .streams(let part) = part { part } else { nil } }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Streams {
            var copy = Engine<U>.Streams(count: number(count))
            copy.outputs = number(outputs)
            copy.rank = number(rank)
            copy.blocks = number(blocks)
            copy.others = number(others)
            return copy
        }
    }
}

extension Engine.Streams {
    func weights(_ model: Engine.Frame) -> [Engine.Weights] {
        let width = count * model.hidden
        func mixing(_ depth: V, _ columns: V) -> Engine.Weights {
            Engine.Weights(name: .streamMixing, count: blocks, depth: depth, columns: columns, split: .whole)
        }
        return rank > 0
            ? [mixing(width, rank), mixing(rank, width), mixing(width, count)] : [mixing(width, outputs)]
    }

    func others(_ model: Engine.Frame) -> V { others }

    func working(_ s: Engine.Inputs) -> V { (count - 1) * s.model.hidden }

    func record<Recorder: StepRecorder<V>>(
        _ layers: Engine.LayerSet<Self>, _ walk: borrowing Engine.Walk, into recorder: inout Recorder
    ) {
        walk.block(.streams, layers, into: &recorder) { recorder in
            // A plain residual reads and writes 4 rows a block, four streams 14 (DeepSeek-V4, two kernels a block).
            let rows = greater(0, 3.5 * count - 4) / 2
            walk.kernels(2 * blocks, spread: rows * blocks, into: &recorder)
            for weights in weights(walk.s.model) { walk.product(weights, in: layers.holders, into: &recorder) }
        }
    }
}

extension Engine {
    /// A further table of which rows are looked up for each token (per-layer embeddings, n-gram tables), split by rows over the
    /// tensor-parallel group.
    public struct Lookup: LayerKind {
        typealias Number = V

        /// Rows of the table.
        public var rows: V
        /// Width of a row.
        public var width: V

        /// So many rows of some width.
        public init(rows: V, width: V) {
            self.rows = rows
            self.width = width
        }

        static func of(_ part: LayerPart) -> Lookup? { if case .lookup(let part) = part { part } else { nil } }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Lookup {
            Engine<U>.Lookup(rows: number(rows), width: number(width))
        }
    }
}

extension Engine.Lookup {
    func weights(_ model: Engine.Frame) -> [Engine.Weights] {
        [Engine.Weights(name: .tableLookup, depth: rows, columns: width, split: .rows, role: .embedding, met: 0)]
    }

    func record<Recorder: StepRecorder<V>>(
        _ layers: Engine.LayerSet<Self>, _ walk: borrowing Engine.Walk, into recorder: inout Recorder
    ) {
        let (s, shape) = (walk.s, walk.shape)
        walk.block(.lookup, layers, into: &recorder) { recorder in
            for weights in weights(s.model) {
                recorder.hold(shape.matrix(weights, s).bytes, in: layers.holders, s)
            }
            let bytes = 2 * shape.rows * width * shape.attention.activationBytes
            let memory = bytes * shape.secondsPerByte
            recorder.record(
                .tableLookup,
                Engine.OperatorCost(dramBytes: bytes, memory: memory, exposed: memory + shape.launch))
        }
    }
}

extension Engine {
    /// Products of one shape and of no kind of their own, which every chip computes: routers of streams, low-rank bypasses,
    /// adapters.
    public struct Products: LayerKind {
        typealias Number = V

        /// Rows.
        public var depth: V
        /// Columns.
        public var columns: V
        /// How many.
        public var count: V
        /// Parameters beside them.
        public var others: V = 0

        /// So many matrices of a shape.
        public init(_ depth: V, _ columns: V, count: V = 1, others: V = 0) {
            self.depth = depth
            self.columns = columns
            self.count = count
            self.others = others
        }

        static func of(_ part: LayerPart) -> Products? { if case .matrices(let part) = part { part } else { nil } }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Products {
            Engine<U>.Products(number(depth), number(columns), count: number(count), others: number(others))
        }
    }
}

extension Engine.Products {
    func weights(_ model: Engine.Frame) -> [Engine.Weights] {
        [Engine.Weights(name: .product, count: count, depth: depth, columns: columns, split: .whole)]
    }

    func others(_ model: Engine.Frame) -> V { others }

    func record<Recorder: StepRecorder<V>>(
        _ layers: Engine.LayerSet<Self>, _ walk: borrowing Engine.Walk, into recorder: inout Recorder
    ) {
        walk.block(.products, layers, into: &recorder) { recorder in
            for weights in weights(walk.s.model) { walk.product(weights, in: layers.holders, into: &recorder) }
        }
    }
}

extension BlockKind {
    /// Streams.
    public static var streams: BlockKind { BlockKind("Streams") }
    /// Lookup.
    public static var lookup: BlockKind { BlockKind("Lookup") }
    /// Projections.
    public static var products: BlockKind { BlockKind("Projections") }
}

extension OperatorName {
    static var streamMixing: OperatorName { OperatorName("mix") }
    static var tableLookup: OperatorName { OperatorName("lookup") }
    static var product: OperatorName { OperatorName("proj") }
}
