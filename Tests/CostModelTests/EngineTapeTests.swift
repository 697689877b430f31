import Lanes
import TestSupport
import Testing

@testable import CostModel

/// A tape of the equations has the very figures of plans that are worked out alone, whatever the axis.
@Suite struct EngineTapeTests {
    /// Metrics that a plan has a figure of, beside the results.
    private func metrics(_ scenario: Scenario) -> [Metric] {
        Metric.all.filter { $0.traced != nil && $0.hasValue(for: scenario) }
    }

    private func check(
        _ scenario: Scenario, _ axis: NumericAxis, _ place: Int, _ values: [Double], _ metrics: [Metric]
    ) {
        let changed = axis.with(axis.values[place], scenario)
        let note: Comment = "\(axis.parameter.name)=\(axis.values[place]): \(scenario.summary)"
        #expect(values[0] == (changed.brokenRule == nil ? 1 : 0), note)
        guard changed.brokenRule == nil else { return }
        let plan = PlanResult(changed)
        for (result, value) in zip(TracedPhase.Result.allCases, values) {
            #expect(isSame(value, result.alone(changed, plan.totals)), "\(result) \(note)")
        }
        // A figure that needs a price or a power has none at 0.
        for (metric, value) in zip(metrics, values.dropFirst(TracedPhase.Result.allCases.count))
        where metric.hasValue(for: changed) {
            #expect(isSame(value, metric.read(plan)), "\(metric.name) \(note)")
        }
    }

    /// A mixture that routes to no expert has no figures, in either way.
    private func isSame(_ a: Double, _ b: Double) -> Bool { a == b || a.isNaN && b.isNaN }

    @Test func everyNumericAxisHasTheFiguresOfItsPlans() {
        var generator = SeededGenerator(property: 410)
        var (whole, apart) = (0, 0)
        for _ in 0..<PropertySeed.draws(60) {
            let scenario = generator.scenario()
            let metrics = metrics(scenario)
            for parameter in Parameter.all {
                guard let axis = NumericAxis(parameter, in: scenario, using: &generator) else { continue }
                func trace(_ range: ClosedRange<Double>) -> TracedPhase {
                    TracedPhase(scenario, axes: [(axis.places, range)], figures: metrics.compactMap(\.traced))
                }
                let traced = trace(axis.range)
                guard traced.trace.undecided.isEmpty else {
                    // Different equations for different values: each is a plan without an axis, folded to constants.
                    apart += 1
                    for (place, value) in axis.values.enumerated() {
                        let one = trace(value...value)
                        let values = (one.results + one.figures).compactMap(\.constant)
                        #expect(one.trace.undecided.isEmpty && values.count == 9 + metrics.count)
                        check(scenario, axis, place, values, metrics)
                    }
                    continue
                }
                whole += 1
                let count = axis.values.count
                let tape = Tape(traced.trace, results: traced.results + traced.figures, counts: [count])
                TapeRunner(tape, values: [axis.values]).run([0..<count], within: [0..<count]) { block in
                    for place in 0..<block.count {
                        let values = (0..<(9 + metrics.count)).map { block.values($0)[place] }
                        check(scenario, axis, block.number(place), values, metrics)
                    }
                }
            }
        }
        // Most axes need one trace alone.
        #expect(whole > 3 * apart, "\(whole) axes whole, \(apart) taken apart")
    }
}
