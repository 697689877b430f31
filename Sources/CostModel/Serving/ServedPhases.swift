/// The two halves of serving as scenarios of one phase, which the modes of serving put together.
struct ServedPhases {
    /// Prompt tokens that a replica takes into one pass where `chunk` does not say.
    static let budget = 8192.0

    /// What is served.
    let scenario: Scenario
    /// The decode step of a worker with an even share of the requests.
    let decode: Scenario
    /// The prefill of a worker.
    let prefill: Scenario
    /// Requests in flight in all.
    let requests: Double
    /// Output tokens of a request.
    let output: Double
    /// Tokens that a decode step yields for each request.
    let yield: Double
    /// Prompts that a worker takes into one pass at most, the same number in each replica.
    let mostPrompts: Double
    /// Passes that a prompt takes.
    let chunks: Double
    /// Sequences that a decode worker has room for; the runtime keeps further requests waiting.
    let room: Double
    private let rounds: Double

    init(_ s: Scenario) {
        scenario = s
        decode = s.decodeWorker
        prefill = s.prefillWorker
        requests = s.sequences
        output = greater(1, s.workload.output)
        yield = s.workload.tokensPerStep
        rounds = s.workload.rounds
        room = Self.room(s, StepTotals.ofPhase(decode).memory)
        mostPrompts = Self.mostPrompts(s, dp: prefill.deployment.dp)
        chunks = ceiling(greater(1, s.workload.fresh) / Self.limit(s))
    }

    /// Sequences that a decode worker has room for, given what its share of the requests takes.
    ///
    /// What the runtime keeps (`dram_reserve`) is all that sequences may not fill. Activations and buffers grow with
    /// them, as their cache does; where prompts are computed beside, up to a full pass of them takes its own.
    private static func room(_ s: Scenario, _ memory: MemoryUse) -> Double {
        let free = s.chip.dramBytes - memory.weights - memory.reserve
        let held = s.decodeWorker.deployment.batch * s.deployment.chips
        guard s.workload.serving == .agg else {
            return greater(1, held * free / (memory.total - memory.weights - memory.reserve))
        }
        var pass = fullestPass(s)
        let most = mostPrompts(s, dp: pass.deployment.dp)
        pass.deployment.batch = most
        let beside = PassMemory(pass, StepShape(pass), hasHead: memory.stage.hasHead).total
        pass.workload.guests = 0
        let prompts = PassMemory(pass, StepShape(pass), hasHead: memory.stage.hasHead).total
        let each = (memory.kvCache + beside - prompts) / held
        // Fewer requests than a pass takes bring fewer prompts.
        let few = free / (each + prompts / most)
        return greater(1, few <= most && s.deployment.pp <= 1 ? few : (free - prompts) / each)
    }

    /// Prompt tokens that a replica takes into one pass.
    private static func limit(_ s: Scenario) -> Double { s.deployment.chunk > 0 ? s.deployment.chunk : budget }

    /// Prompts that a worker of `dp` replicas takes into one pass at most, the same number in each.
    private static func mostPrompts(_ s: Scenario, dp: Double) -> Double {
        let most = greater(1, floored(limit(s) / greater(1, s.workload.fresh))) * dp
        let set = s.workload.serving == .disagg ? s.deployment.prefillBatch : 0
        return set > 0 ? lesser(most, set) : most
    }

    /// The pass that takes most memory where prompts are computed beside decoding sequences: as many prompts as it takes,
    /// and a token of each sequence in flight.
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
    var spacing: Double {
        let d = decode.deployment
        return decode.chip.cubeM * d.dp * d.pp / (scenario.workload.draft + 1)
    }

    /// The decode step of a worker with `sequences` in flight; a replica without one runs along with an empty one.
    func decode(_ sequences: Double) -> Scenario {
        var s = decode
        s.deployment.batch = greater(sequences, s.deployment.dp) / s.deployment.chips
        return s
    }

    /// What a decode step of so many sequences spends on their context, in seconds and FLOP.
    ///
    /// Of a batch that is not split: what communication of the other half hides would depend on the links.
    func attention(_ step: StepTotals, _ sequences: Double) -> (seconds: Double, flops: Double) {
        var s = decode(sequences)
        let seconds = step.splits ? StepTotals.of(s, splits: false).seconds : step.seconds
        s.workload.contextOverride = 1
        let products = StepTotals.of(s, splits: false)
        return (greater(0, seconds - products.seconds), step.flops - products.flops)
    }

    /// The passes that compute `prompts` prompts, each with the tokens of `guests` sequences that decode in a replica.
    func pass(prompts: Double, guests: Double = 0) -> StepTotals {
        var s = prefill
        s.deployment.batch = prompts
        s.workload.guests = guests
        return StepTotals.ofPhase(s)
    }

    /// Seconds of decode steps that a request waits beside its own prefill and those of others.
    func wait(step: Double) -> Double { step * prefill.deployment.waitSteps }

    /// Seconds that a prompt waits because a benchmark starts with all its clients at once, in the mean over its rounds.
    ///
    /// Passes of `prompts` follow one another until all requests are through; a prompt waits for half of them. Later
    /// rounds are spread out, so that they wait for next to nothing.
    func burst(_ pass: Double, prompts: Double) -> Double {
        rounds > 0 ? greater(0, requests / prompts - 1) * pass / 2 / rounds : 0
    }
}
