import Testing

@testable import CostModel

/// In-flight batching on a machine whose every step can be counted.
@Suite struct AggregatedServingTests {
    private func totals(_ requests: Double, _ change: (inout Scenario) -> Void = { _ in }) -> StepTotals {
        StepTotals.of(TinyServing.scenario(.agg, requests: requests, change))
    }

    @Test func theMachineIsTheOneOnPaper() {
        let decode = TinyServing.scenario(.static, requests: 0) { $0.deployment.batch = 7 }
        // 160,000 + 7 x 403,400 bytes = 2,983,800.
        #expect(isClose(StepTotals.of(decode).seconds, 2983.8e-6))
        #expect(isClose(TinyServing.decode(7), 2983.8e-6))
        let prefill = decode.with { $0.workload.staticPhase = .prefill }
        // 160,000 + 6300 x 3,400 + 7 x 400 bytes = 21,582,800.
        #expect(isClose(StepTotals.of(prefill).seconds, 21_582.8e-6))
        #expect(isClose(TinyServing.prefill(7, tokens: 900), 21_582.8e-6))
    }

    /// Every load in front of a jump fills the tiles of a decode step or of a pass, at loads of few, some and all prompts.
    @Test(arguments: [(1.0, 40.0), (2, 40), (2, 3), (4, 200)])
    func frontsAreWholeTiles(_ chips: Double, _ input: Double) {
        let scenario = TinyServing.scenario(.agg, requests: 4096) {
            ($0.chip.cubeM, $0.chip.dramBytes) = (16, 1e12)
            ($0.deployment.chips, $0.deployment.chunk, $0.workload.draft) = (chips, 800, 1)
            ($0.workload.input, $0.workload.output) = (input, 9)
        }
        let serving = AggregatedServing(scenario)
        // Rows of a replica: each sequence brings two, as one is drafted; the steps of 8 tokens are fewer for that.
        let each = 2 / chips
        func decodeRows(_ load: Double) -> Double { load * serving.steps * each }
        func passRows(_ load: Double) -> Double {
            max(1, min(serving.most, max(serving.least, load)) / chips) * input + max(1, load * serving.steps) * each
        }
        var found = 0
        for share in [0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 1, 1.5] {
            let below = serving.limit * share
            let fronts = serving.fronts(below: below)
            for index in 0..<fronts.count {
                let load = fronts.values[index]
                let tiles = [decodeRows(load) / 16, passRows(load) / 16]
                #expect(tiles.contains { ($0 - $0.rounded()).magnitude < 1e-9 * $0 }, "\(below): \(load) \(tiles)")
                found += 1
            }
        }
        #expect(found > 9)
    }

    @Test func oneRequestIsHeldUpByNone() {
        let served = ServedStep(TinyServing.scenario(.agg, requests: 1))
        #expect(served.interference == 0 && served.prefillFlops == 0 && served.prefillCommunication == 0)
        // T(1) = 160,000 + 403,400 bytes.
        #expect(isClose(served.totals.seconds, 563.4e-6))
        // The pass: 160,000 + (900 + 1) x 3,400 + 400 = 3,223,800; attention of the request itself 999 x 400 = 399,600.
        #expect(isClose(served.totals.firstToken, 3623.4e-6))
        // One request in 3,623.4 + 199 x 563.4 = 115,740 us.
        #expect(isClose(served.totals.requestRate, 1 / 115_740e-6))
    }

    @Test func aFirstTokenWaitsForTheHostAndForSteps() {
        let totals = totals(1) {
            $0.chip.requestTime = 20e-3
            $0.deployment.waitSteps = 3
        }
        // 20,000 + 3 x 563.4 + 3,623.4 us.
        #expect(isClose(totals.firstToken, 25_313.6e-6))
        #expect(isClose(totals.seconds, 563.4e-6))
        #expect(isClose(totals.requestRate, 1 / (25_313.6e-6 + 199 * 563.4e-6)))
    }

