import Lanes

extension Engine {
    /// Attention of DeepSeek-V4: one key that is the value too, over a window of tokens and over entries that each stand for
    /// `ratio` tokens behind it, all of them or those that an index selects.
    ///
    /// Shapes and cache layouts as in vLLM (`DeepseekV4` attention and compressor) and transformers (`deepseek_v4`).
    public struct Compressed: LayerKind {
        typealias Number = V

        /// Query heads.
        public var heads: V
        /// Width of a head, and of the one key that is the value too.
        public var headDim: V
        /// The part of it with rotary position encoding, which the cache keeps in 16 bits.
        public var headRope: V = 64
        /// Width of the compressed query.
        public var queryLoRA: V
        /// Groups of the output projection.
        public var outputGroups: V
        /// Width that each group is projected to.
        public var outputLoRA: V
        /// Tokens of the window.
        public var window: V
        /// Tokens that share an entry; 0 where there is the window alone.
        public var ratio: V = 0
        /// Neighbouring spans of tokens that an entry is made from: 2 where they overlap.
        public var overlap: V = 1
        /// Heads of the index; 0 without one.
        public var indexHeads: V = 0
        /// Width of an index head.
        public var indexDim: V = 0
        /// Entries that the index selects.
        public var indexTopK: V = 0
        /// Parameters beside the matrices: sinks, norms, positions within an entry.
        public var others: V = 0

        /// Heads, widths and the window.
        public init(
            heads: V, headDim: V, queryLoRA: V, outputGroups: V, outputLoRA: V, window: V,
            _ fill: (inout Compressed) -> Void = { _ in }
        ) {
            self.heads = heads
            self.headDim = headDim
            self.queryLoRA = queryLoRA
            self.outputGroups = outputGroups
            self.outputLoRA = outputLoRA
            self.window = window
            fill(&self)
        }

        static func of(_ part: LayerPart) -> Compressed? { if case .compressed(let part) = part { part } else { nil } }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Compressed {
            var copy = Engine<U>.Compressed(
                heads: number(heads), headDim: number(headDim), queryLoRA: number(queryLoRA),
                outputGroups: number(outputGroups), outputLoRA: number(outputLoRA), window: number(window))
            copy.headRope = number(headRope)
            copy.ratio = number(ratio)
            copy.overlap = number(overlap)
            copy.indexHeads = number(indexHeads)
            copy.indexDim = number(indexDim)
            copy.indexTopK = number(indexTopK)
            copy.others = number(others)
            return copy
        }
    }
}

extension Engine.Compressed {
    private func whole(_ name: OperatorName, _ depth: V, _ columns: V, count: V = 1) -> Engine.Weights {
        Engine.Weights(name: name, count: count, depth: depth, columns: columns, split: .whole)
    }

    /// What a token is projected to in front of attention.
    private func projections(_ model: Engine.Frame) -> [Engine.Weights] {
        var weights = [
            whole(.queryDown, model.hidden, queryLoRA),
            Engine.Weights(name: .queryUp, depth: queryLoRA, columns: heads * headDim, split: .columns),
            whole(.keyValueDown, model.hidden, headDim),
        ]
        // What an entry is made of, and how much each token has in it.
        if ratio > 0 { weights.append(whole(.compressor, model.hidden, overlap * headDim, count: 2)) }
        if indexHeads > 0 {
            weights += [
                whole(.indexKey, model.hidden, overlap * indexDim, count: 2),
                whole(.indexProjections, queryLoRA, indexHeads * indexDim),
                whole(.indexWeights, model.hidden, indexHeads),
            ]
        }
        return weights
    }

    /// The way back onto the residual stream: each group of heads by itself, then all together.
    private func outputs(_ model: Engine.Frame) -> [Engine.Weights] {
        [
            Engine.Weights(
                name: .outputDown, count: outputGroups, depth: heads * headDim / outputGroups, columns: outputLoRA,
                split: .copies),
            Engine.Weights(
                name: .outputProjection, depth: outputGroups * outputLoRA, columns: model.hidden, split: .rows),
        ]
    }

    func weights(_ model: Engine.Frame) -> [Engine.Weights] { projections(model) + outputs(model) }

    func others(_ model: Engine.Frame) -> V { others }

