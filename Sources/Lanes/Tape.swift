/// What some values of a trace take to work out, in an order in which they can be run for many plans.
///
/// Each node runs only when an axis turns on which it depends. Nodes that depend on a column axis hold a value for each of a
/// block of plans; the others hold one.
package struct Tape: Sendable {
    /// One node of the trace that is still needed.
    struct Instruction: Sendable {
        let operation: Operation
        let out: Int32
        let a: Int32
        let b: Int32
        let c: Int32
        let d: Int32
        /// Which of the operands are columns, from the lowest bit on.
        let columns: UInt8
        /// The axes on which it depends.
        let axes: UInt64
    }

    /// Axes that turn one after the other, the outermost first.
    let outer: [Int]
    /// Axes whose values stand beside each other in columns.
    let inner: [Int]
    /// Instructions with one value, by the outer axes that have to turn before they run again: none, the first, ...
    let scalars: [[Instruction]]
    /// Instructions with a value for each plan of a block, likewise.
    let columns: [[Instruction]]
    /// All instructions in the order of the trace.
    let instructions: [Instruction]
    /// The numbers of constants.
    let constants: [(node: Int32, value: Double)]
    /// The nodes of the axes that are used.
    let inputs: [(axis: Int, node: Int32)]
    /// The nodes of the results.
    let results: [Int32]
    /// The column in which a node is kept; -1 for those with one value.
    let slots: [Int32]
    /// Columns that are needed at a time.
    let slotCount: Int
    /// Nodes of the trace.
    var nodeCount: Int { slots.count }

    /// Plans in a block at most: what keeps the columns in a core's cache.
    var width: Int { max(64, min(512, (256 << 10) / (8 * max(1, slotCount)))) / 8 * 8 }

    /// Lays a trace out for axes of so many values.
    ///
    /// - Parameter inner: the axes that stand in columns; nil for those that make it fastest.
    package init(_ trace: Trace, results: [Traced], counts: [Int], inner chosen: [Int]? = nil) {
        self.results = results.map { trace.number($0) }
        let nodes = trace.nodes
        var isLive = [Bool](repeating: false, count: nodes.count)
        for node in self.results { isLive[Int(node)] = true }
        for number in nodes.indices.reversed() where isLive[number] {
            for operand in nodes[number].operands { isLive[Int(operand)] = true }
        }
        var axes = [UInt64](repeating: 0, count: nodes.count)
        for (number, node) in nodes.enumerated() {
            axes[number] =
                node.operation == .input
                ? 1 << node.bits : node.operands.reduce(0) { $0 | axes[Int($1)] }
        }
        let live = nodes.indices.filter { isLive[$0] }
        let layout = Layout(
            nodes: live.map { (nodes[$0].operation, axes[$0]) }.filter { $0.0 != .constant && $0.0 != .input },
            counts: counts, inner: chosen)
        (outer, inner) = (layout.outer, layout.inner)
        let columnAxes = inner.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }

        constants = live.filter { nodes[$0].operation == .constant }.map {
            (Int32($0), Double(bitPattern: nodes[$0].bits))
        }
        inputs = live.filter { nodes[$0].operation == .input }.map { (Int(nodes[$0].bits), Int32($0)) }
        func isColumn(_ node: Int32) -> Bool { axes[Int(node)] & columnAxes != 0 }
        let found = live.filter { nodes[$0].operation != .constant && nodes[$0].operation != .input }.map { number in
            Instruction(nodes[number], Int32(number), axes: axes[number], isColumn)
        }
        instructions = found
        var scalars = [[Instruction]](repeating: [], count: layout.outer.count + 1)
        var columns = scalars
        for instruction in found {
            let level = layout.level(instruction.axes)
            if isColumn(instruction.out) {
                columns[level].append(instruction)
            } else {
                scalars[level].append(instruction)
            }
        }
        (self.scalars, self.columns) = (scalars, columns)
        var allotment = Allotment(nodes: nodes.count)
        for (axis, node) in inputs where layout.inner.contains(axis) { allotment.keep(node) }
        allotment.place(columns, results: self.results, isColumn: isColumn)
        (slots, slotCount) = (allotment.slots, allotment.count)
    }

    /// Instructions that all have a value for each plan.
    init(
        columns: [Instruction], constants: [(node: Int32, value: Double)], results: [Int32], slots: [Int32],
        slotCount: Int
    ) {
        (outer, inner, inputs, scalars) = ([], [], [], [[]])
        (instructions, self.columns) = (columns, [columns])
        (self.constants, self.results, self.slots, self.slotCount) = (constants, results, slots, slotCount)
    }
}

extension Trace.Node {
    /// The nodes that it is made of.
    var operands: [Int32] { [a, b, c, d].filter { $0 >= 0 } }
}

/// Which axes turn and which stand in columns, chosen so that nodes run as seldom as possible.
struct Layout {
    let outer: [Int]
    let inner: [Int]

