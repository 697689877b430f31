import Benchmark
import Catalog
import CostModel
import Testing

/// The engine against the independent implementation in C.
@Suite struct ReferenceTests {
    @Test func theEngineAgreesWithTheSameEquationsInC() throws {
        let chip = try #require(Catalog.chips.first).value
        let model = try #require(Catalog.models.first).value
        var compared = 0
        for chips in [64.0, 128, 256] {
            for tp in [1.0, 2, 4, 8, 16] {
                for batch in [1.0, 2, 7, 10, 64, 500] {
                    for moeTP in [1.0, 2, 4] {
                        let scenario = Scenario(
                            chip: chip, model: model, workload: Workload(input: 4096, output: 100),
                            deployment: Deployment(chips: chips, tp: tp, batch: batch, moeTP: moeTP))
                        let (ours, theirs) = (StepTotals.of(scenario), Reference.totals(scenario))
                        #expect(isClose(ours.seconds, theirs.seconds))
                        #expect(isClose(ours.communication, theirs.communication))
                        #expect(isClose(ours.flops, theirs.flops))
                        #expect(isClose(ours.memory.weights, theirs.memory.weights))
                        #expect(isClose(ours.memory.kvCache, theirs.memory.kvCache))
                        #expect(isClose(ours.memory.activations, theirs.memory.activations))
                        #expect(isClose(ours.memory.buffers, theirs.memory.buffers))
                        compared += 1
                    }
                }
            }
        }
        #expect(compared == 270)
    }

    private func isClose(_ a: Double, _ b: Double) -> Bool {
        (a - b).magnitude <= 1e-12 * max(a.magnitude, b.magnitude)
    }
}
