import CostModel

/// The ways to do better than a plan, each evaluated and ranked by what it gains.
public struct Suggestions: Sendable {
    /// The gain from which a change is said to pay.
    public static let least = 0.01

    /// A change that cannot be made.
    public struct Refusal: Sendable {
        /// What would be set.
        public let settings: [Setting]
        /// The rule of divisibility that it breaks; nil where the plan cannot run.
        public let rule: DivisibilityRule?
        /// The scenario that it leads to.
        public let scenario: Scenario
    }

    /// The plan that is to be bettered.
    public let plan: PlanResult
    /// What it is to be better in.
    public let goal: Goal
    /// The changes that pay, by group; in each those that meet the conditions first, the largest gain first among each.
    public private(set) var paying: [Suggestion]
    /// The changes that were tried and do not pay, the largest gain first.
    public let others: [Suggestion]
    /// The changes that cannot be made.
    public let refused: [Refusal]
    /// Plans that were evaluated.
    public let evaluated: Int

    /// Evaluates every change of the registry on a plan, each with what belongs to it.
    ///
    /// - Parameters:
    ///   - plan: what is to be bettered; its parallel sizes divide.
    ///   - conditions: what a plan must meet; a change that misses one pays only where the plan itself does, and is ranked
    ///     below those that miss none. Where they
    ///     limit a latency, each change is searched with its best batch, or its best number of requests in flight.
    ///   - goal: what is ranked by.
    ///   - changes: what is tried.
    ///   - isCancelled: asked before each plan; true ends the search with nil.
    public init?(
        _ plan: PlanResult, conditions: [Condition], goal: Goal, changes: [Change] = Change.all,
        isCancelled: () -> Bool = { false }
    ) {
        self.plan = plan
        self.goal = goal
        let requirements = Requirements(conditions)
        let isMissing = !requirements.admit(plan)
        var search = ChangeSearch(plan, requirements, goal, isCancelled)
        var tried: [Suggestion] = []
        var refused: [Refusal] = []
        for change in changes {
            let (found, impossible) = search.run(change, isCancelled)
            guard !isCancelled() else { return nil }
            for settings in found {
                let suggestion = Suggestion(change, settings, from: plan, requirements, goal: goal)
                // Several roads lead to one plan, which is listed once, where the first of them found it.
                guard !suggestion.settings.isEmpty,
                    !tried.contains(where: { $0.after.scenario == suggestion.after.scenario })
                else { continue }
                tried.append(suggestion)
            }
            refused += impossible.filter { refusal in !refused.contains { $0.scenario == refusal.scenario } }
        }
        evaluated = search.evaluated
        // A plan that meets its conditions gains nothing by missing one. Where it misses one or cannot run, to mend that is
        // worth a loss.
        func pays(_ suggestion: Suggestion) -> Bool {
            suggestion.misses.isEmpty
                ? isMissing || suggestion.gain >= Self.least : isMissing && suggestion.gain >= Self.least
        }
        let ranked = tried.filter(pays).sorted { left, right in
            if left.misses.isEmpty != right.misses.isEmpty { return left.misses.isEmpty }
            return left.gain > right.gain
        }
        let worthwhile = ranked.filter { item in !ranked.contains { $0.isSimpler(than: item) } }
        paying = Suggestion.Group.allCases.flatMap { group in worthwhile.filter { $0.group == group } }
        others = tried.filter { !pays($0) }.sorted { $0.gain > $1.gain }
        self.refused = refused
    }

    /// The same, with what pays of each group by what it comes to, the least first; what carries nothing comes last.
    ///
    /// A change of how many copies or workers there are comes to the plan itself, where these carry the load best.
    public func ordered(by sized: SizedSuggestions) -> Suggestions {
        let priced = paying.enumerated().map {
            (place: $0.offset, item: $0.element, price: sized.price($0.element) ?? (.infinity, .infinity))
        }
        var copy = self
        copy.paying = Suggestion.Group.allCases.flatMap { group in
            priced.filter { $0.item.group == group }
                .sorted { one, other in
                    (one.price.bought, one.price.chips, one.place) < (
                        other.price.bought, other.price.chips, other.place
                    )
                }
                .map(\.item)
                .filter { sized.plan($0)?.scenario != plan.scenario }
        }
        return copy
    }
}

/// What changes of a plan that was sized come to: each with as many copies as carry the load then.
public struct SizedSuggestions: Sendable {
    /// The terms on which plans are sized.
    public let terms: SizingTerms
    private let found: [(change: Scenario, plan: Sizing.Found?)]

    /// Sizes each change that pays; what is left when it is told to stop has no plan.
    public init(_ suggestions: Suggestions, _ terms: SizingTerms, _ isCancelled: () -> Bool = { false }) {
        self.terms = terms
        found = suggestions.paying.map { item in
            (item.after.scenario, isCancelled() ? nil : Sizing.fewest(like: item.after.scenario, terms))
        }
    }

    /// The plan with as many copies as carry the load; nil where no number does.
    public func plan(_ suggestion: Suggestion) -> PlanResult? {
        found.first { $0.change == suggestion.after.scenario }?.plan.map { PlanResult($0.scenario) }
    }

    /// What is bought then (chips, money per hour or watts) and, of whole nodes, the chips that are used.
    public func price(_ suggestion: Suggestion) -> (bought: Double, chips: Double)? {
        found.first { $0.change == suggestion.after.scenario }?.plan.map { ($0.price, $0.chips) }
    }
}
