/// What a command line or a file says of a deployment.
public struct LaunchReading: Sendable {
    /// Which half of inference a server is for.
    public enum Role: String, Sendable { case prefill, decode }

    /// What a memory fraction is a share of.
    public enum MemoryShare: Sendable, Equatable {
        /// Of all DRAM: weights, activations and cache together.
        case ofAll(Double)
        /// Of what weights leave: the cache alone.
        case ofRest(Double)
    }

    /// A flag, and what it means.
    public struct Stated: Sendable, Equatable {
        /// The flag with its value.
        public let setting: FlagSetting
        /// What it means.
        public let concept: Concept
    }

    /// The runtime.
    public let runtime: LaunchRuntime
    /// Its version, where the text states one.
    public var version: String?
    /// Names of the model: the path or repository, and the name that it is served under.
    public internal(set) var modelNames: [String] = []

    /// Chips of a copy of the server.
    public internal(set) var chips = 1
    /// Chips that share one attention layer.
    public internal(set) var tensor = 1
    /// Attention replicas.
    public internal(set) var data = 1
    /// Ranks that experts are spread over, and chips that share one of them.
    public internal(set) var experts = 1
    /// Chips that share one expert.
    public internal(set) var expertTensor = 1
    /// Stages of the pipeline.
    public internal(set) var pipeline = 1
    /// Copies of the server.
    public internal(set) var replicas = 1
    /// Chips of this process, where it is one of several; nil where it holds all.
    public internal(set) var ownChips: Int?

    /// Tokens that an attention replica takes into a pass; nil where that is left to the runtime.
    public internal(set) var chunk: Int?
    /// Most sequences of an attention replica; nil where that is left to the runtime.
    public internal(set) var maxRunning: Int?
    /// Memory that the server may use.
    public internal(set) var memory: MemoryShare?
    /// The KV cache's format as the runtime calls it; nil for that of the checkpoint.
    public internal(set) var cache: String?
    /// The format of weights as the runtime calls it; nil for that of the checkpoint.
    public internal(set) var weights: String?
    /// Tokens that are drafted in front of each step.
    public internal(set) var drafts: Int?
    /// Experts that are held twice, or all places for experts.
    public internal(set) var redundant: Int?
    /// Places for experts in all, copies included.
    public internal(set) var slots: Int?
    /// Whether the batch is split in two.
    public internal(set) var isOverlapped: Bool?
    /// Whether chunks of prompts join decode steps, where the runtime does not do so by itself.
    public internal(set) var isMixed = false
    /// The half of inference that it is for; nil for both.
    public var role: Role?

    /// Flags that a parameter takes, and those that matter without one, in the order of the text.
    public internal(set) var stated: [Stated] = []
    /// Flags without a part in the figures.
    public internal(set) var others = 0
    /// Flags that the version of the table does not have.
    public internal(set) var unknown: [String] = []
    /// Variables whose values are not known and that may stand for flags.
    public internal(set) var loose: [String] = []
    /// Files that are named and not there.
    public internal(set) var missing: [String] = []
    /// The name of the accelerator, where a manifest asks for one.
    public var chipName: String?
    /// The characters of the text that are the command; nil where it stands in a manifest.
    public internal(set) var span: Range<Int>?

    init(_ runtime: LaunchRuntime) { self.runtime = runtime }

    /// Whether another is the same server on other nodes: what starts it may differ there.
    public func isLike(_ other: LaunchReading) -> Bool {
        runtime.name == other.runtime.name && role == other.role && modelNames.first == other.modelNames.first
            && [chips, tensor, data, experts, pipeline, replicas]
                == [other.chips, other.tensor, other.data, other.experts, other.pipeline, other.replicas]
    }

    /// Flags that a parameter takes.
    public var taken: [Stated] { stated.filter { $0.concept.isTaken && $0.setting.open.isEmpty } }
    /// Flags whose values depend on something outside of the text.
    public var open: [Stated] { stated.filter { $0.concept.isTaken && !$0.setting.open.isEmpty } }
    /// Flags that matter and have no parameter.
    public var noted: [Stated] { stated.filter { !$0.concept.isTaken && $0.concept != .file } }
}
