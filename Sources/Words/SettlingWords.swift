import CostModel
import Language
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
            ? TailWords.obstacle(OpenPlan.of(plan.scenario)) : say(en: "not settled", zh: "未达稳态")
    }

    /// What such plans do, after how many they are.
    public static func verb(_ count: Int) -> String {
        say(en: count == 1 ? "does not settle" : "do not settle", zh: "无法达到稳态")
    }

    /// What is wrong with it, as the end of a sentence.
    public static var fault: String {
        say(
            en: "does not settle: no load was found at which as many requests end as start",
            zh: "无法达到稳态：找不到请求完成数与开始数相等的负载")
    }

    /// A remark for lines about a plan; empty where serving comes to rest.
    public static func remark(_ plan: PlanResult) -> String {
        plan.totals.isSettled
            ? ""
            : say(
                en: "; it \(fault), so that its figures are not those of a steady state",
                zh: "；该方案\(fault)，其数值不代表稳态")
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

    /// The refusal of a plan.
    public static func diagnostic(_ plan: PlanResult) -> Diagnostic {
        guard plan.scenario.workload.isOpen else { return diagnostic() }
        return Diagnostic(TailWords.fault(OpenPlan.of(plan.scenario)), hint: TailWords.moreCopies)
    }

    /// The refusal of such a plan, or of a sweep that has no other.
    public static func diagnostic(_ count: Int = 1) -> Diagnostic {
        Diagnostic(
            count == 1
                ? say(en: "the plan \(fault)", zh: "该方案\(fault)")
                : say(
                    en: "none of the \(Counted.text(count, "plan")) may be chosen: the smallest \(fault)",
                    zh: "\(Decimal.grouped(count)) 个方案均不可选：最小的方案\(fault)"),
            hint: say(
                en: "fewer requests in flight, or more chips, may settle it", zh: "减少并发请求或增加芯片，可能达到稳态"))
    }
}
