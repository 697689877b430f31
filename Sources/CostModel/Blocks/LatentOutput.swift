/// Projections behind latent attention: absorbed W_UV, the output projection, and the all-reduce over the group.
enum LatentOutput: Block {
    static var kind: BlockKind { .attentionFC }

    @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> Double {
        LatentProjections.calls(s, shape)
    }

    @inline(__always) static func weightBytes(_ s: Scenario, _ shape: StepShape) -> Double {
        let m = s.model
        let own = shape.heads * m.headValue * (m.keyValueLoRA + m.hidden)
        return LayerCalls.held(m.mlaLayers, drafts: true, s) * own * shape.attention.weightBytes
    }

    @inline(__always) static func record<Recorder: StepRecorder>(
        _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
    ) {
        let m = s.model
        let rows = shape.rows
        let rates = shape.attention
        if LatentAttention.isAbsorbed(s, shape) {
            recorder.record(
                .absorbedValue,
                Roofline.matmul(count: shape.heads, m: rows, k: m.keyValueLoRA, n: m.headValue, rates, s, shape))
        }
        recorder.record(
            .outputProjection, Roofline.matmul(m: rows, k: shape.heads * m.headValue, n: m.hidden, rates, s, shape))
        recorder.record(
            .attentionAllReduce,
            Collective.allReduce(bytes: rows * m.hidden * rates.activationBytes, ranks: s.deployment.tp, s.chip))
    }
}
