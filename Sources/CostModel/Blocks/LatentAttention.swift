/// Multi-head latent attention (MLA), in the cheaper of its two forms.
///
/// Absorbed (DeepSeek-V2, arXiv:2405.04434, section 2.1.2): W_UK goes into the query and W_UV into the output, and all
/// heads attend to the latents themselves. Expanded: keys and values of the chip's heads are computed from the latents
/// first. Absorbed saves the expansion of the whole context for a few queries (decode); expanded has narrower heads,
/// which pays for many (prefill).
///
/// The latent cache has no head dimension to split: each chip of a tensor-parallel group reads the latents of all the
/// group's sequences for its share of the heads, which is why a larger `tp` stops paying.
enum LatentAttention: Block {
    static var kind: BlockKind { .mla }

    @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> Double {
        LatentProjections.calls(s, shape)
    }

    @inline(__always) static func weightBytes(_ s: Scenario, _ shape: StepShape) -> Double { 0 }

    @inline(__always) static func record<Recorder: StepRecorder>(
        _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
    ) {
        let m = s.model
        let isSparse = m.indexTopK > 0
        if isSparse {
            // Every query is scored against one index key a token, by all index heads (DeepSeek-V3.2, arXiv:2512.02556).
            let scored = shape.rows * shape.meanContext(limit: .infinity)
            let keys = shape.sequences * shape.readContext(limit: .infinity)
            recorder.record(
                .indexScores,
                Roofline.cost(
                    flops: 2 * scored * m.indexHeads * m.indexDim, bytes: keys * m.indexDim * shape.kvBytes,
                    secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape))
        }
        let limit = isSparse ? m.indexTopK : .infinity
        let pairs = shape.rows * shape.meanContext(limit: limit)
        // Sparse queries each read the latents they selected; dense ones share those of their sequence.
        let read = isSparse ? pairs : shape.sequences * shape.readContext(limit: limit)
        let width = shape.absorbs ? 2 * m.keyValueLoRA + m.headRope : m.headNope + m.headRope + m.headValue
        recorder.record(
            .latentAttention,
            Roofline.cost(
                flops: 2 * pairs * shape.heads * width, bytes: read * (m.keyValueLoRA + m.headRope) * shape.kvBytes,
                secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape))
    }
}
