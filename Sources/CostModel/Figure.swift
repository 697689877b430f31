/// A figure of an evaluation that formulas of metrics speak of, beside metrics and parameters.
public struct Figure: Sendable {
    /// The name in formulas.
    public let name: String
    /// What it is, in one sentence.
    public let summary: String
    /// Reads it from a result.
    public let read: @Sendable (PlanResult) -> Double

    init(_ name: String, _ summary: String, _ read: @escaping @Sendable (PlanResult) -> Double) {
        self.name = name
        self.summary = summary
        self.read = read
    }
}

extension Figure {
    /// The registry.
    public static let all: [Figure] = [
        Figure("step_ms", "Time of the step, milliseconds.") { $0.totals.seconds * 1e3 },
        Figure("comm_ms", "Communication of the step that nothing hides, milliseconds.") {
            $0.totals.communication * 1e3
        },
        Figure("tokens_per_step", "Tokens that a step yields in all copies of the deployment.") { $0.tokens },
        Figure("tokens_per_sequence", "Tokens that a decode step yields for a sequence.") {
            $0.scenario.workload.tokensPerStep
        },
        Figure(
            "sequences",
            "Sequences in all copies: batch * chips in decode, batch in prefill, requests in flight in serving."
        ) {
            $0.sequences
        },
        Figure("workers", "Decode workers: 1 unless serving is disagg.") {
            $0.scenario.workload.serving == .disagg ? $0.scenario.deployment.decodeWorkers : 1
        },
        Figure("prefillers", "Prefill workers that take part.") { $0.totals.prefillWorkers },
        Figure("prefiller_chips", "Chips of a prefill worker.") { $0.scenario.deployment.prefillWorkerChips },
        Figure("request_ms", "Host time of a request before its first token, milliseconds.") {
            $0.scenario.prefillWorker.chip.requestTime * 1e3
        },
        Figure("wait_ms", "Decode steps that a request waits beside its prefill, milliseconds.") {
            FirstToken($0.scenario).wait * 1e3
        },
        Figure("prefill_ms", "The pass that computes a request's prompt, milliseconds.") {
            FirstToken($0.scenario).prefill * 1e3
        },
        Figure("kv_ms", "Transfer of a request's KV cache to its decode worker, milliseconds.") {
            $0.totals.transfer * 1e3
        },
        Figure("queue_ms", "Wait for the prefills of other requests and for room in the KV cache, milliseconds.") {
            FirstToken($0.scenario).queue * 1e3
        },
        Figure("flop_per_step", "FLOP that one chip executes in a step, without padding.") { $0.totals.flops },
        Figure("weights", "Weights on the fullest chip, GiB.") { fullest($0).weights.inGiB },
        Figure("kv_cache", "KV cache and recurrent state on the fullest chip, GiB.") { fullest($0).kvCache.inGiB },
        Figure("activations", "Activations on the fullest chip, GiB.") { fullest($0).activations.inGiB },
        Figure("buffers", "All-to-all buffers on the fullest chip, GiB.") { fullest($0).buffers.inGiB },
        Figure("reserve", "What the runtime keeps of a chip's DRAM (dram_reserve), GiB.") {
            let worker = $0.workerMemory[0]
            return worker.scenario.inputs.reservedBytes(beside: worker.use.weights).inGiB
        },
        Figure("chip_dram", "DRAM of a chip, GiB.") { $0.need.capacity.inGiB },
        Figure("chip_watts", "Power of the site for a chip, watts; of chips of two kinds the mean.") {
            $0.watts / $0.chips
        },
    ]

    /// The worker that needs most.
    private static func fullest(_ plan: PlanResult) -> MemoryUse { plan.workerMemory[0].use }
}
