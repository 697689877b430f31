import CostModel
import Planning
import Testing

/// What may better the plan of the case study: 128 chips, tp=4, batch=10, at least 10 tokens/s per request.
@Suite struct SuggestionTests {
    private func conditions() throws -> [Condition] {
        [Condition(try Fixture.metric("tps_batch"), .atLeast, 10)]
    }

    private func suggestions() throws -> Suggestions {
        Suggestions(PlanResult(try Fixture.scenario()), conditions: try conditions(), goal: Goal(nil))
    }

    @Test func twiceTheChipsCutTheExpertsByAThird() throws {
        let found = try #require(try suggestions().paying.first { $0.change.name == "more_chips" })
        #expect(found.settings.map(\.value) == [256])
        let move = try #require(found.move)
        #expect(move.name == "MoE")
        let change = try #require(move.change)
        #expect((-0.36...(-0.28)).contains(change))
        #expect(found.costs == [.chips(128)])
        #expect(found.misses.isEmpty)
    }

    @Test(arguments: ["tbo", "moe_tp", "tp"])
    func whatTheCaseAdvisesAgainstDoesNotPay(_ name: String) throws {
        let suggestions = try suggestions()
        #expect(!suggestions.paying.contains { $0.change.name == name })
        let tried = suggestions.others.filter { $0.change.name == name }
        #expect(!tried.isEmpty)
        #expect(tried.allSatisfy { $0.gain < 0 })
    }

    @Test func theHeadIsTheLongestCallButAPercentOfTheStep() throws {
        let plan = PlanResult(try Fixture.scenario())
        let ceiling = try #require(BlockCeiling(.lmHead, of: plan))
        #expect(ceiling.isLongestCall)
        #expect((0.01...0.02).contains(ceiling.share))
        let gain = Goal(nil).gain(from: plan, to: ceiling.without)
        #expect((gain - ceiling.share / (1 - ceiling.share)).magnitude < 1e-9)
    }

    @Test func whatMissesAConditionIsRankedBelow() throws {
        let paying = try suggestions().paying
        let firstMiss = try #require(paying.firstIndex { !$0.misses.isEmpty })
        #expect(paying[firstMiss...].allSatisfy { !$0.misses.isEmpty })
        for part in [paying[..<firstMiss], paying[firstMiss...]] {
            #expect(part.map(\.gain) == part.map(\.gain).sorted(by: >))
        }
    }

    @Test func everyGainIsThatOfTheEngine() throws {
        let suggestions = try suggestions()
        for item in suggestions.paying + suggestions.others {
            let after = PlanResult(suggestions.plan.scenario.setting(item.settings))
            #expect(item.after == after)
            let gain = Metric.tpsChip.read(after) / Metric.tpsChip.read(suggestions.plan) - 1
            #expect(item.gain == gain)
        }
    }

    @Test func everyChangeOfTheRegistrySetsSomethingSomewhere() throws {
        var scenarios = [try Fixture.scenario(), try Fixture.scenario(tp: 8)]
        var prefill = try Fixture.scenario()
        prefill.workload.phaseCode = 1
        prefill.deployment.chunk = 1024
        scenarios.append(prefill)
        var racks = try Fixture.scenario()
        racks.chip.network.inter.size = 32
        racks.chip.network.rack = Tier(size: 1024, bandwidth: 1e10)
        scenarios.append(racks)
        for change in Change.all {
            let found = scenarios.map { Suggestions($0.evaluated, conditions: [], goal: Goal(nil), changes: [change]) }
            #expect(
                found.contains { !($0.paying + $0.others).isEmpty || !$0.refused.isEmpty }, "\(change.name)")
        }
        #expect(Set(Change.all.map(\.name)).count == Change.all.count)
    }

    @Test func moreChipsThanExpertsCannotBe() throws {
        let plan = PlanResult(try Fixture.scenario(chips: 256))
        let refused = Suggestions(plan, conditions: [], goal: Goal(nil)).refused
        #expect(refused.contains { $0.rule == .expertsByEP && $0.settings.map(\.value) == [512] })
    }

    @Test func aGoalThatShouldBeLowGainsByFalling() throws {
        let plan = PlanResult(try Fixture.scenario())
        let suggestions = Suggestions(plan, conditions: [], goal: Goal(try Fixture.metric("tpot_ms")))
        let batch = try #require(suggestions.paying.first { $0.change.name == "batch" })
        #expect(batch.settings.map(\.value) == [5])
        #expect(batch.costs.contains { if case .throughput = $0 { true } else { false } })
    }
}

@Suite struct PlanComparisonTests {
    @Test func aPlanDiffersFromItselfInNothing() throws {
        let plan = PlanResult(try Fixture.scenario())
        let comparison = PlanComparison(plan, plan)
        #expect(comparison.differences.isEmpty)
        #expect(comparison.moves.isEmpty)
        #expect(comparison.effects.allSatisfy { $0.before == $0.after })
    }

    @Test func theMovesAddUpToTheStep() throws {
        var split = try Fixture.scenario(batch: 12)
        split.deployment.tboCode = 1
        let comparison = PlanComparison(PlanResult(try Fixture.scenario()), PlanResult(split))
        let moved = comparison.moves.reduce(0) { $0 + $1.seconds.after - $1.seconds.before }
        let step = comparison.after.totals.seconds - comparison.before.totals.seconds
        #expect((moved - step).magnitude < 1e-12)
        #expect(comparison.differences.map(\.parameter.name) == ["batch", "tbo"])
    }

    @Test func differencesLeadFromOneScenarioToTheOther() throws {
        let (old, new) = (try Fixture.scenario(), try Fixture.scenario(chips: 256, tp: 2, batch: 12))
        #expect(old.setting(Setting.differences(from: old, to: new)) == new)
    }
}

extension Scenario {
    /// The scenario and what it comes to.
    fileprivate var evaluated: PlanResult { PlanResult(self) }
}
