import CostModel

/// The software that serves requests, and the settings of it that no column states.
enum Runtime: String, CaseIterable, Sendable {
    case trtllm, sglang, vllm

    /// The runtime that a name means, such as `dynamo-sglang` or `TensorRT-LLM`; nil for one that is not known.
    init?(name: String) {
        let name = name.lowercased()
        let words: [(word: String, runtime: Runtime)] = [
            ("trt", .trtllm), ("tensorrt", .trtllm), ("sglang", .sglang), ("vllm", .vllm),
        ]
        guard let known = words.first(where: { name.contains($0.word) }) else { return nil }
        self = known.runtime
    }

    /// Decode steps that a request waits for its first token beside its prefill.
    ///
    /// Published settings where there are some, else what all measured rows of the runtime agree on:
    /// - SGLang with DeepSeek on Blackwell looks for new requests every 10 steps, with 16 requests or more every 30
    ///   (scheduler-recv-interval in InferenceX's launch scripts).
    /// - TensorRT-LLM holds a prompt back for up to 60 steps until every attention replica has one
    ///   (attention_dp_config, timeout_iters).
    func waitSteps(requests: Double, replicas: Double, looksSeldom: Bool) -> Double {
        switch self {
        case .trtllm: replicas > 1 ? 50 : 10
        case .sglang: looksSeldom ? (requests < 16 ? 15 : 35) : 12
        case .vllm: 4
        }
    }

    /// The probability that a drafted token of DeepSeek-R1 is accepted, on prompts of random tokens.
    ///
    /// One figure a runtime, for all rows: what their decode steps agree on.
    var acceptance: Double {
        switch self {
        case .trtllm: 0.65
        case .sglang, .vllm: 0.48
        }
    }

    /// DRAM that a measured run left free (`dram_reserve`), as a share: a tenth of what weights leave.
    ///
    /// The default of TensorRT-LLM (kv_cache_config.free_gpu_memory_fraction, 0.9). vLLM and SGLang state a share of all
    /// DRAM, which benchmarks set for each run so that a cache is left beside the weights: DeepSeek-R1 in 8 bits ran on 4
    /// B200, where weights take 88 %. No column says what was set.
    func reserve(of scenario: Scenario) -> Double {
        let share = scenario.chip.dramReserve
        guard share < 1, scenario.brokenRule == nil else { return share }
        var worker = scenario
        worker.workload.serving = Workload.Serving.static
        let weights = StepTotals.of(worker).memory.weights
        return share * max(0, 1 - weights / scenario.chip.dramBytes)
    }

    /// The format of the KV cache of a quantised model: 8 bits in TensorRT-LLM, whose checkpoints say so
    /// (kv_cache_quant_algo), and, in InferenceX's launch scripts, everywhere on Blackwell.
    func kvCache(isBlackwell: Bool) -> ElementFormat { self == .trtllm || isBlackwell ? .fp8 : .bf16 }
}
