import CostModel

extension CatalogEntry where Value == Model {
    /// DeepSeek-V3: 671 B parameters, 37 B active, without its multi-token prediction layer.
    static let deepSeekV3 = CatalogEntry(
        name: "deepseek-v3", title: "DeepSeek-V3",
        value: Model(
            layers: 61, denseLayers: 3, hidden: 7168, heads: 128, queryLoRA: 1536, keyValueLoRA: 512, headNope: 128,
            headRope: 64, headValue: 128, denseIntermediate: 18432, experts: 256, expertsPerToken: 8, sharedExperts: 1,
            expertIntermediate: 2048, vocabulary: 129280, precision: .w8a16),
        origins: [
            Origin(
                from: "deepseek-ai/DeepSeek-V3 config.json; DeepSeek-V3 Technical Report, arXiv:2412.19437, section 4.2"
            ),
            Origin("weight_bytes", "act_bytes", from: "case study: W8A16"),
            Origin(
                "scale_group", from: "one 16-bit scale for 128 weights, the usual group of weight-only quantisation"),
            Origin("kv_bytes", from: "8-bit latents: the case's 379 us per MLA call is the time to read one byte each"),
            Origin(
                "dispatch_bytes", "combine_bytes",
                from: "activations travel as they are, 16 bits wide (DeepEP sends BF16 unless told to use FP8)"),
            Origin(
                "embedding_bytes",
                from: "weight-only quantisation covers matrix products; the table is looked up and stays 16 bits wide"),
        ])
}
