/// Projections in front of latent attention: queries of the chip's heads, and the latent key and value.
///
/// The key's up-projection W_UK is absorbed into the query (DeepSeek-V2, arXiv:2405.04434, section 2.1.2). The two
/// down-projections run on every chip of a tensor-parallel group, since each needs the whole latent.
enum QueryKeyValue: Block {
    static var kind: BlockKind { .mmQKV }

    @inline(__always) static func calls(_ model: Model) -> Double { model.layers }

    @inline(__always) static func weightBytes(_ s: Scenario, _ shape: StepShape) -> Double {
        let m = s.model
        let shared = m.hidden * (m.queryLoRA + m.keyValueLoRA + m.headRope)
        let own = shape.heads * (m.queryLoRA * (m.headNope + m.headRope) + m.headNope * m.keyValueLoRA)
        return m.layers * (shared + own) * shape.weightBytes
    }

    @inline(__always) static func record<Recorder: StepRecorder>(
        _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
    ) {
        let m = s.model
        let rows = shape.rows
        recorder.record(.queryDown, Roofline.matmul(m: rows, k: m.hidden, n: m.queryLoRA, s, shape))
        let width = shape.heads * (m.headNope + m.headRope)
        recorder.record(.queryUp, Roofline.matmul(m: rows, k: m.queryLoRA, n: width, s, shape))
        recorder.record(
            .keyValueDown, Roofline.matmul(m: rows, k: m.hidden, n: m.keyValueLoRA + m.headRope, s, shape))
        recorder.record(
            .absorbedKey, Roofline.matmul(count: shape.heads, m: rows, k: m.headNope, n: m.keyValueLoRA, s, shape))
    }
}
