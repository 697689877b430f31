/// Projections behind latent attention: absorbed W_UV, the output projection, and the all-reduce over the group.
enum AttentionOutput: Block {
    static var kind: BlockKind { .attentionFC }

    @inline(__always) static func calls(_ model: Model) -> Double { model.layers }

    @inline(__always) static func weightBytes(_ s: Scenario, _ shape: StepShape) -> Double {
        let m = s.model
        return m.layers * shape.heads * m.headValue * (m.keyValueLoRA + m.hidden) * shape.weightBytes
    }

    @inline(__always) static func record<Recorder: StepRecorder>(
        _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
    ) {
        let m = s.model
        let rows = shape.rows
        recorder.record(
            .absorbedValue, Roofline.matmul(count: shape.heads, m: rows, k: m.keyValueLoRA, n: m.headValue, s, shape))
        recorder.record(
            .outputProjection, Roofline.matmul(m: rows, k: shape.heads * m.headValue, n: m.hidden, s, shape))
        recorder.record(
            .attentionAllReduce,
            Collective.allReduce(bytes: rows * m.hidden * shape.activationBytes, ranks: s.deployment.tp, s.chip))
    }
}
