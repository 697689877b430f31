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

    /// Windows of 8 x 8 patches in 3 of 4 layers: each of 1024 patches sees 64 there and 1024 in the fourth, 4 x 256
    /// FLOP a pair.
    ///
    /// A window of one patch is one, and one beyond the image sees what there is.
    @Test func mostLayersMaySeeWindowsAlone() {
        func attention(_ window: Double, full: Double?) -> Double {
            var encoder = Self.encoder
            encoder.window = window
            if let full { encoder.fullLayers = full }
            return encoder.attention(side: 512)
        }
        // FLOP of one more patch that each of 1024 sees.
        let each: Double = 4 * 256 * 1024
        #expect(attention(0, full: 1) == each * 4096)
        #expect(attention(8, full: 1) == each * 1216)
        #expect(attention(8, full: nil) == each * 256)
        #expect(attention(1, full: 1) == each * 1027)
        #expect(attention(40, full: 1) == each * 4096)
    }

    /// 16 px a patch and 2 x 2 patches a token: the side is rounded to 32 px, 400 px to 13 tokens (416 px), and is
    /// one token at least.
    ///
    /// At most 100 tokens are 10 along the side; each row may end with one more.
    @Test func imagesAreScaledToWholeTokens() {
        #expect(Self.encoder.tokens(side: 400) == 169 && Self.encoder.patches(side: 400) == 676)
        #expect(Self.encoder.tokens(side: 5) == 1 && Self.encoder.patches(side: 5) == 4)
        var encoder = Self.encoder
        encoder.mostTokens = 100
        #expect(encoder.tokens(side: 512) == 100 && encoder.patches(side: 512) == 400)
        #expect(encoder.tokens(side: 64) == 4)
        encoder.rowTokens = 1
        #expect(encoder.tokens(side: 512) == 110)
        encoder.fixedTokens = 49
        encoder.fixedPatches = 196
        #expect(encoder.tokens(side: 512) == 49 && encoder.patches(side: 512) == 196)
        // All of it is there in another kind of number.
        let same = encoder.map { Dual($0) }
        #expect(same.tokens(side: 512).value == 49 && same.flops(side: 512).value == encoder.flops(side: 512))
    }
}
