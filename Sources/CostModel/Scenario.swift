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
    /// A rule names two parameters: the value of `dividend` must be a multiple of that of `divisor`.
    @inline(__always) public var brokenRule: DivisibilityRule? {
        let d = deployment
        if !divides(d.chips, d.tp) { return .chipsByTP }
        if !divides(d.chips, d.moeTP) { return .chipsByMoETP }
        if !divides(model.heads, d.tp) { return .headsByTP }
        if !divides(model.experts, d.ep) { return .expertsByEP }
        if !divides(model.expertIntermediate, d.moeTP) { return .expertWidthByMoETP }
        return nil
    }
}

/// A rule that a deployment must keep so that work divides evenly.
public enum DivisibilityRule: Sendable, CaseIterable {
    /// Chips form whole tensor-parallel groups.
    case chipsByTP
    /// Chips form whole groups that share an expert.
    case chipsByMoETP
    /// Each chip of a tensor-parallel group has the same number of heads.
    case headsByTP
    /// Each expert-parallel rank has the same number of experts.
    case expertsByEP
    /// An expert's width is cut evenly.
    case expertWidthByMoETP

    /// The name of the parameter (or derived value) that must be a multiple, and of the one it must be a multiple of.
    public var names: (dividend: String, divisor: String) {
        switch self {
        case .chipsByTP: ("chips", "tp")
        case .chipsByMoETP: ("chips", "moe_tp")
        case .headsByTP: ("heads", "tp")
        case .expertsByEP: ("experts", "ep")
        case .expertWidthByMoETP: ("expert_intermediate", "moe_tp")
        }
    }

    /// The two values in a scenario.
    public func values(in scenario: Scenario) -> (dividend: Double, divisor: Double) {
        let d = scenario.deployment
        return switch self {
        case .chipsByTP: (d.chips, d.tp)
        case .chipsByMoETP: (d.chips, d.moeTP)
        case .headsByTP: (scenario.model.heads, d.tp)
        case .expertsByEP: (scenario.model.experts, d.ep)
        case .expertWidthByMoETP: (scenario.model.expertIntermediate, d.moeTP)
        }
    }
}
