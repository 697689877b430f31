import CostModel

/// What classes of kernels reach and take on a family of chips that is not what all its kernels do.
struct KernelClasses: Sendable {
    /// Of routed experts beside their products, seconds (`expert_start`).
    var expertStart: Sourced
    /// Share of `overlap` left in their products (`expert_overlap`).
    var expertOverlap: Sourced
    /// Share of `matrix_eff` that their products reach (`expert_eff`).
    var expertMatrix: Sourced
    /// Their rate under TensorRT-LLM over that under others (`trtllm_expert_rate`).
    var trtllmExpert: Sourced
    /// Share of `dram_util` that reading them reaches (`expert_util`).
    var expertMemory: Sourced
    /// Spread of their loads over the mean (`expert_spread`).
    var expertSpread: Sourced
    /// Share of the combine that hides the shared expert (`shared_overlap`).
    var shared: Sourced
    /// Of attention beside its launch, seconds (`attn_start`).
    var attentionStart: Sourced
    /// Tokens at which attention in prefill reaches half of its rate (`attn_ramp`).
    var attentionRamp: Sourced
    /// The code of the format whose peak attention runs at (`attn_rate`).
    var attentionRate: Sourced
    /// What a layer takes more under SGLang, seconds (`sglang_layer_time`).
    var sglangLayer: Sourced

    /// No class differs from the others.
    static func alike(_ reason: @autoclosure @escaping @Sendable () -> String) -> KernelClasses {
        func neutral(_ value: Double) -> Sourced { .assumed(value, reason()) }
        return KernelClasses(
            expertStart: neutral(0), expertOverlap: neutral(1), expertMatrix: neutral(1), trtllmExpert: neutral(1),
            expertMemory: neutral(1),
            expertSpread: neutral(0), shared: neutral(1), attentionStart: neutral(0), attentionRamp: neutral(0),
            attentionRate: neutral(AttentionRate.weights.code), sglangLayer: neutral(0))
    }

    /// Every figure under the name of its parameter.
    var figures: [(parameter: String, figure: Sourced)] {
        [
            ("expert_start", expertStart), ("expert_overlap", expertOverlap), ("expert_eff", expertMatrix),
            ("trtllm_expert_rate", trtllmExpert),
            ("expert_util", expertMemory), ("expert_spread", expertSpread), ("shared_overlap", shared),
            ("attn_start", attentionStart),
            ("attn_ramp", attentionRamp), ("attn_rate", attentionRate), ("sglang_layer_time", sglangLayer),
        ]
    }

    /// The same classes on another kind of chip.
    func taken(from owner: String) -> KernelClasses {
        KernelClasses(
            expertStart: expertStart.taken(from: owner), expertOverlap: expertOverlap.taken(from: owner),
            expertMatrix: expertMatrix.taken(from: owner), trtllmExpert: trtllmExpert.taken(from: owner),
            expertMemory: expertMemory.taken(from: owner),
            expertSpread: expertSpread.taken(from: owner), shared: shared.taken(from: owner),
            attentionStart: attentionStart.taken(from: owner),
            attentionRamp: attentionRamp.taken(from: owner),
            attentionRate: attentionRate.taken(from: owner),
            sglangLayer: sglangLayer.taken(from: owner))
    }
}
