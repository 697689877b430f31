import TestSupport

@testable import Lanes

/// Random equations noted down over a few axes.
struct RandomTape {
    let equations: RandomEquations
    /// The values of each axis.
    let values: [[Double]]
    /// The numbers of the equations that are worked out; the first says which blocks are of use.
    let wanted: [Int]
    let trace = Trace()
    let results: [Traced]

    /// Draws equations and axes, one of which may be long.
    init(using generator: inout SeededGenerator) {
        let axes = Int.random(in: 1...5, using: &generator)
        let long = Int.random(in: 0..<axes, using: &generator)
        let values = (0..<axes).map { axis in
            let most = axis == long ? generator.pick([1, 7, 64, 65, 700]) : 4
            return (0..<Int.random(in: max(1, most - 3)...most, using: &generator)).map { _ in generator.number() }
        }
        self.values = values
        let count = 20
        equations = RandomEquations(inputs: axes, count: count, using: &generator)
        wanted = (0..<4).map { _ in Int.random(in: 0..<(axes + count), using: &generator) } + [axes + count - 1]
        let trace = trace
        let inputs = values.indices.map { axis in
            trace.input(axis, in: Interval(values[axis].min() ?? 0, values[axis].max() ?? 0))
        }
        let all = equations.values(inputs)
        let numbers = wanted
        results = numbers.map { all[$0] }
    }

    var counts: [Int] { values.map(\.count) }

    /// What a plan comes to, worked out alone.
    func alone(_ digits: [Int]) -> [Double] {
        let all = equations.values(digits.enumerated().map { values[$0][$1] })
        return wanted.map { all[$0] }
    }

    /// Some axes that stand in columns; nil for those that are chosen.
    func inner(using generator: inout SeededGenerator) -> [Int]? {
        let chosen = values.indices.filter { _ in Bool.random(using: &generator) }
        return chosen.isEmpty || Bool.random(using: &generator) ? nil : chosen
    }

    /// A part of the space.
    func box(within frame: [Range<Int>], using generator: inout SeededGenerator) -> [Range<Int>] {
        frame.map { range in
            if Bool.random(using: &generator) { return range }
            let low = Int.random(in: range, using: &generator)
            return low..<Int.random(in: (low + 1)...range.upperBound, using: &generator)
        }
    }
}