    /// The equations at rest, solved by substitution until nothing moves.
    ///
    /// 10 requests: 9.9163 decode, T = 160 + 403.4 x 9.9163 = 4,160.2 us. A pass takes 160 + 3.4 x 909.9163 + 0.4 =
    /// 3,254.1 us and their attention 0.3996 x 9.9163 = 3,962.6 us more: 7,216.7 us, 3,056.4 us beyond a step.
    /// X = 10 / (7.2167 + 199 x 4.2973 ms) = 11.596 /s, so that 11.596 x 4.2973 ms = 0.04983 requests end in a token's
    /// time; 0.04983 x (1 - 1 / 10) x 3,056.4 = 137.07 us. TPOT = 4,160.24 + 137.07 = 4,297.3 us.
    @Test(arguments: [
        (2.0, 965.364, 4009.92, 10.19797), (10, 4297.316, 7216.676, 11.59578), (27, 11_380.716, 14_034.387, 11.84836),
    ])
    func requestsHoldOneAnotherUp(_ requests: Double, _ tpot: Double, _ ttft: Double, _ rate: Double) {
        let totals = totals(requests)
        // Four rounds come to within a thousandth of rest; rows are whole numbers.
        #expect(isClose(totals.seconds, tpot * 1e-6, within: 1e-3))
        #expect(isClose(totals.firstToken, ttft * 1e-6, within: 1e-3))
        #expect(isClose(totals.requestRate, rate, within: 1e-3))
    }

    /// With waiting, a request decodes for less of its time: B = 10 (1 - 39.1 ms x 11.579 /s / 10) = 9.547.
    @Test func whoWaitsDoesNotDecode() {
        let served = ServedStep(
            TinyServing.scenario(.agg, requests: 10) {
                $0.chip.requestTime = 20e-3
                $0.deployment.waitSteps = 3
            })
        #expect(isClose(served.decode.deployment.batch, 9.54723, within: 1e-3))
        #expect(isClose(served.totals.firstToken, 39.102e-3, within: 1e-3))
        #expect(isClose(served.totals.seconds, 4143.33e-6, within: 1e-3))
        // Interference is what the step takes beyond T(B).
        let alone = TinyServing.decode(served.decode.deployment.batch)
        #expect(isClose(served.totals.seconds - served.interference, alone))
        #expect(isClose(served.interference, 4143.33e-6 - 4011.35e-6, within: 2e-3))
    }

