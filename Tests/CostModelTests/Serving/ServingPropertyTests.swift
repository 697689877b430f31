import Planning
import TestSupport
import Testing

@testable import CostModel

/// What holds for every plan that serves both phases.
@Suite struct ServingPropertyTests {
    private func each(
        _ count: Int, seed: UInt64, _ serving: Workload.Serving? = nil, _ check: (Scenario) throws -> Void
    )
        rethrows
    {
        var numbers = SeededGenerator(seed: seed)
        for _ in 0..<count { try check(numbers.served(serving)) }
    }

    @Test func totalsAreTheFoldOfTheBreakdown() {
        each(2000, seed: 21) { scenario in
            let (totals, breakdown) = (StepTotals.of(scenario), Breakdown(scenario))
            #expect(isClose(totals.seconds, breakdown.seconds, within: 1e-12), "\(scenario.servingSummary)")
            #expect(isClose(totals.flops, breakdown.flops, within: 1e-12), "\(scenario.servingSummary)")
            #expect(
                (totals.communication - breakdown.communication).magnitude <= 1e-9 * totals.seconds,
                "\(scenario.servingSummary)")
            #expect(isClose(totals.memory.weights, breakdown.weightBytes, within: 1e-12), "\(scenario.servingSummary)")
        }
    }

    @Test func everyFigureIsFiniteAndNotNegative() {
        each(2000, seed: 22) { scenario in
            let plan = PlanResult(scenario)
            let totals = plan.totals
            let positive = [
                totals.seconds, totals.firstToken, totals.requestRate, totals.flops, totals.memory.total,
                plan.tokensPerSecond,
            ]
            #expect(positive.allSatisfy { $0.isFinite && $0 > 0 }, "\(scenario.servingSummary)")
            let others = [totals.communication, totals.transfer, totals.prefillMemory, totals.prefillWorkers]
            #expect(others.allSatisfy { $0.isFinite && $0 >= 0 }, "\(scenario.servingSummary)")
            let isApart = scenario.workload.serving == .disagg
            #expect((totals.prefillWorkers >= 1 && totals.transfer > 0) == isApart, "\(scenario.servingSummary)")
            for metric in Metric.all where !metric.isOnDemand && metric.applies(to: scenario.workload) {
                let value = metric.read(plan)
                #expect(value.isFinite && value >= 0, "\(metric.name): \(scenario.servingSummary)")
            }
        }
    }

    @Test func ratesCountAllChips() {
        each(500, seed: 23) { scenario in
            let (plan, d) = (PlanResult(scenario), scenario.deployment)
            let isApart = scenario.workload.serving == .disagg
            let prefill = d.prefillChips > 0 ? d.prefillChips : d.chips
            let chips = isApart ? d.chips * d.decodeWorkers + prefill * plan.totals.prefillWorkers : d.chips
            let rate = plan.totals.requestRate * scenario.workload.output
            #expect(isClose(Metric.tpsChip.read(plan) * chips, rate), "\(scenario.servingSummary)")
        }
    }

    /// By Little's law no mode serves more than its requests in flight allow.
    @Test func requestsInFlightAreThoseThatWaitAndThoseThatDecode() {
        each(1000, seed: 24, .agg) { scenario in
            let totals = StepTotals.of(scenario)
            let tpot = totals.seconds / scenario.workload.tokensPerStep
            let residence = totals.firstToken + (scenario.workload.output - 1) * tpot
            #expect(isClose(totals.requestRate * residence, scenario.sequences), "\(scenario.servingSummary)")
        }
    }

    @Test(arguments: [Workload.Serving.agg, .disagg])
    func moreRequestsInFlightAreNotFasterForEach(_ serving: Workload.Serving) {
        var faster: [String] = []
        var compared = 0
        // A step lengthens in jumps where rows are padded. Where prefill is the limit, the sequences in front of a jump
        // and those behind it may both ask for as many as they are, and the search finds one of the two.
        let least = serving == .agg ? 0.99 : 0.95
        each(500, seed: 25, serving) { scenario in
            var last = 0.0
            for requests in [1.0, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 4096] {
                let served = ServedStep(
                    scenario.with {
                        $0.workload.output = max(100, $0.workload.output)
                        $0.deployment.concurrency = requests
                        $0.deployment.tboCode = 0
                        // A first round that takes ever longer leaves ever fewer to decode.
                        $0.workload.rounds = 0
                    })
                let seconds = served.totals.seconds
                if seconds < least * last {
                    faster.append("\(requests): \(last) \(seconds) \(scenario.servingSummary)")
                }
                last = seconds
                compared += 1
            }
        }
        withKnownIssue("a pipeline with small chunks does not come to rest", isIntermittent: true) {
            #expect(faster.isEmpty, "\(faster.count): \(faster.first ?? "")")
        } when: {
            serving == .agg && faster.count <= 1
        }
        #expect(compared > 2000)
    }

    @Test func moreDecodeWorkersAreNeverSlower() {
        var slower: [String] = []
        each(500, seed: 26, .disagg) { scenario in
            var last = Double.infinity
            for workers in [1.0, 2, 3, 5, 8] {
                let seconds = StepTotals.of(
                    scenario.with {
                        ($0.deployment.concurrency, $0.deployment.decodeWorkers) = (500, workers)
                        // With as many prefill workers as keep up, faster decode would wait less for prefill.
                        $0.deployment.prefillWorkers = 1
                        $0.deployment.tboCode = 0
                    }
                ).seconds
                if seconds > 1.01 * last { slower.append("\(workers): \(last) \(seconds) \(scenario.servingSummary)") }
                last = seconds
            }
        }
        #expect(slower.isEmpty, "\(slower.count): \(slower.first ?? "")")
    }

    @Test(arguments: [1, 2]) func aSweepIsEachPointAlone(workers: Int) throws {
        func axis(_ name: String, _ values: [Double]) throws -> Axis {
            Axis(try #require(Parameter.named(name)), values)
        }
        for (number, model) in Samples.models.enumerated() {
            var base = Scenario(
                chip: Samples.chips[number % Samples.chips.count], model: model,
                workload: Workload(input: 4096, output: 512), deployment: Deployment(chips: 16, tp: 2, batch: 8))
            base.deployment.tboCode = 2
            let space = SearchSpace(
                base: base,
                axes: [
                    try axis("serving", [0, 1, 2]), try axis("concurrency", [0, 1, 64, 1000]),
                    try axis("tp", [1, 2, 3]),
                    try axis("prefill_workers", [0, 2]), try axis("prefill_chips", [0, 8, 12]),
                    try axis("decode_workers", [1, 3]), try axis("output", [0, 512]), try axis("rounds", [0, 10]),
                ])
            let swept = Sweep.run(space, cores: workers)
            let alone = (0..<(space.count ?? 0)).map { space.scenario(at: $0) }.filter { $0.brokenRule == nil }
            try #require(swept.count == alone.count)
            for (row, scenario) in alone.enumerated() {
                // First tokens, prefill workers and their memory come back from the columns too.
                #expect(swept[row] == PlanResult(scenario), "\(scenario.servingSummary)")
            }
        }
    }
}
