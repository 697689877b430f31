import CostModel
import Planning
import Text
import Units

/// What is said of conditions that plans are held to.
public enum ConditionWords {
    /// The conditions as they are typed.
    public static func text(_ conditions: [Condition]) -> String { conditions.map(\.text).joined(separator: " and ") }

    /// A plan misses a condition of `slo`.
    public static func missesSLO(_ miss: Miss) -> String {
        say(en: "misses slo \(ShareWords.miss(miss))", zh: "不满足 slo \(ShareWords.miss(miss))")
    }

    /// Nothing is asked of plans.
    public static var noSLO: String {
        say(en: "no slo is set; for example: slo tpot_ms<=40 ttft_ms<=2s", zh: "未设置 slo；例如：slo tpot_ms<=40 ttft_ms<=2s")
    }

    /// What was asked of plans is taken back; how many are at hand, nil where there are none.
    public static func cleared(_ count: Int?) -> String {
        guard let count else { return say(en: "no slo is set", zh: "未设置 slo") }
        return say(
            en: "no slo is set; \(Counted.text(count, "plan")) at hand",
            zh: "未设置 slo；当前有 \(Decimal.grouped(count)) 个方案")
    }

    /// What is asked of plans to come.
    public static func slo(_ conditions: [Condition]) -> String {
        say(en: "slo \(text(conditions)), for the plans of every sweep", zh: "slo \(text(conditions))，用于每次 sweep 的方案")
    }

    /// How many plans meet what is asked; nil where the only one does.
    public static func met(_ conditions: [Condition], by count: Int?, of total: Int) -> String {
        guard let count else { return say(en: "slo \(text(conditions)): met", zh: "slo \(text(conditions))：满足") }
        return say(
            en: "slo \(text(conditions)): met by \(Decimal.grouped(count)) of \(Counted.text(total, "plan"))",
            zh: "slo \(text(conditions))：\(Decimal.grouped(total)) 个方案中 \(Decimal.grouped(count)) 个满足")
    }

    /// Conditions that wait for plans with figures for them.
    public static func waiting(_ conditions: [Condition]) -> String {
        say(
            en: "slo \(text(conditions)): the plans at hand have no such figure",
            zh: "slo \(text(conditions))：现有方案没有这项数值")
    }

    /// A plan meets a condition by less than is advised.
    public static func tight(_ condition: String, spare: Double) -> String {
        say(
            en: "row 1 meets \(condition) with \(percent(spare)) % to spare; 10-20 % is advised",
            zh: "第 1 行满足 \(condition)，余量 \(percent(spare)) %；建议 10–20 %")
    }

    /// A plan meets a condition by as much as is advised.
    public static func advised(_ condition: String, spare: Double) -> String {
        say(
            en: "row 1 meets \(condition) with \(percent(spare)) % to spare, as is advised (10-20 %)",
            zh: "第 1 行满足 \(condition)，余量 \(percent(spare)) %，符合建议（10–20 %）")
    }

    private static func percent(_ share: Double) -> String { Decimal.fixed(100 * share, places: 1) }

    /// `3 dropped by tps_batch>=10`; behind others the verb is known.
    public static func dropped(_ count: Int, by condition: Condition, isFirst: Bool) -> String {
        let count = Decimal.grouped(count)
        return isFirst
            ? say(en: "\(count) dropped by \(condition.text)", zh: "\(count) 个因 \(condition.text) 被过滤")
            : say(en: "\(count) by \(condition.text)", zh: "\(count) 个因 \(condition.text) 被过滤")
    }

    /// Plans that were dropped because their figure is only a lower bound.
    public static func uncertain(_ count: Int, by condition: Condition) -> String {
        say(
            en: "\(Counted.text(count, "plan")) dropped by \(condition.text) whose figure is \(TailWords.isLowerBound)",
            zh: "\(Decimal.grouped(count)) 个因 \(condition.text) 被过滤的方案，其数值\(TailWords.isLowerBound)")
    }

    /// A share in percent was compared with what looks like a fraction.
    public static func inPercent(_ comparison: Comparison, _ limit: Double) -> String {
        let (name, relation) = (comparison.quantifier.name, comparison.relation.rawValue)
        let percent = Decimal.significant(100 * limit, digits: 6)
        return say(
            en: "\(name) is in %: \(comparison.text) asks for \(comparison.limitText) %; "
                + "\(name)\(relation)\(percent) asks for \(percent) %",
            zh: "\(name) 的单位为 %：\(comparison.text) 指 \(comparison.limitText) %；"
                + "\(name)\(relation)\(percent) 指 \(percent) %")
    }

