import CostModel

/// Reads rows of a sweep, of which it keeps one plan: from row to row only what differs is changed in it.
///
/// Of a plan's bytes it has the weights and the sum, which is all that metrics read; `partMemory` has the other parts.
public struct PlanReader {
    /// An axis and the place on it: a copy of its own, as threads that count the holders of one get in each other's way.
    private struct Dial {
        let setter: Parameter.Setter
        let values: [Double]
        var place = 0
    }

    private let columns: PlanColumns
    private let isServed: Bool
    private let space: SearchSpace
    /// Whether an axis stands for several parameters, one of which may be an axis too: then their order counts.
    private let isEntangled: Bool
    private var dials: [Dial]
    /// The combination that the plan is of.
    private var point = 0
    /// The plan of the row that was read last.
    public private(set) var plan: PlanResult

    /// Begins with the first combination of a sweep.
    public init(_ result: SweepResult) {
        space = result.space
        columns = result.columns
        isServed = columns.served != nil
        isEntangled = space.axes.contains { $0.parameter.isAlias }
        dials = space.axes.map { Dial(setter: $0.parameter.setter, values: $0.values) }
        let memory = MemoryUse(weights: 0, total: 0, stage: .only)
        plan = PlanResult(
            scenario: space.scenario(at: 0),
            totals: StepTotals(seconds: 0, communication: 0, flops: 0, memory: memory))
    }

    /// Reads a row.
    @inline(__always) public mutating func read(_ row: Int) {
        let other = columns.point[row]
        if other != point {
            if isEntangled {
                plan.scenario = space.scenario(at: other)
            } else {
                Self.turn(&dials, by: other - point, &plan.scenario)
            }
            point = other
        }
        plan.totals.replace(
            seconds: columns.seconds[row], communication: columns.communication[row], flops: columns.flops[row],
            weights: columns.weights[row], memory: columns.memory[row], stage: columns.stage[row],
            splits: columns.splits[row])
        if isServed {
            columns.served?.read(&plan.totals, at: row)
        } else {
            plan.totals.firstToken = plan.scenario.workload.phase == .prefill ? columns.seconds[row] : 0
        }
    }

    /// Works out the bytes of the plan part by part, which takes as long as a tenth of an evaluation.
    public mutating func partMemory() {
        let memory = plan.totals.memory
        plan.totals.memory = MemoryUse(weights: memory.weights, stage: memory.stage, plan.scenario)
    }

    /// Goes so many combinations on, or back, and sets what differs.
    private static func turn(_ dials: inout [Dial], by combinations: Int, _ scenario: inout Scenario) {
        dials.withUnsafeMutableBufferPointer { dials in
            // What the axes further in have moved by as a whole; nothing is left for those further out most of the time.
            var carry = combinations
            var index = dials.count
            while carry != 0, index > 0 {
                index -= 1
                let count = dials[index].values.count
                let place = dials[index].place + carry
                // Rounded down, also where it goes back.
                carry = (0..<count).contains(place) ? 0 : place >= 0 ? place / count : (place + 1) / count - 1
                let new = place - carry * count
                guard new != dials[index].place else { continue }
                dials[index].place = new
                dials[index].setter.write(&scenario, dials[index].values[new])
            }
        }
    }
}
