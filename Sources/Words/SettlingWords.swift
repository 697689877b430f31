import CostModel
import Language
import Planning
import Text
import Units

/// What is said of plans whose serving does not come to rest.
public enum SettlingWords {
    /// Whether a plan may be chosen, as the status column says it: `ok`, or what is in its way.
    public static func status(_ plan: PlanResult) -> String { obstacle(plan) ?? ok }

    /// Nothing is in the way of choosing a plan.
    public static var ok: String { say(en: "ok", zh: "ok") }

    /// What is in the way of choosing a plan; nil where nothing is.
    public static func obstacle(_ plan: PlanResult) -> String? {
        if !plan.fits { return say(en: "needs \(CapacityWords.need(plan))", zh: "需 \(CapacityWords.need(plan))") }
        if plan.totals.isSettled { return nil }
        return plan.scenario.workload.isOpen
            ? TailWords.obstacle(plan.open) : say(en: "not settled", zh: "未达稳态")
    }

    /// What such plans do, after how many they are.
    public static func verb(_ count: Int) -> String {
        say(en: count == 1 ? "does not settle" : "do not settle", zh: "无法达到稳态")
    }

    /// What is wrong with a plan, as the end of a sentence.
    public static func fault(_ plan: PlanResult) -> String {
        if plan.scenario.workload.isOpen { return TailWords.unsteady(plan.open) }
        return say(
            en: "does not settle: no load was found at which as many requests end as start",
            zh: "无法达到稳态：找不到请求完成数与开始数相等的负载")
    }

    /// The conditions that a plan misses by a figure: without a steady state it has no times, which no limit is to blame for.
    static func told(_ misses: [Miss], of plan: PlanResult) -> [Miss] {
        plan.totals.isSettled ? misses : misses.filter { !$0.value.isNaN }
    }

    /// A remark for lines about a plan; empty where serving comes to rest.
    public static func remark(_ plan: PlanResult) -> String {
        plan.totals.isSettled
            ? ""
            : say(
                en: "; it \(fault(plan)), so that its figures are not those of a steady state",
                zh: "；该方案\(fault(plan))，其数值不代表稳态")
    }

    /// Plans that a ranking leaves out.
    public static func leftOut(_ count: Int) -> String {
        say(
            en: "\(Counted.text(count, "plan")) left out that \(verb(count))",
            zh: "略去 \(Decimal.grouped(count)) 个\(verb(count))的方案")
    }

    /// Plans that a filter drops.
    public static func dropped(_ count: Int) -> String {
        say(
            en: "\(Decimal.grouped(count)) dropped that \(verb(count))",
            zh: "\(Decimal.grouped(count)) 个因\(verb(count))被过滤")
    }

    /// The refusal of such a plan, or of plans of which none is another: of those, the one that is nearest to it.
    public static func diagnostic(_ plan: PlanResult, of count: Int = 1) -> Diagnostic {
        let isOpen = plan.scenario.workload.isOpen
        let fault = fault(plan)
        let which =
            isOpen ? say(en: "the one that serves most", zh: "服务能力最强的方案") : say(en: "the smallest", zh: "最小的方案")
        return Diagnostic(
            count == 1
                ? say(en: "the plan \(fault)", zh: "该方案\(fault)")
                : say(
                    en: "none of the \(Counted.text(count, "plan")) may be chosen: \(which) \(fault)",
                    zh: "\(Decimal.grouped(count)) 个方案均不可选：\(which)\(fault)"),
            hint: isOpen
                ? TailWords.moreCopies
                : say(en: "fewer requests in flight, or more chips, may settle it", zh: "减少并发请求或增加芯片，可能达到稳态"))
    }
}
