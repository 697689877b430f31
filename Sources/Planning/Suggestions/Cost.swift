import CostModel

/// What a change asks for in return, read off the two plans.
public enum Cost: Sendable, Equatable {
    /// Chips more than before.
    case chips(Double)
    /// A faster part: its parameter, before and after.
    case part(Parameter, Double, Double)
    /// Other links between the chips.
    case links(Parameter, Double, Double)
    /// DRAM of a chip, bytes more than before.
    case memory(Double)
    /// Each request is slower: tokens per second before and after.
    case requests(Double, Double)
    /// Each chip yields less: tokens per second and chip before and after.
    case throughput(Double, Double)
    /// Narrower formats, whose effect on the answers the engine does not know.
    case accuracy([Parameter])
    /// The gain holds for this value of a parameter of the workload.
    case assumption(Parameter, Double)

    static func all(_ change: Change, _ comparison: PlanComparison) -> [Cost] {
        let (before, after) = (comparison.before, comparison.after)
        var costs: [Cost] = []
        for difference in comparison.differences {
            let (parameter, old, new) = (difference.parameter, difference.before, difference.after)
            switch (parameter.scope, change.kind) {
            case (.config, _) where parameter.name == "chips" && new > old: costs.append(.chips(new - old))
            case (.arch, .topology): costs.append(.links(parameter, old, new))
            case (.arch, _): costs.append(.part(parameter, old, new))
            default: break
            }
        }
        if change.kind == .precision { costs.append(.accuracy(comparison.differences.map(\.parameter))) }
        let added = after.totals.memory.total - before.totals.memory.total
        if added > 0.005 * before.totals.memory.total { costs.append(.memory(added)) }
        // With the same sequences on the same chips both rates fall alike, and one says it.
        func loss(_ name: String) -> PlanComparison.Effect? {
            comparison.effects.first { $0.metric.name == name && $0.change.map { $0 < -0.001 } ?? false }
        }
        if let effect = loss("tps_batch") {
            costs.append(.requests(effect.before, effect.after))
        } else if let effect = loss("tps_chip") {
            costs.append(.throughput(effect.before, effect.after))
        }
        for parameter in change.assumes.compactMap(Parameter.named) {
            costs.append(.assumption(parameter, parameter.get(after.scenario)))
        }
        return costs
    }
}
