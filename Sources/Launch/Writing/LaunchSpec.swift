/// A plan as a runtime has to be told it.
public struct LaunchSpec: Sendable {
    /// A server and how it is spread over chips.
    public struct Worker: Sendable, Equatable {
        /// The half of inference that it is for; nil for both.
        public var role: LaunchReading.Role?
        /// Chips in all.
        public var chips: Int
        /// Chips that share one attention layer.
        public var tensor: Int
        /// Attention replicas.
        public var data: Int
        /// Chips that share one expert.
        public var expertTensor: Int
        /// Stages of the pipeline.
        public var pipeline: Int
        /// Servers of this kind.
        public var count: Int

        /// Makes a worker.
        public init(
            role: LaunchReading.Role? = nil, chips: Int, tensor: Int, data: Int, expertTensor: Int, pipeline: Int,
            count: Int = 1
        ) {
            self.role = role
            self.chips = chips
            self.tensor = tensor
            self.data = data
            self.expertTensor = expertTensor
            self.pipeline = pipeline
            self.count = count
        }

        /// Chips of a stage.
        var stage: Int { max(1, chips / max(1, pipeline)) }
        /// Ranks that experts are spread over.
        public var experts: Int { max(1, stage / max(1, expertTensor)) }
        /// What files of it are called.
        var name: String { role?.rawValue ?? "serve" }
    }

    /// What requests come as in a benchmark.
    public enum Load: Sendable, Equatable {
        /// So many in flight.
        case concurrency(Int)
        /// So many in a second.
        case rate(Double)
    }

    /// The repository or folder of the model.
    public var model: String
    /// The servers: one, or one for prefill and one for decode.
    public var workers: [Worker]
    /// Copies of all of them.
    public var replicas = 1
    /// Routed experts of a layer; 0 of a dense model.
    public var experts = 0
    /// Tokens that an attention replica takes into a pass; nil where that is left to the runtime.
    public var chunk: Int?
    /// Most sequences of an attention replica; nil where that is left to the runtime.
    public var maxRunning: Int?
    /// Share of all DRAM that the server may use, and share of what weights leave.
    public var memory: (ofAll: Double, ofRest: Double)
    /// The format of the KV cache, where it is not that of the checkpoint.
    public var cache: String?
    /// Tokens that are drafted in front of each step.
    public var drafts = 0
    /// Whether the model has layers that draft.
    public var hasDrafter = false
    /// Experts that are held twice.
    public var redundant = 0
    /// Whether the batch is split in two.
    public var isOverlapped = false
    /// Whether chunks of prompts are to join decode steps, and whether steps of prompts are to come first; nil for what the
    /// runtime does.
    public var mixesPrompts: Bool?
    /// Groups that share the tokens of a prompt.
    public var sequence = 1
    /// Tokens of a prompt and of an answer.
    public var input: Int, output: Int
    /// Spread of the lengths, as deviation over mean.
    public var spread = 0.0
    /// What the plan serves.
    public var load: Load
    /// Chips of a node.
    public var nodeChips: Int
    /// Whose chips they are, for those who ask Kubernetes for them.
    public var accelerator = Accelerator.nvidia

    /// Makers whose device plugins name a resource (llm-d-modelservice, values.yaml: accelerator.resources).
    public enum Accelerator: String, Sendable {
        case nvidia, amd, google
        case gaudi = "intel-gaudi"

        /// The resource that a container asks for.
        var resource: String {
            switch self {
            case .nvidia: "nvidia.com/gpu"
            case .amd: "amd.com/gpu"
            case .google: "google.com/tpu"
            case .gaudi: "habana.ai/gaudi"
            }
        }
    }

    /// Makes a plan of its main sizes.
    public init(
        model: String, workers: [Worker], memory: (ofAll: Double, ofRest: Double), input: Int, output: Int, load: Load,
        nodeChips: Int
    ) {
        self.model = model
        self.workers = workers
        self.memory = memory
        (self.input, self.output) = (input, output)
        self.load = load
        self.nodeChips = nodeChips
    }

