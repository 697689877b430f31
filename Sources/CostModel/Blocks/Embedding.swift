import Lanes

extension Engine {
    /// Looks the tokens' rows up in the embedding table, split over the tensor-parallel group by rows of the vocabulary.
    ///
    /// Each chip reads the rows of its own slice and zeros for the others, and an all-reduce brings them together
    /// (Shoeybi et al., Megatron-LM, arXiv:1909.08053, section 3; `VocabParallelEmbedding` of vLLM and SGLang, and
    /// `use_parallel_embedding` of TensorRT-LLM).
    enum Embedding: Block {
        static var kind: BlockKind { .embedding }

        @inline(__always) static func calls(_ s: Inputs, _ shape: StepShape) -> V { shape.passes }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Inputs, _ shape: StepShape, into recorder: inout Recorder
        ) {
            let bytesOfElement = V(s.model.precision.embedding.bytes)
            let table = s.model.vocabulary * s.model.hidden * bytesOfElement / s.deployment.tp
            // A tied head is the same table, of which the last stage of a pipeline needs a copy.
            recorder.hold(
                StagedBytes(first: table, last: s.model.tiedEmbedding == .yes && s.deployment.pp > 1 ? table : 0))
            // M rows of `hidden` read and written.
            let bytes = 2 * shape.rows * s.model.hidden * shape.attention.activationBytes
            let memory = bytes * shape.secondsPerByte
            recorder.record(
                .embeddingLookup, OperatorCost(dramBytes: bytes, memory: memory, exposed: memory + shape.launch))
            recorder.record(.embeddingAllReduce, shape.residualAllReduce)
        }
    }
}

extension BlockKind {
    /// Embedding.
    public static var embedding: BlockKind { BlockKind("Embedding") }
}

extension OperatorName {
    static var embeddingLookup: OperatorName { OperatorName("embedding_lookup") }
    static var embeddingAllReduce: OperatorName { OperatorName("embedding_all_reduce") }
}
