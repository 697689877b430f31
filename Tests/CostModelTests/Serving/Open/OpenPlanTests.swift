import Queueing
import Testing

@testable import CostModel

/// Requests that come at their own times, on a machine whose every step can be counted.
@Suite struct OpenPlanTests {
    private func scenario(
        _ serving: Workload.Serving = .agg, rate: Double, _ change: (inout Scenario) -> Void = { _ in }
    ) -> Scenario {
        TinyServing.scenario(serving, requests: 0) {
            $0.workload.rate = rate
            $0.deployment.waitSteps = 1
            change(&$0)
        }
    }

    @Test func theStepsOfACopyAreThoseOfTheEngine() throws {
        let model = try QueueModel(scenario(rate: 1), rate: 1)
        // A token of context takes 400 bytes, and the first of a sequence's 1000 counts with the products.
        #expect(isClose(model.times.contextTime, 399.6e-9))
        for count in [1.0, 8, 64] {
            let step = model.times.decodeTable(count) + model.times.contextTime * 1000 * count
            #expect(isClose(step, TinyServing.decode(count)), "\(count)")
        }
        // A prompt of 900 tokens; between the points of 512 and 1024 rows bytes are a straight line.
        let pass = model.times.pass(tokens: 900, pairs: 900 * 900 / 2, sequences: 0, context: 0)
        #expect(isClose(pass, TinyServing.prefill(1, tokens: 900), within: 2e-3))
    }

    @Test func aPromptAloneWaitsForNothing() throws {
        // One request in a thousand seconds: its pass of 3,000 + 400 bytes for each of 900 tokens, 160,000 + 400 once.
        let plan = PlanResult(scenario(rate: 1e-3))
        #expect(isClose(plan.totals.firstToken, 3220.4e-6, within: 1e-3))
        // A step of one sequence moves 160,000 + 403,400 bytes.
        #expect(isClose(plan.totals.seconds, 563.4e-6, within: 1e-3))
        #expect(plan.totals.isSettled)
        // Little's law: 0.001 requests/s that take 3.2 + 199 x 0.5634 ms.
        #expect(isClose(plan.sequences, 1e-3 * (3220.4e-6 + 199 * 563.4e-6), within: 1e-3))
        #expect(isClose(plan.tokensPerSecond, 0.2))
    }

    @Test func theRuntimeHoldsRequestsBack() throws {
        // SGLang's 11 steps and four of 'wait_steps' beyond the one under way.
        let plain = PlanResult(scenario(rate: 1e-3) { $0.deployment.schedule = .prefillFirst })
        let held = PlanResult(
            scenario(rate: 1e-3) {
                ($0.workload.runtime, $0.deployment.waitSteps) = (.sglang, 5)
            })
        #expect(isClose(held.totals.firstToken - plain.totals.firstToken, 15 * 563.4e-6, within: 1e-2))
        let parts = ServedStep(held.scenario).firstToken
        #expect(isClose(parts.wait, 15 * 563.4e-6, within: 1e-2))
        #expect(isClose(parts.wait + parts.prefill + parts.queue, held.totals.firstToken))
    }

    @Test func moreThanTheCapacityHasNoSteadyState() throws {
        let capacity = try OpenPlan(scenario(rate: 1)).capacity
        let plan = PlanResult(scenario(rate: 1.1 * capacity))
        #expect(!plan.totals.isSettled && !plan.isFeasible)
        #expect(plan.totals.firstToken.isNaN && plan.totals.seconds.isNaN)
        // What gets done is the capacity.
        #expect(isClose(plan.tokensPerSecond, capacity * 200))
        #expect(try OpenPlan(plan.scenario).loop.state == .unsteady)
        #expect(try OpenPlan(plan.scenario).tails == nil)
        // From 95 % on rare queues rule all figures.
        let near = PlanResult(scenario(rate: 0.96 * capacity))
        #expect(!near.totals.isSettled && near.totals.firstToken.isNaN)
        #expect(isClose(near.tokensPerSecond, 0.96 * capacity * 200))
        #expect(PlanResult(scenario(rate: 0.94 * capacity)).totals.isSettled)
    }

    @Test func aRequestWithoutRoomIsServedNowhere() {
        let plan = PlanResult(scenario(rate: 1) { $0.chip.dramBytes = 1e5 })
        #expect(!plan.fits)
        // Weights of 160,000 bytes and less than one cache of 400 x 1000.
        let tight = PlanResult(scenario(rate: 1) { $0.chip.dramBytes = 4e5 })
        #expect(!tight.isFeasible)
    }