    /// 8192 tokens are 9 prompts of 900, 27 clients three passes; a prompt waits for one pass on average, in the first of
    /// ten rounds: 160,000 + 8100 x 3,400 + 9 x 400 = 27,703,600 bytes / 10.
    @Test func theFirstRoundWaitsForItself() {
        let scenario = TinyServing.scenario(.agg, requests: 27) { $0.workload.rounds = 10 }
        let phases = ServedPhases(scenario)
        #expect(phases.mostPrompts == 9 && phases.chunks == 1)
        #expect(isClose(phases.pass(prompts: 9).seconds, 27_703.6e-6))
        #expect(isClose(phases.burst(27_703.6e-6, prompts: 9), 2770.36e-6))
        #expect(ServedPhases(scenario.with { $0.workload.rounds = 0 }).burst(1, prompts: 9) == 0)
        #expect(
            ServedPhases(TinyServing.scenario(.agg, requests: 9) { $0.workload.rounds = 1 }).burst(1, prompts: 9) == 0)
        // Decoding is next to the same, so that the first token comes later by the burst.
        let burst = StepTotals.of(scenario).firstToken - totals(27).firstToken
        #expect(isClose(burst, 2770.36e-6, within: 0.02))
    }

    /// Two layers in two stages, whose links take no time.
    ///
    /// A step takes 300,000 bytes and 403,000 for each sequence, of which half stand in front of each stage; all layers of a
    /// prompt with R rows and H heads take 2 x (140,000 + 3000 R + 360,000 + 20,000 + 400 H).
    ///
    /// 2 requests: 1.93585 decode, T = 300 + 403 x 1.93585 = 1080.15 us. A prompt has 0.96793 of them in it: 900.968 rows,
    /// 2 x (140 + 2702.904 + 360 + 20 + 0.4 x 1.96793) = 6447.38 us, and their attention is 399.6 x 1.93585 = 773.57 us.
    /// 0.0097279 start in a step of two passes, of which other requests hold half: f = 0.0097279 / 2 x (1 - 1 / 2).
    /// A step takes 1080.15 + f (6447.38 + 773.57 - 1080.15) = 1095.08 us, and 2 x 1095.08 us / (7220.95 + 199 x 1095.08)
    /// are 0.0097279 again.
    @Test(arguments: [
        (1.0, 703.0, 6843.8, 6.814737), (2, 1095.0836, 7220.9493, 8.8832592),
        (8, 3587.69573, 9621.92793, 11.0562387),
    ])
    func aPipelineHasAPassForEachOfItsStages(_ requests: Double, _ tpot: Double, _ ttft: Double, _ rate: Double) {
        let totals = totals(requests) {
            ($0.model.fullLayers, $0.model.denseLayers) = (2, 2)
            ($0.deployment.chips, $0.deployment.pp) = (2, 2)
            ($0.chip.network.intra.bandwidth, $0.chip.network.intra.latency) = (1e30, 0)
        }
        #expect(isClose(totals.seconds, tpot * 1e-6, within: 1e-6))
        #expect(isClose(totals.firstToken, ttft * 1e-6, within: 1e-6))
        #expect(isClose(totals.requestRate, rate, within: 1e-6))
    }

    /// What a step spends on the context is a part of it, and all of it beyond a step whose context is one token.
    @Test func attentionIsAPartOfTheStep() {
        let phases = ServedPhases(TinyServing.scenario(.agg, requests: 2))
        let step = StepTotals.ofPhase(phases.decode(2))
        let attention = phases.attention(step, 2)
        var short = phases.decode(2)
        short.workload.contextOverride = 1
        let products = StepTotals.ofPhase(short)
        #expect(attention.seconds > 0 && isClose(attention.seconds + products.seconds, step.seconds))
        #expect(attention.flops > 0 && isClose(attention.flops + products.flops, step.flops))
    }

    /// Chunks of 450: a prompt of 800 takes two passes of 400 tokens, each with the token of the one that decodes.
    @Test func chunksReadWeightsAndTheContextAgain() {
        let totals = totals(1) {
            ($0.workload.input, $0.workload.output) = (800, 400)
            $0.deployment.chunk = 450
        }
        #expect(isClose(totals.seconds, 563.4e-6))
        // Layers 2 x (140,000 + 401 x 3,000) = 2,686,000; the head 20,000 + 2 x 400. Keys: a pass reads 400 of its own
        // and on average 200 of the one before: 2 x 600 x 400 = 480,000. Both passes carry the attention of a decode
        // step, 2 x 399,600 = 799,200. Together 3,986,000.
        #expect(isClose(totals.firstToken, 3986e-6))
    }

    /// Prompts of a pass are a mean, so that nothing jumps where one more than a whole number arrives.
    @Test func moreRequestsServeNoFewerTokens() {
        for output in [2.0, 20, 200] {
            var last = 0.0
            for requests in stride(from: 1.0, through: 1000, by: 1) {
                let rate = totals(requests) { ($0.workload.output, $0.chip.dramBytes) = (output, 1e15) }.requestRate
                #expect(rate >= 0.99 * last, "\(requests) of \(output)")
                last = rate
            }
        }
    }

    @Test func promptsThatFillAChunkTakeTurns() {
        let phases = ServedPhases(TinyServing.scenario(.agg, requests: 4) { $0.deployment.chunk = 450 })
        #expect(phases.mostPrompts == 1 && phases.chunks == 2)
        let wide = ServedPhases(
            TinyServing.scenario(.agg, requests: 4) {
                $0.workload.prefix = 700
                ($0.deployment.chips, $0.deployment.chunk) = (4, 450)
            })
        // Only 200 tokens are fresh: two prompts a chunk on each of 4 replicas.
        #expect(wide.mostPrompts == 8 && wide.chunks == 1)
    }

    @Test(arguments: [1.0, 2, 5, 10, 27, 100, 1000])
    func requestsInFlightAreThoseThatWaitAndThoseThatDecode(_ requests: Double) {
        for (draft, acceptance) in [(0.0, 0.0), (2, 0.5)] {
            let scenario = TinyServing.scenario(.agg, requests: requests) {
                ($0.workload.draft, $0.workload.acceptance, $0.workload.rounds) = (draft, acceptance, 10)
                $0.chip.requestTime = 5e-3
                $0.deployment.waitSteps = 2
            }
            let totals = StepTotals.of(scenario)
            // 1 + 0.5 + 0.25 tokens a step with two drafts.
            let tpot = totals.seconds / (draft > 0 ? 1.75 : 1)
            #expect(isClose(totals.requestRate * (totals.firstToken + 199 * tpot), requests))
            let plan = PlanResult(scenario)
            #expect(isClose(plan.tokensPerSecond, 200 * totals.requestRate))
            #expect(isClose(Metric.tpot.read(plan), 1e3 * tpot))
            #expect(isClose(Metric.ttft.read(plan), 1e3 * totals.firstToken))
        }
    }

    @Test func batchOnEachChipStandsInForConcurrency() {
        let chips = TinyServing.scenario(.agg, requests: 0) { ($0.deployment.chips, $0.deployment.batch) = (4, 5) }
        #expect(chips.sequences == 20)
        let stated = chips.with { $0.deployment.concurrency = 20 }
        #expect(StepTotals.of(chips) == StepTotals.of(stated))
        // The cache holds all requests in flight: 5 of 1000 tokens on each chip, 400 bytes a token.
        #expect(StepTotals.of(chips).memory.kvCache == 2e6)
    }
}
