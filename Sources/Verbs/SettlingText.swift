import Text
import Language
import CostModel

/// Plans whose serving does not come to rest, in words.
enum SettlingText {
    /// Whether a plan may be chosen, as the status column says it: `ok`, or what is in its way.
    static func status(_ plan: PlanResult) -> String { obstacle(plan) ?? "ok" }

    /// What is in the way of choosing a plan; nil where nothing is.
    static func obstacle(_ plan: PlanResult) -> String? {
        if !plan.fits { return "needs \(CapacityText.need(plan))" }
        return plan.totals.isSettled ? nil : "not settled"
    }

    /// What such plans do, after how many they are.
    static func verb(_ count: Int) -> String { count == 1 ? "does not settle" : "do not settle" }

    /// What is wrong with it, as the end of a sentence.
    static let fault = "does not settle: no load was found at which as many requests end as start"

    /// A remark for lines about a plan; empty where serving comes to rest.
    static func remark(_ plan: PlanResult) -> String {
        plan.totals.isSettled ? "" : "; it \(fault), so that its figures are not those of a steady state"
    }

    /// The refusal of such a plan, or of a sweep that has no other.
    static func diagnostic(_ count: Int = 1) -> Diagnostic {
        let who = count == 1 ? "the plan" : "none of the \(Counted.text(count, "plan")) may be chosen: the smallest"
        return Diagnostic("\(who) \(fault)", hint: "fewer requests in flight, or more chips, may settle it")
    }
}
