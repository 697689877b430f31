import CostModel
import Testing

/// Each rule that serving both phases brings, broken once.
@Suite struct ServingRuleTests {
    /// 16 chips at TP4 and 256 experts on 16 ranks, prefill likewise.
    private func rule(_ serving: Workload.Serving, _ change: (inout Scenario) -> Void) -> DivisibilityRule? {
        scenario(serving, change).brokenRule
    }

    private func scenario(_ serving: Workload.Serving, _ change: (inout Scenario) -> Void) -> Scenario {
        Samples.decode(Samples.sparse, chips: 16, tp: 4, batch: 8) {
            ($0.workload.serving, $0.workload.output) = (serving, 100)
            change(&$0)
        }
    }

    @Test func thePlanItselfKeepsThem() {
        for serving in Workload.Serving.allCases { #expect(rule(serving) { _ in } == nil) }
    }

    @Test func servedRequestsHaveAnAnswerAndAPrompt() {
        for serving in [Workload.Serving.agg, .disagg] {
            #expect(rule(serving) { $0.workload.output = 0 } == .outputInServing)
            #expect(rule(serving) { $0.workload.prefix = 4096 } == .prefixWithinInput)
            // One fresh token of the 4096 is enough.
            #expect(rule(serving) { $0.workload.prefix = 4095 } == nil)
            #expect(rule(serving) { $0.deployment.sp = 2 } == .sequenceParallelDecode)
        }
        // A decode step alone wants neither.
        #expect(rule(.static) { ($0.workload.output, $0.workload.prefix) = (0, 4096) } == nil)
    }

    @Test(arguments: [
        // 12 chips are no whole groups of 8; 128 heads on 5 chips; 12 chips are no groups of 8 that share an expert.
        (DivisibilityRule.prefillChipsByParallelism, 12.0, 8.0, 1.0),
        (.headsByPrefillTP, 20, 5, 1),
        (.prefillChipsByExpertParallelism, 12, 4, 8),
        // 256 experts on 12 ranks; a width of 2048 on 3 chips.
        (.expertsByPrefillEP, 12, 4, 1),
        (.expertWidthByPrefillMoETP, 24, 4, 3),
    ])
    func prefillWorkersDivide(_ broken: DivisibilityRule, _ chips: Double, _ tp: Double, _ moeTP: Double) {
        let change: (inout Scenario) -> Void = {
            ($0.deployment.prefillChips, $0.deployment.prefillTP, $0.deployment.prefillMoeTP) = (chips, tp, moeTP)
        }
        #expect(rule(.disagg, change) == broken)
        // In the other modes there are no such workers.
        #expect(rule(.agg, change) == nil)
        #expect(rule(.static, change) == nil)
        // What is not a multiple is named by the values that are set.
        let (dividend, divisor) = broken.values(in: scenario(.disagg, change))
        #expect((dividend / divisor).rounded() * divisor != dividend)
    }

    /// Three dense layers come before 58 of experts: a rule that each group keeps by itself names the one that breaks it, a rule of
    /// the whole model none.
    @Test func aRuleOfOneGroupNamesIt() {
        func group(_ rule: DivisibilityRule, _ change: (inout Scenario) -> Void) -> Int? {
            let broken = scenario(.static, change)
            #expect(broken.brokenRule == rule)
            return rule.group(in: broken)
        }
        // 16 chips are no whole groups of 3.
        #expect(group(.chipsByParallelism) { $0.deployment.tp = 3 } == nil)
        // 128 heads on 3 chips, which both groups have.
        #expect(group(.headsByTP) { ($0.deployment.chips, $0.deployment.tp) = (48, 3) } == 0)
        // 256 experts and 8 more on 16 chips.
        #expect(group(.expertsByEP) { $0.deployment.redundantExperts = 8 } == 1)
        // 61 layers in 64 stages, of which the first group alone would have 3.
        #expect(
            group(.layersByPP) { ($0.deployment.chips, $0.deployment.tp, $0.deployment.pp) = (64, 1, 64) } == nil)
        // A plan that keeps the rule names none.
        #expect(DivisibilityRule.expertsByEP.group(in: scenario(.static) { _ in }) == nil)
    }

    @Test func theirSizesFollowFromDecodeWhereNoneAreSet() {
        // A prefill worker of 8 chips has the decode worker's TP of 16: none of 8 chips are a group.
        let broken = scenario(.disagg) { ($0.deployment.tp, $0.deployment.prefillChips) = (16, 8) }
        #expect(broken.brokenRule == .prefillChipsByParallelism)
        let (dividend, divisor) = DivisibilityRule.prefillChipsByParallelism.values(in: broken)
        #expect((dividend, divisor) == (8, 16))
        #expect(
            rule(.disagg) { ($0.deployment.tp, $0.deployment.prefillChips, $0.deployment.prefillTP) = (16, 8, 8) }
                == nil)
    }

    /// The two values of a rule change just with what it names: `dropped` and a sweep trust these lists.
    @Test func eachRuleNamesWhatItsValuesDependOn() {
        let bases = [
            scenario(.disagg) { _ in },
            scenario(.disagg) {
                ($0.deployment.prefillChips, $0.deployment.prefillTP) = (8, 2)
                ($0.deployment.prefillPP, $0.deployment.prefillMoeTP) = (2, 4)
            },
        ]
        for rule in DivisibilityRule.allCases {
            let moving = (Parameter.all(in: .config) + Parameter.all(in: .workload)).filter { parameter in
                bases.contains { base in
                    var changed = base
                    parameter.set(&changed, parameter.get(base) + 1)
                    return rule.values(in: changed) != rule.values(in: base)
                }
            }
            // `serving` decides whether a rule holds at all, too.
            let names = Set(moving.map(\.name)).subtracting(["serving"])
            #expect(names == Set(rule.parameters).subtracting(["serving"]), "\(rule)")
        }
    }

    @Test func everyRuleNamesParametersThatExist() {
        for rule in DivisibilityRule.allCases {
            #expect(!rule.parameters.isEmpty)
            for name in rule.parameters {
                #expect(Parameter.named(name)?.affectsDivision == true, "\(name)")
            }
        }
    }
}

/// What a search for prefill workers goes by.
@Suite struct PrefillWorkerGoalTests {
    @Test func aGoalIsFoundByTheMetricThatPlansAreRankedBy() throws {
        for goal in PrefillWorkerGoal.allCases {
            #expect(try PrefillWorkerGoal(ranking: #require(Metric.named(goal.name))) == goal)
        }
        // A request is as fast as all are together, at a fixed number of them.
        let rate = try #require(Metric.named("total_tps"))
        #expect(try PrefillWorkerGoal(ranking: #require(Metric.named("tps_batch"))) == PrefillWorkerGoal(ranking: rate))
        #expect(try PrefillWorkerGoal(ranking: #require(Metric.named("dram"))) == nil)
    }
}
