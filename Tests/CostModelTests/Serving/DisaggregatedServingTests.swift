import Testing

@testable import CostModel

/// Separate workers for both phases on a machine whose every step can be counted.
@Suite struct DisaggregatedServingTests {
    private func plan(_ requests: Double, _ change: (inout Scenario) -> Void = { _ in }) -> PlanResult {
        PlanResult(
            TinyServing.scenario(.disagg, requests: requests) {
                $0.deployment.prefillWorkers = 1
                change(&$0)
            })
    }

    /// One request: T(1) = 563.4 us, D = 200 x 563.4 = 112,680 us.
    ///
    /// A pass takes 160,000 + 900 x 3,400 + 400 bytes = 3,220.4 us, before which the prompt waits for half of one. Its
    /// cache of 900 x 400 bytes crosses at 1 GB/s in 360 us and starts with 1 us.
    @Test func decodeBoundByHand() {
        let plan = plan(1)
        #expect(isClose(plan.totals.seconds, 563.4e-6))
        #expect(isClose(plan.totals.transfer, 361e-6))
        // 1.5 x 3,220.4 + 361 = 5,191.6 us.
        #expect(isClose(plan.totals.firstToken, 5191.6e-6))
        #expect(isClose(plan.totals.requestRate, 1 / 117_871.6e-6))
        #expect(plan.totals.prefillWorkers == 1)
    }

    @Test func aFirstTokenWaitsForTheHostAndForSteps() {
        let plan = plan(1) {
            $0.chip.requestTime = 20e-3
            $0.deployment.waitSteps = 3
        }
        // 20,000 + 3 x 563.4 + 5,191.6 us.
        #expect(isClose(plan.totals.firstToken, 26_881.8e-6))
    }

    /// A full pass of 9 prompts takes 27,703.6 us: at most 324.87 prompts/s.
    ///
    /// Two tokens of answer after 900: a step of one sequence takes 160,000 + 3,400 + 901 x 400 = 523.8 us, D = 1,047.6
    /// us, so that a third of a sequence decodes on average. 20 requests in flight spend the rest of 20 / 324.87 /s in
    /// front of the prefill worker.
    @Test func prefillBoundByHand() {
        let plan = plan(20) { $0.workload.output = 2 }
        #expect(isClose(plan.totals.requestRate, 9 / 27_703.6e-6))
        #expect(isClose(plan.totals.seconds, 523.8e-6))
        // 61,563.56 - 1,047.6 us.
        #expect(isClose(plan.totals.firstToken, 20 * 27_703.6e-6 / 9 - 1047.6e-6))
        #expect(isClose(plan.tokensPerSecond, 2 * 9 / 27_703.6e-6))
        // Two workers prefill twice as many where twice as many requests wait.
        let two = self.plan(40) { ($0.workload.output, $0.deployment.prefillWorkers) = (2, 2) }
        #expect(isClose(two.totals.requestRate, 2 * plan.totals.requestRate))
    }

    /// Once prefill is the limit, further requests wait in front of it and decode is as it was.
    @Test func requestsBeyondWhatPrefillTakesChangeNothingInDecode() {
        let few = plan(300) { ($0.workload.output, $0.chip.dramBytes) = (8, 1e15) }
        let many = plan(3000) { ($0.workload.output, $0.chip.dramBytes) = (8, 1e15) }
        #expect(isClose(few.totals.requestRate, 9 / 27_703.6e-6))
        #expect(isClose(many.totals.requestRate, few.totals.requestRate))
        #expect(isClose(many.totals.seconds, few.totals.seconds, within: 1e-3))
    }

    /// Two replicas of one request: the second runs along, and neither reads less than one sequence.
    @Test func aReplicaHoldsWholeSequences() {
        let one = plan(1) { $0.deployment.chips = 2 }
        let two = plan(2) { $0.deployment.chips = 2 }
        #expect(isClose(one.totals.seconds, two.totals.seconds))
    }

