import CostModel
import Lanes

/// What one thread evaluates boxes of plans with.
struct SweepWorker {
    /// What was found in a box.
    struct Findings: Sendable {
        /// Combinations that divided.
        var rows = 0
        /// Plans among them that fit and settle.
        var feasible = 0
        /// Plans whose shapes are possible.
        var possible = 0
        /// The rows to be kept, counted within the box.
        var kept: [Int] = []
    }

    private let taped: TapedSpace
    private let columns: PlanColumns
    private let sieve: Sweep.Sieve
    /// Which combinations of a box divide.
    private var divides: [Bool] = []
    /// The runner of the tape that was used last.
    private var last: (box: Int, runner: TapeRunner)?
    /// The runner of the tapes of serving that were used last.
    private var lastServed: (box: Int, runner: ServedRunner)?

    init(_ taped: TapedSpace, _ columns: PlanColumns, _ sieve: Sweep.Sieve) {
        (self.taped, self.columns, self.sieve) = (taped, columns, sieve)
    }

    /// Evaluates a box of combinations, which follow one another, into the columns from row `start` on.
    ///
    /// - Parameters:
    ///   - frame: the box.
    ///   - point: the number of its first combination.
    ///   - start: the row of that.
    ///   - points: the numbers of those that are wanted.
    mutating func evaluate(_ frame: [Range<Int>], point: Int, into start: Int, _ points: Range<Int>) -> Findings {
        var findings = Findings()
        let wanted = points.lowerBound - point..<points.upperBound - point
        divides = [Bool](repeating: false, count: frame.combinations)
        for (number, box) in taped.boxes.enumerated() {
            guard let common = box.common(frame) else { continue }
            switch box.way {
            case .tape(let tape): run(tape, number, common, within: frame, from: start)
            case .served(let tape): run(tape, number, common, within: frame, from: start)
            case .alone: walk(common, within: frame, from: start, wanted)
            }
        }
        findings.rows = compact(from: start, point: point, wanted)
        for row in start..<start + findings.rows where columns.isFeasible[row] { findings.feasible += 1 }
        if !sieve.isIdle { sift(start, &findings) }
        return findings
    }

    private mutating func run(
        _ tape: Tape, _ number: Int, _ box: [Range<Int>], within frame: [Range<Int>], from start: Int
    ) {
        typealias Result = TracedPhase.Result
        if last?.box != number { last = (number, TapeRunner(tape, values: taped.values)) }
        let columns = columns
        divides.withUnsafeMutableBufferPointer { divides in
            last?.runner.run(box, within: frame, skips: Result.divides.rawValue) { block in
                block.copy(Result.seconds.rawValue, to: columns.seconds + start)
                block.copy(Result.communication.rawValue, to: columns.communication + start)
                block.copy(Result.flops.rawValue, to: columns.flops + start)
                block.copy(Result.weights.rawValue, to: columns.weights + start)
                block.copy(Result.memory.rawValue, to: columns.memory + start)
                block.each(Result.splits.rawValue) { columns.splits[start + $0] = $1 > 0 }
                let stage = block.same(Result.stage.rawValue).map { PipelineStage.of($0) }
                block.each(Result.stage.rawValue) { columns.stage[start + $0] = stage ?? PipelineStage.of($1) }
                block.each(Result.feasible.rawValue) { columns.isFeasible[start + $0] = $1 > 0 }
                block.each(Result.divides.rawValue) { divides[$0] = $1 > 0 }
            }
        }
    }

    private mutating func run(
        _ tape: ServedTape, _ number: Int, _ box: [Range<Int>], within frame: [Range<Int>], from start: Int
    ) {
        if lastServed?.box != number { lastServed = (number, ServedRunner(tape, values: taped.values)) }
        let columns = columns
        divides.withUnsafeMutableBufferPointer { divides in
            lastServed?.runner.run(box, within: frame) { block in
                for place in 0..<block.count { divides[block.number(place)] = block.divides(place) }
                columns.write(block, from: start)
            }
        }
    }

