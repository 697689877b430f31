import CostModel

extension CatalogEntry where Value == Model {
    /// GLM.
    static let glm: [CatalogEntry<Model>] = [
        CatalogEntry(
            name: "glm-4.5-air", title: "GLM-4.5-Air",
            value: Model(hidden: 4096, vocabulary: 151552, precision: Precision(.bf16)) {
                $0.heads = 96
                $0.fullLayers = 46
                $0.kvHeads = 8
                $0.denseLayers = 1
                $0.denseIntermediate = 10944
                $0.moeLayers = 45
                $0.experts = 128
                $0.expertsPerToken = 8
                $0.expertIntermediate = 1408
                $0.sharedIntermediate = 1408
                $0.mtpLayers = 1
            },
            origins: [.hub("zai-org/GLM-4.5-Air", also: "zai-org/GLM-4.5-Air-Base")]),
        CatalogEntry(
            name: "glm-4.5", title: "GLM-4.5",
            value: Model(hidden: 5120, vocabulary: 151552, precision: Precision(.bf16)) {
                $0.heads = 96
                $0.fullLayers = 92
                $0.kvHeads = 8
                $0.denseLayers = 3
                $0.denseIntermediate = 12288
                $0.moeLayers = 89
                $0.experts = 160
                $0.expertsPerToken = 8
                $0.expertIntermediate = 1536
                $0.sharedIntermediate = 1536
                $0.mtpLayers = 1
            },
            origins: [.hub("zai-org/GLM-4.5", also: "zai-org/GLM-4.5-Base")]),
    ]
}
