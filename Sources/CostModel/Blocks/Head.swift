import Lanes

extension Engine {
    /// The output projection onto the vocabulary, split over the tensor-parallel group.
    ///
    /// Each chip reduces its own slice of the logits to a few candidates before they travel, so nothing large does.
    enum Head: Block {
        static var kind: BlockKind { .lmHead }

        @inline(__always) static func calls(_ s: Inputs, _ shape: StepShape) -> V {
            1 + (s.workload.phase == .decode ? s.workload.draft : 0)
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Inputs, _ shape: StepShape, into recorder: inout Recorder
        ) {
            // Norm, and what sampling takes.
            recorder.record(.smallKernels, Roofline.smallKernels(3, shape))
            let width = s.model.vocabulary / s.deployment.tp
            let logits = Matrix(
                name: .headProjection, depth: shape.hiddenDepth, columns: shape.columns(width), rates: shape.head)
            // A tied head is the embedding table.
            recorder.hold(StagedBytes(last: s.model.tiedEmbedding == .yes ? 0 : logits.bytes))
            recorder.record(logits.name, logits.product(shape.rows(shape.headRows), s, shape))
        }
    }
}

extension BlockKind {
    /// LM_Head.
    public static var lmHead: BlockKind { BlockKind("LM_Head") }
}

extension OperatorName {
    static var headProjection: OperatorName { OperatorName("lm_head") }
}
