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

    /// Share of the DRAM beside weights that a runtime gives to sequences
    /// (kv_cache_free_gpu_memory_fraction of TensorRT-LLM, 0.9 by default).
    private static let cacheShare = 0.9

    init(_ s: Scenario) {
        scenario = s
        decode = s.decodeWorker
        prefill = s.prefillWorker
        requests = s.sequences
        output = greater(1, s.workload.output)
        yield = s.workload.tokensPerStep
        rounds = s.workload.rounds
        let worker = decode.deployment
        let memory = StepTotals.ofPhase(decode).memory
        // Activations and buffers grow with the sequences, as their cache does.
        let fixed = memory.weights + memory.reserve
        let free = Self.cacheShare * (s.chip.dramBytes - fixed)
        let held = worker.batch * worker.chips
        room = greater(1, held * free / (memory.total - fixed))
        let limit = s.deployment.chunk > 0 ? s.deployment.chunk : Self.budget
        let fresh = greater(1, s.workload.fresh)
        let perReplica = greater(1, floored(limit / fresh))
        let most = perReplica * prefill.deployment.dp
        let set = s.workload.serving == .disagg ? s.deployment.prefillBatch : 0
        mostPrompts = set > 0 ? lesser(most, set) : most
        chunks = ceiling(fresh / limit)
    }

    /// The decode step of a worker with `sequences` in flight; a replica without one runs along with an empty one.
    func decode(_ sequences: Double) -> Scenario {
        var s = decode
        s.deployment.batch = greater(sequences, s.deployment.dp) / s.deployment.chips
        return s
    }

    /// A decode step without what it spends on the context.
    func attentionlessStep(_ sequences: Double) -> StepTotals {
        var s = decode(sequences)
        s.workload.contextOverride = 1
        return StepTotals.ofPhase(s)
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
