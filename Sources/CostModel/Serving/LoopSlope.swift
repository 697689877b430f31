import Lanes

/// How the loop at rest of a plan that serves requests moves with what goes into the plan.
///
/// The load is found once, with plain numbers. It leads to itself, f(x, p) = x, and stays at rest when an input p changes:
/// dx/dp = (df/dp) / (1 - df/dx), the theorem of implicit functions. A load at its limit moves with the limit. One in front of
/// a jump keeps its tiles full, g(x, p) = n: dx/dp = -(dg/dp) / (dg/dx), which is nothing but where an input changes how rows
/// fill tiles, as the spread of experts does. The choice among loads at rest, and that of a number of prefill workers, stay what
/// they are.
struct LoopSlope {
    private let loop: ClosedLoop
    private let isSettled: Bool
    /// Prefill workers; 0 where decode runs on the same chips.
    private let workers: Double
    /// By how much the residual falls for each unit of load; nil where the load does not lead to itself.
    private let fall: Double?
    /// Which tiles are full at the load, and how many more of them each unit of load fills; nil where none are.
    private let full: (kind: Int, rise: Double)?

    /// Finds the loop at rest of a scenario that serves requests and whose parallel sizes divide.
    init(_ scenario: Scenario) {
        let (step, loop) = Engine<Double>.ServedStep.standing(scenario)
        self.loop = loop
        isSettled = step.totals.isSettled
        let workers = step.totals.prefillWorkers
        self.workers = workers
        let s = scenario.map { Dual($0) }
        // As far as the searches close a bracket in which there is no jump.
        guard loop.tried == loop.load,
            loop.residual.magnitude <= RestSearch.steepest * ClosedLoop.width * loop.load
        else {
            fall = nil
            full = Self.full(Self.terms(s, workers), at: loop.tried)
            return
        }
        full = nil
        let tried = Dual(loop.load, isInput: true)
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
            let load = load(serving.terms) { serving.state(at: $0).leadsTo }
            step = serving.step(load.standing, tried: load.tried)
        } else {
            let serving = Self.disaggregated(s, workers)
            let load = load(serving.terms) { serving.state(at: $0).leadsTo }
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

    private static func terms(_ s: Engine<Dual>.Scenario, _ workers: Double) -> Engine<Dual>.LoopTerms {
        s.workload.serving == .agg ? Engine.AggregatedServing(s).terms : disaggregated(s, workers).terms
    }

    /// The tiles that are full at a load; of several kinds those nearest to a whole number of them.
    private static func full(_ terms: Engine<Dual>.LoopTerms, at load: Double) -> (kind: Int, rise: Double)? {
        func missing(_ filled: Dual) -> Double { (filled.value - filled.value.rounded()).magnitude / filled.value }
        let kinds = terms.filled(at: Dual(load, isInput: true)).enumerated()
            .filter { $0.element.value >= 0.5 && $0.element.derivative > 0 && missing($0.element) < 1e-8 }
        return kinds.min { missing($0.element) < missing($1.element) }.map { ($0.offset, $0.element.derivative) }
    }

    /// The load that stands and the one with whose result it does.
    private func load(_ terms: Engine<Dual>.LoopTerms, leadsTo: (Dual) -> Dual) -> (standing: Dual, tried: Dual) {
        var tried = Dual(loop.tried)
        if let full { tried.derivative = -terms.filled(at: tried)[full.kind].derivative / full.rise }
        if loop.tried != loop.load {
            return (Dual(loop.load, derivative: leadsTo(tried).derivative), tried)
        }
        var load = tried
        if let fall {
            let slope = leadsTo(tried).derivative / fall
            if slope.isFinite { load.derivative = slope }
        } else if loop.load >= terms.limit.value * (1 - ClosedLoop.width) {
            load.derivative = terms.limit.derivative
        }
        return (load, load)
    }
}
