import Lanes

/// Seconds of attention in both its forms: the absorbed one is taken unless the other is faster.
struct LatentForms<V: Lane> {
    var absorbed: V = 0
    var expanded: V = 0
}

// Latent attention in the cheaper of its two forms.
//
// Absorbed (DeepSeek-V2, arXiv:2405.04434, section 2.1.2): W_UK goes into the query and W_UV into the output, and all heads
// attend to the latents themselves. Expanded: keys and values of the chip's heads are computed from the latents first.
// Absorbed saves the expansion of the whole context for a few queries (decode); expanded has narrower heads, which pays for
// many (prefill).
extension Engine.Latent {
    /// Projections in front of attention: queries of the chip's heads, and the latent key and value.
    ///
    /// The two down-projections run on every chip of a tensor-parallel group, since each needs the whole latent.
    func recordProjections<Recorder: StepRecorder<V>>(
        _ layers: Engine.LayerSet<Self>, _ form: LatentForms<V>, _ walk: borrowing Engine.Walk,
        into recorder: inout Recorder
    ) {
        let (s, shape, holders) = (walk.s, walk.shape, layers.holders)
        // Norms, rotary embedding and cache write; q_a and kv_a are one product.
        walk.kernels(2 + 2 * shape.attention.quantisations, into: &recorder)
        if queryLoRA > 0 { walk.product(queryDown(s.model), in: holders, into: &recorder) }
        walk.product(queryUp(s.model), in: holders, into: &recorder)
        walk.product(keyValueDown(s.model), in: holders, into: &recorder)
        if gate > 0 { walk.product(gateProjection(s.model), in: holders, into: &recorder) }
        if isSparse {
            // Matrices that only some of the layers have, as their share of the mean layer.
            let owners = Engine.Holders(layers: layers.indexing, drafts: layers.drafts)
            for weights in [indexQueries(s.model), indexKey(s.model)] {
                let matrix = shape.matrix(weights, s)
                recorder.hold(matrix.bytes, in: owners, s)
                recorder.record(
                    matrix.name, matrix.product(shape.paddedRows, s, shape).inMean(of: layers.indexingShare))
            }
        }
        walk.gather(width: keyValueLoRA + headRope, into: &recorder)
        // Of both forms one is taken; their matrices are the same.
        recordAbsorbed(keyUp, form, holders, walk, into: &recorder)
        let expansion = shape.matrix(expansion, s)
        let cached = shape.sequences * shape.readContext(limit: .infinity)
        recorder.record(
            expansion.name,
            Engine.OperatorCost.only(
                where: form.expanded, below: form.absorbed, expansion.product(shape.rows(cached), s, shape)))
    }

    /// Attention itself, behind the scores of the index.
    func recordCore<Recorder: StepRecorder<V>>(
        _ form: LatentForms<V>, indexing: V, _ s: Engine.Inputs, _ shape: Engine.StepShape,
        into recorder: inout Recorder
    ) {
        // Parts of a long context are added up.
        recorder.record(.smallKernels, Engine.Roofline.smallKernels(1, shape))
        if isSparse {
            // Every query is scored against one index key a token, by all index heads.
            let scored = shape.rows * shape.meanContext(limit: .infinity)
            let keys = shape.sequences * shape.readContext(limit: .infinity)
            recorder.record(
                .indexScores,
                Engine.Roofline.cost(
                    flops: 2 * scored * indexHeads * indexDim, bytes: keys * indexBytes,
                    secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape
                ).inMean(of: indexing))
        }
        let width = V.choose(form.expanded, below: form.absorbed, expandedWidth, absorbedWidth)
        // Few heads leave rows of the matrix unit empty.
        let queries = shape.isDecode ? heads / s.deployment.tp * shape.added : shape.attentionRows.size
        let padding = shape.attentionRows.pad(queries).padded / queries
        let core = attention(width, padding: padding, s, shape)
        recorder.record(.latentAttention, core.starting(after: s.chip.kernels.attentionStart))
    }

    /// Projections behind attention: absorbed W_UV, the output projection, and the all-reduce over the group.
    func recordOutput<Recorder: StepRecorder<V>>(
        _ layers: Engine.LayerSet<Self>, _ form: LatentForms<V>, _ walk: borrowing Engine.Walk,
        into recorder: inout Recorder
    ) {
        walk.kernels(walk.shape.attention.quantisations, into: &recorder)
        recordAbsorbed(valueUp, form, layers.holders, walk, into: &recorder)
        walk.product(outputProjection(walk.s.model), in: layers.holders, into: &recorder)
        walk.allReduce(.attentionAllReduce, into: &recorder)
    }

    private func recordAbsorbed<Recorder: StepRecorder<V>>(
        _ weights: Engine.Weights, _ form: LatentForms<V>, _ holders: Engine.Holders, _ walk: borrowing Engine.Walk,
        into recorder: inout Recorder
    ) {
        let matrix = walk.shape.matrix(weights, walk.s)
        recorder.hold(matrix.bytes, in: holders, walk.s)
        recorder.record(
            matrix.name,
            Engine.OperatorCost.choose(
                form.expanded, below: form.absorbed, Engine.OperatorCost(exposed: 0),
                matrix.product(walk.shape.paddedRows, walk.s, walk.shape)))
    }

    private var absorbedWidth: V { 2 * keyValueLoRA + headRope }
    private var expandedWidth: V { headNope + headRope + headValue }

    /// Scores and weighted sum with heads of some width in all.
    private func attention(
        _ width: V, padding: V = 1, _ s: Engine.Inputs, _ shape: Engine.StepShape
    ) -> Engine.OperatorCost {
        let limit = window > 0 ? window : isSparse ? indexTopK : .infinity
        let pairs = shape.rows * shape.meanContext(limit: limit)
        // Sparse queries each read the latents they selected; dense ones share those of their sequence.
        let read = isSparse ? pairs : shape.sequences * shape.readContext(limit: limit)
        return Engine.Roofline.cost(
            flops: 2 * pairs * (heads / s.deployment.tp) * width, padding: padding,
            bytes: read * latentBytes(s.model.precision), secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape)
    }

    /// Seconds of a prefill's attention in both forms, projections included.
    ///
    /// In decode the absorbed form always is the faster, since the few new tokens would expand the latents of the whole
    /// context.
    func absorbed(_ s: Engine.Inputs, _ shape: Engine.StepShape) -> LatentForms<V> {
        if shape.isDecode { return LatentForms() }
        func product(_ weights: Engine.Weights, _ rows: Engine.PaddedSize) -> V {
            shape.matrix(weights, s).product(rows, s, shape).exposed
        }
        let cached = shape.rows(shape.sequences * shape.readContext(limit: .infinity))
        let projections = product(keyUp, shape.paddedRows) + product(valueUp, shape.paddedRows)
        return LatentForms(
            absorbed: projections + attention(absorbedWidth, s, shape).exposed,
            expanded: product(expansion, cached) + attention(expandedWidth, s, shape).exposed)
    }
}
