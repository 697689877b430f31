import Testing

@testable import CostModel

/// Each kind of layer by hand: FLOP of a token, bytes of the cache that it reads, bytes that it keeps.
///
/// One chip decodes one sequence of 4096 tokens in 16 bits; the residual stream is 1024 wide.
@Suite struct LayerKindTests {
    private static let context = 4096.0

    private static func model(_ part: LayerPart) -> Model {
        Model(
            hidden: 1024, vocabulary: 32000, precision: Precision(.bf16), groups: [LayerGroup(2, [part])])
    }

    /// FLOP of a layer, block by block.
    private struct Blocks {
        let rows: [Breakdown.Row]

        subscript(name: String) -> Double { rows.first { $0.block.name == name }?.flops ?? -1 }
    }

    private func flops(_ part: LayerPart) -> Blocks {
        Blocks(rows: Breakdown(Samples.decode(Self.model(part), chips: 1, tp: 1, batch: 1)).rows)
    }

    /// DRAM bytes of an operator of a layer.
    private func bytes(_ part: LayerPart, _ block: BlockKind, _ name: OperatorName) -> Double {
        let step = Breakdown(Samples.decode(Self.model(part), chips: 1, tp: 1, batch: 1))
        return step[block]?.operators.filter { $0.name == name }.reduce(0) { $0 + $1.cost.dramBytes } ?? 0
    }

    /// 8 heads of 128 with 2 for keys and values, and a gate for each element of the output:
    /// q 1024 x 8 x (128 + 128), kv 1024 x 2 x 256, o 1024 x 1024; 2 x 8 x 256 FLOP a pair; 2 x 256 elements a token.
    @Test func attention() {
        let part = LayerPart.attention(.init(heads: 8, kvHeads: 2, headDim: 128) { $0.gate = 128 })
        let flops = flops(part)
        let columns: Double = 8 * 256 + 2 * 256
        #expect(flops["MM_QKV"] == 2 * 1024 * columns)
        #expect(flops["Attention"] == 2 * 8 * 256 * 4096)
        #expect(flops["Attention_FC"] == 2 * 1024 * 1024)
        #expect(bytes(part, .attention, .attention) == 2 * 256 * 2 * 4096)
        #expect(Self.model(part).kvBytesPerToken == 2 * 2 * 256 * 2)
    }

    /// The same over a window of 512: it sees and keeps 512 tokens, and none for ever.
    @Test func windowAttention() {
        let part = LayerPart.attention(.init(heads: 8, kvHeads: 2, headDim: 128) { $0.window = 512 })
        #expect(flops(part)["Window_Attention"] == 2 * 8 * 256 * 512)
        #expect(bytes(part, .windowAttention, .attention) == 2 * 256 * 2 * 512)
        let kept = StepTotals.of(Samples.decode(Self.model(part), chips: 1, tp: 1, batch: 1)).memory.kvCache
        #expect(Self.model(part).kvBytesPerToken == 0 && kept == 2 * 512 * 2 * 256 * 2)
        // A window of one token is a window.
        let one = LayerPart.attention(.init(heads: 8, kvHeads: 2, headDim: 128) { $0.window = 1 })
        #expect(flops(one)["Window_Attention"] == 2 * 8 * 256)
    }

    /// An index of 4 heads of 64 with one key a token, which selects 1024: 1024 x 64 x 5, 2 x 4 x 64 FLOP a token, and 1024
    /// of the 4096 tokens are read.
    @Test func attentionWithAnIndex() {
        let part = LayerPart.attention(
            .init(heads: 8, kvHeads: 2, headDim: 128) {
                ($0.indexHeads, $0.indexDim, $0.indexTopK) = (4, 64, 1024)
            })
        let flops = flops(part)
        let columns: Double = 8 * 128 + 2 * 256 + 5 * 64
        #expect(flops["MM_QKV"] == 2 * 1024 * columns)
        let scores: Double = 2 * 4 * 64 * 4096
        #expect(flops["Attention"] == scores + 2 * 8 * 256 * 1024)
        #expect(bytes(part, .attention, .indexScores) == 64 * 2 * 4096)
        #expect(bytes(part, .attention, .attention) == 2 * 256 * 2 * 1024)
        // Keys and values, and the key of the index, in two layers.
        #expect(Self.model(part).kvBytesPerToken == 2 * (1024 + 128))
    }

