/// Bounds of a tape's results over boxes of plans.
///
/// What the last box had already is not worked out again: boxes that follow one another mostly differ on one axis.
package struct TapeBounds {
    private let tape: Tape
    private var nodes: [Interval]
    private var inputs: [Interval?]

    /// Prepares to bound a tape's results.
    package init(_ tape: Tape, axes: Int) {
        self.tape = tape
        nodes = [Interval](repeating: Interval(0), count: tape.nodeCount)
        inputs = [Interval?](repeating: nil, count: axes)
        for (node, value) in tape.constants { nodes[Int(node)] = Interval(value) }
    }

    /// The bounds of every result where the axes take values in these ranges.
    package mutating func bounds(_ ranges: [Interval]) -> [Interval] {
        var turned: UInt64 = 0
        for (axis, range) in ranges.enumerated() where inputs[axis] != range {
            inputs[axis] = range
            turned |= 1 << UInt64(axis)
        }
        for (axis, node) in tape.inputs { nodes[Int(node)] = ranges[axis] }
        nodes.withUnsafeMutableBufferPointer { nodes in
            for code in tape.instructions where code.axes & turned != 0 {
                nodes[Int(code.out)] = Self.evaluate(code, nodes)
            }
        }
        return tape.results.map { nodes[Int($0)] }
    }

    private static func evaluate(
        _ code: Tape.Instruction, _ nodes: UnsafeMutableBufferPointer<Interval>
    ) -> Interval {
        code.operation.work(nodes[Int(code.a)], nodes[Int(code.b)], nodes[Int(code.c)], nodes[Int(code.d)])
    }
}
