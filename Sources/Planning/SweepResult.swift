import CostModel

/// The plans of a sweep.
public struct SweepResult: Sendable {
    /// What was swept.
    public let space: SearchSpace
    /// The figures, in the order of combinations.
    public let columns: PlanColumns
    /// Combinations looked at: all of them, unless the sweep was cancelled.
    public let evaluated: Int

    /// Plans.
    public var count: Int { columns.count }
    /// Combinations that do not divide and were skipped.
    public var skipped: Int { evaluated - columns.count }
    /// Whether combinations are missing because the sweep was cancelled.
    public var isPartial: Bool { evaluated < (space.count ?? 0) }

    /// The plan in a row.
    public subscript(row: Int) -> PlanResult {
        columns.plan(at: row, space.scenario(at: columns.point[row]))
    }
}

extension SweepResult {
    /// Plans whose bytes fit their chip's DRAM.
    public func countFitting() -> Int {
        let capacityVaries = space.axes.contains { $0.parameter.name == "dram" }
        var fitting = 0
        for row in 0..<count {
            let capacity =
                capacityVaries ? space.scenario(at: columns.point[row]).chip.dramBytes : space.base.chip.dramBytes
            if columns.memory[row] <= capacity { fitting += 1 }
        }
        return fitting
    }
}
