import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let advise = Command(
        "advise", synonyms: ["advice", "rules", "warnings", "规则", "检查"],
        abstract: say(
            en: "Checks a plan against the rules of thumb and says where each comes from.",
            zh: "按经验规则检查方案，并说明每条规则的出处。"),
        discussion: say(
            en: """
                Rules are evaluated for the chip, model and plan at hand; those that a plan breaks are also named by the command
                that sets what breaks them, and by 'sweep'. Without a row it checks the first plan of those that are ranked,
                else the best that 'sweep' finds at a glance, or what is set where there are no plans.
                """,
            zh: """
                规则针对当前的芯片、模型和方案求值；方案违反的规则，设置相关参数的命令和“sweep”也会指出。不给行号时，检查已排名方案中的第一个，\
                否则检查“sweep”粗略看来最好的方案；没有方案时检查当前设置。
                """),
        arguments: .row, examples: ["advise", "advise 2"]
    ) { (context: Context, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let subject = try context.session.subject(row)
        if let rule = subject.scenario.brokenRule {
            throw DivisibilityWords.diagnostic(rule, subject.scenario, at: row?.span)
        }
        let findings = Rule.findings(subject)
        guard !context.session.format.isData else { return Outcome(nil, [.table(RuleText.table(findings))]) }
        let remark =
            try row == nil && context.session.plans == nil
            ? [] : context.session.remark(on: context.session.plans(of: row))
        return Outcome(nil, RuleText.report(findings, on: subject).map { .line($0) } + remark)
    }
}

extension Session {
    /// What the rules look at: a row, by default the first, or what is set where there are no plans.
    fileprivate func subject(_ row: Spanned<Row>?) throws(Diagnostic) -> RuleSubject {
        guard row != nil || plans != nil else { return RuleSubject(try scenario(), of: subject) }
        let plans = try plans(of: row)
        let first = try plan(row)
        let plan = row == nil ? plans.nearlyBest ?? first : first
        return RuleSubject(plan.scenario, of: plans.subject(of: plan.scenario), conditions: plans.conditions)
    }
}
