import Testing

@testable import CostModel

/// What the stages of a pipeline hold.
@Suite struct PipelineStageTests {
    /// Dense layers of 64 wide heads; the table is 1000 * 64 * 2 = 128,000 bytes.
    private func plan(layers: Double, stages: Double, tied: Bool = false, tp: Double = 1) -> Scenario {
        let model = Model(hidden: 64, vocabulary: 1000, precision: Precision(.bf16)) {
            ($0.fullLayers, $0.denseLayers, $0.denseIntermediate) = (layers, layers, 64)
            ($0.heads, $0.kvHeads, $0.headDim) = (4, 4, 16)
            $0.tiedEmbedding = tied ? .yes : .no
        }
        return Samples.decode(model, chips: stages * tp, tp: tp, batch: 1) {
            $0.deployment.pp = stages
            $0.workload.contextOverride = 1
        }
    }

    /// vLLM's `get_pp_indices`: what is left over goes to the middle from the back, then to the first, never to the last.
    @Test(arguments: [
        (61.0, 2.0, [31.0, 31, 30]), (61, 4, [15, 16, 15]), (62, 4, [15, 16, 15]), (63, 4, [16, 16, 15]),
        (64, 4, [16, 16, 16]), (80, 3, [27, 27, 26]), (79, 3, [26, 27, 26]),
    ])
    func layersAreSharedAsEnginesShareThem(_ layers: Double, _ stages: Double, _ held: [Double]) {
        let plan = plan(layers: layers, stages: stages)
        let found = [PipelineStage.first, .middle, .last].map { (plan.inputs.layerShare(of: $0) * layers).rounded() }
        #expect(found == held)
        #expect(plan.inputs.layerShare(of: .only) == 1)
    }

    /// A layer has 64 * 16 * (4 + 8) + 4096 of attention and 3 * 4096 of feed-forward, 28,672 parameters.
    @Test func onlyTheEndsHoldTableAndHead() {
        let layer = 28_672.0 * 2
        let table = 128_000.0
        let three = StepTotals.of(plan(layers: 6, stages: 3)).memory
        // Both ends have two layers and 128,000 bytes; the last makes logits besides.
        #expect(three.weights == 2 * layer + table && three.stage == .last)
        let one = StepTotals.of(plan(layers: 6, stages: 1)).memory
        #expect(one.weights == 6 * layer + 2 * table && one.stage == .only)
        // Five stages of 401 layers: 80 at the ends, 81 in the middle, whose layer outweighs no table.
        #expect(StepTotals.of(plan(layers: 401, stages: 5)).memory.stage == .last)
        // A layer of 57,344 bytes and a quarter of the table, 32,000: here it does.
        let sharded = StepTotals.of(plan(layers: 401, stages: 5, tp: 4)).memory
        #expect(sharded.stage == .last || sharded.stage == .middle)
    }

    @Test func aTiedTableIsHeldAtBothEnds() {
        let layer = 28_672.0 * 2
        #expect(StepTotals.of(plan(layers: 6, stages: 1, tied: true)).memory.weights == 6 * layer + 128_000)
        let two = StepTotals.of(plan(layers: 6, stages: 2, tied: true)).memory
        #expect(two.weights == 3 * layer + 128_000 && two.stage == .last)
        // Blocks say the same, on a chip of the stage.
        let rows = Breakdown(plan(layers: 6, stages: 2, tied: true))
        #expect(rows.weightBytes == two.weights && rows[.embedding]?.weightBytes == 128_000)
    }

    @Test func layersThatDraftAreInTheLast() {
        var plan = plan(layers: 6, stages: 3)
        plan.workload.draft = 1
        let memory = StepTotals.of(plan).memory
        #expect(memory.stage == .last && memory.weights == 3 * 28_672 * 2 + 128_000)
    }
}
