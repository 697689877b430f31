import Units

extension Parameter {
    static let model: [Parameter] = shapes + recurrent + feedForward + precision

    private static func width(
        _ name: String, _ path: WritableKeyPath<Engine<Double>.Inputs, Double> & Sendable, from least: Double = 0,
        aliases: [String] = [], _ summary: @autoclosure @escaping @Sendable () -> String
    ) -> Parameter {
        Parameter(.model, name, path, .count, least...1e8, whole: true, aliases: aliases, summary())
    }

    private static func shape(
        _ name: String, _ field: KeyPath<ModelFields, ModelField> & Sendable, from least: Double = 0,
        aliases: [String] = [], _ summary: @autoclosure @escaping @Sendable () -> String
    ) -> Parameter { shape(name, field, least...1e8, aliases: aliases, summary()) }

    private static func shape(
        _ name: String, _ field: KeyPath<ModelFields, ModelField> & Sendable, _ range: ClosedRange<Double>,
        whole: Bool = true, aliases: [String] = [], _ summary: @autoclosure @escaping @Sendable () -> String
    ) -> Parameter {
        Parameter(name, ModelFields()[keyPath: field], range, whole: whole, aliases: aliases, summary())
    }

    private static let shapes: [Parameter] = [
        width(
            "hidden", \.model.hidden, from: 1, aliases: ["隐藏层维度", "隐藏维度"],
            say(en: "Width of the residual stream.", zh: "隐藏层维度，即残差流的宽度。")),
        width(
            "vocab", \.model.vocabulary, from: 1, aliases: ["词表大小"],
            say(en: "Entries of the vocabulary.", zh: "词表大小。")),
        Parameter(
            .model, "tied_embedding", choice: \.model.tiedEmbedding, aliases: ["共享词嵌入"],
            say(en: "Whether the head shares the embedding table.", zh: "输出层是否与词嵌入共享权重。")),
        shape("layers", \.layers, aliases: ["层数"], say(en: "Layers of a group, all alike.", zh: "一组相同层的层数。")),
        shape("heads", \.heads, from: 1, aliases: ["注意力头数"], say(en: "Attention heads (queries).", zh: "注意力头数（查询）。")),
        shape(
            "full_layers", \.fullLayers, aliases: ["全局注意力层数"],
            say(en: "Layers of grouped-query attention over the whole context.", zh: "对全部上下文做分组查询注意力（GQA）的层数。")),
        shape(
            "window_layers", \.windowLayers, aliases: ["滑动窗口层数"],
            say(en: "Layers of grouped-query attention over a window.", zh: "对滑动窗口做分组查询注意力（GQA）的层数。")),
        shape("window", \.window, aliases: ["窗口长度"], say(en: "Tokens that a window holds.", zh: "窗口包含的 token 数。")),
        shape(
            "kv_heads", \.kvHeads, from: 1, aliases: ["KV头数"],
            say(en: "Key and value heads of grouped-query attention.", zh: "分组查询注意力（GQA）的 KV 头数。")),
        shape(
            "head_dim", \.headDim, from: 1, aliases: ["头维度"],
            say(en: "Width of a head of grouped-query attention.", zh: "分组查询注意力（GQA）的头维度。")),
        shape(
            "query_outputs", \.queryOutputs, 1...4, whole: false, aliases: ["查询输出倍数"],
            say(
                en: "Outputs of the query projection over heads * head_dim; 2 with an output gate.",
                zh: "查询投影的输出维度与 heads * head_dim 之比；有输出门控时为 2。")),
        shape(
            "mla_layers", \.mlaLayers, aliases: ["多头潜在注意力层数"],
            say(en: "Layers of multi-head latent attention.", zh: "多头潜在注意力（MLA）的层数。")),
        shape(
            "q_lora", \.queryLoRA, aliases: ["Q低秩压缩维度"],
            say(en: "Width of the compressed query; 0 where it is not compressed.", zh: "查询（Q）的低秩压缩维度；不压缩则为 0。")),
        shape(
            "kv_lora", \.keyValueLoRA, aliases: ["KV低秩压缩维度"],
            say(en: "Width of the compressed key and value in the KV cache.", zh: "KV 缓存中 KV 的低秩压缩维度。")),
        shape(
            "qk_nope", \.headNope, aliases: ["无位置编码维度"],
            say(en: "Part of a head's key without position encoding.", zh: "单头的键中不带位置编码的维度。")),
        shape(
            "qk_rope", \.headRope, aliases: ["旋转位置编码维度"],
            say(en: "Part of a head's key with rotary position encoding.", zh: "单头的键中旋转位置编码的维度。")),
        shape(
            "v_head", \.headValue, aliases: ["值头维度"],
            say(en: "Width of a latent-attention head's value.", zh: "潜在注意力单头的值维度。")),
        shape(
            "index_top_k", \.indexTopK, aliases: ["索引选取token数"],
            say(
                en: "Tokens that sparse attention selects; 0 where it is not sparse.",
                zh: "稀疏注意力选取的 token 数；非稀疏则为 0。")),
        shape(
            "index_heads", \.indexHeads, aliases: ["索引头数"],
            say(en: "Heads of the sparse-attention index.", zh: "稀疏注意力索引的头数。")),
        shape("index_dim", \.indexDim, aliases: ["索引头维度"], say(en: "Width of an index head.", zh: "索引头的维度。")),
        shape(
            "index_layers", \.indexLayers, aliases: ["索引层数"],
            say(en: "Layers that own an index; 0 where each has its own.", zh: "自带索引的层数；0 表示每层都有。")),
        shape(
            "compressed_layers", \.compressedLayers, aliases: ["压缩注意力层数"],
            say(en: "Layers of attention over compressed entries.", zh: "对压缩条目做注意力的层数。")),
        shape(
            "compress_ratio", \.ratio, aliases: ["压缩比"],
            say(
                en: "Tokens that share a compressed entry; 0 where there is a window alone.",
                zh: "共用一个压缩条目的 token 数；只有窗口则为 0。")),
    ]

