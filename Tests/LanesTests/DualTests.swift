import Lanes
import TestSupport
import Testing

/// Derivatives are those of the rules of calculus.
@Suite struct DualTests {
    private func at(_ value: Double) -> Dual { Dual(value, isInput: true) }

    /// At x = 4: (x + 3)' = 1, (3 - x)' = -1, (x x)' = 8, (1 / x)' = -1/16, root' = 1/4, (x^3)' = 48.
    @Test func operationsHaveTheirDerivatives() {
        let x = at(4)
        #expect((x + 3).derivative == 1 && (3 - x).derivative == -1)
        #expect((x * x).derivative == 8 && (1 / x).derivative == -0.0625)
        #expect(x.root.derivative == 0.25 && x.root.value == 2)
        #expect(x.wholePower(3).derivative == 48 && x.wholePower(3).value == 64)
        #expect(x.wholePower(0).derivative == 0 && x.wholePower(1).derivative == 1)
        #expect(Dual(7).derivative == 0 && (Dual(7) * 3).derivative == 0)
        #expect(x.derivative == 1 && Dual(4, isInput: false).derivative == 0)
    }

    @Test func stepsAreFlatAndCornersHaveTheSideOfTheNumber() {
        let x = at(2.5)
        #expect(x.ceiling == 3 && x.ceiling.derivative == 0)
        #expect(x.floor == 2 && x.floor.derivative == 0)
        #expect(x.ceilingLog2 == 2 && x.ceilingLog2.derivative == 0)
        #expect(Dual.lesser(x, 3).derivative == 1 && Dual.lesser(x, 2).derivative == 0)
        #expect(Dual.greater(x, 3).derivative == 0 && Dual.greater(x, 2).derivative == 1)
        #expect(Dual.choose(x, below: 3, x * x, 1).derivative == 5)
    }

    /// What does not change is nothing to infinity: 2 times infinity does not move, and 1 / infinity neither.
    @Test func whatStandsStillMovesNothing() {
        #expect((Dual(2) * Dual.infinity).derivative == 0)
        #expect((at(1) / Dual.infinity).derivative == 0)
        #expect(Dual(0).root.derivative == 0)
    }

    @Test func derivativesAreThoseOfDifferences() {
        var generator = SeededGenerator(property: 310)
        var (compared, all) = (0, 0)
        for _ in 0..<PropertySeed.draws(3000) {
            let kinds = RandomEquations.Step.smooth + [.lesser, .greater, .choose]
            let equations = RandomEquations(inputs: 3, count: 12, of: kinds, using: &generator)
            let point = (0..<3).map { _ in Double.random(in: 0.5...4, using: &generator) }
            let input = Int.random(in: 0..<3, using: &generator)
            let duals = equations.values(point.enumerated().map { Dual($1, derivative: $0 == input ? 1 : 0) })
            func moved(_ by: Double) -> [Double] {
                var moved = point
                moved[input] += by
                return equations.values(moved)
            }
            let step = 1e-5
            let (here, above, below) = (moved(0), moved(step), moved(-step))
            let (farAbove, farBelow) = (moved(10 * step), moved(-10 * step))
            for (place, dual) in duals.enumerated() {
                #expect(isSame(dual.value, here[place]))
                let size = here[place].magnitude + dual.derivative.magnitude
                guard size < 1e6 else { continue }
                all += 1
                let central = (above[place] - below[place]) / (2 * step)
                let wide = (farAbove[place] - farBelow[place]) / (20 * step)
                let right = (above[place] - here[place]) / step
                let left = (here[place] - below[place]) / step
                // A corner has two slopes, and what bends much has no difference to go by.
                let tolerance = 1e-5 * (1 + size)
                // What large numbers before it round away is in no difference either: x + 1e12 - 1e12.
                let largest = here[...place].reduce(0) { max($0, $1.magnitude) }
                guard 4 * largest.ulp / step < tolerance else { continue }
                guard (right - left).magnitude < 100 * tolerance, (wide - central).magnitude < tolerance else {
                    continue
                }
                compared += 1
                #expect(
                    (dual.derivative - central).magnitude < 4 * tolerance,
                    "\(PropertySeed.note) \(dual.derivative), by differences \(central)")
            }
        }
        #expect(compared > all * 4 / 5, "compared \(compared) of \(all)")
    }
}
