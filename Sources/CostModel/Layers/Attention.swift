import Lanes

/// Where the keys and values of an attention layer come from.
public enum KeyValueSource: Int, Choice {
    /// From projections of its own.
    case own
    /// Its values are its keys; engines keep both all the same, since keys are normed and rotated.
    case key
    /// From the cache of another layer.
    case shared
    /// From an encoder: without images or sound the layer is left out.
    case encoder

    /// The word that is typed.
    public var name: String {
        switch self {
        case .own: "own"
        case .key: "key"
        case .shared: "shared"
        case .encoder: "encoder"
        }
    }
}

extension Engine {
    /// Attention whose key and value heads each serve several query heads (MHA, GQA, MQA), over the whole context or a window.
    public struct Attention: LayerKind {
        typealias Number = V

        /// Query heads.
        public var heads: V
        /// Key and value heads.
        public var kvHeads: V
        /// Width of a head's key.
        public var headDim: V
        /// Width of a head's value; 0 where it is that of the key.
        public var valueDim: V = 0
        /// Tokens that a window or chunk holds; 0 where attention is over the whole context.
        public var window: V = 0
        /// Outputs of the gate of the output for each head: the head's width, 1, or none.
        public var gate: V = 0
        /// Where keys and values come from.
        public var source = KeyValueSource.own
        /// Width of its input; 0 where it is that of the residual stream.
        public var input: V = 0
        /// Width of its output; 0 where it is that of the residual stream.
        public var output: V = 0
        /// Query and output matrices of which a token chooses some (mixture of attention).
        public var choices: V = 1
        /// Those that it chooses.
        public var chosen: V = 1
        /// Parameters beside the matrices: biases, sinks, norms.
        public var others: V = 0
        /// Heads of the index that selects what is attended to; 0 without an index.
        public var indexHeads: V = 0
        /// Width of an index head.
        public var indexDim: V = 0
        /// Index keys of a token.
        public var indexKeys: V = 1
        /// Tokens that share an index key.
        public var indexRatio: V = 1
        /// Tokens that the index selects.
        public var indexTopK: V = 0

        /// Heads and their width.
        public init(heads: V, kvHeads: V, headDim: V, _ fill: (inout Attention) -> Void = { _ in }) {
            self.heads = heads
            self.kvHeads = kvHeads
            self.headDim = headDim
            fill(&self)
        }

        /// Width of a head's value.
        public var value: V { valueDim > 0 ? valueDim : headDim }

        static func of(_ part: LayerPart) -> Attention? { if case .attention(let part) = part { part } else { nil } }

        var likeness: Attention {
            var copy = self
            copy.window = 0
            return copy
        }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Attention {
            var copy = Engine<U>.Attention(heads: number(heads), kvHeads: number(kvHeads), headDim: number(headDim))
            copy.valueDim = number(valueDim)
            copy.window = number(window)
            copy.gate = number(gate)
            copy.source = source
            copy.input = number(input)
            copy.output = number(output)
            copy.choices = number(choices)
            copy.chosen = number(chosen)
            copy.others = number(others)
            copy.indexHeads = number(indexHeads)
            copy.indexDim = number(indexDim)
            copy.indexKeys = number(indexKeys)
            copy.indexRatio = number(indexRatio)
            copy.indexTopK = number(indexTopK)
            return copy
        }
    }
}

extension Engine.Attention {
    /// The queries, with a gate of the output beside them.
    func query(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(
            name: .queryProjection, count: choices, depth: input > 0 ? input : model.hidden,
            columns: heads * (headDim / chosen + gate), split: .columns, met: chosen / choices)
    }

    /// Keys and values, or the keys alone where they are both.
    func keysAndValues(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(
            name: .keyValueProjection, depth: input > 0 ? input : model.hidden,
            columns: kvHeads * (source == .key ? headDim : headDim + value), split: .keyValueHeads, heads: kvHeads)
    }

    /// The projection of all heads' values back onto the residual stream.
    func outputProjection(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(
            name: .outputProjection, count: choices, depth: heads * value / chosen,
            columns: output > 0 ? output : model.hidden, split: .rows, met: chosen / choices)
    }

    /// Queries and keys of the index.
    func index(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(
            name: .indexProjections, depth: model.hidden, columns: indexDim * (indexHeads + indexKeys), split: .whole)
    }

    func weights(_ model: Engine.Frame) -> [Engine.Weights] {
        var weights = [query(model), outputProjection(model)]
        if source != .shared { weights.insert(keysAndValues(model), at: 1) }
        if indexHeads > 0 { weights.append(index(model)) }
        if choices > 1 {
            weights.append(Engine.Weights(name: .router, depth: model.hidden, columns: choices, split: .whole))
        }
        return weights
    }

    func others(_ model: Engine.Frame) -> V { others }

