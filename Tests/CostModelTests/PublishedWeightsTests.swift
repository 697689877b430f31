import Catalog
import Testing
import Units

@testable import CostModel

/// Weights on a GPU as engines print them when they have loaded a model.
@Suite struct PublishedWeightsTests {
    /// Qwen2.5-14B in BF16 over two cards: vLLM prints 13.95 GiB on each.
    ///
    /// 48 layers of 5120 x 128 (40 + 2 x 8 + 40) = 62,914,560 and 3 x 5120 x 13,824 = 212,336,640 parameters, and table and
    /// head of 152,064 x 5120 = 778,567,680 each: 14,769,192,960 x 2 / 2 bytes = 13.75 GiB. With the whole table on both it
    /// was 14.48.
    @Test func qwen14BOnTwoCards() {
        let model = Model(hidden: 5120, vocabulary: 152_064, precision: Precision(.bf16)) {
            ($0.fullLayers, $0.denseLayers, $0.denseIntermediate) = (48, 48, 13_824)
            ($0.heads, $0.kvHeads) = (40, 8)
        }
        let weights = StepTotals.of(Samples.decode(model, chips: 2, tp: 2, batch: 1)).memory.weights
        #expect(weights == 14_769_192_960)
        #expect((weights.inGiB / 13.95 - 1).magnitude < 0.02)
    }

    /// DeepSeek-R1 with 4-bit weights (AWQ) at TP16, experts cut too: 21.21 GiB a GPU.
    ///
    /// Experts 58 x 256 x 44,040,192 / 16 and a sixteenth of the shared ones and the dense layers at 0.5156 bytes; latent
    /// projections of 7168 (1536 + 576) whole and 8 heads of the others; a sixteenth of table and head in 16 bits, 115.8 MB
    /// each: 20.76 GiB. AWQ adds a zero point of half a byte for 128 weights, and leaves kv_b and the routers in 16 bits;
    /// with these it is 21.15. With the whole table it was 22.4.
    @Test func r1InFourBitsOnSixteen() throws {
        var model = try #require(Catalog.model(named: "deepseek-r1")).value
        model.precision.weights = WeightMix(.w4a16)
        model.precision.head = WeightMix(.bf16)
        let plan = Samples.decode(model, chips: 16, tp: 16, batch: 1) { $0.deployment.moeTP = 16 }
        let step = Breakdown(plan)
        #expect(step[.embedding]?.weightBytes == 115_834_880)
        #expect(step[.lmHead]?.weightBytes == 115_834_880)
        let inFourBits = step.weightBytes - 2 * 115_834_880
        let zeros = inFourBits / 0.515625 * 0.5 / 128
        let wide = (61.0 * 512 * 8 * 256 + 58 * 7168 * 256) * (2 - 0.515625)
        #expect(((step.weightBytes + zeros + wide).inGiB / 21.21 - 1).magnitude < 0.01, "\(step.weightBytes.inGiB)")
    }
}
