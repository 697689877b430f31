/// Attention over the latent KV cache (MLA, absorbed form).
///
/// The cache has no head dimension to split: each chip of a tensor-parallel group reads the latents of all the group's
/// sequences for its share of the heads, which is why a larger `tp` stops paying.
enum LatentAttention: Block {
    static var kind: BlockKind { .mla }

    @inline(__always) static func calls(_ model: Model) -> Double { model.layers }

    @inline(__always) static func weightBytes(_ s: Scenario, _ shape: StepShape) -> Double { 0 }

    @inline(__always) static func record<Recorder: StepRecorder>(
        _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
    ) {
        let m = s.model
        let cached = shape.rows * s.workload.context
        // Scores over kv_lora + rope, then the weighted sum over kv_lora.
        let flops = 2 * cached * shape.heads * (2 * m.keyValueLoRA + m.headRope)
        let bytes = cached * (m.keyValueLoRA + m.headRope) * m.precision.kvCache
        let compute = flops * shape.secondsPerFLOP
        let memory = bytes * shape.secondsPerByte
        recorder.record(
            .latentAttention,
            OperatorCost(
                flops: flops, dramBytes: bytes, compute: compute, memory: memory,
                exposed: Roofline.time(compute: compute, memory: memory, s.chip)))
    }
}
