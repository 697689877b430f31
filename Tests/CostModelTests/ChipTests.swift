import Testing

@testable import CostModel

@Suite struct ChipTests {
    /// What a datasheet states stays; what a program loses is gone.
    @Test func anIdealChipReachesItsDatasheet() {
        let chip = Samples.tieredChip.with {
            ($0.wideningEfficiency, $0.elementwise, $0.batchOverlap) = (0.5, 0.8, 0.7)
            ($0.expertRows, $0.attentionRows) = (128, 16)
            ($0.prefillLaunch, $0.layerTime, $0.vllmLayerTime) = (5e-6, 4e-6, 3e-6)
            $0.kernels.expertStart = 9e-6
            ($0.kernels.expertEfficiency, $0.kernels.attentionRate) = (0.5, .wide)
            ($0.sequenceTime, $0.requestTime, $0.allToAllStart) = (1e-6, 20e-3, 2e-6)
            ($0.dramReserve, $0.power, $0.fp4Share) = (0.1, 700, 2)
            $0.network.topology = .oneTier
        }
        var expected = Chip(
            peakFLOPS: 1979e12, dramBytes: 141e9, dramBandwidth: 4.8e12,
            network: Network(
                intra: Tier(size: 8, bandwidth: 450e9), inter: Tier(size: 64, bandwidth: 50e9),
                rack: Tier(size: 1_000_000, bandwidth: 25e9)))
        (expected.dramReserve, expected.power, expected.fp4Share) = (0.1, 700, 2)
        (expected.relaysAllToAll, expected.batchOverlap) = (.auto, 0.7)
        expected.network.topology = .oneTier
        expected.kernels.attentionRate = .wide
        #expect(chip.ideal == expected)
    }
}
