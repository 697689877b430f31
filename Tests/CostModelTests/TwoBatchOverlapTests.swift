import CostModel
import Testing

/// Splitting a batch in two takes two sequences.
@Suite struct TwoBatchOverlapTests {
    private func plan(batch: Double, tp: Double, phase: Double = 0) -> Scenario {
        var scenario = Scenario(
            chip: Samples.roundChip, model: Samples.dense, workload: Workload(input: 1000),
            deployment: Deployment(chips: 8, tp: tp, batch: batch))
        scenario.workload.phaseCode = phase
        scenario.deployment.tboCode = Deployment.Overlap.on.code
        return scenario
    }

    @Test func oneSequenceIsNotSplit() {
        #expect(!StepTotals.of(plan(batch: 1, tp: 1)).splits)
        #expect(!StepTotals.of(plan(batch: 1, tp: 8, phase: 1)).splits)
        // A group of 8 chips decodes 8 sequences together at batch 1.
        #expect(StepTotals.of(plan(batch: 1, tp: 8)).splits)
        #expect(StepTotals.of(plan(batch: 2, tp: 8, phase: 1)).splits)
    }

    @Test func itDoesNotPayBelowTwoSequences() throws {
        let breakeven = TwoBatchOverlap.breakeven(plan(batch: 10, tp: 8, phase: 1))
        #expect(breakeven.map { $0 >= 2 } ?? true)
    }
}
