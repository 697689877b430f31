import CostModel
import Testing

/// Pipeline stages of prefill workers beside those of decode workers.
@Suite struct PrefillStageTests {
    private func scenario(pp: Double, prefillPP: Double) -> Scenario {
        var scenario = Samples.decode(Samples.sparse, chips: 16, tp: 4, batch: 8) { _ in }
        scenario.workload.serving = Workload.Serving.disagg
        scenario.workload.output = 512
        scenario.deployment.pp = pp
        (scenario.deployment.prefillChips, scenario.deployment.prefillTP) = (8, 8)
        (scenario.deployment.prefillWorkers, scenario.deployment.prefillPP) = (1, prefillPP)
        return scenario
    }

    /// 8 chips with tp=8 have no second stage, unless prefill has one of its own.
    @Test func prefillHasTheStagesOfDecodeUnlessItHasItsOwn() {
        #expect(scenario(pp: 1, prefillPP: 0).brokenRule == nil)
        #expect(scenario(pp: 2, prefillPP: 0).brokenRule == .prefillChipsByParallelism)
        let apart = scenario(pp: 2, prefillPP: 1)
        #expect(apart.brokenRule == nil)
        #expect(apart.decodeWorker.deployment.pp == 2)
        #expect(apart.prefillWorker.deployment.pp == 1)
    }

    /// 61 layers are enough for 61 stages, of decode and of prefill, and not for 62.
    @Test(arguments: [(61.0, nil, nil), (62, DivisibilityRule.layersByPP, DivisibilityRule.layersByPrefillPP)])
    func everyStageHasALayer(_ stages: Double, _ own: DivisibilityRule?, _ ofPrefill: DivisibilityRule?) {
        let decode = Samples.decode(Samples.sparse, chips: stages, tp: 1, batch: 8) { $0.deployment.pp = stages }
        #expect(decode.brokenRule == own)
        var served = scenario(pp: 1, prefillPP: stages)
        (served.deployment.prefillChips, served.deployment.prefillTP) = (stages, 1)
        #expect(served.brokenRule == ofPrefill)
    }
}