    /// Whether the model has experts.
    public var isSparse: Bool { experts > 0 }
    /// Whether prefill and decode have servers of their own.
    public var isApart: Bool { workers.count > 1 }
    /// Nodes of a server.
    public func nodes(_ worker: Worker) -> Int { (worker.chips + nodeChips - 1) / max(1, nodeChips) }
    /// Chips of a server on one node.
    func local(_ worker: Worker) -> Int { min(worker.chips, nodeChips) }
}

/// A file to be written.
public struct LaunchFile: Sendable, Equatable {
    /// Its name within the folder.
    public let name: String
    /// Its text.
    public let text: String
}

/// What a plan has and the runtime does not.
public enum LaunchLack: Sendable, Equatable {
    /// Experts are shared by some chips of a stage, and the runtime has all or none.
    case partialExperts(chips: Int, stage: Int)
    /// Attention replicas of several chips.
    case partialReplicas(chips: Int, replicas: Int)
    case overlap
    case sequence(Int)
    /// What drafts is not part of the model.
    case drafter(Int)
    case redundant
    /// A format of the KV cache.
    case cache(String)
    /// Prompts that join decode steps, or do not.
    case schedule
    /// A pass has fewer tokens than sequences.
    case smallPass(tokens: Int, sequences: Int)
    /// An attention replica that spans nodes where there are several.
    case spanningReplicas(chips: Int)
    /// The plan was evaluated as another runtime schedules.
    case runtime(String)
    /// Several servers behind one name, of which the router sees one.
    case routing(Int)
    /// Several nodes of a server.
    case nodes(Int)
    case copies(Int)
}

/// An argument of a command.
struct LaunchArgument: Sendable, Equatable {
    let flag: String
    let value: String?

    init(_ flag: String, _ value: String? = nil) {
        self.flag = flag
        self.value = value
    }

    init(_ flag: String, _ value: Int) { self.init(flag, String(value)) }

    /// The argument as a shell reads it; variables within stay variables.
    var shell: String { value.map { flag + " " + Self.quoted($0) } ?? flag }

    /// The words as a manifest lists them.
    var words: [String] { [flag] + [value].compactMap(\.self) }

    /// The same where something else says the half of inference: recipes of Dynamo (06c8fbf1, vllm/disagg-b200-agentic) and
    /// llm-d (034b87dc, wide-ep-lws) let both ways open.
    var forBothWays: LaunchArgument {
        guard flag == "--kv-transfer-config", let value else { return self }
        let both = value.replacing("kv_producer", with: "kv_both").replacing("kv_consumer", with: "kv_both")
        return LaunchArgument(flag, both)
    }

    static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.allSatisfy { ($0.isASCII && ($0.isLetter || $0.isNumber)) || "-_./:=,@+%".contains($0) }
        if isPlain { return text }
        if text.hasPrefix("$") { return "\"\(text)\"" }
        return "'" + text.replacing("'", with: "'\\''") + "'"
    }
}

/// A command that starts a server on one node of it.
struct LaunchLine: Sendable {
    var environment: [(name: String, value: String)] = []
    /// The program and what stands before its arguments.
    var program: [String]
    var arguments: [LaunchArgument]

    /// The same for the first node, which vLLM takes for one of several front ends where a rank to start at is given
    /// (`data_parallel_hybrid_lb`, engine/arg_utils.py).
    var first: LaunchLine {
        var copy = self
        copy.arguments.removeAll { $0.flag == "--data-parallel-start-rank" }
        return copy
    }

    /// The lines of a shell script.
    var shell: String {
        let head =
            environment.map { $0.name + "=" + LaunchArgument.quoted($0.value) } + program.map(LaunchArgument.quoted)
        return ([head.joined(separator: " ")] + arguments.map(\.shell)).joined(separator: " \\\n    ")
    }
}