    /// Bytes of an entry of the cache: 16 bits, or the part without positions in 8 bits with a scale for each 64, or in 4 bits
    /// with one for each 16 (vLLM: 1024, 584 and 384 bytes of 512 elements).
    func entryBytes(_ precision: Precision) -> V {
        let (element, plain) = (precision.kvCache.bytes, headDim - headRope)
        if element >= 2 { return 2 * headDim }
        return element < 1 ? plain * V(0.5 + 1.0 / 16) + 2 * headRope + 4 : plain * V(1 + 1.0 / 64) + 2 * headRope + 1
    }

    /// Bytes of an entry's index key: 8 bits an element and a 32-bit scale for each 128.
    private var indexBytes: V { indexDim * V(1 + 4.0 / 128) }

    func cache(_ model: Engine.Frame) -> Engine.LayerCache {
        var cache = Engine.LayerCache()
        let entry = entryBytes(model.precision)
        (cache.inWindow, cache.window) = (entry, window)
        guard ratio > 0 else { return cache }
        cache.perToken = entry / ratio
        if indexHeads > 0 { cache.index = indexBytes / ratio }
        // What waits to be compressed, of both spans where they overlap, in 32 bits.
        cache.wholeState = 2 * overlap * overlap * ratio * (headDim + (indexHeads > 0 ? indexDim : 0)) * 4
        return cache
    }

    func working(_ s: Engine.Inputs) -> V { heads / s.deployment.tp * 2 * headDim }

    func record<Recorder: StepRecorder<V>>(
        _ layers: Engine.LayerSet<Self>, _ walk: borrowing Engine.Walk, into recorder: inout Recorder
    ) {
        let (s, shape) = (walk.s, walk.shape)
        walk.block(.mmQKV, layers, into: &recorder) { recorder in
            // Norms, rotary embedding and cache write; what an entry is made of is kept, and made.
            let compressing: V = ratio > 0 ? indexHeads > 0 ? 4 : 2 : 0
            walk.kernels(2 + compressing + 2 * shape.attention.quantisations, into: &recorder)
            for weights in projections(s.model) { walk.product(weights, in: layers.holders, into: &recorder) }
            walk.gather(width: headDim, into: &recorder)
        }
        walk.block(.compressedAttention, layers, into: &recorder) { recordCore(s, shape, into: &$0) }
        walk.block(.attentionFC, layers, into: &recorder) { recorder in
            // Positions are taken out again.
            walk.kernels(1 + shape.attention.quantisations, into: &recorder)
            for weights in outputs(s.model) { walk.product(weights, in: layers.holders, into: &recorder) }
            walk.allReduce(.attentionAllReduce, into: &recorder)
        }
    }

    private func recordCore<Recorder: StepRecorder<V>>(
        _ s: Engine.Inputs, _ shape: Engine.StepShape, into recorder: inout Recorder
    ) {
        var pairs = shape.rows * shape.meanContext(limit: window)
        var read = shape.sequences * shape.readContext(limit: window)
        if ratio > 0 {
            if indexHeads > 0 {
                let scored = shape.rows * shape.meanContext(limit: .infinity) / ratio
                let keys = shape.sequences * shape.readContext(limit: .infinity) / ratio
                recorder.record(.smallKernels, Engine.Roofline.smallKernels(1, shape))
                recorder.record(
                    .indexScores,
                    Engine.Roofline.cost(
                        flops: 2 * scored * indexHeads * indexDim, bytes: keys * indexBytes,
                        secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape))
                // Each query reads the entries it selected.
                let selected = shape.rows * shape.meanContext(limit: indexTopK * ratio) / ratio
                pairs += selected
                read += selected
            } else {
                pairs += shape.rows * shape.meanContext(limit: .infinity) / ratio
                read += shape.sequences * shape.readContext(limit: .infinity) / ratio
            }
        }
        recorder.record(
            .attention,
            Engine.Roofline.cost(
                flops: 4 * pairs * (heads / s.deployment.tp) * headDim, bytes: read * entryBytes(s.model.precision),
                secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape))
    }
}

extension BlockKind {
    /// Compressed_Attention.
    public static var compressedAttention: BlockKind { BlockKind("Compressed_Attention") }
}

extension OperatorName {
    static var compressor: OperatorName { OperatorName("compressor") }
    static var indexWeights: OperatorName { OperatorName("index_weights") }
    static var outputDown: OperatorName { OperatorName("o_a") }
}
