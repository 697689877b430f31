import CostModel
import Language
import Planning
import Units
import Words

/// What the guide says in front of a question: what the choices come to, for the chip, model and load at hand.
///
/// Whether an answer breaks a rule of thumb is said once it is given, by `Rule.all`.
enum GuideRules {
    /// What two tiers cost against one switch.
    static func topology(_ view: GuideView) -> [String] {
        guard let plan = view.probe.reference else { return [GuideNoteWords.nothing] }
        var lines = [GuideNoteWords.stands(PlanWords.configuration(plan), plan)]
        guard let flat = plan.with({ $0.chip.network.topology = .oneTier }),
            let tiered = plan.with({ $0.chip.network.topology = .twoTier })
        else { return lines }
        lines.append(GuideNoteWords.flat(tiered, flat))
        return lines
    }

    /// What half and twice the bandwidth between groups would give.
    static func interBandwidth(_ view: GuideView) -> [String] {
        guard let plan = view.probe.reference else { return [] }
        let bandwidth = plan.scenario.chip.network.inter.bandwidth
        return [0.5, 2].compactMap { factor in
            plan.with { $0.chip.network.inter.bandwidth *= factor }.map {
                GuideNoteWords.at(Quantity.format(bandwidth * factor, .bandwidth), plan, $0)
            }
        }
    }

    /// What the ends of the usual range of DRAM utilisation would give.
    static func dramUtilisation(_ view: GuideView) -> [String] {
        guard let plan = view.probe.reference else { return [] }
        return [0.7, 0.9].compactMap { end in
            plan.with { $0.chip.dramUtilisation = end }.map { GuideNoteWords.at(Decimal.shortest(end), plan, $0) }
        }
    }

    /// What half and twice the chips would give.
    static func chips(_ view: GuideView) -> [String] {
        let counts = [0.5, 1, 2].map { (view.chips * $0).rounded(.down) }.filter { $0 >= 1 }
        return [GuideNoteWords.atLevel(view.filter(margin: view.margin))]
            + counts.map { chips in
                let best = view.probe(chips: chips).bestOfExpertSizes.map { GuideNoteWords.best($0, sizes($0)) }
                return "  " + GuideNoteWords.chips(chips, best ?? GuideNoteWords.noneFits)
            }
    }

    /// Whether two half batches that overlap are faster.
    static func overlap(_ view: GuideView) -> [String] {
        view.references.compactMap { plan in
            guard let (whole, split) = overlapPair(plan) else { return nil }
            let pays = pays(whole, split)
            guard plan.scenario.workload.serving == .static else {
                return line(GuideNoteWords.overlap(pays: pays, whole, split), on: plan, view)
            }
            let batch = CostModel.TwoBatchOverlap.breakeven(plan.scenario)
            return line(GuideNoteWords.overlap(pays: pays, whole, split, from: batch), on: plan, view)
        }
    }

    /// Whether two-batch overlap makes the plans faster.
    static func overlapPays(_ view: GuideView) -> Bool {
        view.references.contains { plan in overlapPair(plan).map(pays) ?? false }
    }

    /// Whether the split plan yields more: one that yields the same, as where prefill is the limit, does not.
    static func pays(_ whole: PlanResult, _ split: PlanResult) -> Bool { split.rate > whole.rate }

    private static func overlapPair(_ plan: PlanResult) -> (whole: PlanResult, split: PlanResult)? {
        guard let whole = plan.with({ $0.deployment.tbo = Deployment.Overlap.off }),
            let split = plan.with({ $0.deployment.tbo = Deployment.Overlap.on })
        else { return nil }
        return (whole, split)
    }

    /// The smallest size of groups that share an expert, and two larger ones, with what they give.
    static func expertSizes(_ plan: PlanResult) -> [PlanResult] {
        [1.0, 2, 4].compactMap { factor in plan.with { $0.deployment.moeTP *= factor } }.filter(\.isFeasible)
    }

    /// Whether sharing experts between chips pays.
    static func expertTP(_ view: GuideView) -> [String] {
        view.references.compactMap { plan in
            let plans = expertSizes(plan)
            return plans.count > 1 ? line(GuideNoteWords.expertSizes(plans), on: plan, view) : nil
        }
    }

