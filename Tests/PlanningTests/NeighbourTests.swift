import CostModel
import Testing

@testable import Planning

/// What is best and what is nearest among plans that differ in the parameters in question.
@Suite struct NeighbourTests {
    private func neighbours(
        of scenario: Scenario, asked names: [String], axes: [Axis], _ conditions: [Condition], most: Int? = nil
    ) throws -> Neighbours {
        let asked = try names.map { try #require(Parameter.named($0)) }
        let base = try Fixture.scenario()
        return try #require(
            Neighbours(
                of: scenario, base: base, asked: asked, axes: axes, conditions: conditions, goal: Goal(nil), most: most)
        )
    }

    /// Three parameters at once: the best of chips, tp and batch is the best of all their combinations.
    @Test func theBestIsThatOfAllCombinations() throws {
        let conditions = [try Fixture.atLeastTen()]
        let axes = [
            try Fixture.axis("chips", [64, 128, 256]), try Fixture.axis("tp", [1, 2, 4, 8]),
            try Fixture.axis("batch", [4, 14, 30]),
        ]
        let asked = try Fixture.scenario(chips: 64, tp: 8, batch: 30)
        let found = try neighbours(of: asked, asked: ["chips", "tp", "batch"], axes: axes, conditions)
        let space = SearchSpace(base: asked, axes: axes)
        let best = (0..<36).map { PlanResult(space.scenario(at: $0)) }
            .filter { conditions[0].holds(for: $0) && $0.fits }.map { Metric.tpsChip.read($0) }.max()
        let plan = try #require(found.best ?? found.nearest).plan
        #expect(Metric.tpsChip.read(plan) >= (try #require(best)))
        guard case .all(let count)? = found.reach else {
            Issue.record("not all were searched")
            return
        }
        #expect(count > 36)
        #expect(plan.scenario.deployment.chips == 256)
    }

    @Test func whereTheCombinationsAreTooManyTheSweepsOwnAreSearched() throws {
        let conditions = [try Fixture.atLeastTen()]
        let axes = [try Fixture.axis("tp", [2, 4]), try Fixture.axis("batch", [6, 8, 10])]
        let asked = try Fixture.scenario(tp: 8, batch: 12)
        // tp: 8 as asked, 4 of the base, 2; batch: 12, 10, 6, 8.
        let found = try neighbours(of: asked, asked: ["tp", "batch"], axes: axes, conditions, most: 12)
        #expect(found.reach == .sweep(12))
        let best = try #require(found.best)
        #expect(best.plan == PlanResult(try Fixture.scenario(tp: 4, batch: 10)))
        // A halving and, of a batch by 10 / 12, which is 2^-1 (1 + 2 / 3), a third of one; a quarter for each that is touched.
        #expect((best.distance - (1 + 1.0 / 3 + 2 * 0.25)).magnitude < 1e-12)
        let none = try neighbours(of: asked, asked: ["tp", "batch"], axes: axes, conditions, most: 11)
        #expect(none.reach == .tooMany(12))
        #expect(none.best == nil)
        #expect(none.nearest != nil)
    }

