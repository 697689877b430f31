import Catalog
import CostModel

/// Chips and models of the tests' own, so that each kind of block and network is met whatever the catalogue holds.
enum Samples {
    /// Round figures: 100 TFLOP/s at 16 bits, 1 TB/s, 100 GB/s and 1 us in a domain of 8, 10 GB/s and 5 us outside.
    static let roundChip = Chip(
        peakFLOPS: 200e12, dramBytes: 80e9, dramBandwidth: 1e12,
        network: Network(
            intra: Tier(size: 8, bandwidth: 100e9, latency: 1e-6),
            inter: Tier(size: 1_000_000, bandwidth: 10e9, latency: 5e-6)))

    /// Three tiers, padding, launches, gaps, relays in decode too.
    static let tieredChip = Chip(
        peakFLOPS: 1979e12, dramBytes: 141e9, dramBandwidth: 4.8e12,
        network: Network(
            intra: Tier(size: 8, bandwidth: 450e9, utilisation: 0.8, latency: 2e-6),
            inter: Tier(size: 64, bandwidth: 50e9, utilisation: 0.9, latency: 5e-6),
            rack: Tier(size: 1_000_000, bandwidth: 25e9, utilisation: 0.9, latency: 9e-6))
    ).with {
        $0.dramUtilisation = 0.85
        $0.congestion = 2.6
        $0.messageGap = 0.1e-6
        $0.relaysAllToAll = .auto
        ($0.matrixEfficiency, $0.attentionEfficiency) = (0.7, 0.5)
        $0.overlap = 0.9
        ($0.launch, $0.hostTime) = (3e-6, 1e-3)
        ($0.cores, $0.cubeM, $0.cubeK, $0.cubeN) = (2, 64, 16, 64)
    }

    /// Four tiers with small domains, no 8-bit unit.
    static let deepChip = Chip(
        peakFLOPS: 400e12, dramBytes: 64e9, dramBandwidth: 1.6e12,
        network: Network(
            intra: Tier(size: 2, bandwidth: 200e9, utilisation: 0.9, latency: 1e-6),
            inter: Tier(size: 8, bandwidth: 60e9, utilisation: 0.9, latency: 2e-6),
            rack: Tier(size: 32, bandwidth: 20e9, utilisation: 0.9, latency: 6e-6),
            spine: Tier(size: 1_000_000, bandwidth: 10e9, utilisation: 0.8, latency: 12e-6))
    ).with {
        ($0.fp8Share, $0.int8Share) = (0, 0)
        $0.overlap = 0.5
        ($0.cubeM, $0.cubeK, $0.cubeN) = (8, 16, 8)
    }

    static let ownChips = [roundChip, tieredChip, deepChip]
    static let chips = Catalog.chips.map(\.value) + ownChips

    /// Llama-3-70B in BF16.
    static let dense = Model(hidden: 8192, vocabulary: 128256, precision: Precision(.bf16)) {
        ($0.fullLayers, $0.denseLayers) = (80, 80)
        ($0.heads, $0.kvHeads, $0.headDim) = (64, 8, 128)
        $0.denseIntermediate = 28672
    }

    /// Gemma-like: five windows of 1024 to one full layer, tied table.
    static let windowed = Model(hidden: 5376, vocabulary: 262144, precision: Precision(.w8a8)) {
        ($0.fullLayers, $0.windowLayers, $0.window, $0.denseLayers) = (10, 52, 1024, 62)
        ($0.heads, $0.kvHeads, $0.headDim) = (32, 16, 128)
        $0.denseIntermediate = 21504
        $0.tiedEmbedding = .yes
    }

