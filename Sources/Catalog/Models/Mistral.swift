import CostModel

extension CatalogEntry where Value == Model {
    /// Mistral and Mixtral.
    static let mistral: [CatalogEntry<Model>] = [
        CatalogEntry(
            name: "mistral-large-2407", title: "Mistral Large 2407",
            value: Model(hidden: 12288, vocabulary: 32768, precision: Precision(.bf16)) {
                $0.heads = 96
                $0.fullLayers = 88
                $0.kvHeads = 8
                $0.denseLayers = 88
                $0.denseIntermediate = 28672
            },
            origins: [.hub("mistralai/Mistral-Large-Instruct-2407", also: "mistralai/Mistral-Large-Instruct-2411")]),
        CatalogEntry(
            name: "mixtral-8x7b", title: "Mixtral 8x7B",
            value: Model(hidden: 4096, vocabulary: 32000, precision: Precision(.bf16)) {
                $0.heads = 32
                $0.fullLayers = 32
                $0.kvHeads = 8
                $0.moeLayers = 32
                $0.experts = 8
                $0.expertsPerToken = 2
                $0.expertIntermediate = 14336
            },
            origins: [.hub("mistralai/Mixtral-8x7B-v0.1", also: "mistralai/Mixtral-8x7B-Instruct-v0.1")]),
        CatalogEntry(
            name: "mixtral-8x22b", title: "Mixtral 8x22B",
            value: Model(hidden: 6144, vocabulary: 32000, precision: Precision(.bf16)) {
                $0.heads = 48
                $0.fullLayers = 56
                $0.kvHeads = 8
                $0.moeLayers = 56
                $0.experts = 8
                $0.expertsPerToken = 2
                $0.expertIntermediate = 16384
            },
            origins: [.hub("mistralai/Mixtral-8x22B-v0.1", also: "mistralai/Mixtral-8x22B-Instruct-v0.1")]),
    ]
}
