import Catalog
@testable import CostModel
import Testing

/// The blocks of DeepSeek-V3 on 128 SG2260E at TP4, batch 10, by hand.
///
/// M = 4 * 10 = 40 rows, padded to 48 (16 rows a step); K to 32; N to 8 cores * 8 = 64. 16-bit activations run at half of
/// 128 TFLOP/s: 64 TFLOP/s. DRAM gives 273 * 0.893 = 243.789 GB/s. A weight has 1 + 2 / 128 = 1.015625 bytes.
/// A time is max + 0.55 min (overlap 0.45). Microseconds throughout.
@Suite struct DeepSeekBlockTests {
    private let step: Breakdown
    private let scenario: Scenario

    init() throws {
        let chip = try #require(Catalog.chip(named: "sg2260e")).value
        let model = try #require(Catalog.model(named: "deepseek-v3")).value
        // The figures on which the arithmetic below rests; a new fit of the chip means new arithmetic.
        try #require(chip.overlap == 0.45 && chip.network.inter.utilisation == 0.82 && chip.hostTime == 3.25e-3)
        scenario = Scenario(
            chip: chip, model: model, workload: Workload(input: 4096),
            deployment: Deployment(chips: 128, tp: 4, batch: 10))
        step = Breakdown(scenario)
    }

    @Test func mmQKV() {
        let row = step[.mmQKV]
        // [40,7168]x[7168,1536]: 2*48*7168*1536 = 1.05696e9 run, 16.5151; 7168*1536*w + 40*8704*2 = 11,878,400
        // bytes, 48.7241; 48.7241 + 0.55 * 16.5151 = 57.8074.
        expect(.queryDown, in: row, flops: 2 * 40 * 7168 * 1536, bytes: 11_878_400, microseconds: 57.8074)
        // [40,1536]x[1536,32*192=6144]: 9.0597e8, 14.1558; 10,199,040, 41.8355; 49.6212.
        expect(.queryUp, in: row, flops: 2 * 40 * 1536 * 6144, bytes: 10_199_040, microseconds: 49.6212)
        // [40,7168]x[7168,512+64=576]: 3.96362e8, 6.1932; 4,812,800, 19.7417; 23.1479.
        expect(.keyValueDown, in: row, flops: 2 * 40 * 7168 * 576, bytes: 4_812_800, microseconds: 23.1479)
        // 32 x [40,128]x[128,512]: 2.01327e8, 3.1457; 32*(65536*w + 40*640*2) = 3,768,320, 15.4573; 17.1875.
        expect(.absorbedKey, in: row, flops: 32 * 2 * 40 * 128 * 512, bytes: 3_768_320, microseconds: 17.1875)
        #expect(row?.operators.count == 4)
        #expect(isClose((row?.oneCall ?? 0) * 1e6, 147.7639, within: 1e-6))
        #expect(row?.calls == 61)
    }

    @Test func mla() {
        // 2*40*4096 pairs * 32 heads * (2*512 + 64) = 11,408,506,880 FLOP, 178.25792; 40*4096*576 bytes, 387.10459;
        // 387.10459 + 0.55 * 178.25792 = 485.14644.
        expect(
            .latentAttention, in: step[.mla], flops: 11_408_506_880, bytes: 94_371_840, microseconds: 485.14644)
        #expect(step[.mla]?.calls == 61)
    }

    @Test func attentionFC() {
        let row = step[.attentionFC]
        // 32 x [40,512]x[512,128], as absorbed_W_UK.
        expect(.absorbedValue, in: row, flops: 32 * 2 * 40 * 512 * 128, bytes: 3_768_320, microseconds: 17.1875)
        // [40,4096]x[4096,7168]: 2.81857e9, 44.0402; 30,720,000, 126.0106; 150.2327.
        expect(.outputProjection, in: row, flops: 2 * 40 * 4096 * 7168, bytes: 30_720_000, microseconds: 150.2327)
        // 40*7168*2 = 573,440 bytes over 4 at 57.6 GB/s: 2 (0.59 + 3/4 * 573,440 / 57.6e3) = 16.11333.
        expect(.attentionAllReduce, in: row, flops: 0, bytes: 0, microseconds: 16.11333)
    }

    @Test func denseMLP() {
        let row = step[.denseMLP]
        // 2 x [40,7168]x[7168,4608]: 6.34179e9, 99.0904; 68,976,640, 282.9358; 337.4356.
        expect(.denseGateUp, in: row, flops: 2 * 2 * 40 * 7168 * 4608, bytes: 68_976_640, microseconds: 337.4356)
        // [40,4608]x[4608,7168]: 3.17089e9, 49.5452; 34,488,320, 141.4679; 168.7178.
        expect(.denseDown, in: row, flops: 2 * 40 * 4608 * 7168, bytes: 34_488_320, microseconds: 168.7178)
        #expect(isClose((row?.oneCall ?? 0) * 1e6, 522.2667, within: 1e-6))
        #expect(row?.calls == 3)
    }

