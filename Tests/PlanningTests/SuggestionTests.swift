import Catalog
import CostModel
import Testing

@testable import Planning

/// What may better the plan of the case study: 128 chips, tp=4, batch=10, at least 10 tokens/s per request.
@Suite struct SuggestionTests {
    private func conditions() throws -> [Condition] { [try Fixture.atLeastTen()] }

    private func suggestions() throws -> Suggestions {
        try #require(
            Suggestions(PlanResult(try Fixture.scenario()), conditions: try conditions(), goal: Goal(nil)))
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

    /// Stages wait in proportion to the work: without a block both its time and its part of the bubble are gone.
    @Test func aBlockTakesItsPartOfThePipelineBubbleWithIt() throws {
        var scenario = try Fixture.scenario()
        scenario.deployment.pp = 2
        let ceiling = try #require(BlockCeiling(.moe, of: PlanResult(scenario)))
        let breakdown = Breakdown(scenario)
        let blocks = breakdown.rows.reduce(0) { $0 + $1.seconds }
        let experts = try #require(breakdown[.moe]).seconds
        let bubble = try #require(breakdown.adjustments.first { $0.kind == .pipelineBubble }).seconds
        let rest = breakdown.seconds - blocks - bubble
        #expect(bubble > 0)
        let expected = (blocks - experts) * (1 + bubble / blocks) + rest
        #expect((ceiling.without.totals.seconds / expected - 1).magnitude < 1e-9)
    }

    /// A served rate is not that of one step, of which a block is a share.
    @Test func servingHasNoCeilingOfABlock() throws {
        for scenario in [try Fixture.aggregated(), try Fixture.disaggregated()] {
            #expect(BlockCeiling(.lmHead, of: PlanResult(scenario)) == nil)
        }
    }

