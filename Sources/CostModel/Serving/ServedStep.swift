/// The step of serving: a decode step and what the prefills of other requests add to it.
struct ServedStep {
    /// The decode step of a worker, with the sequences that decode on average.
    var decode: Scenario
    /// The totals of the step, prefills included.
    var totals: StepTotals
    /// Seconds of a step that prefills of other requests take.
    var interference = 0.0
    /// FLOP of a chip in a step that prefills of other requests take, without padding.
    var prefillFlops = 0.0
    /// Exposed seconds of communication of a step in prefills of other requests.
    var prefillCommunication = 0.0

    /// What the first token of a request waits for.
    var firstToken = FirstToken()

    /// Works out a scenario whose serving is not static and whose parallel sizes divide.
    init(_ scenario: Scenario) {
        self =
            scenario.workload.serving == .agg ? AggregatedServing.step(scenario) : DisaggregatedServing.step(scenario)
        totals.seconds += interference
        totals.flops += prefillFlops
        // The interference of next to no prefill may be a rounding error below none.
        totals.communication = greater(0, totals.communication + prefillCommunication)
        // The bytes of all requests in flight, where the step has those that decode.
        let worker = scenario.deployment.pp > 1 ? StepTotals.ofPhase(scenario.decodeWorker).memory : totals.memory
        totals.memory = MemoryUse(weights: worker.weights, stage: worker.stage, scenario)
    }

    init(decode: Scenario, totals: StepTotals) {
        self.decode = decode
        self.totals = totals
    }
}

/// What the first token of a request waits for beside its host time and the transfer of its KV cache, seconds.
struct FirstToken {
    /// Decode steps.
    var wait = 0.0
    /// The pass that computes its prompt.
    var prefill = 0.0
    /// Prefills of other requests.
    var queue = 0.0

    init() {}

    /// Takes the first token of a plan apart; zeros where serving is static.
    init(_ scenario: Scenario) {
        if scenario.workload.serving != .static { self = ServedStep(scenario).firstToken }
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

    /// The prefill of a worker, of as many prompts as it takes at once.
    public var prefillWorker: Self {
        var s = self
        s.workload.serving = .static
        s.workload.staticPhase = .prefill
        guard workload.serving == .disagg else { return s }
        s.deployment.chips = deployment.prefillWorkerChips
        s.deployment.batch = greater(1, deployment.prefillBatch)
        if deployment.prefillTP > 0 { s.deployment.tp = deployment.prefillTP }
        if deployment.prefillPP > 0 { s.deployment.pp = deployment.prefillPP }
        if deployment.prefillMoeTP > 0 { s.deployment.moeTP = deployment.prefillMoeTP }
        return s
    }
}
