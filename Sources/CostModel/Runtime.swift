import Lanes

/// The software that serves requests, as far as its defaults change figures.
///
/// What is stated here holds for all models and chips; what a deployment sets otherwise is set by `wait_steps` and
/// `dram_reserve`.
public enum Runtime: Int, Choice {
    /// None that is known: the parameters say all.
    case custom
    /// TensorRT-LLM.
    case trtllm
    case sglang
    case vllm

    /// The word that is typed.
    public var name: String {
        switch self {
        case .custom: "custom"
        case .trtllm: "trtllm"
        case .sglang: "sglang"
        case .vllm: "vllm"
        }
    }

    /// Decode steps that a request waits for its first token, beside its prefill and what `wait_steps` states.
    ///
    /// TensorRT-LLM with attention replicas holds a prompt back for up to 50 steps until each has one
    /// (`attention_dp_config.timeout_iters`, llm_args.py). The other figures are what measured first tokens of each runtime agree
    /// on: 779 runs of Llama 3.1 8B, gpt-oss-120b and DeepSeek-R1 (Tests/AccuracyTests/Measured/silicon.csv).
    @inline(__always) func waitSteps<V: Lane>(replicas: V) -> V {
        switch self {
        case .custom: 0
        case .trtllm: replicas > 1 ? 49 : 9
        case .sglang: 11
        case .vllm: 3
        }
    }

    /// What a step does with prompts that wait.
    ///
    /// SGLang forms a batch of prompts whenever it can and lets decoding wait (`get_next_batch_to_run`; 0.5.23, without
    /// `--enable-mixed-chunk`), vLLM mixes both in one step (v1/core/sched/scheduler.py), TensorRT-LLM too, with whole prompts
    /// unless `enable_chunked_prefill` is set.
    var schedule: PromptSchedule {
        switch self {
        case .sglang: .prefillFirst
        case .trtllm: .inflight
        case .custom, .vllm: .mixed
        }
    }

    /// Most sequences that a replica runs at once; nil where nothing is known to limit them.
    ///
    /// `max_batch_size` of TensorRT-LLM is 2048; SGLang takes 2048 to 4096 (`resolve_max_num_reqs`); vLLM's `max_num_seqs`
    /// is 1024 from 70 GiB of DRAM on and 256 below (engine/arg_utils.py of 0.33).
    func maxRunning<V: Lane>(_ chip: Engine<V>.Chip) -> V? {
        switch self {
        case .custom: nil
        case .trtllm, .sglang: 2048
        case .vllm: V.choose(chip.dramBytes, below: V(70 * 0x1p30), 256, 1024)
        }
    }

    /// Whether room for the whole of an answer is kept from its beginning.
    ///
    /// TensorRT-LLM never takes a running request's cache away (`capacity_scheduler_policy`, by default GUARANTEED_NO_EVICT,
    /// llmapi/llm_args.py). vLLM and SGLang admit by what is free and compute anew what they had to evict.
    var reservesAnswers: Bool { self == .trtllm }

    /// Whether a share of DRAM that is reserved is one of what weights leave, not of all.
    ///
    /// `kv_cache_config.free_gpu_memory_fraction` of TensorRT-LLM is 0.9 of what is free behind the weights. vLLM and SGLang state a
    /// share of all DRAM, which those who run large models raise until a cache is left beside the weights.
    var reservesOfTheRest: Bool { self != .custom }
}
