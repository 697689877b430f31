import Lanes

extension Engine {
    /// Projections behind latent attention: absorbed W_UV, the output projection, and the all-reduce over the group.
    enum LatentOutput: Block {
        static var kind: BlockKind { .attentionFC }

        @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> V {
            LatentProjections.calls(s, shape)
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            let m = s.model
            recorder.record(.smallKernels, Roofline.smallKernels(shape.attention.quantisations, shape))
            let holders = Holders(layers: m.mlaLayers, drafts: true)
            let form = LatentAttention.absorbed(s, shape)
            let value = Matrix(
                name: .absorbedValue, count: shape.heads, depth: shape.depth(m.keyValueLoRA),
                columns: shape.columns(m.headValue), rates: shape.attention)
            recorder.hold(value.bytes, in: holders, s)
            recorder.record(
                value.name,
                OperatorCost.choose(
                    form.other, below: form.absorbed, OperatorCost(exposed: 0),
                    value.product(shape.paddedRows, s, shape)))
            let output = Matrix(
                name: .outputProjection, depth: shape.depth(shape.heads * m.headValue), columns: shape.hiddenColumns,
                rates: shape.attention)
            recorder.record(output, shape.paddedRows, in: holders, s, shape)
            recorder.record(
                .attentionAllReduce,
                shape.residualAllReduce)
        }
    }
}

extension OperatorName {
    static var absorbedValue: OperatorName { OperatorName("absorbed_W_UV") }
}
