import CostModel
import Planning
import Text
import Units

/// Suggestions in words.
enum SuggestionText {
    /// Time per output token, or time to first token.
    static func speed(_ plan: PlanResult) -> Metric {
        let phase = plan.scenario.workload.phase
        return Metric.all.first { $0.phase == phase } ?? .tpsChip
    }

    /// The change of a metric as a share.
    static func change(of metric: Metric, _ item: Suggestion) -> Double? {
        item.comparison.effects.first { $0.metric.name == metric.name }?.change
    }

    /// The commands that make the change, on one line.
    static func command(_ item: Suggestion) -> String {
        let changed = item.settings.filter { $0.parameter.get(item.before.scenario) != $0.value }
        return SettingText.commands(changed).joined(separator: "; ")
    }

    /// The plan, and how many changes were evaluated.
    static func headline(_ suggestions: Suggestions) -> String {
        let plan = suggestions.plan
        let speed = speed(plan)
        let rate = PlanTable.column(.tpsChip, plan.scenario.workload.phase)
        let tried = suggestions.paying.count + suggestions.others.count
        let least = Decimal.shortest(100 * Suggestions.least)
        let fault = plan.fits ? "" : "; it does not fit: \(CapacityText.short(plan))"
        return "\(PlanText.configuration(plan)): \(Decimal.fixed(Metric.tpsChip.read(plan), places: 1)) \(rate.heading)"
            + "\(rate.unit), \(speed.heading) \(Decimal.fixed(speed.read(plan), places: speed.places)) \(speed.unit); "
            + "\(ValueText.count(tried, "change")) evaluated, \(suggestions.paying.count) pay "
            + "(\(suggestions.goal.metric.name) \(least) % better or more)\(fault)"
    }

    /// What was tried and does not pay, each with what it does.
    static func others(_ suggestions: Suggestions) -> [String] {
        guard !suggestions.others.isEmpty else { return [] }
        let texts = suggestions.others.map { item in
            let change = SettingText.change(item.settings, from: item.before.scenario)
            let assumed = item.change.assumes.compactMap(Parameter.named).map { parameter in
                " at \(SettingText.assignment(Setting(parameter, parameter.get(item.after.scenario))))"
            }
            let move = item.move.map { ": " + MoveText.short($0) } ?? ""
            let misses =
                item.misses.isEmpty ? "" : ", misses " + item.misses.map(ShareText.miss).joined(separator: ", ")
            return "\(change) (\(ShareText.signed(item.gain))\(assumed.joined())\(move)\(misses))"
        }
        return ListText.lines("Tried and do not pay:", texts)
    }

    /// What cannot be made, each with the reason.
    static func refused(_ suggestions: Suggestions) -> [String] {
        guard !suggestions.refused.isEmpty else { return [] }
        let texts = suggestions.refused.map { refusal in
            let change = SettingText.change(refusal.settings, from: suggestions.plan.scenario)
            let reason = refusal.rule.map { DivisibilityText.sentence($0, refusal.scenario) }
            return "\(change) (\(reason ?? CapacityText.short(PlanResult(refusal.scenario))))"
        }
        return ListText.lines("Cannot be made:", texts)
    }

    /// The most that sampling from the top k could bring, whose saving is a part of the output projection.
    static func ceiling(_ ceiling: BlockCeiling, _ suggestions: Suggestions) -> String {
        let us = Decimal.fixed(1e6 * ceiling.oneCall, places: 0)
        let times = ceiling.calls == 1 ? "once" : "\(Decimal.shortest(ceiling.calls)) times"
        let call = ceiling.isLongestCall ? "is the longest single call (\(us) us) but" : "takes \(us) us a call and"
        let gain = suggestions.goal.gain(from: suggestions.plan, to: ceiling.without)
        return
            "\(ceiling.block.name) \(call) runs \(times) a step, \(Decimal.fixed(100 * ceiling.share, places: 1)) % of "
            + "it: sampling from the top k can bring at most "
            + "\(ShareText.signed(suggestions.goal.metric.better == .lower ? -gain : gain)) \(suggestions.goal.metric.name)"
    }

    /// What a change asks for.
    static func costs(_ item: Suggestion) -> String { item.costs.map(cost).joined(separator: ", ") }

    private static func cost(_ cost: Cost) -> String {
        switch cost {
        case .chips(let count): "\(Decimal.shortest(count)) more chips"
        case .part(let parameter, let before, let after):
            "\(Decimal.significant(after / before, digits: 3)) x \(parameter.name)"
        case .links(let parameter, let before, let after):
            // What a word stands for is in the change; a number says how much more there is of it.
            parameter.choices.isEmpty
                ? "links for \(parameter.name) \(SettingText.pair(before, after, parameter))" : "other links"
        case .memory(let bytes): "\(Decimal.fixed(bytes / 1_073_741_824, places: 1)) GiB/chip"
        case .requests(let before, let after):
            "requests \(ShareText.signed(after / before - 1))"
        case .throughput(let before, let after): "tokens/s/chip \(ShareText.signed(after / before - 1))"
        case .accuracy: "accuracy at risk"
        case .assumption(let parameter, let value): "holds for \(SettingText.assignment(Setting(parameter, value)))"
        }
    }
}
