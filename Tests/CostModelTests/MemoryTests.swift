import Catalog
import CostModel
import Testing

@Suite struct MemoryTests {
    @Test func deepSeekByHand() throws {
        let model = try #require(Catalog.model(named: "deepseek-v3")).value
        let plan = Samples.decode(model, chips: 128, tp: 4, batch: 10) { $0.chip.dramReserve = 1e9 }
        let step = Breakdown(plan)
        let w = 1.015625
        // A quarter of the table in 16 bits: 129,280 * 7168 * 2 / 4.
        #expect(step[.embedding]?.weightBytes == 463_339_520)
        // 7168 (1536 + 512 + 64) whole, and 32 heads' 1536 * 192 + 128 * 512: 15,138,816 + 11,534,336.
        #expect(step[.mmQKV]?.weightBytes == 61 * 26_673_152 * w)
        // 32 heads' 128 (512 + 7168).
        #expect(step[.attentionFC]?.weightBytes == 61 * 31_457_280 * w)
        // 3 * 7168 * 18,432 / 4.
        #expect(step[.denseMLP]?.weightBytes == 3 * 99_090_432 * w)
        // 2 experts of 3 * 7168 * 2048, a quarter of the shared one, the router's 7168 * 256.
        #expect(step[.moe]?.weightBytes == 58 * (88_080_384 + 11_010_048 + 1_835_008) * w)
        // 7168 * 129,280 / 4.
        #expect(step[.lmHead]?.weightBytes == 231_669_760 * w)
        let memory = StepTotals.of(plan).memory
        #expect(isClose(memory.weights, step.weightBytes, within: 1e-15))
        // 40 sequences * 61 layers * 576 * 4096 bytes.
        #expect(memory.kvCache == 5_756_682_240)
        // 40 rows * (2 * 7168 + 32 * (192 + 512)) * 2, and 40 * 32,320 logits of 4 bytes.
        #expect(memory.activations == 2_949_120 + 5_171_200)
        // 80 vectors of 7168 elements, 2 bytes out and 2 back.
        #expect(memory.buffers == 2_293_760)
        #expect(memory.reserve == 1e9)
        #expect(isClose(memory.total, memory.weights + 5_756_682_240 + 8_120_320 + 2_293_760 + 1e9, within: 1e-15))
    }

    @Test func pipelinesHalveTheLayers() {
        let one = StepTotals.of(Samples.decode(Samples.dense, chips: 4, tp: 4, batch: 8)).memory
        let two = StepTotals.of(Samples.decode(Samples.dense, chips: 8, tp: 4, batch: 8) { $0.deployment.pp = 2 })
            .memory
        // Each end holds a quarter of table or head (128,256 * 8192 * 2), and half of the 80 layers.
        let (table, head) = (525_336_576.0, 525_336_576.0)
        #expect(isClose(two.weights - table, (one.weights - table - head) / 2))
        // The head's stage makes the logits besides: 32 rows of 128,256 / 4 at 4 bytes.
        #expect(two.stage == .last)
        // Twice the sequences in half the layers.
        #expect(two.kvCache == one.kvCache)
        let prefill = Samples.decode(Samples.dense, chips: 4, tp: 1, batch: 8) { $0.workload.staticPhase = .prefill }
        let whole = StepTotals.of(prefill.with { $0.deployment.chips = 1 }).memory
        // 4 stages hold all 8 prompts in a quarter of the layers each.
        let staged = StepTotals.of(prefill.with { $0.deployment.pp = 4 }).memory
        #expect(isClose(staged.kvCache, whole.kvCache / 4))
        // 4 groups of a sequence hold a quarter of its tokens each.
        #expect(isClose(StepTotals.of(prefill.with { $0.deployment.sp = 4 }).memory.kvCache, whole.kvCache / 4))
    }

