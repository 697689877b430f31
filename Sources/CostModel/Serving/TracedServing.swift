import Lanes

/// What plans that serve requests come to, noted down over the axes of a space and the load that is looked for.
struct TracedServing {
    /// The nodes.
    let trace: Trace
    /// 1 where work divides evenly, else 0.
    let divides: Traced
    /// What the search for a load at rest has to know, in the order of `LoopTerms.numbers`.
    let terms: [Traced]
    /// What the search for a number of prefill workers has to know, in the order of `PoolTerms.numbers`; nil where it is set.
    let pool: [Traced]?
    /// Whether batches may be split, so that searches begin at several loads.
    let splits: Bool
    /// The load that is looked at, the load that stands, and the prefill workers where their number is looked for.
    let trials: [Traced]
    /// What the load that is looked at comes to: what it leads to, for how long it is served, and the first token.
    let effects: [Traced]
    /// The results where the one load stands with the result of the other, in the order of `ServedTape.Result`; behind them the
    /// figures that were asked for.
    let results: [Traced]

    /// Notes the equations of a scenario down; nil where it serves nothing.
    init?(
        _ scenario: Scenario, axes: [(places: [Int], range: ClosedRange<Double>)],
        figures: [(Engine<Traced>.PlanResult) -> Traced]
    ) {
        let trace = Trace()
        let s = scenario.traced(trace, axes)
        self.trace = trace
        divides = s.divides
        /// The loads up to the largest; one that stands is never none.
        func loads(_ limit: Traced) -> [Traced] {
            [0, 0x1p-500].enumerated().map { number, low in
                trace.input(axes.count + number, in: Interval(low, Double.greater(low, limit.range.high)))
            }
        }
        let step: Engine<Traced>.ServedStep
        switch scenario.workload.serving {
        case .static: return nil
        case .agg:
            let serving = Engine.AggregatedServing(s)
            (terms, pool, trials) = (serving.terms.numbers, nil, loads(serving.limit))
            let state = serving.state(at: trials[0])
            effects = [state.leadsTo, state.seconds]
            step = serving.step(trials[1], tried: trials[0])
        case .disagg:
            let phases = Engine.ServedPhases(s)
            let set = s.deployment.prefillWorkers
            let isSet = set > 0
            let workers = isSet ? set : trace.input(axes.count + 2, in: Interval(1, .infinity))
            let serving = Engine.DisaggregatedServing(
                phases: phases, pool: Engine.PrefillPool(phases), workers: workers)
            (terms, pool) = (serving.terms.numbers, isSet ? nil : serving.poolTerms.numbers)
            trials = loads(serving.limit) + (isSet ? [] : [workers])
            let state = serving.state(at: trials[0])
            effects = [state.leadsTo, state.residence] + (isSet ? [] : [state.alone])
            step = serving.step(trials[1], tried: trials[0])
        }
        splits = scenario.deployment.tbo != .off
        let plan = Engine.PlanResult(scenario: s, totals: step.completed(s).totals)
        results = ServedTape.Result.allCases.map { $0.traced(plan) } + figures.map { $0(plan) }
    }
}

extension ServedTape.Result {
    fileprivate func traced(_ plan: Engine<Traced>.PlanResult) -> Traced {
        let totals = plan.totals
        return switch self {
        case .fits: plan.fitting
        case .seconds: totals.seconds
        case .communication: totals.communication
        case .flops: totals.flops
        case .weights: totals.memory.weights
        case .memory: totals.memory.total
        case .stage: totals.memory.stageCode
        case .splits: totals.splitCode
        case .firstToken: totals.firstToken
        case .requestRate: totals.requestRate
        case .prefillWorkers: totals.prefillWorkers
        case .transfer: totals.transfer
        case .prefillMemory: totals.prefillMemory
        case .prefillStage: totals.prefillStageCode
        }
    }
}
