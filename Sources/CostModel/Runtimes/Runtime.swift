import Lanes

/// The software that serves requests, as far as its defaults change figures: a file for each stands beside this one.
///
/// What is stated here holds for all models and chips; what a deployment sets otherwise is set by `wait_steps`, `chunk`,
/// `max_running`, `schedule` and `mem_fraction`.
public enum Runtime: Int, Choice {
    /// None that is known: the parameters say all.
    case custom
    /// TensorRT-LLM.
    case trtllm
    case sglang
    case vllm
    /// Huawei's MindIE.
    case mindie
    /// What the chip's family is usually served by (`usual_runtime`).
    case auto

    /// The word that is typed.
    public var name: String {
        switch self {
        case .custom: "custom"
        case .trtllm: "trtllm"
        case .sglang: "sglang"
        case .vllm: "vllm"
        case .mindie: "mindie"
        case .auto: "auto"
        }
    }

    /// Decode steps that a request waits for its first token, beside its prefill and what `wait_steps` states.
    ///
    /// TensorRT-LLM with attention replicas holds a prompt back for up to 50 steps until each has one
    /// (`attention_dp_config.timeout_iters`, llm_args.py). The other figures are what measured first tokens of each runtime agree
    /// on: 779 runs of Llama 3.1 8B, gpt-oss-120b and DeepSeek-R1 (Tests/AccuracyTests/Measured/silicon.csv). No first tokens of
    /// MindIE were found: it waits as vLLM does.
    @inline(__always) func waitSteps<V: Lane>(replicas: V) -> V {
        switch self {
        case .custom, .auto: 0
        case .trtllm: replicas > 1 ? 49 : 9
        case .sglang: 11
        case .vllm, .mindie: 3
        }
    }

    /// What a step does with prompts that wait.
    var schedule: PromptSchedule {
        switch self {
        case .sglang: SGLang.schedule
        case .trtllm: TensorRTLLM.schedule
        case .vllm: VLLM.schedule
        case .mindie: MindIE.schedule
        case .custom, .auto: .mixed
        }
    }

    /// Prompt tokens that a replica computes in a step by default; 0 for whole prompts.
    @inline(__always) func chunk<V: Lane>(_ s: Engine<V>.Inputs) -> V {
        switch self {
        case .vllm: VLLM.chunk(s)
        case .sglang: SGLang.chunk(s)
        // Whole prompts, unless `enable_chunked_prefill` is set (TensorRT-LLM) or SplitFuse (MindIE).
        case .trtllm, .mindie, .custom, .auto: 0
        }
    }

    /// Most prompts of a replica that a pass takes by default, whatever their length; nil where nothing is known to limit them.
    func mostPrompts<V: Lane>() -> V? { self == .mindie ? V(MindIE.mostPrompts) : nil }

    /// Most sequences that a replica runs at once by default; nil where nothing is known to limit them.
    @inline(__always) func maxRunning<V: Lane>(_ s: Engine<V>.Inputs) -> V? {
        switch self {
        case .custom, .auto: nil
        case .trtllm: V(TensorRTLLM.maxRunning)
        case .sglang: V(SGLang.maxRunning)
        case .vllm: VLLM.maxRunning(s)
        case .mindie: V(MindIE.maxRunning)
        }
    }

    /// Whether room for the whole of an answer is kept from its beginning.
    var reservesAnswers: Bool { self == .trtllm }

    /// Whether activations lie within what is reserved, as a fraction for weights and cache alone leaves it.
    var reserveHoldsActivations: Bool { self == .sglang }

    /// Bytes of a chip's DRAM that it keeps.
    ///
    /// A share that is set (`mem_fraction`) means what it means in that runtime; without a runtime it is one of all DRAM, and
    /// takes the place of the chip's `dram_reserve`.
    @inline(__always) func reserve<V: Lane>(_ s: Engine<V>.Inputs, beside weights: V) -> V {
        let (share, dram) = (s.deployment.memoryFraction, s.chip.dramBytes)
        switch self {
        case .custom, .auto: return share > 0 ? (1 - share) * dram : s.chip.reservedBytes
        case .trtllm: return (1 - (share > 0 ? share : V(TensorRTLLM.share))) * greater(0, dram - weights)
        case .sglang: return share > 0 ? (1 - share) * dram : raised(SGLang.reserve(s), s, weights)
        case .vllm: return share > 0 ? (1 - share) * dram : raised((1 - VLLM.share(s)) * dram, s, weights)
        case .mindie: return share > 0 ? (1 - share) * dram : raised((1 - V(MindIE.share)) * dram, s, weights)
        }
    }

    /// What a default keeps, and no more than a third of what weights leave: who serves a large model on few chips raises the
    /// share until there is a cache, as measured servers did.
    @inline(__always) private func raised<V: Lane>(_ bytes: V, _ s: Engine<V>.Inputs, _ weights: V) -> V {
        lesser(bytes, greater(0, s.chip.dramBytes - weights) / 3)
    }
}

extension Runtime {
    /// Decode steps that a request waits for its first token, beside its prefill and what `wait_steps` states.
    public func waits(replicas: Double) -> Double { waitSteps(replicas: replicas) }
}

extension Engine.Scenario {
    /// Bytes of a chip without weights that the runtime keeps, and its DRAM.
    public var runtimeReserve: (bytes: V, of: V) {
        (runtime.reserve(inputs, beside: 0), chip.dramBytes)
    }
}

extension Engine.Inputs {
    /// What serves: where that is left to the chip, what its family is usually served by.
    public var runtime: Runtime { workload.runtime == .auto ? chip.usualRuntime : workload.runtime }

    /// Prompt tokens that a replica computes in a step: those that are set, else those of the runtime; 0 for whole prompts.
    @inline(__always) public var promptChunk: V {
        deployment.chunk > 0 ? deployment.chunk : runtime.chunk(self)
    }

    /// Most sequences that a replica may run at once; nil where nothing limits them.
    @inline(__always) public var runningLimit: V? {
        deployment.maxRunning > 0 ? deployment.maxRunning : runtime.maxRunning(self)
    }

    /// What a step does with prompts that wait: what is set, else what the runtime does.
    public var promptSchedule: PromptSchedule {
        deployment.schedule == .auto ? runtime.schedule : deployment.schedule
    }
}

extension Engine.Scenario {
    /// What serves: where that is left to the chip, what its family is usually served by.
    public var runtime: Runtime { inputs.runtime }
}