    @Test func theFullestStageHoldsItsLayers() {
        // 61 layers in 4 stages: 15, 15, 16 and 15.
        let plan = Samples.decode(Samples.sparse, chips: 32, tp: 1, batch: 8) { $0.deployment.pp = 4 }
        let down: Double = 7168 * 2112 + 128 * (1536 * 192 + 128 * 512)
        let index: Double = 1536 * 64 * 128 + 7168 * 192
        // A layer of the middle stage, 32 experts of 44 MB, attention and cache, weighs less than the table of the first.
        #expect(StepTotals.of(plan).memory.stage == .first)
        #expect(isClose(Breakdown(plan)[.mmQKV]?.weightBytes ?? 0, 15 * (down + index) * 1.000244140625))
        // 8 sequences * 4 in flight; 576 elements a token in BF16 and an index key of 132 bytes.
        #expect(isClose(StepTotals.of(plan).memory.kvCache, 32 * 15 * (1152 + 132) * 4096))
        // With four times the sequences the cache of a layer, 0.67 GB, makes up for it.
        let full = plan.with { $0.deployment.batch = 32 }
        #expect(StepTotals.of(full).memory.stage == .middle)
        #expect(isClose(StepTotals.of(full).memory.kvCache, 128 * 16 * (1152 + 132) * 4096))
    }

    @Test func keysAreCopiedWhereChipsOutnumberThem() {
        func cache(_ tp: Double) -> Double {
            StepTotals.of(Samples.decode(Samples.dense, chips: 64, tp: tp, batch: 8)).memory.kvCache
        }
        // 8 tp sequences * 80 layers * 4096 tokens * 2 * 8 / tp heads * 128 * 2 bytes.
        #expect(cache(1) == 8 * 80 * 4096 * 2 * 8 * 128 * 2)
        #expect(cache(8) == cache(1))
        // At tp 16 a chip cannot hold half a head: twice the bytes; at 32 four times.
        #expect(cache(16) == 2 * cache(8))
        #expect(cache(32) == 4 * cache(8))
    }

    /// 10 key heads on 4 chips: some chip holds 3.
    @Test func keyHeadsAreWhole() {
        let model = Model(hidden: 5120, vocabulary: 1000, precision: Precision(.bf16)) {
            ($0.fullLayers, $0.denseLayers, $0.denseIntermediate) = (40, 40, 17920)
            ($0.heads, $0.kvHeads) = (40, 10)
        }
        let cache = StepTotals.of(Samples.decode(model, chips: 4, tp: 4, batch: 1)).memory.kvCache
        #expect(cache == 4 * 40 * 4096 * 2 * 3 * 128 * 2)
    }

    @Test func windowsAndStatesDoNotGrow() {
        func cache(_ model: Model, _ context: Double) -> Double {
            StepTotals.of(Samples.decode(model, chips: 1, tp: 1, batch: 1) { $0.workload.contextOverride = context })
                .memory.kvCache
        }
        // 2 * 16 * 128 * 2 bytes a token and layer: 10 layers whole, 52 layers up to 1024.
        #expect(cache(Samples.windowed, 5000) == 8192 * (10 * 5000 + 52 * 1024))
        #expect(cache(Samples.windowed, 500) == 8192 * 62 * 500)
        // 24 states of 8192 * 128 elements of 4 bytes beside the last 3 inputs of a convolution of 8192 + 2 * 8 * 128 channels
        // in 2 bytes: 24 (4,194,304 + 61,440). 4 layers of 8 key heads: 4 * 2 * 8 * 128 * 5000 * 2.
        let (states, cached) = (102_137_856.0, 81_920_000.0)
        #expect(cache(Samples.stateSpace, 5000) == states + cached)
        #expect(cache(Samples.stateSpace, 5001) - cache(Samples.stateSpace, 5000) == 4 * 2 * 8 * 128 * 2)
    }

    @Test func draftLayersHaveACacheToo() {
        func memory(_ draft: Double) -> MemoryUse {
            StepTotals.of(Samples.decode(Samples.sparse, chips: 32, tp: 1, batch: 8) { $0.workload.draft = draft })
                .memory
        }
        #expect(memory(1).weights > memory(0).weights)
        #expect(isClose(memory(1).kvCache, memory(0).kvCache * 62 / 61))
    }

    @Test func plansFitUpToTheLastByte() {
        var plan = Samples.decode(Samples.lite, chips: 8, tp: 1, batch: 8)
        let total = StepTotals.of(plan).memory.total
        plan.chip.dramBytes = total
        #expect(PlanResult(plan).fits)
        plan.chip.dramBytes = total.nextDown
        #expect(!PlanResult(plan).fits)
    }
}
