import CostModel

extension CatalogEntry where Value == Model {
    /// DeepSeek, and Kimi K2, which has the same architecture.
    static let deepSeek: [CatalogEntry<Model>] = [
        CatalogEntry(
            name: "deepseek-v2-lite", title: "DeepSeek-V2-Lite",
            value: Model(hidden: 2048, vocabulary: 102400, precision: Precision(.bf16)) {
                $0.heads = 16
                $0.mlaLayers = 27
                $0.keyValueLoRA = 512
                $0.headNope = 128
                $0.headRope = 64
                $0.headValue = 128
                $0.denseLayers = 1
                $0.denseIntermediate = 10944
                $0.moeLayers = 26
                $0.experts = 64
                $0.expertsPerToken = 6
                $0.expertIntermediate = 1408
                $0.sharedIntermediate = 2816
            },
            origins: [
                .hub(
                    "deepseek-ai/DeepSeek-V2-Lite", also: "deepseek-ai/DeepSeek-V2-Lite-Chat",
                    "deepseek-ai/DeepSeek-Coder-V2-Lite-Base", "deepseek-ai/DeepSeek-Coder-V2-Lite-Instruct")
            ]),
        CatalogEntry(
            name: "deepseek-v2", title: "DeepSeek-V2",
            value: Model(hidden: 5120, vocabulary: 102400, precision: Precision(.bf16)) {
                $0.heads = 128
                $0.mlaLayers = 60
                $0.queryLoRA = 1536
                $0.keyValueLoRA = 512
                $0.headNope = 128
                $0.headRope = 64
                $0.headValue = 128
                $0.denseLayers = 1
                $0.denseIntermediate = 12288
                $0.moeLayers = 59
                $0.experts = 160
                $0.expertsPerToken = 6
                $0.expertIntermediate = 1536
                $0.sharedIntermediate = 3072
                $0.routeGroups = 8
                $0.routeGroupLimit = 3
            },
            origins: [
                .hub(
                    "deepseek-ai/DeepSeek-V2", also: "deepseek-ai/DeepSeek-V2-Chat",
                    "deepseek-ai/DeepSeek-V2-Chat-0628", "deepseek-ai/DeepSeek-V2.5", "deepseek-ai/DeepSeek-V2.5-1210",
                    "deepseek-ai/DeepSeek-Coder-V2-Base", "deepseek-ai/DeepSeek-Coder-V2-Instruct")
            ]),
        CatalogEntry(
            name: "kimi-k2", title: "Kimi K2",
            value: Model(hidden: 7168, vocabulary: 163840, precision: .fp8Checkpoint) {
                $0.heads = 64
                $0.mlaLayers = 61
                $0.queryLoRA = 1536
                $0.keyValueLoRA = 512
                $0.headNope = 128
                $0.headRope = 64
                $0.headValue = 128
                $0.denseLayers = 1
                $0.denseIntermediate = 18432
                $0.moeLayers = 60
                $0.experts = 384
                $0.expertsPerToken = 8
                $0.expertIntermediate = 2048
                $0.sharedIntermediate = 2048
            },
            origins: [
                .hub(
                    ["moonshotai/Kimi-K2-Instruct", "moonshotai/Kimi-K2-Instruct-0905", "moonshotai/Kimi-K2-Base"],
                    "config.json; its checkpoint has 1026 B elements, not the report's 1.04 T")
            ]),
        CatalogEntry(
            name: "deepseek-r1", title: "DeepSeek-R1", value: deepSeekV3(.fp8Checkpoint),
            origins: [
                .hub("deepseek-ai/DeepSeek-R1", also: "deepseek-ai/DeepSeek-R1-0528", "deepseek-ai/DeepSeek-R1-Zero")
            ]),
        CatalogEntry(
            name: "deepseek-v3.2-exp", title: "DeepSeek-V3.2-Exp", value: deepSeekV32,
            origins: [.hub("deepseek-ai/DeepSeek-V3.2-Exp", also: "deepseek-ai/DeepSeek-V3.2")]),
    ]

    /// DeepSeek-V3 in the precision of the case study.
    static let deepSeekV3 = CatalogEntry(
        name: "deepseek-v3", title: "DeepSeek-V3", value: deepSeekV3(.w8a16),
        origins: [
            .hub(
                [
                    "deepseek-ai/DeepSeek-V3", "deepseek-ai/DeepSeek-V3-Base", "deepseek-ai/DeepSeek-V3-0324",
                    "deepseek-ai/DeepSeek-V3.1", "deepseek-ai/DeepSeek-V3.1-Base", "deepseek-ai/DeepSeek-V3.1-Terminus",
                ], "config.json; DeepSeek-V3 Technical Report, arXiv:2412.19437, section 4.2"),
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
        ],
        difference:
            "W8A16 with an 8-bit KV cache, as in the case study; the checkpoint is FP8: 'model load deepseek-r1' has its formats"
    )

    private static func deepSeekV3(_ precision: Precision) -> Model {
        Model(hidden: 7168, vocabulary: 129280, precision: precision) {
            $0.heads = 128
            $0.mlaLayers = 61
            $0.queryLoRA = 1536
            $0.keyValueLoRA = 512
            $0.headNope = 128
            $0.headRope = 64
            $0.headValue = 128
            $0.denseLayers = 3
            $0.denseIntermediate = 18432
            $0.moeLayers = 58
            $0.experts = 256
            $0.expertsPerToken = 8
            $0.expertIntermediate = 2048
            $0.sharedIntermediate = 2048
            $0.routeGroups = 8
            $0.routeGroupLimit = 4
            $0.mtpLayers = 1
        }
    }

    /// DeepSeek-V3 with an index that selects the tokens each query attends to.
    private static var deepSeekV32: Model {
        var model = deepSeekV3(.fp8Checkpoint)
        model.indexTopK = 2048
        model.indexHeads = 64
        model.indexDim = 128
        return model
    }
}
