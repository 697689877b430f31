@testable import CostModel
import Testing

/// Blocks of other models by hand, on a chip of round figures: 100 TFLOP/s at 16 bits, 1 TB/s, full overlap, no padding.
///
/// At 1 TB/s, a million bytes take a microsecond; all operators below wait for DRAM.
@Suite struct BlockTests {
    private func step(
        _ model: Model, chips: Double, tp: Double, batch: Double, context: Double = 1000,
        _ change: (inout Scenario) -> Void = { _ in }
    ) -> Breakdown {
        var workload = Workload(input: 1)
        workload.contextOverride = context
        var scenario = Scenario(
            chip: Samples.roundChip, model: model, workload: workload,
            deployment: Deployment(chips: chips, tp: tp, batch: batch))
        change(&scenario)
        return Breakdown(scenario)
    }

    @Test func denseModel() {
        let step = step(Samples.dense, chips: 4, tp: 4, batch: 2)
        // 8 rows. q: [8,8192]x[8192,16*128]: (8192*2048 + 8*10240)*2 bytes; k and v: N = 2*2*128 = 512.
        expect(
            .queryProjection, in: step[.mmQKV], flops: 268_435_456, bytes: 33_718_272, microseconds: 33.718272)
        expect(.keyValueProjection, in: step[.mmQKV], flops: 67_108_864, bytes: 8_527_872, microseconds: 8.527872)
        // 4 * 8 * 1000 pairs * 16 heads * 128; 2 * 8 * 1000 * 2 heads * 128 * 2 bytes.
        expect(.attention, in: step[.attention], flops: 65_536_000, bytes: 8_192_000, microseconds: 8.192)
        expect(
            .outputProjection, in: step[.attentionFC], flops: 268_435_456, bytes: 33_718_272, microseconds: 33.718272)
        // 131,072 bytes over 4 at 100 GB/s: 2 (1 + 3/4 * 1.31072).
        expect(.attentionAllReduce, in: step[.attentionFC], flops: 0, bytes: 0, microseconds: 3.96608)
        // 2 x [8,8192]x[8192,7168] and [8,7168]x[7168,8192].
        expect(
            .denseGateUp, in: step[.denseMLP], flops: 1_879_048_192, bytes: 235_372_544, microseconds: 235.372544)
        expect(.denseDown, in: step[.denseMLP], flops: 939_524_096, bytes: 117_686_272, microseconds: 117.686272)
        // [8,8192]x[8192,32064]; and 2 * 8 * 8192 * 2 bytes of embedding.
        expect(.headProjection, in: step[.lmHead], flops: 4_202_692_608, bytes: 525_980_672, microseconds: 525.980672)
        // 131,072 bytes over 4 again: an all-reduce of the rows looked up.
        expect(.embeddingAllReduce, in: step[.embedding], flops: 0, bytes: 0, microseconds: 3.96608)
        // 0.262 + 3.966 + 80 (33.718 + 8.528 + 8.192 + 33.718 + 3.966 + 235.373 + 117.686 + 3.966) + 525.981.
        #expect(isClose(step.seconds * 1e6, 36_142.000256, within: 1e-9))
        #expect(step[.mla] == nil && step[.moe] == nil && step[.windowAttention] == nil)
    }

    @Test func slidingWindows() {
        let step = step(Samples.windowed, chips: 1, tp: 1, batch: 1, context: 5000)
        // 10 layers read 2 * 5000 * 16 * 128 * 2 bytes, 52 only 1024 tokens of it.
        expect(.attention, in: step[.attention], flops: 81_920_000, bytes: 40_960_000, microseconds: 40.96)
        expect(.attention, in: step[.windowAttention], flops: 16_777_216, bytes: 8_388_608, microseconds: 8.388608)
        #expect(step[.attention]?.calls == 10)
        #expect(step[.windowAttention]?.calls == 52)
        #expect(step[.mmQKV]?.calls == 62)
        // A tied head keeps no weights of its own, but is multiplied with.
        #expect(step[.lmHead]?.weightBytes == 0)
        #expect(step[.lmHead]?.flops == 2.0 * 5376 * 262_144)
    }

    @Test func linearAttention() {
        let row = step(Samples.linear, chips: 2, tp: 2, batch: 4)[.linearAttention]
        // Inputs: (2*16*128 + 2*32*128 + 2*32) / 2 = 6176; [8,2048]x[2048,6176] at 1 + 4/16384 bytes a weight:
        // 12,648,448 w = 12,651,536, + 8 * 8224 activations of one byte.
        expect(.inProjection, in: row, flops: 202_375_168, bytes: 12_717_328, microseconds: 12.717328)
        // State: 32 heads * 128 * 128 / 2 = 262,144 elements; 6 FLOP a row, 4 bytes read and written a sequence.
        expect(.stateUpdate, in: row, flops: 12_582_912, bytes: 16_777_216, microseconds: 16.777216)
        // [8,2048]x[2048,2048]: 4,195,328 + 32,768.
        expect(.outProjection, in: row, flops: 67_108_864, bytes: 4_228_096, microseconds: 4.228096)
        #expect(row?.calls == 36)
    }

