import CostModel

extension CatalogEntry where Value == Model {
    /// DeepSeek-V3: 671 B parameters, 37 B active, without its multi-token prediction layer.
    static let deepSeekV3 = CatalogEntry(
        name: "deepseek-v3", title: "DeepSeek-V3",
        value: Model(hidden: 7168, vocabulary: 129280, precision: .w8a16) {
            $0.mlaLayers = 61
            $0.heads = 128
            $0.queryLoRA = 1536
            $0.keyValueLoRA = 512
            ($0.headNope, $0.headRope, $0.headValue) = (128, 64, 128)
            $0.denseLayers = 3
            $0.denseIntermediate = 18432
            $0.moeLayers = 58
            $0.experts = 256
            $0.expertsPerToken = 8
            $0.expertIntermediate = 2048
            $0.sharedIntermediate = 2048
            ($0.routeGroups, $0.routeGroupLimit) = (8, 4)
            $0.mtpLayers = 1
        },
        origins: [
            Origin(
                from: "deepseek-ai/DeepSeek-V3 config.json; DeepSeek-V3 Technical Report, arXiv:2412.19437, section 4.2"
            ),
            Origin(
                "attn_precision", "ffn_precision", "expert_precision", "head_precision",
                from: "case study: W8A16; one 16-bit scale for 128 weights, the usual group of weight-only quantisation"
            ),
            Origin(
                "kv_precision", from: "8-bit latents: the case's 379 us per MLA call is the time to read one byte each"),
            Origin(
                "dispatch_precision", "combine_precision",
                from: "activations travel as they are, 16 bits wide (DeepEP sends BF16 unless told to use FP8)"),
            Origin(
                "embedding_precision",
                from: "weight-only quantisation covers matrix products; the table is looked up and stays 16 bits wide"),
        ])
}
