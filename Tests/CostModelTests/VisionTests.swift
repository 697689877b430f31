import Testing

@testable import CostModel

/// Images in front of a language model.
@Suite struct VisionTests {
    /// 4 layers of 4 x 256^2 + 2 x 256 x 1024 = 786 432 parameters each; 16 px a patch, 2 x 2 patches a token.
    private static let encoder = Engine<Double>.VisionEncoder(
        parameters: 4 * 786_432, projector: 1_000_000, layers: 4, width: 256, patch: 16, merge: 2)

    private func prefill(_ images: Double, tp: Double = 1, counted: Bool = true) -> Scenario {
        var model = Samples.dense
        if counted { model.encoder = Self.encoder }
        return Samples.decode(model, chips: tp, tp: tp, batch: 2) {
            $0.workload.staticPhase = .prefill
            ($0.workload.images, $0.workload.imageSide) = (images, 512)
        }
    }

    /// 512 px are 16 x 16 tokens of 2 x 2 patches: 1024 patches, 256 tokens.
    ///
    /// Products 2 x 3 145 728 x 1024 + 2 x 1e6 x 256, attention 4 x 256 x 1024 x 4 x 1024.
    @Test func anImageByHand() {
        let products = 2.0 * 3_145_728 * 1024 + 2e6 * 256
        let attention = 4.0 * 256 * 1024 * 4096
        #expect(Self.encoder.patches(side: 512) == 1024 && Self.encoder.tokens(side: 512) == 256)
        #expect(Self.encoder.flops(side: 512) == products + attention)
        // Two prompts with three images each.
        let row = Breakdown(prefill(3))[.visionEncoder]
        #expect(row?.flops == 6 * (products + attention))
        #expect((row?.weightBytes ?? 0) == 2.0 * 4_145_728)
    }

    /// Six images on four chips are two for the busiest.
    @Test func imagesAreSpreadOverAGroup() {
        let each = Self.encoder.flops(side: 512)
        #expect(Breakdown(prefill(3, tp: 4))[.visionEncoder]?.flops == 2 * each)
    }

    @Test func withoutImagesItOnlyTakesRoom() {
        let (with, without) = (StepTotals.of(prefill(0)), StepTotals.of(prefill(0, counted: false)))
        #expect(with.seconds == without.seconds)
        #expect(with.memory.weights - without.memory.weights == 2.0 * 4_145_728)
        // A decode step sees no image.
        var decode = prefill(3)
        decode.workload.staticPhase = .decode
        #expect(Breakdown(decode)[.visionEncoder]?.flops == 0)
        // Nor does a model whose encoder is not counted.
        #expect(StepTotals.of(prefill(3, counted: false)).seconds == without.seconds)
    }
}
