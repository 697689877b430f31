import TestSupport
import Testing

@testable import Lanes

/// What is noted down of equations: constants folded, equal nodes shared, comparisons decided by ranges.
@Suite struct TracedTests {
    private let trace = Trace()

    private func input(_ number: Int, _ low: Double, _ high: Double) -> Traced {
        trace.input(number, in: Interval(low, high))
    }

    /// 2 * 3 + root of 16 = 10, without a node.
    @Test func constantsAreFolded() {
        let value = Traced(2) * 3 + Traced(16).root
        #expect(value.constant == 10)
        #expect((Traced(2.5).ceiling + Traced(2).wholePower(3)).constant == 11)
        #expect(Traced.select(1, below: 2, 5, 7).constant == 5)
        #expect((Traced(0) / 0).constant?.isNaN == true)
        #expect(trace.nodes.isEmpty)
    }

    @Test func whatChangesNothingIsNotNoted() {
        let x = input(0, 1, 2)
        for same in [x + 0, 0 + x, x - 0, x * 1, 1 * x, x / 1] { #expect(same.node == x.node) }
        #expect((x * 0).constant == 0 && (0 * x).constant == 0 && (0 / x).constant == 0)
        #expect(trace.nodes.count == 1)
    }

    /// Zero times what may be infinite may be no number, and so may zero by what may be zero.
    @Test func zeroTimesInfinityIsKept() {
        let (x, wide) = (input(0, 0, 2), input(1, 1, .infinity))
        #expect((wide * 0).constant == nil && (0 / x).constant == nil)
        #expect((wide * 0).range == .everything)
    }

    @Test func equalNodesAreOne() {
        let (x, y) = (input(0, 1, 2), input(1, 1, 2))
        #expect((x + y).node == (x + y).node && (x + y).node != (y - x).node)
        #expect((x * 3).node == (x * 3).node && (x * 3).node != (x * 4).node)
        #expect(input(0, 1, 2).node == x.node)
    }

    @Test func rangesDecideWhatIsTaken() {
        let (low, high, wide) = (input(0, 1, 2), input(1, 3, 4), input(2, 0, 9))
        #expect(Traced.lesser(low, high).node == low.node && Traced.lesser(high, low).node == low.node)
        #expect(Traced.greater(low, high).node == high.node && Traced.greater(high, low).node == high.node)
        #expect(Traced.choose(low, below: high, low, high).node == low.node)
        #expect(Traced.choose(high, below: low, low, high).node == high.node)
        #expect(Traced.isBelow(low, wide) == nil)
        let open = Traced.choose(low, below: wide, low, high)
        #expect(open.node != low.node && open.node != high.node && open.range == Interval(1, 4))
        #expect(Traced.choose(low, below: wide, high, high).node == high.node)
        #expect(trace.undecided.isEmpty)
    }

    /// The larger of 1...2 and what may be anything is 1 at least; of what may be no number in the first place nothing is known.
    @Test func aLargerNumberIsNoLessThanTheFirst() {
        let (known, any) = (input(0, 1, 2), 1 / input(1, -1, 1))
        #expect(any.range == .everything && Traced.greater(known, any).range == Interval(1, .infinity))
        #expect(Traced.greater(any, known).range == .everything && Traced.greater(any, 2 * any).range == .everything)
        #expect(Traced.greater(known, input(2, 0, 9)).range == Interval(1, 9))
    }

    /// One is taken as the axis begins; the inputs say which axes have to be taken apart.
    @Test func undecidedComparisonsNameTheirInputs() {
        let (x, y, z) = (input(0, 1, 2), input(3, 1, 2), input(5, 7, 9))
        #expect(x < z && !(z < x) && x <= z && x != z)
        #expect(trace.undecided.isEmpty)
        _ = x * z < y * 8
        #expect(trace.undecided == [0, 3, 5])
    }

    @Test func equalityIsUndecidedWhereRangesMeet() {
        let (x, y) = (input(0, 1, 2), input(1, 2, 3))
        #expect(x == x && Traced(2) == 2)
        #expect(trace.undecided.isEmpty)
        #expect(x != y)
        #expect(trace.undecided == [0, 1])
    }

    @Test func aTraceTellsWhatAValueIsMadeOf() {
        let (x, y, z) = (input(0, 1, 2), input(1, 3, 4), input(2, 5, 6))
        let value = (x + 1) * Traced.lesser(y, z)
        #expect(trace.inputs(of: [value.node]) == [0, 1])
        #expect(trace.inputs(of: [z.node, value.node]) == [0, 1, 2])
        #expect(trace.inputs(of: value) == [0, 1] && trace.inputs(of: Traced(7)).isEmpty)
    }

    /// (x + 1) * min(y, z) at 2, 3, 5 is 9, and by x 3.
    @Test func aTraceIsEvaluatedOverAnyKindOfNumber() {
        let (x, y, z) = (input(0, 1, 2), input(1, 3, 6), input(2, 5, 6))
        let value = (x + 1) * Traced.lesser(y, z)
        let figure: Double = trace.evaluate(value, at: [2, 3, 5])
        #expect(figure == 9)
        let dual = trace.evaluate(value, at: [Dual(2, derivative: 1), 3, 5])
        #expect(dual.value == 9 && dual.derivative == 3)
        let constant: Double = trace.evaluate(Traced(7), at: [])
        #expect(constant == 7)
    }

    /// Ranges of nodes are what the same equations have over intervals, or narrower where a comparison was decided.
    @Test func rangesHoldEveryValue() {
        var generator = SeededGenerator(property: 320)
        for _ in 0..<PropertySeed.draws(1000) {
            let equations = RandomEquations(inputs: 3, count: 25, using: &generator)
            let box = (0..<3).map { _ in generator.interval() }
            let trace = Trace()
            let traced = equations.values(box.enumerated().map { trace.input($0, in: $1) })
            for _ in 0..<10 {
                let point = box.map { generator.point(of: $0) }
                for (value, traced) in zip(equations.values(point), traced) {
                    #expect(traced.range.contains(value), "\(PropertySeed.note) \(value) not in \(traced.range)")
                }
            }
        }
    }
}
