import CostModel

extension CatalogEntry where Value == Model {
    /// Llama.
    static let llama: [CatalogEntry<Model>] = [
        CatalogEntry(
            name: "llama-3.1-8b", title: "Llama 3.1 8B",
            value: Model(hidden: 4096, vocabulary: 128256, precision: Precision(.bf16)) {
                $0.heads = 32
                $0.fullLayers = 32
                $0.kvHeads = 8
                $0.denseLayers = 32
                $0.denseIntermediate = 14336
            },
            origins: [
                .hub(
                    "meta-llama/Llama-3.1-8B", also: "meta-llama/Llama-3.1-8B-Instruct", "meta-llama/Meta-Llama-3.1-8B",
                    "meta-llama/Meta-Llama-3.1-8B-Instruct")
            ]),
        CatalogEntry(
            name: "llama-3.1-70b", title: "Llama 3.1 70B",
            value: Model(hidden: 8192, vocabulary: 128256, precision: Precision(.bf16)) {
                $0.heads = 64
                $0.fullLayers = 80
                $0.kvHeads = 8
                $0.denseLayers = 80
                $0.denseIntermediate = 28672
            },
            origins: [
                .hub(
                    "meta-llama/Meta-Llama-3.1-70B", also: "meta-llama/Meta-Llama-3.1-70B-Instruct",
                    "meta-llama/Llama-3.1-70B", "meta-llama/Llama-3.1-70B-Instruct", "meta-llama/Llama-3.3-70B-Instruct"
                )
            ]),
        CatalogEntry(
            name: "llama-3.1-405b", title: "Llama 3.1 405B",
            value: Model(hidden: 16384, vocabulary: 128256, precision: Precision(.bf16)) {
                $0.heads = 128
                $0.fullLayers = 126
                $0.kvHeads = 8
                $0.denseLayers = 126
                $0.denseIntermediate = 53248
            },
            origins: [
                .hub(
                    "meta-llama/Llama-3.1-405B", also: "meta-llama/Llama-3.1-405B-Instruct",
                    "meta-llama/Meta-Llama-3.1-405B", "meta-llama/Meta-Llama-3.1-405B-Instruct")
            ]),
        CatalogEntry(
            name: "llama-4-scout", title: "Llama 4 Scout, text part",
            value: Model(hidden: 5120, vocabulary: 202048, precision: Precision(.bf16)) {
                $0.heads = 40
                $0.fullLayers = 12
                $0.windowLayers = 36
                $0.window = 8192
                $0.kvHeads = 8
                $0.moeLayers = 48
                $0.experts = 16
                $0.expertsPerToken = 1
                $0.expertIntermediate = 8192
                $0.sharedIntermediate = 8192
            },
            origins: [.hub("meta-llama/Llama-4-Scout-17B-16E-Instruct", also: "meta-llama/Llama-4-Scout-17B-16E")],
            leftOut: ["vision encoder"]),
        CatalogEntry(
            name: "llama-4-maverick", title: "Llama 4 Maverick, text part",
            value: Model(hidden: 5120, vocabulary: 202048, precision: Precision(.bf16)) {
                $0.heads = 40
                $0.fullLayers = 12
                $0.windowLayers = 36
                $0.window = 8192
                $0.kvHeads = 8
                $0.denseLayers = 24
                $0.denseIntermediate = 16384
                $0.moeLayers = 24
                $0.experts = 128
                $0.expertsPerToken = 1
                $0.expertIntermediate = 8192
                $0.sharedIntermediate = 8192
            },
            origins: [
                .hub("meta-llama/Llama-4-Maverick-17B-128E-Instruct", also: "meta-llama/Llama-4-Maverick-17B-128E")
            ], leftOut: ["vision encoder"]),
    ]
}
