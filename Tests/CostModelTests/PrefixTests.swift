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

/// Prompts of which only a part finds its prefix.
@Suite struct PrefixHitTests {
    private func plan(prefix: Double, hit: Double) -> Scenario {
        var workload = Workload(input: 2000, output: 100)
        (workload.serving, workload.rate) = (.agg, 0.001)
        (workload.prefix, workload.prefixHit) = (prefix, hit)
        return Scenario(
            chip: Samples.roundChip, model: Samples.dense, workload: workload,
            deployment: Deployment(chips: 1, tp: 1, batch: 4))
    }

    @Test func thoseThatFindItComputeTheRest() throws {
        let all = try QueueModel(plan(prefix: 1000, hit: 1), rate: 0.001)
        #expect(all.input.mean == 1000 && all.input.variation == 0)
        // Half compute 1000 tokens and half 2000: mean 1500, deviation 500, a third of the mean.
        let half = try QueueModel(plan(prefix: 1000, hit: 0.5), rate: 0.001)
        #expect(half.input.mean == 1500)
        #expect(isClose(half.input.variation, 1.0 / 3, within: 1e-12))
        let none = try QueueModel(plan(prefix: 1000, hit: 0), rate: 0.001)
        #expect(none.input.mean == 2000 && none.input.variation == 0)
    }

    @Test func aShareOfHitsLiesBetweenAllAndNone() throws {
        let times = [1.0, 0.7, 0.3, 0].map { PlanResult(plan(prefix: 1500, hit: $0)).totals.firstToken }
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
        #expect(times.last == PlanResult(plan(prefix: 0, hit: 1)).totals.firstToken)
    }
}