    /// Prompts of a pass: 9 of 900 tokens fit 8192; a smaller number that is set holds.
    @Test func aSetNumberOfPromptsIsTheMost() {
        func most(_ set: Double) -> Double {
            ServedPhases(TinyServing.scenario(.disagg, requests: 100) { $0.deployment.prefillBatch = set }).mostPrompts
        }
        #expect([0, 1, 4, 9, 20].map(most) == [9, 1, 4, 9, 9])
    }

    @Test func aBenchmarkStartsWithAllClientsAtOnce() {
        // Three passes of 27,703.6 us: one to wait for on average, in the first of ten rounds.
        let burst = plan(27) { $0.workload.rounds = 10 }.totals.firstToken - plan(27).totals.firstToken
        #expect(isClose(burst, 2770.36e-6, within: 0.02))
        // Shared by two workers.
        let shared =
            plan(27) { ($0.workload.rounds, $0.deployment.prefillWorkers) = (10, 2) }.totals.firstToken
            - plan(27) { $0.deployment.prefillWorkers = 2 }.totals.firstToken
        #expect(isClose(shared, 1385.18e-6, within: 0.02))
    }

    /// 80 layers of Llama-3-70B at TP8: a chip holds one key and one value head of 128, 16 bits each, of 4096 tokens.
    @Test(arguments: [(8.0, 10e9, 5e-6), (4, 10e9, 5e-6)])
    func theCacheCrossesFromEveryChip(_ prefillChips: Double, _ rate: Double, _ latency: Double) {
        let scenario = Samples.decode(Samples.dense, chips: 8, tp: 8, batch: 1) {
            ($0.workload.serving, $0.workload.output) = (.disagg, 100)
            ($0.deployment.prefillChips, $0.deployment.prefillTP) = (prefillChips, prefillChips)
        }
        // 2 x 128 x 2 x 80 x 4096 = 167,772,160 bytes; 8 and more chips do not fit a domain of 8.
        #expect(isClose(StepTotals.of(scenario).transfer, 167_772_160 / rate + latency))
        // The layout of the prefill worker's replicas plays no part; a domain of 16 holds both workers.
        let wide = scenario.with { $0.chip.network.intra.size = 16 }
        #expect(isClose(StepTotals.of(wide).transfer, 167_772_160 / 100e9 + 1e-6))
    }

    /// Each stage takes its own layers: of 80 in 2 stages 40, in 3 stages 27 at most.
    @Test(arguments: [(2.0, 40.0), (3, 27)])
    func theStagesOfAPipelineTakeTheirLayersAtOnce(_ pp: Double, _ layers: Double) {
        let scenario = Samples.decode(Samples.dense, chips: 8 * pp, tp: 8, batch: 1) {
            ($0.workload.serving, $0.workload.output, $0.deployment.pp) = (.disagg, 100, pp)
            ($0.deployment.prefillChips, $0.deployment.prefillTP, $0.deployment.prefillPP) = (8, 8, 1)
        }
        // 2 x 128 x 2 x 4096 = 2,097,152 bytes a layer and chip, at 10 GB/s between domains of 8.
        #expect(isClose(StepTotals.of(scenario).transfer, layers * 2_097_152 / 10e9 + 5e-6))
    }

