import Queueing

extension Engine<Double>.ServedStep {
    /// The mean step of a scenario whose requests come at their own times.
    ///
    /// Where they come faster than they are served, or a load is too near to that for figures, it has no times and does not
    /// settle; what gets done is the capacity.
    init(open scenario: Scenario, _ queue: PlanQueue) {
        guard let plan = queue.plan else {
            let phases = ServedPhases(scenario)
            self.init(decode: phases.decode, totals: StepTotals.ofPhase(phases.decode))
            fail()
            return
        }
        let (phases, d) = (plan.model.phases, scenario.deployment)
        let busy = plan.users?.crowd?.decoding ?? plan.loop.decoding
        let decoding = busy.map { $0 * plan.model.copies } ?? phases.room
        self.init(phases, decoding: decoding, workers: plan.model.prefillWorkers)
        totals.requestRate = min(plan.offered.rate, plan.capacity) / d.replicas
        if let crowd = plan.users?.crowd {
            put(step: crowd.perToken, phases)
            // All that is known is that requests wait for one another.
            firstToken.queue = crowd.firstToken
            totals.firstToken = crowd.firstToken
            return
        }
        guard let tails = queue.tails else {
            fail()
            return
        }
        put(step: tails.mean(.perToken) * phases.yield, phases)
        put(tails.firstToken)
        put(endToEnd: tails.mean(.endToEnd), scenario)
    }

    /// The mean step of a scenario whose requests are followed by the next at once and differ in length.
    ///
    /// Where no request has room, or a queue is not for such a server, that of requests of equal length.
    init(clients scenario: Scenario) {
        let standing = Self.standing(scenario).step
        let (phases, replicas) = (ServedPhases(scenario), scenario.deployment.replicas)
        let workers = standing.totals.prefillWorkers
        let rate = max(standing.totals.requestRate * replicas, 1e-6)
        guard standing.totals.isSettled,
            let model = try? QueueModel(scenario, rate: rate, prefillWorkers: workers > 0 ? workers : nil),
            let loop = try? ClientLoop(
                clients: phases.requests * replicas, input: model.input, output: model.output, on: model.server,
                times: model.times, start: Self.start(scenario, workers: workers))
        else {
            self = standing
            return
        }
        self.init(phases, decoding: loop.decoding * model.copies, workers: workers)
        totals.requestRate = loop.rate / replicas
        put(step: loop.perToken, phases)
        put(
            FirstTokenParts(
                loop.firstToken, request: phases.prefill.chip.requestTime, transfer: totals.transfer))
        // As many requests are in flight as there are clients (Little's law).
        put(endToEnd: phases.requests * replicas / loop.rate, scenario)
    }

    /// Seconds that a first token waits in the mean because all clients began at once.
    private static func start(_ scenario: Scenario, workers: Double) -> Double {
        guard scenario.workload.rounds > 0 else { return 0 }
        guard scenario.workload.serving == .disagg else { return AggregatedServing(scenario).burst }
        let phases = ServedPhases(scenario)
        return PrefillPool(phases).burst(phases, workers: workers)
    }

    /// A decode step of so many sequences in each worker, beside so many prefill workers.
    private init(_ phases: ServedPhases, decoding: Double, workers: Double) {
        let worker = phases.decode(decoding)
        self.init(decode: worker, totals: StepTotals.ofPhase(worker))
        totals.prefillWorkers = workers
        guard phases.scenario.workload.serving == .disagg else { return }
        let pool = PrefillPool(phases)
        totals.transfer = pool.transfer
        totals.prefillMemory = pool.fullPass.memory.total
        totals.prefillStage = pool.fullPass.memory.stage
    }

    /// Counts what prompts add to a step that takes some seconds with them.
    private mutating func put(step seconds: Double, _ phases: ServedPhases) {
        interference = seconds - totals.seconds
        guard phases.scenario.workload.serving == .agg else { return }
        let prompts = phases.prefill.deployment.dp
        let pass = phases.pass(prompts: prompts)
        let share = totals.requestRate * seconds / prompts
        prefillFlops = share * pass.flops
        prefillCommunication = share * pass.communication
    }

    /// Takes over what a first token waits for.
    private mutating func put(_ parts: FirstTokenParts) {
        firstToken.wait = parts.wait
        firstToken.prefill = parts.prefill
        firstToken.queue = parts.slot + parts.queue
        totals.firstToken = parts.total
    }

    /// Takes over the mean seconds until the last token.
    private mutating func put(endToEnd seconds: Double, _ scenario: Scenario) {
        var whole = totals
        whole.seconds += interference
        totals.answerExcess = seconds - Engine<Double>.PlanResult(scenario: scenario, totals: whole).requestSeconds
    }

    /// Leaves no times.
    private mutating func fail() {
        totals.isSettled = false
        interference = .nan
        totals.firstToken = .nan
    }
}
