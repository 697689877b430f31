import CostModel
import Planning
import Words

/// What is said where a command looks at the plan that is set while those of `size` are at hand.
enum SizedNote {
    /// What would help where the plan that is set has no figure for a load; nil where no plans of `size` are at hand.
    static func hint(_ session: Session) -> String? { session.plans?.sized == nil ? nil : SizingWords.takeOver }

    /// A line where none of the plans at hand is laid out as the plan that is looked at; empty where one is, and where somebody
    /// laid that out since.
    static func lines(_ session: Session, _ scenario: Scenario) -> [String] {
        guard let plans = session.plans, plans.sized != nil, plans.count > 0,
            plans.result.space.base.deployment == session.draft.deployment
        else { return [] }
        func isLaidOut(_ row: Int) -> Bool {
            let own = plans[row].scenario
            return own.deployment.chips == scenario.deployment.chips && own.deployment.tp == scenario.deployment.tp
                && own.deployment.pp == scenario.deployment.pp && own.workload.serving == scenario.workload.serving
        }
        return (1...plans.count).contains(where: isLaidOut)
            ? [] : [SizingWords.notTaken(PlanWords.configuration(scenario))]
    }
}
