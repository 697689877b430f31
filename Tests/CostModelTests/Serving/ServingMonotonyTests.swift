import TestSupport
import Testing

@testable import CostModel

/// What more load and better chips do to plans that serve both phases.
///
/// A closed loop may take a faster chip to more sequences that decode, so that TPOT rises while TTFT falls; what never falls
/// is the rate. Two-batch overlap is left out where it makes a step of two sequences faster than one of one.
@Suite struct ServingMonotonyTests {
    private func each(
        _ count: Int, seed: UInt64, _ serving: Workload.Serving? = nil, _ check: (Scenario) throws -> Void
    ) rethrows {
        var numbers = SeededGenerator(property: seed)
        for _ in 0..<count {
            try check(
                numbers.served(serving).with {
                    $0.deployment.tboCode = 0
                    // A first round that takes ever longer leaves ever fewer to decode.
                    $0.workload.rounds = 0
                })
        }
    }

    @Test(arguments: [Workload.Serving.agg, .disagg])
    func moreRequestsInFlightAreNotFasterForEach(_ serving: Workload.Serving) {
        // A pool for decode alone takes steps of its own number of rows; in flight together rows of prompts smooth them.
        let jump = serving == .agg ? 0.01 : Self.jump
        each(500, seed: 25, serving) { scenario in
            var last = 0.0
            for requests in [1.0, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 4096] {
                let seconds = StepTotals.of(
                    scenario.with {
                        $0.workload.output = max(100, $0.workload.output)
                        $0.deployment.concurrency = requests
                        // Workers that follow the load are another deployment.
                        $0.deployment.prefillWorkers = max(1, $0.deployment.prefillWorkers)
                    }
                ).seconds
                #expect(seconds >= last * (1 - jump), "\(requests): \(last) \(seconds) \(scenario.servingSummary)")
                last = seconds
            }
        }
    }

    @Test func moreDecodeWorkersAreNeverSlower() {
        each(500, seed: 26, .disagg) { scenario in
            var last = Double.infinity
            for workers in [1.0, 2, 3, 5, 8] {
                let seconds = StepTotals.of(
                    scenario.with {
                        ($0.deployment.concurrency, $0.deployment.decodeWorkers) = (500, workers)
                        // With as many prefill workers as keep up, faster decode would wait less for prefill.
                        $0.deployment.prefillWorkers = 1
                    }
                ).seconds
                #expect(seconds <= last * (1 + 1e-6), "\(workers): \(last) \(seconds) \(scenario.servingSummary)")
                last = seconds
            }
        }
    }

    /// By how much the rate may fall where one more sequence adds a tile of rows to a step of hundreds.
    ///
    /// A better chip, or more requests, may take a loop over such a jump.
    private static let jump = 0.03

    /// More of a resource, at the same requests in flight and with the same workers.
    @Test(arguments: ["dram_bw", "flops", "intra_bw", "inter_bw", "matrix_eff", "attn_eff", "overlap"])
    func aBetterChipServesNoFewerRequests(_ name: String) throws {
        let parameter = try #require(Parameter.named(name))
        each(400, seed: 28) { scenario in
            let scenario = scenario.with { $0.deployment.concurrency = max(500, $0.deployment.concurrency) }
            var (worse, better) = (scenario, scenario)
            worse.deployment.prefillWorkers = max(1, worse.deployment.prefillWorkers)
            better.deployment.prefillWorkers = worse.deployment.prefillWorkers
            let value = parameter.get(scenario)
            parameter.set(&worse, 0.7 * value)
            let (before, after) = (StepTotals.of(worse), StepTotals.of(better))
            #expect(
                after.requestRate >= before.requestRate * (1 - Self.jump),
                "\(before.requestRate) \(after.requestRate) \(scenario.servingSummary)")
        }
    }

    /// More bandwidth takes no tokens from requests that prefill and decode together, but for a jump.
    @Test(arguments: ["dram_bw", "dram_util"])
    func moreBandwidthServesNoFewerRequests(_ name: String) throws {
        let parameter = try #require(Parameter.named(name))
        each(400, seed: 32, .agg) { drawn in
            // Requests of one or two tokens are all prefill.
            let scenario = drawn.with { $0.workload.output = max(100, $0.workload.output) }
            var worse = scenario
            parameter.set(&worse, 0.7 * parameter.get(scenario))
            let (before, after) = (StepTotals.of(worse).requestRate, StepTotals.of(scenario).requestRate)
            #expect(after >= before * (1 - Self.jump), "\(before) \(after) \(scenario.servingSummary)")
        }
    }

    /// A number of workers that is chosen is no worse than those beside it, in what it was chosen for.
    @Test(arguments: Deployment.PrefillGoal.allCases)
    func automaticWorkersAreNoWorseThanTheirNeighbours(_ goal: Deployment.PrefillGoal) throws {
        let metric = try #require(Metric.named(goal.name))
        each(300, seed: 29, .disagg) { scenario in
            let automatic = scenario.with {
                ($0.deployment.prefillWorkers, $0.deployment.prefillGoalCode) = (0, goal.code)
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
    }

    /// A better chip with as many workers as suit it serves no fewer tokens a chip.
    ///
    /// Requests of next to no prompt or answer have workers by the hundred or decode that prefill hardly sees, and of these
    /// numbers not every one is tried.
    @Test(arguments: ["dram_bw", "flops", "matrix_eff", "overlap", "inter_bw"])
    func aBetterChipServesNoFewerTokensAChip(_ name: String) throws {
        let parameter = try #require(Parameter.named(name))
        each(300, seed: 30, .disagg) { scenario in
            var worse = scenario.with {
                $0.deployment.prefillWorkers = 0
                $0.deployment.concurrency = max(500, $0.deployment.concurrency)
                $0.workload.output = max(100, $0.workload.output)
                $0.workload.input = max(1000, $0.workload.input)
            }
            let better = PlanResult(worse)
            parameter.set(&worse, 0.7 * parameter.get(worse))
            let (before, after) = (Metric.tpsChip.read(PlanResult(worse)), Metric.tpsChip.read(better))
            #expect(
                after >= before * (1 - Self.jump), "\(before) \(after) \(scenario.servingSummary)")
        }
    }
}