    @Test func copiesShareTheRequests() throws {
        let one = try OpenPlan(scenario(rate: 1))
        let four = try OpenPlan(scenario(rate: 4) { ($0.deployment.replicas, $0.deployment.routing) = (4, .random) })
        #expect(four.model.server.replicas == 4)
        #expect(isClose(four.capacity, 4 * one.capacity, within: 1e-6))
        #expect(isClose(four.load, one.load, within: 1e-6))
        // Copies of which one is taken by chance see streams of their own: as one copy alone.
        let (a, b) = (try #require(one.tails), try #require(four.tails))
        for time in RequestTime.allCases {
            #expect(isClose(a.quantile(0.95, of: time), b.quantile(0.95, of: time), within: 1e-6), "\(time)")
        }
        // Replicas of attention in one deployment of a dense model are copies too.
        let inside = try OpenPlan(scenario(rate: 4) { ($0.deployment.chips, $0.deployment.routing) = (4, .random) })
        #expect(inside.model.server.replicas == 4)
    }

    @Test(arguments: [Workload.Serving.agg, .disagg]) func moreLoadTakesLonger(_ serving: Workload.Serving) throws {
        let base = scenario(serving, rate: 1) { $0.deployment.prefillWorkers = 1 }
        let capacity = try OpenPlan(base).capacity
        var before: [Double] = [0, 0, 0]
        for share in [0.1, 0.3, 0.5, 0.7, 0.85] {
            let plan = try OpenPlan(base.with { $0.workload.rate = share * capacity })
            let tails = try #require(plan.tails)
            #expect(isClose(plan.load, share, within: 1e-6))
            let now = RequestTime.allCases.map { tails.quantile(0.95, of: $0) }
            for (time, (a, b)) in zip(RequestTime.allCases, zip(before, now)) {
                #expect(b >= a * 0.999, "\(time) \(share)")
            }
            before = now
        }
    }

    @Test func anAutomaticPoolCarriesTheRate() throws {
        let plan = try OpenPlan(scenario(.disagg, rate: 600) { $0.deployment.decodeWorkers = 8 })
        // A full pass of 8 prompts of 900 takes 160,000 + 8 x 3,060,400 bytes: 324.6 prompts a second; 600 / (0.75 x 324.6).
        #expect(plan.model.prefillWorkers == 3)
        #expect(plan.model.server.prefillPool?.workers == 3)
        let totals = StepTotals.of(scenario(.disagg, rate: 600) { $0.deployment.decodeWorkers = 8 })
        #expect(totals.prefillWorkers == 3)
        #expect(totals.transfer > 0)
    }

    @Test func draftsShortenAnswersNotPrompts() throws {
        let drafted = scenario(rate: 1e-3) { ($0.workload.draft, $0.workload.acceptance) = (1, 1) }
        let model = try QueueModel(drafted, rate: 1e-3)
        // Two tokens a step: the 199 tokens behind the first take 99.5 steps.
        #expect(isClose(model.output.mean, 100.5))
        let tails = try #require(OpenPlan(drafted).tails)
        let plan = PlanResult(drafted)
        #expect(isClose(tails.mean(.perToken), plan.totals.seconds / 2))
        #expect(isClose(tails.mean(.endToEnd), plan.requestSeconds, within: 1e-3))
    }

    @Test func metricsAreThoseOfTheQueue() throws {
        let s = scenario(rate: 10) { ($0.workload.outputVariation, $0.deployment.replicas) = (0.5, 2) }
        let (open, plan) = (try OpenPlan(s), PlanResult(s))
        func read(_ name: String) throws -> Double { try #require(Metric.named(name)).read(plan) }
        #expect(try isClose(read("capacity"), open.capacity))
        #expect(try isClose(read("load"), 100 * open.load))
        #expect(try isClose(read("request_rate"), 10))
        #expect(try isClose(read("ttft_p95_ms"), 1e3 * #require(open.tails).quantile(0.95, of: .firstToken)))
        #expect(try isClose(read("tpot_p50"), 1e3 * #require(open.tails).quantile(0.5, of: .perToken)))
        #expect(try isClose(read("e2e_ms"), 1e3 * #require(open.tails).mean(.endToEnd)))
        #expect(try read("all_chips") == 2 && read("replicas") == 2)
        // In a closed loop there are none.
        let closed = PlanResult(TinyServing.scenario(.agg, requests: 4))
        #expect(try #require(Metric.named("load")).read(closed).isNaN)
        #expect(try #require(Metric.named("e2e_p99")).read(closed).isNaN)
    }
}
