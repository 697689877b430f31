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

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            let m = s.model
            // Norms, rotary embedding and cache write; q_a and kv_a are one product.
            recorder.record(.smallKernels, Roofline.smallKernels(2 + 2 * shape.attention.quantisations, shape))
            let holders = Holders(layers: m.mlaLayers, drafts: true)
            func matrix(_ name: OperatorName, depth: PaddedSize, columns: V) -> Matrix {
                Matrix(name: name, depth: depth, columns: shape.columns(columns), rates: shape.attention)
            }
            var queryDepth = shape.hiddenDepth
            if m.queryLoRA > 0 {
                let down = matrix(.queryDown, depth: shape.hiddenDepth, columns: m.queryLoRA)
                recorder.record(down, shape.paddedRows, in: holders, s, shape)
                queryDepth = shape.depth(m.queryLoRA)
            }
            let up = matrix(.queryUp, depth: queryDepth, columns: shape.heads * (m.headNope + m.headRope))
            recorder.record(up, shape.paddedRows, in: holders, s, shape)
            let latent = m.keyValueLoRA + m.headRope
            let keyValue = matrix(.keyValueDown, depth: shape.hiddenDepth, columns: latent)
            recorder.record(keyValue, shape.paddedRows, in: holders, s, shape)
            if m.indexTopK > 0 {
                let owners = Holders(layers: m.indexingLayers, drafts: true)
                let queries = matrix(.indexProjections, depth: queryDepth, columns: m.indexHeads * m.indexDim)
                // One key a token, and a weight for each index head.
                let key = matrix(.indexKey, depth: shape.hiddenDepth, columns: m.indexDim + m.indexHeads)
                recordIndex(queries, owners, s, shape, into: &recorder)
                recordIndex(key, owners, s, shape, into: &recorder)
            }
            if s.deployment.sp > 1 {
                recorder.record(
                    .keyValueGather,
                    Collective.allGather(
                        bytes: shape.rows * latent * shape.attention.activationBytes, ranks: s.deployment.sp,
                        spacing: s.deployment.tp, s.chip))
            }
            // Of both forms one is taken; their matrices are the same.
            let form = LatentAttention.absorbed(s, shape)
            let key = Matrix(
                name: .absorbedKey, count: shape.heads, depth: shape.depth(m.headNope),
                columns: shape.columns(m.keyValueLoRA), rates: shape.attention)
            recorder.hold(key.bytes, in: holders, s)
            recorder.record(
                key.name,
                OperatorCost.choose(
                    form.other, below: form.absorbed, OperatorCost(exposed: 0),
                    key.product(shape.paddedRows, s, shape)))
            let expansion = matrix(
                .keyValueUp, depth: shape.depth(m.keyValueLoRA), columns: shape.heads * (m.headNope + m.headValue))
            let cached = shape.sequences * shape.readContext(limit: .infinity)
            recorder.record(
                expansion.name,
                OperatorCost.only(
                    where: form.other, below: form.absorbed, expansion.product(shape.rows(cached), s, shape)))
        }

        /// Records matrices that only some of the layers have, as their share of the mean layer.
        @inline(__always) private static func recordIndex<Recorder: StepRecorder<V>>(
            _ matrix: Matrix, _ owners: Holders, _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            recorder.hold(matrix.bytes, in: owners, s)
            recorder.record(
                matrix.name, matrix.product(shape.paddedRows, s, shape).inMean(of: s.model.indexingShare))
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