    @Test func mixtureOfExperts() {
        let row = step[.moe]
        // [40,7168]x[7168,256]: 1.76161e8, 2.7525; 2,457,600, 10.0808; 11.5947.
        expect(.router, in: row, flops: 2 * 40 * 7168 * 256, bytes: 2_457_600, microseconds: 11.5947)
        // 10 tokens * 8 = 80 vectors of 14,336 bytes, 127/128 of which leave: 1,137,920 bytes, times 1 + 2.6 /
        // sqrt(80) = 1.290689 on the busiest rank, at 16 * 0.82 = 13.12 GB/s, + 0.59 = 112.53365.
        expect(.dispatch, in: row, flops: 0, bytes: 0, microseconds: 112.53365)
        expect(.combine, in: row, flops: 0, bytes: 0, microseconds: 112.53365)
        // 1280 * 8 / 256 = 40 rows for each of the 2 experts. 4 x [40,7168]x[7168,2048]: 5.63714e9, 88.0804;
        // 62,586,880, 256.7256; 305.1698.
        expect(.expertGateUp, in: row, flops: 4 * 2 * 40 * 7168 * 2048, bytes: 62_586_880, microseconds: 305.1698)
        // 2 x [40,2048]x[2048,7168]: 2.81857e9, 44.0402; 31,293,440, 128.3628; 152.5849.
        expect(.expertDown, in: row, flops: 2 * 2 * 40 * 2048 * 7168, bytes: 31_293_440, microseconds: 152.5849)
        // The shared expert, 41.6745 + 20.8373 = 62.5118, hides behind the combine.
        expect(.sharedGateUp, in: row, flops: 2 * 2 * 40 * 7168 * 512, bytes: 8_683_520, microseconds: 0)
        expect(.sharedDown, in: row, flops: 2 * 40 * 512 * 7168, bytes: 4_341_760, microseconds: 0)
        #expect(isClose((row?.oneCall ?? 0) * 1e6, 694.4168, within: 1e-6))
        #expect(row?.calls == 58)
    }

    @Test func headAndEmbedding() {
        // [40,7168]x[7168,32320]: 2*48*7168*32320 = 2.22403e10, 347.5046; 238,448,640, 978.0943; 1169.2219.
        expect(
            .headProjection, in: step[.lmHead], flops: 2 * 40 * 7168 * 32320, bytes: 238_448_640,
            microseconds: 1169.2219)
        // 2*40*7168*2 bytes: 4.7044.
        expect(.embeddingLookup, in: step[.embedding], flops: 0, bytes: 1_146_880, microseconds: 4.704396)
        // 573,440 bytes over 4 chips at 57.6 GB/s, direct: 2 (0.59 + 3/4 * 9.9556) = 16.1133.
        expect(.embeddingAllReduce, in: step[.embedding], flops: 0, bytes: 0, microseconds: 16.113333)
    }

    @Test func theStepAddsThemUp() {
        // 4.704 + 16.113 + 61 (147.764 + 485.146 + 183.533) + 3 * 522.267 + 58 * 694.417 + 1169.222 + 3250 = 96,086.
        #expect(isClose(StepTotals.of(scenario).seconds * 1e3, 96.086088, within: 1e-6))
    }

    /// The expected number of experts that few tokens visit: 2 (1 - (1 - 8/256)^16) of a chip's 2, for 16 tokens.
    @Test func smallBatchesLeaveExpertsAlone() {
        var small = scenario
        small.deployment = Deployment(chips: 128, tp: 1, batch: 0.125)
        let row = Breakdown(small)[.moe]
        // (31/32)^16 = 0.601710; 0.398290 of each expert's weights are read; 16 * 8 / 256 = 0.5 rows a local expert.
        let hit = 2 * (1 - 0.6017099)
        let rows = 0.5 * 2 / hit
        // The busiest of 128 ranks reads sqrt(2 * 7 ln 2) = 3.115 deviations of sqrt(2 * 0.398 * 0.602) = 0.692 more than
        // the mean 0.797, but no more than its two.
        #expect(isClose(0.7965802 + 3.1150 * 0.6923, 2.953, within: 1e-3))
        let read = 2.0
        let bytes = read * 2048 * 7168 * 1.015625 + hit * rows * (2048 + 7168) * 2
        let cost = row?.operators.first { $0.name == .expertDown }?.cost
        #expect(isClose(cost?.dramBytes ?? 0, bytes, within: 1e-5))
        #expect(isClose(cost?.flops ?? 0, 2 * 2 * 0.5 * 2048 * 7168, within: 1e-9))
    }

    /// 512 new tokens behind 65,536 cached ones: where DRAM is slow both forms wait for the same latents, and the absorbed
    /// one saves expanding them; where it is fast the other form has fewer FLOPs.
    @Test(arguments: [(1e9, true), (1e15, false)])
    func theFormOfLatentAttentionDependsOnWhatItWaitsFor(_ bandwidth: Double, _ absorbs: Bool) throws {
        var scenario = Scenario(
            chip: Samples.roundChip, model: try #require(Catalog.model(named: "deepseek-v3")).value,
            workload: Workload(input: 66_048), deployment: Deployment(chips: 8, tp: 8, batch: 1))
        scenario.workload.staticPhase = .prefill
        scenario.workload.prefix = 65_536
        scenario.chip.dramBandwidth = bandwidth
        let latent = try #require(scenario.model.first(Engine.Latent.of))
        let form = latent.absorbed(scenario.inputs, StepShape(scenario.inputs))
        #expect((form.absorbed <= form.expanded) == absorbs)
    }
}
