import Lanes

extension Engine {
    /// How a model is spread over chips.
    ///
    /// Chips form `pp` pipeline stages. In each, attention runs on `tp` x `sp` x `dp` chips and the experts on `moeTP` x
    /// `ep`; both products are `chips / pp`.
    public struct Deployment: Sendable, Equatable {
        /// Whether the batch is split in two.
        public typealias Overlap = BatchOverlap

        /// What an automatic number of prefill workers is to be best in.
        public typealias PrefillGoal = PrefillWorkerGoal

        /// Chips in all.
        public var chips: V
        /// Chips that share one attention layer (tensor parallelism).
        public var tp: V
        /// Sequences per chip in decode, of the whole deployment in prefill.
        public var batch: V
        /// Chips that share one expert.
        public var moeTP: V
        /// Groups that share the tokens of a sequence in prefill (sequence parallelism).
        public var sp: V = 1
        /// Pipeline stages.
        public var pp: V = 1
        /// Tokens of a sequence that prefill computes at a time; 0 for what the runtime does, or all at once.
        public var chunk: V = 0
        /// Experts that are held twice to even out the load (EPLB).
        public var redundantExperts: V = 0
        /// Two-batch overlap.
        public var tbo = Overlap.off

        /// Copies of the whole deployment, which share the requests.
        public var replicas: V = 1
        /// How requests are given to copies.
        public var routing = RequestRouting.leastLoaded
        /// Requests in flight in all, where serving is not static; 0 means `batch` on each chip.
        public var concurrency: V = 0
        /// Decode steps that a request waits for its first token beside its own prefill and what the runtime takes.
        public var waitSteps: V = 1
        /// What a step does with prompts that wait, in aggregated serving.
        public var schedule = PromptSchedule.auto
        /// Most sequences that a replica runs at once; 0 for what the runtime allows.
        public var maxRunning: V = 0
        /// Share of DRAM that the runtime may fill, of what it counts; 0 for its default.
        public var memoryFraction: V = 0
        /// Decode workers of `chips` chips each, in disaggregated serving.
        public var decodeWorkers: V = 1
        /// Prefill workers in disaggregated serving; 0 for as many as the prefill goal asks for.
        public var prefillWorkers: V = 0
        /// What an automatic number of prefill workers is to be best in.
        public var prefillGoal = PrefillGoal.tokensPerChip
        /// Chips of a prefill worker; 0 for those of a decode worker.
        public var prefillChips: V = 0
        /// Tensor parallelism of a prefill worker; 0 for that of a decode worker.
        public var prefillTP: V = 0
        /// Chips of a prefill worker that share one expert; 0 for those of a decode worker.
        public var prefillMoeTP: V = 0
        /// Pipeline stages of a prefill worker; 0 for those of a decode worker.
        public var prefillPP: V = 0
        /// Most prompts that a prefill worker computes at once; 0 for as many as a pass has room for.
        public var prefillBatch: V = 0

        /// Makes a deployment; data and expert parallelism follow from the chips.
        public init(chips: V, tp: V, batch: V, moeTP: V = 1) {
            self.chips = chips
            self.tp = tp
            self.batch = batch
            self.moeTP = moeTP
        }

        /// Attention replicas (data parallelism).
        @inline(__always) public var dp: V { chips / (tp * sp * pp) }
        /// Expert-parallel ranks.
        @inline(__always) public var ep: V { chips / (moeTP * pp) }
        /// Chips of a prefill worker.
        @inline(__always) public var prefillWorkerChips: V { prefillChips > 0 ? prefillChips : chips }
    }
}

/// What a step does with prompts that wait, where prefill and decode share chips.
public enum PromptSchedule: Int, Choice {
    /// What the runtime does by default.
    case auto
    /// Steps of prompts alone come first, and decoding sequences wait.
    case prefillFirst
    /// Chunks of prompts join decode steps.
    case mixed
    /// Prompts join decode steps, whole as far as a pass has room for them.
    case inflight

    /// The name that is typed.
    public var name: String {
        switch self {
        case .auto: "auto"
        case .prefillFirst: "prefill-first"
        case .mixed: "mixed"
        case .inflight: "inflight"
        }
    }
}

/// How requests are given to the copies of a deployment.
public enum RequestRouting: Int, Choice {
    case leastLoaded, roundRobin, random

    /// The name that is typed.
    public var name: String {
        switch self {
        case .leastLoaded: "least-loaded"
        case .roundRobin: "round-robin"
        case .random: "random"
        }
    }
}

/// Whether the batch is split in two, so that one half computes while the other communicates.
public enum BatchOverlap: Int, Choice {
    case off, on, auto

    /// The name that is typed.
    public var name: String {
        switch self {
        case .off: "off"
        case .on: "on"
        case .auto: "auto"
        }
    }
}

/// What an automatic number of prefill workers is to be best in.
public enum PrefillWorkerGoal: Int, Choice {
    case tokensPerChip, totalTokens, firstToken

    /// The name that is typed, which is that of the metric.
    public var name: String {
        switch self {
        case .tokensPerChip: "tps_chip"
        case .totalTokens: "total_tps"
        case .firstToken: "ttft_ms"
        }
    }

    /// The goal of a ranking by a metric; nil for those that say nothing of prefill workers.
    public init?(ranking metric: Metric) {
        // Tokens/s of a request are those in all over the requests in flight.
        let name = metric.name == "tps_batch" ? "total_tps" : metric.name
        guard let goal = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = goal
    }
}