    /// Qwen3-Next-like: linear attention, gated full attention every fourth layer, experts in every layer.
    static let linear = Model(hidden: 2048, vocabulary: 151936, precision: Precision(.fp8, kvCache: .fp8)) {
        ($0.linearLayers, $0.fullLayers, $0.moeLayers) = (36, 12, 48)
        ($0.heads, $0.kvHeads, $0.headDim, $0.queryOutputs) = (16, 2, 256, 2)
        ($0.linearKeyHeads, $0.linearValueHeads, $0.linearKeyDim, $0.linearValueDim) = (16, 32, 128, 128)
        ($0.experts, $0.expertsPerToken, $0.expertIntermediate, $0.sharedIntermediate) = (512, 10, 512, 512)
        $0.mtpLayers = 1
    }

    /// Nemotron-H-like: state-space layers, some attention, feed-forward blocks without a gate.
    static let stateSpace = Model(hidden: 4096, vocabulary: 131072, precision: Precision(.w4a16)) {
        ($0.ssmLayers, $0.fullLayers, $0.denseLayers) = (24, 4, 24)
        ($0.heads, $0.kvHeads, $0.headDim) = (32, 8, 128)
        ($0.ssmHeads, $0.ssmHeadDim, $0.ssmState, $0.ssmGroups) = (128, 64, 128, 8)
        ($0.denseIntermediate, $0.denseMatrices) = (21504, 2)
    }

    /// DeepSeek-V3.2-like: sparse latent attention.
    static let sparse = Model(hidden: 7168, vocabulary: 129280, precision: Precision(.fp8)) {
        ($0.mlaLayers, $0.denseLayers, $0.moeLayers, $0.mtpLayers) = (61, 3, 58, 1)
        ($0.heads, $0.queryLoRA, $0.keyValueLoRA) = (128, 1536, 512)
        ($0.headNope, $0.headRope, $0.headValue) = (128, 64, 128)
        ($0.indexTopK, $0.indexHeads, $0.indexDim) = (2048, 64, 128)
        $0.denseIntermediate = 18432
        ($0.experts, $0.expertsPerToken, $0.expertIntermediate, $0.sharedIntermediate) = (256, 8, 2048, 2048)
        ($0.routeGroups, $0.routeGroupLimit) = (8, 4)
    }

    /// DeepSeek-V2-Lite-like: latent attention without a compressed query, in NVFP4.
    static let lite = Model(hidden: 2048, vocabulary: 102400, precision: Precision(.nvfp4)) {
        ($0.mlaLayers, $0.denseLayers, $0.moeLayers) = (27, 1, 26)
        ($0.heads, $0.keyValueLoRA, $0.headNope, $0.headRope, $0.headValue) = (16, 512, 128, 64, 128)
        $0.denseIntermediate = 10944
        ($0.experts, $0.expertsPerToken, $0.expertIntermediate, $0.sharedIntermediate) = (64, 6, 1408, 2816)
    }

    /// Models whose layers of each kind are alike.
    static let uniform = [dense, windowed, linear, stateSpace, sparse, lite]

    /// DeepSeek-V4-like: windows, entries of 4 tokens with an index, entries of 128, four streams.
    static let compressed = Model(
        hidden: 4096, vocabulary: 129_280, precision: Precision(.fp8, kvCache: .fp8),
        groups: [(2.0, 0.0), (21, 4), (20, 128)].map { layers, ratio in
            LayerGroup(
                layers,
                [
                    .compressed(
                        .init(
                            heads: 64, headDim: 512, queryLoRA: 1024, outputGroups: 8, outputLoRA: 1024, window: 128
                        ) {
                            $0.ratio = ratio
                            if ratio == 4 {
                                $0.overlap = 2
                                ($0.indexHeads, $0.indexDim, $0.indexTopK) = (64, 128, 512)
                            }
                        }), .mixture(.init(experts: 256, perToken: 6, intermediate: 2048) { $0.shared = 2048 }),
                    .streams(.init(count: 4) { $0.outputs = 24 }),
                ])
        })

