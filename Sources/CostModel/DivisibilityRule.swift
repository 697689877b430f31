/// A rule that a deployment must keep so that work divides evenly.
public enum DivisibilityRule: Sendable, CaseIterable {
    /// Chips form whole groups of tensor, sequence and pipeline parallelism.
    case chipsByParallelism
    /// Chips form whole groups that share an expert.
    case chipsByExpertParallelism
    /// Each chip of a tensor-parallel group has the same number of heads.
    case headsByTP
    /// Each expert-parallel rank has the same number of experts.
    case expertsByEP
    /// An expert's width is cut evenly.
    case expertWidthByMoETP
    /// Each pipeline stage has a layer.
    case layersByPP
    /// Only a prompt has tokens to share between groups.
    case sequenceParallelDecode
    /// A prefill has tokens that are not cached yet.
    case prefixWithinInput
    /// Requests that are served have an answer.
    case outputInServing
    /// Chips of a prefill worker form whole groups of tensor and pipeline parallelism.
    case prefillChipsByParallelism
    /// Each chip of a prefill worker's tensor-parallel group has the same number of heads.
    case headsByPrefillTP
    /// Each pipeline stage of a prefill worker has a layer.
    case layersByPrefillPP
    /// Chips of a prefill worker form whole groups that share an expert.
    case prefillChipsByExpertParallelism
    /// Each expert-parallel rank of a prefill worker has the same number of experts.
    case expertsByPrefillEP
    /// An expert's width is cut evenly in a prefill worker.
    case expertWidthByPrefillMoETP

    /// The name of the value that must be a multiple, and of the one it must be a multiple of.
    public var names: (dividend: String, divisor: String) {
        switch self {
        case .chipsByParallelism: ("chips", "tp * sp * pp")
        case .chipsByExpertParallelism: ("chips", "moe_tp * pp")
        case .headsByTP: ("heads", "tp")
        case .expertsByEP: ("experts", "ep")
        case .expertWidthByMoETP: ("expert_intermediate", "moe_tp")
        case .layersByPP: ("layers", "pp")
        case .sequenceParallelDecode: ("1", "sp")
        case .prefixWithinInput: ("input", "prefix")
        case .outputInServing: ("output", "1")
        case .prefillChipsByParallelism: ("prefill_chips", "prefill_tp * prefill_pp")
        case .headsByPrefillTP: ("heads", "prefill_tp")
        case .layersByPrefillPP: ("layers", "prefill_pp")
        case .prefillChipsByExpertParallelism: ("prefill_chips", "prefill_moe_tp * prefill_pp")
        case .expertsByPrefillEP: ("experts", "prefill_chips / (prefill_moe_tp * prefill_pp)")
        case .expertWidthByPrefillMoETP: ("expert_intermediate", "prefill_moe_tp")
        }
    }

    /// The parameters of a deployment that it depends on.
    public var parameters: [String] {
        switch self {
        case .chipsByParallelism: ["chips", "tp", "sp", "pp"]
        case .chipsByExpertParallelism: ["chips", "moe_tp", "pp"]
        case .headsByTP: ["tp"]
        case .expertsByEP: ["chips", "moe_tp", "pp", "redundant"]
        case .expertWidthByMoETP: ["moe_tp"]
        case .layersByPP: ["pp"]
        case .sequenceParallelDecode: ["sp"]
        case .prefixWithinInput: ["input", "prefix"]
        case .outputInServing: ["output", "serving"]
        case .prefillChipsByParallelism: ["prefill_chips", "prefill_tp", "prefill_pp", "chips", "tp", "pp", "serving"]
        case .headsByPrefillTP: ["prefill_tp", "tp", "serving"]
        case .layersByPrefillPP: ["prefill_pp", "pp", "serving"]
        case .prefillChipsByExpertParallelism:
            ["prefill_chips", "prefill_moe_tp", "prefill_pp", "chips", "moe_tp", "pp", "serving"]
        case .expertsByPrefillEP:
            ["prefill_chips", "prefill_moe_tp", "prefill_pp", "chips", "moe_tp", "pp", "redundant", "serving"]
        case .expertWidthByPrefillMoETP: ["prefill_moe_tp", "moe_tp", "serving"]
        }
    }

    /// The two values in a scenario.
    public func values(in scenario: Scenario) -> (dividend: Double, divisor: Double) {
        let d = scenario.deployment
        let p = scenario.prefillWorker.deployment
        return switch self {
        case .chipsByParallelism: (d.chips, d.tp * d.sp * d.pp)
        case .chipsByExpertParallelism: (d.chips, d.moeTP * d.pp)
        case .headsByTP: (scenario.model.heads, d.tp)
        case .expertsByEP: (scenario.model.experts + d.redundantExperts, d.ep)
        case .expertWidthByMoETP: (scenario.model.expertIntermediate, d.moeTP)
        case .layersByPP: (scenario.model.mixerLayers, d.pp)
        case .sequenceParallelDecode: (1, d.sp)
        case .prefixWithinInput: (scenario.workload.input, scenario.workload.prefix)
        case .outputInServing: (scenario.workload.output, 1)
        case .prefillChipsByParallelism: (p.chips, p.tp * p.pp)
        case .headsByPrefillTP: (scenario.model.heads, p.tp)
        case .layersByPrefillPP: (scenario.model.mixerLayers, p.pp)
        case .prefillChipsByExpertParallelism: (p.chips, p.moeTP * p.pp)
        case .expertsByPrefillEP: (scenario.model.experts + p.redundantExperts, p.ep)
        case .expertWidthByPrefillMoETP: (scenario.model.expertIntermediate, p.moeTP)
        }
    }
}
