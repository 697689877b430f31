import CostModel
import Language
import Notebook
import Planning
import Units
import Words

extension Command<Session> {
    static let assert = Command(
        "assert", synonyms: ["check", "require", "expect"],
        abstract: say(
            en: "Fails unless the first plan meets the conditions, which makes a session a test.",
            zh: "首个方案不满足条件时报错，会话由此成为测试。"),
        discussion: say(
            en: "In a script a failure is the end, with exit code 1. Another plan is named in front: out[3]:2.",
            zh: "脚本遇到失败即终止，退出码为 1。要检查其他方案，写在条件之前：out[3]:2。"),
        arguments: .source, .conditions,
        examples: ["assert tps_chip>=50", "assert out[3]:8 tps_chip>=50 and dram<=60GiB"]
    ) { (context: Context, source: Reference?, conditions: [Condition]) throws(Diagnostic) -> Outcome in
        let plans = try context.session.requirePlans(source)
        guard plans.count > 0 else {
            throw Diagnostic(ConditionWords.failsWithoutPlans, hint: plans.wayBack)
        }
        let plan = plans[1]
        let broken = conditions.filter { !$0.holds(for: plan) }
        guard broken.isEmpty else {
            throw Diagnostic(ConditionWords.fails(broken, plan), hint: ConditionWords.subject(plan))
        }
        return Outcome(nil, conditions.map { .line(ConditionWords.holds($0, plan)) })
    }
}
