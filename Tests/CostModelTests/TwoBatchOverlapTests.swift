import CostModel
import TestSupport
import Testing

/// Splitting a batch in two takes two sequences.
@Suite struct TwoBatchOverlapTests {
    private func plan(batch: Double, tp: Double, phase: Workload.Phase = .decode) -> Scenario {
        var scenario = Scenario(
            chip: Samples.roundChip, model: Samples.dense, workload: Workload(input: 1000),
            deployment: Deployment(chips: 8, tp: tp, batch: batch))
        scenario.workload.staticPhase = phase
        scenario.deployment.tbo = Deployment.Overlap.on
        return scenario
    }

    @Test func oneSequenceIsNotSplit() {
        #expect(!StepTotals.of(plan(batch: 1, tp: 1)).splits)
        #expect(!StepTotals.of(plan(batch: 1, tp: 8, phase: .prefill)).splits)
        // A group of 8 chips decodes 8 sequences together at batch 1.
        #expect(StepTotals.of(plan(batch: 1, tp: 8)).splits)
        #expect(StepTotals.of(plan(batch: 2, tp: 8, phase: .prefill)).splits)
    }

    /// 8 chips at TP4 are two replicas: with three sequences the busiest has two, which is the one that sets the time.
    @Test func theBusiestReplicaDecides() {
        #expect(!StepTotals.of(plan(batch: 2, tp: 4, phase: .prefill)).splits)
        #expect(StepTotals.of(plan(batch: 3, tp: 4, phase: .prefill)).splits)
        let (three, four) = (
            StepTotals.of(plan(batch: 3, tp: 4, phase: .prefill)), StepTotals.of(plan(batch: 4, tp: 4, phase: .prefill))
        )
        #expect(three.seconds == four.seconds)
    }

    /// One more sequence never comes out sooner, whatever overlaps; of prompts so short that a pipeline waits for its head
    /// more than for its layers, some may.
    @Test(arguments: [Deployment.Overlap.on, .auto]) func oneMoreSequenceIsNeverFaster(_ overlap: Deployment.Overlap) {
        var numbers = SeededGenerator(property: 33)
        for _ in 0..<PropertySeed.draws(600) {
            let scenario = numbers.scenario(.prefill).with { $0.workload.input = max(1000, $0.workload.input) }
            let pair = [0.0, 1].map { more in
                StepTotals.of(
                    scenario.with {
                        $0.deployment.tbo = overlap
                        $0.deployment.batch += more
                    }
                ).seconds
            }
            #expect(pair[1] >= pair[0] * (1 - 1e-12), "\(pair) \(scenario.summary)")
        }
    }

    @Test func itDoesNotPayBelowTwoSequences() throws {
        let breakeven = TwoBatchOverlap.breakeven(plan(batch: 10, tp: 8, phase: .prefill))
        #expect(breakeven.map { $0 >= 2 } ?? true)
    }
}
