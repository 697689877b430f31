import Lanes
import TestSupport
import Testing

@testable import CostModel

/// Derivatives by every parameter are those of differences of the same equations.
@Suite struct EngineSlopesTests {
    private func figures(_ totals: StepTotals) -> [Double] {
        [totals.seconds, totals.communication, totals.flops, totals.memory.total]
    }

    private func figures(_ totals: Engine<Dual>.StepTotals) -> [Dual] {
        [totals.seconds, totals.communication, totals.flops, totals.memory.total]
    }

    private func moved(_ scenario: Scenario, _ parameter: Parameter, _ value: Double) -> [Double] {
        figures(StepTotals.of(scenario.with { parameter.set(&$0, value) }))
    }

    /// All that changes between a value and one a millionth of it away is a slope, unless there is a corner.
    @Test func derivativesAreThoseOfDifferences() {
        var generator = SeededGenerator(property: 430)
        var (compared, corners, moving) = (0, 0, 0)
        for _ in 0..<PropertySeed.draws(150) {
            let drawn = generator.scenario()
            for parameter in Parameter.all {
                guard parameter.choices.isEmpty, let places = parameter.places(in: drawn) else { continue }
                // At zero, where most ranges end, equations change: what takes no time is not there. Whole numbers stand at the
                // edges of steps, and a little beside them there are few.
                let value = parameter.get(drawn) * Double.random(in: 0.999...1.001, using: &generator)
                guard value != 0 else { continue }
                let scenario = drawn.with { parameter.set(&$0, value) }
                let here = figures(StepTotals.of(scenario))
                let duals = figures(PlanSlopes(scenario).by(places).totals)
                let step = value * 1e-6
                let (above, below) = (
                    moved(scenario, parameter, value + step), moved(scenario, parameter, value - step)
                )
                let near = moved(scenario, parameter, value + step * 1e-3)
                for (figure, dual) in duals.enumerated() {
                    #expect(dual.value == here[figure], "\(parameter.name): \(scenario.summary)")
                    let right = (above[figure] - here[figure]) / step
                    let left = (here[figure] - below[figure]) / step
                    let fine = (near[figure] - here[figure]) / (step * 1e-3)
                    // What rounding leaves of a figure in a difference.
                    let noise = 1e-8 * here[figure] / value
                    let size = max(right.magnitude, left.magnitude)
                    // Stairs that are finer than the step look like a slope from afar.
                    guard (right - left).magnitude <= 1e-4 * size + noise,
                        (right - fine).magnitude <= 1e-2 * size + 1e3 * noise
                    else {
                        corners += 1
                        continue
                    }
                    compared += 1
                    let central = (above[figure] - below[figure]) / (2 * step)
                    if central.magnitude > noise { moving += 1 }
                    #expect(
                        (dual.derivative - central).magnitude
                            <= 1e-4 * max(central.magnitude, dual.derivative.magnitude) + noise,
                        "figure \(figure) by \(parameter.name): \(dual.derivative), by differences \(central), \(scenario.summary)"
                    )
                }
            }
        }
        #expect(
            compared > 9 * corners, "compared \(compared), of which \(moving) move, and left out \(corners) corners")
        #expect(moving * 8 > compared, "\(moving) of \(compared) move")
    }
}
