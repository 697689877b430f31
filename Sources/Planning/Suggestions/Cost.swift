import CostModel

/// What a change asks for in return, read off the two plans.
public enum Cost: Sendable, Equatable {
    /// The rise from which a latency, a loss of throughput or bytes are named, as a share.
    public static let least = 0.02

    /// Chips of all workers more than before.
    case chips(Double)
    /// A faster part: its parameter, before and after.
    case part(Parameter, Double, Double)
    /// Other links between the chips.
    case links(Parameter, Double, Double)
    /// DRAM of a chip, bytes more than before.
    case memory(Double)
    /// The first token comes later: seconds before and after.
    case firstToken(Double, Double)
    /// Each further token comes later: seconds before and after.
    case perToken(Double, Double)
    /// Each chip yields less: tokens per second and chip before and after.
    case throughput(Double, Double)
    /// Narrower formats, whose effect on the answers the engine does not know.
    case accuracy([Parameter])
    /// The gain holds for this value of a parameter of the workload.
    case assumption(Parameter, Double)

    static func all(_ change: Change, _ comparison: PlanComparison) -> [Cost] {
        let (before, after) = (comparison.before, comparison.after)
        var costs: [Cost] = []
        if after.chips > before.chips { costs.append(.chips(after.chips - before.chips)) }
        for difference in comparison.differences where difference.parameter.scope == .arch {
            let (parameter, old, new) = (difference.parameter, difference.before, difference.after)
            costs.append(change.kind == .topology ? .links(parameter, old, new) : .part(parameter, old, new))
        }
        if change.kind == .precision {
            costs.append(.accuracy(comparison.differences.map(\.parameter).filter { $0.scope == .model }))
        }
        let added = after.need.bytes - before.need.bytes
        if added > least * before.need.capacity { costs.append(.memory(added)) }
        func rise(_ metric: Metric, by sign: Double) -> (Double, Double)? {
            let (old, new) = (metric.read(before) * metric.unitFactor, metric.read(after) * metric.unitFactor)
            return sign * (new / old - 1) > least ? (old, new) : nil
        }
        if let (old, new) = rise(.ttft, by: 1) { costs.append(.firstToken(old, new)) }
        if let (old, new) = rise(.tpot, by: 1) { costs.append(.perToken(old, new)) }
        if let (old, new) = rise(.tpsChip, by: -1) { costs.append(.throughput(old, new)) }
        for parameter in change.assumes.compactMap(Parameter.named) {
            costs.append(.assumption(parameter, parameter.get(after.scenario)))
        }
        return costs
    }
}
