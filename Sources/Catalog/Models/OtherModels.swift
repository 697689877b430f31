import CostModel

extension CatalogEntry where Value == Model {
    /// Makers with one model here.
    static let others: [CatalogEntry<Model>] = [
        CatalogEntry(
            name: "ernie-4.5-300b-a47b", title: "ERNIE-4.5-300B-A47B",
            value: Model(hidden: 8192, vocabulary: 103424, precision: Precision(.bf16)) {
                $0.heads = 64
                $0.fullLayers = 54
                $0.kvHeads = 8
                $0.denseLayers = 3
                $0.denseIntermediate = 28672
                $0.moeLayers = 51
                $0.experts = 64
                $0.expertsPerToken = 8
                $0.expertIntermediate = 3584
            },
            origins: [.copy(of: "baidu/ERNIE-4.5-300B-A47B-PT", also: "baidu/ERNIE-4.5-300B-A47B-Base-PT")]),
        CatalogEntry(
            name: "gemma-3-27b", title: "Gemma 3 27B, text part",
            value: Model(hidden: 5376, vocabulary: 262208, precision: Precision(.bf16)) {
                $0.tiedEmbedding = .yes
                $0.heads = 32
                $0.fullLayers = 10
                $0.windowLayers = 52
                $0.window = 1024
                $0.kvHeads = 16
                $0.denseLayers = 62
                $0.denseIntermediate = 21504
            },
            origins: [.hub("google/gemma-3-27b-it", also: "google/gemma-3-27b-pt")], leftOut: ["vision encoder"]),
        CatalogEntry(
            name: "hunyuan-a13b", title: "Hunyuan-A13B",
            value: Model(hidden: 4096, vocabulary: 128167, precision: Precision(.bf16)) {
                $0.tiedEmbedding = .yes
                $0.heads = 32
                $0.fullLayers = 32
                $0.kvHeads = 8
                $0.moeLayers = 32
                $0.experts = 64
                $0.expertsPerToken = 8
                $0.expertIntermediate = 3072
                $0.sharedIntermediate = 3072
            },
            origins: [.hub("tencent/Hunyuan-A13B-Instruct", also: "tencent/Hunyuan-A13B-Pretrain")]),
        CatalogEntry(
            name: "phi-4", title: "Phi-4",
            value: Model(hidden: 5120, vocabulary: 100352, precision: Precision(.bf16)) {
                $0.heads = 40
                $0.fullLayers = 40
                $0.kvHeads = 10
                $0.denseLayers = 40
                $0.denseIntermediate = 17920
            },
            origins: [.hub("microsoft/phi-4")]),
    ]
}
