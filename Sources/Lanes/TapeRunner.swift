/// Runs a tape over boxes of plans, block by block; the memory of one thread.
package final class TapeRunner {
    /// Some plans of a box, with their results.
    package struct Block {
        /// Plans.
        package let count: Int
        /// The number of the first plan within the frame, from which the others are counted.
        package let base: Int
        /// The numbers of the plans beyond the first; nil where each follows the one before.
        package let offsets: UnsafePointer<Int>?
        fileprivate let runner: TapeRunner

        /// Gives each plan's number and its value of a result.
        @inline(__always) package func each(_ result: Int, _ body: (Int, Double) -> Void) {
            let node = runner.tape.results[result]
            let slot = runner.tape.slots[Int(node)]
            if slot < 0 {
                let value = runner.scalars[Int(node)]
                for place in 0..<count { body(base + (offsets?[place] ?? place), value) }
            } else {
                let column = runner.column(slot)
                for place in 0..<count { body(base + (offsets?[place] ?? place), column[place]) }
            }
        }

        /// Writes the values of a result to where each plan's number says.
        package func copy(_ result: Int, to target: UnsafeMutablePointer<Double>) {
            let node = runner.tape.results[result]
            let slot = runner.tape.slots[Int(node)]
            if let offsets {
                let target = target + base
                if slot < 0 {
                    let value = runner.scalars[Int(node)]
                    for place in 0..<count { target[offsets[place]] = value }
                } else {
                    let column = runner.column(slot)
                    for place in 0..<count { target[offsets[place]] = column[place] }
                }
            } else if slot < 0 {
                (target + base).update(repeating: runner.scalars[Int(node)], count: count)
            } else {
                (target + base).update(from: runner.column(slot), count: count)
            }
        }

        /// The number of a plan of the block.
        @inline(__always) package func number(_ place: Int) -> Int { base + (offsets?[place] ?? place) }

        /// The values of a result.
        package func values(_ result: Int) -> Values {
            let node = runner.tape.results[result]
            let slot = runner.tape.slots[Int(node)]
            return Values(
                column: slot < 0 ? nil : UnsafePointer(runner.column(slot)), same: runner.scalars[Int(node)])
        }

        /// The value of a result where all plans have the same.
        package func same(_ result: Int) -> Double? {
            let node = runner.tape.results[result]
            return runner.tape.slots[Int(node)] < 0 ? runner.scalars[Int(node)] : nil
        }
    }

    /// The values of a result in a block; valid as long as the block is.
    package struct Values {
        let column: UnsafePointer<Double>?
        let same: Double

        /// The value of a plan.
        @inline(__always) package subscript(place: Int) -> Double { column?[place] ?? same }
    }

    private let tape: Tape
    private let values: [[Double]]
    private let width: Int
    let scalars: UnsafeMutablePointer<Double>
    private let columns: UnsafeMutablePointer<Double>
    private let offsets: UnsafeMutablePointer<Int>
    private let scalarInput: [Int32]
    private let columnInput: [Int32]

    /// Prepares to run a tape over axes of these values, so many plans in a block or as many as make it fastest.
    package init(_ tape: Tape, values: [[Double]], width: Int? = nil) {
        self.tape = tape
        self.values = values
        self.width = width ?? tape.width
        let width = self.width
        scalars = .allocate(capacity: max(1, tape.nodeCount))
        scalars.initialize(repeating: 0, count: max(1, tape.nodeCount))
        let room = max(1, tape.slotCount * width)
        columns = UnsafeMutableRawPointer.allocate(byteCount: room * 8, alignment: 64)
            .bindMemory(to: Double.self, capacity: room)
        columns.initialize(repeating: 0, count: room)
        offsets = .allocate(capacity: width)
        offsets.initialize(repeating: 0, count: width)
        for (node, value) in tape.constants { scalars[Int(node)] = value }
        var scalarInput = [Int32](repeating: -1, count: values.count)
        var columnInput = scalarInput
        for (axis, node) in tape.inputs {
            if tape.inner.contains(axis) { columnInput[axis] = tape.slots[Int(node)] } else { scalarInput[axis] = node }
        }
        (self.scalarInput, self.columnInput) = (scalarInput, columnInput)
    }

    deinit {
        scalars.deallocate()
        UnsafeMutableRawPointer(columns).deallocate()
        offsets.deallocate()
    }

    /// Runs all plans of a box.
    ///
    /// - Parameters:
    ///   - box: for each axis the places of its values.
    ///   - frame: a box around it, in which plans are numbered, the last axis turning fastest.
    ///   - skips: the result that says, where it is one value, whether a block is of no use (0), or nil.
    ///   - body: given each block, in no order that means anything.
    package func run(
        _ box: [Range<Int>], within frame: [Range<Int>], skips: Int? = nil, _ body: (Block) -> Void
    ) {
        var strides = [Int](repeating: 1, count: box.count)
        for axis in box.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * frame[axis + 1].count }
        let first = box.indices.reduce(0) { $0 + (box[$1].lowerBound - frame[$1].lowerBound) * strides[$1] }
        let inner = tape.inner
        let plans = inner.reduce(1) { $0 * box[$1].count }
        guard !box.contains(where: \.isEmpty) else { return }
        var start = 0
        while start < plans {
            let count = min(width, plans - start)
            var base = 0
            var isPlain = true
            for place in 0..<count {
                var rest = start + place
                var offset = 0
                for axis in inner.reversed() {
                    let digit = rest % box[axis].count
                    rest /= box[axis].count
                    offset += digit * strides[axis]
                    if columnInput[axis] >= 0 {
                        column(columnInput[axis])[place] = values[axis][box[axis].lowerBound + digit]
                    }
                }
                if place == 0 { base = offset }
                offsets[place] = offset - base
                if offset - base != place { isPlain = false }
            }
            turn(box, strides, first + base, count, isPlain, skips, body)
            start += count
        }
    }

    /// Turns the outer axes under a block of the inner ones.
    private func turn(
        _ box: [Range<Int>], _ strides: [Int], _ base: Int, _ count: Int, _ isPlain: Bool, _ skips: Int?,
        _ body: (Block) -> Void
    ) {
        let outer = tape.outer
        var digits = [Int](repeating: 0, count: outer.count)
        var base = base
        for axis in outer { set(axis, box[axis].lowerBound) }
        // The outermost level that turned since, and since columns were last run: a block of no use leaves them as they are.
        var (level, stale) = (0, 0)
        let skipped = skips.map { tape.results[$0] }.flatMap { tape.slots[Int($0)] < 0 ? Int($0) : nil }
        while true {
            for number in level...outer.count { for code in tape.scalars[number] { run(code) } }
            stale = min(stale, level)
            if skipped.map({ scalars[$0] != 0 }) ?? true {
                for number in stale...outer.count { for code in tape.columns[number] { run(code, count) } }
                stale = outer.count
                body(
                    Block(count: count, base: base, offsets: isPlain ? nil : UnsafePointer(offsets), runner: self))
            }
            var place = outer.count - 1
            while place >= 0 {
                let axis = outer[place]
                digits[place] += 1
                base += strides[axis]
                if digits[place] < box[axis].count {
                    set(axis, box[axis].lowerBound + digits[place])
                    break
                }
                base -= digits[place] * strides[axis]
                digits[place] = 0
                set(axis, box[axis].lowerBound)
                place -= 1
            }
            guard place >= 0 else { break }
            level = place + 1
        }
    }

    private func set(_ axis: Int, _ place: Int) {
        if scalarInput[axis] >= 0 { scalars[Int(scalarInput[axis])] = values[axis][place] }
    }

    func column(_ slot: Int32) -> UnsafeMutablePointer<Double> { columns + Int(slot) * width }

    private func run(_ code: Tape.Instruction) {
        scalars[Int(code.out)] = code.operation.work(
            scalars[Int(code.a)], scalars[Int(code.b)], scalars[Int(code.c)], scalars[Int(code.d)])
    }

    func run(_ code: Tape.Instruction, _ count: Int) {
        switch code.operation {
        case .add: two(code, count) { $0 + $1 }
        case .subtract: two(code, count) { $0 - $1 }
        case .multiply: two(code, count) { $0 * $1 }
        case .divide: two(code, count) { $0 / $1 }
        case .lesser: two(code, count) { $0 < $1 ? $0 : $1 }
        case .greater: two(code, count) { $0 < $1 ? $1 : $0 }
        case .power: two(code, count) { $0.wholePower($1) }
        case .root: one(code, count) { $0.squareRoot() }
        case .ceiling: one(code, count) { $0.ceiling }
        case .floor: one(code, count) { $0.floor }
        case .ceilingLog2: one(code, count) { $0.ceilingLog2 }
        case .select: select(code, count)
        case .constant, .input: break
        }
    }

    @inline(__always) private func one(_ code: Tape.Instruction, _ count: Int, _ work: (Double) -> Double) {
        let (out, a) = (self[code.out], self[code.a])
        for place in 0..<count { out[place] = work(a[place]) }
    }

    @inline(__always) private func two(_ code: Tape.Instruction, _ count: Int, _ work: (Double, Double) -> Double) {
        let out = self[code.out]
        switch code.columns & 3 {
        case 3:
            let (a, b) = (self[code.a], self[code.b])
            for place in 0..<count { out[place] = work(a[place], b[place]) }
        case 1:
            let (a, b) = (self[code.a], scalars[Int(code.b)])
            for place in 0..<count { out[place] = work(a[place], b) }
        default:
            let (a, b) = (scalars[Int(code.a)], self[code.b])
            for place in 0..<count { out[place] = work(a, b[place]) }
        }
    }

    private func select(_ code: Tape.Instruction, _ count: Int) {
        switch code.columns & 12 {
        case 12: select(code, count, Column(values: self[code.c]), Column(values: self[code.d]))
        case 4: select(code, count, Column(values: self[code.c]), Single(value: scalars[Int(code.d)]))
        case 8: select(code, count, Single(value: scalars[Int(code.c)]), Column(values: self[code.d]))
        default:
            select(code, count, Single(value: scalars[Int(code.c)]), Single(value: scalars[Int(code.d)]))
        }
    }

    @inline(__always) private func select<X: Operand, Y: Operand>(
        _ code: Tape.Instruction, _ count: Int, _ x: X, _ y: Y
    ) {
        let out = self[code.out]
        switch code.columns & 3 {
        case 3:
            let (a, b) = (self[code.a], self[code.b])
            for place in 0..<count { out[place] = a[place] < b[place] ? x[place] : y[place] }
        case 1:
            let (a, b) = (self[code.a], scalars[Int(code.b)])
            for place in 0..<count { out[place] = a[place] < b ? x[place] : y[place] }
        case 2:
            let (a, b) = (scalars[Int(code.a)], self[code.b])
            for place in 0..<count { out[place] = a < b[place] ? x[place] : y[place] }
        default:
            if scalars[Int(code.a)] < scalars[Int(code.b)] {
                for place in 0..<count { out[place] = x[place] }
            } else {
                for place in 0..<count { out[place] = y[place] }
            }
        }
    }

    private subscript(node: Int32) -> UnsafeMutablePointer<Double> { column(tape.slots[Int(node)]) }
}

/// What a select takes: a column or one value.
private protocol Operand {
    subscript(place: Int) -> Double { get }
}

private struct Column: Operand {
    let values: UnsafeMutablePointer<Double>
    @inline(__always) subscript(place: Int) -> Double { values[place] }
}

private struct Single: Operand {
    let value: Double
    @inline(__always) subscript(place: Int) -> Double { value }
}
