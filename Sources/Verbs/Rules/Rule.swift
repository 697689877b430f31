import Catalog
import CostModel
import Planning

/// A rule of thumb, declared once: what can break it, how it is checked, and which sentences of `RuleWords` say what is
/// wrong and where the rule comes from.
///
/// `advise`, the verbs that set parameters, `sweep` and the guide all read `Rule.all`; a new rule is one declaration and one
/// line there.
struct Rule: Sendable {
    /// The name in tables.
    let name: String
    /// The parameters that can break it, so that the verb that sets one says so at once.
    let parameters: [String]
    /// Where it comes from, in the language that is spoken.
    let source: @Sendable () -> String
    /// Whether it says something of a chip alone, before a model is loaded.
    var needsModel = true
    /// What is wrong, in one sentence without a full stop; nil where the rule holds or does not apply.
    let finding: @Sendable (RuleSubject) -> String?

    /// The registry, in the order in which findings are listed.
    static let all: [Rule] = [
        .slowLinks, .doubleUtilisation, .dramUtilisation, .tensorParallelism, .expertTensorParallelism,
        .twoBatchOverlap,
        .missingUnits, .wideCache, .balancedRouting,
        .partOfModel, .margin, .load, .prefixes, .headroom,
    ]

    /// The findings on a subject, each with its rule.
    static func findings(
        _ subject: RuleSubject, where isMeant: (Rule) -> Bool = { _ in true }
    ) -> [(rule: Rule, text: String)] {
        all.compactMap { rule in
            guard isMeant(rule), subject.hasModel || !rule.needsModel, let text = rule.finding(subject) else {
                return nil
            }
            return (rule, text)
        }
    }
}

/// What a rule looks at: a plan, or a setting that is not a plan yet.
struct RuleSubject: Sendable {
    /// What is set.
    let scenario: Scenario
    /// The plan; nil where the sizes do not divide.
    let plan: PlanResult?
    /// The chip and the model that it is of.
    let subject: PlanSubject
    /// The conditions that plans are to meet.
    let conditions: [Condition]

    /// Looks at a scenario of a chip and a model.
    init(_ scenario: Scenario, of subject: PlanSubject, conditions: [Condition] = []) {
        self.scenario = scenario
        self.subject = subject
        plan = scenario.brokenRule == nil ? PlanResult(scenario) : nil
        self.conditions = conditions
    }

    /// The name of the chip.
    var chip: String { subject.chip?.name ?? "" }
    /// Whether chip and model are loaded, so that figures mean something.
    var hasModel: Bool { subject.chip != nil && subject.model != nil }

    /// The plan with something changed; nil where its sizes no longer divide or it does not fit.
    func plan(_ change: (inout Scenario) -> Void) -> PlanResult? {
        var changed = scenario
        change(&changed)
        guard changed.brokenRule == nil else { return nil }
        let plan = PlanResult(changed)
        return plan.isFeasible ? plan : nil
    }

    /// The chip as the catalogue states it, with sources; nil where it is not in the catalogue.
    var stated: Chip? { subject.catalogueChip }
}
