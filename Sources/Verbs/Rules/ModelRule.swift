import CostModel
import Words

/// What the shapes of a model must agree on, although each is in its own range.
struct ModelRule: Sendable {
    /// The parameters that can break it.
    let parameters: [String]
    /// What is wrong with a model, in words; nil if nothing is.
    let problem: @Sendable (Model) -> String?

    /// The first rule that a model breaks, and how.
    static func broken(by model: Model) -> (rule: ModelRule, problem: String)? {
        for rule in all {
            if let problem = rule.problem(model) { return (rule, problem) }
        }
        return nil
    }

    private static let all: [ModelRule] = [
        ModelRule(parameters: ["full_layers", "window_layers", "mla_layers", "linear_layers", "ssm_layers"]) { m in
            m.mixerLayers > 0 ? nil : ModelWords.noMixer
        },
        ModelRule(parameters: ["top_k", "experts", "moe_layers"]) { m in
            m.moeLayers > 0 ? exceeds("top_k", m.expertsPerToken, "experts", m.experts) : nil
        },
        ModelRule(parameters: ["top_k", "experts", "expert_intermediate", "moe_layers"]) { m in
            guard m.moeLayers > 0 else { return nil }
            return zero([
                ("experts", m.experts), ("top_k", m.expertsPerToken), ("expert_intermediate", m.expertIntermediate),
            ])
        },
        ModelRule(parameters: ["route_limit", "route_groups"]) { m in
            m.moeLayers > 0 ? exceeds("route_limit", m.routeGroupLimit, "route_groups", m.routeGroups) : nil
        },
        ModelRule(parameters: ["route_groups", "experts"]) { m in
            m.moeLayers > 0 ? remains("experts", m.experts, "route_groups", m.routeGroups) : nil
        },
        ModelRule(parameters: ["dense_intermediate", "dense_layers"]) { m in
            m.denseLayers > 0 ? zero([("dense_intermediate", m.denseIntermediate)]) : nil
        },
        ModelRule(parameters: ["kv_heads", "heads", "full_layers", "window_layers"]) { m in
            m.fullLayers + m.windowLayers > 0 ? remains("heads", m.heads, "kv_heads", m.kvHeads) : nil
        },
        ModelRule(parameters: ["window", "window_layers"]) { m in
            m.windowLayers > 0 ? zero([("window", m.window)]) : nil
        },
        ModelRule(parameters: ["kv_lora", "v_head", "mla_layers"]) { m in
            m.mlaLayers > 0 ? zero([("kv_lora", m.keyValueLoRA), ("v_head", m.headValue)]) : nil
        },
        ModelRule(parameters: ["linear_k_heads", "linear_v_heads", "linear_k_dim", "linear_v_dim", "linear_layers"]) {
            m in
            guard m.linearLayers > 0 else { return nil }
            return zero([
                ("linear_k_heads", m.linearKeyHeads), ("linear_v_heads", m.linearValueHeads),
                ("linear_k_dim", m.linearKeyDim), ("linear_v_dim", m.linearValueDim),
            ])
        },
        ModelRule(parameters: ["ssm_heads", "ssm_head_dim", "ssm_state", "ssm_groups", "ssm_layers"]) { m in
            guard m.ssmLayers > 0 else { return nil }
            return zero([
                ("ssm_heads", m.ssmHeads), ("ssm_head_dim", m.ssmHeadDim), ("ssm_state", m.ssmState),
                ("ssm_groups", m.ssmGroups),
            ])
        },
    ]

    private static func exceeds(_ name: String, _ value: Double, _ limit: String, _ most: Double) -> String? {
        value <= most ? nil : ModelWords.exceeds(name, value, limit, most)
    }

    private static func remains(_ name: String, _ value: Double, _ divisor: String, _ part: Double) -> String? {
        value.truncatingRemainder(dividingBy: part) == 0
            ? nil : DivisibilityWords.notMultiple(name, value, of: divisor, part)
    }

    private static func zero(_ sizes: [(name: String, value: Double)]) -> String? {
        sizes.first { $0.value == 0 }.map { ModelWords.zero($0.name) }
    }
}
