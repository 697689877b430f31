import CostModel
import Planning
import Testing

@Suite struct DiagnosisTests {
    private func conditions() throws -> [Condition] {
        [
            Condition(try Fixture.metric("tps_batch"), .atLeast, 10),
            Condition(try Fixture.metric("dram"), .atMost, 60),
        ]
    }

    private func neighbours(of scenario: Scenario, asked names: [String]) throws -> Neighbours {
        let asked = try names.map { try #require(Parameter.named($0)) }
        let (base, axes, conditions) = (try Fixture.scenario(), try Fixture.caseStudy().axes, try conditions())
        return try #require(
            Neighbours(of: scenario, base: base, asked: asked, axes: axes, conditions: conditions, goal: Goal(nil)))
    }

    @Test func saysByHowMuchAPlanMisses() throws {
        let verdict = Verdict(try Fixture.scenario(tp: 8, batch: 12), conditions: try conditions())
        #expect(!verdict.isFeasible)
        let miss = try #require(verdict.misses.first)
        #expect(verdict.misses.count == 1)
        #expect(miss.condition.text == "tps_batch>=10")
        let shortfall = try #require(miss.shortfall)
        #expect((shortfall - (1 - miss.value / 10)).magnitude < 1e-12)
    }

    @Test(arguments: [(8.0, 12.0), (2, 16), (3, 10), (64, 40), (4, 500)])
    func theNearestPlanIsFeasible(_ tp: Double, _ batch: Double) throws {
        let scenario = try Fixture.scenario(tp: tp, batch: batch)
        #expect(!Verdict(scenario, conditions: try conditions()).isFeasible)
        let found = try neighbours(of: scenario, asked: ["tp", "batch"])
        let nearest = try #require(found.nearest)
        #expect(Verdict(nearest.plan.scenario, conditions: try conditions()).isFeasible)
        #expect(scenario.setting(nearest.settings) == nearest.plan.scenario)
        if let best = found.best {
            #expect(Verdict(best.plan.scenario, conditions: try conditions()).isFeasible)
            #expect(Metric.tpsChip.read(best.plan) >= Metric.tpsChip.read(nearest.plan))
        }
    }

    @Test func theNearestChangesAsLittleAsItCan() throws {
        let nearest = try #require(try neighbours(of: try Fixture.scenario(tp: 8, batch: 12), asked: ["tp"]).nearest)
        #expect(nearest.settings.map(\.parameter.name) == ["batch"])
        #expect(nearest.settings.map(\.value) == [8])
    }

    @Test func theFactorOfAResourceBringsTheGain() throws {
        let plan = PlanResult(try Fixture.scenario())
        let leverage = Leverage(plan, conditions: try conditions(), goal: Goal(nil))
        let first = try #require(leverage.levers.first)
        #expect(first.parameter.name == "dram_bw")
        let factor = try #require(first.factor)
        func gain(_ factor: Double) -> Double {
            let moved = plan.scenario.setting([Setting(first.parameter, first.value * factor)])
            return Goal(nil).gain(from: plan, to: PlanResult(moved))
        }
        #expect(gain(factor) >= Leverage.target)
        #expect(gain(factor / 1.001) < Leverage.target)
    }

    @Test func theSharesOfTheStepAddUp() throws {
        let leverage = Leverage(PlanResult(try Fixture.scenario()), conditions: [], goal: Goal(nil))
        let sum = leverage.shares.reduce(0) { $0 + $1.share } + leverage.adjustments.reduce(0) { $0 + $1.share }
        #expect((sum - 1).magnitude < 1e-9)
    }

    @Test func whatIsDroppedAddsUp() throws {
        let result = Sweep.run(
            SearchSpace(
                base: try Fixture.scenario(),
                axes: [try Fixture.axis("tp", [2, 4, 8]), try Fixture.axis("batch", [6, 10, 16, 800])]), cores: 1)
        let conditions = try conditions() + [Condition(try Fixture.metric("mfu"), .atLeast, 12)]
        var selection = Selection(all: result)
        _ = selection.keep([PlanTest { $0.fits }], of: result)
        selection.keep(conditions.map(\.test), of: result)
        let dropped = try #require(
            DroppedPlans(result, selection: selection, conditions: conditions, isModel: { _ in true }))
        #expect(dropped.kept + dropped.groups.reduce(0) { $0 + $1.count } == dropped.total)
        #expect(dropped.groups.map(\.count) == [0, 3, 0, 4, 0, 4])
        #expect(dropped.groups.allSatisfy { $0.alone >= $0.count })
        #expect(dropped.groups.allSatisfy { ($0.closest == nil) == ($0.count == 0) })
    }

    /// Of plans that miss by the same the first is the closest.
    @Test func theFirstOfEqualsIsTheClosest() throws {
        let result = Sweep.run(try Fixture.caseStudy(), cores: 1)
        var selection = Selection(all: result)
        _ = selection.keep([PlanTest { _ in false }], of: result)
        let dropped = try #require(
            DroppedPlans(result, selection: selection, conditions: [], isModel: { _ in false }))
        let group = try #require(dropped.groups.first { $0.count > 0 })
        #expect(group.count == 15 && group.alone == 15)
        #expect(try #require(group.closest).plan == result[0])
    }

    @Test func whatIsDroppedIsCountedByAxis() throws {
        let result = Sweep.run(try Fixture.caseStudy(), cores: 1)
        var selection = Selection(all: result)
        _ = selection.keep([try Fixture.atLeastTen().test], of: result)
        let conditions = [try Fixture.atLeastTen()]
        let dropped = try #require(
            DroppedPlans(result, selection: selection, conditions: conditions, isModel: { _ in true }))
        // Of 7 plans: all three of batch 12 and of 16, and one of 10 (tp=8).
        let batch = try #require(dropped.axes.first)
        #expect(batch.parameter.name == "batch")
        #expect(batch.values.map(\.value) == [12, 16, 10, 6, 8])
        #expect(batch.values.map(\.dropped) == [3, 3, 1, 0, 0])
        #expect(batch.values.allSatisfy { $0.count == 3 })
        #expect(dropped.axes.map(\.parameter.name) == ["batch", "tp"])
        #expect(dropped.axes.allSatisfy { $0.values.reduce(0) { $0 + $1.dropped } == 7 })
    }
}
