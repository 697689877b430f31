/// The two halves of serving as scenarios of one phase, which the modes of serving put together.
struct ServedPhases {
    /// Prompt tokens that a replica takes into one pass where `chunk` does not say.
    static let budget = 8192.0

    /// The decode step of a worker; its batch is set before use.
    var decode: Scenario
    /// The prefill of a worker; its batch and lengths are set before use.
    var prefill: Scenario
    /// Requests in flight in all.
    let requests: Double
    /// Output tokens of a request.
    let output: Double
    /// Tokens that a decode step yields for each request.
    let yield: Double
    /// Requests that each client sends; 0 for a steady state.
    let rounds: Double

    init(_ s: Scenario) {
        decode = s
        decode.workload.servingCode = 0
        decode.workload.phaseCode = 0
        prefill = decode
        prefill.workload.phaseCode = 1
        let d = s.deployment
        let workers = s.workload.serving == .disagg ? d.decodeWorkers : 1
        requests = d.concurrency > 0 ? d.concurrency : d.batch * d.chips * workers
        output = greater(1, s.workload.output)
        yield = s.workload.tokensPerStep
        rounds = s.workload.rounds
    }

    /// Tokens of a prompt in one pass at most.
    private var limit: Double { prefill.deployment.chunk > 0 ? prefill.deployment.chunk : Self.budget }
    /// Prompts that a worker takes into one pass at most, the same number in each replica.
    var mostPrompts: Double {
        greater(1, floored(limit / greater(1, prefill.workload.fresh))) * prefill.deployment.dp
    }
    /// Passes that a prompt takes.
    var chunks: Double { ceiling(greater(1, prefill.workload.fresh) / limit) }

    /// The decode step of a worker with `sequences` in flight.
    func decodeStep(_ sequences: Double) -> StepTotals {
        var s = decode
        s.deployment.batch = sequences / s.deployment.chips
        return StepTotals.ofPhase(s)
    }

    /// Seconds of a decode step without what it spends on the context.
    func attentionlessStep(_ sequences: Double) -> Double {
        var s = decode
        s.deployment.batch = sequences / s.deployment.chips
        s.workload.contextOverride = 1
        return StepTotals.ofPhase(s).seconds
    }

    /// Seconds in which `prompts` prompts are computed, each with `extra` further tokens in the products.
    func pass(prompts: Double, extra: Double = 0) -> Double {
        var s = prefill
        s.deployment.batch = prompts
        s.workload.input += extra
        return StepTotals.ofPhase(s).seconds
    }

    /// Seconds that a request waits beside its own prefill and those of others.
    func overhead(step: Double) -> Double {
        prefill.chip.requestTime + step * prefill.deployment.waitSteps
    }

    /// Seconds that a prompt waits because a benchmark starts with all its clients at once, in the mean over its rounds.
    ///
    /// Passes of `prompts` follow one another until all `requests` are through; a prompt waits for half of them. That
    /// later rounds spread out is what a simulation of such a loop shows: beyond the first they wait for next to nothing.
    func burst(_ pass: Double, prompts: Double) -> Double {
        rounds > 0 ? greater(0, requests / prompts - 1) * pass / 2 / rounds : 0
    }
}
