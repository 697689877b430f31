/// A number that is not worked out but noted down, with the numbers that it is made of.
///
/// A constant is folded at once. Everything else is a node of its trace, with the bounds of all values that it takes over
/// the axes of the space; a comparison that these bounds do not decide is noted as `undecided`. A tape has the very values of
/// the equations, but for the sign of a zero.
package struct Traced: Sendable {
    /// Where the node is; nil for a constant.
    let trace: Trace?
    /// The number of the node.
    let node: Int32
    /// The values that it takes.
    package let range: Interval
    /// The value of a constant, which may be no number.
    private let value: Double

    init(trace: Trace, node: Int32, range: Interval) {
        (self.trace, self.node, self.range, value) = (trace, node, range, .nan)
    }

    /// A number that is the same for every plan.
    package init(_ value: Double) { (trace, node, range, self.value) = (nil, -1, Interval(value), value) }

    /// The value, where it is the same for every plan.
    package var constant: Double? { trace == nil ? value : nil }
}

/// The nodes that tracing a set of equations left.
package final class Trace: @unchecked Sendable {
    // @unchecked: a trace is written by the one thread that runs the equations, and read only after that.

    struct Node: Hashable {
        let operation: Operation
        var a: Int32 = -1
        var b: Int32 = -1
        var c: Int32 = -1
        var d: Int32 = -1
        /// The bits of a constant, or the number of an input.
        var bits: UInt64 = 0
    }

    private(set) var nodes: [Node] = []
    private var known: [Node: Int32] = [:]
    private var undecidedNodes: Set<Int32> = []

    /// Makes an empty trace.
    package init() {
        nodes.reserveCapacity(1024)
        known.reserveCapacity(1024)
    }

    /// An input with the values that it takes.
    package func input(_ number: Int, in range: Interval) -> Traced {
        note(Node(operation: .input, bits: UInt64(number)), range)
    }

    /// The inputs on which comparisons depend that came out differently, or might have: tracing has to be done again with
    /// less of these.
    package var undecided: Set<Int> {
        inputs(of: undecidedNodes)
    }

    /// The inputs that some nodes are made of.
    func inputs(of roots: some Sequence<Int32>) -> Set<Int> {
        var seen: Set<Int32> = []
        var rest = Array(roots)
        var inputs: Set<Int> = []
        while let number = rest.popLast() {
            guard seen.insert(number).inserted else { continue }
            let node = nodes[Int(number)]
            if node.operation == .input { inputs.insert(Int(node.bits)) }
            rest += [node.a, node.b, node.c, node.d].filter { $0 >= 0 }
        }
        return inputs
    }

    func note(_ node: Node, _ range: Interval) -> Traced {
        if let number = known[node] { return Traced(trace: self, node: number, range: range) }
        let number = Int32(nodes.count)
        nodes.append(node)
        known[node] = number
        return Traced(trace: self, node: number, range: range)
    }

    /// The number of a value's node; a constant gets one.
    func number(_ value: Traced) -> Int32 {
        value.constant.map { note(Node(operation: .constant, bits: $0.bitPattern), value.range).node } ?? value.node
    }

    func doubt(_ a: Traced, _ b: Traced) {
        for value in [a, b] where value.trace != nil { undecidedNodes.insert(value.node) }
    }
}

extension Traced: Lane {
    package init(floatLiteral value: Double) { self.init(value) }
    package init(integerLiteral value: Int) { self.init(Double(value)) }
    package static var infinity: Traced { Traced(.infinity) }