    private static let recurrent: [Parameter] = [
        shape(
            "linear_layers", \.linearLayers, aliases: ["线性注意力层数"],
            say(en: "Layers of linear attention.", zh: "线性注意力的层数。")),
        shape(
            "linear_k_heads", \.linearKeyHeads, aliases: ["线性注意力键头数"],
            say(en: "Query and key heads of linear attention.", zh: "线性注意力的查询与键的头数。")),
        shape(
            "linear_v_heads", \.linearValueHeads, aliases: ["线性注意力值头数"],
            say(en: "Value heads of linear attention.", zh: "线性注意力的值的头数。")),
        shape(
            "linear_k_dim", \.linearKeyDim, aliases: ["线性注意力键维度"],
            say(en: "Width of a linear-attention key.", zh: "线性注意力的键维度。")),
        shape(
            "linear_v_dim", \.linearValueDim, aliases: ["线性注意力值维度"],
            say(en: "Width of a linear-attention value.", zh: "线性注意力的值维度。")),
        shape(
            "ssm_layers", \.ssmLayers, aliases: ["状态空间层数"],
            say(en: "State-space layers (Mamba-2).", zh: "状态空间层（Mamba-2）的层数。")),
        shape("ssm_heads", \.ssmHeads, aliases: ["状态空间头数"], say(en: "Heads of a state-space layer.", zh: "状态空间层的头数。")),
        shape(
            "ssm_head_dim", \.ssmHeadDim, aliases: ["状态空间头维度"],
            say(en: "Width of a state-space head.", zh: "状态空间层的头维度。")),
        shape(
            "ssm_state", \.ssmState, aliases: ["状态大小"],
            say(en: "Size of the state of one channel.", zh: "单个通道的状态大小。")),
        shape(
            "ssm_groups", \.ssmGroups, aliases: ["状态空间组数"],
            say(en: "Groups that share a state's projections.", zh: "共用状态投影的组数。")),
        shape(
            "recurrent_layers", \.recurrenceLayers, aliases: ["循环层数"],
            say(en: "Layers of short convolution or gated linear recurrence.", zh: "短卷积层或门控线性循环层的层数。")),
        shape(
            "recurrent_width", \.recurrenceWidth, aliases: ["循环层通道数"],
            say(en: "Channels of such a layer.", zh: "此类层的通道数。")),
        shape(
            "convolution", \.convolution, aliases: ["卷积核长度"],
            say(en: "Taps of the causal convolution in recurrent layers.", zh: "循环层中因果卷积的核长度。")),
    ]

