import Lanes
import TestSupport
import Testing

@testable import CostModel

/// What plans that serve requests come to, beside their metrics, as it was before it was last changed on purpose.
@Suite struct RecordedServingTests {
    private static func line(_ number: Int, _ figures: [Double]) -> String {
        "plan \(number) " + figures.map(RecordedLines.word).joined(separator: " ")
    }

    /// What formulas of metrics speak of.
    @Test func everyFigureOfAFormula() throws {
        let plans = RecordedFiguresTests.plans().enumerated().filter { $0.offset % 3 == 0 }
        try RecordedLines.check(
            "formula-figures.txt",
            plans.map { number, scenario in
                let plan = PlanResult(scenario)
                return "plan \(number) "
                    + Figure.all.map { "\($0.name) \(RecordedLines.word($0.read(plan)))" }.joined(separator: " ")
            })
    }

    /// Clients whose requests differ in length, in the mean of all rounds or for ever.
    private static func clients() -> [Scenario] {
        var generator = SeededGenerator(seed: 20_261_128)
        return (0..<40).map { _ in
            var s = generator.served(of: .recorded)
            (s.workload.rate, s.workload.users) = (0, 0)
            (s.workload.inputVariation, s.workload.outputVariation) = (
                generator.pick([0, 0.1, 0.8]), generator.pick([0.1, 0.9])
            )
            s.workload.rounds = generator.pick([0, 1, 10])
            s.deployment.concurrency = generator.pick([1, 8, 64, 500])
            s.deployment.replicas = generator.pick([1, 1, 3])
            return s
        }
    }

    @Test func clientsWhoseRequestsDiffer() throws {
        try RecordedLines.check(
            "clients.txt",
            Self.clients().enumerated().map { number, scenario in
                let (step, plan) = (ServedStep(scenario), PlanResult(scenario))
                let parts = step.firstToken
                return Self.line(
                    number,
                    [
                        plan.totals.seconds, plan.requestRate, plan.totals.firstToken, plan.tokensPerChip,
                        parts.wait, parts.queue, parts.prefill, plan.totals.transfer, plan.totals.flops,
                        plan.totals.communication, plan.totals.memory.total, plan.totals.prefillMemory,
                        plan.totals.prefillWorkers,
                    ])
            })
    }

    /// The derivatives of queued and of closed plans by what matters to most.
    @Test func slopes() throws {
        let queued = RecordedFiguresTests.plans().filter { $0.workload.isQueued && $0.brokenRule == nil }.prefix(8)
        let closed = RecordedFiguresTests.plans().filter { !$0.workload.isQueued && $0.brokenRule == nil }.prefix(12)
        let names = ["dram_bw", "flops", "intra_bw", "request_time", "input"]
        try RecordedLines.check(
            "slopes.txt",
            (queued + closed).enumerated().flatMap { number, scenario in
                let slopes = PlanSlopes(scenario)
                return names.compactMap { name -> String? in
                    guard let parameter = Parameter.named(name), let places = parameter.places(in: scenario) else {
                        return nil
                    }
                    let totals = slopes.by(places).totals
                    let figures = [totals.seconds, totals.firstToken, totals.requestRate, totals.flops]
                    // Differences keep half of the digits.
                    let signs = figures.map { dual -> Double in
                        let share = dual.derivative * parameter.get(scenario) / dual.value
                        return (share * 1e4).rounded() / 1e4
                    }
                    return "\(number) \(name) \(totals.isSettled) "
                        + figures.map { RecordedLines.word($0.value) }.joined(separator: " ")
                        + " | " + signs.map { "\($0)" }.joined(separator: " ")
                }
            })
    }

    /// A queue has as many requests as keep a token within a limit.
    @Test func ratesWithinALimit() throws {
        try RecordedLines.check(
            "rates.txt",
            Self.clients().enumerated().compactMap { number, scenario -> String? in
                guard let model = try? QueueModel(scenario, rate: 1, prefillWorkers: 1) else { return nil }
                return Self.line(number, [0.001, 0.01, 0.05, 1, .infinity].map { model.rate(within: $0) })
            })
    }
}
