/// The output projection onto the vocabulary, split over the tensor-parallel group.
///
/// Each chip reduces its own slice of the logits to a few candidates before they travel, so nothing large does.
enum Head: Block {
    static var kind: BlockKind { .lmHead }

    @inline(__always) static func calls(_ model: Model) -> Double { 1 }

    @inline(__always) static func weightBytes(_ s: Scenario, _ shape: StepShape) -> Double {
        s.model.hidden * s.model.vocabulary / s.deployment.tp * shape.weightBytes
    }

    @inline(__always) static func record<Recorder: StepRecorder>(
        _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
    ) {
        let width = s.model.vocabulary / s.deployment.tp
        recorder.record(.headProjection, Roofline.matmul(m: shape.rows, k: s.model.hidden, n: width, s, shape))
    }
}
