import CostModel
import Planning
import Testing

/// A parameter on which no figure depends says so in its help.
@Suite struct EffectTests {
    @Test func whatMovesNoFigureSaysSo() throws {
        let excused = Parameter.all.filter { $0.summary.hasSuffix("no figure depends on it.") }
        #expect(excused.map(\.name) == ["tdp"])
        for scenario in [try Fixture.scenario(), try Fixture.aggregated(), try Fixture.disaggregated()] {
            let plan = PlanResult(scenario)
            for metric in Metric.all where !metric.isOnDemand {
                #expect(Dependence.parameters(of: metric, in: plan).allSatisfy { !excused.contains($0) })
            }
        }
    }
}
