import Testing

@testable import CostModel

/// Copies of a whole deployment.
@Suite struct ReplicaTests {
    @Test(arguments: [Workload.Serving.static, .agg, .disagg]) func copiesAddUp(_ serving: Workload.Serving) {
        let one = PlanResult(TinyServing.scenario(serving, requests: 6) { $0.deployment.prefillWorkers = 2 })
        let three = PlanResult(
            TinyServing.scenario(serving, requests: 18) {
                ($0.deployment.prefillWorkers, $0.deployment.replicas) = (2, 3)
            })
        #expect(three.totals == one.totals)
        #expect(three.chips == 3 * one.chips)
        #expect(isClose(three.sequences, 3 * one.sequences))
        #expect(isClose(three.tokensPerSecond, 3 * one.tokensPerSecond))
        #expect(isClose(three.tokensPerChip, one.tokensPerChip))
        #expect(isClose(three.tokensPerRequest, one.tokensPerRequest))
    }

    @Test func nodesAreFilled() throws {
        let nodes = try #require(Metric.named("nodes"))
        // Domains of 8: three copies of 3 chips fill one and begin another.
        let plan = PlanResult(
            TinyServing.scenario(.static, requests: 0) { ($0.deployment.chips, $0.deployment.replicas) = (3, 3) })
        #expect(nodes.read(plan) == 2)
        #expect(nodes.read(PlanResult(TinyServing.scenario(.static, requests: 0) { $0.deployment.chips = 8 })) == 1)
    }
}
