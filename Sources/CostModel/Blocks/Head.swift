import Lanes

extension Engine {
    /// The output projection onto the vocabulary, split over the tensor-parallel group.
    ///
    /// Each chip reduces its own slice of the logits to a few candidates before they travel, so nothing large does.
    enum Head: Block {
        static var kind: BlockKind { .lmHead }

        @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> V {
            1 + (s.workload.phase == .decode ? s.workload.draft : 0)
        }

        @inline(__always) static func weightBytes(_ s: Scenario, _ shape: StepShape) -> StagedBytes {
            let own = s.model.hidden * s.model.vocabulary / s.deployment.tp * shape.head.weightBytes
            return StagedBytes(last: s.model.tiedEmbedding > 0 ? 0 : own)
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            // Norm, and what sampling takes.
            recorder.record(.smallKernels, Roofline.smallKernels(3, shape))
            let width = s.model.vocabulary / s.deployment.tp
            recorder.record(
                .headProjection,
                Roofline.matmul(
                    m: shape.rows(shape.headRows), k: shape.hiddenDepth, n: shape.columns(width), shape.head, s, shape))
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