    private static let feedForward: [Parameter] = [
        shape(
            "dense_layers", \.denseLayers, aliases: ["稠密层数"],
            say(en: "Layers with a dense feed-forward block.", zh: "采用稠密前馈网络的层数。")),
        shape(
            "dense_intermediate", \.denseIntermediate, aliases: ["稠密中间维度"],
            say(en: "Width of a dense feed-forward block.", zh: "稠密前馈网络的中间维度。")),
        shape(
            "ffn_matrices", \.denseMatrices, 2...3, aliases: ["前馈矩阵数"],
            say(en: "Matrices of a feed-forward block: 3 with a gate, 2 without.", zh: "前馈网络的矩阵数：有门控为 3，无门控为 2。")),
        shape(
            "moe_layers", \.moeLayers, aliases: ["混合专家层数"],
            say(en: "Layers with a mixture of experts.", zh: "混合专家（MoE）层的层数。")),
        shape("experts", \.experts, aliases: ["路由专家数", "专家数"], say(en: "Routed experts of a layer.", zh: "每层的路由专家数。")),
        shape(
            "top_k", \.expertsPerToken, aliases: ["每token激活专家数", "激活专家数"],
            say(en: "Routed experts that a token visits.", zh: "每个 token 激活的路由专家数。")),
        shape(
            "expert_intermediate", \.expertIntermediate, aliases: ["专家中间维度"],
            say(en: "Width of one routed expert.", zh: "单个路由专家的中间维度。")),
        shape(
            "shared_intermediate", \.sharedIntermediate, aliases: ["共享专家中间维度"],
            say(en: "Width of all shared experts together.", zh: "全部共享专家的中间维度之和。")),
        shape(
            "expert_latent", \.expertLatent, aliases: ["专家潜在维度"],
            say(en: "Width that routed experts work on; 0 for the residual stream.", zh: "路由专家所处理的维度；0 表示隐藏层维度。")),
        shape(
            "zero_experts", \.expertIdentities, aliases: ["零计算专家数"],
            say(en: "Experts that hand a token on as it is.", zh: "原样传递 token、不做计算的专家数。")),
        shape(
            "route_groups", \.routeGroups, from: 1, aliases: ["路由组数"],
            say(en: "Groups of experts; 1 where routing is not limited.", zh: "专家分组数；路由不受限则为 1。")),
        shape(
            "route_limit", \.routeGroupLimit, from: 1, aliases: ["路由组上限"],
            say(en: "Groups that a token's experts may lie in.", zh: "一个 token 的专家最多分布的组数。")),
        width(
            "mtp_layers", \.model.mtpLayers, aliases: ["多token预测层数"],
            say(en: "Multi-token prediction layers.", zh: "多 token 预测（MTP）的层数。")),
    ]

    private static let precision: [Parameter] = [
        Parameter(
            .model, "precision", mix: \.model.precision.weights, aliases: ["权重精度"],
            say(
                en: "Format of all matrix weights at once; what is sent to the experts follows its activations.",
                zh: "一次设置全部矩阵权重的格式；发往专家的数据采用其激活值的格式。")),
        Parameter(
            .model, "attn_precision", mix: \.model.precision.attention, aliases: ["注意力精度"],
            say(
                en: "Format of the attention projections' weights and of the activations they meet.",
                zh: "注意力投影的权重及其激活值的格式。")),
        Parameter(
            .model, "ffn_precision", mix: \.model.precision.ffn, aliases: ["前馈精度"],
            say(en: "Format of the dense and shared feed-forward weights.", zh: "稠密与共享前馈网络的权重格式。")),
        Parameter(
            .model, "expert_precision", mix: \.model.precision.experts, aliases: ["专家精度"],
            say(en: "Format of the routed experts' weights.", zh: "路由专家的权重格式。")),
        Parameter(
            .model, "head_precision", mix: \.model.precision.head, aliases: ["输出层精度"],
            say(en: "Format of the output head's weights.", zh: "输出层的权重格式。")),
        Parameter(
            .model, "embedding_precision", choice: \.model.precision.embedding, aliases: ["词嵌入精度"],
            say(en: "Format of the embedding table.", zh: "词嵌入表的格式。")),
        Parameter(
            .model, "kv_precision", choice: \.model.precision.kvCache, aliases: ["KV缓存精度"],
            say(en: "Format of the KV cache.", zh: "KV 缓存的格式。")),
        Parameter(
            .model, "dispatch_precision", choice: \.model.precision.dispatch, aliases: ["分发精度"],
            say(en: "Format of what is sent to the experts.", zh: "发往专家的数据（Dispatch）的格式。")),
        Parameter(
            .model, "combine_precision", choice: \.model.precision.combine, aliases: ["合并精度"],
            say(en: "Format of what the experts send back.", zh: "专家返回的数据（Combine）的格式。")),
    ]
}
