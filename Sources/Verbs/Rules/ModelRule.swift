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

    private init(parameters: [String], problem: @escaping @Sendable (Model) -> String?) {
        self.parameters = parameters
        self.problem = problem
    }

    /// A rule that each part of each group of layers keeps by itself.
    private init(
        parameters: [String], ofParts problem: @escaping @Sendable (LayerPart, _ name: (String) -> String) -> String?
    ) {
        self.parameters = parameters
        self.problem = { model in
            for (number, group) in model.groups.enumerated() where group.layers > 0 {
                for part in group.parts {
                    let found = problem(part) { Parameter.name(of: $0, group: number, in: model) }
                    if let found { return found }
                }
            }
            return nil
        }
    }

    private static let all: [ModelRule] = [
        ModelRule(parameters: ["full_layers", "window_layers", "mla_layers", "linear_layers", "ssm_layers"]) { m in
            m.mixerLayers > 0 ? nil : ModelWords.noMixer
        },
        ModelRule(
            parameters: ["top_k", "experts", "moe_layers"],
            ofParts: { part, name in
                guard case .mixture(let m) = part else { return nil }
                return exceeds("top_k", m.perToken, "experts", m.experts, name)
            }),
        ModelRule(
            parameters: ["top_k", "experts", "expert_intermediate", "moe_layers"],
            ofParts: { part, name in
                guard case .mixture(let m) = part else { return nil }
                return zero(
                    [("experts", m.experts), ("top_k", m.perToken), ("expert_intermediate", m.intermediate)], name)
            }),
        ModelRule(
            parameters: ["route_limit", "route_groups"],
            ofParts: { part, name in
                guard case .mixture(let m) = part else { return nil }
                return exceeds("route_limit", m.routeGroupLimit, "route_groups", m.routeGroups, name)
            }),
        ModelRule(
            parameters: ["route_groups", "experts"],
            ofParts: { part, name in
                guard case .mixture(let m) = part else { return nil }
                return remains("experts", m.experts, "route_groups", m.routeGroups, name)
            }),
        ModelRule(
            parameters: ["dense_intermediate", "dense_layers"],
            ofParts: { part, name in
                guard case .dense(let block) = part else { return nil }
                return zero([("dense_intermediate", block.intermediate)], name)
            }),
        ModelRule(
            parameters: ["kv_heads", "heads", "full_layers", "window_layers"],
            ofParts: { part, name in
                guard case .attention(let a) = part else { return nil }
                return remains("heads", a.heads, "kv_heads", a.kvHeads, name)
            }),
        ModelRule(
            parameters: ["kv_lora", "v_head", "mla_layers"],
            ofParts: { part, name in
                guard case .latent(let a) = part else { return nil }
                return zero([("kv_lora", a.keyValueLoRA), ("v_head", a.headValue)], name)
            }),
        ModelRule(
            parameters: ["linear_k_heads", "linear_v_heads", "linear_k_dim", "linear_v_dim", "linear_layers"],
            ofParts: { part, name in
                guard case .delta(let d) = part else { return nil }
                return zero(
                    [
                        ("linear_k_heads", d.keyHeads), ("linear_v_heads", d.valueHeads), ("linear_k_dim", d.keyDim),
                        ("linear_v_dim", d.valueDim),
                    ], name)
            }),
        ModelRule(
            parameters: ["ssm_heads", "ssm_head_dim", "ssm_state", "ssm_groups", "ssm_layers"],
            ofParts: { part, name in
                guard case .stateSpace(let s) = part else { return nil }
                return zero(
                    [
                        ("ssm_heads", s.heads), ("ssm_head_dim", s.headDim), ("ssm_state", s.state),
                        ("ssm_groups", s.groups),
                    ], name)
            }),
    ]

    /// Says by names of shapes; names with their groups are made where there is something to say alone.
    private static func exceeds(
        _ size: String, _ value: Double, _ limit: String, _ most: Double, _ name: (String) -> String
    ) -> String? {
        value <= most ? nil : ModelWords.exceeds(name(size), value, name(limit), most)
    }

    private static func remains(
        _ size: String, _ value: Double, _ divisor: String, _ part: Double, _ name: (String) -> String
    ) -> String? {
        value.truncatingRemainder(dividingBy: part) == 0
            ? nil : DivisibilityWords.notMultiple(name(size), value, of: name(divisor), part)
    }

    private static func zero(_ sizes: [(name: String, value: Double)], _ name: (String) -> String) -> String? {
        sizes.first { $0.value == 0 }.map { ModelWords.zero(name($0.name)) }
    }
}
