import CostModel

extension CatalogEntry where Value == Model {
    /// gpt-oss.
    static let gptOSS: [CatalogEntry<Model>] = [
        CatalogEntry(
            name: "gpt-oss-20b", title: "gpt-oss-20b",
            value: Model(hidden: 2880, vocabulary: 201088, precision: .mxfp4Experts) {
                $0.heads = 64
                $0.fullLayers = 12
                $0.windowLayers = 12
                $0.window = 128
                $0.kvHeads = 8
                $0.headDim = 64
                $0.moeLayers = 24
                $0.experts = 32
                $0.expertsPerToken = 4
                $0.expertIntermediate = 2880
            },
            origins: [.hub("openai/gpt-oss-20b")]),
        CatalogEntry(
            name: "gpt-oss-120b", title: "gpt-oss-120b",
            value: Model(hidden: 2880, vocabulary: 201088, precision: .mxfp4Experts) {
                $0.heads = 64
                $0.fullLayers = 18
                $0.windowLayers = 18
                $0.window = 128
                $0.kvHeads = 8
                $0.headDim = 64
                $0.moeLayers = 36
                $0.experts = 128
                $0.expertsPerToken = 4
                $0.expertIntermediate = 2880
            },
            origins: [.hub("openai/gpt-oss-120b")]),
    ]
}
