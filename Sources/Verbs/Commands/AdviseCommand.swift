import CostModel
import Language
import Notebook
import Planning
import Presentation
import Words

extension Command<Session> {
    static let advise = Command(
        "advise", synonyms: ["advice", "rules", "warnings"],
        abstract: "Checks a plan against the rules of thumb and says where each comes from.",
        discussion: """
            Rules are evaluated for the chip, model and plan at hand; those that a plan breaks are also named by the command
            that sets what breaks them, and by 'sweep'. Without a row it checks the first plan of those that are ranked,
            else the best that 'sweep' finds at a glance, or what is set where there are no plans.
            """,
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
