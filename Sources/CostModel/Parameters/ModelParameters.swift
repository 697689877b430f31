import Units

extension Parameter {
    static let model: [Parameter] = shapes + recurrent + feedForward + precision

    private static func width(
        _ name: String, _ path: WritableKeyPath<Scenario, Double> & Sendable, from least: Double = 0, _ summary: String
    ) -> Parameter {
        Parameter(.model, name, path, .count, least...1e8, whole: true, summary)
    }

    private static let shapes: [Parameter] = [
        width("hidden", \.model.hidden, from: 1, "Width of the residual stream."),
        width("vocab", \.model.vocabulary, from: 1, "Entries of the vocabulary."),
        Parameter(
            .model, "tied_embedding", choice: \.model.tiedEmbedding,
            "Whether the head shares the embedding table."),
        width("heads", \.model.heads, from: 1, "Attention heads (queries)."),
        width("full_layers", \.model.fullLayers, "Layers of grouped-query attention over the whole context."),
        width("window_layers", \.model.windowLayers, "Layers of grouped-query attention over a window."),
        width("window", \.model.window, "Tokens that a window holds."),
        width("kv_heads", \.model.kvHeads, from: 1, "Key and value heads of grouped-query attention."),
        width("head_dim", \.model.headDim, from: 1, "Width of a head of grouped-query attention."),
        Parameter(
            .model, "query_outputs", \.model.queryOutputs, .count, 1...4,
            "Outputs of the query projection over heads * head_dim; 2 with an output gate."),
        width("mla_layers", \.model.mlaLayers, "Layers of multi-head latent attention."),
        width("q_lora", \.model.queryLoRA, "Width of the compressed query; 0 where it is not compressed."),
        width("kv_lora", \.model.keyValueLoRA, "Width of the compressed key and value in the KV cache."),
        width("qk_nope", \.model.headNope, "Part of a head's key without position encoding."),
        width("qk_rope", \.model.headRope, "Part of a head's key with rotary position encoding."),
        width("v_head", \.model.headValue, "Width of a latent-attention head's value."),
        width("index_top_k", \.model.indexTopK, "Tokens that sparse attention selects; 0 where it is not sparse."),
        width("index_heads", \.model.indexHeads, "Heads of the sparse-attention index."),
        width("index_dim", \.model.indexDim, "Width of an index head."),
        width("index_layers", \.model.indexLayers, "Layers that own an index; 0 where each has its own."),
    ]

    private static let recurrent: [Parameter] = [
        width("linear_layers", \.model.linearLayers, "Layers of linear attention."),
        width("linear_k_heads", \.model.linearKeyHeads, "Query and key heads of linear attention."),
        width("linear_v_heads", \.model.linearValueHeads, "Value heads of linear attention."),
        width("linear_k_dim", \.model.linearKeyDim, "Width of a linear-attention key."),
        width("linear_v_dim", \.model.linearValueDim, "Width of a linear-attention value."),
        width("ssm_layers", \.model.ssmLayers, "State-space layers (Mamba-2)."),
        width("ssm_heads", \.model.ssmHeads, "Heads of a state-space layer."),
        width("ssm_head_dim", \.model.ssmHeadDim, "Width of a state-space head."),
        width("ssm_state", \.model.ssmState, "Size of the state of one channel."),
        width("ssm_groups", \.model.ssmGroups, "Groups that share a state's projections."),
        width("convolution", \.model.convolution, "Taps of the causal convolution in recurrent layers."),
    ]

    private static let feedForward: [Parameter] = [
        width("dense_layers", \.model.denseLayers, "Layers with a dense feed-forward block."),
        width("dense_intermediate", \.model.denseIntermediate, "Width of a dense feed-forward block."),
        Parameter(
            .model, "ffn_matrices", \.model.denseMatrices, .count, 2...3, whole: true,
            "Matrices of a feed-forward block: 3 with a gate, 2 without."),
        width("moe_layers", \.model.moeLayers, "Layers with a mixture of experts."),
        width("experts", \.model.experts, "Routed experts of a layer."),
        width("top_k", \.model.expertsPerToken, "Routed experts that a token visits."),
        width("expert_intermediate", \.model.expertIntermediate, "Width of one routed expert."),
        width("shared_intermediate", \.model.sharedIntermediate, "Width of all shared experts together."),
        width("route_groups", \.model.routeGroups, from: 1, "Groups of experts; 1 where routing is not limited."),
        width("route_limit", \.model.routeGroupLimit, from: 1, "Groups that a token's experts may lie in."),
        width("mtp_layers", \.model.mtpLayers, "Multi-token prediction layers."),
    ]

    private static let precision: [Parameter] = [
        Parameter(
            .model, "precision", choice: \.model.precision.weights,
            "Format of all matrix weights at once; what is sent to the experts follows its activations."),
        Parameter(
            .model, "attn_precision", choice: \.model.precision.attention,
            "Format of the attention projections' weights and of the activations they meet."),
        Parameter(
            .model, "ffn_precision", choice: \.model.precision.ffn,
            "Format of the dense and shared feed-forward weights."),
        Parameter(
            .model, "expert_precision", choice: \.model.precision.experts,
            "Format of the routed experts' weights."),
        Parameter(
            .model, "head_precision", choice: \.model.precision.head, "Format of the output head's weights."),
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
