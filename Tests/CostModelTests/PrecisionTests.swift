import Testing

@testable import CostModel

@Suite struct PrecisionTests {
    /// Bytes of a weight with its scale and of the activation it meets.
    ///
    /// FP8: 4 bytes a block of 128 x 128. W8A16: 2 bytes for 128 weights. W4: half a byte and 2 bytes for 128. NVFP4: one
    /// byte for 16. MXFP4 and MXFP8: one for 32. W4AFP8: 4 bytes for 128. 2, 3, 5 and 6 bits: 1/4, 3/8, 5/8 and 3/4 of a
    /// byte and 2 bytes for 128.
    @Test(arguments: [
        (PrecisionFormat.bf16, 2, 2), (.fp8, 1.000244140625, 1), (.int8, 1, 1), (.w8a8, 1, 1), (.w8a16, 1.015625, 2),
        (.w4a16, 0.515625, 2), (.w4a8, 0.515625, 1), (.nvfp4, 0.5625, 0.5), (.mxfp4, 0.53125, 2),
        (.w2a16, 0.265625, 2), (.w3a16, 0.390625, 2), (.w5a16, 0.640625, 2), (.w6a16, 0.765625, 2),
        (.mxfp8, 1.03125, 1), (.nvfp4a16, 0.5625, 2), (.mxfp4a4, 0.53125, 0.5), (.w4afp8, 0.53125, 1),
        (.w4aint8, 0.515625, 1),
    ]) func bytesFollowTheFormat(format: PrecisionFormat, weight: Double, activation: Double) {
        #expect(format.weightBytes == weight)
        #expect(format.activationBytes == activation)
        #expect(PrecisionFormat(code: format.code) == format)
    }

    @Test func elementsHaveTheirWidth() {
        #expect(ElementFormat.allCases.map(\.bytes) == [2, 1, 1, 0.5])
        #expect(PrecisionFormat(code: 99) == nil && PrecisionFormat(code: 0.5) == nil)
    }

    /// 8-bit units at 1, 16-bit at 1/2, 4-bit at 2.
    @Test func eachFormatHasItsUnit() {
        let chip = Samples.roundChip.with { ($0.fp8Share, $0.int8Share, $0.fp4Share) = (0.9, 0.8, 2) }
        let shares = PrecisionFormat.allCases.map { $0.peakShare(chip) }
        // bf16, fp8, int8, w8a8, w8a16, w4a16, w4a8, nvfp4, mxfp4 (8-bit activations meet its weights).
        #expect(shares.prefix(9) == [0.5, 0.9, 0.8, 0.8, 0.5, 0.5, 0.9, 2, 0.9])
        // Weight-only integers of 2, 3, 5 and 6 bits, mxfp8, nvfp4a16, mxfp4a4, w4afp8, w4aint8.
        #expect(shares.dropFirst(9) == [0.5, 0.5, 0.5, 0.5, 0.9, 0.5, 2, 0.9, 0.8])
        // Without a 4-bit unit both 4-bit formats are widened to 16 bits. Widening takes time from what is widened, and from nothing else.
        let widening = chip.with { ($0.fp4Share, $0.wideningEfficiency) = (0, 0.5) }
        let left = PrecisionFormat.allCases.map { $0.peakShare(widening) }
        #expect(left.prefix(9) == [0.5, 0.9, 0.8, 0.8, 0.25, 0.25, 0.45, 0.25, 0.25])
        #expect(left.dropFirst(9) == [0.25, 0.25, 0.25, 0.25, 0.45, 0.25, 0.25, 0.45, 0.4])
    }

    /// A unit that is slower than that of 16 bits is still the one for its format.
    @Test func slowUnitsAreUnits() {
        let slow = Samples.roundChip.with { ($0.fp8Share, $0.int8Share, $0.fp4Share) = (0.3, 0.2, 0.1) }
        let shares = PrecisionFormat.allCases.map { $0.peakShare(slow) }
        #expect(shares.prefix(9) == [0.5, 0.3, 0.2, 0.2, 0.5, 0.5, 0.3, 0.1, 0.3])
        #expect(shares.dropFirst(9) == [0.5, 0.5, 0.5, 0.5, 0.3, 0.5, 0.1, 0.3, 0.2])
        #expect(PrecisionFormat.allCases.allSatisfy { $0.hasUnits(slow) })
        let weightsAlone: [PrecisionFormat] = [.bf16, .w8a16, .w4a16, .w2a16, .w3a16, .w5a16, .w6a16, .nvfp4a16]
        let none = slow.with { ($0.fp8Share, $0.int8Share, $0.fp4Share) = (0, 0, 0) }
        #expect(PrecisionFormat.allCases.filter { $0.hasUnits(none) } == weightsAlone)
    }

    @Test func missingUnitsAreWidened() {
        let chip = Samples.roundChip
        // Without a 4-bit unit NVFP4 is a format of weights alone; without any 8-bit unit all run at 16 bits.
        #expect(PrecisionFormat.nvfp4.peakShare(chip) == 0.5)
        #expect(MatrixRates(WeightMix(.nvfp4), chip).activationBytes == 2)
        #expect(MatrixRates(WeightMix(.nvfp4), chip.with { $0.fp4Share = 2 }).activationBytes == 0.5)
        let wide = chip.with { ($0.fp8Share, $0.int8Share, $0.fp4Share) = (0, 0, 0) }
        #expect(PrecisionFormat.allCases.allSatisfy { $0.peakShare(wide) == 0.5 })
        let integer = chip.with { ($0.fp8Share, $0.int8Share) = (0, 1) }
        #expect(PrecisionFormat.fp8.peakShare(integer) == 0.5)
        #expect(PrecisionFormat.int8.peakShare(integer) == 1)
    }

    @Test func partsHaveFormatsOfTheirOwn() {
        let model = Samples.linear
        let mixed = Precision(.bf16).with {
            $0.experts = WeightMix(.mxfp4)
            $0.head = WeightMix(.fp8)
        }
        let s = Scenario(
            chip: Samples.roundChip,
            model: Model(hidden: model.hidden, vocabulary: model.vocabulary, precision: mixed) { $0.moeLayers = 0 },
            workload: Workload(input: 1), deployment: Deployment(chips: 1, tp: 1, batch: 1))
        let shape = StepShape(s.inputs)
        #expect(shape.attention.weightBytes == 2)
        #expect(shape.ffn.weightBytes == 2)
        #expect(shape.experts.weightBytes == 0.53125)
        #expect(shape.head.weightBytes == 1.000244140625)
        #expect(shape.head.secondsPerFLOP == 1 / 200e12)
    }

    @Test func defaultsFollowTheActivations() {
        #expect(Precision(.bf16).dispatch == ElementFormat.bf16)
        #expect(Precision(.fp8).dispatch == ElementFormat.fp8)
        #expect(Precision(.w8a16).dispatch == ElementFormat.bf16)
        #expect(Precision.w8a16.kvCache == ElementFormat.fp8)
    }
}
