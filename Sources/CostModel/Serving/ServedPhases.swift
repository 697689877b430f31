import Lanes

typealias ServedPhases = Engine<Double>.ServedPhases

extension Engine {
    /// The two halves of serving as scenarios of one phase, which the modes of serving put together.
    struct ServedPhases {
        /// Prompt tokens that a replica takes into one pass where `chunk` does not say.
        static var budget: V { 8192 }

        /// What is served.
        let scenario: Scenario
        /// The decode step of a worker with an even share of the requests.
        let decode: Scenario
        /// The prefill of a worker.
        let prefill: Scenario
        /// Requests in flight in all.
        let requests: V
        /// Output tokens of a request.
        let output: V
        /// Tokens that a decode step yields for each request.
        let yield: V
        /// Prompts that a worker takes into one pass at most, the same number in each replica.
        let mostPrompts: V
        /// What a step does with prompts that wait.
        var schedule: PromptSchedule { scenario.inputs.promptSchedule }
        /// Passes that a prompt takes.
        let chunks: V
        /// Sequences that a decode worker has room for.
        let held: V
        /// Sequences that a decode worker has room for and may run; the runtime keeps further requests waiting.
        let room: V
        private let rounds: V

        init(_ s: Scenario) {
            scenario = s
            decode = s.decodeWorker
            prefill = s.prefillWorker
            requests = s.sequences
            output = greater(1, s.workload.output)
            yield = s.workload.tokensPerStep
            rounds = s.workload.rounds
            held = Self.room(s, StepTotals.ofPhase(decode).memory)
            let held = held
            room = s.inputs.mostRunning.map { lesser(held, $0) } ?? held
            mostPrompts = Self.mostPrompts(s, dp: prefill.deployment.dp)
            chunks = ceiling(greater(1, s.workload.fresh) / Self.limit(s))
        }

        /// Sequences that a decode worker has room for, given what its share of the requests takes.
        ///
        /// What the runtime keeps (`dram_reserve`) is all that sequences may not fill. Activations and buffers grow with
        /// them, as their cache does; where prompts are computed beside, up to a full pass of them takes its own.
        private static func room(_ s: Scenario, _ memory: MemoryUse) -> V {
            let free = s.chip.dramBytes - memory.weights - memory.reserve
            let worker = s.decodeWorker
            let held = worker.deployment.batch * s.deployment.chips
            let cache = memory.kvCache + promised(s, memory)
            if s.runtime.reserveHoldsActivations {
                let (each, free) = (cache / held, free - memory.activations - memory.buffers)
                let prefix = onePrefix(worker, memory)
                let alone = prefix * s.workload.prefixHit / worker.deployment.dp
                return greater(1, greater((free - prefix * s.workload.prefixes) / each, free / (each + alone)))
            }
            let prefix = onePrefix(worker, memory)
            let shared = prefix * s.workload.prefixes
            // Each sequence that finds a prefix holds its own, as long as there are no more of them than prefixes.
            let alone = prefix * s.workload.prefixHit / worker.deployment.dp
            guard s.workload.serving == .agg else {
                let each = (cache + memory.activations + memory.buffers) / held
                return greater(1, greater((free - shared) / each, free / (each + alone)))
            }
            var pass = fullestPass(s)
            let most = mostPrompts(s, dp: pass.deployment.dp)
            pass.deployment.batch = most
            let beside = passBytes(pass, beside: memory)
            pass.workload.guests = 0
            let prompts = passBytes(pass, beside: memory)
            let each = (cache + beside - prompts) / held
            func many() -> V { greater((free - prompts - shared) / each, (free - prompts) / (each + alone)) }
            guard s.deployment.pp <= 1 else { return greater(1, many()) }
            // Fewer requests than a pass takes bring fewer prompts.
            let few = greater((free - shared) / (each + prompts / most), free / (each + alone + prompts / most))
            return greater(1, V.choose(most, below: few, many(), few))
        }

        /// Bytes of one prefix in the stage that needs most memory.
        private static func onePrefix(_ worker: Scenario, _ memory: MemoryUse) -> V {
            guard worker.workload.cached > 0 else { return 0 }
            let bytes = SequenceCache.prefix(within: worker.workload.context, worker, StepShape(worker.inputs))
            return memory.inItsStage { bytes.bytes(in: $0, worker.inputs) }
        }

        /// Bytes of a chip that are kept for the rest of all answers, where the runtime promises room for it.
        private static func promised(_ s: Scenario, _ memory: MemoryUse) -> V {
            guard s.runtime.reservesAnswers else { return 0 }
            let worker = s.decodeWorker
            let (w, d, shape) = (worker.workload, worker.deployment, StepShape(worker.inputs))
            func bytes(_ context: V) -> V {
                let cache = SequenceCache.bytes(context: context, worker, shape)
                return memory.inItsStage { cache.bytes(in: $0, worker.inputs) }
            }
            return d.batch * d.tp * d.pp * (bytes(greater(w.context, w.input + w.output)) - bytes(w.context))
        }