    @Test func zeroPrefillWorkersAreAsManyAsKeepUp() {
        for requests in [1.0, 3, 10, 100, 1000] {
            let free = plan(requests) { $0.deployment.prefillWorkers = 0 }
            let workers = free.totals.prefillWorkers
            #expect(workers >= 1 && workers == workers.rounded())
            // Setting what was found finds the same.
            let set = plan(requests) { $0.deployment.prefillWorkers = workers }
            #expect(isClose(set.totals.seconds, free.totals.seconds, within: 1e-6))
            #expect(isClose(set.totals.requestRate, free.totals.requestRate, within: 1e-6))
            #expect(set.totals.prefillWorkers == workers && set.totals.prefillMemory == free.totals.prefillMemory)
            // One worker more is of little use to the rate, one less holds decode up.
            let more = plan(requests) { $0.deployment.prefillWorkers = workers + 1 }
            #expect(more.totals.requestRate <= 1.02 * free.totals.requestRate, "\(requests)")
            guard workers > 1 else { continue }
            let less = plan(requests) { $0.deployment.prefillWorkers = workers - 1 }
            #expect(less.totals.requestRate < free.totals.requestRate, "\(requests)")
        }
        let short = plan(100) { ($0.workload.output, $0.deployment.prefillWorkers) = (2, 0) }
        // All 100 decode at 0.160 + 100 x 0.3638 = 36.54 ms a token, 90 of them at 32.9: with 0.361 + 3.22 ms before, 100
        // come back in 76.7 or 69.4 ms, which takes 4.01 or 4.4 workers of 324.87 /s. Of 5 chips the four that prefill give
        // 259.9 prompts/s and chip; with a fifth 6 chips give at most 1,441 / 6 = 240.2.
        #expect(short.totals.prefillWorkers == 4)
        #expect(short.chips == 1 + short.totals.prefillWorkers)
    }

    /// A chip of each worker, in bytes.
    ///
    /// Both hold 20,000 of embedding, 140,000 of the layer, 20,000 of head. Decode: 3 requests of 1000 tokens at 400 each,
    /// and for each row 2 x 100 of residual, 2 x 100 of head, two bytes each, and 100 logits of 4 bytes. Prefill: 9
    /// prompts of 900 tokens, of which each has 800 bytes of activations; the last of a prompt has logits.
    @Test func bothWorkersHoldTheirShare() {
        let plan = plan(3)
        let memory = plan.totals.memory
        #expect(memory.weights == 180_000 && memory.kvCache == 1_200_000 && memory.activations == 3 * 1200)
        // 180,000 + 8100 x 400 + 8100 x 800 + 9 x 400.
        #expect(plan.totals.prefillMemory == 9_903_600)
        // Two decode workers share the requests.
        #expect(self.plan(4) { $0.deployment.decodeWorkers = 2 }.totals.memory.kvCache == 800_000)
    }

    @Test func aPrefillWorkerThatIsTooSmallDoesNotFit() {
        // Decode needs 180,000 + 400,000 + 1,200 bytes, prefill 9,903,600.
        func fits(_ bytes: Double) -> Bool { plan(1) { $0.chip.dramBytes = bytes }.fits }
        #expect(fits(9_903_600) && !fits(9_903_599) && !fits(1e6))
        // One phase looked at alone has no such worker.
        let alone = PlanResult(TinyServing.scenario(.static, requests: 1) { $0.chip.dramBytes = 1e6 })
        #expect(alone.fits && alone.totals.prefillMemory == 0)
    }

    @Test func ratesCountTheChipsOfAllWorkers() {
        let plan = plan(8) {
            ($0.deployment.chips, $0.deployment.decodeWorkers) = (2, 3)
            ($0.deployment.prefillChips, $0.deployment.prefillWorkers) = (4, 2)
        }
        // 3 decode workers of 2 chips and 2 prefill workers of 4.
        #expect(plan.chips == 14)
        #expect(isClose(Metric.tpsChip.read(plan), 200 * plan.totals.requestRate / 14))
        // Without a size of its own a prefill worker has that of a decode worker.
        #expect(self.plan(8) { ($0.deployment.chips, $0.deployment.decodeWorkers) = (2, 3) }.chips == 8)
    }

    @Test(arguments: [1.0, 2, 5, 10, 27, 100, 1000])
    func requestsInFlightAreThoseThatWaitAndThoseThatDecode(_ requests: Double) {
        for output in [2.0, 200, 2000] {
            let plan = plan(requests) { $0.workload.output = output }
            // The decode batch is halved towards its rest eight times, so that 1 / 256 of the way is left.
            let found = plan.totals.requestRate * (plan.totals.firstToken + output * plan.totals.seconds)
            #expect(isClose(found, requests, within: 0.01), "\(output)")
        }
    }
}