    /// Layers of every other kind side by side: heads of two widths, shared caches, latents with shared choices, Kimi delta
    /// attention, Mamba, convolutions, latent experts beside a dense block, a table that is looked up.
    static let motley = Model(
        hidden: 2048, vocabulary: 64_000, precision: Precision(.bf16),
        groups: [
            LayerGroup(
                10,
                [
                    .attention(.init(heads: 16, kvHeads: 4, headDim: 128) { ($0.window, $0.gate) = (512, 1) }),
                    .dense(.init(intermediate: 8192)),
                ]),
            LayerGroup(
                2,
                [
                    .attention(.init(heads: 16, kvHeads: 2, headDim: 256) { $0.source = .key }),
                    .dense(.init(intermediate: 8192)),
                    .mixture(.init(experts: 64, perToken: 6, intermediate: 512) { $0.identities = 16 }),
                ]),
            LayerGroup(
                4,
                [
                    .attention(.init(heads: 16, kvHeads: 2, headDim: 256) { $0.source = .shared }),
                    .dense(.init(intermediate: 4096) { $0.matrices = 2 }),
                ]),
            LayerGroup(
                4,
                [
                    .delta(
                        .init(keyHeads: 16, valueHeads: 16, keyDim: 128, valueDim: 128) {
                            ($0.gate, $0.gateRank, $0.decay, $0.decayRank) = (.lowRank, 128, .lowRank, 128)
                        }), .mixture(.init(experts: 128, perToken: 8, intermediate: 1024) { $0.latent = 512 }),
                ]),
            LayerGroup(2, [.stateSpace(.init(heads: 32, headDim: 128, state: 16) { $0.stepRank = 128 })]),
            LayerGroup(
                6, stored: 2, [.recurrence(.init(inputs: 3, width: 2048) { $0.taps = 3 }), .matrices(.init(2048, 64))]),
            LayerGroup(1, [.lookup(.init(rows: 64_000, width: 512))]),
        ])

    /// What no other model here has: an index over shared keys, a gate of every element, values of another width, a window of one
    /// token, latents with a gate and a choice of their neighbour's, streams of low rank, experts of routed groups with a gate.
    static let rare = Model(
        hidden: 1024, vocabulary: 32_000, precision: Precision(.bf16),
        groups: [
            LayerGroup(
                3,
                [
                    .attention(
                        .init(heads: 16, kvHeads: 4, headDim: 128) {
                            ($0.gate, $0.valueDim) = (128, 64)
                            ($0.indexHeads, $0.indexDim, $0.indexTopK, $0.indexKeys, $0.indexRatio) = (4, 64, 256, 2, 4)
                        }), .dense(.init(intermediate: 4096)),
                    .streams(.init(count: 2) { ($0.rank, $0.blocks) = (1, 1) }),
                ]),
            LayerGroup(
                2,
                [
                    .attention(.init(heads: 16, kvHeads: 4, headDim: 64) { $0.window = 1 }),
                    .mixture(
                        .init(experts: 32, perToken: 4, intermediate: 512) {
                            ($0.routeGroups, $0.routeGroupLimit, $0.shared, $0.sharedGate) = (4, 2, 512, .yes)
                            $0.routerRank = 64
                        }),
                ]),
            LayerGroup(
                4,
                [
                    .latent(
                        .init(heads: 16, keyValueLoRA: 256, headNope: 64, headRope: 32, headValue: 64) {
                            ($0.indexTopK, $0.indexHeads, $0.indexDim, $0.ownsIndex) = (512, 4, 64, .no)
                            $0.gate = 64
                        }), .dense(.init(intermediate: 2048)),
                ]),
        ])

    static let models = Catalog.models.map(\.value) + uniform + [compressed, motley]

    /// A model that decodes on the round chip, 4096 tokens into its sequences.
    static func decode(
        _ model: Model, chips: Double, tp: Double, batch: Double, _ change: (inout Scenario) -> Void = { _ in }
    ) -> Scenario {
        var scenario = Scenario(
            chip: roundChip, model: model, workload: Workload(input: 4096),
            deployment: Deployment(chips: chips, tp: tp, batch: batch))
        change(&scenario)
        return scenario
    }
}
