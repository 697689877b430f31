import CostModel
import Language
import Notebook
import Planning
import Units
import Words

extension Command<Session> {
    static let frontier = Command(
        "frontier", synonyms: ["pareto", "skyline", "tradeoff", "前沿", "帕累托"],
        abstract: say(
            en: "Keeps the plans that nothing beats in two or three figures.",
            zh: "保留在两三个指标上不被支配的方案（Pareto 前沿）。"),
        discussion: say(
            en: """
                A plan is beaten by one that is at least as good in every figure and better in one; plans equal in all stay
                together. The better end of a metric counts, and less of an axis. Plans that do not fit in DRAM or settle, or
                have no value of a figure, are not kept. What is kept is ordered by the first figure; 'filter clear' takes it
                back. 'sweep --frontier' finds it in spaces of any size.
                """,
            zh: """
                若另一个方案在各指标上都不差且至少一项更好，该方案即被支配；各项都相同的方案一并保留。指标按较优的方向比较，扫描维度以小为优。\
                DRAM 放不下、服务无法稳定或某项没有值的方案不保留。保留的方案按第一个指标排序；“filter clear”可恢复。\
                “sweep --frontier”可在任意大的空间中求前沿。
                """),
        arguments: .source, .rivals,
        examples: ["frontier tps_batch tps_chip", "frontier tps_chip tpot_ms dram"]
    ) { (context: Context, source: Reference?, rankings: [Ranking]) throws(Diagnostic) -> Outcome in
        var plans = try context.session.requirePlans(source)
        let before = plans.count
        try plans.keepFront(rankings, context.environment)
        plans.fronts.append(rankings)
        plans.order = rankings.first.map { Plans.Order(quantifier: $0.quantifier, descending: $0.descending) }
        var session = context.session
        session.plans = plans
        return Outcome(
            session, say: SearchWords.kept(plans.count, of: before, in: rankings.map(\.quantifier.path)))
    }
}
