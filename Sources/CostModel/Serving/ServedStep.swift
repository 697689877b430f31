import Lanes

typealias ServedStep = Engine<Double>.ServedStep
typealias FirstToken = Engine<Double>.FirstToken

extension Engine {
    /// The step of serving: a decode step and what the prefills of other requests add to it.
    struct ServedStep {
        /// The decode step of a worker, with the sequences that decode on average.
        var decode: Scenario
        /// The totals of the step, prefills included.
        var totals: StepTotals
        /// Seconds of a step that prefills of other requests take.
        var interference: V = 0
        /// FLOP of a chip in a step that prefills of other requests take, without padding.
        var prefillFlops: V = 0
        /// Exposed seconds of communication of a step in prefills of other requests.
        var prefillCommunication: V = 0

        /// What the first token of a request waits for.
        var firstToken = FirstToken()

        init(decode: Scenario, totals: StepTotals) {
            self.decode = decode
            self.totals = totals
        }

        /// Counts what prefills add to the step, and the bytes of all requests in flight, where the step has those that
        /// decode.
        func completed(_ scenario: Scenario) -> ServedStep {
            var step = self
            step.totals.seconds += interference
            step.totals.flops += prefillFlops
            // The interference of next to no prefill may be a rounding error below none.
            step.totals.communication = greater(0, totals.communication + prefillCommunication)
            let worker = scenario.deployment.pp > 1 ? StepTotals.ofPhase(scenario.decodeWorker).memory : totals.memory
            step.totals.memory = worker.inFlight(scenario)
            return step
        }
    }

    /// What the first token of a request waits for beside its host time and the transfer of its KV cache, seconds.
    struct FirstToken {
        /// Decode steps.
        var wait: V = 0
        /// The pass that computes its prompt.
        var prefill: V = 0
        /// Prefills of other requests.
        var queue: V = 0

        init() {}
    }
}

extension Engine<Double>.ServedStep {
    /// Works out a scenario whose serving is not static and whose parallel sizes divide.
    ///
    /// - Parameters:
    ///   - scenario: the scenario.
    ///   - queue: its queue, where that is solved already.
    init(_ scenario: Scenario, _ queue: PlanQueue? = nil) {
        let w = scenario.workload
        let step =
            w.isOpen
            ? Self(open: scenario, queue ?? PlanQueue(scenario))
            : w.hasUnequalClients ? Self(clients: scenario) : Self.standing(scenario).step
        self = step.completed(scenario)
    }

    /// The step of the loop at rest that stands, and that loop.
    static func standing(_ scenario: Scenario) -> (step: ServedStep, loop: ClosedLoop) {
        guard scenario.workload.serving == .disagg else {
            let serving = AggregatedServing(scenario)
            let loop = serving.best()
            return (serving.step(loop), loop)
        }
        let phases = ServedPhases(scenario)
        let pool = PrefillPool(phases)
        let set = scenario.deployment.prefillWorkers
        if set > 0 {
            let serving = DisaggregatedServing(phases: phases, pool: pool, workers: set)
            let loop = serving.best()
            return (serving.step(loop), loop)
        }
        let (serving, loop) = DisaggregatedServing.best(phases, pool)
        return (serving.step(loop), loop)
    }
}

extension Engine<Double>.FirstToken {
    /// Takes the first token of a plan apart; zeros where serving is static.
    init(_ plan: PlanResult) {
        self.init()
        guard plan.scenario.workload.serving != .static else { return }
        self = ServedStep(plan.scenario, plan.withQueue.queue).firstToken
    }
}

extension Engine.Scenario {
    /// The decode step of a worker with an even share of all requests in flight; itself where serving is static.
    public var decodeWorker: Self {
        guard workload.serving != .static else { return self }
        var s = self
        let workers = workload.serving == .disagg ? deployment.decodeWorkers : 1
        s.deployment.batch = sequences / (deployment.chips * workers)
        s.workload.serving = .static
        s.workload.staticPhase = .decode
        return s
    }

    /// The prefill of a worker, of as many prompts as it takes at once, on the chip that prefill workers are of.
    public var prefillWorker: Self {
        var s = self
        s.workload.serving = .static
        s.workload.staticPhase = .prefill
        guard workload.serving == .disagg else {
            if workload.serving == .agg { s.deployment.chunk = s.inputs.promptChunk }
            return s
        }
        if let prefillChip { s.chip = prefillChip }
        s.deployment.chips = deployment.prefillWorkerChips
        s.deployment.batch = greater(1, deployment.prefillBatch)
        if deployment.prefillTP > 0 { s.deployment.tp = deployment.prefillTP }
        if deployment.prefillPP > 0 { s.deployment.pp = deployment.prefillPP }
        if deployment.prefillMoeTP > 0 { s.deployment.moeTP = deployment.prefillMoeTP }
        s.deployment.chunk = s.inputs.promptChunk
        return s
    }
}
