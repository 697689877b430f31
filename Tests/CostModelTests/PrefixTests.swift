import Testing

@testable import CostModel

/// Prompt tokens that are found in the cache are served without being computed.
@Suite struct PrefixTests {
    private func prefill(prefix: Double) -> PlanResult {
        var workload = Workload(input: 2000)
        (workload.staticPhase, workload.prefix) = (.prefill, prefix)
        return PlanResult(
            Scenario(
                chip: Samples.roundChip, model: Samples.dense, workload: workload,
                deployment: Deployment(chips: 1, tp: 1, batch: 4)))
    }

    @Test func hitsCountAsPromptTokensServed() throws {
        let plan = prefill(prefix: 1800)
        // 4 prompts of 2000 tokens, whichever of them are computed.
        #expect(plan.tokens == 8000)
        let perRequest = try #require(Metric.named("tps_batch"))
        #expect(isClose(perRequest.read(plan), 2000 / plan.totals.firstToken, within: 1e-12))
        #expect(isClose(Metric.tpsChip.read(plan), 8000 / plan.totals.firstToken, within: 1e-12))
    }

    @Test func hitsRaiseTheRateAndShortenTheFirstToken() {
        let (without, with) = (prefill(prefix: 0), prefill(prefix: 1800))
        #expect(with.totals.firstToken < without.totals.firstToken)
        #expect(Metric.tpsChip.read(with) > Metric.tpsChip.read(without))
    }
}
