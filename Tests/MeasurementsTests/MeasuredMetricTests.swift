import Catalog
import CostModel
import Measurements
import Testing

/// What the engine says of each measured figure.
@Suite struct MeasuredMetricTests {
    @Test func timeIsPerOutputToken() throws {
        let chip = try #require(Catalog.chip(named: "h200")).value
        let model = try #require(Catalog.model(named: "deepseek-v3")).value
        var workload = Workload(input: 1024, output: 1024)
        workload.draft = 1
        workload.acceptance = 0.5
        let plan = PlanResult(
            Scenario(
                chip: chip, model: model, workload: workload,
                deployment: Deployment(chips: 8, tp: 8, batch: 1, moeTP: 8)))
        // One drafted token of which half are accepted: 1.5 tokens a step.
        #expect(MeasuredMetric.tpot.predicted(plan) == plan.totals.seconds / 1.5)
        #expect(MeasuredMetric.ttft.predicted(plan).isNaN)
    }
}
