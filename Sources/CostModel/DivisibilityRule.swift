import Lanes

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

    /// The pairs of values in a scenario: one, or one for each kind of layer that has it.
    func pairs<V: Lane>(in scenario: Engine<V>.Scenario) -> [(dividend: V, divisor: V)] {
        let (d, model) = (scenario.deployment, scenario.model)
        let p = scenario.prefillWorker.deployment
        func heads(_ tp: V) -> [(dividend: V, divisor: V)] {
            let heads = model.parts().compactMap { $0.splitHeads }
            return (heads.isEmpty ? [1] : heads).map { ($0, tp) }
        }
        func mixtures(_ figure: (Engine<V>.Mixture) -> (V, V)) -> [(dividend: V, divisor: V)] {
            model.parts().compactMap(Engine<V>.Mixture.of).map(figure)
        }
        return switch self {
        case .chipsByParallelism: [(d.chips, d.tp * d.sp * d.pp)]
        case .chipsByExpertParallelism: [(d.chips, d.moeTP * d.pp)]
        case .headsByTP: heads(d.tp)
        case .expertsByEP: mixtures { ($0.experts + d.redundantExperts, d.ep) }
        case .expertWidthByMoETP: mixtures { ($0.intermediate, d.moeTP) }
        case .layersByPP: [(model.mixerLayers, d.pp)]
        case .sequenceParallelDecode: [(1, d.sp)]
        case .prefixWithinInput: [(scenario.workload.input, scenario.workload.prefix)]
        case .outputInServing: [(scenario.workload.output, 1)]
        case .prefillChipsByParallelism: [(p.chips, p.tp * p.pp)]
        case .headsByPrefillTP: heads(p.tp)
        case .layersByPrefillPP: [(model.mixerLayers, p.pp)]
        case .prefillChipsByExpertParallelism: [(p.chips, p.moeTP * p.pp)]
        case .expertsByPrefillEP: mixtures { ($0.experts + p.redundantExperts, p.ep) }
        case .expertWidthByPrefillMoETP: mixtures { ($0.intermediate, p.moeTP) }
        }
    }

    /// The two values in a scenario: those that break the rule, if any do.
    public func values(in scenario: Scenario) -> (dividend: Double, divisor: Double) {
        let pairs = pairs(in: scenario)
        let broken = pairs.first { keeps($0.dividend, $0.divisor) == 0 }
        return broken ?? pairs.first ?? (0, 1)
    }

    /// The number of the first group of layers that breaks the rule, of a rule that each keeps by itself; else nil.
    public func group(in scenario: Scenario) -> Int? {
        let groups = scenario.model.groups
        return groups.indices.first { number in
            var one = scenario
            one.model.groups = [groups[number]]
            let isMeant =
                switch self {
                case .headsByTP, .headsByPrefillTP: groups[number].parts.contains { $0.splitHeads != nil }
                case .expertsByEP, .expertWidthByMoETP, .expertsByPrefillEP, .expertWidthByPrefillMoETP: true
                default: false
                }
            return isMeant && pairs(in: one).contains { keeps($0.dividend, $0.divisor) == 0 }
        }
    }

    /// 1 where two values keep the rule, else 0.
    fileprivate func keeps<V: Lane>(_ dividend: V, _ divisor: V) -> V {
        switch self {
        case .layersByPP, .layersByPrefillPP, .sequenceParallelDecode, .outputInServing:
            return V.choose(dividend, below: divisor, 0, 1)
        case .prefixWithinInput:
            return V.choose(dividend - divisor, below: 1, 0, 1)
        default:
            let quotient = dividend / divisor
            return V.choose(quotient, below: 1, 0, V.choose(quotient, below: quotient.ceiling, 0, 1))
        }
    }
}

extension DivisibilityRule {
    /// What a decode worker, or the one phase evaluated, must keep, in the order in which a broken rule is named.
    fileprivate static let ofPhase: [DivisibilityRule] = [
        .chipsByParallelism, .sequenceParallelDecode, .prefixWithinInput, .headsByTP, .layersByPP,
        .chipsByExpertParallelism, .expertsByEP, .expertWidthByMoETP,
    ]
    /// What only serving both phases brings.
    fileprivate static let ofServing: [DivisibilityRule] = [
        .outputInServing, .prefixWithinInput, .prefillChipsByParallelism, .headsByPrefillTP, .layersByPrefillPP,
        .prefillChipsByExpertParallelism, .expertsByPrefillEP, .expertWidthByPrefillMoETP,
    ]
}

extension Engine.Scenario {
    /// 1 where work divides evenly, else 0.
    var divides: V { rules.reduce(1) { $0 * keeps($1) } }

    /// The rules that matter to the phase and the model.
    private var rules: [DivisibilityRule] {
        let of =
            workload.serving == .static
            ? DivisibilityRule.ofPhase : DivisibilityRule.ofPhase + DivisibilityRule.ofServing
        return of.filter(matters)
    }

    private func matters(_ rule: DivisibilityRule) -> Bool {
        switch rule {
        case .chipsByParallelism, .headsByTP, .layersByPP, .outputInServing: true
        case .sequenceParallelDecode: workload.phase == .decode
        case .prefixWithinInput: workload.phase == .prefill || workload.serving != .static
        case .chipsByExpertParallelism, .expertsByEP, .expertWidthByMoETP: model.mixture != nil
        case .prefillChipsByParallelism, .headsByPrefillTP, .layersByPrefillPP: workload.serving == .disagg
        case .prefillChipsByExpertParallelism, .expertsByPrefillEP, .expertWidthByPrefillMoETP:
            workload.serving == .disagg && model.mixture != nil
        }
    }

    /// 1 where a rule is kept, else 0.
    private func keeps(_ rule: DivisibilityRule) -> V {
        rule.pairs(in: self).reduce(1) { $0 * rule.keeps($1.dividend, $1.divisor) }
    }
}

extension Engine<Double>.Scenario {
    /// The first rule of divisibility that the deployment breaks, or nil.
    ///
    /// A rule names two values: the `dividend` must be a multiple of the `divisor`.
    public var brokenRule: DivisibilityRule? {
        if let rule = DivisibilityRule.ofPhase.first(where: { matters($0) && keeps($0) == 0 }) { return rule }
        guard workload.serving != .static else { return nil }
        return DivisibilityRule.ofServing.first { matters($0) && keeps($0) == 0 }
    }
}