    @Test func stateSpace() {
        let step = step(Samples.stateSpace, chips: 4, tp: 4, batch: 2)
        let row = step[.stateSpace]
        // Inputs: (2*8192 + 2*8*128 + 128) / 4 = 4640; [8,4096]x[4096,4640] at 1/2 + 1/64 bytes: 9,799,680, + 139,776.
        expect(.inProjection, in: row, flops: 304_087_040, bytes: 9_939_456, microseconds: 9.939456)
        expect(.stateUpdate, in: row, flops: 12_582_912, bytes: 16_777_216, microseconds: 16.777216)
        // [8,2048]x[2048,4096]: 4,325,376 + 98,304.
        expect(.outProjection, in: row, flops: 134_217_728, bytes: 4_423_680, microseconds: 4.42368)
        #expect(row?.calls == 24)
        // Without a gate there is one product up: [8,4096]x[4096,5376]: 11,354,112 + 151,552.
        expect(.denseGateUp, in: step[.denseMLP], flops: 352_321_536, bytes: 11_505_664, microseconds: 11.505664)
        #expect(step[.attention]?.calls == 4)
    }

    @Test func sparseLatentAttention() {
        let step = step(Samples.sparse, chips: 2, tp: 2, batch: 4, context: 30_000)
        // 8 rows against 30,000 index keys by 64 heads of 128; 8 sequences' keys of 128 bytes and a scale of 4.
        expect(.indexScores, in: step[.mla], flops: 2 * 8 * 30_000 * 64 * 128, bytes: 8 * 30_000 * 132)
        // Each row attends to the 2048 latents it selected, with 64 of the 128 heads.
        let pairs = 8.0 * 2048
        expect(.latentAttention, in: step[.mla], flops: 2 * pairs * 64 * 1088, bytes: pairs * 576 * 2)
    }

    @Test func sparseIndexProjections() {
        let row = step(Samples.sparse, chips: 2, tp: 2, batch: 4)[.mmQKV]
        let names: [OperatorName] = [.indexProjections, .indexKey]
        let flops = row?.operators.filter { names.contains($0.name) }.reduce(0) { $0 + $1.cost.flops } ?? 0
        // Queries 1536 x 64*128, and from the residual stream a key of 128 and 64 head weights, on 8 rows.
        let products: Double = 1536 * 8192 + 7168 * 192
        #expect(isClose(flops, 16 * products))
    }

    /// Without a compressed query the index starts from the residual stream, as the step has it.
    @Test func indexParametersWithoutQueryCompression() {
        var model = Samples.lite
        (model.indexTopK, model.indexHeads, model.indexDim) = (2048, 64, 128)
        let plain = Samples.lite.totalParameters
        // 27 layers * (2048 * 64 * 128 + 2048 * (128 + 64)).
        #expect(model.totalParameters - plain == 27.0 * (16_777_216 + 393_216))
    }

    @Test func gatedQueries() {
        // Query and gate: 2 * 16 * 256 = 8192 columns.
        let step = step(Samples.linear, chips: 1, tp: 1, batch: 4)
        let weights: Double = 2048 * 8192 * 1.000244140625
        expect(
            .queryProjection, in: step[.mmQKV], flops: 2 * 4 * 2048 * 8192, bytes: weights + 4 * 10_240)
    }

    /// With one rank there is nothing to route: each token goes once to the chips that share the experts.
    @Test func oneRankGathersTokensNotVectors() {
        let row = step(Samples.linear, chips: 4, tp: 1, batch: 100) { $0.deployment.moeTP = 4 }[.moe]
        let gather = row?.operators.first { $0.name == .dispatchGather }?.cost
        // 100 tokens of 2048 bytes (FP8) to each of 3 others.
        #expect(isClose(gather?.wireBytes ?? 0, 3 * 100 * 2048))
    }

    /// Experts cut over the chips that share the attention: no exchange, one all-reduce.
    @Test func tensorParallelExperts() {
        let row = step(Samples.linear, chips: 4, tp: 4, batch: 100) { $0.deployment.moeTP = 4 }[.moe]
        #expect(
            row?.operators.map(\.name) == [
                .router, .expertGateUp, .expertDown, .expertAllReduce, .sharedGateUp, .sharedDown,
            ])
        // 400 rows * 10 / 512 = 7.8125 rows for each of 512 experts, of width 512 / 4 = 128.
        let visited = 1 - StrictPower.of(1 - 10.0 / 512, 400)
        let cost = row?.operators.first { $0.name == .expertDown }?.cost
        #expect(isClose(cost?.flops ?? 0, 2 * 512 * 7.8125 * 128 * 2048))
        let weights = 512 * visited * 128 * 2048 * 1.000244140625
        #expect(isClose(cost?.dramBytes ?? 0, weights + 512 * 7.8125 * (128 + 2048)))
        // 400 * 2048 rows of 2 bytes: 2 (1 + 3/4 * 16.384).
        expect(.expertAllReduce, in: row, flops: 0, bytes: 0, microseconds: 26.576)
    }
}

/// Powers by repeated multiplication.
enum StrictPower {
    static func of(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }
}
