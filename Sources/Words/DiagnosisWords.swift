import CostModel
import Planning
import Text
import Units

/// What binds a plan, and what rules one out.
public enum DiagnosisWords {
    /// `the step waits for memory 78.0 %, network 14.7 %, compute 0.0 %; Host 3.4 %`.
    public static func shares(_ leverage: Leverage) -> String {
        func text(_ name: String, _ share: Double) -> String { "\(name) \(Decimal.fixed(100 * share, places: 1)) %" }
        let comma = say(en: ", ", zh: "、")
        let bounds = leverage.shares.map { text(BreakdownWords.bound($0.bound), $0.share) }.joined(separator: comma)
        let rest = leverage.adjustments.map { text($0.kind.name, $0.share) }.joined(separator: comma)
        guard !rest.isEmpty else { return say(en: "the step waits for \(bounds)", zh: "单步等待：\(bounds)") }
        return say(en: "the step waits for \(bounds); \(rest)", zh: "单步等待：\(bounds)；\(rest)")
    }

    /// The heading of a resource.
    public static var resource: String { say(en: "resource", zh: "资源") }
    /// The heading of what there is of it.
    public static var now: String { say(en: "now", zh: "当前") }
    /// The heading of what a little more of it brings.
    public static var brings: String { say(en: "x 1.1 brings", zh: "x 1.1 收益") }
    /// The heading of how much of it a gain takes.
    public static var gainTakes: String { say(en: "+10 % takes", zh: "+10 % 需") }
    /// The unit of a factor.
    public static var times: String { say(en: "times", zh: "倍") }
    /// The heading of how much of it one more takes.
    public static func takes(_ name: String, _ count: Double) -> String {
        say(en: "\(name) \(Decimal.shortest(count)) takes", zh: "\(name) \(Decimal.shortest(count)) 需")
    }

    /// What stops the batch from growing.
    public static func limit(_ leverage: Leverage, _ conditions: [Condition]) -> String {
        let plan = leverage.plan
        let now = Miss.all(conditions, by: plan)
        guard now.isEmpty, plan.isFeasible else { return fault(plan, now) }
        guard let limit = leverage.limit else {
            return say(en: "nothing sets how much is served at once", zh: "没有参数限定同时服务的请求数")
        }
        let name = limit.parameter.name
        // What was tried is rounded by the search; below that everything holds.
        let largest = count(limit.largest.rounded(.down))
        guard let next = limit.next else {
            return say(
                en: "neither a condition nor memory stops \(name) up to \(largest)",
                zh: "\(name) 增至 \(largest) 仍不受约束条件或 DRAM 容量限制")
        }
        // The plan's own requests in flight may be set by the batch.
        let isNow = limit.parameter.get(plan.scenario) == limit.value
        let start =
            limit.largest == limit.value
            ? say(en: "\(name)=\(largest) is the largest", zh: "\(name)=\(largest) 已是最大值")
            : isNow
                ? say(en: "\(name) can rise to \(largest)", zh: "\(name) 可增至 \(largest)")
                : say(
                    en: "\(name) can rise to \(largest) (\(count(limit.value)) now)",
                    zh: "\(name) 可增至 \(largest)（当前 \(count(limit.value))）")
        let setting = "\(name)=\(count(limit.parameter.get(next.scenario)))"
        let reasons = reasons(next, limit.misses)
        if !limit.misses.isEmpty {
            return say(en: "\(start): \(setting) misses \(reasons)", zh: "\(start)：\(setting) 不满足 \(reasons)")
        }
        return next.fits
            ? say(en: "\(start): \(setting) it \(reasons)", zh: "\(start)：\(setting) 时\(reasons)")
            : say(
                en: "\(start): \(setting) does not fit: \(reasons)",
                zh: "\(start)：\(setting) 时 DRAM 容量不足，\(reasons)")
    }

    private static func count(_ value: Double) -> String { Decimal.significant(value, digits: 9) }

    /// What is wrong with the plan itself.
    private static func fault(_ plan: PlanResult, _ misses: [Miss]) -> String {
        let faults =
            ((plan.fits ? [] : [CapacityWords.short(plan)]) + (plan.totals.isSettled ? [] : [SettlingWords.fault(plan)])
            + SettlingWords.told(misses, of: plan).map(ShareWords.miss)).joined(separator: separator)
        guard plan.fits else {
            return say(en: "the plan itself does not fit: \(faults)", zh: "方案本身 DRAM 容量不足：\(faults)")
        }
        return plan.totals.isSettled
            ? say(en: "the plan itself misses \(faults)", zh: "方案本身不满足 \(faults)")
            : say(en: "the plan itself \(faults)", zh: "方案本身\(faults)")
    }

    /// What a plan misses, and what else rules it out.
    private static func reasons(_ plan: PlanResult, _ misses: [Miss]) -> String {
        (SettlingWords.told(misses, of: plan).map(ShareWords.miss) + (plan.fits ? [] : [CapacityWords.short(plan)])
            + (plan.totals.isSettled ? [] : [SettlingWords.fault(plan)])).joined(separator: separator)
    }

    /// What stands between reasons, which have commas of their own in Chinese.
    private static var separator: String { say(en: ", ", zh: "；") }

    /// Whether prefill holds the plan up, and how far the plan is from what prefill could give.
    public static func prefill(_ ceiling: PrefillCeiling) -> String {
        let most = Decimal.fixed(ceiling.tokensPerChip, places: 1)
        let share = Decimal.fixed(100 * ceiling.share, places: 0)
        return ceiling.isReached
            ? say(
                en: "prefill workers are the bottleneck: throughput is at their ceiling (tps_chip \(most))",
                zh: "瓶颈在 Prefill 实例：吞吐已达其上限（tps_chip \(most)）")
            : say(
                en: "prefill workers are busy \(share) % of the time: their ceiling is tps_chip \(most)",
                zh: "Prefill 实例的忙碌时间占 \(share) %：其上限为 tps_chip \(most)")
    }

    /// In what a plan is the first of those kept.
    public static func firsts(_ metrics: [Metric], among count: Int) -> String {
        let firsts = metrics.map { metric in
            metric.better == .lower
                ? say(en: "lowest \(metric.name)", zh: "\(metric.name) 最低")
                : say(en: "highest \(metric.name)", zh: "\(metric.name) 最高")
        }
        return say(
            en: "among the \(Counted.text(count, "plan")) kept it has the \(firsts.joined(separator: ", "))",
            zh: "在保留的 \(Decimal.grouped(count)) 个方案中，该方案 \(firsts.joined(separator: "、"))")
    }

    /// The title of the best plans with each value of an axis.
    public static func best(_ metric: Metric, ofEach axis: Parameter) -> String {
        say(en: "best \(metric.name) of each \(axis.name):", zh: "各 \(axis.name) 的最优 \(metric.name)：")
    }

    /// No plan has a value.
    public static func noRival(_ value: String) -> String { say(en: "\(value) none", zh: "\(value) 无") }

    /// `tp=8 80.1 (-12.0 %, batch=8)`: the best plan with a value, and in what else it differs.
    public static func rival(_ value: String, _ figure: String, _ change: String, _ settings: String) -> String {
        settings.isEmpty
            ? say(en: "\(value) \(figure) (\(change))", zh: "\(value) \(figure)（\(change)）")
            : say(en: "\(value) \(figure) (\(change), \(settings))", zh: "\(value) \(figure)（\(change)，\(settings)）")
    }

    /// The rival is the plan itself.
    public static var thisPlan: String { say(en: "this plan", zh: "本方案") }
}
