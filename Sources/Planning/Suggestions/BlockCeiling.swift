import CostModel

/// The most that work on one block could bring: the step without the block.
///
/// It judges changes that no parameter of the engine expresses, such as sampling from the top k of the vocabulary, which
/// leaves part of the output projection out.
public struct BlockCeiling: Sendable {
    /// The block.
    public let block: BlockKind
    /// Seconds of one call.
    public let oneCall: Double
    /// Calls in a step.
    public let calls: Double
    /// All its calls as a share of the step.
    public let share: Double
    /// Whether no other block has a longer call.
    public let isLongestCall: Bool
    /// The plan as it would be without the block.
    public let without: PlanResult

    /// Takes a block out of a plan; nil where the plan does not run it, and in serving, whose rate is not that of one step.
    public init?(_ block: BlockKind, of plan: PlanResult) {
        guard plan.scenario.workload.serving == .static else { return nil }
        let breakdown = Breakdown(plan.scenario)
        guard let row = breakdown[block], row.calls > 0, row.seconds > 0 else { return nil }
        self.block = block
        oneCall = row.oneCall
        calls = row.calls
        isLongestCall = breakdown.rows.allSatisfy { $0.oneCall <= row.oneCall }
        // Pipeline stages wait in proportion to the work.
        let bubble = breakdown.adjustments.filter { $0.kind == .pipelineBubble }.reduce(0) { $0 + $1.seconds }
        let host = breakdown.adjustments.filter { $0.kind == .host }.reduce(0) { $0 + $1.seconds }
        let busy = breakdown.seconds - bubble - host
        let seconds = busy > 0 ? row.seconds * (1 + bubble / busy) : row.seconds
        share = seconds / breakdown.seconds
        var totals = plan.totals
        totals.seconds -= seconds
        without = PlanResult(scenario: plan.scenario, totals: totals)
    }
}
