import Lanes
import TestSupport
import Testing

@testable import CostModel

/// Gaps between the operators of a layer that no operator fills.
@Suite struct LayerGapTests {
    private let gap = 100e-6

    private func breakdown(_ scenario: Scenario, gap: Double) -> Breakdown {
        Breakdown(scenario.with { $0.chip.layerTime = gap })
    }

    /// 80 layers, each once in a decode step: 80 * 100 us = 8 ms.
    @Test func aDecodeStepHasOneAGap() {
        let scenario = Samples.decode(Samples.dense, chips: 8, tp: 8, batch: 16) { $0.chip.hostTime = 1e-3 }
        let step = breakdown(scenario, gap: gap)
        #expect(step.adjustments.map(\.kind) == [.layers, .host])
        #expect(isClose(step.adjustments.first?.seconds ?? 0, 8e-3))
        #expect(isClose(step.seconds - Breakdown(scenario).seconds, 8e-3))
        let totals = StepTotals.of(scenario.with { $0.chip.layerTime = gap })
        #expect(isClose(totals.seconds, step.seconds))
        #expect(totals.communication == StepTotals.of(scenario).communication)
    }

    /// Where there are none, none are shown and every digit stays.
    @Test func withoutGapsNothingChanges() {
        let scenario = Samples.decode(Samples.dense, chips: 8, tp: 8, batch: 16)
        #expect(!breakdown(scenario, gap: 0).adjustments.contains { $0.kind == .layers })
    }

    /// Each of two half batches runs all 80 layers, and what overlaps is their work alone: 2 * 80 * 100 us.
    @Test func halvesHaveTheirOwn() {
        let scenario = Samples.decode(Samples.dense, chips: 8, tp: 8, batch: 16) { $0.deployment.tbo = .on }
        let step = breakdown(scenario, gap: gap)
        #expect(step.adjustments.map(\.kind) == [.twoBatchOverlap, .layers])
        #expect(isClose(step.adjustments.last?.seconds ?? 0, 16e-3))
        #expect(isClose(step.seconds - Breakdown(scenario).seconds, 16e-3))
    }

    /// A chip of two stages runs 40 layers for each of 3 prompts: 120 * 100 us, and a third more until the pipeline is full.
    @Test func aStageHasThoseOfItsLayers() {
        let scenario = Samples.decode(Samples.dense, chips: 2, tp: 1, batch: 3) {
            $0.workload.staticPhase = .prefill
            $0.deployment.pp = 2
        }
        let step = breakdown(scenario, gap: gap)
        #expect(step.adjustments.map(\.kind) == [.layers, .pipelineBubble])
        #expect(isClose(step.adjustments.first?.seconds ?? 0, 12e-3))
        #expect(isClose(step.seconds - Breakdown(scenario).seconds, 16e-3))
    }

    /// A token of a decode passes all stages, so their number does not matter: 80 * 100 us.
    @Test func aTokenMeetsAllStages() {
        let scenario = Samples.decode(Samples.dense, chips: 2, tp: 1, batch: 2) { $0.deployment.pp = 2 }
        #expect(isClose(breakdown(scenario, gap: gap).adjustments.first?.seconds ?? 0, 8e-3))
    }

    /// 1,000 tokens in chunks of 300 pass four times: 4 * 80 * 100 us.
    @Test func chunksPassAgain() {
        let scenario = Samples.decode(Samples.dense, chips: 1, tp: 1, batch: 1) {
            ($0.workload.staticPhase, $0.workload.input, $0.deployment.chunk) = (.prefill, 1000, 300)
        }
        #expect(isClose(breakdown(scenario, gap: gap).adjustments.first?.seconds ?? 0, 32e-3))
    }

    /// Only what mixes tokens makes a layer: 8 of attention with a feed-forward block, and 4 that are such a block alone.
    @Test func aBlockAloneIsNoLayer() {
        let dense = LayerPart.dense(.init(intermediate: 4096))
        let model = Model(
            hidden: 1024, vocabulary: 32_000, precision: Precision(.bf16),
            groups: [
                LayerGroup(8, [.attention(.init(heads: 8, kvHeads: 8, headDim: 128)), dense]), LayerGroup(4, [dense]),
            ])
        let scenario = Samples.decode(model, chips: 1, tp: 1, batch: 1)
        #expect(isClose(breakdown(scenario, gap: gap).adjustments.first?.seconds ?? 0, 8 * gap))
    }

    /// The step grows by the layers for each second of a gap: 80, as a slope, and between bounds as much as at either end.
    @Test func slopesAndBoundsFollow() {
        let scenario = Samples.decode(Samples.dense, chips: 8, tp: 8, batch: 16) { $0.chip.layerTime = gap }
        let step: (Double) -> Double = { gap in
            StepTotals.of(scenario.with { $0.chip.layerTime = gap }).seconds
        }
        #expect(isClose((step(2 * gap) - step(gap)) / gap, 80))
        var dual = scenario.map { Dual($0) }
        dual.inputs.chip.layerTime = Dual(gap, derivative: 1)
        #expect(isClose(Engine<Dual>.StepTotals.ofPhase(dual).seconds.derivative, 80))
        var bounds = scenario.map { Interval($0) }
        bounds.inputs.chip.layerTime = Interval(gap, 2 * gap)
        let seconds = Engine<Interval>.StepTotals.ofPhase(bounds).seconds
        #expect(seconds.low <= step(gap) && isClose(seconds.low, step(gap)))
        #expect(seconds.high >= step(2 * gap) && isClose(seconds.high, step(2 * gap)))
    }
}
