import Lanes

extension Engine.Model {
    /// Layers: the token mixers, or the feed-forward blocks where those are more.
    public var layers: V { greater(mixerLayers, denseLayers + moeLayers) }

    /// Layers with a token mixer of any kind.
    public var mixerLayers: V { fullLayers + windowLayers + mlaLayers + linearLayers + ssmLayers }

    /// Parameters of a layer of grouped-query attention.
    var groupedAttentionParameters: V {
        hidden * headDim * (heads * (queryOutputs + 1) + 2 * kvHeads)
    }

    /// Parameters of the index of a layer of latent attention.
    var indexParameters: V {
        (queryLoRA > 0 ? queryLoRA : hidden) * indexHeads * indexDim + hidden * (indexDim + indexHeads)
    }

    /// Parameters of a layer of latent attention without its index.
    var latentAttentionParameters: V {
        let query =
            queryLoRA > 0
            ? hidden * queryLoRA + queryLoRA * heads * (headNope + headRope) : hidden * heads * (headNope + headRope)
        let keyValue = hidden * (keyValueLoRA + headRope) + keyValueLoRA * heads * (headNope + headValue)
        return query + keyValue + heads * headValue * hidden
    }

    /// Parameters of a linear-attention layer: queries, keys, values, output gate, decays, convolution, output.
    var linearAttentionParameters: V {
        let key = linearKeyHeads * linearKeyDim
        let value = linearValueHeads * linearValueDim
        return hidden * (2 * key + 2 * value + 2 * linearValueHeads) + convolution * (2 * key + value) + value * hidden
    }

    /// Parameters of a state-space layer: input projection, convolution, decays, output projection.
    var stateSpaceParameters: V {
        let inner = ssmHeads * ssmHeadDim
        let convolved = inner + 2 * ssmGroups * ssmState
        return hidden * (inner + convolved + ssmHeads) + (convolution + 1) * convolved + 3 * ssmHeads + inner * hidden
    }

    /// Parameters of one routed expert.
    public var expertParameters: V { denseMatrices * hidden * expertIntermediate }

    /// Parameters of all token mixers.
    var mixerParameters: V {
        (fullLayers + windowLayers) * groupedAttentionParameters + mlaLayers * latentAttentionParameters
            + indexingLayers * indexParameters
            + linearLayers * linearAttentionParameters + ssmLayers * stateSpaceParameters
    }

    /// All parameters, embedding and head included; norms, biases and multi-token prediction layers are not.
    public var totalParameters: V {
        let dense = denseLayers * denseMatrices * hidden * denseIntermediate
        let moe = experts * expertParameters + denseMatrices * hidden * sharedIntermediate + hidden * experts
        return mixerParameters + dense + moeLayers * moe + (2 - tiedEmbedding.count()) * vocabulary * hidden
    }

    /// Parameters that one token is multiplied with: the head, but not an embedding table of its own.
    public var activeParameters: V {
        totalParameters - moeLayers * (experts - expertsPerToken) * expertParameters
            - (1 - tiedEmbedding.count()) * vocabulary * hidden
    }

    /// Bytes of all weights as they are stored, on one chip that holds the whole model.
    public var weightBytes: V {
        let dense = denseLayers * denseMatrices * hidden * denseIntermediate
        let shared = moeLayers * (denseMatrices * hidden * sharedIntermediate + hidden * experts)
        let routed = moeLayers * experts * expertParameters
        let table = vocabulary * hidden
        func bytes(_ format: PrecisionFormat) -> V { V(format.weightBytes) }
        let layers = mixerParameters * bytes(precision.attention) + (dense + shared) * bytes(precision.ffn)
        return layers + routed * bytes(precision.experts) + table * V(precision.embedding.bytes)
            + (1 - tiedEmbedding.count()) * table * bytes(precision.head)
    }

    /// KV-cache bytes of one token of a long context in all layers, before any split over chips.
    public var kvBytesPerToken: V {
        let grouped = V(precision.kvCache.bytes) * fullLayers * 2 * kvHeads * headDim
        return grouped + mlaLayers * latentBytes + indexingLayers * indexBytes
    }

    /// Bytes of a token's latent in one layer of latent attention, by the layouts of vLLM and SGLang.
    ///
    /// Dense attention reads key and value in one format: 576 elements of DeepSeek-V3. What sparse attention gathers keeps
    /// the rotary part apart: at 8 bits 512 of FP8, a 32-bit scale for each 128, and 64 of BF16, 656 bytes
    /// (`fp8_ds_mla`); at 4 bits 256 with an 8-bit scale for each 16, and 64 of FP8, 352 bytes (`nvfp4_ds_mla`, vLLM,
    /// v1/attention/backends/mla/flashmla_sparse.py).
    @inline(__always) public var latentBytes: V {
        let element = precision.kvCache.bytes
        if indexTopK <= 0 || element >= 2 { return V(element) * (keyValueLoRA + headRope) }
        return element < 1
            ? keyValueLoRA * V(0.5 + 1.0 / 16) + headRope : keyValueLoRA * V(1 + 4.0 / 128) + 2 * headRope
    }

    /// Bytes of a token's index key in a layer that owns an index: 8 bits an element and a 32-bit scale for each 128,
    /// whatever the latents have (DeepSeek-V3.2, https://github.com/deepseek-ai/DeepSeek-V3.2-Exp; vLLM and SGLang alike).
    @inline(__always) public var indexBytes: V { indexTopK > 0 ? indexDim * V(1 + 4.0 / 128) : 0 }

    /// Layers of latent attention that own an index.
    @inline(__always) var indexingLayers: V {
        indexTopK <= 0 ? 0 : indexLayers > 0 ? lesser(indexLayers, mlaLayers) : mlaLayers
    }

    /// Share of the layers of latent attention that own an index.
    @inline(__always) var indexingShare: V { indexLayers > 0 ? lesser(1, indexLayers / mlaLayers) : 1 }

    /// State bytes of one sequence that do not grow with its length: linear attention, state-space layers.
    public var stateBytes: V {
        let linear = linearValueHeads * linearKeyDim * linearValueDim
        let space = ssmHeads * ssmHeadDim * ssmState
        return (linearLayers * linear + ssmLayers * space) * 4
    }
}
