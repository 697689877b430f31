/// What some values of a trace take to work out where some inputs are tried out: given for each plan, again and again.
///
/// What does not depend on these inputs is worked out once by another tape and imported.
package struct TrialTape: Sendable {
    /// The instructions, all of which have a value for each plan.
    let tape: Tape
    /// Instructions that are left out where no plan needs them, in their order.
    let detours: [Detour]
    /// The columns of the inputs that are tried out.
    let inputs: [Int32]
    /// What is imported: the number of a result of the other tape, and its node.
    let imports: [(result: Int, node: Int32)]

    /// The values of a trace that do not depend on what is tried out but are needed beside it.
    package static func imports(of results: [Traced], in trace: Trace, trials: [Traced]) -> [Traced] {
        // Constants get their nodes first.
        var rest = results.map { trace.number($0) }
        let isTried = tried(trace, trials)
        var seen: Set<Int32> = []
        var imports: [Traced] = []
        while let number = rest.popLast() {
            guard seen.insert(number).inserted else { continue }
            let node = trace.nodes[Int(number)]
            if isTried[Int(number)] {
                rest += node.operands
            } else if node.operation != .constant {
                imports.append(Traced(trace: trace, node: number, range: .everything))
            }
        }
        return imports
    }

    /// Lays values out behind a tape that has their imports as results from `first` on.
    package init(_ trace: Trace, results: [Traced], trials: [Traced], behind base: Tape, from first: Int) {
        let wanted = results.map { trace.number($0) }
        let isTried = Self.tried(trace, trials)
        let imports = Self.imports(of: results, in: trace, trials: trials)
        self.imports = imports.enumerated().map { (first + $0, $1.node) }
        let imported = Set(imports.filter { base.slots[Int($0.node)] >= 0 }.map(\.node))
        func isColumn(_ node: Int32) -> Bool { isTried[Int(node)] || imported.contains(node) }
        let nodes = trace.nodes
        var isLive = [Bool](repeating: false, count: nodes.count)
        for node in wanted { isLive[Int(node)] = true }
        for number in nodes.indices.reversed() where isLive[number] && isTried[number] {
            for operand in nodes[number].operands { isLive[Int(operand)] = true }
        }
        let live = nodes.indices.filter { isLive[$0] }
        let found = live.filter { isTried[$0] && nodes[$0].operation != .input }.map {
            Tape.Instruction(nodes[$0], Int32($0), axes: 0, isColumn)
        }
        let instructions: [Tape.Instruction]
        (instructions, detours) = Detour.arranged(found, results: wanted)
        var allotment = Allotment(nodes: nodes.count)
        for node in imported.sorted() { allotment.keep(node) }
        for trial in trials { allotment.keep(trial.node) }
        allotment.place([instructions], results: wanted, isColumn: isColumn)
        inputs = trials.map { allotment.slots[Int($0.node)] }
        tape = Tape(
            columns: instructions,
            constants: live.filter { nodes[$0].operation == .constant }.map {
                (Int32($0), Double(bitPattern: nodes[$0].bits))
            }, results: wanted, slots: allotment.slots, slotCount: allotment.count)
    }

    /// Which nodes depend on what is tried out.
    private static func tried(_ trace: Trace, _ trials: [Traced]) -> [Bool] {
        var isTried = [Bool](repeating: false, count: trace.nodes.count)
        for trial in trials { isTried[Int(trial.node)] = true }
        for (number, node) in trace.nodes.enumerated() where !isTried[number] {
            isTried[number] = node.operands.contains { isTried[Int($0)] }
        }
        return isTried
    }
}

/// Runs a tape of trials for some plans of a block; the memory of one thread.
package final class TrialRunner {
    private let trial: TrialTape
    private let runner: TapeRunner

    /// Prepares to run for so many plans at most.
    package init(_ trial: TrialTape, width: Int) {
        self.trial = trial
        runner = TapeRunner(trial.tape, values: [], width: width)
    }

    /// Takes in what does not depend on trials, of the plans of a block at these places.
    package func bring(_ block: TapeRunner.Block, _ places: UnsafePointer<Int32>, _ count: Int) {
        for (result, node) in trial.imports {
            let values = block.values(result)
            let slot = trial.tape.slots[Int(node)]
            if slot >= 0, let from = values.column {
                let to = runner.column(slot)
                for number in 0..<count { to[number] = from[Int(places[number])] }
            } else {
                runner.scalars[Int(node)] = values.same
            }
        }
    }

    /// Where the values of an input are written to.
    package func input(_ number: Int) -> UnsafeMutablePointer<Double> { runner.column(trial.inputs[number]) }

    /// Works all results out for so many plans.
    package func run(_ count: Int) {
        var place = 0
        for detour in trial.detours {
            run(place..<detour.start, count)
            place = isNeeded(detour, count) ? detour.start : detour.end
        }
        run(place..<trial.tape.instructions.count, count)
    }

    private func run(_ places: Range<Int>, _ count: Int) {
        for code in trial.tape.instructions[places] { runner.run(code, count) }
    }

    /// Whether some plan takes the side of a select.
    private func isNeeded(_ detour: Detour, _ count: Int) -> Bool {
        let (a, b) = (values(of: detour.select.a), values(of: detour.select.b))
        for number in 0..<count where (a[number] < b[number]) == detour.isHeld { return true }
        return false
    }

    /// The values of a result, as long as nothing else is run.
    package func values(_ result: Int) -> TapeRunner.Values { values(of: trial.tape.results[result]) }

    private func values(of node: Int32) -> TapeRunner.Values {
        let slot = trial.tape.slots[Int(node)]
        return TapeRunner.Values(
            column: slot < 0 ? nil : UnsafePointer(runner.column(slot)), same: runner.scalars[Int(node)])
    }
}
