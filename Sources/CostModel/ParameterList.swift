import Units

// One line a parameter: name, where it is stored, what it measures, which values make sense, what it is.

extension Parameter {
    static let arch: [Parameter] = [
        Parameter(.arch, "core", \.chip.cores, .count, 1...4096, whole: true, "Cores that share one matrix product."),
        Parameter(.arch, "flops", \.chip.peakFLOPS, .compute, 1e9...1e18, "Peak of dense 8-bit matrix arithmetic."),
        Parameter(
            .arch, "flops16_share", \.chip.peak16Share, .ratio, 0.01...1, "16-bit peak as a share of the 8-bit peak."),
        Parameter(.arch, "dram", \.chip.dramBytes, .bytes, 1e6...1e15, "DRAM capacity of a chip."),
        Parameter(.arch, "dram_bw", \.chip.dramBandwidth, .bandwidth, 1e6...1e16, "Theoretical DRAM bandwidth."),
        Parameter(
            .arch, "dram_util", \.chip.dramUtilisation, .ratio, 0.01...1,
            "Share of dram_bw that kernels reach; 0.7-0.9 is realistic."),
        Parameter(
            .arch, "intra_bw", \.chip.intraBandwidth, .bandwidth, 1e6...1e16,
            "Link bandwidth inside a fast domain, per chip and direction."),
        Parameter(
            .arch, "inter_bw", \.chip.interBandwidth, .bandwidth, 1e6...1e16,
            "Link bandwidth between fast domains, per chip and direction."),
        Parameter(.arch, "group", \.chip.group, .count, 1...1_000_000, whole: true, "Chips in one fast domain."),
        Parameter(
            .arch, "intra_util", \.chip.intraUtilisation, .ratio, 0.01...1, "Share of intra_bw that payload reaches."),
        Parameter(
            .arch, "inter_util", \.chip.interUtilisation, .ratio, 0.01...1, "Share of inter_bw that payload reaches."),
        Parameter(.arch, "latency", \.chip.latency, .time, 0...1, "Start-up latency of one transfer."),
        Parameter(
            .arch, "congestion", \.chip.congestion, .count, 0...100,
            "Standard deviations by which the busiest rank's all-to-all traffic exceeds the mean."),
        Parameter(
            .arch, "overlap", \.chip.overlap, .ratio, 0...1,
            "Share of the shorter of compute and DMA that hides behind the longer."),
        Parameter(.arch, "launch", \.chip.launch, .time, 0...1, "Start-up of one operator."),
        Parameter(.arch, "host_time", \.chip.hostTime, .time, 0...10, "Host time of one step: scheduling, sampling."),
        Parameter(.arch, "cube_m", \.chip.cubeM, .count, 1...4096, whole: true, "Rows of the matrix unit."),
        Parameter(.arch, "cube_k", \.chip.cubeK, .count, 1...4096, whole: true, "Depth of the matrix unit."),
        Parameter(.arch, "cube_n", \.chip.cubeN, .count, 1...4096, whole: true, "Columns of one core's matrix unit."),
    ]

    static let model: [Parameter] = [
        Parameter(.model, "layers", \.model.layers, .count, 1...10_000, whole: true, "Transformer layers."),
        Parameter(
            .model, "dense_layers", \.model.denseLayers, .count, 0...10_000, whole: true,
            "Leading layers with a dense feed-forward block."),
        Parameter(.model, "hidden", \.model.hidden, .count, 1...1e6, whole: true, "Width of the residual stream."),
        Parameter(.model, "heads", \.model.heads, .count, 1...1e5, whole: true, "Attention heads."),
        Parameter(
            .model, "q_lora", \.model.queryLoRA, .count, 1...1e6, whole: true, "Width of the compressed query."),
        Parameter(
            .model, "kv_lora", \.model.keyValueLoRA, .count, 1...1e6, whole: true,
            "Width of the compressed key and value in the KV cache."),
        Parameter(
            .model, "qk_nope", \.model.headNope, .count, 1...1e5, whole: true,
            "Part of a head's key without position encoding."),
        Parameter(
            .model, "qk_rope", \.model.headRope, .count, 0...1e5, whole: true,
            "Part of a head's key with rotary position encoding."),
        Parameter(.model, "v_head", \.model.headValue, .count, 1...1e5, whole: true, "Width of a head's value."),
        Parameter(
            .model, "dense_intermediate", \.model.denseIntermediate, .count, 1...1e7, whole: true,
            "Width of a dense feed-forward block."),
        Parameter(.model, "experts", \.model.experts, .count, 1...1e5, whole: true, "Routed experts of a layer."),
        Parameter(
            .model, "top_k", \.model.expertsPerToken, .count, 1...1e4, whole: true,
            "Routed experts that a token visits."),
        Parameter(
            .model, "shared_experts", \.model.sharedExperts, .count, 0...1e3, whole: true,
            "Experts that every token visits."),
        Parameter(
            .model, "expert_intermediate", \.model.expertIntermediate, .count, 1...1e7, whole: true,
            "Width of one expert."),
        Parameter(.model, "vocab", \.model.vocabulary, .count, 1...1e8, whole: true, "Entries of the vocabulary."),
        Parameter(
            .model, "weight_bytes", \.model.precision.weight, .bytes, 0.25...8, "Bytes of a weight, without its scale."),
        Parameter(
            .model, "scale_group", \.model.precision.scaleGroup, .count, 0...1e6, whole: true,
            "Weights that share one 16-bit scale; 0 for none."),
        Parameter(
            .model, "act_bytes", \.model.precision.activation, .bytes, 0.5...8,
            "Bytes of an activation; above 1 the matrix unit runs at its 16-bit rate."),
        Parameter(
            .model, "kv_bytes", \.model.precision.kvCache, .bytes, 0.25...8, "Bytes of a KV-cache element."),
        Parameter(
            .model, "dispatch_bytes", \.model.precision.dispatch, .bytes, 0.25...8,
            "Bytes of an element sent to the experts."),
        Parameter(
            .model, "combine_bytes", \.model.precision.combine, .bytes, 0.25...8,
            "Bytes of an element sent back from the experts."),
        Parameter(
            .model, "embedding_bytes", \.model.precision.embedding, .bytes, 0.25...8,
            "Bytes of an element of the embedding table."),
    ]

    static let workload: [Parameter] = [
        Parameter(.workload, "input", \.workload.input, .count, 1...1e8, whole: true, "Prompt length, tokens."),
        Parameter(
            .workload, "output", \.workload.output, .count, 0...1e8, whole: true,
            "Answer length, tokens; decode is evaluated half-way through it."),
    ]

    static let config: [Parameter] = [
        Parameter(
            .config, "chips", \.deployment.chips, .count, 1...1e6, whole: true, "Chips of the deployment."),
        Parameter(
            .config, "tp", \.deployment.tp, .count, 1...1e6, whole: true,
            "Chips that share one attention layer (tensor parallelism)."),
        Parameter(
            .config, "batch", \.deployment.batch, .count, 1...1e6, whole: true, "Sequences decoded per chip."),
        Parameter(
            .config, "moe_tp", \.deployment.moeTP, .count, 1...1e6, whole: true, "Chips that share one expert."),
    ]
}
