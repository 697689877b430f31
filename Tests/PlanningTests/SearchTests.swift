import CostModel
import Testing

@testable import Planning

/// Searches of several parameters at once, held to every combination of the same values.
@Suite struct SearchTests {
    /// The plan of a change with the best goal, all combinations looked at; nil where none meets the conditions.
    private func best(
        _ base: Scenario, _ axes: [Axis], _ conditions: [Condition], where isIn: (PlanResult) -> Bool = { _ in true }
    ) -> PlanResult? {
        let space = SearchSpace(base: base, axes: axes)
        return (0..<(space.count ?? 0)).map(space.scenario).filter { $0.brokenRule == nil }.map { PlanResult($0) }
            .filter { plan in plan.fits && conditions.allSatisfy { $0.holds(for: plan) } && isIn(plan) }
            .max { Metric.tpsChip.read($0) < Metric.tpsChip.read($1) }
    }

    /// What a change comes to in a group.
    private func found(
        _ name: String, _ plan: Scenario, _ conditions: [Condition], in group: Suggestion.Group
    ) throws -> Suggestion {
        let suggestions = try #require(
            Suggestions(PlanResult(plan), conditions: conditions, goal: Goal(nil)))
        return try #require(suggestions.paying.first { $0.change.name == name && $0.group == group }, "\(name)")
    }

    /// The case: twice the chips with tp=2 and batch=14, where batch alone or tp alone falls short.
    @Test func chipsTensorParallelismAndBatchAreSearchedTogether() throws {
        let conditions = [try Fixture.atLeastTen()]
        let item = try found("chips", try Fixture.scenario(), conditions, in: .buy)
        let axes = [
            try Fixture.axis("chips", [256]), try Fixture.axis("tp", [2, 4, 8]), try Fixture.axis("moe_tp", [1, 2]),
            try Fixture.axis("batch", (1...80).map(Double.init)),
        ]
        let expected = try #require(best(try Fixture.scenario(), axes, conditions))
        #expect(item.after == expected)
        #expect(item.settings.map { "\($0.parameter.name) \($0.value)" } == ["chips 256.0", "tp 2.0", "batch 14.0"])
    }

    @Test(arguments: [
        ("one_tier", "topology", 1.0), ("inter_bw", "inter_bw", 32e9), ("dram_bw", "dram_bw", 546e9),
        ("flops", "flops", 256e12), ("mtp", "draft", 1), ("kv_cache", "kv_precision", ElementFormat.fp4.code),
    ])
    func everyChangeComesWithItsBestBatch(_ name: String, _ parameter: String, _ value: Double) throws {
        let conditions = [try Fixture.atLeastTen()]
        let suggestions = try #require(
            Suggestions(PlanResult(try Fixture.scenario()), conditions: conditions, goal: Goal(nil)))
        let item = try #require(suggestions.paying.first { $0.change.name == name })
        let axes = [try Fixture.axis(parameter, [value]), try Fixture.axis("batch", (1...80).map(Double.init))]
        #expect(item.after == best(try Fixture.scenario(), axes, conditions))
        #expect(item.misses.isEmpty)
    }

    /// Of more batches than are tried one by one, those around the best are.
    @Test func theBestOfManyBatchesIsFoundExactly() throws {
        var scenario = try Fixture.scenario(batch: 60)
        scenario.workload.input = 512
        let limit = Metric.tpot.read(PlanResult(scenario)) * 1.9
        let conditions = [try Fixture.atMost("tpot_ms", limit)]
        let item = try found("batch", scenario, conditions, in: .set)
        let axes = [try Fixture.axis("batch", (1...480).map(Double.init))]
        #expect(item.after == best(scenario, axes, conditions))
    }

    /// A row is no advertisement for a larger batch: what a change brings is more than the batch alone does.
    @Test func noChangeTakesTheGainOfTheBatchForItsOwn() throws {
        let plan = try Fixture.scenario(batch: 6)
        let suggestions = try #require(
            Suggestions(PlanResult(plan), conditions: [try Fixture.atLeastTen()], goal: Goal(nil)))
        let batch = try #require(suggestions.paying.first { $0.change.name == "batch" })
        #expect(batch.settings.map(\.value) == [10])
        for item in suggestions.paying
        where item.change.name != "batch" && item.settings.contains(where: { $0.parameter.name == "batch" }) {
            #expect(item.gain >= batch.gain + Suggestions.least, "\(item.change.name)")
        }
        #expect(suggestions.others.contains { $0.change.name == "dram" })
    }

    /// Of batches that all miss a condition the one that misses least is named: 2, the smallest from an eighth of 10 up.
    @Test func whereAllMissTheNearestToTheConditionCounts() throws {
        let conditions = [Condition(try Fixture.metric("tps_batch"), .atLeast, 1000)]
        let suggestions = try #require(
            Suggestions(PlanResult(try Fixture.scenario()), conditions: conditions, goal: Goal(nil)))
        let batch = try #require((suggestions.paying + suggestions.others).first { $0.change.name == "batch" })
        #expect(batch.settings.map(\.value) == [2])
    }

    /// Half the chips lose 19 % with the tensor parallelism as it is, and more with any other, which is not set for nothing.
    @Test func nothingIsSetAlongThatBringsNothing() throws {
        let suggestions = try #require(
            Suggestions(PlanResult(try Fixture.scenario()), conditions: [], goal: Goal(nil)))
        let half = try #require(suggestions.others.first { $0.change.name == "chips" && $0.group == .set })
        #expect(half.settings.map { "\($0.parameter.name) \($0.value)" } == ["chips 64.0"])
        for tp in [2.0, 8] {
            let other = PlanResult(try Fixture.scenario(chips: 64, tp: tp))
            #expect(Metric.tpsChip.read(other) < Metric.tpsChip.read(half.after))
        }
    }

    @Test func withoutALimitOfALatencyTheBatchStays() throws {
        let suggestions = try #require(
            Suggestions(PlanResult(try Fixture.scenario()), conditions: [], goal: Goal(nil)))
        for item in suggestions.paying where item.change.kind != .load {
            #expect(item.after.scenario.deployment.batch == 10, "\(item.change.name)")
        }
        #expect(suggestions.paying.first { $0.change.name == "batch" }?.settings.map(\.value) == [20])
    }

    @Test func thatALatencyIsLimitedIsSeenByTheConditions() throws {
        let plan = PlanResult(try Fixture.disaggregated())
        func limits(_ conditions: Condition...) -> [Bool] {
            let guarded = LatencyGuard(plan, Requirements(conditions))
            return [guarded.limitsFirstToken, guarded.limitsPerToken]
        }
        #expect(limits() == [false, false])
        #expect(limits(try Fixture.atMost("ttft_ms", 2000)) == [true, false])
        #expect(limits(try Fixture.atMost("tpot_ms", 1)) == [false, true])
        #expect(limits(try Fixture.atLeastTen()) == [false, true])
        #expect(limits(try Fixture.atMost("dram", 60)) == [false, false])
        #expect(limits(Condition(try Fixture.metric("tps_chip"), .atLeast, 1)) == [false, false])
    }
}

