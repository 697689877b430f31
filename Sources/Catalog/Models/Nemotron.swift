import CostModel

extension CatalogEntry where Value == Model {
    /// Nemotron-H: state-space layers, feed-forward blocks without a gate, and a few layers of attention.
    static let nemotron: [CatalogEntry<Model>] = [
        CatalogEntry(
            name: "nemotron-nano-9b-v2", title: "NVIDIA Nemotron Nano 9B v2",
            value: Model(hidden: 4480, vocabulary: 131072, precision: Precision(.bf16)) {
                $0.heads = 40
                $0.fullLayers = 4
                $0.kvHeads = 8
                $0.ssmLayers = 27
                $0.ssmHeads = 128
                $0.ssmHeadDim = 80
                $0.ssmState = 128
                $0.ssmGroups = 8
                $0.denseLayers = 25
                $0.denseIntermediate = 15680
                $0.denseMatrices = 2
            },
            origins: [.hub("nvidia/NVIDIA-Nemotron-Nano-9B-v2", also: "nvidia/NVIDIA-Nemotron-Nano-9B-v2-Base")]),
        CatalogEntry(
            name: "nemotron-h-47b", title: "Nemotron-H-47B",
            value: Model(hidden: 8192, vocabulary: 131072, precision: Precision(.bf16)) {
                $0.heads = 64
                $0.fullLayers = 5
                $0.kvHeads = 8
                $0.ssmLayers = 45
                $0.ssmHeads = 256
                $0.ssmHeadDim = 64
                $0.ssmState = 256
                $0.ssmGroups = 8
                $0.denseLayers = 48
                $0.denseIntermediate = 30720
                $0.denseMatrices = 2
            },
            origins: [.copy(of: "nvidia/Nemotron-H-47B-Base-8K")]),
        CatalogEntry(
            name: "nemotron-h-56b", title: "Nemotron-H-56B",
            value: Model(hidden: 8192, vocabulary: 131072, precision: Precision(.bf16)) {
                $0.heads = 64
                $0.fullLayers = 10
                $0.kvHeads = 8
                $0.ssmLayers = 54
                $0.ssmHeads = 256
                $0.ssmHeadDim = 64
                $0.ssmState = 256
                $0.ssmGroups = 8
                $0.denseLayers = 54
                $0.denseIntermediate = 32768
                $0.denseMatrices = 2
            },
            origins: [.copy(of: "nvidia/Nemotron-H-56B-Base-8K")]),
    ]
}
