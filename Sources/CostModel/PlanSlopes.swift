import Lanes

/// The derivatives of a plan's figures by what goes into it.
///
/// Where the figures have a corner or a step, the derivatives are those of the side on which the plan lies.
package struct PlanSlopes: Sendable {
    private let scenario: Scenario
    /// The loop of a plan that serves requests, and how it moves; nil in one phase alone.
    private let served: LoopSlope?
    /// The totals of a plan whose requests queue; nil where none do.
    private let queued: StepTotals?

    /// Works a plan out whose parallel sizes divide (`scenario.brokenRule == nil`).
    package init(_ scenario: Scenario) {
        self.scenario = scenario
        let isLoop = scenario.workload.serving != .static && !scenario.workload.isQueued
        served = isLoop ? LoopSlope(scenario) : nil
        queued = scenario.workload.isQueued ? StepTotals.of(scenario) : nil
    }

    /// The plan, each number with its derivative by the figures of these numbers (`Parameter.places`) together.
    package func by(_ places: [Int]) -> Engine<Dual>.PlanResult {
        var place = 0
        let s = scenario.map { value in
            defer { place += 1 }
            return Dual(value, isInput: places.contains(place))
        }
        if let queued { return Engine.PlanResult(scenario: s, totals: openTotals(s, queued, places)) }
        return Engine.PlanResult(scenario: s, totals: served?.totals(s) ?? Engine.StepTotals.ofPhase(s))
    }

    /// The totals of a plan whose requests queue: a queue has no derivatives, but differences.
    private func openTotals(
        _ s: Engine<Dual>.Scenario, _ here: StepTotals, _ places: [Int]
    ) -> Engine<Dual>.StepTotals {
        let width = 1e-4
        func moved(_ factor: Double) -> StepTotals {
            var place = 0
            return StepTotals.of(
                scenario.map { value in
                    defer { place += 1 }
                    return places.contains(place) ? value + factor * width * max(value.magnitude, width) : value
                })
        }
        let value = places.first.flatMap { scenario.figure(at: $0) } ?? 0
        let (low, high) = places.isEmpty ? (here, here) : (moved(-1), moved(1))
        func dual(_ read: (StepTotals) -> Double) -> Dual {
            Dual(read(here), derivative: (read(high) - read(low)) / (2 * width * max(value.magnitude, width)))
        }
        var totals = Engine<Dual>.StepTotals.ofPhase(s.decodeWorker)
        totals.seconds = dual(\.seconds)
        totals.communication = dual(\.communication)
        totals.flops = dual(\.flops)
        totals.firstToken = dual(\.firstToken)
        totals.requestRate = dual(\.requestRate)
        totals.prefillWorkers = Dual(here.prefillWorkers)
        totals.transfer = dual(\.transfer)
        totals.answerExcess = dual(\.answerExcess)
        totals.prefillMemory = dual(\.prefillMemory)
        totals.prefillStage = here.prefillStage
        totals.isSettled = here.isSettled
        return totals
    }
}
