import Lanes

/// The derivatives of a plan's figures by what goes into it.
///
/// Where the figures have a corner or a step, the derivatives are those of the side on which the plan lies.
package struct PlanSlopes {
    private let scenario: Scenario
    /// The loop of a plan that serves requests, and how it moves; nil in one phase alone.
    private let served: LoopSlope?

    /// Works a plan out whose parallel sizes divide (`scenario.brokenRule == nil`).
    package init(_ scenario: Scenario) {
        self.scenario = scenario
        served = scenario.workload.serving == .static ? nil : LoopSlope(scenario)
    }

    /// The plan, each number with its derivative by the figures of these numbers (`Parameter.places`) together.
    package func by(_ places: [Int]) -> Engine<Dual>.PlanResult {
        var place = 0
        let s = scenario.map { value in
            defer { place += 1 }
            return Dual(value, isInput: places.contains(place))
        }
        return Engine.PlanResult(scenario: s, totals: served?.totals(s) ?? Engine.StepTotals.ofPhase(s))
    }
}