    /// Layers that attend to the cache of another keep none and project no keys.
    @Test func attentionOnAnotherLayersCache() {
        let part = LayerPart.attention(.init(heads: 8, kvHeads: 2, headDim: 128) { $0.source = .shared })
        #expect(flops(part)["MM_QKV"] == 2 * 1024 * 8 * 128)
        #expect(flops(part)["Attention"] == 2 * 8 * 256 * 4096)
        #expect(Self.model(part).kvBytesPerToken == 0)
    }

    /// 8 heads with 64 + 32 for queries and keys, 64 for values, over latents of 128 + 32, queries through 256:
    /// absorbed 2 x 8 x (2 x 128 + 32) FLOP a pair, 160 elements a token for all heads.
    @Test func latentAttention() {
        let part = LayerPart.latent(
            .init(heads: 8, keyValueLoRA: 128, headNope: 64, headRope: 32, headValue: 64) { $0.queryLoRA = 256 })
        let flops = flops(part)
        let projections: Double = 1024 * 256 + 256 * 8 * 96 + 1024 * 160 + 8 * 64 * 128
        #expect(flops["MM_QKV"] == 2 * projections)
        #expect(flops["MLA"] == 2 * 8 * 288 * 4096)
        let outputs: Double = 8 * 128 * 64 + 8 * 64 * 1024
        #expect(flops["Attention_FC"] == 2 * outputs)
        #expect(bytes(part, .mla, .latentAttention) == 160 * 2 * 4096)
        #expect(Self.model(part).kvBytesPerToken == 2 * 160 * 2)
    }

    /// 8 heads of 128 on one key, queries through 256, outputs in 2 groups through 64, a window of 128, an entry for each 4
    /// tokens made from two spans, an index of 4 heads of 64 that selects 256 of the 1024 entries.
    @Test func compressedAttention() {
        let part = LayerPart.compressed(
            .init(heads: 8, headDim: 128, queryLoRA: 256, outputGroups: 2, outputLoRA: 64, window: 128) {
                ($0.ratio, $0.overlap) = (4, 2)
                ($0.indexHeads, $0.indexDim, $0.indexTopK) = (4, 64, 256)
            })
        let flops = flops(part)
        let projections: Double = 1024 * 256 + 256 * 1024 + 1024 * 128 + 2 * 1024 * 256
        let index: Double = 2 * 1024 * 128 + 256 * 256 + 1024 * 4
        #expect(flops["MM_QKV"] == 2 * (projections + index))
        let scores: Double = 2 * 4 * 64 * 1024
        let pairs: Double = 128 + 256
        #expect(flops["Compressed_Attention"] == scores + 4 * 8 * 128 * pairs)
        let outputs: Double = 1024 * 64 + 2 * 64 * 1024
        #expect(flops["Attention_FC"] == 2 * outputs)
        #expect(bytes(part, .compressedAttention, .attention) == (128 + 256) * 2 * 128)
        // 128 elements of 2 bytes and an index key of 64 bytes with 2 of its scale, for each 4 tokens.
        #expect(Self.model(part).kvBytesPerToken == 2 * (256 + 66) / 4)
        // What waits: 8 x 2 x (128 + 64) numbers of 4 bytes.
        #expect(Self.model(part).stateBytes >= 2 * 2 * 4 * 4 * (128 + 64) * 4)
    }

