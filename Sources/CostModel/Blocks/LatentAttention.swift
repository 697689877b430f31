import Lanes

extension Engine {
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

        @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> V {
            LatentProjections.calls(s, shape)
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            let m = s.model
            // Parts of a long context are added up.
            recorder.record(.smallKernels, Roofline.smallKernels(1, shape))
            let isSparse = m.indexTopK > 0
            if isSparse {
                // Every query is scored against one index key a token, by all index heads (DeepSeek-V3.2, arXiv:2512.02556).
                let scored = shape.rows * shape.meanContext(limit: .infinity)
                let keys = shape.sequences * shape.readContext(limit: .infinity)
                recorder.record(
                    .indexScores,
                    Roofline.cost(
                        flops: 2 * scored * m.indexHeads * m.indexDim, bytes: keys * shape.indexBytes,
                        secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape
                    ).inMean(of: m.indexingShare))
            }
            let limit = isSparse ? m.indexTopK : .infinity
            let pairs = shape.rows * shape.meanContext(limit: limit)
            // Sparse queries each read the latents they selected; dense ones share those of their sequence.
            let read = isSparse ? pairs : shape.sequences * shape.readContext(limit: limit)
            let form = absorbed(s, shape)
            let width = V.choose(
                form.other, below: form.absorbed, m.headNope + m.headRope + m.headValue,
                2 * m.keyValueLoRA + m.headRope)
            // Few heads leave rows of the matrix unit empty.
            let queries = shape.isDecode ? shape.heads * shape.added : shape.attentionRows.size
            let padding = shape.attentionRows.pad(queries).padded / queries
            recorder.record(
                .latentAttention,
                Roofline.cost(
                    flops: 2 * pairs * shape.heads * width, padding: padding,
                    bytes: read * shape.latentBytes,
                    secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape))
        }

        /// Seconds of a prefill's attention in both forms, projections included; the absorbed form is taken unless the other
        /// is faster.
        ///
        /// In decode it always is, since the few new tokens would expand the latents of the whole context.
        @inline(__always) static func absorbed(_ s: Scenario, _ shape: StepShape) -> (absorbed: V, other: V) {
            shape.isDecode ? (0, 0) : ofPrompt(s, shape)
        }

        private static func ofPrompt(_ s: Scenario, _ shape: StepShape) -> (absorbed: V, other: V) {
            let m = s.model
            let pairs = shape.rows * shape.meanContext(limit: m.indexTopK > 0 ? m.indexTopK : .infinity)
            let cached = shape.sequences * shape.readContext(limit: .infinity)
            let read = m.indexTopK > 0 ? pairs : cached
            func attention(_ width: V) -> V {
                Roofline.cost(
                    flops: 2 * pairs * shape.heads * width, bytes: read * shape.latentBytes,
                    secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape
                ).exposed
            }
            let key = Roofline.matmul(
                count: shape.heads, m: shape.paddedRows, k: shape.depth(m.headNope), n: shape.columns(m.keyValueLoRA),
                shape.attention, s, shape)
            let value = Roofline.matmul(
                count: shape.heads, m: shape.paddedRows, k: shape.depth(m.keyValueLoRA), n: shape.columns(m.headValue),
                shape.attention, s, shape)
            let expansion = Roofline.matmul(
                m: shape.rows(cached), k: shape.depth(m.keyValueLoRA),
                n: shape.columns(shape.heads * (m.headNope + m.headValue)), shape.attention, s, shape)
            let absorbed = key.exposed + value.exposed + attention(2 * m.keyValueLoRA + m.headRope)
            return (absorbed, expansion.exposed + attention(m.headNope + m.headRope + m.headValue))
        }
    }
}

extension BlockKind {
    /// MLA.
    public static var mla: BlockKind { BlockKind("MLA") }
}

extension OperatorName {
    static var indexScores: OperatorName { OperatorName("index_scores") }
    static var latentAttention: OperatorName { OperatorName("latent_attention") }
}
