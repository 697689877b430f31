import CostModel

/// What the engine wants of a row's scenario before it is asked.
enum RowCheck {
    /// Checks that work divides, that the weights fit, and that what was measured is something the engine works out.
    ///
    /// A KV cache that does not fit is not a fault: the software then keeps requests waiting.
    static func check(_ plan: MeasuredPlan) throws(RowFault) {
        guard !plan.figures.isEmpty else { throw .noFigures }
        let workload = plan.scenario.workload
        for figure in plan.figures where !figure.metric.applies(to: workload) {
            throw .noValue(figure.metric, workload.serving, workload.phase)
        }
        try check(plan.scenario, .decode)
        if workload.serving == .disagg { try check(plan.scenario.prefillWorker, .prefill) }
    }

    private static func check(_ scenario: Scenario, _ worker: RowFault.Worker) throws(RowFault) {
        if let rule = scenario.brokenRule { throw .rule(rule, scenario, worker) }
        var alone = scenario
        alone.workload.serving = Workload.Serving.static
        let weights = StepTotals.of(alone).memory.weights
        guard weights <= scenario.chip.dramBytes else {
            throw .weights(worker, bytes: weights, capacity: scenario.chip.dramBytes)
        }
    }
}