    /// What a convolution keeps beside the state: its last inputs.
    @Test func convolutionsKeepTheirLastInputs() {
        // 4 heads of 32 x 32 numbers of 4 bytes, and 3 of 4 taps of 2 x 64 + 128 channels in 2 bytes; in two layers:
        // 2 (16,384 + 1,536) = 35,840.
        let delta = LayerPart.delta(.init(keyHeads: 2, valueHeads: 4, keyDim: 32, valueDim: 32))
        #expect(Self.model(delta).stateBytes == 35_840)
        // Mamba-2: 8 heads of 64 channels with 16 numbers each, and 3 taps of 512 + 2 x 16 channels:
        // 2 (32,768 + 3,264) = 72,064.
        let space = LayerPart.stateSpace(.init(heads: 8, headDim: 64, state: 16))
        #expect(Self.model(space).stateBytes == 72_064)
        // Without taps nothing of it.
        let plain = LayerPart.delta(.init(keyHeads: 2, valueHeads: 4, keyDim: 32, valueDim: 32) { $0.taps = 0 })
        #expect(Self.model(plain).stateBytes == 32_768)
    }

    /// Entries of 128 tokens without an index: all 32 of them are seen.
    @Test func coarselyCompressedAttention() {
        let part = LayerPart.compressed(
            .init(heads: 8, headDim: 128, queryLoRA: 256, outputGroups: 2, outputLoRA: 64, window: 128) {
                $0.ratio = 128
            })
        #expect(flops(part)["Compressed_Attention"] == 4 * 8 * 128 * (128 + 32))
        #expect(Self.model(part).kvBytesPerToken == 2 * 256 / 128)
    }

    /// 4 key heads of 64 and 8 value heads of 128: q, k 2 x 256, v and its gate 2 x 1024, a decay and a strength for each value
    /// head; 6 FLOP an element of 8 x 64 x 128, which are read and written in 32 bits.
    @Test func linearAttention() {
        let part = LayerPart.delta(.init(keyHeads: 4, valueHeads: 8, keyDim: 64, valueDim: 128))
        let state = 8.0 * 64 * 128
        let weights: Double = 1024 * (512 + 2048 + 16) + 1024 * 1024
        #expect(flops(part)["Linear_Attention"] == 2 * weights + 6 * state)
        #expect(bytes(part, .linearAttention, .stateUpdate) == 2 * state * 4)
        #expect(Self.model(part).kvBytesPerToken == 0)
    }

    /// Kimi delta attention: a decay for each channel and a gate, both through 64.
    @Test func linearAttentionOfLowRank() {
        let part = LayerPart.delta(
            .init(keyHeads: 8, valueHeads: 8, keyDim: 128, valueDim: 128) {
                ($0.gate, $0.gateRank, $0.decay, $0.decayRank) = (.lowRank, 64, .lowRank, 64)
            })
        let gates: Double = 2 * (1024 * 64 + 64 * 1024)
        let weights: Double = 1024 * (3 * 1024 + 8) + gates + 1024 * 1024
        #expect(flops(part)["Linear_Attention"] == 2 * weights + 6 * 8 * 128 * 128)
    }

    /// Mamba-2: 16 heads of 128 with a state of 64 and one group: in 2 x 2048 + 2 x 64 + 16.
    @Test func stateSpace() {
        let part = LayerPart.stateSpace(.init(heads: 16, headDim: 128, state: 64))
        let state = 2048.0 * 64
        let weights: Double = 1024 * (4096 + 128 + 16) + 2048 * 1024
        #expect(flops(part)["State_Space"] == 2 * weights + 6 * state)
        #expect(bytes(part, .stateSpace, .stateUpdate) == 2 * state * 4)
    }

    /// Mamba: the step through 64, B and C from the inner stream.
    @Test func stateSpaceWithAStepOfLowRank() {
        let part = LayerPart.stateSpace(.init(heads: 16, headDim: 128, state: 16) { $0.stepRank = 64 })
        let weights: Double = 1024 * 4096 + 2048 * (64 + 32) + 64 * 2048 + 2048 * 1024
        #expect(flops(part)["State_Space"] == 2 * weights + 6 * 2048 * 16)
    }

    /// LFM2: three inputs of 1024, 3 taps; the last two inputs are kept in 16 bits.
    @Test func shortConvolution() {
        let part = LayerPart.recurrence(.init(inputs: 3, width: 1024) { $0.taps = 3 })
        let weights: Double = 1024 * 3072 + 1024 * 1024
        #expect(flops(part)["Recurrence"] == 2 * weights + 2 * 1024 * 3)
        #expect(Self.model(part).stateBytes == 2 * 1024 * 2 * 2)
    }

