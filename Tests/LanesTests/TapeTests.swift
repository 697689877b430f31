import TestSupport
import Testing

@testable import Lanes

/// A tape has the very values of the equations that were noted down.
@Suite struct TapeTests {
    /// Plans of a box with the values of results that a run gave, by their number in the frame.
    private func run(_ tape: Tape, _ drawn: RandomTape, _ box: [Range<Int>], _ frame: [Range<Int>], skips: Int? = nil)
        -> [Int: [Double]]
    {
        let room = frame.reduce(1) { $0 * $1.count }
        var copies = [[Double]](repeating: [Double](repeating: .pi, count: room), count: drawn.wanted.count)
        var found: [Int: [Double]] = [:]
        TapeRunner(tape, values: drawn.values).run(box, within: frame, skips: skips) { block in
            for place in 0..<block.count {
                let number = block.number(place)
                #expect(found[number] == nil, "\(number) twice")
                found[number] = drawn.wanted.indices.map { block.values($0)[place] }
            }
            for result in drawn.wanted.indices {
                block.each(result) { number, value in #expect(isSame(found[number]?[result] ?? .pi, value)) }
                if let same = block.same(result) { #expect(isSame(same, block.values(result)[0])) }
                copies[result].withUnsafeMutableBufferPointer { buffer in
                    if let base = buffer.baseAddress { block.copy(result, to: base) }
                }
            }
        }
        for (number, values) in found {
            for (result, value) in values.enumerated() { #expect(isSame(copies[result][number], value)) }
        }
        return found
    }

    /// The plans of a box: what each axis stands at, and the number in the frame.
    private func plans(_ box: [Range<Int>], _ frame: [Range<Int>]) -> [(digits: [Int], number: Int)] {
        zip(box, frame).reduce([([], 0)]) { plans, ranges in
            plans.flatMap { digits, number in
                ranges.0.map { (digits + [$0], number * ranges.1.count + $0 - ranges.1.lowerBound) }
            }
        }
    }

    @Test func everyPlanIsThatWorkedOutAlone() {
        var generator = SeededGenerator(property: 330)
        for round in 0..<PropertySeed.draws(150) {
            let drawn = RandomTape(using: &generator)
            let inner = drawn.inner(using: &generator)
            let tape = Tape(drawn.trace, results: drawn.results, counts: drawn.counts, inner: inner)
            let frame = drawn.box(within: drawn.counts.map { 0..<$0 }, using: &generator)
            let box = drawn.box(within: frame, using: &generator)
            let found = run(tape, drawn, box, frame)
            let plans = plans(box, frame)
            #expect(found.count == plans.count, "\(PropertySeed.note) round \(round)")
            for (digits, number) in plans {
                let (values, expected) = (found[number] ?? [], drawn.alone(digits))
                #expect(
                    values.count == expected.count && zip(values, expected).allSatisfy(isSame),
                    "\(PropertySeed.note) round \(round), axes in columns \(tape.inner), \(digits): \(values), alone \(expected)"
                )
            }
        }
    }

    /// What is skipped is of no use, and what is not has the values that it has without skipping.
    @Test func onlyWhatIsOfNoUseIsSkipped() {
        var generator = SeededGenerator(property: 331)
        var skipped = 0
        for round in 0..<PropertySeed.draws(300) {
            let drawn = RandomTape(using: &generator)
            let box = drawn.counts.map { 0..<$0 }
            // Of use where the axis that stands outside says so.
            let inner = Array(drawn.values.indices.dropFirst())
            let useful = Traced.select(
                drawn.trace.input(0, in: Interval(drawn.values[0].min() ?? 0, drawn.values[0].max() ?? 0)), below: 1, 0,
                1)
            let tape = Tape(
                drawn.trace, results: drawn.results.dropLast() + [useful], counts: drawn.counts,
                inner: inner.isEmpty ? nil : inner)
            let last = drawn.wanted.count - 1
            let found = run(tape, drawn, box, box, skips: last)
            for (digits, number) in plans(box, box) {
                let isUseful = !(drawn.values[0][digits[0]] < 1)
                guard let values = found[number] else {
                    #expect(!isUseful, "\(PropertySeed.note) round \(round): \(digits) is missing")
                    skipped += 1
                    continue
                }
                #expect(isUseful == (values[last] == 1))
                let expected = drawn.alone(digits).dropLast()
                #expect(
                    zip(values, expected).allSatisfy(isSame), "\(PropertySeed.note) round \(round): \(digits)")
            }
        }
        #expect(skipped > 1000)
    }

    /// x y + x over x = 1, 2 and y = 10, 20, 30: 11, 21, 31, 22, 42, 62.
    @Test(arguments: [nil, [0], [1], [0, 1]] as [[Int]?])
    func plansAreNumberedWithTheLastAxisFastest(_ inner: [Int]?) {
        let trace = Trace()
        let (x, y) = (trace.input(0, in: Interval(1, 2)), trace.input(1, in: Interval(10, 30)))
        let tape = Tape(trace, results: [x * y + x], counts: [2, 3], inner: inner)
        var values = [Double](repeating: 0, count: 6)
        TapeRunner(tape, values: [[1, 2], [10, 20, 30]]).run([0..<2, 0..<3], within: [0..<2, 0..<3]) { block in
            block.each(0) { values[$0] = $1 }
        }
        #expect(values == [11, 21, 31, 22, 42, 62])
    }

    /// A value that no axis touches is worked out once, and one that only the outer axis touches has one value a block.
    @Test func aValueRunsWhereItsAxesTurn() {
        let trace = Trace()
        let (x, y) = (trace.input(0, in: Interval(1, 2)), trace.input(1, in: Interval(1, 700)))
        let tape = Tape(trace, results: [x * 3, y * 3, x * y], counts: [2, 700], inner: [1])
        #expect(tape.scalars.map(\.count) == [0, 1] && tape.columns.map(\.count) == [1, 1])
        TapeRunner(tape, values: [[1, 2], (1...700).map(Double.init)]).run([0..<2, 0..<700], within: [0..<2, 0..<700]) {
            #expect($0.same(0) != nil && $0.same(1) == nil && $0.same(2) == nil)
        }
    }

    @Test func whatNoResultNeedsIsNotRun() {
        let trace = Trace()
        let x = trace.input(0, in: Interval(1, 9))
        _ = (x * 7).root
        #expect(Tape(trace, results: [x + 1], counts: [9]).instructions.count == 1)
    }

    @Test func anEmptyBoxHasNoPlans() {
        let trace = Trace()
        let x = trace.input(0, in: Interval(1, 9))
        let tape = Tape(trace, results: [x + 1], counts: [9])
        TapeRunner(tape, values: [(1...9).map(Double.init)]).run([3..<3], within: [0..<9]) { _ in
            Issue.record("a block")
        }
    }

    /// Constants, inputs and what no axis touches are results as well.
    @Test func anyValueIsAResult() {
        let trace = Trace()
        let x = trace.input(0, in: Interval(1, 3))
        let tape = Tape(trace, results: [5, x, x], counts: [3])
        var rows: [[Double]] = []
        TapeRunner(tape, values: [[1, 2, 3]]).run([0..<3], within: [0..<3]) { block in
            for place in 0..<block.count { rows.append((0..<3).map { block.values($0)[place] }) }
        }
        #expect(rows == [[5, 1, 1], [5, 2, 2], [5, 3, 3]])
    }
}