    /// Values of a column below which its set-up shows.
    private static let wide = 192
    private static let block = 512.0

    init(
        nodes: [(operation: Operation, axes: UInt64)], counts: [Int], inner chosen: [Int]? = nil
    ) {
        let weights = counts.indices.map { axis in
            nodes.reduce(0.0) { $0 + ($1.axes & 1 << UInt64(axis) != 0 ? Self.cost($1.operation) : 0) }
        }
        // Those that touch most turn least often.
        let ranked = counts.indices.sorted { (weights[$0], $1) > (weights[$1], $0) }
        if let chosen {
            (outer, inner) = (ranked.filter { !chosen.contains($0) }, chosen)
            return
        }
        var best: (cost: Double, outer: [Int], inner: [Int]) = (.infinity, [], [])
        for first in counts.indices {
            var inner = [first]
            var width = counts[first]
            for axis in ranked where axis != first && width < Self.wide {
                inner.append(axis)
                width *= counts[axis]
            }
            let outer = ranked.filter { !inner.contains($0) }
            let cost = Self.cost(nodes, outer: outer, inner: inner, counts: counts, width: Double(width))
            if cost < best.cost { best = (cost, outer, inner.sorted()) }
        }
        (outer, inner) = (best.outer, best.inner)
    }

    /// How many of the outer axes have to be still for a node that depends on `axes` not to run again.
    func level(_ axes: UInt64) -> Int {
        (outer.lastIndex { axes & 1 << UInt64($0) != 0 } ?? -1) + 1
    }

    /// Nanoseconds of all combinations, about, with `width` plans in columns.
    static func cost(
        _ nodes: [(operation: Operation, axes: UInt64)], outer: [Int], inner: [Int], counts: [Int], width: Double
    ) -> Double {
        var turns = [1.0]
        for axis in outer { turns.append((turns.last ?? 1) * Double(counts[axis])) }
        let columnAxes = inner.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
        let blocks = max(1, width / block)
        return nodes.reduce(0) { sum, node in
            let level = (outer.lastIndex { node.axes & 1 << UInt64($0) != 0 } ?? -1) + 1
            let once = node.axes & columnAxes != 0 ? 20 * blocks + width * cost(node.operation) : 6
            return sum + turns[level] * once
        }
    }

    /// Nanoseconds of one value, about.
    private static func cost(_ operation: Operation) -> Double {
        switch operation {
        case .divide, .root: 1.2
        case .power: 12
        case .select, .ceiling, .floor, .ceilingLog2: 0.8
        default: 0.3
        }
    }
}

/// Which column each node is kept in; one that is needed no more is used again.
struct Allotment {
    private(set) var slots: [Int32]
    private(set) var count = 0
    private var free: [Int32] = []

    init(nodes: Int) { slots = [Int32](repeating: -1, count: nodes) }

    /// Gives a node a column of its own.
    mutating func keep(_ node: Int32) { slots[Int(node)] = take() }

    /// Gives the nodes of all levels their columns.
    mutating func place(_ levels: [[Tape.Instruction]], results: [Int32], isColumn: (Int32) -> Bool) {
        // Where a node was made, and where it is used for the last time; what another level uses stays.
        var level = [Int](repeating: -1, count: slots.count)
        var last = [Int](repeating: -1, count: slots.count)
        for (number, instructions) in levels.enumerated() {
            for instruction in instructions { level[Int(instruction.out)] = number }
        }
        for (number, instructions) in levels.enumerated() {
            for (place, instruction) in instructions.enumerated() {
                for operand in instruction.operands where isColumn(operand) {
                    let isOwn = level[Int(operand)] == number && last[Int(operand)] != .max
                    last[Int(operand)] = isOwn ? place : .max
                }
            }
        }
        for node in results where isColumn(node) { last[Int(node)] = .max }
        for (number, instructions) in levels.enumerated() {
            for (place, instruction) in instructions.enumerated() {
                slots[Int(instruction.out)] = take()
                for operand in Set(instruction.operands) where isColumn(operand) {
                    if last[Int(operand)] == place, level[Int(operand)] == number { free.append(slots[Int(operand)]) }
                }
            }
        }
    }

    private mutating func take() -> Int32 {
        if let slot = free.popLast() { return slot }
        count += 1
        return Int32(count - 1)
    }
}

extension Tape.Instruction {
    /// A node, given which others have a value for each plan.
    init(_ node: Trace.Node, _ number: Int32, axes: UInt64, _ isColumn: (Int32) -> Bool) {
        var columns: UInt8 = 0
        for (place, operand) in [node.a, node.b, node.c, node.d].enumerated() where operand >= 0 {
            if isColumn(operand) { columns |= 1 << UInt8(place) }
        }
        self.init(
            operation: node.operation, out: number, a: node.a, b: node.b, c: node.c, d: node.d, columns: columns,
            axes: axes)
    }

    var operands: [Int32] { [a, b, c, d].filter { $0 >= 0 } }
}
