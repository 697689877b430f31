import CostModel

/// The results of a sweep as columns of plain numbers, one entry a plan; written once and then shared.
///
/// Storage is allocated for all combinations before the sweep starts, so that a point allocates nothing. Pages that no
/// plan is written to are never touched.
public final class PlanColumns: @unchecked Sendable {
    // @unchecked: the buffers are written only inside `Sweep.run`, by workers on disjoint ranges, before anyone else
    // holds a reference; afterwards they are read only.

    /// Plans.
    public internal(set) var count = 0
    let point: UnsafeMutablePointer<Int>
    let seconds: UnsafeMutablePointer<Double>
    let communication: UnsafeMutablePointer<Double>
    let flops: UnsafeMutablePointer<Double>
    let weights: UnsafeMutablePointer<Double>
    let memory: UnsafeMutablePointer<Double>
    let splits: UnsafeMutablePointer<Bool>
    let stage: UnsafeMutablePointer<PipelineStage>
    /// Whether a plan's bytes fit and it settles.
    let isFeasible: UnsafeMutablePointer<Bool>
    /// What only plans that serve requests have; nil where there are none.
    let served: ServedColumns?

    init(capacity: Int, isServed: Bool) {
        let capacity = max(1, capacity)
        point = .allocate(capacity: capacity)
        seconds = .allocate(capacity: capacity)
        communication = .allocate(capacity: capacity)
        flops = .allocate(capacity: capacity)
        weights = .allocate(capacity: capacity)
        memory = .allocate(capacity: capacity)
        splits = .allocate(capacity: capacity)
        stage = .allocate(capacity: capacity)
        isFeasible = .allocate(capacity: capacity)
        served = isServed ? ServedColumns(capacity: capacity) : nil
    }

    deinit {
        point.deallocate()
        splits.deallocate()
        stage.deallocate()
        isFeasible.deallocate()
        for column in columns { column.deallocate() }
    }

    private var columns: [UnsafeMutablePointer<Double>] { [seconds, communication, flops, weights, memory] }

    func write(_ totals: StepTotals, at row: Int) {
        seconds[row] = totals.seconds
        communication[row] = totals.communication
        flops[row] = totals.flops
        weights[row] = totals.memory.weights
        memory[row] = totals.memory.total
        splits[row] = totals.splits
        stage[row] = totals.memory.stage
        served?.write(totals, at: row)
    }

    /// Writes plans that serve requests, each where its number says, counted from a row.
    func write(_ block: ServedRunner.Block, from start: Int) {
        func each(_ result: ServedTape.Result, _ write: (Int, Double) -> Void) {
            let values = block.values(result)
            for place in 0..<block.count { write(start + block.number(place), values[place]) }
        }
        func copy(_ result: ServedTape.Result, to column: UnsafeMutablePointer<Double>) {
            each(result) { column[$0] = $1 }
        }
        copy(.seconds, to: seconds)
        copy(.communication, to: communication)
        copy(.flops, to: flops)
        copy(.weights, to: weights)
        copy(.memory, to: memory)
        each(.splits) { splits[$0] = $1 > 0 }
        each(.stage) { stage[$0] = PipelineStage.of($1) }
        each(.fits) { isFeasible[$0] = $1 > 0 }
        guard let served else { return }
        copy(.firstToken, to: served.firstToken)
        copy(.requestRate, to: served.requestRate)
        copy(.prefillWorkers, to: served.prefillWorkers)
        copy(.transfer, to: served.transfer)
        copy(.prefillMemory, to: served.prefillMemory)
        each(.prefillStage) { served.prefillStage[$0] = PipelineStage.of($1) }
        for place in 0..<block.count {
            let row = start + block.number(place)
            served.isSettled[row] = block.isSettled(place)
            // Requests that are on tapes are equal.
            served.answerExcess[row] = 0
            isFeasible[row] = isFeasible[row] && block.isSettled(place)
        }
    }

    /// Rows whose serving does not settle.
    var unsettled: Int { served.map { served in (0..<count).count { !served.isSettled[$0] } } ?? 0 }

