/// Everything the engine needs to evaluate one plan.
public struct Scenario: Sendable, Equatable {
    /// The accelerator and its links.
    public var chip: Chip
    /// The model's shapes and precision.
    public var model: Model
    /// The lengths of the sequences.
    public var workload: Workload
    /// The spread over chips.
    public var deployment: Deployment

    /// Puts the four parts together.
    public init(chip: Chip, model: Model, workload: Workload, deployment: Deployment) {
        self.chip = chip
        self.model = model
        self.workload = workload
        self.deployment = deployment
    }

    /// The first rule of divisibility that the deployment breaks, or nil.
    ///
    /// A rule names two values: the `dividend` must be a multiple of the `divisor`.
    @inline(__always) public var brokenRule: DivisibilityRule? {
        let d = deployment
        if !divides(d.chips, d.tp * d.sp * d.pp) { return .chipsByParallelism }
        if d.sp > 1, workload.phase == .decode { return .sequenceParallelDecode }
        if workload.phase == .prefill, workload.fresh < 1 { return .prefixWithinInput }
        if !divides(model.heads, d.tp) { return .headsByTP }
        if model.mixerLayers < d.pp { return .layersByPP }
        guard model.moeLayers > 0 else { return nil }
        if !divides(d.chips, d.moeTP * d.pp) { return .chipsByExpertParallelism }
        if !divides(model.experts + d.redundantExperts, d.ep) { return .expertsByEP }
        if !divides(model.expertIntermediate, d.moeTP) { return .expertWidthByMoETP }
        return nil
    }
}

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
        }
    }

    /// The two values in a scenario.
    public func values(in scenario: Scenario) -> (dividend: Double, divisor: Double) {
        let d = scenario.deployment
        return switch self {
        case .chipsByParallelism: (d.chips, d.tp * d.sp * d.pp)
        case .chipsByExpertParallelism: (d.chips, d.moeTP * d.pp)
        case .headsByTP: (scenario.model.heads, d.tp)
        case .expertsByEP: (scenario.model.experts + d.redundantExperts, d.ep)
        case .expertWidthByMoETP: (scenario.model.expertIntermediate, d.moeTP)
        case .layersByPP: (scenario.model.mixerLayers, d.pp)
        case .sequenceParallelDecode: (1, d.sp)
        case .prefixWithinInput: (scenario.workload.input, scenario.workload.prefix)
        }
    }
}