    @Test func dense() {
        #expect(flops(.dense(.init(intermediate: 4096)))["Dense_MLP"] == 2 * 3 * 1024 * 4096)
        #expect(flops(.dense(.init(intermediate: 4096) { $0.matrices = 2 }))["Dense_MLP"] == 2 * 2 * 1024 * 4096)
    }

    /// 64 experts of 512, 4 a token, on a latent of 256 beside a shared one of 512: one token visits 4 of them.
    @Test func mixtureOnALatent() {
        let part = LayerPart.mixture(
            .init(experts: 64, perToken: 4, intermediate: 512) { ($0.latent, $0.shared) = (256, 512) })
        let latents: Double = 2 * 1024 * 256
        let beside: Double = 1024 * 64 + 3 * 1024 * 512
        let weights: Double = beside + latents + 4 * 3 * 256 * 512
        #expect(isClose(flops(part)["MoE"], 2 * weights))
        let model = Self.model(part)
        #expect(model.parameters(of: part) == beside + latents + 64 * 3 * 256 * 512)
        #expect(model.parameters(of: part, met: true) == weights)
    }

    /// 12 choices fall on 64 experts and 32 that hand a token on: 8 compute.
    @Test func mixtureWithZeroExperts() {
        let part = LayerPart.mixture(.init(experts: 64, perToken: 12, intermediate: 512) { $0.identities = 32 })
        let weights: Double = 1024 * 96 + 8 * 3 * 1024 * 512
        #expect(isClose(flops(part)["MoE"], 2 * weights))
        // One among 63 takes a sixty-fourth of 16 choices.
        let one = LayerPart.mixture(.init(experts: 63, perToken: 16, intermediate: 512) { $0.identities = 1 })
        let met: Double = 1024 * 64 + 15.75 * 3 * 1024 * 512
        #expect(isClose(flops(one)["MoE"], 2 * met))
    }

    /// 4 streams of 1024 with 24 outputs around each of two blocks.
    @Test func hyperConnections() {
        let part = LayerPart.streams(.init(count: 4) { $0.outputs = 24 })
        #expect(flops(part)["Streams"] == 2 * 2 * 4096 * 24)
    }

    /// Rows are looked up, not multiplied: they count as parameters that no token meets.
    @Test func lookup() {
        let part = LayerPart.lookup(.init(rows: 32000, width: 256))
        let model = Self.model(part)
        #expect(flops(part)["Lookup"] == 0 && model.parameters(of: part) == 32000 * 256)
        #expect(model.activeParameters == 32000 * 1024)
        #expect(flops(.matrices(.init(1024, 64, count: 2)))["Projections"] == 2 * 2 * 1024 * 64)
    }

    /// A breakdown lists kinds of blocks in an order of its own, whatever order a layer has them in: mixers, then what follows.
    @Test func kindsStandInTheirOrder() {
        let parts: [LayerPart] = [
            .matrices(.init(1024, 64, count: 2)), .lookup(.init(rows: 32000, width: 256)),
            .streams(.init(count: 4) { $0.outputs = 24 }),
            .mixture(.init(experts: 64, perToken: 4, intermediate: 512)), .dense(.init(intermediate: 4096)),
            .recurrence(.init(inputs: 3, width: 1024) { $0.taps = 3 }),
            .stateSpace(.init(heads: 16, headDim: 128, state: 64)),
            .delta(.init(keyHeads: 4, valueHeads: 8, keyDim: 64, valueDim: 128)),
            .attention(.init(heads: 8, kvHeads: 2, headDim: 128)),
        ]
        let model = Model(
            hidden: 1024, vocabulary: 32000, precision: Precision(.bf16),
            groups: [LayerGroup(2, Array(parts[..<5])), LayerGroup(3, Array(parts[5...]))])
        let names = [
            "Attention", "Linear_Attention", "State_Space", "Recurrence", "Dense_MLP", "MoE", "Streams", "Lookup",
            "Projections",
        ]
        let rows = Breakdown(Samples.decode(model, chips: 1, tp: 1, batch: 1)).rows.map(\.block.name)
        #expect(rows.filter(names.contains) == names)
    }

