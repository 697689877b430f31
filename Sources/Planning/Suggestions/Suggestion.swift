import CostModel

/// One way to change a plan, evaluated.
public struct Suggestion: Sendable {
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

    init(
        _ change: Change, _ settings: [Setting], from before: PlanResult, _ conditions: [Condition], goal: Goal
    ) {
        let after = PlanResult(before.scenario.setting(settings))
        let comparison = PlanComparison(before, after)
        self.change = change
        self.settings = settings
        self.comparison = comparison
        gain = goal.gain(from: before, to: after)
        misses = Miss.all(conditions, by: after)
        move = comparison.moves.first
        costs = Cost.all(change, comparison)
    }

    /// How far it is from the conditions it misses, all together.
    var shortfall: Double { misses.reduce(0) { $0 + $1.distance } }
}

/// What a plan is to be better in.
public struct Goal: Sendable {
    /// The metric.
    public let metric: Metric

    /// The metric that plans are ordered by, or tokens per second and chip where that has no better end.
    public init(_ quantifier: Quantifier?) {
        if case .metric(let metric) = quantifier, metric.better != .neither, !metric.isOnDemand {
            self.metric = metric
        } else {
            metric = .tpsChip
        }
    }

    /// The gain between two plans as a share: 0.1 is 10 % more of what should be high, or 10 % less of what should be
    /// low.
    public func gain(from before: PlanResult, to after: PlanResult) -> Double {
        let (old, new) = (metric.read(before), metric.read(after))
        let gain = metric.better == .lower ? 1 - new / old : new / old - 1
        return gain.isFinite ? gain : 0
    }
}
