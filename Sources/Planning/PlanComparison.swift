import CostModel

/// Two plans side by side: what was set differently, and what that did to each figure.
public struct PlanComparison: Sendable {
    /// A parameter that differs.
    public struct Difference: Sendable {
        /// What differs.
        public let parameter: Parameter
        /// Its value in the first plan.
        public let before: Double
        /// Its value in the second.
        public let after: Double
    }

    /// A metric of both plans; NaN in a phase without such a figure.
    public struct Effect: Sendable {
        /// The metric.
        public let metric: Metric
        /// Its value in the first plan.
        public let before: Double
        /// Its value in the second.
        public let after: Double

        /// The change as a share of the first value; nil where that is 0 or there is none.
        public var change: Double? {
            let change = after / before - 1
            return change.isFinite ? change : nil
        }

        /// Whether the second plan is better; nil where neither is, or the metric has no better end.
        public var isBetter: Bool? {
            switch metric.better {
            case .higher where before != after: after > before
            case .lower where before != after: after < before
            default: nil
            }
        }
    }

    /// The first plan.
    public let before: PlanResult
    /// The second plan.
    public let after: PlanResult
    /// The parameters that differ, in the order of the registry and without aliases.
    public let differences: [Difference]
    /// Every metric that either plan has, without those that take evaluations of their own.
    public let effects: [Effect]

    /// Compares two plans.
    public init(_ before: PlanResult, _ after: PlanResult) {
        self.before = before
        self.after = after
        differences = Setting.differences(from: before.scenario, to: after.scenario).map { setting in
            Difference(
                parameter: setting.parameter, before: setting.parameter.get(before.scenario), after: setting.value)
        }
        effects = Metric.all.filter { !$0.isOnDemand }.compactMap { metric in
            // By a list price costs are there for those who ask.
            if metric.dimension == .money, metric.isIdle(before.scenario), metric.isIdle(after.scenario) { return nil }
            let (old, new) = (metric.read(before), metric.read(after))
            return old.isNaN && new.isNaN ? nil : Effect(metric: metric, before: old, after: new)
        }
    }

    /// What moved in the step, the largest move first.
    public var moves: [BlockMove] { BlockMove.all(before.scenario, after.scenario) }
}
