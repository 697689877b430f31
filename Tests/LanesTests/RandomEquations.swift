import Lanes
import TestSupport

/// Equations drawn at random, which any kind of number can be put into.
struct RandomEquations {
    /// What works a number out of some that were there before.
    enum Step: CaseIterable {
        case constant, add, subtract, multiply, divide, lesser, greater, choose, root, ceiling, floor, ceilingLog2,
            power

        /// Those without a corner or a step.
        static let smooth: [Step] = [.constant, .add, .subtract, .multiply, .divide, .root, .power]
    }

    /// Each step with the numbers it is made of and, for a constant, its value.
    private let steps: [(step: Step, from: [Int], value: Double)]

    /// Constants that equations are made of; folding treats some of them apart.
    private static let constants: [Double] = [0, 1, -1, 0.5, 2, 3, 1e-9, 1e6, 0.125]

    /// Draws as many steps, over as many inputs.
    init(inputs: Int, count: Int, of kinds: [Step] = Step.allCases, using generator: inout SeededGenerator) {
        steps = (inputs..<(inputs + count)).map { number in
            let step = kinds[Int.random(in: 0..<kinds.count, using: &generator)]
            let from = (0..<4).map { _ in
                // Mostly of what came last, so that equations grow deep.
                let least = Bool.random(using: &generator) ? max(0, number - 4) : 0
                return Int.random(in: least..<number, using: &generator)
            }
            let value = Self.constants[Int.random(in: 0..<Self.constants.count, using: &generator)]
            return (step, from, value)
        }
    }

    /// The inputs and what every step comes to.
    func values<V: Lane>(_ inputs: [V]) -> [V] {
        var values = inputs
        for (step, from, value) in steps {
            values.append(Self.work(step, from.map { values[$0] }, value))
        }
        return values
    }

    /// One step; what it takes is kept within what the step is declared for.
    private static func work<V: Lane>(_ step: Step, _ from: [V], _ value: Double) -> V {
        let (a, b) = (from[0], from[1])
        switch step {
        case .constant: return V(value) + a * V(value)
        case .add: return a + b
        case .subtract: return a - b
        case .multiply: return a * b
        // By a zero: its square, since no figure depends on the sign of a zero, and tapes and ranges do not keep it.
        case .divide: return V.choose(b * b, below: 1e-300, a / (b * b), a / b)
        case .lesser: return V.lesser(a, b)
        case .greater: return V.greater(a, b)
        case .choose: return V.choose(a, below: b, from[2], from[3])
        case .root: return V.greater(a, 0).root
        case .ceiling: return V.lesser(V.greater(a, 0), 1e6).ceiling
        case .floor: return V.lesser(V.greater(a, 0), 1e6).floor
        case .ceilingLog2: return V.lesser(V.greater(a, 1), 1e9).ceilingLog2
        case .power: return a.wholePower(V.lesser(V.greater(b, 0), 20).floor)
        }
    }
}

extension SeededGenerator {
    /// A number of any size and sign, often a small or whole one.
    mutating func number() -> Double {
        switch Int.random(in: 0..<6, using: &self) {
        case 0: pick([0, 1, -1, 2, 0.5, 64])
        case 1: Double(Int.random(in: -20...200, using: &self))
        case 2: Double.random(in: -1...1, using: &self)
        case 3: Double.random(in: 0...100, using: &self)
        case 4: Double.random(in: 0...1e12, using: &self)
        default: Double.random(in: 1e-9...1e-3, using: &self)
        }
    }

    /// An interval that is a point, narrow or wide.
    mutating func interval() -> Interval {
        let (a, b) = (number(), number())
        switch Int.random(in: 0..<4, using: &self) {
        case 0: return Interval(a)
        case 1: return Interval(a, a + a.magnitude * 1e-6)
        default: return Interval(min(a, b), max(a, b))
        }
    }

    /// A number of an interval, often an end of it.
    mutating func point(of interval: Interval) -> Double {
        switch Int.random(in: 0..<4, using: &self) {
        case 0: interval.low
        case 1: interval.high
        default: min(interval.high, max(interval.low, Double.random(in: interval.low...interval.high, using: &self)))
        }
    }
}

/// Whether two numbers are the same to the last bit, but for the sign of a zero; none is the same as none.
func isSame(_ a: Double, _ b: Double) -> Bool { a == b || a.isNaN && b.isNaN }
