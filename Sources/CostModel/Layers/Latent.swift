import Lanes

extension Engine {
    /// Multi-head latent attention (MLA): the KV cache holds one compressed vector a token for all heads (DeepSeek-V2,
    /// arXiv:2405.04434, section 2.1); with an index, of which a query attends to the tokens selected (DeepSeek-V3.2,
    /// arXiv:2512.02556).
    ///
    /// The cache has no head dimension to split: each chip of a tensor-parallel group reads the latents of all the group's
    /// sequences for its share of the heads, which is why a larger `tp` stops paying.
    public struct Latent: LayerKind {
        typealias Number = V

        /// Query heads.
        public var heads: V
        /// Width of the compressed query; 0 where queries are not compressed.
        public var queryLoRA: V = 0
        /// Width of the compressed key and value, which is what the KV cache holds.
        public var keyValueLoRA: V
        /// Part of a head's query and key without position encoding.
        public var headNope: V
        /// Part of a head's query and key with rotary position encoding; shared by all heads in the cache.
        public var headRope: V
        /// Width of a head's value.
        public var headValue: V
        /// Tokens that a window holds; 0 where attention is over the whole context.
        public var window: V = 0
        /// Outputs of the gate of the output for each head: the head's width, 1, or none.
        public var gate: V = 0
        /// What the up-projection of queries takes in; 0 where that is the compressed query.
        public var queryInput: V = 0
        /// Outputs for each head that the up-projection has beside the queries.
        public var queryExtra: V = 0
        /// Parameters beside the matrices: norms.
        public var others: V = 0
        /// Tokens that the index of sparse attention selects; 0 where attention is not sparse.
        public var indexTopK: V = 0
        /// Heads of the index.
        public var indexHeads: V = 0
        /// Width of an index head.
        public var indexDim: V = 0
        /// Whether the layer has an index of its own, or takes the choice of one before it.
        public var ownsIndex = YesNo.yes

        /// Heads and the widths of what they share.
        public init(
            heads: V, keyValueLoRA: V, headNope: V, headRope: V, headValue: V,
            _ fill: (inout Latent) -> Void = { _ in }
        ) {
            self.heads = heads
            self.keyValueLoRA = keyValueLoRA
            self.headNope = headNope
            self.headRope = headRope
            self.headValue = headValue
            fill(&self)
        }

        static func of(_ part: LayerPart) -> Latent? { if case .latent(let part) = part { part } else { nil } }

        var likeness: Latent {
            var copy = self
            copy.window = 0
            copy.ownsIndex = .yes
            return copy
        }

        /// Whether queries attend to what an index selects.
        var isSparse: Bool { indexTopK > 0 }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Latent {
            var copy = Engine<U>.Latent(
                heads: number(heads), keyValueLoRA: number(keyValueLoRA), headNope: number(headNope),
                headRope: number(headRope), headValue: number(headValue))
            copy.queryLoRA = number(queryLoRA)
            copy.window = number(window)
            copy.gate = number(gate)
            copy.queryInput = number(queryInput)
            copy.queryExtra = number(queryExtra)
            copy.others = number(others)
            copy.indexTopK = number(indexTopK)
            copy.indexHeads = number(indexHeads)
            copy.indexDim = number(indexDim)
            copy.ownsIndex = ownsIndex
            return copy
        }
    }
}

extension Engine.Latent {
    /// The compressed query, where queries are compressed.
    func queryDown(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(name: .queryDown, depth: model.hidden, columns: queryLoRA, split: .whole)
    }

    /// The queries of all heads.
    func queryUp(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(
            name: .queryUp, depth: queryInput > 0 ? queryInput : queryLoRA > 0 ? queryLoRA : model.hidden,
            columns: heads * (headNope + headRope + queryExtra), split: .columns)
    }

    /// The latent key and value: every chip of a tensor-parallel group needs the whole.
    func keyValueDown(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(name: .keyValueDown, depth: model.hidden, columns: keyValueLoRA + headRope, split: .whole)
    }

    /// The gate of the output.
    func gateProjection(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(name: .gateProjection, depth: model.hidden, columns: heads * gate, split: .columns)
    }

    /// What makes a head's key from the latent; absorbed into the query where that is cheaper.
    var keyUp: Engine.Weights {
        Engine.Weights(name: .absorbedKey, count: heads, depth: headNope, columns: keyValueLoRA, split: .copies)
    }

    /// What makes a head's value from the latent; absorbed into the output where that is cheaper.
    var valueUp: Engine.Weights {
        Engine.Weights(name: .absorbedValue, count: heads, depth: keyValueLoRA, columns: headValue, split: .copies)
    }

    /// Both as the one matrix that expands latents.
    var expansion: Engine.Weights {
        Engine.Weights(
            name: .keyValueUp, depth: keyValueLoRA, columns: heads * (headNope + headValue), split: .columns)
    }

    /// The projection of all heads' values back onto the residual stream.
    func outputProjection(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(name: .outputProjection, depth: heads * headValue, columns: model.hidden, split: .rows)
    }

    /// The queries of the index.
    func indexQueries(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(
            name: .indexProjections, depth: queryLoRA > 0 ? queryLoRA : model.hidden, columns: indexHeads * indexDim,
            split: .whole)
    }

