import Lanes

typealias AggregatedServing = Engine<Double>.AggregatedServing

extension Engine {
    /// In-flight batching: decode steps, some of which carry prompts or chunks of them (Yu et al., "Orca", OSDI 2022; Agrawal
    /// et al., "Sarathi-Serve", OSDI 2024).
    ///
    /// In a closed loop a request that ends is followed by the next at once. Of R requests that run, B decode and s start in
    /// the time of a step. A step of T(B) seconds has one pass, or one for each of `pp` pipeline stages; a prompt takes k
    /// passes, which n prompts share, of p(n, B) seconds each with the decoding sequences in it:
    ///
    ///     B = s (output - 1) / yield                         as many start as end
    ///     n = s, one a replica at least, full passes at most
    ///     share of passes with prompts  f = s k / (n pp)     1 at most
    ///     step = T(B) + f (1 - n / R) (pp p(n, B) - T(B))    its own prompt holds no request up
    ///     TTFT = request_time + wait_steps T(B) + (k + pp - 1) p(n, B) + wait for others at the start
    ///     R    = B + s / step TTFT                           Little's law
    ///
    /// Where prompts come first (SGLang), decoding waits for their passes, which replace no step and carry no sequences that
    /// decode:
    ///
    ///     step = T(B) + s k / (n pp) (1 - n / R) pp p(n)
    ///
    /// The products of a pass run once over the rows of both halves; the attention of the decoding sequences comes on top. A
    /// pipeline takes one prompt of a replica at a time and a `pp`-th of its decoding sequences. R is at most the number of
    /// sequences that memory has room for. Further requests wait for one of these to end, and where all passes are full,
    /// requests wait for a pass.
    struct AggregatedServing {
        let phases: ServedPhases
        /// Requests that run: of those in flight, the ones that memory has room for.
        let running: V
        /// Passes in the time of a step, one for each pipeline stage.
        let slots: V
        /// Passes of a prompt until it leaves the last stage.
        private let latency: V
        /// Prompts of a pass with one in each replica, and of a full pass.
        let least: V
        let most: V
        /// Seconds that a full pass without decoding sequences keeps the chips busy.
        private let fullPass: V
        /// Whether passes of prompts stand beside decode steps.
        private let takesTurns: Bool
        /// Output tokens after the first, over those of a step.
        let steps: V
        /// Seconds that a first token waits in the mean because all clients began at once.
        let burst: V

        /// The result of a load.
        struct State {
            /// Sequences that decode, or the one whose step is run all the same.
            let batch: V
            let decode: StepTotals
            let attention: (seconds: V, flops: V)
            let pass: StepTotals
            /// Share of the passes that carry prompts, of requests other than the one considered.
            let others: V
            /// Seconds of a step with what prompts add to it.
            let seconds: V
            /// Seconds of the passes of a prompt.
            let prefill: V
            /// Seconds until the first token of a request that waits for no room.
            let alone: V
            /// The load that it brings about.
            let leadsTo: V
        }

        /// The largest load.
        var limit: V {
            let full = most * slots / phases.chunks
            guard steps > 0 else { return full }
            return takesTurns ? running / steps : lesser(full, running / steps)
        }

        init(_ s: Scenario) {
            phases = ServedPhases(s)
            takesTurns = phases.schedule == .prefillFirst
            running = lesser(phases.requests, phases.room)
            slots = s.deployment.pp
            latency = phases.chunks + slots - 1
            least = lesser(s.deployment.dp, running)
            most = slots > 1 ? least : lesser(phases.mostPrompts, running)
            fullPass = phases.pass(prompts: most).seconds * phases.chunks / latency
            steps = (phases.output - 1) / phases.yield
            burst = phases.burst(fullPass, prompts: most)
        }

        /// The result if `starting` requests start in the time of a step.
        func state(at starting: V) -> State {
            let s = phases.scenario.inputs
            let passes = phases.chunks
            let decoding = starting * steps
            let batch = greater(lesser(1, running), decoding)
            let decode = StepTotals.ofPhase(phases.decode(batch))
            let prompts = lesser(most, greater(least, starting))
            let guests = takesTurns ? 0 : batch / (s.deployment.dp * slots) * (s.workload.draft + 1)
            let attention: (seconds: V, flops: V) = takesTurns ? (0, decode.flops) : phases.attention(decode, batch)
            let pass = phases.pass(prompts: prompts, guests: guests)
            let beside = pass.seconds / latency * slots + attention.seconds
            let mixed = takesTurns ? decode.seconds + beside : greater(decode.seconds, beside)
            let share = starting * passes / (prompts * slots)
            let others = (takesTurns ? share : lesser(1, share)) * greater(0, 1 - prompts / running)
            let seconds = decode.seconds + others * greater(0, mixed - decode.seconds)
            let prefill = pass.seconds + attention.seconds * latency / slots
            let alone = s.chip.requestTime + phases.wait(step: decode.seconds) + prefill + burst
            // Passes take turns, so that no more prompts get through than full ones take.
            let residence = greater(alone + steps * seconds, running / most * fullPass)
            return State(
                batch: batch, decode: decode, attention: attention, pass: pass, others: others, seconds: seconds,
                prefill: prefill, alone: alone, leadsTo: running * seconds / residence)
        }

        /// The mean step where `load` stands with the result of the load `tried`.
        func step(_ load: V, tried: V) -> ServedStep {
            let state = state(at: tried)
            var step = ServedStep(decode: phases.decode(state.batch), totals: state.decode)
            // Where a load leads to more than is carried, requests wait for as long as it takes to serve them.
            let least = state.alone + steps * state.seconds
            let residence = Engine.residence(of: load, atLeast: least, total: running * state.seconds)
            let rate = running / residence
            step.interference = state.seconds - state.decode.seconds
            step.prefillFlops =
                state.others
                * greater(0, state.pass.flops * slots / phases.chunks - (state.decode.flops - state.attention.flops))
            step.prefillCommunication = step.interference * state.pass.communication / state.pass.seconds
            step.firstToken.wait = phases.wait(step: state.decode.seconds)
            step.firstToken.prefill = state.prefill
            let waiting = residence - least + (phases.requests - running) / rate
            step.firstToken.queue = burst + waiting
            step.totals.firstToken = state.alone + waiting
            step.totals.requestRate = rate
            return step
        }
    }
}

extension Engine<Double>.AggregatedServing: ServedLoop {
    func effect(of load: Double) -> LoadEffect {
        let state = state(at: load)
        return LoadEffect(leadsTo: state.leadsTo, seconds: state.seconds)
    }
}