        /// What a pass takes in the stage that needs most memory.
        private static func passBytes(_ pass: Scenario, beside memory: MemoryUse) -> V {
            let shape = StepShape(pass.inputs)
            func bytes(_ stage: PipelineStage) -> V { PassMemory(pass, shape, hasHead: stage.hasHead).total }
            return memory.inItsStage { bytes($0) }
        }

        /// Prompt tokens that a replica takes into one pass.
        ///
        /// On a worker of prompts, whose chip and replicas are its own.
        static func limit(_ s: Scenario) -> V {
            let isApart = s.workload.serving == .disagg && s.runtime != .custom
            let chunk = isApart ? s.prefillWorker.deployment.chunk : s.inputs.promptChunk
            return chunk > 0 ? chunk : budget
        }

        /// Prompts that a worker of `dp` replicas takes into one pass at most, the same number in each.
        private static func mostPrompts(_ s: Scenario, dp: V) -> V {
            let fitting = greater(1, floored(limit(s) / greater(1, s.workload.fresh)))
            let most = s.runtime.mostPrompts().map { lesser(fitting, $0) * dp } ?? fitting * dp
            let set = s.workload.serving == .disagg ? s.deployment.prefillBatch : 0
            return set > 0 ? lesser(most, set) : most
        }

        /// The pass that takes most memory where prompts are computed beside decoding sequences: as many prompts as it
        /// takes, and a token of each sequence in flight.
        ///
        /// What vLLM and SGLang try out when they start, to see what is left for the KV cache.
        static func fullestPass(_ s: Scenario) -> Scenario {
            var pass = s.prefillWorker
            let (requests, replicas) = (s.sequences, pass.deployment.dp)
            pass.deployment.batch = lesser(requests, mostPrompts(s, dp: replicas))
            // A pipeline takes its prompts one after the other, each with its share of the decoding sequences.
            let turns = s.deployment.pp > 1 ? greater(1, pass.deployment.batch / replicas) : 1
            pass.workload.guests = requests / replicas * (s.workload.draft + 1) / turns
            return pass
        }

        /// The pass of a prefill worker that takes as many prompts as it can.
        var fullPass: Scenario {
            var s = prefill
            s.deployment.batch = mostPrompts
            return s
        }

        /// Sequences of a decode worker between two jumps of its step, where padding adds rows to its matrix products.
        var spacing: V {
            let d = decode.deployment
            return decode.chip.cubeM * d.dp * d.pp / (scenario.workload.draft + 1)
        }

        /// The decode step of a worker with `sequences` in flight; a replica without one runs along with an empty one.
        func decode(_ sequences: V) -> Scenario {
            var s = decode
            s.deployment.batch = greater(sequences, s.deployment.dp) / s.deployment.chips
            return s
        }

        /// What a decode step of so many sequences spends on their context, in seconds and FLOP.
        ///
        /// Of a batch that is not split: what communication of the other half hides would depend on the links.
        func attention(_ step: StepTotals, _ sequences: V) -> (seconds: V, flops: V) {
            var s = decode(sequences)
            let seconds = V.choose(
                0, below: step.splitCode, StepTotals.of(s, splits: false).seconds, step.seconds)
            s.workload.contextOverride = 1
            let products = StepTotals.of(s, splits: false)
            return (greater(0, seconds - products.seconds), step.flops - products.flops)
        }

        /// The passes that compute `prompts` prompts, each with the tokens of `guests` sequences that decode in a replica.
        func pass(prompts: V, guests: V = 0) -> StepTotals {
            var s = prefill
            s.deployment.batch = prompts
            s.workload.guests = guests
            return StepTotals.ofPhase(s)
        }

        /// Seconds of decode steps that a request waits beside its own prefill and those of others.
        func wait(step: V) -> V {
            let runtime = decode.runtime
            return step * (prefill.deployment.waitSteps + runtime.waitSteps(replicas: decode.deployment.dp))
        }

        /// Seconds that a prompt waits because a benchmark starts with all its clients at once, in the mean over its
        /// rounds.
        ///
        /// Passes of `prompts` follow one another until all requests are through; a prompt waits for half of them. Later
        /// rounds are spread out, so that they wait for next to nothing.
        func burst(_ pass: V, prompts: V) -> V {
            rounds > 0 ? greater(0, requests / prompts - 1) * pass / 2 / rounds : 0
        }
    }
}

extension Engine.Inputs {
    /// Most sequences that a decode worker may run at once; nil where nothing limits them.
    var mostRunning: V? {
        runningLimit.map { deployment.dp * $0 }
    }
}

extension Engine.MemoryUse {
    /// What something is in the stage that needs most, which may differ from plan to plan.
    func inItsStage(_ value: (PipelineStage) -> V) -> V {
        func at(_ stage: PipelineStage) -> V { stage.code() }
        return V.choose(
            stageCode, below: at(.first), value(.only),
            V.choose(
                stageCode, below: at(.middle), value(.first),
                V.choose(stageCode, below: at(.last), value(.middle), value(.last))))
    }
}
