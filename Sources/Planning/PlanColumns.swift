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
    let firstToken: UnsafeMutablePointer<Double>
    let requestRate: UnsafeMutablePointer<Double>
    let prefillWorkers: UnsafeMutablePointer<Double>
    let transfer: UnsafeMutablePointer<Double>
    let prefillMemory: UnsafeMutablePointer<Double>
    let splits: UnsafeMutablePointer<Bool>
    let stage: UnsafeMutablePointer<PipelineStage>
    let prefillStage: UnsafeMutablePointer<PipelineStage>
    let isSettled: UnsafeMutablePointer<Bool>

    init(capacity: Int) {
        let capacity = max(1, capacity)
        point = .allocate(capacity: capacity)
        seconds = .allocate(capacity: capacity)
        communication = .allocate(capacity: capacity)
        flops = .allocate(capacity: capacity)
        weights = .allocate(capacity: capacity)
        memory = .allocate(capacity: capacity)
        firstToken = .allocate(capacity: capacity)
        requestRate = .allocate(capacity: capacity)
        prefillWorkers = .allocate(capacity: capacity)
        transfer = .allocate(capacity: capacity)
        prefillMemory = .allocate(capacity: capacity)
        splits = .allocate(capacity: capacity)
        stage = .allocate(capacity: capacity)
        prefillStage = .allocate(capacity: capacity)
        isSettled = .allocate(capacity: capacity)
    }

    deinit {
        point.deallocate()
        splits.deallocate()
        stage.deallocate()
        prefillStage.deallocate()
        isSettled.deallocate()
        for column in columns { column.deallocate() }
    }

    private var columns: [UnsafeMutablePointer<Double>] {
        [
            seconds, communication, flops, weights, memory, firstToken, requestRate, prefillWorkers, transfer,
            prefillMemory,
        ]
    }

    @inline(__always) func write(_ totals: StepTotals, point number: Int, at row: Int) {
        point[row] = number
        seconds[row] = totals.seconds
        communication[row] = totals.communication
        flops[row] = totals.flops
        weights[row] = totals.memory.weights
        memory[row] = totals.memory.total
        firstToken[row] = totals.firstToken
        requestRate[row] = totals.requestRate
        prefillWorkers[row] = totals.prefillWorkers
        transfer[row] = totals.transfer
        prefillMemory[row] = totals.prefillMemory
        splits[row] = totals.splits
        stage[row] = totals.memory.stage
        prefillStage[row] = totals.prefillStage
        isSettled[row] = totals.isSettled
    }

    /// Rows whose serving does not settle.
    var unsettled: Int { (0..<count).count { !isSettled[$0] } }

    /// Closes the gap between the rows already joined and a worker's rows.
    func join(from start: Int, count added: Int) {
        if start != count, added > 0 {
            (point + count).update(from: point + start, count: added)
            (splits + count).update(from: splits + start, count: added)
            (stage + count).update(from: stage + start, count: added)
            (prefillStage + count).update(from: prefillStage + start, count: added)
            (isSettled + count).update(from: isSettled + start, count: added)
            for column in columns { (column + count).update(from: column + start, count: added) }
        }
        count += added
    }

    /// The plan of one row, given its scenario.
    func plan(at row: Int, _ scenario: Scenario) -> PlanResult {
        var totals = StepTotals(
            seconds: seconds[row], communication: communication[row], flops: flops[row],
            memory: MemoryUse(weights: weights[row], stage: stage[row], scenario), splits: splits[row])
        totals.firstToken = firstToken[row]
        totals.requestRate = requestRate[row]
        totals.prefillWorkers = prefillWorkers[row]
        totals.transfer = transfer[row]
        totals.prefillMemory = prefillMemory[row]
        totals.prefillStage = prefillStage[row]
        totals.isSettled = isSettled[row]
        return PlanResult(scenario: scenario, totals: totals)
    }
}
