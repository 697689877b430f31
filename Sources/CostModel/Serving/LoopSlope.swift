import Lanes

/// How the loop at rest of a plan that serves requests moves with what goes into the plan.
///
/// The load is found once, with plain numbers. It leads to itself, f(x, p) = x, and stays at rest when an input p changes:
/// dx/dp = (df/dp) / (1 - df/dx), the theorem of implicit functions. A load at its limit moves with the limit. One in front of
/// a jump stays: rows fill their tiles at the same loads whatever a step takes. The choice among loads at rest, and that of a
/// number of prefill workers, stay what they are.
struct LoopSlope {
    private let loop: ClosedLoop
    private let isSettled: Bool
    /// Prefill workers; 0 where decode runs on the same chips.
    private let workers: Double
    /// By how much the residual falls for each unit of load; nil where the load does not lead to itself.
    private let fall: Double?

    /// Finds the loop at rest of a scenario that serves requests and whose parallel sizes divide.
    init(_ scenario: Scenario) {
        let (step, loop) = Engine<Double>.ServedStep.standing(scenario)
        self.loop = loop
        isSettled = step.totals.isSettled
        workers = step.totals.prefillWorkers
        // As far as the searches close a bracket in which there is no jump.
        guard loop.tried == loop.load,
            loop.residual.magnitude <= RestSearch.steepest * ClosedLoop.width * loop.load
        else {
            fall = nil
            return
        }
        let tried = Dual(loop.load, isInput: true)
        let s = scenario.map { Dual($0) }
        let leadsTo =
            scenario.workload.serving == .agg
            ? Engine.AggregatedServing(s).state(at: tried).leadsTo
            : Self.disaggregated(s, workers).state(at: tried).leadsTo
        fall = 1 - leadsTo.derivative
    }

    /// The totals of the plan, of numbers that have derivatives by an input.
    func totals(_ s: Engine<Dual>.Scenario) -> Engine<Dual>.StepTotals {
        let step: Engine<Dual>.ServedStep
        if s.workload.serving == .agg {
            let serving = Engine.AggregatedServing(s)
            let load = load(limit: serving.limit) { serving.state(at: $0).leadsTo }
            step = serving.step(load.standing, tried: load.tried)
        } else {
            let serving = Self.disaggregated(s, workers)
            let load = load(limit: serving.limit) { serving.state(at: $0).leadsTo }
            step = serving.step(load.standing, tried: load.tried)
        }
        var totals = step.completed(s).totals
        totals.isSettled = isSettled
        return totals
    }

    private static func disaggregated(
        _ s: Engine<Dual>.Scenario, _ workers: Double
    ) -> Engine<Dual>.DisaggregatedServing {
        let phases = Engine.ServedPhases(s)
        return Engine.DisaggregatedServing(phases: phases, pool: Engine.PrefillPool(phases), workers: Dual(workers))
    }

    /// The load that stands and the one with whose result it does.
    private func load(limit: Dual, leadsTo: (Dual) -> Dual) -> (standing: Dual, tried: Dual) {
        let tried = Dual(loop.tried)
        if loop.tried != loop.load {
            return (Dual(loop.load, derivative: leadsTo(tried).derivative), tried)
        }
        var load = tried
        if let fall {
            let slope = leadsTo(tried).derivative / fall
            if slope.isFinite { load.derivative = slope }
        } else if loop.load >= limit.value * (1 - ClosedLoop.width) {
            load.derivative = limit.derivative
        }
        return (load, load)
    }
}
