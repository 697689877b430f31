import TestSupport
import Testing

@testable import Lanes

/// The bounds of a box hold every plan in it.
@Suite struct TapeBoundsTests {
    /// x / y over [1, 4] and [2, 8]: [1/8, 2]; then over [2, 4]: [1/4, 2].
    @Test func boundsAreThoseOfTheEquations() {
        let trace = Trace()
        let (x, y) = (trace.input(0, in: Interval(1, 4)), trace.input(1, in: Interval(2, 8)))
        var bounds = TapeBounds(Tape(trace, results: [x / y, x], counts: [4, 7]), axes: 2)
        #expect(
            bounds.bounds([Interval(1, 4), Interval(2, 8)]) == [Interval(0.125.nextDown, 2.nextUp), Interval(1, 4)])
        #expect(
            bounds.bounds([Interval(2, 4), Interval(2, 8)]) == [Interval(0.25.nextDown, 2.nextUp), Interval(2, 4)])
    }

    /// Boxes follow one another, each unlike the one before in some axes: bounds are those of the box alone, and hold its plans.
    @Test func everyPlanOfEveryBoxLiesInItsBounds() {
        var generator = SeededGenerator(property: 340)
        for round in 0..<PropertySeed.draws(200) {
            let drawn = RandomTape(using: &generator)
            let tape = Tape(drawn.trace, results: drawn.results, counts: drawn.counts)
            var following = TapeBounds(tape, axes: drawn.counts.count)
            var box = drawn.counts.map { 0..<$0 }
            for _ in 0..<12 {
                for (axis, part) in drawn.box(within: drawn.counts.map { 0..<$0 }, using: &generator).enumerated()
                where Int.random(in: 0..<3, using: &generator) == 0 {
                    box[axis] = part
                }
                let ranges = box.enumerated().map { axis, range in
                    Interval(drawn.values[axis][range].min() ?? 0, drawn.values[axis][range].max() ?? 0)
                }
                let bounds = following.bounds(ranges)
                var alone = TapeBounds(tape, axes: drawn.counts.count)
                #expect(bounds == alone.bounds(ranges), "\(PropertySeed.note) round \(round)")
                for _ in 0..<20 {
                    let digits = box.map { Int.random(in: $0, using: &generator) }
                    for (value, bounds) in zip(drawn.alone(digits), bounds) {
                        #expect(
                            bounds.contains(value), "\(PropertySeed.note) round \(round): \(value) not in \(bounds)")
                    }
                }
            }
        }
    }
}
