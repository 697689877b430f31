import Lanes

typealias DisaggregatedServing = Engine<Double>.DisaggregatedServing
typealias PrefillPool = Engine<Double>.PrefillPool

extension Engine {
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
    struct DisaggregatedServing {
        let phases: ServedPhases
        let pool: PrefillPool
        /// Prefill workers.
        let workers: V

        /// The result of a load.
        struct State {
            let decode: StepTotals
            /// Seconds of decode of a request.
            let residence: V
            /// Seconds of a prefill pass.
            let pass: V
            /// Seconds of the first token beside prefill.
            let fixed: V
            /// Seconds until the first token of a request that waits for no worker.
            let alone: V
            /// The load that it brings about.
            let leadsTo: V
        }

        /// The largest load.
        var limit: V { lesser(phases.requests, phases.room * phases.scenario.deployment.decodeWorkers) }

        /// The result with `decoding` sequences that decode.
        func state(at decoding: V) -> State {
            let requests = phases.requests
            let decode = StepTotals.ofPhase(decode(decoding))
            let residence = phases.output * decode.seconds / phases.yield
            let rate = decoding / residence
            // Prompts that arrive during a pass share the next.
            let arrived = rate * pool.shortPass / workers
            let prompts = lesser(lesser(pool.most, requests), greater(pool.least, arrived))
            let pass = V.choose(pool.least, below: prompts, phases.pass(prompts: prompts).seconds, pool.shortPass)
            let fixed = phases.prefill.chip.requestTime + phases.wait(step: decode.seconds) + pool.transfer
            let burst = pool.burst(phases, workers: workers)
            let alone = fixed + pass * 1.5 + burst
            let finished = lesser(workers * pool.rate, requests / (alone + residence))
            return State(
                decode: decode, residence: residence, pass: pass, fixed: fixed, alone: alone,
                leadsTo: finished * residence)
        }

        /// The decode step of a worker with its share of the sequences that decode.
        private func decode(_ decoding: V) -> Scenario {
            phases.decode(decoding / phases.scenario.deployment.decodeWorkers)
        }

        /// The decode step where `load` stands with the result of the load `tried`.
        func step(_ load: V, tried: V) -> ServedStep {
            let state = state(at: tried)
            let residence = Engine.residence(
                of: load, atLeast: state.alone + state.residence, total: phases.requests * state.residence)
            var step = ServedStep(decode: decode(tried), totals: state.decode)
            step.totals.requestRate = phases.requests / residence
            step.totals.firstToken = state.alone + residence - (state.alone + state.residence)
            step.firstToken.wait = phases.wait(step: state.decode.seconds)
            step.firstToken.prefill = state.pass
            step.firstToken.queue = step.totals.firstToken - state.fixed - state.pass
            step.totals.prefillWorkers = workers
            step.totals.transfer = pool.transfer
            step.totals.prefillMemory = pool.fullPass.memory.total
            step.totals.prefillStageCode = pool.fullPass.memory.stageCode
            return step
        }
    }

    /// What the prefill workers do, however many sequences decode.
    struct PrefillPool {
        /// Prompts of a pass with one in each replica.
        let least: V
        /// Prompts of a full pass.
        let most: V
        /// The pass with as many prompts as it takes at most.
        let fullPass: StepTotals
        /// Seconds of the pass with one prompt in each replica.
        let shortPass: V
        /// Seconds in which a prompt's KV cache crosses to the decode worker, every chip of a replica, in all stages of its
        /// pipeline, taking its share at the same time; between chips of two kinds at the slower one's link.
        let transfer: V

        /// Prompts that a worker finishes in a second at most.
        var rate: V { most / fullPass.seconds }

        /// Seconds that a first token waits in front of so many workers, in the mean, because all clients began at once.
        func burst(_ phases: ServedPhases, workers: V) -> V {
            phases.burst(fullPass.seconds / workers, prompts: most)
        }

        init(_ phases: ServedPhases) {
            most = phases.mostPrompts
            least = lesser(phases.prefill.deployment.dp, most)
            fullPass = phases.pass(prompts: most)
            shortPass = V.choose(least, below: most, phases.pass(prompts: least).seconds, fullPass.seconds)
            let s = phases.decode
            // What a decode worker holds of a prefix that was found does not cross.
            let cache = SequenceCache.bytes(
                context: s.workload.input, shared: s.workload.cached, s, StepShape(s.inputs)
            ).inFullestStage(s.inputs)
            let chips = s.deployment.chips + phases.prefill.deployment.chips
            guard phases.scenario.hasTwoChips else {
                let tier = s.chip.network.outermost(chips)
                transfer = cache / tier.rate + tier.latency
                return
            }
            // Chips of two kinds share no fast domain, however few they are.
            let seconds = [s.chip.network, phases.prefill.chip.network].map { network in
                let tier = network.outermost(greater(chips, network.intra.size + 1))
                return cache / tier.rate + tier.latency
            }
            transfer = greater(seconds[0], seconds[1])
        }
    }
}

extension Engine<Double>.DisaggregatedServing: ServedLoop {
    func effect(of load: Double) -> LoadEffect {
        let state = state(at: load)
        return LoadEffect(leadsTo: state.leadsTo, seconds: state.residence, alone: state.alone)
    }

    /// Requests that finish in a second.
    func rate(_ loop: ClosedLoop) -> Double { step(loop).totals.requestRate }
}
