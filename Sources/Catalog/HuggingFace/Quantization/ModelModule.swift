import CostModel

/// Matrices of a model under the names that checkpoints give them: what a pattern of a configuration can cover.
struct ModelModule {
    /// The names of one module, which depend on the architecture and on who fused what.
    struct Names {
        /// Every name, from `layers.` on.
        let all: [String]
        /// The same for the first layer and the first expert.
        let alike: [String]
    }

    /// Whose format it has.
    enum Role { case attention, ffn, experts }

    /// Names behind the number of the layer; `#` stands for the number of an expert.
    var names: [String]
    /// Inputs of a matrix.
    let inputs: Double
    /// Outputs of a matrix.
    let outputs: Double
    /// Matrices in a layer; those of all experts.
    var count = 1.0
    /// Whose format it has.
    let role: Role
    /// Whether checkpoints leave it in 16 bits where nothing names it.
    var isKept = false

    /// Weights of all its matrices in one layer.
    var weights: Double { count * inputs * outputs }

    /// Its names in a layer, of one expert or of any.
    func names(layer: Int, expert: Int = 0) -> Names {
        func full(_ layer: Int, _ expert: Int) -> [String] {
            names.map { name in
                let name = "layers.\(layer).\(name)"
                return role == .experts ? name.split(separator: "#").joined(separator: "\(expert)") : name
            }
        }
        return Names(all: full(layer, expert), alike: full(0, 0))
    }

    /// The output head.
    static let head = Names(all: ["lm_head", "head", "output"], alike: ["lm_head", "head", "output"])

    /// The embedding table.
    static let table = Names(all: tables, alike: tables)
    private static let tables = ["embed_tokens", "word_embeddings", "wte", "tok_embeddings", "embeddings"]

    /// A module that no model has, which only a pattern for all of them covers.
    static let noName = Names(all: ["-"], alike: ["-"])

    /// Every way to write a name in some container.
    private static func each(_ containers: [String], _ names: [String]) -> [String] {
        containers.flatMap { container in names.map { "\(container).\($0)" } }
    }
}

extension ModelModule {
    /// The matrices of a part of a layer.
    ///
    /// Routers, the weights of an index's heads and the mixing of streams are not among them: every checkpoint keeps them in
    /// 16 bits or more, and the engine counts them with the rest of their part.
    static func all(of part: LayerPart, _ model: Model) -> [ModelModule] {
        switch part {
        case .attention(let part): attention(part, model)
        case .latent(let part): latent(part, model)
        case .compressed(let part): compressed(part, model)
        case .delta(let part): delta(part, model)
        case .stateSpace(let part): stateSpace(part, model)
        case .recurrence(let part): recurrence(part, model)
        case .dense(let part): dense(part, model)
        case .mixture(let part): mixture(part, model)
        case .matrices(let part):
            [
                ModelModule(
                    names: ["linear"], inputs: part.depth, outputs: part.columns, count: part.count, role: .attention)
            ]
        case .streams, .lookup: []
        }
    }

    private static func mixer(
        _ containers: [String], _ names: [String], _ inputs: Double, _ outputs: Double, count: Double = 1,
        isKept: Bool = false
    ) -> ModelModule {
        ModelModule(
            names: each(containers, names), inputs: inputs, outputs: outputs, count: count, role: .attention,
            isKept: isKept)
    }

    private static let attentions = ["self_attn", "attn", "attention", "mixer"]
    private static let fused = ["qkv_proj", "query_key_value", "Wqkv", "c_attn"]

    private static func attention(_ part: Engine<Double>.Attention, _ model: Model) -> [ModelModule] {
        let (input, output) = (part.input > 0 ? part.input : model.hidden, part.output > 0 ? part.output : model.hidden)
        var modules = [
            mixer(
                attentions, ["q_proj", "wq"] + fused, input, part.heads * (part.headDim / part.chosen + part.gate),
                count: part.choices),
            mixer(
                attentions, ["o_proj", "wo", "out_proj", "dense", "c_proj"], part.heads * part.value / part.chosen,
                output, count: part.choices),
        ]
        if part.source != .shared {
            modules.append(mixer(attentions, ["k_proj", "wk"] + fused, input, part.kvHeads * part.headDim))
            if part.source != .key {
                modules.append(mixer(attentions, ["v_proj", "wv"] + fused, input, part.kvHeads * part.value))
            }
        }
        if part.indexHeads > 0 {
            modules += [
                mixer(attentions, ["index_q_proj", "indexer.q_proj"], input, part.indexHeads * part.indexDim),
                mixer(attentions, ["index_k_proj", "indexer.k_proj"], input, part.indexKeys * part.indexDim),
            ]
        }
        return modules
    }

