import CostModel
import Planning
import Units
import Words

/// What suggestions are said to do and to ask for.
enum SuggestionText {
    /// The latencies that a plan has: time to first token, time per output token.
    static func latencies(_ plan: PlanResult) -> [Metric] {
        [.ttft, .tpot].filter { !$0.read(plan).isNaN }
    }

    /// The commands that make the change, on one line.
    static func command(_ item: Suggestion) -> String {
        SettingWords.commands(item.settings).joined(separator: "; ")
    }

    /// The plan, and how many changes were evaluated.
    static func headline(_ suggestions: Suggestions) -> [String] {
        let plan = suggestions.plan
        let rate = PlanTable.column(.tpsChip, plan.scenario.workload.phase, nil)
        let throughput = Decimal.fixed(Metric.tpsChip.read(plan), places: 1)
        let latencies = latencies(plan).map { "\($0.name) \($0.text($0.read(plan)))" }
        let own = SuggestionWords.plan(
            PlanWords.configuration(plan), ["\(throughput) \(PlanWords.joined(rate.unit))"] + latencies)
        let fitting = plan.fits ? own : SuggestionWords.unfit(own, because: CapacityWords.short(plan))
        return [fitting + SettlingWords.remark(plan), SuggestionWords.evaluated(suggestions)]
    }

    /// What was tried and does not pay, each with what it does.
    static func others(_ suggestions: Suggestions) -> [String] {
        guard !suggestions.others.isEmpty else { return [] }
        let texts = suggestions.others.map { item in
            let change = SettingWords.change(item.settings, from: item.before.scenario)
            let assumed = item.change.assumes.compactMap(Parameter.named).map { parameter in
                SettingWords.assignment(Setting(parameter, parameter.get(item.after.scenario)))
            }
            return SuggestionWords.tried(
                change, gain: ShareWords.signed(item.gain), at: assumed, move: item.move.map(MoveWords.short),
                misses: item.misses.map(ShareWords.miss))
        }
        return ListWords.lines(SuggestionWords.doNotPay, texts)
    }

    /// What cannot be made, each with the reason.
    static func refused(_ suggestions: Suggestions) -> [String] {
        guard !suggestions.refused.isEmpty else { return [] }
        let texts = suggestions.refused.map { refusal in
            let change = SettingWords.change(refusal.settings, from: suggestions.plan.scenario)
            if let rule = refusal.rule {
                return SuggestionWords.refused(change, because: DivisibilityWords.sentence(rule, refusal.scenario))
            }
            let plan = PlanResult(refusal.scenario)
            let reason = plan.fits ? SettlingWords.obstacle(plan) : nil
            return SuggestionWords.refused(change, because: reason ?? CapacityWords.short(plan))
        }
        return ListWords.lines(SuggestionWords.cannotBeMade, texts)
    }

    /// The most that sampling from the top k could bring, whose saving is a part of the output projection.
    static func ceiling(_ ceiling: BlockCeiling, _ suggestions: Suggestions) -> String {
        let gain = suggestions.goal.gain(from: suggestions.plan, to: ceiling.without)
        let metric = suggestions.goal.metric
        let text =
            metric.better == .lower
            ? SuggestionWords.less(Decimal.fixed(100 * gain, places: 1) + " %", metric.name)
            : "\(ShareWords.signed(gain)) \(metric.name)"
        return SuggestionWords.ceiling(ceiling, gain: text)
    }

    /// What a change asks for.
    static func costs(_ item: Suggestion) -> String { item.costs.map(cost).joined(separator: separator) }

    /// What stands between two things that a change asks for.
    static var separator: String { say(en: ", ", zh: "，") }

    /// The conditions that a change misses, and what it asks for beside what its group says.
    ///
    /// - Parameter areCopiesCounted: whether the table says how many chips the change takes, with copies of its own.
    static func costsForPeople(_ item: Suggestion, areCopiesCounted: Bool = false) -> [String] {
        let misses = item.misses.map { SuggestionWords.misses(ShareWords.value(of: $0)) }
        let costs = item.costs.filter { cost in
            switch cost {
            case .accuracy: false
            case .chips, .throughput: !areCopiesCounted
            default: true
            }
        }
        return misses + costs.map(cost)
    }

    private static func cost(_ cost: Cost) -> String {
        switch cost {
        case .chips(let count): SuggestionWords.moreChips(count)
        case .part(let parameter, let before, let after): SuggestionWords.times(after / before, parameter)
        case .links(let parameter, let before, let after):
            // What a word stands for is in the change; a number says how much more there is of it.
            parameter.choices.isEmpty
                ? SuggestionWords.links(parameter, SettingWords.pair(before, after, parameter))
                : SuggestionWords.otherLinks
        case .memory(let bytes): SuggestionWords.moreMemory(bytes)
        case .firstToken(let before, let after): SuggestionWords.firstToken(rise(before, after))
        case .perToken(let before, let after): SuggestionWords.perToken(rise(before, after))
        case .throughput(let before, let after): SuggestionWords.throughput(rise(before, after))
        case .accuracy: SuggestionWords.accuracy
        case .assumption(let parameter, let value):
            SuggestionWords.assuming(SettingWords.assignment(Setting(parameter, value)))
        }
    }

    /// `+12 %`, `-8 %`, or `x 7.0` where it is twice as much or more.
    private static func rise(_ before: Double, _ after: Double) -> String {
        after >= 2 * before
            ? "x \(Decimal.fixed(after / before, places: 1))" : ShareWords.signed(after / before - 1, places: 0)
    }
}