    /// 30 values of each of three parameters are 27,000 combinations: as many as are searched of a step alone, and more than
    /// of served plans.
    @Test func ofServedPlansFewerCombinationsAreSearched() throws {
        let values = (1...30).map(Double.init)
        var scenario = try Fixture.aggregated()
        (scenario.deployment.tp, scenario.deployment.batch, scenario.deployment.moeTP) = (8, 1, 1)
        let found = Neighbours(
            of: scenario, base: scenario,
            asked: try ["tp", "moe_tp", "batch"].map { try #require(Parameter.named($0)) },
            axes: try ["tp", "moe_tp", "batch"].map { try Fixture.axis($0, values) },
            conditions: [try Fixture.atMost("tpot_ms", 1e9)], goal: Goal(nil))
        #expect(found?.reach == .tooMany(27_000))
    }

    /// With half the tensor parallelism there are 64 replicas of 128 chips, as with twice the chips, which would yield more.
    @Test func chipsVaryOnlyWhereNothingElseHelps() throws {
        let plan = try Fixture.scenario()
        let found = try neighbours(
            of: plan, asked: ["batch"], axes: [], [Condition(try Fixture.metric("dp"), .atLeast, 64)])
        #expect(try #require(found.nearest).settings.map { "\($0.parameter.name) \($0.value)" } == ["tp 2.0"])
        let wider = PlanResult(try Fixture.scenario(chips: 256))
        #expect(Metric.tpsChip.read(wider) > Metric.tpsChip.read(try #require(found.nearest).plan))
        let all = try neighbours(
            of: plan, asked: ["batch"], axes: [], [Condition(try Fixture.metric("chips"), .atLeast, 200)])
        #expect(try #require(all.nearest).settings.map { "\($0.parameter.name) \($0.value)" } == ["chips 256.0"])
    }

    /// A batch of 11 has 9.8 tokens/s for each request: between the powers of two every one is tried.
    @Test func theNearestBatchIsFoundExactly() throws {
        let found = try neighbours(
            of: try Fixture.scenario(batch: 12), asked: ["batch"], axes: [],
            [Condition(try Fixture.metric("tps_batch"), .atLeast, 9.6)])
        #expect(try #require(found.nearest).settings.map(\.value) == [11])
    }

    @Test func ofALoadOrAChipThereIsNoBest() throws {
        let found = try neighbours(
            of: try Fixture.scenario(batch: 16), asked: ["batch", "input"], axes: [], [try Fixture.atLeastTen()])
        #expect(found.best == nil)
        #expect(found.reach == nil)
    }

    /// Each is the least that is enough: of 4096 tokens an eighth, a quarter, a half, and 2, 4 and 8 times as many.
    @Test(arguments: [1.0 / 8, 1.0 / 4, 1.0 / 2, 2, 4, 8])
    func doublingsAndHalvingsAreTried(_ factor: Double) throws {
        let scenario = try Fixture.scenario(batch: 8)
        let input = try #require(Parameter.named("input"))
        let condition = Condition(.parameter(input), factor < 1 ? .atMost : .atLeast, 4096 * factor)
        let found = try neighbours(of: scenario, asked: ["input"], axes: [], [condition])
        let settings = try #require(found.nearest).settings.map { "\($0.parameter.name) \($0.value)" }
        #expect(settings == ["input \(4096 * factor)"])
    }

    /// From 32 replicas, of 128 chips with tp=4, to 128 of them.
    ///
    /// tp=1 is two halvings, 2 + 0.25. Twice the chips with tp=2 are a doubling and a halving and yield more on each chip, but
    /// touch two parameters, 2 + 0.5.
    @Test func everyParameterThatIsTouchedHasAPrice() throws {
        let far = try Fixture.scenario()
        let conditions = [Condition(try Fixture.metric("dp"), .atLeast, 128)]
        let found = try neighbours(of: far, asked: ["chips", "tp"], axes: [], conditions)
        let nearest = try #require(found.nearest)
        #expect(nearest.settings.map { "\($0.parameter.name) \($0.value)" } == ["tp 1.0"])
        #expect(nearest.distance == 2.25)
        let other = PlanResult(try Fixture.scenario(chips: 256, tp: 2))
        #expect(Verdict(other.scenario, conditions: conditions).isFeasible)
        #expect(Metric.tpsChip.read(other) > Metric.tpsChip.read(nearest.plan))
    }
}

/// What stops the load, and what prefill can give.
@Suite struct LoadLimitTests {
    @Test func theLimitOfTheBatchIsWhereTheConditionBreaks() throws {
        let conditions = [try Fixture.atLeastTen()]
        let limit = try #require(LoadLimit(PlanResult(try Fixture.scenario(batch: 8)), conditions: conditions))
        #expect(limit.parameter.name == "batch")
        #expect(limit.largest == 10)
        #expect(limit.misses.map(\.condition.text) == ["tps_batch>=10"])
        #expect(Verdict(try Fixture.scenario(batch: limit.largest), conditions: conditions).isFeasible)
    }

    /// Batches in steps of 3: the limit is still the batch after which the first one misses.
    @Test func theLimitOfALargeBatchIsExact() throws {
        var scenario = try Fixture.scenario(batch: 200)
        scenario.workload.input = 128
        let conditions = [try Fixture.atMost("tpot_ms", Metric.tpot.read(PlanResult(scenario)) * 1.5)]
        let limit = try #require(LoadLimit(PlanResult(scenario), conditions: conditions))
        func meets(_ batch: Double) -> Bool {
            scenario.deployment.batch = batch
            return Verdict(scenario, conditions: conditions).isFeasible
        }
        #expect(limit.largest > 200)
        #expect(meets(limit.largest))
        #expect(!meets(limit.largest + 1))
    }