    /// Layers that are passed three times are stored once.
    @Test func loopedLayers() {
        var model = Self.model(.dense(.init(intermediate: 4096)))
        model.groups = [LayerGroup(6, stored: 2, [.dense(.init(intermediate: 4096))])]
        let (layer, table): (Double, Double) = (3 * 1024 * 4096, 32000 * 1024)
        #expect(model.totalParameters == 2 * layer + 2 * table)
        #expect(model.activeParameters == 6 * layer + table)
        let step = Breakdown(Samples.decode(model, chips: 1, tp: 1, batch: 1))
        #expect(step[.denseMLP]?.calls == 6 && step[.denseMLP]?.weightBytes == 2 * 3 * 1024 * 4096 * 2)
    }

    /// A sweep over each kind is each of its plans alone: the tape has every equation.
    @Test(arguments: kinds)
    func sweepsAsItsPlans(_ name: String, _ part: LayerPart) throws {
        let tokens = try #require(Parameter.named("input"))
        let scenario = Samples.decode(Self.model(part), chips: 8, tp: 2, batch: 4)
        let places = try #require(tokens.places(in: scenario))
        let traced = TracedPhase(scenario, axes: [(places, 2048...8192)])
        #expect(traced.trace.undecided.isEmpty)
        for length in [2048.0, 4096, 8192] {
            let alone = StepTotals.of(scenario.with { $0.workload.input = length })
            let seconds = traced.results[TracedPhase.Result.seconds.rawValue]
            let found = traced.trace.evaluate(seconds, at: [length])
            #expect(isClose(found, alone.seconds), "\(name) \(length)")
        }
    }

    private static let kinds: [(String, LayerPart)] = [
        ("attention", .attention(.init(heads: 8, kvHeads: 2, headDim: 128))),
        ("window", .attention(.init(heads: 8, kvHeads: 2, headDim: 128) { $0.window = 512 })),
        ("latent", .latent(.init(heads: 8, keyValueLoRA: 128, headNope: 64, headRope: 32, headValue: 64))),
        (
            "compressed",
            .compressed(
                .init(heads: 8, headDim: 128, queryLoRA: 256, outputGroups: 2, outputLoRA: 64, window: 128) {
                    $0.ratio = 128
                })
        ),
        ("delta", .delta(.init(keyHeads: 4, valueHeads: 8, keyDim: 64, valueDim: 128))),
        ("state space", .stateSpace(.init(heads: 16, headDim: 128, state: 64))),
        ("recurrence", .recurrence(.init(inputs: 3, width: 1024) { $0.taps = 3 })),
        ("dense", .dense(.init(intermediate: 4096))),
        ("mixture", .mixture(.init(experts: 64, perToken: 4, intermediate: 512) { $0.latent = 256 })),
        ("streams", .streams(.init(count: 4) { $0.outputs = 24 })),
        ("lookup", .lookup(.init(rows: 32000, width: 256))),
        ("matrices", .matrices(.init(1024, 64))),
    ]

    /// Layers that see all and layers with a window: each has a block of its own, which runs once for each of them.
    @Test func windowsOfLatentsStandApart() throws {
        let latent = Engine<Double>.Latent(
            heads: 16, keyValueLoRA: 256, headNope: 64, headRope: 32, headValue: 64)
        var narrow = latent
        narrow.window = 128
        for order in [[(3.0, latent), (5.0, narrow)], [(5.0, narrow), (3.0, latent)]] {
            let model = Model(
                hidden: 1024, vocabulary: 32_000, precision: Precision(.bf16),
                groups: order.map { layers, kind in
                    LayerGroup(layers, [.latent(kind), .dense(.init(intermediate: 4096))])
                })
            let rows = Breakdown(Samples.decode(model, chips: 1, tp: 1, batch: 8)).rows
            #expect(try #require(rows.first { $0.block == .mla }).calls == 3)
            #expect(try #require(rows.first { $0.block == .windowAttention }).calls == 5)
        }
    }
}
