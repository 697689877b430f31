/// What a flag of a runtime says, in terms that all runtimes share.
public enum Concept: String, Sendable, CaseIterable {
    // What Sextant has a parameter for.
    case model, servedName
    /// Chips that share an attention layer; of SGLang and TensorRT-LLM all chips of a stage.
    case tensor
    /// Attention replicas; of SGLang without attention parallelism copies of the server.
    case data
    /// Whether attention has replicas of its own.
    case attentionData
    /// Ranks that experts are spread over, or whether they are spread at all.
    case experts
    /// Chips that share one expert.
    case expertTensor
    case pipeline
    /// Tokens of a pass.
    case chunk, maxRunning, memory, cache, weights, drafts, redundant, slots, overlap, role, mixed
    /// How tokens travel to experts; some ways spread experts over all chips.
    case exchange

    // What a process is of the whole.
    case localData, rank, nodes

    // What matters and has no name here.
    case contextParallel, cacheBytes, expertKernel, attentionKernel, denseKernel, draftMethod, draftTree
    case maxLength, page, prefixCache, offload, graphs, eager, policy, capacity, balance, transfer, allReduce, lora
    case hostOverlap, decodeTokens, delay, chunking, lengthening, vision, weightTransfer

    // Where other settings stand.
    case file, override

    /// Whether a parameter takes it.
    public var isTaken: Bool {
        switch self {
        case .model, .servedName, .tensor, .data, .attentionData, .experts, .expertTensor, .pipeline, .chunk,
            .maxRunning,
            .memory, .cache, .weights, .drafts, .redundant, .slots, .overlap, .role, .mixed:
            true
        default: false
        }
    }
}
