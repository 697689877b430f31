import Testing
import Units

@testable import CostModel

/// What a plan needs, worked out once for every verb.
@Suite struct MemoryNeedTests {
    /// Three requests of 900 tokens share a pass beside three that decode.
    ///
    /// 180,000 of weights; 3 * 1000 tokens of 400 bytes; of a pass 3 * 900 + 3 rows of 2 * 100 + 2 * 100 elements of two
    /// bytes, and 3 + 3 rows of 100 logits of 4 bytes: 2703 * 800 + 6 * 400 = 2,164,800.
    @Test func aggregatedServingHoldsThePassesOfItsOwnPrompts() {
        let plan = PlanResult(TinyServing.scenario(.agg, requests: 3))
        #expect(plan.totals.memory.activations == 2_164_800)
        #expect(plan.need.bytes == 180_000 + 1_200_000 + 2_164_800)
        #expect(plan.need.worker == .all && plan.need.stage == .only)
        // A decode step alone needs 3 * 1200.
        let alone = PlanResult(TinyServing.scenario(.static, requests: 3) { $0.deployment.batch = 3 })
        #expect(alone.totals.memory.activations == 3600)
    }

    /// A pass is cut where 8192 tokens are reached, and where `chunk` says.
    @Test func aPassIsAsLargeAsItsBudget() {
        func activations(_ change: (inout Scenario) -> Void) -> Double {
            PlanResult(TinyServing.scenario(.agg, requests: 100, change)).totals.memory.activations
        }
        // 9 prompts of 900, 100 that decode: 8200 rows of 800 and 109 of 400.
        #expect(activations { _ in } == 8200 * 800 + 109 * 400)
        // Two chunks of 450 of one prompt.
        #expect(activations { $0.deployment.chunk = 450 } == 550 * 800 + 101 * 400)
    }

    /// Where requests just fit, there is room for as many, and for no more.
    @Test(arguments: [Workload.Serving.agg, .disagg])
    func roomAndNeedAgree(_ serving: Workload.Serving) {
        var scenario = TinyServing.scenario(serving, requests: 20) { $0.deployment.prefillWorkers = 1 }
        scenario.deployment.prefillBatch = 1
        let total = PlanResult(scenario).totals.memory.total
        scenario.chip.dramBytes = total
        #expect(isClose(ServedPhases(scenario).room, 20, within: 1e-3))
        scenario.chip.dramBytes = 10 * total
        scenario.chip.dramReserve = 0.9
        #expect(isClose(ServedPhases(scenario).room, 20, within: 1e-3))
        #expect(isClose(PlanResult(scenario).totals.memory.total, 10 * total))
    }

    @Test func theWorkerThatNeedsMostIsNamed() {
        let scenario = TinyServing.scenario(.disagg, requests: 3) { $0.deployment.prefillWorkers = 1 }
        let plan = PlanResult(scenario)
        // 9,903,600 bytes of a prefill worker, as in its own test.
        #expect(plan.need.worker == .prefill && plan.need.bytes == 9_903_600)
        #expect(Metric.dram.read(plan) == 9_903_600.0.inGiB)
        #expect(plan.workerMemory.map(\.worker) == [.prefill, .decode])
        #expect(plan.workerMemory.map(\.use.total) == [9_903_600, plan.totals.memory.total])
        let small = PlanResult(
            scenario.with {
                $0.deployment.prefillBatch = 1; $0.deployment.concurrency = 30
            })
        #expect(small.need.worker == .decode && small.need.bytes == small.totals.memory.total)
        #expect(small.workerMemory.map(\.worker) == [.decode, .prefill])
    }

    @Test func theReserveIsAShareOrASize() {
        let chip = TinyServing.chip
        #expect(chip.with { $0.dramReserve = 0.1 }.reservedBytes == 1e8)
        #expect(chip.with { $0.dramReserve = 2e8 }.reservedBytes == 2e8)
        #expect(chip.with { $0.dramReserve = 0 }.reservedBytes == 0)
        let plan = TinyServing.scenario(.static, requests: 1) { $0.chip.dramReserve = 0.1 }
        #expect(StepTotals.of(plan).memory.reserve == 1e8)
    }

    /// 1e9 - 180,000 of weights - 1200 of activations over 400 bytes a token.
    @Test func theCacheHasRoomForTokens() throws {
        let plan = PlanResult(TinyServing.scenario(.static, requests: 1))
        let room = try #require(plan.workerMemory[0].room(length: 1100))
        let whole: Double = (1e9 - 181_200) / 400
        #expect(room.tokens == whole.rounded(.down))
        #expect(isClose(room.sequences, (1e9 - 181_200) / (400 * 1100)))
    }

    /// 10 layers of 8192 bytes a token over the whole context, 52 up to 1024 tokens.
    @Test func aWindowStopsGrowing() throws {
        let plan = PlanResult(Samples.decode(Samples.windowed, chips: 1, tp: 1, batch: 1))
        let free = plan.scenario.chip.dramBytes - plan.totals.memory.withoutCache
        let room = try #require(plan.workerMemory[0].room(length: 4096))
        let sequences = max(0, free) / (8192 * (10 * 4096 + 52 * 1024))
        #expect(isClose(room.sequences, sequences) && room.tokens == (sequences * 4096).rounded(.down))
    }

    /// 80 GB of which 60 are taken: a quarter is free; where 100 are, it is a quarter too much.
    @Test func whatIsFreeAndWhatIsTooMuch() throws {
        let plan = PlanResult(Samples.decode(Samples.dense, chips: 8, tp: 8, batch: 1))
        var s = plan.scenario
        s.chip.dramBytes = plan.need.bytes / 0.75
        let fitting = PlanResult(s).need
        #expect(fitting.fits && abs(fitting.free - 0.25) < 1e-9 && abs(fitting.excess + 0.25) < 1e-9)
        s.chip.dramBytes = plan.need.bytes / 1.25
        let need = PlanResult(s).need
        #expect(!need.fits && abs(need.excess - 0.25) < 1e-9 && abs(need.free + 0.25) < 1e-9)
        s.chip.dramBytes = plan.need.bytes
        #expect(PlanResult(s).need.fits)
        // The blocks' weights are all there is.
        let memory = try #require(plan.workerMemory.first)
        #expect(isClose(memory.weights.reduce(0) { $0 + $1.bytes }, memory.use.weights, within: 1e-9))
    }
}
