import Lanes
import TestSupport
import Testing

@testable import CostModel

/// The bounds of a box of plans hold every plan in it.
@Suite struct EngineBoundsTests {
    /// Parameters that plans are searched over, and any others.
    private static let usual = [
        "chips", "tp", "pp", "batch", "moe_tp", "input", "inter_bw", "dram_bw", "flops", "latency",
    ]

    private func axes(_ scenario: Scenario, using generator: inout SeededGenerator) -> [NumericAxis] {
        var axes: [NumericAxis] = []
        let count = Int.random(in: 2...3, using: &generator)
        while axes.count < count {
            let all = Parameter.all.filter { axis in
                !axes.contains { $0.parameter == axis }
                    && (Self.usual.contains(axis.name) || Int.random(in: 0..<12, using: &generator) == 0)
            }
            guard let axis = NumericAxis(generator.pick(all), in: scenario, using: &generator) else { continue }
            // Two names of one figure are no two axes.
            if !axes.contains(where: { $0.places.contains(where: axis.places.contains) }) { axes.append(axis) }
        }
        return axes
    }

    /// Ranges of axes over which the same equations hold, and their trace.
    private func decided(_ scenario: Scenario, _ axes: [NumericAxis]) -> (
        traced: TracedPhase, ranges: [ClosedRange<Double>]
    ) {
        var ranges = axes.map(\.range)
        while true {
            let traced = TracedPhase(scenario, axes: axes.indices.map { (axes[$0].places, ranges[$0]) })
            guard let axis = traced.trace.undecided.first else { return (traced, ranges) }
            let value = axes[axis].parameter.get(scenario)
            ranges[axis] = value...value
        }
    }

    @Test func everyPlanOfABoxLiesInItsBounds() {
        var generator = SeededGenerator(property: 420)
        var (plans, known, all) = (0, 0, 0)
        for _ in 0..<PropertySeed.draws(1500) {
            let scenario = generator.scenario()
            let axes = axes(scenario, using: &generator)
            let (traced, ranges) = decided(scenario, axes)
            let results = TracedPhase.Result.allCases
            let tape = Tape(traced.trace, results: traced.results, counts: axes.map(\.values.count))
            var bounds = TapeBounds(tape, axes: axes.count)
            for _ in 0..<4 {
                // A box between two of the values of each axis.
                let boxes = zip(axes, ranges).map { axis, range in
                    let inside = axis.values.filter(range.contains)
                    let (a, b) = (generator.pick(inside), generator.pick(inside))
                    return min(a, b)...max(a, b)
                }
                let found = bounds.bounds(boxes.map { Interval($0.lowerBound, $0.upperBound) })
                known += found.filter { !$0.isEverything }.count
                all += found.count
                for _ in 0..<8 {
                    var plan = scenario
                    for (axis, box) in zip(axes, boxes) {
                        let inside = axis.values.filter(box.contains)
                        let between = Double.random(in: box, using: &generator)
                        let whole = min(box.upperBound, max(box.lowerBound, between.rounded()))
                        axis.parameter.set(
                            &plan,
                            Bool.random(using: &generator)
                                ? generator.pick(inside) : axis.parameter.isWhole ? whole : between)
                    }
                    let divides = plan.brokenRule == nil
                    #expect(found[0].contains(divides ? 1 : 0), "\(plan.summary)")
                    guard divides else { continue }
                    plans += 1
                    let totals = StepTotals.of(plan)
                    for (result, bounds) in zip(results, found) {
                        let value = result.alone(plan, totals)
                        #expect(
                            bounds.contains(value),
                            "\(result) \(value) not in \(bounds), \(axes.map(\.parameter.name)): \(plan.summary)")
                    }
                }
            }
        }
        // Boxes hold plans, and bounds that say nothing would hold everything as well.
        #expect(plans > PropertySeed.draws(30_000), "\(plans)")
        #expect(known * 10 > all * 9, "\(known) of \(all)")
    }
}