    /// A time in milliseconds was compared with what looks like seconds.
    public static func inMilliseconds(_ comparison: Comparison) -> String {
        let (name, relation, limit) = (comparison.quantifier.name, comparison.relation.rawValue, comparison.limitText)
        return say(
            en: "\(name) is in ms: \(comparison.text) asks for \(limit) ms; "
                + "\(name)\(relation)\(limit)s asks for \(limit) s",
            zh: "\(name) 的单位为 ms：\(comparison.text) 指 \(limit) ms；\(name)\(relation)\(limit)s 指 \(limit) s")
    }

    /// What a filter has left, and what it dropped for which reason.
    public static func kept(_ count: Int, of before: Int, _ dropped: [String]) -> String {
        let (kept, all) = (Decimal.grouped(count), Decimal.grouped(before))
        return say(
            en: "\(kept) of \(all) kept; \(dropped.joined(separator: ", "))",
            zh: "\(all) 个方案保留 \(kept) 个；\(dropped.joined(separator: "，"))")
    }

    /// Filters were taken back.
    public static func back(_ count: Int, isAll: Bool) -> String {
        isAll && count > 1
            ? say(en: "all \(Counted.text(count, "plan")) back", zh: "已恢复全部 \(Decimal.grouped(count)) 个方案")
            : say(en: "\(Counted.text(count, "plan")) back", zh: "已恢复 \(Decimal.grouped(count)) 个方案")
    }

    /// An assertion fails as there is nothing to assert.
    public static var failsWithoutPlans: String {
        say(en: "the assertion fails: \(PlanWords.noneLeft)", zh: "断言失败：\(PlanWords.noneLeft)")
    }

    /// An assertion fails: what the plan has, and what was asked.
    public static func fails(_ broken: [Condition], _ plan: PlanResult) -> String {
        let parts = broken.map {
            say(en: "\(values(of: $0, plan)), not \($0.text)", zh: "\(values(of: $0, plan))，不满足 \($0.text)")
        }
        return say(
            en: "the assertion fails: \(parts.joined(separator: "; "))",
            zh: "断言失败：\(parts.joined(separator: "；"))")
    }

    /// Which plan an assertion is about.
    public static func subject(_ plan: PlanResult) -> String {
        say(en: "the plan is \(PlanWords.configuration(plan))", zh: "该方案为 \(PlanWords.configuration(plan))")
    }

    /// An assertion holds.
    public static func holds(_ condition: Condition, _ plan: PlanResult) -> String {
        say(
            en: "\(condition.text) holds: \(values(of: condition, plan))",
            zh: "\(condition.text) 成立：\(values(of: condition, plan))")
    }

    /// `tps_chip is 104.28 and tpot_ms is 96.1 ms`: what a condition compares, each once.
    private static func values(of condition: Condition, _ plan: PlanResult) -> String {
        var values: [String] = []
        for comparison in condition.comparisons {
            var text = value(of: comparison.quantifier, plan)
            if case .share = comparison.limit {
                let whole = Decimal.significant(comparison.quantifier.whole(plan) ?? .nan, digits: 6)
                text = say(en: "\(text) of \(whole)", zh: "\(text)（总量 \(whole)）")
            }
            if !values.contains(text) { values.append(text) }
        }
        return ListWords.all(values)
    }

    /// `tps_chip is 104.28`, in the unit that conditions are in.
    private static func value(of quantifier: Quantifier, _ plan: PlanResult) -> String {
        let value = quantifier.read(plan)
        guard !value.isNaN else {
            if !plan.totals.isSettled {
                return say(
                    en: "\(quantifier.name) has no value, as the plan \(SettlingWords.fault(plan))",
                    zh: "\(quantifier.name) 没有值，因为该方案\(SettlingWords.fault(plan))")
            }
            return say(en: "\(quantifier.name) has no value in this phase", zh: "\(quantifier.name) 在此阶段没有值")
        }
        var unit = ""
        if case .metric(let metric) = quantifier { unit = Self.unit(metric, plan.scenario.workload.currency) }
        let number = Decimal.significant(value, digits: 6)
        if quantifier.isLowerBound(plan) {
            return say(
                en: "\(quantifier.name) is at least \(number) \(unit) (\(TailWords.isLowerBound))",
                zh: "\(quantifier.name) 至少为 \(number) \(unit)（\(TailWords.isLowerBound)）")
        }
        return say(
            en: "\(quantifier.name) is \(number)\(unit.isEmpty ? "" : " " + unit)",
            zh: "\(quantifier.name) 为 \(number)\(unit.isEmpty ? "" : " " + unit)")
    }

    /// The whole unit of a metric: that of a rate only says whose tokens it counts.
    public static func unit(_ metric: Metric, _ currency: Currency? = nil) -> String {
        guard metric.dimension == .throughput else { return metric.unit(in: currency) }
        return say(
            en: "tokens/s\(metric.unit.hasPrefix("/") ? "" : " ")\(metric.unit)",
            zh: "tokens/s\(metric.unit.hasPrefix("/") ? "" : " ")\(metric.unit)")
    }
}
