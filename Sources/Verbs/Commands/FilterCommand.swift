import CostModel
import Language
import Notebook
import Planning
import Units
import Words

extension Command<Session> {
    static let filter = Command(
        "filter", synonyms: ["where", "筛选", "过滤"],
        abstract: say(en: "Keeps the plans that meet a condition.", zh: "保留满足条件的方案。"),
        discussion: say(
            en: """
                Conditions compare a metric, or an axis of the sweep, with a number in the metric's unit or with a unit of
                its own; dram also with a share of the chip's DRAM, as in dram<=70%. 'and' (or ',' or '&&'), 'or' ('||') and
                'not' ('!') join them; 'not' binds closest, then 'and', then 'or', and parentheses change that. Several
                filters add up; 'filter clear' takes all of them back. Plans that do not fit in DRAM, or
                whose serving does not settle, meet no condition.
                """,
            zh: """
                条件把指标或扫描维度与一个数比较，该数用指标的单位或自带单位；dram 也可与占单芯 DRAM 的比例比较，如 dram<=70%。\
                用“and”（或“,”“&&”）、“or”（“||”）和“not”（“!”）连接；“not”优先级最高，其次“and”，最后“or”，括号可改变次序。\
                多次筛选逐次叠加；“filter clear”全部取消。DRAM 放不下或服务无法稳定的方案不满足任何条件。
                """),
        arguments: .source, .conditions,
        examples: [
            "filter tps_batch>=10", "filter tps_batch >= 10 and dram<=60GiB",
            "filter (tpot_ms<=50ms or tps_chip>=1k) and not dram>70%", "filter comm_share<20",
            "filter out[3] tps_batch>=10",
        ]
    ) { (context: Context, source: Reference?, conditions: [Condition]) throws(Diagnostic) -> Outcome in
        var plans = try context.session.requirePlans(source)
        let before = plans.count
        // What a condition drops is told from what it drops because a figure is only a lower bound.
        let tests = conditions.map { [$0.onBounds, $0.test].compactMap(\.self) }
        let counts = try plans.keep(Plans.choosable + tests.flatMap(\.self), context.environment)
        var dropped: [String] = counts[0] > 0 ? [CapacityWords.dropped(counts[0])] : []
        if counts[1] > 0 { dropped.append(SettlingWords.dropped(counts[1])) }
        var remarks = FilterText.units(conditions)
        var next = Plans.choosable.count
        for (condition, tests) in zip(conditions, tests) {
            let own = counts[next..<next + tests.count]
            next += tests.count
            let count = own.reduce(0, +)
            if own.count > 1, let uncertain = own.last, uncertain > 0 {
                remarks.append(ConditionWords.uncertain(uncertain, by: condition))
            }
            dropped.append(ConditionWords.dropped(count, by: condition, isFirst: dropped.isEmpty))
            // Typed again it says the same.
            if !plans.conditions.contains(where: { $0.text == condition.text }) { plans.filters.append(condition) }
        }
        var session = context.session
        session.plans = plans
        let lines = [ConditionWords.kept(plans.count, of: before, dropped)] + remarks
        return Outcome(session, lines.map { .line($0) })
    }

    static let filterClear = Command(
        "filter clear",
        abstract: say(en: "Takes all filters, and what 'frontier' left out, back.", zh: "取消全部筛选，并恢复“frontier”去掉的方案。"),
        examples: ["filter clear"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        var plans = try context.session.requirePlans()
        (plans.filters, plans.fronts) = ([], [])
        plans = try plans.held(to: plans.objectives, context.environment)
        var session = context.session
        session.plans = plans
        let line = ConditionWords.back(plans.count, isAll: plans.slo.isEmpty)
        return Outcome(session, [.line(line)] + SLOText.lasting(plans))
    }
}

/// What is said of conditions.
enum FilterText {
    /// That a figure is in percent, where it is compared with a plain number of at most 1; nil elsewhere.
    private static func inPercent(_ comparison: Comparison) -> String? {
        guard case .metric(let metric) = comparison.quantifier, metric.unit.hasPrefix("%"),
            case .value(let limit) = comparison.limit, limit > 0, limit <= 1, !comparison.limitText.hasSuffix("%")
        else { return nil }
        return ConditionWords.inPercent(comparison, limit)
    }

    /// Milliseconds below which a limit of a first token or a whole answer is more likely meant in seconds.
    private static let mostSeconds = 20.0

    /// That a figure is in milliseconds, where it is compared with a plain number that looks like seconds; nil elsewhere.
    private static func inMilliseconds(_ comparison: Comparison) -> String? {
        guard case .metric(let metric) = comparison.quantifier, metric.unit == "ms",
            ["ttft", "e2e"].contains(where: metric.name.hasPrefix), case .value(let limit) = comparison.limit,
            limit > 0, limit <= mostSeconds, comparison.limitText.last?.isNumber == true
        else { return nil }
        return ConditionWords.inMilliseconds(comparison)
    }

    /// What is said of limits that look as if they were in another unit.
    static func units(_ conditions: [Condition]) -> [String] {
        conditions.flatMap(\.comparisons).flatMap { [inPercent($0), inMilliseconds($0)].compactMap(\.self) }
    }
}
