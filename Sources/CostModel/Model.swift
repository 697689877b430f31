/// The shapes of a mixture-of-experts language model with multi-head latent attention (MLA).
///
/// Names follow the Hugging Face configuration of DeepSeek-V3 (arXiv:2412.19437, section 4.2).
public struct Model: Sendable, Equatable {
    /// Transformer layers.
    public var layers: Double
    /// Leading layers with a dense feed-forward block; the others are mixtures of experts.
    public var denseLayers: Double
    /// Width of the residual stream.
    public var hidden: Double
    /// Attention heads.
    public var heads: Double
    /// Width of the compressed query.
    public var queryLoRA: Double
    /// Width of the compressed key and value, which is what the KV cache holds.
    public var keyValueLoRA: Double
    /// Part of a head's query and key without position encoding.
    public var headNope: Double
    /// Part of a head's query and key with rotary position encoding; shared by all heads in the cache.
    public var headRope: Double
    /// Width of a head's value.
    public var headValue: Double
    /// Width of a dense feed-forward block.
    public var denseIntermediate: Double
    /// Routed experts of a layer.
    public var experts: Double
    /// Routed experts that a token visits.
    public var expertsPerToken: Double
    /// Experts that every token visits.
    public var sharedExperts: Double
    /// Width of one expert.
    public var expertIntermediate: Double
    /// Entries of the vocabulary.
    public var vocabulary: Double
    /// Widths of the stored and moved elements.
    public var precision: Precision

    /// Makes a model from the shapes of its configuration.
    public init(
        layers: Double, denseLayers: Double, hidden: Double, heads: Double, queryLoRA: Double, keyValueLoRA: Double,
        headNope: Double, headRope: Double, headValue: Double, denseIntermediate: Double, experts: Double,
        expertsPerToken: Double, sharedExperts: Double, expertIntermediate: Double, vocabulary: Double,
        precision: Precision
    ) {
        self.layers = layers
        self.denseLayers = denseLayers
        self.hidden = hidden
        self.heads = heads
        self.queryLoRA = queryLoRA
        self.keyValueLoRA = keyValueLoRA
        self.headNope = headNope
        self.headRope = headRope
        self.headValue = headValue
        self.denseIntermediate = denseIntermediate
        self.experts = experts
        self.expertsPerToken = expertsPerToken
        self.sharedExperts = sharedExperts
        self.expertIntermediate = expertIntermediate
        self.vocabulary = vocabulary
        self.precision = precision
    }

    /// Layers whose feed-forward block is a mixture of experts.
    public var moeLayers: Double { layers - denseLayers }

    /// Parameters of the attention of one layer.
    public var attentionParameters: Double {
        let query = hidden * queryLoRA + queryLoRA * heads * (headNope + headRope)
        let keyValue = hidden * (keyValueLoRA + headRope) + keyValueLoRA * heads * (headNope + headValue)
        return query + keyValue + heads * headValue * hidden
    }

    /// Parameters of one expert (gate, up and down projection).
    public var expertParameters: Double { 3 * hidden * expertIntermediate }

    /// All parameters, embedding and head included, multi-token prediction layers not.
    public var totalParameters: Double {
        let moe = (experts + sharedExperts) * expertParameters + hidden * experts
        return layers * attentionParameters + denseLayers * 3 * hidden * denseIntermediate + moeLayers * moe
            + 2 * vocabulary * hidden
    }

    /// Parameters that one token is multiplied with: the head, but not the embedding table, which is looked up.
    public var activeParameters: Double {
        totalParameters - moeLayers * (experts - expertsPerToken) * expertParameters - vocabulary * hidden
    }

    /// Bytes of all weights as they are stored.
    public var weightBytes: Double {
        (totalParameters - vocabulary * hidden) * precision.scaledWeight + vocabulary * hidden * precision.embedding
    }

    /// KV-cache bytes of one token in all layers, on one chip of a tensor-parallel group.
    public var kvBytesPerToken: Double { layers * (keyValueLoRA + headRope) * precision.kvCache }
}