    package static func + (a: Traced, b: Traced) -> Traced {
        if a.constant == 0 { return b }
        return b.constant == 0 ? a : two(.add, a, b, +, +)
    }
    package static func - (a: Traced, b: Traced) -> Traced { b.constant == 0 ? a : two(.subtract, a, b, -, -) }
    package static func * (a: Traced, b: Traced) -> Traced {
        if a.constant == 1 { return b }
        if b.constant == 1 { return a }
        // A product with zero is zero unless the other may be infinite.
        if a.constant == 0, b.isFinite { return a }
        return b.constant == 0 && a.isFinite ? b : two(.multiply, a, b, *, *)
    }
    package static func / (a: Traced, b: Traced) -> Traced {
        if b.constant == 1 { return a }
        return a.constant == 0 && b.range.low > 0 ? a : two(.divide, a, b, /, /)
    }
    package static func lesser(_ a: Traced, _ b: Traced) -> Traced {
        switch isBelow(a, b) {
        case true?: a
        case false?: b
        case nil: two(.lesser, a, b, Double.lesser, Interval.lesser)
        }
    }
    package static func greater(_ a: Traced, _ b: Traced) -> Traced {
        switch isBelow(a, b) {
        case true?: b
        case false?: a
        case nil: two(.greater, a, b, Double.greater, atLeast)
        }
    }
    package static func isBelow(_ a: Traced, _ b: Traced) -> Bool? {
        if let a = a.constant, let b = b.constant { return a < b }
        return Interval.isBelow(a.range, b.range)
    }
    package static func select(_ a: Traced, below b: Traced, _ x: Traced, _ y: Traced) -> Traced {
        if x.isSame(y) { return x }
        guard let trace = a.trace ?? b.trace else { return a.value < b.value ? x : y }
        return trace.note(
            Trace.Node(
                operation: .select, a: trace.number(a), b: trace.number(b), c: trace.number(x), d: trace.number(y)),
            Interval.select(a.range, below: b.range, x.range, y.range))
    }
    package var root: Traced { one(.root, \.root, \.root) }
    package var ceiling: Traced { one(.ceiling, \.ceiling, \.ceiling) }
    package var floor: Traced { one(.floor, \.floor, \.floor) }
    package var ceilingLog2: Traced { one(.ceilingLog2, \.ceilingLog2, \.ceilingLog2) }
    package func wholePower(_ exponent: Traced) -> Traced {
        Self.two(.power, self, exponent, { $0.wholePower($1) }, { $0.wholePower($1) })
    }

    package static func < (a: Traced, b: Traced) -> Bool {
        if let answer = isBelow(a, b) { return answer }
        (a.trace ?? b.trace)?.doubt(a, b)
        return a.range.low < b.range.low
    }
    package static func <= (a: Traced, b: Traced) -> Bool {
        if let a = a.constant, let b = b.constant { return a <= b }
        if a.range.high <= b.range.low { return true }
        if a.range.low > b.range.high { return false }
        (a.trace ?? b.trace)?.doubt(a, b)
        return a.range.low <= b.range.low
    }
    /// Whether both have the same value in every plan.
    package static func == (a: Traced, b: Traced) -> Bool {
        if let a = a.constant, let b = b.constant { return a == b }
        if a.isSame(b) { return true }
        if a.range.high < b.range.low || b.range.high < a.range.low { return false }
        (a.trace ?? b.trace)?.doubt(a, b)
        return false
    }

    /// The larger of two numbers; where nothing is known of the second, which may be no number, it is no less than the first.
    private static func atLeast(_ a: Interval, _ b: Interval) -> Interval {
        b.isEverything && !a.isEverything ? Interval(a.low, .infinity) : .greater(a, b)
    }

    private var isFinite: Bool { range.low > -.infinity && range.high < .infinity }

    private func isSame(_ other: Traced) -> Bool {
        trace == nil
            ? other.trace == nil && value.bitPattern == other.value.bitPattern
            : other.trace != nil && node == other.node
    }

    private static func two(
        _ operation: Operation, _ a: Traced, _ b: Traced, _ fold: (Double, Double) -> Double,
        _ bound: (Interval, Interval) -> Interval
    ) -> Traced {
        guard let trace = a.trace ?? b.trace else { return Traced(fold(a.value, b.value)) }
        return trace.note(
            Trace.Node(operation: operation, a: trace.number(a), b: trace.number(b)), bound(a.range, b.range))
    }

    private func one(
        _ operation: Operation, _ fold: (Double) -> Double, _ bound: (Interval) -> Interval
    ) -> Traced {
        guard let trace else { return Traced(fold(value)) }
        return trace.note(Trace.Node(operation: operation, a: node), bound(range))
    }
}