    /// Evaluates combinations one by one.
    private mutating func walk(
        _ box: [Range<Int>], within frame: [Range<Int>], from start: Int, _ wanted: Range<Int>
    ) {
        var odometer = Odometer(taped.space, box, within: frame)
        var isDivided = odometer.scenario.brokenRule == nil
        repeat {
            if isDivided, wanted.contains(odometer.number) {
                let totals = StepTotals.of(odometer.scenario)
                columns.write(totals, at: start + odometer.number)
                columns.isFeasible[start + odometer.number] =
                    totals.isSettled && totals.fit(odometer.scenario)
                divides[odometer.number] = true
            }
            let turned = odometer.turn()
            if turned.affectsDivision { isDivided = odometer.scenario.brokenRule == nil }
            if turned.isThrough { break }
        } while true
    }

    /// Moves the rows that divide together, and numbers them; how many there are.
    private func compact(from start: Int, point: Int, _ wanted: Range<Int>) -> Int {
        var row = start
        var place = wanted.lowerBound
        while place < wanted.upperBound {
            guard divides[place] else {
                place += 1
                continue
            }
            var end = place + 1
            while end < wanted.upperBound, divides[end] { end += 1 }
            columns.move(from: start + place, to: row, count: end - place)
            for number in place..<end { columns.point[row + number - place] = point + number }
            row += end - place
            place = end
        }
        return row - start
    }

    private func sift(_ start: Int, _ findings: inout Findings) {
        for row in 0..<findings.rows {
            let scenario = taped.space.scenario(at: columns.point[start + row])
            guard sieve.isPossible?(scenario) ?? true else { continue }
            findings.possible += 1
            if let keeps = sieve.keeps {
                let memory = MemoryUse(
                    weights: columns.weights[start + row], total: columns.memory[start + row],
                    stage: columns.stage[start + row])
                let totals = columns.totals(at: start + row, memory, scenario.workload.phase)
                guard keeps(PlanResult(scenario: scenario, totals: totals)) else { continue }
            }
            findings.kept.append(row)
        }
    }
}

/// Walks through the combinations of a box in their order, changing one scenario in place.
struct Odometer {
    private let space: SearchSpace
    private let hasAlias: Bool
    private let box: [Range<Int>]
    private let strides: [Int]
    private var digits: [Int]
    /// The combination at hand.
    private(set) var scenario: Scenario
    /// Its number within the frame.
    private(set) var number: Int

    init(_ space: SearchSpace, _ box: [Range<Int>], within frame: [Range<Int>]) {
        self.space = space
        hasAlias = space.hasAlias
        self.box = box
        var strides = [Int](repeating: 1, count: box.count)
        for axis in box.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * frame[axis + 1].count }
        self.strides = strides
        digits = box.map(\.lowerBound)
        number = box.indices.reduce(0) { $0 + (box[$1].lowerBound - frame[$1].lowerBound) * strides[$1] }
        scenario = space.scenario(places: digits)
    }

    /// Goes to the next one; whether it may divide otherwise, and whether there is none.
    mutating func turn() -> (affectsDivision: Bool, isThrough: Bool) {
        // What an alias set may be set by another axis too.
        defer { if hasAlias { scenario = space.scenario(places: digits) } }
        let axes = space.axes
        var affectsDivision = false
        var axis = axes.count - 1
        while axis >= 0 {
            digits[axis] += 1
            number += strides[axis]
            let wraps = digits[axis] == box[axis].upperBound
            if wraps {
                number -= box[axis].count * strides[axis]
                digits[axis] = box[axis].lowerBound
            }
            axes[axis].parameter.setter.write(&scenario, axes[axis].values[digits[axis]])
            affectsDivision = affectsDivision || axes[axis].affectsDivision
            if !wraps { return (affectsDivision, false) }
            axis -= 1
        }
        return (affectsDivision, true)
    }
}
