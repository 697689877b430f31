/// The kinds of blocks of which a decode step is made, in the order they run.
public enum BlockKind: UInt8, Sendable, CaseIterable {
    case embedding, mmQKV, mla, attentionFC, denseMLP, moe, lmHead

    /// The name in tables.
    public var name: String {
        switch self {
        case .embedding: "Embedding"
        case .mmQKV: "MM_QKV"
        case .mla: "MLA"
        case .attentionFC: "Attention_FC"
        case .denseMLP: "Dense_MLP"
        case .moe: "MoE"
        case .lmHead: "LM_Head"
        }
    }
}

/// One block: what work a call is, how often a step runs it, and what weights it keeps on a chip.
protocol Block {
    static var kind: BlockKind { get }
    /// Calls in one step.
    static func calls(_ model: Model) -> Double
    /// Bytes of its weights on one chip, all calls together.
    static func weightBytes(_ s: Scenario, _ shape: StepShape) -> Double
    /// Records the operators of one call.
    static func record<Recorder: StepRecorder>(_ s: Scenario, _ shape: StepShape, into recorder: inout Recorder)
}

/// Receives the operators of a step; the compiler makes one copy of the engine for each recorder.
protocol StepRecorder {
    mutating func begin(_ block: BlockKind, calls: Double)
    mutating func record(_ name: OperatorName, _ cost: OperatorCost)
    mutating func record(weightBytes: Double)
}

/// Walks through a decode step.
enum Step {
    /// The registry of blocks: a new one is one file in Blocks/ and one line here.
    @inline(__always) static func record<Recorder: StepRecorder>(_ s: Scenario, into recorder: inout Recorder) {
        let shape = StepShape(s)
        run(Embedding.self, s, shape, &recorder)
        run(QueryKeyValue.self, s, shape, &recorder)
        run(LatentAttention.self, s, shape, &recorder)
        run(AttentionOutput.self, s, shape, &recorder)
        run(DenseMLP.self, s, shape, &recorder)
        run(MixtureOfExperts.self, s, shape, &recorder)
        run(Head.self, s, shape, &recorder)
    }

    @inline(__always) private static func run<B: Block, Recorder: StepRecorder>(
        _: B.Type, _ s: Scenario, _ shape: StepShape, _ recorder: inout Recorder
    ) {
        recorder.begin(B.kind, calls: B.calls(s.model))
        recorder.record(weightBytes: B.weightBytes(s, shape))
        B.record(s, shape, into: &recorder)
    }
}
