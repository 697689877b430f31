import CostModel

extension CatalogEntry where Value == Model {
    /// MiniMax.
    static let miniMax: [CatalogEntry<Model>] = [
        CatalogEntry(
            name: "minimax-m1", title: "MiniMax-M1",
            value: Model(hidden: 6144, vocabulary: 200064, precision: Precision(.bf16)) {
                $0.heads = 64
                $0.fullLayers = 10
                $0.kvHeads = 8
                $0.linearLayers = 70
                $0.linearKeyHeads = 64
                $0.linearValueHeads = 64
                $0.linearKeyDim = 128
                $0.linearValueDim = 128
                $0.convolution = 0
                $0.moeLayers = 80
                $0.experts = 32
                $0.expertsPerToken = 2
                $0.expertIntermediate = 9216
            },
            origins: [.hub("MiniMaxAI/MiniMax-M1-80k", also: "MiniMaxAI/MiniMax-M1-40k")]),
        CatalogEntry(
            name: "minimax-m2", title: "MiniMax-M2",
            value: Model(hidden: 3072, vocabulary: 200064, precision: .fp8Experts) {
                $0.heads = 48
                $0.fullLayers = 62
                $0.kvHeads = 8
                $0.moeLayers = 62
                $0.experts = 256
                $0.expertsPerToken = 8
                $0.expertIntermediate = 1536
            },
            origins: [.hub("MiniMaxAI/MiniMax-M2")]),
    ]
}
