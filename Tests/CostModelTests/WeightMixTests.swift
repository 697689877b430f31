import Testing

@testable import CostModel

/// Weights of several formats in one part of a model.
@Suite struct WeightMixTests {
    /// 600 weights of NVFP4 at 0.5625 bytes and 400 of FP8 at 1: 737.5 bytes for 1,000 weights.
    private let mix = WeightMix([
        WeightMix.Amount(.fp8, weights: 400, bytes: 400), WeightMix.Amount(.nvfp4, weights: 600, bytes: 337.5),
    ])

    @Test func oneFormatIsWhatItWas() {
        for format in PrecisionFormat.allCases {
            let mix = WeightMix(format)
            #expect(mix.bytes == format.weightBytes)
            #expect(mix.only == format && mix.formats == [format] && mix.hasUsualBytes)
            let chip = Samples.roundChip.with { ($0.fp8Share, $0.int8Share, $0.fp4Share) = (0.9, 0.8, 2) }
            let rates = MatrixRates(mix, chip)
            #expect(rates.weightBytes == format.weightBytes)
            #expect(rates.secondsPerFLOP == 1 / (format.peakShare(chip) * chip.peakFLOPS * chip.matrixEfficiency))
            #expect(rates.activationBytes == format.activationBytes)
        }
    }

    @Test func sharesAndBytesAreThoseOfTheWeights() throws {
        let mix = try #require(mix)
        #expect(mix.only == nil && mix.main == .nvfp4 && mix.formats == [.nvfp4, .fp8])
        #expect(mix.bytes == 0.7375)
        // Shares are kept in 32 bits.
        #expect(isClose(mix.shares[0].share, 0.6, within: 1e-7) && isClose(mix.shares[1].share, 0.4, within: 1e-7))
        #expect(mix.shares[0].share + mix.shares[1].share == 1)
        #expect(WeightMix([]) == nil)
        #expect(WeightMix([WeightMix.Amount(.fp8, weights: 7, bytes: 7)]) == WeightMix(.fp8, bytes: 1))
    }

    /// On the round chip FP8 runs at 100 TFLOP/s x 2 and NVFP4 at twice that: of a FLOP 0.6 take 1/4e14 and 0.4 take 1/2e14.
    @Test func ratesAreMeansOverTheWeights() throws {
        let mix = try #require(mix)
        let chip = Samples.roundChip.with { ($0.fp8Share, $0.fp4Share) = (1, 2) }
        let rates = MatrixRates(mix, chip)
        #expect(isClose(rates.secondsPerFLOP, (0.6 / 2 + 0.4) / (chip.peakFLOPS * chip.matrixEfficiency), within: 1e-6))
        // Half a byte for 0.6 of them, a byte for 0.4.
        #expect(isClose(rates.activationBytes, 0.7, within: 1e-6))
        #expect(isClose(rates.quantisations, 1, within: 1e-6))
        // Without units of 4 bits NVFP4 meets 16-bit activations: 0.6 x 2 + 0.4, and 0.4 of the products quantise.
        let plain = MatrixRates(mix, chip.with { $0.fp4Share = 0 })
        #expect(isClose(plain.activationBytes, 1.6, within: 1e-6))
        #expect(isClose(plain.quantisations, 0.4, within: 1e-6))
    }

    @Test func whatIsSentServesTheWidestActivations() throws {
        #expect(Precision(try #require(mix)).dispatch == ElementFormat.fp8)
        let wide = try #require(
            WeightMix([WeightMix.Amount(.fp8, weights: 99, bytes: 99), WeightMix.Amount(.bf16, weights: 1, bytes: 2)]))
        #expect(Precision(wide).dispatch == ElementFormat.bf16)
    }

    /// Five formats: the two least common share a place, and no byte is lost.
    @Test func formatsBeyondFourAreAddedToTheLast() throws {
        let amounts = [PrecisionFormat.bf16, .fp8, .w4a16, .nvfp4, .mxfp8].enumerated().map { place, format in
            WeightMix.Amount(format, weights: Double(50 - 10 * place), bytes: Double(50 - 10 * place))
        }
        let mix = try #require(WeightMix(amounts))
        #expect(mix.formats == [.bf16, .fp8, .w4a16, .nvfp4])
        #expect(mix.bytes == 1)
        // (20 + 10) of 150 weights.
        #expect(isClose(mix.shares[3].share, 0.2, within: 1e-6))
    }

    @Test func aMixReadsAsAWordThatCannotBeSet() throws {
        let parameter = try #require(Parameter.named("attn_precision"))
        var scenario = Samples.decode(Samples.dense, chips: 1, tp: 1, batch: 1) { _ in }
        scenario.model.precision.attention = try #require(mix)
        let value = parameter.get(scenario)
        #expect(parameter.choice(value) == "mix")
        #expect(parameter.refusal(of: value) == .outOfRange)
        var copy = scenario
        parameter.set(&copy, value)
        #expect(copy == scenario)
        parameter.set(&copy, PrecisionFormat.fp8.code)
        #expect(copy.model.precision.attention == WeightMix(.fp8))
    }

    /// Each weight of the feed-forward blocks takes 0.7375 bytes in place of 2.
    @Test func bytesOfAModelFollow() throws {
        var model = Samples.dense
        model.precision = Precision(.bf16)
        let wide = model.weightBytes
        let ffn = model.groups.reduce(0) { sum, group in
            sum + group.layers
                * group.parts.reduce(0) { total, part in
                    if case .dense = part { total + model.parameters(of: part) } else { total }
                }
        }
        model.precision.ffn = try #require(mix)
        #expect(isClose(wide - model.weightBytes, ffn * (2 - 0.7375), within: 1e-12))
    }
}