    /// What sizes of attention groups around the best give at their largest load.
    static func attentionTP(_ view: GuideView) -> [String] {
        let lines = view.chipCounts.flatMap { chips -> [String] in
            let probe = view.probe(chips: chips)
            guard let best = probe.best else { return [] }
            let size = best.scenario.deployment.tp
            return probe.byTP.filter { (size / 4...4 * size).contains($0.scenario.deployment.tp) }.map {
                line(GuideNoteWords.attention($0, at: load($0), beside: best), on: $0, view)
            }
        }
        return lines.isEmpty ? [GuideNoteWords.nothing] : lines
    }

    /// What a margin above the service level costs.
    static func margin(_ view: GuideView) -> [String] {
        guard let best = view.probe.with(conditions: view.conditions(margin: 0)).best else { return [] }
        return [0, 0.1, 0.2].map { share in
            let plan = view.probe.with(conditions: view.conditions(margin: share)).best
            let text = plan.map { GuideNoteWords.withMargin($0, sizes($0), beside: best) }
            return GuideNoteWords.margin(share, text ?? GuideNoteWords.noneIsThatFast)
        }
    }

    /// That the filter has the margin in it, where it has.
    static func kept(_ view: GuideView) -> [String] {
        let texts = view.conditions(margin: view.margin).map(\.text)
        let filtered = view.session.plans?.filters.map(\.text) ?? []
        guard view.margin > 0, !texts.isEmpty, texts.allSatisfy(filtered.contains) else { return [] }
        return [GuideNoteWords.kept(texts, margin: view.margin, above: view.filter(margin: 0))]
    }

    /// Plans that are looked at for notes and defaults.
    static let most = 100_000

    /// The best plan of each number of chips, by the conditions.
    static func byChips(_ view: GuideView) -> [String] {
        guard view.chipCounts.count > 1, let plans = view.session.plans else { return [] }
        let rows = (0..<min(plans.count, most)).lazy.map { $0 + 1 }
        return view.chipCounts.map { chips in
            let found = rows.first { plans[$0].scenario.deployment.chips == chips }
            let text = found.map { GuideNoteWords.row($0, sizes(plans[$0]), plans[$0]) }
            return GuideNoteWords.bestOf(chips: chips, text ?? GuideNoteWords.noneIsLeft)
        }
    }

    /// The rules of thumb that values of an axis break on the best plan.
    static func broken(_ axis: String, _ answer: String, _ view: GuideView) -> [String] {
        guard let parameter = Parameter.named(axis), let plan = view.probe.reference,
            let values = try? AxisValues.read(Token(text: answer, span: 0..<max(1, answer.count)), parameter)
        else { return [] }
        var said: Set<String> = []
        return values.prefix(8).flatMap { value -> [String] in
            let subject = RuleSubject(plan.scenario.setting([Setting(parameter, value)]), of: view.session.subject)
            guard subject.plan != nil else { return [] }
            return Rule.findings(subject) { $0.parameters.contains(axis) }.filter { said.insert($0.text).inserted }
                .map { RuleWords.note($0.text, from: $0.rule.source()) }
        }
    }

    /// A line on a plan, which names the number of chips where several are planned.
    private static func line(_ text: String, on plan: PlanResult, _ view: GuideView) -> String {
        view.chipCounts.count > 1 ? GuideNoteWords.chips(plan.scenario.deployment.chips, text) : text
    }

    /// `tp=4 batch=10`.
    private static func sizes(_ plan: PlanResult) -> String {
        let d = plan.scenario.deployment
        let others = [("sp", d.sp), ("moe_tp", d.moeTP)].filter { $0.1 > 1 }.map { " \($0.0)=\(count($0.1))" }
        return "tp=\(count(d.tp))\(others.joined()) \(load(plan))"
    }

    private static func load(_ plan: PlanResult) -> String {
        "\(GuideProbe.load(of: plan.scenario.workload))=\(count(plan.load))"
    }

    private static func count(_ value: Double) -> String { Decimal.shortest(value) }
}
