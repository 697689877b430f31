@testable import CostModel
import TestSupport

/// Values near that of a plan, for a parameter that is a number.
struct NumericAxis {
    let parameter: Parameter
    let places: [Int]
    let values: [Double]

    /// The plan's value with a few others; nil for a choice.
    init?(_ parameter: Parameter, in scenario: Scenario, using generator: inout SeededGenerator) {
        guard parameter.choices.isEmpty, let places = parameter.places(in: scenario) else { return nil }
        let value = parameter.get(scenario)
        let others: [Double] =
            if parameter.isWhole {
                [value + 1, value - 1, value * 2, (value / 2).rounded(), value * 3, (value / 4).rounded()]
            } else if value == 0 {
                [1e-6, 1e-3, 0.5, 1, parameter.range.upperBound]
            } else {
                [value * 0.5, value * 0.9, value * 1.1, value * 2, 0, parameter.range.lowerBound]
            }
        let near = others.filter { parameter.refusal(of: $0) == nil && $0 != value }.shuffled(using: &generator)
        self.parameter = parameter
        self.places = places
        values = Array(([value] + near.prefix(4)).shuffled(using: &generator))
    }

    /// The values between which it lies.
    var range: ClosedRange<Double> { (values.min() ?? 0)...(values.max() ?? 0) }

    /// A scenario with another value.
    func with(_ value: Double, _ scenario: Scenario) -> Scenario {
        var copy = scenario
        parameter.set(&copy, value)
        return copy
    }
}

extension TracedPhase.Result {
    /// What a plan that was worked out alone has for it.
    func alone(_ scenario: Scenario, _ totals: StepTotals) -> Double {
        switch self {
        case .divides: scenario.brokenRule == nil ? 1 : 0
        case .feasible: scenario.brokenRule == nil && totals.fit(scenario) ? 1 : 0
        case .seconds: totals.seconds
        case .communication: totals.communication
        case .flops: totals.flops
        case .weights: totals.memory.weights
        case .memory: totals.memory.total
        case .stage: totals.memory.stage.code()
        case .splits: totals.splits ? 1 : 0
        }
    }
}
