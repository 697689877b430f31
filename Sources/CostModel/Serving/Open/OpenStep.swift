import Queueing

extension Engine<Double>.ServedStep {
    /// The mean step of a scenario whose requests come at their own times.
    ///
    /// Where they come faster than they are served, or a load is too near to that for figures, it has no times and does not
    /// settle; what gets done is the capacity.
    init(open scenario: Scenario) {
        guard let plan = OpenPlan.of(scenario) else {
            let phases = ServedPhases(scenario)
            self.init(decode: phases.decode, totals: StepTotals.ofPhase(phases.decode))
            fail()
            return
        }
        let (phases, d) = (plan.model.phases, scenario.deployment)
        let busy = plan.users?.crowd?.decoding ?? plan.loop.decoding
        let decoding = busy.map { $0 * plan.model.copies } ?? phases.room
        let worker = phases.decode(decoding)
        self.init(decode: worker, totals: StepTotals.ofPhase(worker))
        totals.requestRate = min(plan.offered.rate, plan.capacity) / d.replicas
        totals.prefillWorkers = plan.model.prefillWorkers
        if scenario.workload.serving == .disagg {
            let pool = PrefillPool(phases)
            totals.transfer = pool.transfer
            totals.prefillMemory = pool.fullPass.memory.total
            totals.prefillStage = pool.fullPass.memory.stage
        }
        guard let times = plan.meanTimes else {
            fail()
            return
        }
        let seconds = times.perToken * phases.yield
        interference = seconds - totals.seconds
        if scenario.workload.serving == .agg {
            let prompts = phases.prefill.deployment.dp
            let pass = phases.pass(prompts: prompts)
            let share = totals.requestRate * seconds / prompts
            prefillFlops = share * pass.flops
            prefillCommunication = share * pass.communication
        }
        guard let parts = plan.tails?.firstToken else {
            // All that is known is that requests wait for one another.
            firstToken.queue = times.firstToken
            totals.firstToken = times.firstToken
            return
        }
        firstToken.wait = parts.request - phases.prefill.chip.requestTime
        firstToken.prefill = parts.prefill
        firstToken.queue = parts.total - parts.request - parts.prefill - totals.transfer
        totals.firstToken = parts.total
    }

    /// Leaves no times.
    private mutating func fail() {
        totals.isSettled = false
        interference = .nan
        totals.firstToken = .nan
    }
}
