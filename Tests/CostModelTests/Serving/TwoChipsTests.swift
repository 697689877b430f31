import TestSupport
import Testing

@testable import CostModel

/// Prefill workers on a chip of their own, on a machine whose every step can be counted.
@Suite struct TwoChipsTests {
    /// Four times the DRAM bandwidth, links of twice the bandwidth that start later.
    private static let fast = TinyServing.chip.with {
        $0.dramBandwidth = 4e9
        $0.network.inter = Tier(size: 1_000_000, bandwidth: 2e8, latency: 7e-6)
    }

    private func scenario(_ requests: Double = 1, _ change: (inout Scenario) -> Void = { _ in }) -> Scenario {
        TinyServing.scenario(.disagg, requests: requests) {
            $0.deployment.prefillWorkers = 1
            $0.prefillChip = Self.fast
            change(&$0)
        }
    }

    /// One request: T(1) = 563.4 us, D = 112,680 us as on the slow chip alone.
    ///
    /// A pass takes 3,220.4 / 4 = 805.1 us. The cache of 360,000 bytes crosses at the slower link, 1e8 bytes/s, in 3,600 us
    /// and starts with 5 us: chips of two kinds share no fast domain. TTFT = 1.5 x 805.1 + 3,605 = 4,812.65 us.
    @Test func eachPhaseRunsOnItsChip() {
        let plan = PlanResult(scenario())
        #expect(isClose(plan.totals.seconds, 563.4e-6))
        #expect(isClose(plan.totals.transfer, 3605e-6))
        #expect(isClose(plan.totals.firstToken, 4812.65e-6))
        #expect(isClose(plan.totals.requestRate, 1 / 117_492.65e-6))
        // Beside a link that is faster still, that of the prefill chip is the slower one: 1,800 + 7 us.
        let other = PlanResult(scenario { $0.chip.network.inter.bandwidth = 1e9 })
        #expect(isClose(other.totals.transfer, 1807e-6))
        // One switch that joins all chips of a kind does not join those of the other.
        let switched = PlanResult(scenario { $0.chip.network.topology = .oneTier })
        #expect(isClose(switched.totals.transfer, 1807e-6))
    }

    @Test func theHostOfAFirstTokenIsThatOfPrefill() {
        var s = scenario()
        s.chip.requestTime = 1
        s.prefillChip?.requestTime = 20e-3
        #expect(isClose(PlanResult(s).totals.firstToken, 24_812.65e-6))
    }

    /// The pass of a mixed plan is that of a plan of fast chips alone, its decode step that of slow chips alone.
    @Test func aMixedPlanIsPutTogetherOfTwoPlainOnes() {
        var generator = SeededGenerator(property: 430)
        for _ in 0..<PropertySeed.draws(300) {
            let slow = generator.served(.disagg)
            var (mixed, fast) = (slow, slow)
            let other = generator.served(.disagg).chip
            (mixed.prefillChip, fast.chip) = (other, other)
            let (both, prefill, decode) = (ServedPhases(mixed), ServedPhases(fast), ServedPhases(slow))
            #expect(both.fullPass.with { $0.prefillChip = nil } == prefill.fullPass)
            #expect(both.pass(prompts: both.mostPrompts) == prefill.pass(prompts: prefill.mostPrompts))
            #expect(StepTotals.ofPhase(both.decode(3)) == StepTotals.ofPhase(decode.decode(3)))
            let d = slow.deployment
            // Where one fast domain holds all chips of a plain plan, those of two kinds take the links behind it.
            guard [slow, fast].allSatisfy({ d.chips + d.prefillWorkerChips > $0.chip.network.intra.size }) else {
                continue
            }
            let transfers = [fast, slow].map { PrefillPool(ServedPhases($0)).transfer }
            #expect(isClose(PrefillPool(both).transfer, max(transfers[0], transfers[1])))
        }
    }

    /// Two pools of the same chip, too large for one fast domain, are what they were before.
    @Test func theSameChipTwiceChangesNothing() {
        var generator = SeededGenerator(property: 431)
        var count = 0
        while count < 200 {
            let plain = generator.served(.disagg)
            let d = plain.deployment
            guard d.chips + d.prefillWorkerChips > plain.chip.network.domain || plain.chip.network.topology == .oneTier
            else { continue }
            count += 1
            let same = plain.with { $0.prefillChip = $0.chip }
            #expect(StepTotals.of(same) == StepTotals.of(plain), "\(plain.servingSummary)")
            let (one, two) = (PlanResult(plain), PlanResult(same))
            // A node has chips of one pool, so that two nodes may be begun where one would do.
            for metric in Metric.all where !metric.isOnDemand && !["nodes", "bought"].contains(metric.name) {
                let (before, after) = (metric.read(one), metric.read(two))
                #expect(before.isNaN == after.isNaN && (before.isNaN || isClose(after, before)), "\(metric.name)")
            }
        }
    }

    /// Where serving is not disaggregated a second chip counts for nothing.
    @Test(arguments: [Workload.Serving.static, .agg])
    func elsewhereItCountsForNothing(_ serving: Workload.Serving) {
        let plain = TinyServing.scenario(serving, requests: 6) { $0.deployment.batch = 6 }
        let mixed = plain.with { $0.prefillChip = Self.fast }
        #expect(StepTotals.of(mixed) == StepTotals.of(plain))
        #expect(!mixed.hasTwoChips && PlanResult(mixed).need == PlanResult(plain).need)
    }

