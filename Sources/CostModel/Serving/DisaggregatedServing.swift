/// Separate workers for prefill and decode, between which the KV cache travels (Zhong et al., "DistServe", OSDI 2024;
/// Patel et al., "Splitwise", ISCA 2024).
///
/// In a closed loop a request that ends is followed by the next at once. With C requests in flight, of which B decode at
/// D(B) seconds each (`output` times TPOT), and W prefill workers that finish n prompts in P(n) seconds:
///
///     X    = B / D(B)                                    Little's law for decode
///     n    = X P / W, one a replica at least, full passes at most
///     TTFT = request_time + wait_steps T(B) + 1.5 P(n) + transfer + wait for others at the start
///     C    = B + X TTFT                                  Little's law for all
///
/// A prompt waits for half a pass on average before its own. X is at most what full passes prefill and B at most what
/// decode has room for; where one of them is the limit, further requests wait in front of it.
struct DisaggregatedServing: ServedLoop {
    let phases: ServedPhases
    let pool: PrefillPool
    /// Prefill workers.
    let workers: Double

    /// The result of a load.
    struct State {
        let decoding: Double
        let decode: StepTotals
        /// Seconds of decode of a request.
        let residence: Double
        /// Seconds of a prefill pass.
        let pass: Double
        /// Seconds of the first token beside prefill.
        let fixed: Double
        /// Seconds until the first token of a request that waits for no worker.
        let alone: Double
    }

    /// The decode step of a closed loop.
    static func step(_ s: Scenario) -> ServedStep {
        let phases = ServedPhases(s)
        let pool = PrefillPool(phases)
        let set = s.deployment.prefillWorkers
        if set > 0 {
            let serving = DisaggregatedServing(phases: phases, pool: pool, workers: set)
            return serving.step(serving.best())
        }
        let choice = AutomaticWorkers(phases, pool).best()
        return choice.serving.step(choice.loop)
    }

    var limit: Double { lesser(phases.requests, phases.room * phases.scenario.deployment.decodeWorkers) }

    var spacing: Double { phases.spacing * phases.scenario.deployment.decodeWorkers }

    func served(_ load: Double, _ state: State) -> Double { load / state.residence }

    func fronts(below decoding: Double) -> Fronts {
        let shares = phases.scenario.deployment.decodeWorkers
        var fronts = Fronts()
        phases.addFronts(below: decoding / shares, unit: 1 / shares, to: &fronts)
        return fronts
    }

    /// Seconds that a request is in flight.
    func residence(_ loop: ClosedLoop<State>) -> Double {
        let state = loop.state
        return loop.residence(atLeast: state.alone + state.residence, of: phases.requests * state.residence)
    }

    /// Requests that finish in a second.
    func rate(_ loop: ClosedLoop<State>) -> Double { phases.requests / residence(loop) }

    /// Seconds until the first token.
    func firstToken(_ loop: ClosedLoop<State>) -> Double {
        loop.state.alone + residence(loop) - (loop.state.alone + loop.state.residence)
    }

    /// The result with `decoding` sequences that decode.
    @inline(__always) func state(at decoding: Double) -> (state: State, leadsTo: Double) {
        let (s, requests) = (phases.scenario, phases.requests)
        let decode = StepTotals.ofPhase(decode(decoding))
        let residence = phases.output * decode.seconds / phases.yield
        let rate = decoding / residence
        // Prompts that arrive during a pass share the next.
        let arrived = rate * pool.shortPass / workers
        let prompts = lesser(lesser(pool.most, requests), greater(pool.least, arrived))
        let pass = prompts > pool.least ? phases.pass(prompts: prompts).seconds : pool.shortPass
        let fixed = s.chip.requestTime + phases.wait(step: decode.seconds) + pool.transfer
        let burst = phases.burst(pool.fullPass.seconds / workers, prompts: pool.most)
        let alone = fixed + pass * 1.5 + burst
        let finished = lesser(workers * pool.rate, requests / (alone + residence))
        let state = State(
            decoding: decoding, decode: decode, residence: residence, pass: pass, fixed: fixed, alone: alone)
        return (state, finished * residence)
    }

    /// The decode step of a worker with its share of the sequences that decode.
    private func decode(_ decoding: Double) -> Scenario {
        phases.decode(decoding / phases.scenario.deployment.decodeWorkers)
    }

    /// The totals of a loop that settled.
    func step(_ loop: ClosedLoop<State>) -> ServedStep {
        let state = loop.state
        var step = ServedStep(decode: decode(state.decoding), totals: state.decode)
        step.totals.requestRate = rate(loop)
        step.totals.firstToken = firstToken(loop)
        step.firstToken.wait = phases.wait(step: state.decode.seconds)
        step.firstToken.prefill = state.pass
        step.firstToken.queue = step.totals.firstToken - state.fixed - state.pass
        step.totals.prefillWorkers = workers
        step.totals.transfer = pool.transfer
        step.totals.prefillMemory = pool.fullPass.memory.total
        step.totals.prefillStage = pool.fullPass.memory.stage
        step.totals.isSettled = loop.isSettled
        return step
    }
}

/// What the prefill workers do, however many sequences decode.
struct PrefillPool {
    /// Prompts of a pass with one in each replica.
    let least: Double
    /// Prompts of a full pass.
    let most: Double
    /// The pass with as many prompts as it takes at most.
    let fullPass: StepTotals
    /// Seconds of the pass with one prompt in each replica.
    let shortPass: Double
    /// Seconds in which a prompt's KV cache crosses to the decode worker, every chip of a replica, in all stages of its
    /// pipeline, taking its share at the same time.
    let transfer: Double

    /// Prompts that a worker finishes in a second at most.
    var rate: Double { most / fullPass.seconds }

    init(_ phases: ServedPhases) {
        most = phases.mostPrompts
        least = lesser(phases.prefill.deployment.dp, most)
        fullPass = phases.pass(prompts: most)
        shortPass = least < most ? phases.pass(prompts: least).seconds : fullPass.seconds
        let s = phases.decode
        let cache = SequenceCache.bytes(context: s.workload.input, s, StepShape(s)).inFullestStage(s)
        let tier = s.chip.network.outermost(s.deployment.chips + phases.prefill.deployment.chips)
        transfer = cache / tier.rate + tier.latency
    }
}
