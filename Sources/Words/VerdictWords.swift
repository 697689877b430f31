import CostModel
import Language
import Planning
import Text
import Units

/// Verdicts on plans, and the plans that are near.
public enum VerdictWords {
    /// What is expected behind 'whynot'.
    public static var settings: String { say(en: "parameters such as tp=8 batch=12", zh: "参数，如 tp=8 batch=12") }

    /// A parameter has two values.
    public static func givenTwice(_ name: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(name)' is given twice", zh: "“\(name)”给了两次"), at: span,
            expected: say(en: "each parameter once", zh: "每个参数只给一次"))
    }

    /// A configuration that the deployment's sizes rule out, and the rule.
    public static func doesNotDivide(_ scenario: Scenario, _ rule: String) -> String {
        say(
            en: "\(PlanWords.configuration(scenario)) does not divide: \(rule)",
            zh: "\(PlanWords.configuration(scenario)) 无法整除：\(rule)")
    }

    /// What rules a plan out, and which conditions it meets.
    public static func sentence(_ plan: PlanResult, _ misses: [Miss], _ conditions: [Condition]) -> String {
        var reasons: [String] = []
        if !plan.fits {
            let need = CapacityWords.short(plan)
            reasons.append(say(en: "does not fit in DRAM: \(need)", zh: "DRAM 容量不足：\(need)"))
        }
        if !plan.totals.isSettled { reasons.append(SettlingWords.fault(plan)) }
        let misses = SettlingWords.told(misses, of: plan)
        if !misses.isEmpty {
            let missed = ListWords.all(misses.map(ShareWords.miss))
            reasons.append(say(en: "misses \(missed)", zh: "不满足 \(missed)"))
        }
        let start = "\(PlanWords.configuration(plan)) \(ListWords.all(reasons))"
        let met = conditions.filter { $0.holds(for: plan) }.map(\.text)
        guard !met.isEmpty else { return start }
        return say(
            en: "\(start); it meets \(met.joined(separator: ", "))", zh: "\(start)；满足 \(met.joined(separator: "、"))")
    }

    /// Nothing rules a plan out: how it compares with the first.
    public static func feasible(
        _ plan: PlanResult, _ first: PlanResult?, _ conditions: [Condition], _ goal: Goal
    ) -> String {
        let met = conditions.map(\.text).joined(separator: say(en: ", ", zh: "、"))
        let what =
            conditions.isEmpty
            ? say(en: "fits in DRAM, and no condition was filtered by", zh: "DRAM 容量足够，未设筛选条件")
            : say(en: "meets \(met) and fits in DRAM", zh: "满足 \(met)，DRAM 容量足够")
        let (own, value) = (PlanWords.configuration(plan), figure(goal.metric, plan))
        let line = say(en: "\(own) \(what): \(value)", zh: "\(own) \(what)：\(value)")
        guard let first else { return line }
        guard first != plan else { return say(en: "\(line); it is row 1", zh: "\(line)；即第 1 行") }
        let gain = ShareWords.signed(goal.gain(from: first, to: plan))
        return say(
            en: "\(line), \(gain) against row 1 (\(PlanWords.configuration(first)))",
            zh: "\(line)，与第 1 行（\(PlanWords.configuration(first))）相比 \(gain)")
    }

    /// The nearest plan that is feasible.
    public static func nearest(_ plan: String) -> String {
        say(en: "nearest that does: \(plan)", zh: "最接近的可行配置：\(plan)")
    }

    /// No plan in reach is feasible.
    public static var noneNear: String {
        say(
            en: "no plan that differs in one or two of its parameters is feasible",
            zh: "改动一两个参数后仍没有可行方案")
    }

    /// The best plan with other values of what was asked.
    public static func best(over names: [String], _ plan: String) -> String {
        say(en: "best over \(ListWords.and(names)): \(plan)", zh: "重选 \(ListWords.and(names)) 后的最优配置：\(plan)")
    }

    /// Only the values of the sweep were searched.
    public static func searched(_ count: Int) -> String {
        say(
            en: "searched: the \(Counted.text(count, "combination")) of the sweep's own values",
            zh: "搜索范围：sweep 所给取值的 \(Decimal.grouped(count)) 个组合")
    }

    /// There were too many values to search.
    public static func notSearched(_ names: [String], _ count: Int) -> String {
        say(
            en: "not searched: the best over \(ListWords.and(names)), of \(Counted.text(count, "combination")); "
                + "sweep fewer values",
            zh: "未搜索 \(ListWords.and(names)) 的最优取值：共 \(Decimal.grouped(count)) 个组合；请减少 sweep 的取值")
    }

    /// `tps_chip 80.1`.
    public static func figure(_ metric: Metric, _ plan: PlanResult) -> String {
        "\(metric.name) \(ShareWords.value(of: .metric(metric), in: plan))"
    }
}
