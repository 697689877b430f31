import Units

// One entry a parameter: name, where it is stored, what it measures, which values make sense, what it is.

extension Parameter {
    static let arch: [Parameter] = [
        Parameter(.arch, "core", \.chip.cores, .count, 1...4096, whole: true, "Cores that share one matrix product."),
        Parameter(.arch, "flops", \.chip.peakFLOPS, .compute, 1e9...1e18, "Peak of dense 8-bit matrix arithmetic."),
        Parameter(
            .arch, "flops16_share", \.chip.peak16Share, .ratio, 0.01...1, "16-bit peak as a share of the 8-bit peak."),
        Parameter(
            .arch, "fp8_share", \.chip.fp8Share, .ratio, 0...1,
            "8-bit floating-point peak as a share of the 8-bit peak; 0 for no such unit."),
        Parameter(
            .arch, "int8_share", \.chip.int8Share, .ratio, 0...1,
            "8-bit integer peak as a share of the 8-bit peak; 0 for no such unit."),
        Parameter(
            .arch, "fp4_share", \.chip.fp4Share, .ratio, 0...4,
            "4-bit floating-point peak as a share of the 8-bit peak; 0 for no such unit."),
        Parameter(.arch, "dram", \.chip.dramBytes, .bytes, 1e6...1e15, "DRAM of a chip that a program can allocate."),
        Parameter(
            .arch, "dram_reserve", \.chip.dramReserve, .bytesOrShare, 0...1e15,
            "DRAM that the runtime keeps, as a share or a size."),
        Parameter(.arch, "dram_bw", \.chip.dramBandwidth, .bandwidth, 1e6...1e17, "Theoretical DRAM bandwidth."),
        Parameter(
            .arch, "dram_util", \.chip.dramUtilisation, .ratio, 0.01...1, physical: 0.3...0.92,
            "Share of dram_bw that kernels reach; 0.7-0.9 is realistic."),
        Parameter(
            .arch, "topology", choice: \.chip.network.topology,
            "Whether outer tiers are there, or one switch of the fast domain's links joins all chips."),
        Parameter(
            .arch, "group", \.chip.network.intra.size, .count, 1...1_000_000, whole: true, "Chips in one fast domain."),
        Parameter(
            .arch, "intra_bw", \.chip.network.intra.bandwidth, .bandwidth, 1e6...1e16,
            "Link bandwidth inside a fast domain, per chip and direction."),
        Parameter(
            .arch, "intra_util", \.chip.network.intra.utilisation, .ratio, 0.01...1, physical: 0.1...1,
            "Share of intra_bw that payload reaches."),
        Parameter(
            .arch, "latency", \.chip.network.intra.latency, .time, 0...1, physical: 0.3e-6...50e-6,
            "Start-up latency of one transfer inside a fast domain."),
        Parameter(
            .arch, "inter_size", \.chip.network.inter.size, .count, 1...1_000_000, whole: true,
            "Chips that reach each other over the second tier."),
        Parameter(
            .arch, "inter_bw", \.chip.network.inter.bandwidth, .bandwidth, 1e6...1e16,
            "Link bandwidth between fast domains, per chip and direction."),
        Parameter(
            .arch, "inter_util", \.chip.network.inter.utilisation, .ratio, 0.01...1, physical: 0.1...1,
            "Share of inter_bw that payload reaches."),
        Parameter(
            .arch, "inter_latency", \.chip.network.inter.latency, .time, 0...1, physical: 0.5e-6...200e-6,
            "Start-up latency of one transfer between fast domains."),
        Parameter(
            .arch, "rack_size", \.chip.network.rack.size, .count, 0...1_000_000, whole: true,
            "Chips that reach each other over the third tier; 0 for no such tier."),
        Parameter(
            .arch, "rack_bw", \.chip.network.rack.bandwidth, .bandwidth, 1...1e16,
            "Link bandwidth of the third tier, per chip and direction."),
        Parameter(
            .arch, "rack_util", \.chip.network.rack.utilisation, .ratio, 0.01...1,
            "Share of rack_bw that payload reaches."),
        Parameter(
            .arch, "rack_latency", \.chip.network.rack.latency, .time, 0...1,
            "Start-up latency of one transfer over the third tier."),
        Parameter(
            .arch, "spine_size", \.chip.network.spine.size, .count, 0...1_000_000, whole: true,
            "Chips that reach each other over the fourth tier; 0 for no such tier."),
        Parameter(
            .arch, "spine_bw", \.chip.network.spine.bandwidth, .bandwidth, 1...1e16,
            "Link bandwidth of the fourth tier, per chip and direction."),
        Parameter(
            .arch, "spine_util", \.chip.network.spine.utilisation, .ratio, 0.01...1,
            "Share of spine_bw that payload reaches."),
        Parameter(
            .arch, "spine_latency", \.chip.network.spine.latency, .time, 0...1,
            "Start-up latency of one transfer over the fourth tier."),
        Parameter(
            .arch, "congestion", \.chip.congestion, .count, 0...100, physical: 0...6,
            "Standard deviations by which the busiest rank's all-to-all traffic exceeds the mean."),
        Parameter(
            .arch, "message_gap", \.chip.messageGap, .time, 0...1, physical: 0...5e-6,
            "Time to issue one more message to another peer in a direct exchange."),
        Parameter(
            .arch, "a2a_relay", choice: \.chip.relaysAllToAll,
            "When an all-to-all may send a vector once to a domain and spread it there."),
        Parameter(
            .arch, "matrix_eff", \.chip.matrixEfficiency, .ratio, 0.01...1, physical: 0.1...1,
            "Share of the matrix peak that a large product reaches."),
        Parameter(
            .arch, "attn_eff", \.chip.attentionEfficiency, .ratio, 0.01...1, physical: 0.05...1,
            "Share of the matrix peak that attention reaches."),
        Parameter(
            .arch, "overlap", \.chip.overlap, .ratio, 0...1, physical: 0...1,
            "Share of the shorter of compute and DMA that hides behind the longer."),
        Parameter(
            .arch, "tbo_overlap", \.chip.batchOverlap, .ratio, 0...1, physical: 0...1,
            "Share of the shorter of computation and communication that two-batch overlap hides."),
        Parameter(
            .arch, "elementwise", \.chip.elementwise, .ratio, 0...4, physical: 0...4,
            "Share of the activations of element-wise kernels that go through DRAM; 0 where all are fused."),
        Parameter(
            .arch, "expert_rows", \.chip.expertRows, .count, 1...4096, whole: true,
            "Rows to which each routed expert's products are padded, where that is more than cube_m."),
        Parameter(
            .arch, "attn_rows", \.chip.attentionRows, .count, 1...4096, whole: true,
            "Query rows to which the matrix unit pads latent attention."),
        Parameter(.arch, "launch", \.chip.launch, .time, 0...1, physical: 0...20e-6, "Start-up of one operator."),
        Parameter(
            .arch, "prefill_launch", \.chip.prefillLaunch, .time, 0...1, physical: 0...100e-6,
            "Start-up of one operator in a prefill, which no captured graph replays; the larger of it and launch counts."
        ),
        Parameter(
            .arch, "layer_time", \.chip.layerTime, .time, 0...1, physical: 0...2e-3,
            "Gaps of one layer in a pass that no operator fills: dispatch, runtime."),
        Parameter(
            .arch, "vllm_layer_time", \.chip.vllmLayerTime, .time, 0...1, physical: 0...200e-6,
            "What a layer takes more under runtime=vllm, as gaps between its kernels."),
        Parameter(
            .arch, "request_time", \.chip.requestTime, .time, 0...10, physical: 0...0.5,
            "Host time of one request before its first token, when serving is agg or disagg."),
        Parameter(
            .arch, "sequence_time", \.chip.sequenceTime, .time, 0...1, physical: 0...200e-6,
            "Host time of one step for each sequence in it: sampling, streaming."),
        Parameter(
            .arch, "a2a_start", \.chip.allToAllStart, .time, 0...1, physical: 0...200e-6,
            "Start-up of an all-to-all beyond that of a transfer: counting, synchronising, spreading rows."),
        Parameter(
            .arch, "widen_eff", \.chip.wideningEfficiency, .ratio, 0.05...1, physical: 0.1...1,
            "Share of the matrix rate that is left where weights are widened to the format of activations first."),
        Parameter(
            .arch, "host_time", \.chip.hostTime, .time, 0...10, physical: 0...20e-3,
            "Host time of one step: scheduling, sampling."),
        Parameter(.arch, "cube_m", \.chip.cubeM, .count, 1...4096, whole: true, "Rows of the matrix unit."),
        Parameter(.arch, "cube_k", \.chip.cubeK, .count, 1...4096, whole: true, "Depth of the matrix unit."),
        Parameter(.arch, "cube_n", \.chip.cubeN, .count, 1...4096, whole: true, "Columns of one core's matrix unit."),
        Parameter(
            .arch, "tdp", \.chip.power, .power, 0...1e6,
            "Thermal design power; 0 where unpublished."),
        Parameter(
            .arch, "power_share", \.chip.powerShare, .ratio, 0.01...2, unstated: "assumed: tdp is drawn in full",
            "Power that a chip draws while it serves, as a share of tdp."),
        Parameter(
            .arch, "price", \.rent, .money, 0...1e6, isAlias: false,
            unstated: "assumed: not known, so that no plan has a cost",
            "Rent of a chip for an hour, in the currency that is set; 0 where it is not known."),
        Parameter(
            .arch, "capex", \.investment, .money, 0...1e9, isAlias: false,
            unstated: "assumed: not known, so that no plan has a cost",
            "What a chip costs with its share of the node, in the currency that is set; 0 where it is not known."),
        Parameter(
            .arch, "price_in", choice: \.chip.currency, unstated: "assumed: US dollars",
            "What price and capex are in: what was set when they were."),
        Parameter(
            .arch, "list_price", choice: \.chip.listPrice, unstated: "assumed: a price that is set is the buyer's own",
            "Whether price is one that somebody lists, by which costs show where they are asked for alone."),
        Parameter(
            .arch, "years", \.chip.years, .count, 0.1...50, unstated: "assumed: four years, as servers are mostly kept",
            "Years over which capex is written off."),
    ]
}
