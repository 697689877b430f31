import TestSupport
import Testing

@testable import CostModel

/// What more load and better chips do to plans that serve both phases.
///
/// A closed loop may take a faster chip to more sequences that decode, so that TPOT rises while TTFT falls; what never falls
/// is the rate.
@Suite struct ServingMonotonyTests {
    private func each(
        _ count: Int, seed: UInt64, _ serving: Workload.Serving? = nil, _ check: (Scenario) throws -> Void
    ) rethrows {
        var numbers = SeededGenerator(property: seed)
        for _ in 0..<count { try check(numbers.served(serving)) }
    }

    /// The first plans of a property with another seed.
    private func once(
        _ count: Int, seed: UInt64, _ serving: Workload.Serving, _ check: (Scenario) throws -> Void
    ) rethrows {
        var numbers = SeededGenerator(seed: seed)
        for _ in 0..<count { try check(numbers.served(serving)) }
    }

    /// The width of the bracket in which a search closes on a jump, 1.5e-8, and some.
    private static let rounding = 1e-7

    private static let loads = [1.0, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 4096]

    /// In a pool for decode alone.
    @Test func moreRequestsInFlightAreNotFasterForEachAndNoFewerInAll() {
        each(500, seed: 25, .disagg, checkRequests)
    }

    /// Behind a jump of the step, which tiles of experts make, another load may be at rest; the search finds the first.
    ///
    /// It once leapt over the jump in these plans: the same rate, with 2 to 6 % more time per token, and less to the first.
    @Test func ofTwoLoadsAtRestTheFirstIsFound() {
        once(500, seed: 25 + 20, .disagg, checkRequests)
        for seed in [UInt64(19), 73] { once(500, seed: 26 + seed, .disagg, checkDecodeWorkers) }
    }

