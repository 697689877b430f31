/// Looks the tokens' rows up in the embedding table, which every chip holds whole so that no all-reduce is needed.
enum Embedding: Block {
    static var kind: BlockKind { .embedding }

    @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> Double { shape.passes }

    @inline(__always) static func weightBytes(_ s: Scenario, _ shape: StepShape) -> Double {
        // With a pipeline the first stage holds the table and the last the head; `Head` counts the larger.
        s.deployment.pp > 1 ? 0 : tableBytes(s)
    }

    /// Bytes of the whole table.
    @inline(__always) static func tableBytes(_ s: Scenario) -> Double {
        s.model.vocabulary * s.model.hidden * ElementFormat.bytes(s.model.precision.embedding)
    }

    @inline(__always) static func record<Recorder: StepRecorder>(
        _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
    ) {
        // M rows of `hidden` read and written.
        let bytes = 2 * shape.rows * s.model.hidden * shape.attention.activationBytes
        let memory = bytes * shape.secondsPerByte
        recorder.record(
            .embeddingLookup, OperatorCost(dramBytes: bytes, memory: memory, exposed: memory + shape.launch))
    }
}
