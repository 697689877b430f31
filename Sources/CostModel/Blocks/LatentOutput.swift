import Lanes

extension Engine {
    /// Projections behind latent attention: absorbed W_UV, the output projection, and the all-reduce over the group.
    enum LatentOutput: Block {
        static var kind: BlockKind { .attentionFC }

        @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> V {
            LatentProjections.calls(s, shape)
        }

        @inline(__always) static func weightBytes(_ s: Scenario, _ shape: StepShape) -> StagedBytes {
            let m = s.model
            let own = shape.heads * m.headValue * (m.keyValueLoRA + m.hidden)
            return .layers(m.mlaLayers, each: own * shape.attention.weightBytes, drafts: true, s)
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            let m = s.model
            recorder.record(.smallKernels, Roofline.smallKernels(shape.attention.quantisations, shape))
            let rates = shape.attention
            let form = LatentAttention.absorbed(s, shape)
            recorder.record(
                .absorbedValue,
                OperatorCost.choose(
                    form.other, below: form.absorbed, OperatorCost(exposed: 0),
                    Roofline.matmul(
                        count: shape.heads, m: shape.paddedRows, k: shape.depth(m.keyValueLoRA),
                        n: shape.columns(m.headValue), rates, s, shape)))
            recorder.record(
                .outputProjection,
                Roofline.matmul(
                    m: shape.paddedRows, k: shape.depth(shape.heads * m.headValue), n: shape.hiddenColumns, rates, s,
                    shape)
            )
            recorder.record(
                .attentionAllReduce,
                shape.residualAllReduce)
        }
    }
}

extension OperatorName {
    static var absorbedValue: OperatorName { OperatorName("absorbed_W_UV") }
}
