import Testing

@testable import CostModel

/// The queue of a plan is solved once, and read again only for what it was solved for.
@Suite struct PlanQueueTests {
    private func scenario(_ serving: Workload.Serving = .agg, rate: Double = 5) -> Scenario {
        TinyServing.scenario(serving, requests: 0) {
            ($0.workload.rate, $0.workload.inputVariation, $0.workload.outputVariation) = (rate, 0.6, 0.8)
            $0.deployment.waitSteps = 1
        }
    }

    private func percentile(_ name: String, _ plan: PlanResult) throws -> Double {
        try #require(Metric.named(name)).read(plan)
    }

    @Test func aPlanReadsTheQueueItWasWorkedOutWith() throws {
        let scenario = scenario()
        let plan = PlanResult(scenario)
        let bare = PlanResult(scenario: scenario, totals: plan.totals)
        #expect(plan.queue != nil && bare.queue == nil)
        #expect(plan == bare)
        let solved = bare.withQueue
        #expect(solved.queue != nil)
        for metric in Metric.all where metric.isOfQueue && metric.hasValue(for: scenario) {
            let value = metric.read(plan)
            #expect(metric.read(bare) == value && metric.read(solved) == value, "\(metric.name)")
        }
        #expect(FirstToken(plan).queue == FirstToken(bare).queue && FirstToken(plan).wait == FirstToken(bare).wait)
    }

    @Test func aChangedPlanReadsAnotherQueue() throws {
        var plan = PlanResult(scenario())
        let before = try percentile("ttft_p95_ms", plan)
        plan.scenario.workload.rate *= 1.5
        let fresh = PlanResult(plan.scenario)
        #expect(try percentile("ttft_p95_ms", plan) == percentile("ttft_p95_ms", fresh))
        #expect(try percentile("ttft_p95_ms", plan) > before)
        #expect(plan.open?.load == fresh.open?.load)
        // What it would be solved as is of the new rate too.
        #expect(plan.withQueue.tails?.mean(.endToEnd) == fresh.tails?.mean(.endToEnd))
    }

    @Test func plansWithoutAQueueHaveNone() {
        let closed = PlanResult(TinyServing.scenario(.agg, requests: 4) { _ in })
        #expect(closed.queue == nil && closed.withQueue.queue == nil && closed.open == nil && closed.tails == nil)
    }

    /// Whatever of its queue stays the same, a plan beside another one reads as it does alone.
    @Test(arguments: [Workload.Serving.agg, .disagg])
    func aPlanBesideAnotherReadsAsAlone(_ serving: Workload.Serving) throws {
        var scenario = scenario(serving, rate: 5)
        if serving == .disagg { scenario.deployment.prefillWorkers = 2 }
        let plan = PlanResult(scenario)
        let names = ["ttft_p95_ms", "tpot_p50_ms", "e2e_p99_ms", "capacity", "load", "ttft_ms"]
        var same = 0
        for metric in names.compactMap(Metric.named) {
            let value = metric.read(plan)
            for parameter in Parameter.all where parameter.choices.isEmpty && !parameter.isAlias {
                var changed = scenario
                parameter.set(&changed, parameter.isWhole ? parameter.get(scenario) + 1 : 1.1 * parameter.get(scenario))
                guard changed.brokenRule == nil, parameter.refusal(of: parameter.get(changed)) == nil else { continue }
                let (alone, beside) = (metric.read(PlanResult(changed)), metric.read(changed, beside: plan, of: value))
                #expect(beside == alone || (beside.isNaN && alone.isNaN), "\(metric.name) by \(parameter.name)")
                same += beside == value ? 1 : 0
            }
        }
        // Prices, names of links that nothing crosses, shapes of blocks that the model lacks.
        #expect(same > 100)
    }
}
