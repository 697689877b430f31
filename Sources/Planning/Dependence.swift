import CostModel
import Threads

/// Which inputs a figure of a plan depends on.
///
/// The trace of a plan of one phase tells most of it. What it leaves open, choices, whole numbers and plans that serve are found
/// by changing each a little and checking whether the figure moves.
public enum Dependence {
    /// A change of a figure below this share is rounding.
    static let least = 1e-9

    /// The parameters that a metric of a plan depends on, in the order of the registry; nil if it was told to stop.
    ///
    /// A number of prefill workers that was chosen automatically is held: a figure such as `pd_ratio` follows from the
    /// choice, not from the constants that led to it.
    ///
    /// - Parameters:
    ///   - metric: the metric.
    ///   - plan: the plan.
    ///   - cores: threads at most, since the plan is worked out anew for each parameter.
    ///   - isCancelled: asked before each parameter.
    public static func parameters(
        of metric: Metric, in plan: PlanResult, cores: Int = 1, isCancelled: @Sendable () -> Bool = { false }
    ) -> [Parameter]? {
        let base = held(plan)
        guard base.brokenRule == nil else { return [] }
        let traced = TracedDependence(metric, of: base)
        let plan = base == plan.scenario ? plan.withQueue : PlanResult(base)
        let standard = metric.grounds(plan)
        let all = Parameter.all(of: base).filter { $0.scope != .model } + Parameter.shapes(of: base.model)
        let found = RowWork.pieces(all.count, of: 1, workers: cores, isCancelled: isCancelled) { rows in
            all[rows].filter { parameter in
                guard !parameter.isAlias else { return false }
                return traced?.moves(parameter) ?? changes(metric, standard, with: parameter, beside: plan)
            }
        }
        return found?.flatMap(\.self)
    }

    /// Whether a change of a parameter shows in a metric that has `standard` as it is.
    static func changes(
        _ metric: Metric, _ standard: [Double], with parameter: Parameter, beside plan: PlanResult
    ) -> Bool {
        neighbours(of: parameter.get(plan.scenario), parameter).contains { value in
            var changed = plan.scenario
            parameter.set(&changed, value)
            guard changed.brokenRule == nil else { return false }
            return differ(standard, metric.grounds(changed, beside: plan, of: standard))
        }
    }

    /// The scenario of a plan with a number of workers that was chosen automatically in it.
    public static func held(_ plan: PlanResult) -> Scenario {
        var scenario = plan.scenario
        if scenario.workload.serving == .disagg, scenario.deployment.prefillWorkers == 0 {
            scenario.deployment.prefillWorkers = plan.totals.prefillWorkers
        }
        return scenario
    }

    /// Values near the present one: the other words of a choice, the next whole numbers, or a little less and more.
    static func neighbours(of value: Double, _ parameter: Parameter) -> [Double] {
        let candidates: [Double]
        if !parameter.choices.isEmpty {
            candidates = parameter.choices.indices.map(Double.init)
        } else if parameter.isWhole {
            candidates = [value + 1, value - 1, value * 2, (value / 2).rounded()]
        } else if value == 0 {
            // A gigabyte, else one of whatever it is: far enough from none.
            let isSize = parameter.dimension == .bytes || parameter.dimension == .bytesOrShare
            let some = isSize ? 1e9 : 1
            candidates = [parameter.physical?.upperBound ?? min(some, parameter.range.upperBound)]
        } else {
            candidates = [value * 1.1, value * 0.9]
        }
        return candidates.filter { $0 != value && parameter.refusal(of: $0) == nil }
    }

    private static func differ(_ one: [Double], _ other: [Double]) -> Bool {
        zip(one, other).contains { before, after in
            if before.isNaN || after.isNaN { return before.isNaN != after.isNaN }
            return (after - before).magnitude > least * max(before.magnitude, after.magnitude)
        }
    }
}