    /// Closes the gap between the rows already joined and a worker's rows.
    func join(from start: Int, count added: Int) {
        move(from: start, to: count, count: added)
        count += added
    }

    /// Moves rows to where others begin.
    func move(from start: Int, to end: Int, count: Int) {
        guard start != end else { return }
        (point + end).update(from: point + start, count: count)
        (splits + end).update(from: splits + start, count: count)
        (stage + end).update(from: stage + start, count: count)
        (isFeasible + end).update(from: isFeasible + start, count: count)
        for column in columns { (column + end).update(from: column + start, count: count) }
        served?.move(from: start, to: end, count: count)
    }

    /// The plan of one row, given its scenario.
    func plan(at row: Int, _ scenario: Scenario) -> PlanResult {
        let memory = MemoryUse(weights: weights[row], stage: stage[row], scenario)
        return PlanResult(scenario: scenario, totals: totals(at: row, memory, scenario.workload.phase))
    }

    /// The totals of one row, given what was made of its bytes.
    func totals(at row: Int, _ memory: MemoryUse, _ phase: Workload.Phase) -> StepTotals {
        var totals = StepTotals(
            seconds: seconds[row], communication: communication[row], flops: flops[row], memory: memory,
            splits: splits[row])
        if let served { served.read(&totals, at: row) } else if phase == .prefill { totals.firstToken = seconds[row] }
        return totals
    }
}

/// The columns of plans that serve requests.
final class ServedColumns: @unchecked Sendable {
    // @unchecked: as `PlanColumns`, of which it is a part.

    let firstToken: UnsafeMutablePointer<Double>
    let requestRate: UnsafeMutablePointer<Double>
    let prefillWorkers: UnsafeMutablePointer<Double>
    let transfer: UnsafeMutablePointer<Double>
    let answerExcess: UnsafeMutablePointer<Double>
    let prefillMemory: UnsafeMutablePointer<Double>
    let prefillStage: UnsafeMutablePointer<PipelineStage>
    let isSettled: UnsafeMutablePointer<Bool>

    init(capacity: Int) {
        firstToken = .allocate(capacity: capacity)
        requestRate = .allocate(capacity: capacity)
        prefillWorkers = .allocate(capacity: capacity)
        transfer = .allocate(capacity: capacity)
        answerExcess = .allocate(capacity: capacity)
        prefillMemory = .allocate(capacity: capacity)
        prefillStage = .allocate(capacity: capacity)
        isSettled = .allocate(capacity: capacity)
    }

    deinit {
        for column in columns { column.deallocate() }
        prefillStage.deallocate()
        isSettled.deallocate()
    }

    private var columns: [UnsafeMutablePointer<Double>] {
        [firstToken, requestRate, prefillWorkers, transfer, answerExcess, prefillMemory]
    }

    func write(_ totals: StepTotals, at row: Int) {
        firstToken[row] = totals.firstToken
        requestRate[row] = totals.requestRate
        prefillWorkers[row] = totals.prefillWorkers
        transfer[row] = totals.transfer
        answerExcess[row] = totals.answerExcess
        prefillMemory[row] = totals.prefillMemory
        prefillStage[row] = totals.prefillStage
        isSettled[row] = totals.isSettled
    }

    func read(_ totals: inout StepTotals, at row: Int) {
        totals.firstToken = firstToken[row]
        totals.requestRate = requestRate[row]
        totals.prefillWorkers = prefillWorkers[row]
        totals.transfer = transfer[row]
        totals.answerExcess = answerExcess[row]
        totals.prefillMemory = prefillMemory[row]
        totals.prefillStage = prefillStage[row]
        totals.isSettled = isSettled[row]
    }

    func move(from start: Int, to end: Int, count: Int) {
        for column in columns { (column + end).update(from: column + start, count: count) }
        (prefillStage + end).update(from: prefillStage + start, count: count)
        (isSettled + end).update(from: isSettled + start, count: count)
    }
}