    private static func latent(_ part: Engine<Double>.Latent, _ model: Model) -> [ModelModule] {
        let hidden = model.hidden
        let rank = part.queryLoRA
        let queryInput = part.queryInput > 0 ? part.queryInput : rank > 0 ? rank : hidden
        let down = ["fused_qkv_a_proj_with_mqa", "fused_qkv_a_proj"]
        var modules = [
            mixer(
                attentions, rank > 0 ? ["q_b_proj", "wq_b"] : ["q_proj", "wq"], queryInput,
                part.heads * (part.headNope + part.headRope + part.queryExtra)),
            mixer(
                attentions, ["kv_a_proj_with_mqa", "wkv_a"] + down, hidden, part.keyValueLoRA + part.headRope),
            mixer(
                attentions, ["kv_b_proj", "wkv_b"], part.keyValueLoRA, part.heads * (part.headNope + part.headValue)),
            mixer(attentions, ["o_proj", "wo"], part.heads * part.headValue, hidden),
        ]
        if rank > 0 { modules.append(mixer(attentions, ["q_a_proj", "wq_a"] + down, hidden, rank)) }
        if part.gate > 0 { modules.append(mixer(attentions, ["g_proj", "gate_proj"], hidden, part.heads * part.gate)) }
        if part.indexTopK > 0, part.ownsIndex == .yes {
            modules += [
                mixer(attentions, ["indexer.wq_b"], rank > 0 ? rank : hidden, part.indexHeads * part.indexDim),
                mixer(attentions, ["indexer.wk"], hidden, part.indexDim),
            ]
        }
        return modules
    }

    private static func compressed(_ part: Engine<Double>.Compressed, _ model: Model) -> [ModelModule] {
        let hidden = model.hidden
        let rows = part.heads * part.headDim
        var modules = [
            mixer(attentions, ["wq_a", "q_a_proj"], hidden, part.queryLoRA),
            mixer(attentions, ["wq_b", "q_b_proj"], part.queryLoRA, rows),
            mixer(attentions, ["wkv", "kv_proj"], hidden, part.headDim),
            mixer(attentions, ["wo_a", "o_a_proj"], rows / part.outputGroups, part.outputGroups * part.outputLoRA),
            mixer(attentions, ["wo_b", "o_b_proj"], part.outputGroups * part.outputLoRA, hidden),
        ]
        if part.ratio > 0 {
            modules.append(
                mixer(
                    attentions, ["compressor.wkv", "compressor.wgate", "compressor.kv_proj", "compressor.gate_proj"],
                    hidden, part.overlap * part.headDim, count: 2, isKept: true))
        }
        if part.indexHeads > 0 {
            modules += [
                mixer(
                    attentions, ["indexer.wq_b", "indexer.q_b_proj"], part.queryLoRA, part.indexHeads * part.indexDim),
                mixer(
                    attentions, ["indexer.compressor.wkv", "indexer.compressor.wgate"], hidden,
                    part.overlap * part.indexDim, count: 2, isKept: true),
            ]
        }
        return modules
    }

    private static let recurrents = ["linear_attn", "self_attn", "attn", "attention", "mixer"]

