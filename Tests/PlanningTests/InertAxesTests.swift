import CostModel
import Testing

@testable import Planning

/// Axes along which nothing moves, and sweeps whose plans are judged anew.
@Suite struct InertAxesTests {
    private func inert(_ base: Scenario, _ axes: [Axis]) -> [String] {
        InertAxes.of(Sweep.run(SearchSpace(base: base, axes: axes), cores: 1)).map(\.name)
    }

    @Test func whatMovesNothingIsNamed() throws {
        let base = try Fixture.scenario()
        // Decoding takes no prompts in parts, and TP 4 of 8 chips is another plan.
        let chunk = try Fixture.axis("chunk", [512, 2048])
        #expect(inert(base, [chunk, try Fixture.axis("tp", [4, 8])]) == ["chunk"])
        #expect(inert(base, [try Fixture.axis("tp", [4, 8])]) == [])
        #expect(inert(base, [chunk]) == ["chunk"])
        // One value is not an axis.
        #expect(inert(base, [try Fixture.axis("chunk", [512])]) == [])
        // Batches of which one alone fits have no second plan that says anything.
        #expect(inert(base, [try Fixture.axis("batch", [10, 60_000]), chunk]) == ["chunk"])
        #expect(inert(base, [try Fixture.axis("batch", [60_000, 70_000]), chunk]) == [])
        // The size of the memory moves no figure of the step, but the room that is left.
        #expect(inert(base, [try Fixture.axis("dram", [128 * 1_073_741_824, 256 * 1_073_741_824])]) == [])
        // What says how figures are read moves none.
        #expect(inert(base, [try Fixture.axis("phase", [0, 1])]) == [])
    }

    @Test func largeSweepsAreNotLookedThrough() throws {
        let base = try Fixture.scenario()
        let many = try Fixture.axis("chunk", (1...2001).map { Double($0) })
        #expect(inert(base, [many]) == [])
        #expect(inert(base, [try Fixture.axis("chunk", (1...2000).map { Double($0) })]) == ["chunk"])
    }

    /// Goodput counts by the limits of the workload that plans are judged by; nothing else moves.
    @Test func plansAreJudgedByOtherLimits() throws {
        var base = try Fixture.load(rate: 1)
        base.deployment = Deployment(chips: 8, tp: 4, batch: 1)
        let result = Sweep.run(SearchSpace(base: base, axes: [try Fixture.axis("tp", [4, 8])]), cores: 1)
        var workload = base.workload
        (workload.goodFirstToken, workload.goodPerToken, workload.goodEndToEnd) = (2, 0.05, 30)
        let judged = result.judged(as: workload)
        #expect(judged.count == result.count)
        for row in 0..<result.count {
            let (before, after) = (result[row], judged[row])
            #expect(after.scenario.workload.goodFirstToken == 2)
            #expect(after.scenario.workload.goodPerToken == 0.05)
            #expect(after.scenario.workload.goodEndToEnd == 30)
            #expect(Metric.ttft.read(before) == Metric.ttft.read(after))
            #expect(before.scenario.deployment == after.scenario.deployment)
        }
    }
}
