import CostModel

/// The ways to do better than a plan, each evaluated and ranked by what it gains.
public struct Suggestions: Sendable {
    /// The gain from which a change is said to pay.
    public static let least = 0.01

    /// A change that cannot be made.
    public struct Refusal: Sendable {
        /// What would be set.
        public let settings: [Setting]
        /// The rule of divisibility that it breaks; nil where the plan does not fit in DRAM.
        public let rule: DivisibilityRule?
        /// The scenario that it leads to.
        public let scenario: Scenario
    }

    /// The plan that is to be bettered.
    public let plan: PlanResult
    /// What it is to be better in.
    public let goal: Goal
    /// The changes that pay, those that meet the conditions first, the largest gain first among each.
    public let paying: [Suggestion]
    /// The changes that were tried and do not pay, the largest gain first.
    public let others: [Suggestion]
    /// The changes that cannot be made.
    public let refused: [Refusal]

    /// Evaluates every change of the registry on a plan.
    ///
    /// - Parameters:
    ///   - plan: what is to be bettered; its parallel sizes divide.
    ///   - conditions: what a plan must meet; a change that misses one is ranked below those that miss none.
    ///   - goal: what is ranked by.
    public init(_ plan: PlanResult, conditions: [Condition], goal: Goal, changes: [Change] = Change.all) {
        self.plan = plan
        self.goal = goal
        let isMissing = !plan.fits || !Miss.all(conditions, by: plan).isEmpty
        var tried: [Suggestion] = []
        var refused: [Refusal] = []
        for change in changes {
            var possible: [Suggestion] = []
            var impossible: [Refusal] = []
            for settings in change.valid(plan.scenario) {
                let scenario = plan.scenario.setting(settings)
                if let rule = scenario.brokenRule {
                    impossible.append(Refusal(settings: settings, rule: rule, scenario: scenario))
                } else if !PlanResult(scenario).fits {
                    impossible.append(Refusal(settings: settings, rule: nil, scenario: scenario))
                } else {
                    possible.append(Suggestion(change, settings, from: plan, conditions, goal: goal))
                }
            }
            if change.isSearch {
                tried += Self.best(of: possible).map { [$0] } ?? []
                if possible.isEmpty { refused += impossible.prefix(1) }
            } else {
                tried += possible
                refused += impossible
            }
        }
        let ranked = tried.sorted { left, right in
            if left.misses.isEmpty != right.misses.isEmpty { return left.misses.isEmpty }
            return left.gain > right.gain
        }
        // Where the plan misses a condition or does not fit, to mend that is worth a loss.
        func pays(_ suggestion: Suggestion) -> Bool {
            suggestion.gain >= Self.least || (isMissing && suggestion.misses.isEmpty)
        }
        paying = ranked.filter(pays)
        others = ranked.filter { !pays($0) }.sorted { $0.gain > $1.gain }
        self.refused = refused
    }

    /// The option with the largest gain among those that meet the conditions; where none of them gains, the one that
    /// gains and misses by least.
    private static func best(of options: [Suggestion]) -> Suggestion? {
        let meeting = options.filter(\.misses.isEmpty).max { $0.gain < $1.gain }
        if let meeting, meeting.gain >= least { return meeting }
        let gaining = options.filter { !$0.misses.isEmpty && $0.gain >= least }
        return gaining.min { ($0.shortfall, -$0.gain) < ($1.shortfall, -$1.gain) } ?? meeting
            ?? options.max { $0.gain < $1.gain }
    }
}