/// What may better served plans.
@Suite struct ServedSuggestionTests {
    private func all(_ scenario: Scenario, _ conditions: [Condition] = []) throws -> [Suggestion] {
        let suggestions = try #require(
            Suggestions(PlanResult(scenario), conditions: conditions, goal: Goal(nil)))
        return suggestions.paying + suggestions.others
    }

    /// A draft makes decode faster than two prefill workers can follow: with a third it gains more, and TTFT stays.
    @Test func aDraftComesWithThePrefillWorkersThatItAsksFor() throws {
        let items = try all(try Fixture.disaggregated()).filter { $0.change.name == "mtp" }
        let alone = try #require(items.first { $0.group == .set })
        let joint = try #require(items.first { $0.group == .buy })
        #expect(alone.settings.map(\.parameter.name) == ["draft"])
        #expect(joint.settings.map { "\($0.parameter.name) \($0.value)" } == ["draft 1.0", "prefill_workers 3.0"])
        #expect(joint.gain > alone.gain)
        #expect(joint.after.chips == 56)
        #expect(alone.costs.contains { if case .firstToken(let old, let new) = $0 { new > 10 * old } else { false } })
        #expect(Metric.ttft.read(joint.after) < 1.1 * Metric.ttft.read(joint.before))
        #expect(joint.costs.contains(.chips(8)))
    }

    @Test func workersConcurrencyChunksAndModesAreChanges() throws {
        let disagg = Set(try all(try Fixture.disaggregated()).map(\.change.name))
        #expect(disagg.isSuperset(of: ["prefill_workers", "decode_workers", "prefill_shape", "batch", "chunk", "agg"]))
        var pools = try Fixture.disaggregated()
        pools.deployment.prefillWorkers = 4
        #expect(try all(pools).contains { $0.change.name == "worker_split" })
        let agg = Set(try all(try Fixture.aggregated()).map(\.change.name))
        #expect(agg.isSuperset(of: ["concurrency", "chunk"]))
        let single = Set(try all(try Fixture.scenario()).map(\.change.name))
        #expect(single.isDisjoint(with: ["prefill_workers", "decode_workers", "agg", "disagg", "concurrency"]))
    }

    @Test func poolsAreOfTheSameChipsAsBefore() throws {
        var scenario = try Fixture.aggregated()
        scenario.deployment.chips = 64
        scenario.deployment.concurrency = 1024
        let plan = PlanResult(scenario)
        let split = try #require(Change.all.first { $0.name == "disagg" })
        for settings in split.valid(plan) {
            let pools = PlanResult(scenario.setting(settings))
            #expect(pools.chips == 64)
            #expect(pools.sequences == 1024)
        }
        #expect(split.valid(plan).count == 9)
        #expect(try all(scenario).contains { $0.after.scenario.workload.serving == .disagg })
    }

    /// A rise of either latency beyond a small share is named.
    @Test func everyRiseOfALatencyIsACost() throws {
        for item in try all(try Fixture.disaggregated()) + all(try Fixture.aggregated()) {
            for metric in [Metric.ttft, .tpot] {
                let ratio = metric.read(item.after) / metric.read(item.before)
                let isNamed = item.costs.contains { cost in
                    switch cost {
                    case .firstToken: metric.name == "ttft_ms"
                    case .perToken: metric.name == "tpot_ms"
                    default: false
                    }
                }
                #expect(isNamed == (ratio > 1 + Cost.least), "\(item.change.name) \(metric.name) \(ratio)")
            }
        }
    }

    /// The concurrency that is found with a change is as good as any of every tenth.
    @Test(arguments: ["concurrency", "dram_bw", "mtp"])
    func theBestConcurrencyIsFound(_ name: String) throws {
        let scenario = try Fixture.aggregated()
        let conditions = [try Fixture.atMost("tpot_ms", 45), try Fixture.atMost("ttft_ms", 2000)]
        let item = try #require(try all(scenario, conditions).first { $0.change.name == name })
        #expect(item.misses.isEmpty)
        let own = item.settings.filter { $0.parameter.name != "concurrency" }
        let best = stride(from: 32.0, through: 2048, by: 10).map { concurrency in
            PlanResult(scenario.setting(own + Setting.list(("concurrency", concurrency))))
        }.filter { plan in plan.fits && conditions.allSatisfy { $0.holds(for: plan) } }
            .map { Metric.tpsChip.read($0) }.max()
        #expect(Metric.tpsChip.read(item.after) >= 0.995 * (try #require(best)))
    }

    /// Of a latency without a limit no more than a tenth is given for a gain; with one, all that it leaves.
    @Test func aLatencyWithoutALimitIsSpared() throws {
        let firstToken = try Fixture.atMost("ttft_ms", 1e5)
        func rise(_ conditions: [Condition]) throws -> Double {
            let item = try #require(all(try Fixture.disaggregated(), conditions).first { $0.change.name == "dram_bw" })
            return Metric.tpot.read(item.after) / Metric.tpot.read(item.before)
        }
        #expect(try rise([firstToken]) <= 1.1)
        #expect(try rise([firstToken, try Fixture.atMost("tpot_ms", 1e6)]) > 1.1)
    }

    /// A goal that should be low is looked for downwards.
    @Test func fewerRequestsBringTheFirstTokenSooner() throws {
        let goal = Goal(try Fixture.metric("ttft_ms"))
        let suggestions = try #require(
            Suggestions(PlanResult(try Fixture.aggregated()), conditions: [], goal: goal))
        let item = try #require(suggestions.paying.first { $0.change.name == "concurrency" })
        #expect(item.after.scenario.deployment.concurrency == 128)
        #expect(item.gain > 0)
    }

    @Test func decodeStagesLeaveThoseOfPrefillAlone() throws {
        let item = try #require(try all(try Fixture.disaggregated()).first { $0.change.name == "pp" })
        #expect(item.after.scenario.deployment.pp == 2)
        #expect(item.after.scenario.prefillWorker.deployment.pp == 1)
    }
}
