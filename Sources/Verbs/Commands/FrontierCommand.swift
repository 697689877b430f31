import CostModel
import Language
import Notebook
import Planning
import Words

extension Command<Session> {
    static let frontier = Command(
        "frontier", synonyms: ["pareto", "skyline", "tradeoff"],
        abstract: "Keeps the plans that nothing beats in two or three figures.",
        discussion: """
            A plan is beaten by one that is at least as good in every figure and better in one; plans equal in all stay
            together. The better end of a metric counts, and less of an axis. Plans that do not fit in DRAM or settle, or
            have no value of a figure, are not kept. What is kept is ordered by the first figure; 'filter clear' takes it
            back. 'sweep --frontier' finds it in spaces of any size.
            """,
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