    /// 2 x 3 decode chips at 2 and 4 prefill chips at 5: 32 an hour; 6 x 100 W x 0.5 + 4 x 300 W = 1.5 kW at a pue of 1.2.
    @Test func eachPoolIsPaidForAsItsChip() throws {
        let mixed = scenario(8) {
            ($0.deployment.decodeWorkers, $0.deployment.chips, $0.deployment.prefillChips) = (2, 3, 4)
            ($0.chip.price, $0.chip.power, $0.chip.powerShare, $0.chip.network.intra.size) = (2, 100, 0.5, 4)
            ($0.workload.pue, $0.workload.electricity) = (1.2, 0.1)
            $0.prefillChip?.price = 5
            $0.prefillChip?.power = 300
        }
        func read(_ name: String, _ scenario: Scenario) throws -> Double {
            try #require(Metric.named(name)).read(PlanResult(scenario))
        }
        #expect(try read("all_chips", mixed) == 10)
        // 6 chips of 4 a node, and 4 of 8.
        #expect(try read("nodes", mixed) == 3)
        #expect(try isClose(read("cost_hour", mixed), 32))
        #expect(try isClose(read("kw", mixed), 1.8))
        #expect(try isClose(read("joule_token", mixed), 1800 / read("total_tps", mixed)))
        // Without the price of one of the two chips there is no cost.
        #expect(try read("cost_hour", mixed.with { $0.prefillChip?.price = 0 }).isNaN)
        #expect(try read("kw", mixed.with { $0.chip.power = 0 }).isNaN)
        // Own: 35,040 over four years is 1 an hour, with 0.06 kW for a decode chip and 0.36 kW for the other at 0.1.
        let owned = mixed.with {
            $0.chip.capex = 35_040
            $0.prefillChip?.capex = 70_080
        }
        let own = 6 * (1 + 0.006) + 4 * (2 + 0.036)
        #expect(try isClose(read("rent_breakeven", owned), 100 * own / 32))
    }

    @Test func eachPoolHasToFitItsChip() {
        let plan = PlanResult(scenario(4))
        #expect(plan.fits && plan.fitting == 1)
        #expect(plan.workerMemory.map(\.scenario.chip.dramBandwidth).sorted() == [1e9, 4e9])
        // Less than what a pass of 9 prompts takes.
        let narrow = PlanResult(scenario(4) { $0.prefillChip?.dramBytes = 2e6 })
        #expect(!narrow.fits && narrow.fitting == 0)
        #expect(narrow.need.worker == .prefill && narrow.need.capacity == 2e6)
        #expect(isClose(narrow.gibibytes * 0x1p30, narrow.totals.prefillMemory))
        // What is the fuller is told, not what needs more bytes.
        let wide = PlanResult(
            scenario(4) {
                $0.chip.dramBytes = 4e6
                $0.prefillChip?.dramBytes = 1e12
            })
        #expect(wide.need.worker == .decode && wide.need.capacity == 4e6)
        #expect(wide.totals.prefillMemory > wide.totals.memory.total)
        #expect(isClose(wide.gibibytes * 0x1p30, wide.totals.memory.total))
    }

    /// With decode in plenty a queue keeps up with what fast chips prefill, with prefill in plenty with what slow ones decode.
    @Test func aQueueHasBothChips() throws {
        func capacity(_ change: (inout Scenario) -> Void) throws -> Double {
            let s = scenario(0) {
                $0.workload.rate = 1
                change(&$0)
            }
            return try #require(OpenPlan.of(s)).capacity
        }
        func prefills(_ s: inout Scenario) { (s.deployment.decodeWorkers, s.deployment.prefillWorkers) = (1000, 1) }
        func decodes(_ s: inout Scenario) { (s.deployment.decodeWorkers, s.deployment.prefillWorkers) = (1, 1000) }
        let fast = try capacity {
            prefills(&$0)
            ($0.chip, $0.prefillChip) = (Self.fast, nil)
        }
        let slow = try capacity {
            decodes(&$0)
            $0.prefillChip = nil
        }
        #expect(try isClose(capacity(prefills), fast))
        #expect(try isClose(capacity(decodes), slow))
    }

    @Test func parametersOfTheSecondChipAreItsOwn() throws {
        let bandwidth = try #require(Parameter.named("prefill.dram_bw"))
        var mixed = scenario()
        #expect(bandwidth.get(mixed) == 4e9 && bandwidth.scope == .arch && bandwidth.ofChip == "dram_bw")
        bandwidth.set(&mixed, 8e9)
        #expect(mixed.prefillChip?.dramBandwidth == 8e9 && mixed.chip.dramBandwidth == 1e9)
        // 805.1 / 2 us less in the pass, 1.5 times.
        #expect(isClose(PlanResult(mixed).totals.firstToken, (4812.65 - 1.5 * 805.1 / 2) * 1e-6))
        // What is not there reads as what prefill runs on, and cannot be set.
        var plain = scenario { $0.prefillChip = nil }
        #expect(bandwidth.get(plain) == 1e9)
        bandwidth.set(&plain, 8e9)
        #expect(plain == scenario { $0.prefillChip = nil })
        #expect(Parameter.all(of: plain).count == Parameter.all.count)
        #expect(Parameter.all(of: mixed).count == Parameter.all.count + Parameter.all(in: .arch).count)
        #expect(Parameter.named("prefill.tp") == nil && Parameter.named("prefill.prefill.dram") == nil)
        #expect(Parameter.named("arch.prefill.dram_bw") == bandwidth)
        let places = try #require(bandwidth.places(in: mixed))
        #expect(places.count == 1 && places.allSatisfy { mixed.figure(at: $0) == 8e9 })
        #expect(bandwidth.places(in: plain) == nil)
    }
}