    private func checkRequests(_ scenario: Scenario) {
        var (last, lastRate) = (0.0, 0.0)
        for requests in Self.loads {
            let totals = StepTotals.of(
                scenario.with {
                    $0.deployment.concurrency = requests
                    // A first round that takes ever longer leaves ever fewer to decode.
                    $0.workload.rounds = 0
                    // Workers that follow the load are another deployment.
                    $0.deployment.prefillWorkers = max(1, $0.deployment.prefillWorkers)
                })
            #expect(
                totals.requestRate >= lastRate * (1 - Self.rounding),
                "\(requests): \(lastRate) \(totals.requestRate) \(scenario.servingSummary)")
            lastRate = totals.requestRate
            // Two sequences that are split may take less time than one.
            guard scenario.deployment.tbo == .off else { continue }
            #expect(
                totals.seconds >= last * (1 - Self.rounding),
                "\(requests): \(last) \(totals.seconds) \(scenario.servingSummary)")
            last = totals.seconds
        }
    }

    /// TTFT and TPOT may trade where prompts are computed beside, but a request as a whole takes no less for more of them.
    @Test func moreRequestsInFlightAreNotFasterForEachBesidePrompts() {
        each(500, seed: 34, .agg) { drawn in
            var last = 0.0
            let scenario = drawn.with { ($0.deployment.tbo, $0.workload.rounds) = (.off, 0) }
            for requests in Self.loads {
                let plan = PlanResult(scenario.with { $0.deployment.concurrency = requests })
                guard plan.fits else { break }
                // Little's law: what is in flight over what starts in a second.
                let seconds = requests / plan.totals.requestRate
                #expect(
                    seconds >= last * (1 - Self.rounding), "\(requests): \(last) \(seconds) \(scenario.servingSummary)")
                last = seconds
            }
        }
    }

    @Test func moreDecodeWorkersAreNeverSlower() {
        each(500, seed: 26, .disagg, checkDecodeWorkers)
    }

    private func checkDecodeWorkers(_ drawn: Scenario) {
        var last = Double.infinity
        let scenario = drawn.with { ($0.deployment.tbo, $0.workload.rounds) = (.off, 0) }
        for workers in [1.0, 2, 3, 5, 8] {
            let seconds = StepTotals.of(
                scenario.with {
                    // A load by the chip would grow with them.
                    $0.deployment.concurrency = scenario.sequences
                    $0.deployment.decodeWorkers = workers
                    // With as many prefill workers as keep up, faster decode would wait less for prefill.
                    $0.deployment.prefillWorkers = 1
                }
            ).seconds
            #expect(
                seconds <= last * (1 + Self.rounding),
                "\(workers): \(last) \(seconds) \(scenario.servingSummary)")
            last = seconds
        }
    }

    /// More of a resource, at the same requests in flight and with the same workers.
    @Test func aBetterChipServesNoFewerRequests() throws {
        var numbers = SeededGenerator(property: 128)
        for _ in 0..<PropertySeed.draws(3000) {
            let scenario = numbers.served(.disagg).with {
                $0.deployment.prefillWorkers = max(1, $0.deployment.prefillWorkers)
            }
            let (name, better, worse) = try numbers.change(scenario)
            let (before, after) = (StepTotals.of(worse).requestRate, StepTotals.of(better).requestRate)
            #expect(
                after >= before * (1 - Self.rounding), "\(name): \(before) \(after) \(scenario.servingSummary)")
        }
    }

    /// The same where prompts are computed beside decode.
    ///
    /// A few plans in 100,000 have more kinds of jumps close together than are looked at; these lose little.
    @Test func aBetterChipServesNoFewerRequestsBesidePrompts() throws {
        var numbers = SeededGenerator(property: 132)
        var fewer: [String] = []
        for _ in 0..<PropertySeed.draws(3000) {
            let scenario = numbers.served(.agg)
            let (name, better, worse) = try numbers.change(scenario)
            let (before, after) = (StepTotals.of(worse).requestRate, StepTotals.of(better).requestRate)
            let failure = "\(name): \(before) \(after) \(scenario.servingSummary)"
            #expect(after >= before * 0.97, "\(failure)")
            if after < before * (1 - Self.rounding) { fewer.append(failure) }
        }
        #expect(fewer.count <= 3, "\(fewer.count): \(fewer.first ?? "")")
    }

    /// More prefill workers never serve fewer requests; two short prompts that are split may take less time than one.
    @Test func morePrefillWorkersServeNoFewerRequests() {
        each(1000, seed: 129, .disagg) { drawn in
            let scenario = drawn.with { $0.deployment.tbo = .off }
            var last = 0.0
            for workers in [1.0, 2, 3, 5, 8, 64] {
                let rate = StepTotals.of(scenario.with { $0.deployment.prefillWorkers = workers }).requestRate
                // Each prompt of few tokens that comes sooner may take the loop over a jump of its pass.
                #expect(
                    rate >= last * 0.99, "\(workers): \(last) \(rate) \(scenario.servingSummary)")
                last = rate
            }
        }
    }

    /// A number of workers that is chosen is no worse than those beside it, in what it was chosen for.
    @Test(arguments: Deployment.PrefillGoal.allCases)
    func automaticWorkersAreNoWorseThanTheirNeighbours(_ goal: Deployment.PrefillGoal) throws {
        try each(300, seed: 29, .disagg) { try checkNeighbours($0, goal) }
    }

    /// 0.25 % more in one of 180,000 plans, where a tenth of a percent is a tie.
    @Test func neighboursWereBetterOnce() {
        withKnownIssue("between two workers and one the search for the best number does not look again") {
            try once(300, seed: 29 + 145, .disagg) { try checkNeighbours($0, .totalTokens) }
        }
    }

    private func checkNeighbours(_ scenario: Scenario, _ goal: Deployment.PrefillGoal) throws {
        let metric = try #require(Metric.named(goal.name))
        let automatic = scenario.with {
            ($0.deployment.prefillWorkers, $0.deployment.prefillGoal) = (0, goal)
        }
        let chosen = PlanResult(automatic)
        let workers = chosen.totals.prefillWorkers
        func value(_ workers: Double) -> Double {
            let plan = PlanResult(automatic.with { $0.deployment.prefillWorkers = workers })
            return metric.better == .higher ? metric.read(plan) : 1 / metric.read(plan)
        }
        let found = metric.better == .higher ? metric.read(chosen) : 1 / metric.read(chosen)
        #expect(isClose(value(workers), found, within: 1e-6), "\(scenario.servingSummary)")
        for other in [workers - 1, workers + 1] where other >= 1 {
            #expect(
                value(other) <= value(workers) * (1 + 1.01 * AutomaticWorkers.tie(goal)),
                "\(workers) \(other): \(value(workers)) \(value(other)) \(scenario.servingSummary)")
        }
    }

    /// A better chip with as many workers as suit it serves no fewer tokens, a chip or in all.
    ///
    /// But for ties between numbers of workers.
    @Test(arguments: [Deployment.PrefillGoal.tokensPerChip, .totalTokens])
    func aBetterChipServesNoFewerTokens(_ goal: Deployment.PrefillGoal) throws {
        var numbers = SeededGenerator(property: 30)
        try checkBetterChips(PropertySeed.draws(1000), goal, &numbers)
    }

    /// Two of 200,000 pairs lost, 0.0004 and 0.4 %: the best load stood in front of an earlier jump, and below the jump of a
    /// pass of prompts.
    @Test(arguments: [UInt64(189), 197]) func aBetterChipServesNoFewerTokensOnceFound(_ seed: UInt64) throws {
        var numbers = SeededGenerator(seed: 30 + seed)
        try checkBetterChips(1000, .tokensPerChip, &numbers)
    }

    private func checkBetterChips(
        _ count: Int, _ goal: Deployment.PrefillGoal, _ numbers: inout SeededGenerator
    ) throws {
        let metric = try #require(Metric.named(goal.name))
        for _ in 0..<count {
            let scenario = numbers.served(.disagg).with {
                ($0.deployment.prefillWorkers, $0.deployment.prefillGoal) = (0, goal)
            }
            let (name, better, worse) = try numbers.change(scenario)
            let (before, after) = (metric.read(PlanResult(worse)), metric.read(PlanResult(better)))
            #expect(
                after >= before * (1 - 1.01 * AutomaticWorkers.tie(goal)),
                "\(name): \(before) \(after) \(scenario.servingSummary)")
        }
    }
}
