import CostModel
import Language
import Notebook
import Planning
import Units
import Words

/// The directions of an order.
enum Direction: String, CaseIterable, Sendable { case asc, desc }

extension Command<Session> {
    static let sort = Command(
        "sort", synonyms: ["order", "排序"],
        abstract: say(en: "Orders the plans by a metric, the better end first.", zh: "按一项指标对方案排序，较优者在前。"),
        discussion: say(
            en: """
                Where prefill_workers is 0, sorting by tps_chip, total_tps, tps_batch or ttft_ms first chooses the prefill
                workers anew that are best in it, and applies the filters again; other metrics leave them as they are.
                """,
            zh: """
                prefill_workers 为 0 时，按 tps_chip、total_tps、tps_batch 或 ttft_ms 排序会先重新选取使该指标最优的 Prefill 实例数，\
                再重新应用筛选条件；按其他指标排序时保持不变。
                """),
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
        "asc|desc", say(en: "the direction; by default the better end first", zh: "排序方向；默认较优者在前"), isOptional: true,
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
