import Lanes

extension Engine {
    /// Projections in front of latent attention: queries of the chip's heads, and the latent key and value.
    ///
    /// The two down-projections run on every chip of a tensor-parallel group, since each needs the whole latent.
    enum LatentProjections: Block {
        static var kind: BlockKind { .mmQKV }

        @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> V {
            s.model.mlaLayers > 0 ? LayerCalls.of(s.model.mlaLayers, drafts: true, s, shape) : 0
        }

        @inline(__always) static func weightBytes(_ s: Scenario, _ shape: StepShape) -> StagedBytes {
            let m = s.model
            let down = m.hidden * (m.queryLoRA + m.keyValueLoRA + m.headRope)
            let queryInput = m.queryLoRA > 0 ? m.queryLoRA : m.hidden
            let own = shape.heads * (queryInput * (m.headNope + m.headRope) + m.headNope * m.keyValueLoRA)
            let index =
                m.indexTopK > 0 ? queryInput * m.indexHeads * m.indexDim + m.hidden * (m.indexDim + m.indexHeads) : 0
            var bytes = StagedBytes.layers(
                m.mlaLayers, each: (down + own) * shape.attention.weightBytes, drafts: true, s)
            bytes += .layers(m.indexingLayers, each: index * shape.attention.weightBytes, drafts: true, s)
            return bytes
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            let m = s.model
            // Norms, rotary embedding and cache write; q_a and kv_a are one product.
            recorder.record(.smallKernels, Roofline.smallKernels(2 + 2 * shape.attention.quantisations, shape))
            let rows = shape.rows
            let rates = shape.attention
            var queryInput = m.hidden
            if m.queryLoRA > 0 {
                recorder.record(
                    .queryDown,
                    Roofline.matmul(
                        m: shape.paddedRows, k: shape.hiddenDepth, n: shape.columns(m.queryLoRA), rates, s, shape))
                queryInput = m.queryLoRA
            }
            let width = shape.heads * (m.headNope + m.headRope)
            recorder.record(
                .queryUp,
                Roofline.matmul(
                    m: shape.paddedRows, k: shape.depth(queryInput), n: shape.columns(width), rates, s, shape))
            let latent = m.keyValueLoRA + m.headRope
            recorder.record(
                .keyValueDown,
                Roofline.matmul(m: shape.paddedRows, k: shape.hiddenDepth, n: shape.columns(latent), rates, s, shape))
            if m.indexTopK > 0 {
                recorder.record(
                    .indexProjections,
                    Roofline.matmul(
                        m: shape.paddedRows, k: shape.depth(queryInput), n: shape.columns(m.indexHeads * m.indexDim),
                        rates,
                        s, shape
                    ).inMean(of: m.indexingShare))
                // One key a token, and a weight for each index head.
                recorder.record(
                    .indexKey,
                    Roofline.matmul(
                        m: shape.paddedRows, k: shape.hiddenDepth, n: shape.columns(m.indexDim + m.indexHeads), rates,
                        s,
                        shape
                    ).inMean(of: m.indexingShare))
            }
            if s.deployment.sp > 1 {
                recorder.record(
                    .keyValueGather,
                    Collective.allGather(
                        bytes: rows * latent * rates.activationBytes, ranks: s.deployment.sp, spacing: s.deployment.tp,
                        s.chip))
            }
            // Of both forms one is taken.
            let form = LatentAttention.absorbed(s, shape)
            recorder.record(
                .absorbedKey,
                OperatorCost.choose(
                    form.other, below: form.absorbed, OperatorCost(exposed: 0),
                    Roofline.matmul(
                        count: shape.heads, m: shape.paddedRows, k: shape.depth(m.headNope),
                        n: shape.columns(m.keyValueLoRA), rates, s, shape)))
            let cached = shape.sequences * shape.readContext(limit: .infinity)
            let expanded = shape.heads * (m.headNope + m.headValue)
            recorder.record(
                .keyValueUp,
                OperatorCost.only(
                    where: form.other, below: form.absorbed,
                    Roofline.matmul(
                        m: shape.rows(cached), k: shape.depth(m.keyValueLoRA), n: shape.columns(expanded), rates, s,
                        shape)))
        }
    }
}

extension OperatorName {
    static var queryDown: OperatorName { OperatorName("q_a") }
    static var queryUp: OperatorName { OperatorName("q_b") }
    static var keyValueDown: OperatorName { OperatorName("kv_a") }
    static var absorbedKey: OperatorName { OperatorName("absorbed_W_UK") }
    static var keyValueUp: OperatorName { OperatorName("kv_b") }
    static var indexProjections: OperatorName { OperatorName("index_projections") }
    static var indexKey: OperatorName { OperatorName("index_key") }
}