    func cache(_ model: Engine.Frame) -> Engine.LayerCache {
        var cache = Engine.LayerCache()
        guard source == .own || source == .key else { return cache }
        let bytes = kvHeads * (headDim + value) * V(model.precision.kvCache.bytes)
        cache.heads = kvHeads
        if window > 0 { (cache.inWindow, cache.window) = (bytes, window) } else { cache.perToken = bytes }
        // Keys of the index stay 16 bits wide (SGLang, MiniMax-M3).
        if indexHeads > 0 { cache.index = indexKeys * indexDim / indexRatio * 2 }
        return cache
    }

    func working(_ s: Engine.Inputs) -> V { heads / s.deployment.tp * (headDim + value) }

    func record<Recorder: StepRecorder<V>>(
        _ layers: Engine.LayerSet<Self>, _ walk: borrowing Engine.Walk, into recorder: inout Recorder
    ) {
        let (s, shape) = (walk.s, walk.shape)
        let holders = layers.holders
        if source == .encoder { return recordIdle(layers, walk, into: &recorder) }
        walk.block(.mmQKV, layers, into: &recorder) { recorder in
            // Norm, rotary embedding and cache write; the products are one.
            walk.kernels(1 + shape.attention.quantisations, into: &recorder)
            walk.product(query(s.model), in: holders, into: &recorder)
            if source != .shared { walk.product(keysAndValues(s.model), in: holders, into: &recorder) }
            if indexHeads > 0 {
                // Queries and keys are normed and rotated, what is best is found.
                walk.kernels(2, into: &recorder)
                walk.product(index(s.model), in: holders, into: &recorder)
            }
            walk.gather(width: (kvHeads / s.deployment.tp).ceiling * (headDim + value), into: &recorder)
        }
        for place in layers.range {
            let (part, run) = (layers.kind(place), layers.runs[place])
            walk.block(
                part.window > 0 ? .windowAttention : .attention, layers, run.layers, drafts: run.drafts,
                into: &recorder
            ) { recorder in part.recordCore(s, shape, into: &recorder) }
        }
        walk.block(.attentionFC, layers, into: &recorder) { recorder in
            walk.kernels(shape.attention.quantisations, into: &recorder)
            walk.product(outputProjection(s.model), in: holders, into: &recorder)
            walk.allReduce(.attentionAllReduce, into: &recorder)
        }
    }

    /// Scores and weighted sum: 2 FLOP a pair, head and element of key and value; keys and values are read once, or once a
    /// query where the index selects them.
    private func recordCore<Recorder: StepRecorder<V>>(
        _ s: Engine.Inputs, _ shape: Engine.StepShape, into recorder: inout Recorder
    ) {
        if indexHeads > 0 {
            let scored = shape.rows * shape.meanContext(limit: .infinity) / indexRatio
            let keys = shape.sequences * shape.readContext(limit: .infinity) / indexRatio
            recorder.record(
                .indexScores,
                Engine.Roofline.cost(
                    flops: 2 * scored * indexHeads * indexDim, bytes: keys * indexKeys * indexDim * 2,
                    secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape))
        }
        let limit = window > 0 ? window : indexHeads > 0 ? indexTopK : .infinity
        let pairs = shape.rows * shape.meanContext(limit: limit)
        let read = indexHeads > 0 ? pairs : shape.sequences * shape.readContext(limit: limit)
        let kept = (kvHeads / s.deployment.tp).ceiling * (headDim + value)
        recorder.record(
            .attention,
            Engine.Roofline.cost(
                flops: 2 * pairs * (heads / s.deployment.tp) * (headDim + value), bytes: read * kept * shape.kvBytes,
                secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape
            )
            .starting(after: s.chip.kernels.attentionStart))
    }

    /// Layers that attend to what no text has: their weights are there, their work is not.
    private func recordIdle<Recorder: StepRecorder<V>>(
        _ layers: Engine.LayerSet<Self>, _ walk: borrowing Engine.Walk, into recorder: inout Recorder
    ) {
        walk.block(.attentionFC, layers, into: &recorder) { recorder in
            for weights in weights(walk.s.model) {
                recorder.hold(walk.shape.matrix(weights, walk.s).bytes, in: layers.holders, walk.s)
            }
        }
    }
}

extension BlockKind {
    /// MM_QKV.
    public static var mmQKV: BlockKind { BlockKind("MM_QKV") }
    /// Attention.
    public static var attention: BlockKind { BlockKind("Attention") }
    /// Window_Attention.
    public static var windowAttention: BlockKind { BlockKind("Window_Attention") }
    /// Attention_FC.
    public static var attentionFC: BlockKind { BlockKind("Attention_FC") }
}

extension OperatorName {
    static var attention: OperatorName { OperatorName("attention") }
    static var queryProjection: OperatorName { OperatorName("q_proj") }
    static var keyValueProjection: OperatorName { OperatorName("kv_proj") }
    static var keyValueGather: OperatorName { OperatorName("kv_all_gather") }
    static var outputProjection: OperatorName { OperatorName("o_proj") }
    static var attentionAllReduce: OperatorName { OperatorName("attention_all_reduce") }
}
