import CostModel
import Planning
import Text
import Units

/// Suggestions in words.
enum SuggestionText {
    /// The latencies that a plan has: time to first token, time per output token.
    static func latencies(_ plan: PlanResult) -> [Metric] {
        [.ttft, .tpot].filter { !$0.read(plan).isNaN }
    }

    /// The commands that make the change, on one line.
    static func command(_ item: Suggestion) -> String {
        SettingText.commands(item.settings).joined(separator: "; ")
    }

    /// The plan, and how many changes were evaluated.
    static func headline(_ suggestions: Suggestions) -> [String] {
        let plan = suggestions.plan
        let rate = PlanTable.column(.tpsChip, plan.scenario.workload.phase)
        let latencies = latencies(plan).map { metric in
            ", \(metric.name) \(metric.text(metric.read(plan)))"
        }
        let tried = suggestions.paying.count + suggestions.others.count
        let least = Decimal.shortest(100 * Suggestions.least)
        let fault = (plan.fits ? "" : "; it does not fit: \(CapacityText.short(plan))") + SettlingText.remark(plan)
        let pay = suggestions.paying.count == 1 ? "1 pays" : "\(suggestions.paying.count) pay"
        return [
            "\(PlanText.configuration(plan)): \(Decimal.fixed(Metric.tpsChip.read(plan), places: 1)) \(rate.unit.replacing(" /", with: "/"))"
                + "\(latencies.joined())\(fault)",
            "\(Counted.text(tried, "change")) evaluated in \(Counted.text(suggestions.evaluated, "plan")), "
                + "\(pay): \(suggestions.goal.metric.name) \(least) % better or more",
        ]
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

    /// The conditions that a change misses, and what it asks for beside what its group says.
    static func costsForPeople(_ item: Suggestion) -> [String] {
        let misses = item.misses.map { "misses \(ShareText.value(of: $0))" }
        let costs = item.costs.filter { cost in
            if case .accuracy = cost { false } else { true }
        }
        return misses + costs.map(cost)
    }

    private static func cost(_ cost: Cost) -> String {
        switch cost {
        case .chips(let count): "\(Decimal.shortest(count)) chips more"
        case .part(let parameter, let before, let after):
            "\(Decimal.significant(after / before, digits: 3)) x \(parameter.name)"
        case .links(let parameter, let before, let after):
            // What a word stands for is in the change; a number says how much more there is of it.
            parameter.choices.isEmpty
                ? "links for \(parameter.name) \(SettingText.pair(before, after, parameter))" : "other links"
        case .memory(let bytes): "\(Gibibyte.text(bytes)) GiB more"
        case .firstToken(let before, let after): "TTFT \(rise(before, after))"
        case .perToken(let before, let after): "TPOT \(rise(before, after))"
        case .throughput(let before, let after): "tps_chip \(rise(before, after))"
        case .accuracy: "accuracy at risk"
        case .assumption(let parameter, let value): "if \(SettingText.assignment(Setting(parameter, value)))"
        }
    }

    /// `+12 %`, `-8 %`, or `x 7.0` where it is twice as much or more.
    private static func rise(_ before: Double, _ after: Double) -> String {
        after >= 2 * before
            ? "x \(Decimal.fixed(after / before, places: 1))" : ShareText.signed(after / before - 1, places: 0)
    }
}
