import CostModel

/// One way to change a plan, evaluated.
public struct Suggestion: Sendable {
    /// What it takes to make a change.
    public enum Group: String, Sendable, CaseIterable {
        /// A setting of what is there.
        case set
        /// More chips, or other ones.
        case buy
        /// Narrower formats. Drafts are not among them: each is verified, and the answers stay those of the model
        /// (Leviathan, Kalman and Matias, ICML 2023).
        case accuracy
    }

    /// The kind of change.
    public let change: Change
    /// What is set.
    public let settings: [Setting]
    /// The plan before and after.
    public let comparison: PlanComparison
    /// The gain in what the plans are ranked by, as a share; negative where it loses.
    public let gain: Double
    /// Conditions that the changed plan does not meet.
    public let misses: [Miss]
    /// What moves most in the step; nil where nothing does.
    public let move: BlockMove?
    /// What it asks for.
    public let costs: [Cost]

    /// The plan before the change.
    public var before: PlanResult { comparison.before }
    /// The plan after the change.
    public var after: PlanResult { comparison.after }

    init(_ change: Change, _ settings: [Setting], from before: PlanResult, _ requirements: Requirements, goal: Goal) {
        let after = PlanResult(before.scenario.setting(settings))
        let comparison = PlanComparison(before, after)
        self.change = change
        // What is set along may set a parameter of the change again: the last word counts.
        self.settings = settings.enumerated().filter { index, setting in
            setting.parameter.get(before.scenario) != setting.value
                && !settings[(index + 1)...].contains { $0.parameter == setting.parameter }
        }.map(\.element)
        self.comparison = comparison
        gain = goal.gain(from: before, to: after)
        misses = requirements.misses(after)
        move = comparison.moves.first
        costs = Cost.all(change, comparison)
    }

    /// Whether it sets a part of what another sets, and is not worse in any figure that plans are chosen by.
    func isSimpler(than other: Suggestion) -> Bool {
        func isNoWorse(_ metric: Metric) -> Bool {
            let (own, their) = (metric.read(after), metric.read(other.after))
            return own.isNaN || own <= their * (1 + Cost.least)
        }
        return settings.count < other.settings.count && group == other.group && gain >= other.gain
            && settings.allSatisfy { own in other.settings.contains { $0.parameter == own.parameter } }
            && (misses.isEmpty || !other.misses.isEmpty) && isNoWorse(.ttft) && isNoWorse(.tpot)
    }

    /// What it takes to make it.
    public var group: Group {
        if change.kind == .precision { return .accuracy }
        let isBought = after.chips > before.chips || settings.contains { $0.parameter.scope == .arch }
        return isBought ? .buy : .set
    }
}

/// What a plan is to be better in.
public struct Goal: Sendable {
    /// The metric.
    public let metric: Metric

    /// The metric that plans are ordered by, or tokens per second and chip where that has no better end.
    ///
    /// Where requests come at their own times, tokens are what they are: what counts is how many more could come.
    public init(_ quantifier: Quantifier?, isOpen: Bool = false) {
        if case .metric(let metric) = quantifier, metric.better != .neither, !metric.isOnDemand || isOpen {
            self.metric = metric
        } else {
            metric = isOpen ? .capacityPerChip : .tpsChip
        }
    }

    /// The gain between two plans as a share of the first: 0.1 is 10 % more of what should be high, or 10 % less of what
    /// should be low.
    public func gain(from before: PlanResult, to after: PlanResult) -> Double {
        let (old, new) = (metric.read(before), metric.read(after))
        let gain = metric.better == .lower ? 1 - new / old : new / old - 1
        return gain.isFinite ? gain : 0
    }
}