    @Test(arguments: [true, false])
    func requestsInFlightAreStoppedByACondition(_ isAggregated: Bool) throws {
        var scenario = isAggregated ? try Fixture.aggregated() : try Fixture.disaggregated()
        let conditions = [try Fixture.atMost("tpot_ms", Metric.tpot.read(PlanResult(scenario)) * 1.2)]
        let limit = try #require(LoadLimit(PlanResult(scenario), conditions: conditions))
        #expect(limit.parameter.name == "concurrency")
        #expect(limit.value == (isAggregated ? 256 : 512))
        #expect(limit.largest > limit.value)
        #expect(limit.misses.map(\.comparison.quantifier.name) == ["tpot_ms"])
        scenario.deployment.concurrency = limit.largest
        #expect(Verdict(scenario, conditions: conditions).isFeasible)
        scenario.deployment.concurrency += 1
        #expect(!Verdict(scenario, conditions: conditions).isFeasible)
    }

    /// From 20 to 99 in the way, and not behind: 16 is met, 32 is not, and between them 19 is the last.
    @Test func whatIsInTheWayFirstStopsTheLoad() throws {
        let requirements = Requirements([try Fixture.atLeastTen()])
        let (met, missed) = (PlanResult(try Fixture.scenario(batch: 8)), PlanResult(try Fixture.scenario(batch: 16)))
        let found = LoadLimit.bisect(8, { (20..<100).contains($0) ? missed : met }, requirements)
        #expect(found.largest == 19)
        #expect(found.next == missed)
        #expect(LoadLimit.bisect(8, { _ in met }, requirements).largest == 128)
    }

    @Test func requestsInFlightAreStoppedByMemoryOrByNothing() throws {
        let full = try #require(LoadLimit(PlanResult(try Fixture.disaggregated()), conditions: []))
        #expect(full.misses.isEmpty)
        #expect(try #require(full.next).fits == false)
        var few = try Fixture.disaggregated()
        few.deployment.concurrency = 8
        let free = try #require(LoadLimit(PlanResult(few), conditions: []))
        #expect(free.next == nil)
        #expect(free.largest == 128)
    }

    /// With drafts decode outruns two prefill workers, and a third gives half as much again.
    @Test func prefillIsTheCeilingWhereMoreOfItBringsMore() throws {
        let plan = PlanResult(try Fixture.disaggregated())
        let spare = try #require(PrefillCeiling(plan))
        #expect(!spare.isReached)
        var drafting = plan.scenario
        drafting.workload.draft = 1
        let held = PlanResult(drafting)
        let ceiling = try #require(PrefillCeiling(held))
        #expect(ceiling.isReached)
        // Two workers give the same in both plans.
        #expect((ceiling.tokensPerChip / spare.tokensPerChip - 1).magnitude < 0.01)
        drafting.deployment.prefillWorkers = 3
        #expect(PlanResult(drafting).totals.requestRate > 1.2 * held.totals.requestRate)
        // What comes by itself does not decide what prefill could give.
        var open = drafting
        open.workload.rate = 0.1 * held.totals.requestRate
        let little = try #require(PrefillCeiling(PlanResult(open)))
        #expect(!little.isReached && little.share < 0.15)
        #expect(PrefillCeiling(PlanResult(try Fixture.aggregated())) == nil)
        #expect(PrefillCeiling(PlanResult(try Fixture.scenario())) == nil)
    }
}

/// The best plans with other values of an axis.
@Suite struct RivalTests {
    @Test func eachValueHasItsBestPlan() throws {
        let result = Sweep.run(try Fixture.caseStudy(), cores: 1)
        var selection = Selection(all: result)
        _ = selection.keep([try Fixture.atLeastTen().test], of: result)
        let plan = PlanResult(try Fixture.scenario())
        let rivals = try #require(Rivals(of: plan, among: result, selection: selection, goal: Goal(nil)))
        #expect(rivals.count == 8)
        #expect(rivals.firsts.map(\.name) == ["tps_chip"])
        let tp = try #require(rivals.axes.first)
        #expect(rivals.axes.map(\.parameter.name) == ["tp"])
        // At 10 tokens/s tp=2 and tp=4 have room for batch 10, tp=8 for 8.
        #expect(tp.rivals.map(\.value) == [2, 4, 8])
        #expect(tp.rivals.map { $0.plan?.scenario.deployment.batch } == [10, 10, 8])
        #expect(tp.rivals[1].gain == 0)
        #expect(tp.rivals[0].gain < 0)
    }
}