    /// The key of the index and a weight for each of its heads.
    func indexKey(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(name: .indexKey, depth: model.hidden, columns: indexDim + indexHeads, split: .whole)
    }

    func weights(_ model: Engine.Frame) -> [Engine.Weights] {
        var weights = queryLoRA > 0 ? [queryDown(model)] : []
        weights += [queryUp(model), keyValueDown(model), keyUp, valueUp, outputProjection(model)]
        if gate > 0 { weights.append(gateProjection(model)) }
        if isSparse, ownsIndex == .yes { weights += [indexQueries(model), indexKey(model)] }
        return weights
    }

    func others(_ model: Engine.Frame) -> V { others }

    /// Bytes of a token's latent, by the layouts of vLLM and SGLang.
    ///
    /// Dense attention reads key and value in one format: 576 elements of DeepSeek-V3. What sparse attention gathers keeps
    /// the rotary part apart: at 8 bits 512 of FP8, a 32-bit scale for each 128, and 64 of BF16, 656 bytes
    /// (`fp8_ds_mla`); at 4 bits 256 with an 8-bit scale for each 16, and 64 of FP8, 352 bytes (`nvfp4_ds_mla`, vLLM,
    /// v1/attention/backends/mla/flashmla_sparse.py).
    func latentBytes(_ precision: Precision) -> V {
        let element = precision.kvCache.bytes
        if !isSparse || element >= 2 { return V(element) * (keyValueLoRA + headRope) }
        return element < 1
            ? keyValueLoRA * V(0.5 + 1.0 / 16) + headRope : keyValueLoRA * V(1 + 4.0 / 128) + 2 * headRope
    }

    /// Bytes of a token's index key: 8 bits an element and a 32-bit scale for each 128, whatever the latents have
    /// (DeepSeek-V3.2, https://github.com/deepseek-ai/DeepSeek-V3.2-Exp; vLLM and SGLang alike).
    var indexBytes: V { isSparse ? indexDim * V(1 + 4.0 / 128) : 0 }

    func cache(_ model: Engine.Frame) -> Engine.LayerCache {
        var cache = Engine.LayerCache()
        let bytes = latentBytes(model.precision)
        if window > 0 { (cache.inWindow, cache.window) = (bytes, window) } else { cache.perToken = bytes }
        if ownsIndex == .yes { cache.index = indexBytes }
        return cache
    }

    func working(_ s: Engine.Inputs) -> V { heads / s.deployment.tp * (headNope + headRope + keyValueLoRA) }

    func record<Recorder: StepRecorder<V>>(
        _ layers: Engine.LayerSet<Self>, _ walk: borrowing Engine.Walk, into recorder: inout Recorder
    ) {
        let form = absorbed(walk.s, walk.shape)
        walk.block(.mmQKV, layers, into: &recorder) { recordProjections(layers, form, walk, into: &$0) }
        // Those with an index and those without are one block, which has the index in the mean; windows stand last.
        let whole = layers.range.filter { layers.kind($0).window <= 0 }
        if !whole.isEmpty {
            let count = whole.reduce(0) { $0 + layers.runs[$1].layers }
            walk.block(
                .mla, layers, count, drafts: whole.contains { layers.runs[$0].drafts }, into: &recorder
            ) { recorder in
                recordCore(form, indexing: layers.indexingShare, walk.s, walk.shape, into: &recorder)
            }
        }
        for place in layers.range.dropFirst(whole.count) {
            let (part, run) = (layers.kind(place), layers.runs[place])
            walk.block(.windowAttention, layers, run.layers, drafts: run.drafts, into: &recorder) { recorder in
                part.recordCore(form, indexing: 0, walk.s, walk.shape, into: &recorder)
            }
        }
        walk.block(.attentionFC, layers, into: &recorder) { recordOutput(layers, form, walk, into: &$0) }
    }
}

extension Engine.LayerSet where Kind == Engine.Latent {
    /// The layers that own an index.
    var indexing: V { range.reduce(0) { kind($1).ownsIndex == .yes ? $0 + runs[$1].layers : $0 } }

    /// Share of the layers that own an index.
    var indexingShare: V { range.allSatisfy { kind($0).ownsIndex == .yes } ? 1 : indexing / layers }
}

extension BlockKind {
    /// MLA.
    public static var mla: BlockKind { BlockKind("MLA") }
}

extension OperatorName {
    static var queryDown: OperatorName { OperatorName("q_a") }
    static var queryUp: OperatorName { OperatorName("q_b") }
    static var keyValueDown: OperatorName { OperatorName("kv_a") }
    static var gateProjection: OperatorName { OperatorName("gate_proj") }
    static var absorbedKey: OperatorName { OperatorName("absorbed_W_UK") }
    static var absorbedValue: OperatorName { OperatorName("absorbed_W_UV") }
    static var keyValueUp: OperatorName { OperatorName("kv_b") }
    static var indexProjections: OperatorName { OperatorName("index_projections") }
    static var indexKey: OperatorName { OperatorName("index_key") }
    static var indexScores: OperatorName { OperatorName("index_scores") }
    static var latentAttention: OperatorName { OperatorName("latent_attention") }
}