    @Test func groupsFollowOneAnotherEachRankedByGainWithMissesBelow() throws {
        let paying = try suggestions().paying
        let groups = Suggestion.Group.allCases.map { group in paying.filter { $0.group == group } }
        #expect(groups.allSatisfy { !$0.isEmpty })
        #expect(groups.flatMap { $0.map(\.change.name) } == paying.map(\.change.name))
        // The plan meets its conditions, so that nothing that misses one pays; where it does not, misses rank below.
        #expect(paying.allSatisfy { $0.misses.isEmpty })
        let conditions = [try Fixture.atLeastTen()]
        let missing = try #require(
            Suggestions(PlanResult(try Fixture.scenario(batch: 16)), conditions: conditions, goal: Goal(nil)))
        #expect(missing.paying.contains { !$0.misses.isEmpty })
        for group in groups + Suggestion.Group.allCases.map({ group in missing.paying.filter { $0.group == group } }) {
            let firstMiss = group.firstIndex { !$0.misses.isEmpty } ?? group.endIndex
            #expect(group[firstMiss...].allSatisfy { !$0.misses.isEmpty })
            for part in [group[..<firstMiss], group[firstMiss...]] {
                #expect(part.map(\.gain) == part.map(\.gain).sorted(by: >))
            }
        }
    }

    @Test func chipsAndPartsAreBoughtFormatsRiskAccuracyAndDraftsDoNot() throws {
        let suggestions = try suggestions()
        for item in suggestions.paying + suggestions.others {
            let scopes = item.settings.map(\.parameter.scope)
            let expected: Suggestion.Group =
                item.settings.contains { $0.parameter.name.hasSuffix("precision") }
                ? .accuracy : scopes.contains(.arch) || item.after.chips > 128 ? .buy : .set
            #expect(item.group == expected, "\(item.change.name)")
        }
        #expect(suggestions.paying.first { $0.change.name == "mtp" }?.group == .set)
    }

    /// Of pools with one worker each there are none with fewer, and what is advised is another number than there is.
    @Test(arguments: [(1.0, 1.0), (1, 3), (2, 1)]) func everyPoolKeepsAWorker(_ decode: Double, _ prefill: Double)
        throws
    {
        var scenario = try Fixture.disaggregated()
        (scenario.deployment.decodeWorkers, scenario.deployment.prefillWorkers) = (decode, prefill)
        let found = try #require(Suggestions(PlanResult(scenario), conditions: [], goal: Goal(nil)))
        let all = (found.paying + found.others).map(\.settings) + found.refused.map(\.settings)
        #expect(all.contains { $0.contains { $0.parameter.name == "prefill_workers" } })
        for settings in all {
            for setting in settings where ["decode_workers", "prefill_workers"].contains(setting.parameter.name) {
                #expect(setting.value >= 1)
            }
            #expect(scenario.setting(settings) != scenario)
        }
    }

    /// Only a model with layers that draft is advised to draft.
    @Test(arguments: [("qwen3-32b", false), ("deepseek-v3", true)]) func draftsTakeLayersThatDraft(
        _ model: String, _ isAdvised: Bool
    ) throws {
        var scenario = try Fixture.scenario()
        scenario.model = try #require(Catalog.model(named: model)).value
        let found = try #require(Suggestions(PlanResult(scenario), conditions: [], goal: Goal(nil)))
        let settings = (found.paying + found.others).flatMap(\.settings).map(\.parameter.name)
        #expect(settings.contains("draft") == isAdvised)
    }

    @Test func noPlanIsListedTwice() throws {
        let suggestions = try suggestions()
        let plans = (suggestions.paying + suggestions.others).map(\.after.scenario)
        for (index, plan) in plans.enumerated() { #expect(!plans[(index + 1)...].contains(plan)) }
    }

    @Test func everyGainIsThatOfTheEngine() throws {
        let suggestions = try suggestions()
        for item in suggestions.paying + suggestions.others {
            let after = PlanResult(suggestions.plan.scenario.setting(item.settings))
            #expect(item.after == after)
            let gain = Metric.tpsChip.read(after) / Metric.tpsChip.read(suggestions.plan) - 1
            #expect(item.gain == gain)
            // What moves most is what the row speaks of.
            let moves = item.comparison.moves.map { ($0.seconds.after - $0.seconds.before).magnitude }
            let move = item.move.map { ($0.seconds.after - $0.seconds.before).magnitude }
            #expect(move == moves.max(), "\(item.change.name)")
        }
    }

    @Test func everyChangeOfTheRegistrySetsSomethingSomewhere() throws {
        var scenarios = [try Fixture.scenario(), try Fixture.scenario(tp: 8)]
        var prefill = try Fixture.scenario()
        prefill.workload.staticPhase = .prefill
        prefill.deployment.chunk = 1024
        scenarios.append(prefill)
        var racks = try Fixture.scenario()
        racks.chip.network.inter.size = 32
        racks.chip.network.rack = Tier(size: 1024, bandwidth: 1e10)
        scenarios.append(racks)
        scenarios.append(try Fixture.disaggregated())
        scenarios.append(try Fixture.aggregated())
        var mixed = try Fixture.disaggregated()
        mixed.prefillChip = mixed.chip
        scenarios.append(mixed)
        for change in Change.all {
            let found = scenarios.compactMap {
                Suggestions($0.evaluated, conditions: [], goal: Goal(nil), changes: [change])
            }
            #expect(
                found.contains { !($0.paying + $0.others).isEmpty || !$0.refused.isEmpty }, "\(change.name)")
        }
        #expect(Set(Change.all.map(\.name)).count == Change.all.count)
    }

    @Test func moreChipsThanExpertsCannotBe() throws {
        let plan = PlanResult(try Fixture.scenario(chips: 256))
        let refused = try #require(Suggestions(plan, conditions: [], goal: Goal(nil))).refused
        #expect(refused.contains { $0.rule == .expertsByEP && $0.settings.map(\.value) == [512] })
    }

    @Test func aGroupLargerThanTheChipsIsTriedWithChipsForIt() throws {
        let plan = PlanResult(try Fixture.scenario(chips: 16, tp: 16, batch: 1))
        let tp = try #require(Change.all.first { $0.name == "tp" })
        let settings = tp.valid(plan).map { $0.map { "\($0.parameter.name) \($0.value)" } }
        #expect(settings == [["tp 8.0"], ["tp 32.0", "chips 32.0"]])
    }

    /// Inside one domain nothing goes over the outer links: the first tier of the chip joins 4.
    @Test(arguments: [(4.0, false), (8, true)])
    func outerLinksAreForChipsOfSeveralDomains(_ chips: Double, _ isOffered: Bool) throws {
        let plan = PlanResult(try Fixture.scenario(chips: chips, tp: 4, batch: 1))
        for name in ["inter_bw", "one_tier", "group"] {
            let change = try #require(Change.all.first { $0.name == name })
            #expect(change.valid(plan).isEmpty != isOffered, "\(name)")
        }
    }

    @Test func aGoalThatShouldBeLowGainsByFalling() throws {
        let plan = PlanResult(try Fixture.scenario())
        let goal = Goal(try Fixture.metric("tpot_ms"))
        let suggestions = try #require(Suggestions(plan, conditions: [], goal: goal))
        let batch = try #require(suggestions.paying.first { $0.change.name == "batch" })
        #expect(batch.settings.map(\.value) == [5])
        #expect(batch.costs.contains { if case .throughput = $0 { true } else { false } })
    }

    /// From 100 to 80 ms TPOT falls by 20 % of what it was, not by the 25 % of what it is.
    @Test func gainsAreSharesOfTheFirstPlan() throws {
        let before = PlanResult(try Fixture.scenario())
        var after = before
        after.totals.seconds *= 0.8
        let slower = Goal(try Fixture.metric("tpot_ms"))
        #expect((slower.gain(from: before, to: after) - 0.2).magnitude < 1e-12)
        #expect((slower.gain(from: after, to: before) + 0.25).magnitude < 1e-12)
        #expect((Goal(nil).gain(from: before, to: after) - 0.25).magnitude < 1e-12)
        #expect((Goal(nil).gain(from: after, to: before) + 0.2).magnitude < 1e-12)
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
        split.deployment.tbo = .on
        let comparison = PlanComparison(PlanResult(try Fixture.scenario()), PlanResult(split))
        let moved = comparison.moves.reduce(0) { $0 + $1.seconds.after - $1.seconds.before }
        let step = comparison.after.totals.seconds - comparison.before.totals.seconds
        #expect((moved - step).magnitude < 1e-12)
        #expect(comparison.differences.map(\.parameter.name) == ["batch", "tbo"])
    }

    /// Of one decode step there is no time to the first token, and of plans without pools no ratio of them.
    @Test func figuresThatNeitherPlanHasAreLeftOut() throws {
        let plan = PlanResult(try Fixture.scenario())
        let names = PlanComparison(plan, plan).effects.map(\.metric.name)
        #expect(names.contains("tpot_ms") && names.contains("tps_chip"))
        #expect(!names.contains("ttft_ms") && !names.contains("pd_ratio"))
        var prefill = try Fixture.scenario()
        prefill.workload.staticPhase = .prefill
        let both = PlanComparison(plan, PlanResult(prefill)).effects.map(\.metric.name)
        #expect(both.contains("tpot_ms") && both.contains("ttft_ms"))
    }

    /// 5 is a quarter more than 4, which is better of tokens/s, worse of TPOT and neither of a batch.
    @Test func anEffectIsAShareOfTheFirstValue() throws {
        func effect(_ name: String, _ before: Double, _ after: Double) throws -> PlanComparison.Effect {
            PlanComparison.Effect(metric: try #require(Metric.named(name)), before: before, after: after)
        }
        #expect(try effect("tps_chip", 4, 5).change == 0.25 && effect("tps_chip", 4, 3).change == -0.25)
        #expect(try effect("tps_chip", 0, 5).change == nil && effect("tps_chip", .nan, 5).change == nil)
        #expect(try effect("tps_chip", 4, 5).isBetter == true && effect("tps_chip", 5, 4).isBetter == false)
        #expect(try effect("tpot_ms", 4, 5).isBetter == false && effect("tpot_ms", 5, 4).isBetter == true)
        #expect(try effect("tps_chip", 4, 4).isBetter == nil && effect("tpot_ms", 4, 4).isBetter == nil)
        #expect(try effect("batch", 4, 5).isBetter == nil)
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
