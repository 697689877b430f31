import Units

extension Parameter {
    static let model: [Parameter] = shapes + recurrent + feedForward + precision

    private static func width(
        _ name: String, _ path: WritableKeyPath<Engine<Double>.Inputs, Double> & Sendable, from least: Double = 0,
        _ summary: String
    ) -> Parameter {
        Parameter(.model, name, path, .count, least...1e8, whole: true, summary)
    }

    private static func shape(
        _ name: String, _ field: KeyPath<ModelFields, ModelField> & Sendable, from least: Double = 0, _ summary: String
    ) -> Parameter { shape(name, field, least...1e8, summary) }

    private static func shape(
        _ name: String, _ field: KeyPath<ModelFields, ModelField> & Sendable, _ range: ClosedRange<Double>,
        whole: Bool = true, _ summary: String
    ) -> Parameter { Parameter(name, ModelFields()[keyPath: field], range, whole: whole, summary) }

    private static let shapes: [Parameter] = [
        width("hidden", \.model.hidden, from: 1, "Width of the residual stream."),
        width("vocab", \.model.vocabulary, from: 1, "Entries of the vocabulary."),
        Parameter(
            .model, "tied_embedding", choice: \.model.tiedEmbedding,
            "Whether the head shares the embedding table."),
        shape("layers", \.layers, "Layers of a group, all alike."),
        shape("heads", \.heads, from: 1, "Attention heads (queries)."),
        shape("full_layers", \.fullLayers, "Layers of grouped-query attention over the whole context."),
        shape("window_layers", \.windowLayers, "Layers of grouped-query attention over a window."),
        shape("window", \.window, "Tokens that a window holds."),
        shape("kv_heads", \.kvHeads, from: 1, "Key and value heads of grouped-query attention."),
        shape("head_dim", \.headDim, from: 1, "Width of a head of grouped-query attention."),
        shape(
            "query_outputs", \.queryOutputs, 1...4, whole: false,
            "Outputs of the query projection over heads * head_dim; 2 with an output gate."),
        shape("mla_layers", \.mlaLayers, "Layers of multi-head latent attention."),
        shape("q_lora", \.queryLoRA, "Width of the compressed query; 0 where it is not compressed."),
        shape("kv_lora", \.keyValueLoRA, "Width of the compressed key and value in the KV cache."),
        shape("qk_nope", \.headNope, "Part of a head's key without position encoding."),
        shape("qk_rope", \.headRope, "Part of a head's key with rotary position encoding."),
        shape("v_head", \.headValue, "Width of a latent-attention head's value."),
        shape("index_top_k", \.indexTopK, "Tokens that sparse attention selects; 0 where it is not sparse."),
        shape("index_heads", \.indexHeads, "Heads of the sparse-attention index."),
        shape("index_dim", \.indexDim, "Width of an index head."),
        shape("index_layers", \.indexLayers, "Layers that own an index; 0 where each has its own."),
        shape("compressed_layers", \.compressedLayers, "Layers of attention over compressed entries."),
        shape("compress_ratio", \.ratio, "Tokens that share a compressed entry; 0 where there is a window alone."),
    ]

    private static let recurrent: [Parameter] = [
        shape("linear_layers", \.linearLayers, "Layers of linear attention."),
        shape("linear_k_heads", \.linearKeyHeads, "Query and key heads of linear attention."),
        shape("linear_v_heads", \.linearValueHeads, "Value heads of linear attention."),
        shape("linear_k_dim", \.linearKeyDim, "Width of a linear-attention key."),
        shape("linear_v_dim", \.linearValueDim, "Width of a linear-attention value."),
        shape("ssm_layers", \.ssmLayers, "State-space layers (Mamba-2)."),
        shape("ssm_heads", \.ssmHeads, "Heads of a state-space layer."),
        shape("ssm_head_dim", \.ssmHeadDim, "Width of a state-space head."),
        shape("ssm_state", \.ssmState, "Size of the state of one channel."),
        shape("ssm_groups", \.ssmGroups, "Groups that share a state's projections."),
        shape("recurrent_layers", \.recurrenceLayers, "Layers of short convolution or gated linear recurrence."),
        shape("recurrent_width", \.recurrenceWidth, "Channels of such a layer."),
        shape("convolution", \.convolution, "Taps of the causal convolution in recurrent layers."),
    ]

    private static let feedForward: [Parameter] = [
        shape("dense_layers", \.denseLayers, "Layers with a dense feed-forward block."),
        shape("dense_intermediate", \.denseIntermediate, "Width of a dense feed-forward block."),
        shape(
            "ffn_matrices", \.denseMatrices, 2...3,
            "Matrices of a feed-forward block: 3 with a gate, 2 without."),
        shape("moe_layers", \.moeLayers, "Layers with a mixture of experts."),
        shape("experts", \.experts, "Routed experts of a layer."),
        shape("top_k", \.expertsPerToken, "Routed experts that a token visits."),
        shape("expert_intermediate", \.expertIntermediate, "Width of one routed expert."),
        shape("shared_intermediate", \.sharedIntermediate, "Width of all shared experts together."),
        shape("expert_latent", \.expertLatent, "Width that routed experts work on; 0 for the residual stream."),
        shape("zero_experts", \.expertIdentities, "Experts that hand a token on as it is."),
        shape("route_groups", \.routeGroups, from: 1, "Groups of experts; 1 where routing is not limited."),
        shape("route_limit", \.routeGroupLimit, from: 1, "Groups that a token's experts may lie in."),
        width("mtp_layers", \.model.mtpLayers, "Multi-token prediction layers."),
    ]

    private static let precision: [Parameter] = [
        Parameter(
            .model, "precision", mix: \.model.precision.weights,
            "Format of all matrix weights at once; what is sent to the experts follows its activations."),
        Parameter(
            .model, "attn_precision", mix: \.model.precision.attention,
            "Format of the attention projections' weights and of the activations they meet."),
        Parameter(
            .model, "ffn_precision", mix: \.model.precision.ffn,
            "Format of the dense and shared feed-forward weights."),
        Parameter(
            .model, "expert_precision", mix: \.model.precision.experts,
            "Format of the routed experts' weights."),
        Parameter(
            .model, "head_precision", mix: \.model.precision.head, "Format of the output head's weights."),
        Parameter(
            .model, "embedding_precision", choice: \.model.precision.embedding,
            "Format of the embedding table."),
        Parameter(.model, "kv_precision", choice: \.model.precision.kvCache, "Format of the KV cache."),
        Parameter(
            .model, "dispatch_precision", choice: \.model.precision.dispatch,
            "Format of what is sent to the experts."),
        Parameter(
            .model, "combine_precision", choice: \.model.precision.combine,
            "Format of what the experts send back."),
    ]
}
