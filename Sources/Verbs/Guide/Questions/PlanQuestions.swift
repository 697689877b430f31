import CostModel
import Language
import Planning
import Units
import Words

extension GuideQuestion {
    /// Steps 3 to 5: the plans, the best of them, and what is kept.
    static let planQuestions: [GuideQuestion] = [
        GuideQuestion(
            name: "size", step: .sweep, text: { GuideWords.size }, prefix: "size ", isAsked: { !$0.load.isSwept },
            standard: { _ in "margin=20%" }, notes: { _ in [GuideWords.sizeNote] }),
        GuideQuestion(
            name: "take", step: .choice, text: { GuideWords.take }, prefix: "config from ",
            isAsked: { !$0.load.isSwept && $0.session.plans != nil }, standard: { _ in "1" }),
        GuideQuestion(
            name: "sweep", step: .sweep, text: { GuideWords.sweep }, prefix: "sweep ", isAsked: { $0.load.isSwept },
            canSkip: { $0.session.plans != nil },
            standard: axes, notes: { _ in [GuideWords.sweepNote] },
            makeCommands: { (answer: String, _: GuideView) throws(Diagnostic) -> [String] in
                ["sweep " + answer, "rows 20"]
            }),
        GuideQuestion(
            name: "filter", step: .choice, text: { GuideWords.filter }, prefix: "filter ",
            isAsked: { $0.load.isSwept }, standard: conditions,
            notes: { view in
                let margin = percent(view.margin)
                return [isKept(view, view.margin) ? GuideWords.filterNote(margin) : GuideWords.marginIsLost(margin)]
            },
            objection: { view in
                guard let plans = view.session.plans, plans.count == 0 else { return nil }
                // Of each figure that was asked for, what is best.
                let asked = plans.filters.isEmpty ? view.conditions(margin: 0) : plans.filters
                let comparisons = asked.flatMap(\.comparisons).reduce(into: [Comparison]()) { list, item in
                    if !list.contains(where: { $0.quantifier.name == item.quantifier.name }) { list.append(item) }
                }
                let closest = comparisons.map { comparison in
                    let values = (0..<min(plans.result.count, GuideRules.most)).map {
                        comparison.quantifier.read(plans.result[$0])
                    }.filter(\.isFinite)
                    let isLow = comparison.relation == .atMost || comparison.relation == .below
                    let best = (isLow ? values.min() : values.max()) ?? 0
                    return "\(comparison.quantifier.name) \(Decimal.fixed(best, places: 2))"
                }
                return GuideWords.noPlan(closest)
            }),
        GuideQuestion(
            name: "rank", step: .choice, text: { GuideWords.rank }, prefix: "sort ",
            choices: {
                [Metric.tpsChip.name, "tps_batch", "total_tps", Metric.tpot.name].map { GuideChoice(answer: $0) }
            }, isAsked: { $0.load.isSwept },
            standard: { _ in Metric.tpsChip.name },
            makeCommands: { (answer: String, _: GuideView) throws(Diagnostic) -> [String] in
                ["sort " + answer, "top 5", "config from 1"]
            }, remarks: { _, view in GuideRules.kept(view) + GuideRules.byChips(view) }),
        GuideQuestion(
            name: "breakdown", step: .result, text: { GuideWords.breakdown }, prefix: "breakdown ",
            standard: { _ in "1" }),
        file("csv", { GuideWords.savePlans }, isOfPlan: false),
        file("json", { GuideWords.savePlan }, isOfPlan: true),
        file("sextant", { GuideWords.saveSession }, isOfPlan: false),
    ]

    private static func plans(_ view: GuideView) -> [PlanResult] {
        guard let plans = view.session.plans, plans.count > 0 else { return [] }
        return (1...min(plans.count, GuideRules.most)).map { plans[$0] }.filter(\.isFeasible)
    }

    /// Whether some plan meets the conditions with a margin.
    private static func isKept(_ view: GuideView, _ margin: Double) -> Bool {
        let conditions = view.conditions(margin: margin)
        return plans(view).contains { plan in conditions.allSatisfy { $0.holds(for: plan) } }
    }

    /// The service level with its margin, which is given up where no plan is left with it.
    private static func conditions(_ view: GuideView) -> String {
        view.filter(margin: isKept(view, view.margin) ? view.margin : 0)
    }

    /// `sg2260e_deepseek-v3_128chips_tp4_batch10`, or what all plans have in common.
    private static func stem(_ view: GuideView, isOfPlan: Bool) -> String {
        let of = [view.session.chip?.name, view.session.model?.name].compactMap(\.self)
        guard isOfPlan, let plan = view.session.plans.flatMap({ $0.count > 0 ? $0[1] : nil }) else {
            return (of + [view.load.rawValue]).joined(separator: "_")
        }
        let d = plan.scenario.deployment
        let workload = plan.scenario.workload
        let load =
            workload.isOpen
            ? "rate\(Decimal.shortest(workload.rate))"
            : "\(GuideProbe.load(of: workload))\(Decimal.shortest(plan.load))"
        return (of + ["\(Decimal.shortest(plan.chips))chips", "tp\(Decimal.shortest(d.tp))", load])
            .joined(separator: "_")
    }

    /// A name under which no file is that this session did not write: with -2, -3 and so on behind it.
    private static func freeName(_ stem: String, _ ending: String, _ view: GuideView) -> String {
        let names = ["\(stem).\(ending)"] + (2...99).map { "\(stem)-\($0).\(ending)" }
        let isFree = { (name: String) in
            !view.files.exists(name) || view.session.written.contains(view.files.absolute(name))
        }
        return names.first(where: isFree) ?? names[0]
    }

    private static func percent(_ share: Double) -> String { Decimal.shortest(100 * share) }

    private static func file(
        _ ending: String, _ text: @escaping @Sendable () -> String, isOfPlan: Bool
    ) -> GuideQuestion {
        GuideQuestion(
            name: "save " + ending, step: .result, text: text, prefix: "save ", possible: { LanguageWords.aFileName },
            joins: { Lexer.quoted($0) },
            standard: { freeName("deployment_results/\(stem($0, isOfPlan: isOfPlan))", ending, $0) },
            makeCommands: { (answer: String, view: GuideView) throws(Diagnostic) -> [String] in
                // A replay writes the file again, so the recorded command has to allow it; someone else's file is safe.
                let isTaken = view.files.exists(answer) && !view.session.written.contains(view.files.absolute(answer))
                // 'top' has shown five of the plans by now.
                let all = ending == "csv" ? "--all " : ""
                return ["save " + (isTaken ? "" : "--force ") + all + Lexer.quoted(answer)]
            })
    }
}
