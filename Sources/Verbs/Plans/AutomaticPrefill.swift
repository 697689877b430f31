import CostModel
import Language
import Notebook
import Planning
import Words

/// Prefill workers that follow what plans are ranked by.
enum AutomaticPrefill {
    /// Evaluates plans anew whose prefill workers are automatic and were chosen for another metric than they are sorted by.
    ///
    /// - Throws: a diagnostic if it was cancelled.
    /// - Returns: what to say of it; empty where nothing changed.
    static func chooseAnew(_ plans: inout Plans, by key: Quantifier, _ context: Context) throws(Diagnostic) -> String {
        let axes = plans.result.space.axes
        var base = plans.result.space.base
        guard case .metric(let metric) = key, let goal = Deployment.PrefillGoal(ranking: metric),
            goal != base.deployment.prefillGoal, isAutomatic(plans.result.space), !plans.result.isPartial,
            !plans.result.isSearch
        else { return "" }
        base.deployment.prefillGoal = goal
        let space = SearchSpace(base: base, axes: axes)
        let (result, _) = context.environment.run(
            space, first: space.count ?? 0, onCancel: SweepWords.cancelLeaves)
        guard !result.isPartial else {
            throw Diagnostic(SweepWords.cancelledAnew)
        }
        let before = plans.count
        plans = try plans.remade(result, context.environment)
        return SweepWords.chosenAnew(for: goal.name, kept: plans.count == before ? nil : plans.count)
    }

    /// Whether some plans have prefill workers that are chosen for them, by a goal that is not an axis.
    private static func isAutomatic(_ space: SearchSpace) -> Bool {
        func takes(_ name: String, _ value: Double, set: Double) -> Bool {
            space.axes.first { $0.parameter.name == name }?.values.contains(value) ?? (set == value)
        }
        let base = space.base
        return takes("serving", Workload.Serving.disagg.code, set: base.workload.serving.code)
            && takes("prefill_workers", 0, set: base.deployment.prefillWorkers)
            && !space.axes.contains { $0.parameter.name == "prefill_goal" }
    }
}
