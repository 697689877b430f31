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

/// A prefix is in DRAM once, however many requests find it.
@Suite struct SharedPrefixTests {
    private func scenario(_ change: (inout Workload) -> Void) -> Scenario {
        TinyServing.scenario(.agg, requests: 4) { change(&$0.workload) }
    }

    @Test func requestsHoldWhatIsTheirOwn() {
        // 400 bytes a token. Four requests of 900 prompt and 100 answered tokens: 4 x 1000 x 400 = 1,600,000 bytes.
        let alone = StepTotals.of(scenario { _ in }).memory
        #expect(alone.kvCache == 1_600_000)
        #expect(alone.prefix == 0)
        // 600 tokens are the same for all: 4 x 400 x 400 and 600 x 400.
        let shared = StepTotals.of(scenario { $0.prefix = 600 }).memory
        #expect(shared.kvCache == 640_000)
        #expect(shared.prefix == 240_000)
        // Nothing but activations of what is not computed goes beside it.
        #expect(alone.total - shared.total >= 720_000)
        // Half of the requests find it: 4 x 700 x 400.
        let half = StepTotals.of(scenario { ($0.prefix, $0.prefixHit) = (600, 0.5) }).memory
        #expect(half.kvCache == 1_120_000)
        #expect(half.prefix == 240_000)
    }

    @Test func manyPrefixesAreHeldForEach() {
        let two = StepTotals.of(scenario { ($0.prefix, $0.prefixes) = (600, 2) }).memory
        #expect(two.prefix == 480_000)
        // As many as there are requests, or more: each holds its own, as without sharing.
        let each = StepTotals.of(scenario { ($0.prefix, $0.prefixes) = (600, 100) }).memory
        #expect(each.kvCache + each.prefix == 1_600_000)
    }

    @Test func aPrefixOfAllLeavesRoomForMore() {
        func room(_ change: (inout Workload) -> Void) -> Double {
            var s = scenario(change)
            // Weights of 200 kB, and room for ten whole requests of 1000 tokens.
            s.chip.dramBytes = 4_200_000
            s.deployment.concurrency = 1
            return ServedPhases(s).held
        }
        let shared = room { $0.prefix = 600 }
        let each = room { ($0.prefix, $0.prefixes) = (600, 1e6) }
        // A request's own 400 tokens of 1000, and 600 once.
        #expect(shared > 1.4 * each)
        // Without two that are alike a request takes its whole context, as without a prefix; its pass is shorter.
        #expect(each >= room { _ in })
        var last = Double.infinity
        for prefixes in [1.0, 2, 4, 8, 16, 1000] {
            let count = room { ($0.prefix, $0.prefixes) = (600, prefixes) }
            #expect(count <= last)
            last = count
        }
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