    private static func delta(_ part: Engine<Double>.Delta, _ model: Model) -> [ModelModule] {
        let (hidden, key, value) = (
            model.hidden, part.keyHeads * part.keyDim, part.valueHeads * part.valueDim
        )
        let fused = ["in_proj_qkv", "in_proj_qkvz", "qkv_proj", "query_key_value", "in_proj"]
        var modules = [
            mixer(recurrents, ["q_proj", "k_proj"] + fused, hidden, 2 * key),
            mixer(recurrents, ["v_proj"] + fused, hidden, value),
            mixer(recurrents, ["out_proj", "o_proj", "dense"], value, hidden),
        ]
        let gates = ["in_proj_z", "in_proj_qkvz", "g_proj", "output_gate"]
        if part.gate == .full { modules.append(mixer(recurrents, gates, hidden, value)) }
        if part.gate == .lowRank {
            modules.append(mixer(recurrents, ["g_a_proj"], hidden, part.gateRank))
            modules.append(mixer(recurrents, ["g_b_proj"], part.gateRank, value))
        }
        if part.decay == .lowRank {
            modules.append(mixer(recurrents, ["f_a_proj"], hidden, part.decayRank))
            modules.append(mixer(recurrents, ["f_b_proj"], part.decayRank, key))
        }
        return modules
    }

    private static func stateSpace(_ part: Engine<Double>.StateSpace, _ model: Model) -> [ModelModule] {
        let inner = part.heads * part.headDim
        let containers = ["mixer", "mamba", "mamba_mixer"]
        let columns = part.stepRank > 0 ? 2 * inner : 2 * inner + 2 * part.groups * part.state + part.heads
        return [
            mixer(containers, ["in_proj"], model.hidden, columns),
            mixer(containers, ["out_proj"], inner, model.hidden),
        ]
    }

    private static func recurrence(_ part: Engine<Double>.Recurrence, _ model: Model) -> [ModelModule] {
        let containers = ["conv", "temporal_block", "attention", "mixer"]
        return [
            mixer(containers, ["in_proj", "linear_x", "linear_y"], model.hidden, part.inputs * part.width),
            mixer(containers, ["out_proj", "linear_out"], part.width, model.hidden),
        ]
    }
}

extension ModelModule {
    private static let downs = ["down_proj", "w2"]

    private static func dense(_ part: Engine<Double>.Dense, _ model: Model) -> [ModelModule] {
        let containers = ["mlp", "feed_forward", "ffn", "mixer", "residual_mlp"]
        return block(
            containers, hidden: model.hidden, width: part.intermediate, matrices: part.matrices, role: .ffn)
    }

    private static func mixture(_ part: Engine<Double>.Mixture, _ model: Model) -> [ModelModule] {
        let containers = ["mlp", "block_sparse_moe", "feed_forward", "ffn", "mixer", "moe"]
        let width = part.latent > 0 ? part.latent : model.hidden
        var modules = block(
            containers.map { "\($0).experts.#" }, hidden: width, width: part.intermediate, matrices: part.matrices,
            copies: part.experts, role: .experts)
        // Some hold all experts in one tensor, right below `experts`.
        modules = modules.map { module in
            let direct = module.names.map { $0.split(separator: "#.").joined() }
            return ModelModule(
                names: module.names + direct, inputs: module.inputs, outputs: module.outputs, count: module.count,
                role: .experts)
        }
        if part.shared > 0 {
            let shared = ["shared_experts", "shared_expert", "shared_mlp", "share_expert"]
            modules += block(
                each(containers, shared) + ["share_expert"], hidden: model.hidden, width: part.shared,
                matrices: part.matrices, role: .ffn)
        }
        if part.latent > 0 {
            modules += [("fc1_latent_proj", model.hidden, part.latent), ("fc2_latent_proj", part.latent, model.hidden)]
                .map { name, inputs, outputs in
                    ModelModule(names: each(containers, [name]), inputs: inputs, outputs: outputs, role: .ffn)
                }
        }
        return modules
    }

    /// The matrices of a feed-forward block, gate and up apart.
    private static func block(
        _ containers: [String], hidden: Double, width: Double, matrices: Double, copies: Double = 1, role: Role
    ) -> [ModelModule] {
        func module(_ names: [String], _ inputs: Double, _ outputs: Double) -> ModelModule {
            ModelModule(names: each(containers, names), inputs: inputs, outputs: outputs, count: copies, role: role)
        }
        let fused = ["gate_up_proj", "w13"]
        return (matrices > 2 ? [module(["gate_proj", "w1"] + fused, hidden, width)] : [])
            + [
                module((matrices > 2 ? ["up_proj", "w3"] : ["up_proj", "w1", "fc1", "c_fc"]) + fused, hidden, width),
                module(downs + (matrices > 2 ? [] : ["fc2", "c_proj"]), width, hidden),
            ]
    }
}
