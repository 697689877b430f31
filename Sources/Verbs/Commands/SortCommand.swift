import CostModel
import Language
import Notebook
import Planning
import Words

/// The directions of an order.
enum Direction: String, CaseIterable, Sendable { case asc, desc }

extension Command<Session> {
    static let sort = Command(
        "sort", synonyms: ["order"], abstract: "Orders the plans by a metric, the better end first.",
        discussion: """
            Where prefill_workers is 0, sorting by tps_chip, total_tps, tps_batch or ttft_ms first chooses the prefill
            workers anew that are best in it, and applies the filters again; other metrics leave them as they are.
            """,
        arguments: .source, .quantifier, .direction, examples: ["sort tps_chip", "sort dram desc"]
    ) {
        (context: Context, source: Reference?, key: Spanned<Quantifier>, direction: Direction?) throws(Diagnostic)
            -> Outcome in
        var plans = try context.session.requirePlans(source)
        let remark = try AutomaticPrefill.chooseAnew(&plans, by: key.value, context)
        let descending = direction.map { $0 == .desc } ?? key.value.betterIsHigher
        try plans.sort(by: key.value, descending: descending, context.environment)
        var session = context.session
        session.plans = plans
        return Outcome(
            session,
            say: RankWords.sorted(plans.count, by: key.value.name, descending: descending, remark))
    }
}

extension Argument where State == Session, Value == Direction? {
    static let direction = Argument(
        "asc|desc", "the direction; by default the better end first", isOptional: true,
        complete: { _ in [Completion("asc", RankWords.lowestFirst), Completion("desc", RankWords.highestFirst)] }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Direction? in
        guard let token = cursor.next() else { return nil }
        guard let direction = Direction(rawValue: token.text) else {
            throw RankWords.unknownDirection(token.text, at: token.span)
        }
        return direction
    }
}

extension Quantifier {
    /// Whether the better end is the higher one; parameters rise.
    var betterIsHigher: Bool {
        switch self {
        case .metric(let metric): metric.better == .higher
        case .parameter: false
        }
    }
}
