import CostModel

extension CatalogEntry where Value == Model {
    /// Qwen.
    static let qwen: [CatalogEntry<Model>] = [
        CatalogEntry(
            name: "qwen2.5-72b", title: "Qwen2.5-72B",
            value: Model(hidden: 8192, vocabulary: 152064, precision: Precision(.bf16)) {
                $0.heads = 64
                $0.fullLayers = 80
                $0.kvHeads = 8
                $0.denseLayers = 80
                $0.denseIntermediate = 29568
            },
            origins: [.hub("Qwen/Qwen2.5-72B-Instruct", also: "Qwen/Qwen2.5-72B")]),
        CatalogEntry(
            name: "qwen3-8b", title: "Qwen3-8B",
            value: Model(hidden: 4096, vocabulary: 151936, precision: Precision(.bf16)) {
                $0.heads = 32
                $0.fullLayers = 36
                $0.kvHeads = 8
                $0.denseLayers = 36
                $0.denseIntermediate = 12288
            },
            origins: [.hub("Qwen/Qwen3-8B", also: "Qwen/Qwen3-8B-Base")]),
        CatalogEntry(
            name: "qwen3-32b", title: "Qwen3-32B",
            value: Model(hidden: 5120, vocabulary: 151936, precision: Precision(.bf16)) {
                $0.heads = 64
                $0.fullLayers = 64
                $0.kvHeads = 8
                $0.denseLayers = 64
                $0.denseIntermediate = 25600
            },
            origins: [.hub("Qwen/Qwen3-32B")]),
        CatalogEntry(
            name: "qwen3-30b-a3b", title: "Qwen3-30B-A3B",
            value: Model(hidden: 2048, vocabulary: 151936, precision: Precision(.bf16)) {
                $0.heads = 32
                $0.fullLayers = 48
                $0.kvHeads = 4
                $0.moeLayers = 48
                $0.experts = 128
                $0.expertsPerToken = 8
                $0.expertIntermediate = 768
            },
            origins: [
                .hub(
                    "Qwen/Qwen3-30B-A3B", also: "Qwen/Qwen3-30B-A3B-Base", "Qwen/Qwen3-30B-A3B-Instruct-2507",
                    "Qwen/Qwen3-30B-A3B-Thinking-2507", "Qwen/Qwen3-Coder-30B-A3B-Instruct")
            ]),
        CatalogEntry(
            name: "qwen3-235b-a22b", title: "Qwen3-235B-A22B",
            value: Model(hidden: 4096, vocabulary: 151936, precision: Precision(.bf16)) {
                $0.heads = 64
                $0.fullLayers = 94
                $0.kvHeads = 4
                $0.moeLayers = 94
                $0.experts = 128
                $0.expertsPerToken = 8
                $0.expertIntermediate = 1536
            },
            origins: [
                .hub(
                    "Qwen/Qwen3-235B-A22B", also: "Qwen/Qwen3-235B-A22B-Instruct-2507",
                    "Qwen/Qwen3-235B-A22B-Thinking-2507")
            ]),
        CatalogEntry(
            name: "qwen3-next-80b-a3b", title: "Qwen3-Next-80B-A3B",
            value: Model(hidden: 2048, vocabulary: 151936, precision: Precision(.bf16)) {
                $0.heads = 16
                $0.fullLayers = 12
                $0.kvHeads = 2
                $0.headDim = 256
                $0.queryOutputs = 2
                $0.linearLayers = 36
                $0.linearKeyHeads = 16
                $0.linearValueHeads = 32
                $0.linearKeyDim = 128
                $0.linearValueDim = 128
                $0.moeLayers = 48
                $0.experts = 512
                $0.expertsPerToken = 10
                $0.expertIntermediate = 512
                $0.sharedIntermediate = 512
            },
            origins: [.hub("Qwen/Qwen3-Next-80B-A3B-Thinking", also: "Qwen/Qwen3-Next-80B-A3B-Instruct")]),
    ]
}
