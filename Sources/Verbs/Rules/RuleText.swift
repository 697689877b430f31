import CostModel
import Notebook
import Planning
import Presentation
import Words

/// Findings of rules in lines, for the verbs that break them and for `advise`.
enum RuleText {
    /// What setting some parameters breaks, and the session that has heard it.
    static func notes(after parameters: [Parameter], in session: inout Session) -> [String] {
        let names = Set(parameters.map(\.name))
        guard Rule.all.contains(where: { !names.isDisjoint(with: $0.parameters) }) else { return [] }
        let isSpread = parameters.contains { $0.scope == .config }
        let subject = RuleSubject((isSpread ? nil : session.lookedAt) ?? session.draft, of: session.subject)
        let findings = Rule.findings(subject) { !names.isDisjoint(with: $0.parameters) }
        session.heard.formUnion(findings.map(\.rule.name))
        return findings.map { note($0) }
    }

    /// What the best plan of a sweep breaks and was not yet said of the session, and the session that has heard it.
    static func notes(on plans: Plans, in session: inout Session) -> [String] {
        guard let best = plans.nearlyBest else { return [] }
        let subject = RuleSubject(best.scenario, of: plans.subject(of: best.scenario), conditions: plans.conditions)
        let findings = Rule.findings(subject) { !session.heard.contains($0.name) && !$0.parameters.isEmpty }
        session.heard.formUnion(findings.map(\.rule.name))
        let axes = plans.result.space.axes.filter { $0.values.count > 1 }.map(\.parameter)
        let plan = SettingWords.assignments(axes.map { Setting($0, $0.get(subject.scenario)) })
        let notes = findings.map { note($0, of: plan) }
        return findings.count > 1 ? notes + ["  " + RuleWords.whereFrom] : notes
    }

    /// Everything that `advise` has to say.
    static func report(_ findings: [(rule: Rule, text: String)], on subject: RuleSubject) -> [String] {
        let plan = PlanWords.configuration(subject.scenario)
        let held = Rule.all.map(\.name).filter { name in !findings.contains { $0.rule.name == name } }
        let headline = RuleWords.broken(plan, findings.count, of: Rule.all.count)
        let rest = held.isEmpty ? [] : [RuleWords.hold(held)]
        let list = findings.map { "  " + RuleWords.finding($0.rule.name, $0.text, $0.rule.source()) }
        return [headline] + list + rest + [UnmodelledWords.features]
    }

    /// The findings for programs.
    static func table(_ findings: [(rule: Rule, text: String)]) -> Table {
        Table(
            columns: ["rule", "finding", "source"].map { Table.Column($0, alignment: .left) },
            rows: findings.map { [.text($0.rule.name), .text($0.text), .text($0.rule.source())] })
    }

    /// A finding, of the plan that it looks at where that is one of several.
    private static func note(_ finding: (rule: Rule, text: String), of plan: String = "") -> String {
        "  " + (plan.isEmpty ? RuleWords.note(finding.text) : RuleWords.note(finding.text, of: plan))
    }
}

extension Session {
    /// The plan that is looked at, as the chip, model and workload are set by now; nil where there is none of them.
    fileprivate var lookedAt: Scenario? {
        guard let plans, plans.title == title, let best = plans.nearlyBest else { return nil }
        var scenario = draft
        scenario.deployment = best.scenario.deployment
        return scenario
    }
}
