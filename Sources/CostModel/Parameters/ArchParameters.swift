import Units

// One entry a parameter: name, where it is stored, what it measures, which values make sense, what it is.

extension Parameter {
    static let chip: [Parameter] = [
        Parameter(
            .arch, "core", \.chip.cores, .count, 1...4096, whole: true, aliases: ["核心数", "单芯核心数"],
            say(en: "Cores that share one matrix product.", zh: "共同完成一次矩阵乘的核心数。")),
        Parameter(
            .arch, "flops", \.chip.peakFLOPS, .compute, 1e9...1e18, aliases: ["算力", "峰值算力"],
            say(en: "Peak of dense 8-bit matrix arithmetic.", zh: "8 位稠密矩阵运算的峰值算力。")),
        Parameter(
            .arch, "flops16_share", \.chip.peak16Share, .ratio, 0.01...1, aliases: ["半精度算力比例"],
            say(en: "16-bit peak as a share of the 8-bit peak.", zh: "16 位峰值算力与 8 位峰值算力之比。")),
        Parameter(
            .arch, "fp8_share", \.chip.fp8Share, .ratio, 0...1, aliases: ["FP8算力比例"],
            say(
                en: "8-bit floating-point peak as a share of the 8-bit peak; 0 for no such unit.",
                zh: "8 位浮点（FP8）峰值算力与 8 位峰值算力之比；无此单元则为 0。")),
        Parameter(
            .arch, "int8_share", \.chip.int8Share, .ratio, 0...1, aliases: ["INT8算力比例"],
            say(
                en: "8-bit integer peak as a share of the 8-bit peak; 0 for no such unit.",
                zh: "8 位整数（INT8）峰值算力与 8 位峰值算力之比；无此单元则为 0。")),
        Parameter(
            .arch, "fp4_share", \.chip.fp4Share, .ratio, 0...4, aliases: ["FP4算力比例"],
            say(
                en: "4-bit floating-point peak as a share of the 8-bit peak; 0 for no such unit.",
                zh: "4 位浮点（FP4）峰值算力与 8 位峰值算力之比；无此单元则为 0。")),
        Parameter(
            .arch, "dram", \.chip.dramBytes, .bytes, 1e6...1e15, aliases: ["DRAM容量", "显存容量"],
            say(en: "DRAM of a chip that a program can allocate.", zh: "单芯可供程序分配的 DRAM。")),
        Parameter(
            .arch, "dram_reserve", \.chip.dramReserve, .bytesOrShare, 0...1e15,
            aliases: ["框架预留DRAM", "预留DRAM", "DRAM预留"],
            say(en: "DRAM that the runtime keeps, as a share or a size.", zh: "框架预留的 DRAM，可写比例或容量。")),
        Parameter(
            .arch, "dram_bw", \.chip.dramBandwidth, .bandwidth, 1e6...1e17, aliases: ["DRAM带宽", "DRAM理论带宽", "显存带宽"],
            say(en: "Theoretical DRAM bandwidth.", zh: "DRAM 理论带宽。")),
        Parameter(
            .arch, "dram_util", \.chip.dramUtilisation, .ratio, 0.01...1, physical: 0.3...0.92,
            aliases: ["DRAM带宽利用率", "显存带宽利用率"],
            say(
                en: "Share of dram_bw that kernels reach; 0.7-0.9 is realistic.",
                zh: "算子能达到的 dram_bw 比例；通常取 0.7–0.9。")),
        Parameter(
            .arch, "topology", choice: \.chip.network.topology, aliases: ["网络拓扑", "拓扑"],
            say(
                en: "Whether outer tiers are there, or one switch of the fast domain's links joins all chips.",
                zh: "外层网络是否存在，或由一层与高速域同速的 Switch 连接全部芯片。")),
        Parameter(
            .arch, "group", \.chip.network.intra.size, .count, 1...1_000_000, whole: true,
            aliases: ["高速域芯片数", "高速域规模"],
            say(en: "Chips in one fast domain.", zh: "一个高速域（TP Group）内的芯片数。")),
        Parameter(
            .arch, "intra_bw", \.chip.network.intra.bandwidth, .bandwidth, 1e6...1e16, aliases: ["组内带宽"],
            say(en: "Link bandwidth inside a fast domain, per chip and direction.", zh: "高速域（TP Group）内的链路带宽，单芯单向。")),
        Parameter(
            .arch, "intra_util", \.chip.network.intra.utilisation, .ratio, 0.01...1, physical: 0.1...1,
            aliases: ["组内带宽利用率"],
            say(en: "Share of intra_bw that payload reaches.", zh: "有效数据能达到的 intra_bw 比例。")),
        Parameter(
            .arch, "latency", \.chip.network.intra.latency, .time, 0...1, physical: 0.3e-6...50e-6,
            aliases: ["通信启动时延", "组内启动时延"],
            say(en: "Start-up latency of one transfer inside a fast domain.", zh: "高速域内一次传输的启动时延。")),
        Parameter(
            .arch, "inter_size", \.chip.network.inter.size, .count, 1...1_000_000, whole: true, aliases: ["第二层网络规模"],
            say(en: "Chips that reach each other over the second tier.", zh: "通过第二层网络互通的芯片数。")),
        Parameter(
            .arch, "inter_bw", \.chip.network.inter.bandwidth, .bandwidth, 1e6...1e16, aliases: ["组间带宽"],
            say(en: "Link bandwidth between fast domains, per chip and direction.", zh: "高速域（TP Group）之间的链路带宽，单芯单向。")),
        Parameter(
            .arch, "inter_util", \.chip.network.inter.utilisation, .ratio, 0.01...1, physical: 0.1...1,
            aliases: ["组间带宽利用率"],
            say(en: "Share of inter_bw that payload reaches.", zh: "有效数据能达到的 inter_bw 比例。")),
        Parameter(
            .arch, "inter_latency", \.chip.network.inter.latency, .time, 0...1, physical: 0.5e-6...200e-6,
            aliases: ["组间启动时延"],
            say(en: "Start-up latency of one transfer between fast domains.", zh: "高速域之间一次传输的启动时延。")),
        Parameter(
            .arch, "host_bw", \.chip.network.hostBandwidth, .bandwidth, 0...1e16, aliases: ["主机转发带宽"],
            unstated: say(en: "assumed: chips of a domain reach each other directly", zh: "假设：域内芯片直接互通"),
            say(
                en:
                    "What passes between chips of a fast domain through their host in all; 0 where they reach each other directly.",
                zh: "高速域内芯片经主机转发的总带宽；直接互通则为 0。")),
        Parameter(
            .arch, "nics", \.chip.network.cards, .count, 0...1_000_000, whole: true, aliases: ["网卡数", "高速域网卡数"],
            unstated: say(en: "assumed: a NIC for each chip", zh: "假设：每颗芯片一张网卡"),
            say(
                en: "NICs of a fast domain, each with inter_bw, which its chips share; 0 for one for each chip.",
                zh: "一个高速域的网卡数，每张网卡带宽为 inter_bw，由域内芯片共享；0 表示每颗芯片一张。")),
        Parameter(
            .arch, "rails", choice: \.chip.network.rails, aliases: ["轨道组网"],
            unstated: say(en: "assumed: every NIC reaches every other", zh: "假设：网卡之间任意互通"),
            say(
                en:
                    "Whether a NIC reaches only those of its place in other domains, so that an all-to-all crosses its domain too.",
                zh: "网卡是否只与其他域中同位置的网卡互通（轨道组网），All2All 需先在域内转发。")),
        Parameter(
            .arch, "reduce_start", \.chip.reduceStart, .time, 0...1, physical: 0...200e-6, aliases: ["跨域集合通信启动开销"],
            unstated: say(en: "assumed: none beyond that of transfers", zh: "假设：除传输启动时延外没有额外开销"),
            say(
                en: "Start-up of an all-reduce or all-gather between fast domains beyond that of its transfers.",
                zh: "跨高速域的 All-reduce 或 All-gather 在传输启动时延之外的启动开销。")),
        Parameter(
            .arch, "rack_size", \.chip.network.rack.size, .count, 0...1_000_000, whole: true, aliases: ["机柜级规模"],
            say(
                en: "Chips that reach each other over the third tier; 0 for no such tier.",
                zh: "通过第三层网络（机柜级）互通的芯片数；无此层则为 0。")),
        Parameter(
            .arch, "rack_bw", \.chip.network.rack.bandwidth, .bandwidth, 1...1e16, aliases: ["机柜级带宽"],
            say(en: "Link bandwidth of the third tier, per chip and direction.", zh: "第三层网络（机柜级）的链路带宽，单芯单向。")),
        Parameter(
            .arch, "rack_util", \.chip.network.rack.utilisation, .ratio, 0.01...1, aliases: ["机柜级带宽利用率"],
            say(en: "Share of rack_bw that payload reaches.", zh: "有效数据能达到的 rack_bw 比例。")),
        Parameter(
            .arch, "rack_latency", \.chip.network.rack.latency, .time, 0...1, aliases: ["机柜级启动时延"],
            say(en: "Start-up latency of one transfer over the third tier.", zh: "第三层网络（机柜级）一次传输的启动时延。")),
        Parameter(
            .arch, "spine_size", \.chip.network.spine.size, .count, 0...1_000_000, whole: true, aliases: ["骨干级规模"],
            say(
                en: "Chips that reach each other over the fourth tier; 0 for no such tier.",
                zh: "通过第四层网络（骨干级）互通的芯片数；无此层则为 0。")),
        Parameter(
            .arch, "spine_bw", \.chip.network.spine.bandwidth, .bandwidth, 1...1e16, aliases: ["骨干级带宽"],
            say(en: "Link bandwidth of the fourth tier, per chip and direction.", zh: "第四层网络（骨干级）的链路带宽，单芯单向。")),
        Parameter(
            .arch, "spine_util", \.chip.network.spine.utilisation, .ratio, 0.01...1, aliases: ["骨干级带宽利用率"],
            say(en: "Share of spine_bw that payload reaches.", zh: "有效数据能达到的 spine_bw 比例。")),
        Parameter(
            .arch, "spine_latency", \.chip.network.spine.latency, .time, 0...1, aliases: ["骨干级启动时延"],
            say(en: "Start-up latency of one transfer over the fourth tier.", zh: "第四层网络（骨干级）一次传输的启动时延。")),
        Parameter(
            .arch, "congestion", \.chip.congestion, .count, 0...100, physical: 0...6, aliases: ["拥塞系数"],
            say(
                en: "Standard deviations by which the busiest rank's all-to-all traffic exceeds the mean.",
                zh: "最忙一卡的 All2All 流量超出平均值的标准差倍数。")),
        Parameter(
            .arch, "message_gap", \.chip.messageGap, .time, 0...1, physical: 0...5e-6, aliases: ["消息间隔"],
            say(
                en: "Time to issue one more message to another peer in a direct exchange.",
                zh: "直连交换中，向另一对端多发一条消息所需的时间。")),
        Parameter(
            .arch, "a2a_relay", choice: \.chip.relaysAllToAll, aliases: ["全交换中继"],
            say(
                en: "When an all-to-all may send a vector once to a domain and spread it there.",
                zh: "All2All 何时可将同一向量只向目标高速域发送一次，再在域内分发。")),
        Parameter(
            .arch, "a2a_peers", choice: \.chip.allToAllPeers, aliases: ["全交换域内路径"],
            unstated: say(en: "assumed: one transport for all peers", zh: "假设：所有对端使用同一传输方式"),
            say(
                en:
                    "Whether an all-to-all beyond a fast domain reaches peers inside it over the outer links too (outer) or over "
                    + "their own (inner).",
                zh: "跨高速域的 All2All 到域内对端走外层链路（outer）还是域内链路（inner）。")),
        Parameter(
            .arch, "a2a_util", \.chip.allToAllUtilisation, .ratio, 0.01...2, physical: 0.1...1, aliases: ["全交换域内带宽比例"],
            unstated: say(en: "assumed: as other transfers", zh: "假设：与其他传输相同"),
            say(
                en: "Share of the payload rate of inner links that kernels of an all-to-all reach.",
                zh: "All2All 算子能达到的域内有效带宽比例。")),
        Parameter(
            .arch, "matrix_eff", \.chip.matrixEfficiency, .ratio, 0.01...1, physical: 0.1...1, aliases: ["矩阵乘效率"],
            say(en: "Share of the matrix peak that a large product reaches.", zh: "大规模矩阵乘能达到的矩阵峰值算力比例。")),
        Parameter(
            .arch, "attn_eff", \.chip.attentionEfficiency, .ratio, 0.01...1, physical: 0.05...1,
            aliases: ["注意力算子效率", "注意力效率"],
            say(en: "Share of the matrix peak that attention reaches.", zh: "注意力算子能达到的矩阵峰值算力比例。")),
        Parameter(
            .arch, "overlap", \.chip.overlap, .ratio, 0...1, physical: 0...1, aliases: ["计算访存重叠比例", "计算与访存重叠比例"],
            say(
                en: "Share of the shorter of compute and DMA that hides behind the longer.",
                zh: "计算与 DMA 中较短者被较长者掩盖的比例。")),
        Parameter(
            .arch, "tbo_overlap", \.chip.batchOverlap, .ratio, 0...1, physical: 0...1, aliases: ["双批次重叠掩盖比例"],
            say(
                en: "Share of the shorter of computation and communication that two-batch overlap hides.",
                zh: "双批次重叠（TBO）时，计算与通信中较短者被掩盖的比例。")),
        Parameter(
            .arch, "elementwise", \.chip.elementwise, .ratio, 0...4, physical: 0...4, aliases: ["逐元素算子访存比例"],
            say(
                en: "Share of the activations of element-wise kernels that go through DRAM; 0 where all are fused.",
                zh: "逐元素算子的激活值经过 DRAM 的比例；全部融合则为 0。")),
        Parameter(
            .arch, "expert_rows", \.chip.expertRows, .count, 1...4096, whole: true, aliases: ["专家补齐行数"],
            say(
                en: "Rows to which each routed expert's products are padded; 1 for those of cube_m.",
                zh: "每个路由专家的矩阵乘补齐到的行数；1 表示按 cube_m。")),
        Parameter(
            .arch, "attn_rows", \.chip.attentionRows, .count, 1...4096, whole: true, aliases: ["注意力补齐行数"],
            say(en: "Query rows to which the matrix unit pads latent attention.", zh: "矩阵单元计算潜在注意力时，查询补齐到的行数。")),
        Parameter(
            .arch, "launch", \.chip.launch, .time, 0...1, physical: 0...20e-6, aliases: ["算子下发开销"],
            say(en: "Start-up of one operator.", zh: "单个算子的下发开销。")),
        Parameter(
            .arch, "prefill_launch", \.chip.prefillLaunch, .time, 0...1, physical: 0...100e-6,
            aliases: ["Prefill算子下发开销"],
            say(
                en: "Start-up of one operator in a prefill, which no captured graph replays; the larger of it and "
                    + "launch counts.",
                zh: "Prefill 中单个算子的下发开销（没有图回放）；与 launch 取较大者。")),
        Parameter(
            .arch, "layer_time", \.chip.layerTime, .time, 0...1, physical: 0...2e-3, aliases: ["每层间隙"],
            say(
                en: "Gaps of one layer in a pass that no operator fills: dispatch, runtime.",
                zh: "每层中没有算子执行的间隙：下发、运行时开销。")),
        Parameter(
            .arch, "usual_runtime", choice: \.chip.usualRuntime, aliases: ["常用推理框架"],
            unstated: say(en: "assumed: none is known", zh: "假设：未知"),
            say(en: "What the chip is usually served by, which runtime=auto takes.", zh: "该芯片常用的推理框架，runtime=auto 时采用。")
        ),
        Parameter(
            .arch, "vllm_layer_time", \.chip.vllmLayerTime, .time, 0...1, physical: 0...200e-6,
            aliases: ["vLLM每层额外间隙"],
            say(
                en: "What a layer takes more under runtime=vllm, as gaps between its kernels.",
                zh: "runtime=vllm 时每层额外增加的算子间隙。")),
        Parameter(
            .arch, "request_time", \.chip.requestTime, .time, 0...10, physical: 0...0.5, aliases: ["单请求主机开销"],
            say(
                en: "Host time of one request before its first token, when serving is agg or disagg.",
                zh: "单个请求在首 token 前的主机耗时（serving 为 agg 或 disagg 时）。")),
        Parameter(
            .arch, "sequence_time", \.chip.sequenceTime, .time, 0...1, physical: 0...200e-6, aliases: ["单序列主机开销"],
            say(
                en: "Host time of one step for each sequence in it: sampling, streaming.",
                zh: "单步中每条序列的主机耗时：采样、流式输出。")),
        Parameter(
            .arch, "a2a_start", \.chip.allToAllStart, .time, 0...1, physical: 0...200e-6, aliases: ["全交换启动开销"],
            say(
                en: "Start-up of an all-to-all beyond that of a transfer: counting, synchronising, spreading rows.",
                zh: "All2All 在传输启动时延之外的启动开销：计数、同步、数据分发。")),
        Parameter(
            .arch, "widen_eff", \.chip.wideningEfficiency, .ratio, 0.05...1, physical: 0.1...1, aliases: ["权重转换效率"],
            say(
                en: "Share of the matrix rate that is left where weights are widened to the format of activations "
                    + "first.",
                zh: "权重需先转换为激活值的格式时，矩阵算力保留的比例。")),
        Parameter(
            .arch, "host_time", \.chip.hostTime, .time, 0...10, physical: 0...20e-3, aliases: ["主机侧开销", "主机开销"],
            say(en: "Host time of one step: scheduling, sampling.", zh: "单步的主机耗时：调度、采样。")),
        Parameter(
            .arch, "cube_m", \.chip.cubeM, .count, 1...4096, whole: true, aliases: ["矩阵单元行数"],
            say(en: "Rows of the matrix unit.", zh: "矩阵单元的行数（M）。")),
        Parameter(
            .arch, "cube_k", \.chip.cubeK, .count, 1...4096, whole: true, aliases: ["矩阵单元深度"],
            say(en: "Depth of the matrix unit.", zh: "矩阵单元的深度（K）。")),
        Parameter(
            .arch, "cube_n", \.chip.cubeN, .count, 1...4096, whole: true, aliases: ["矩阵单元列数"],
            say(en: "Columns of one core's matrix unit.", zh: "单个核心的矩阵单元列数（N）。")),
        Parameter(
            .arch, "tdp", \.chip.power, .power, 0...1e6, aliases: ["热设计功耗"],
            say(en: "Thermal design power; 0 where unpublished.", zh: "热设计功耗；未公布则为 0。")),
        Parameter(
            .arch, "power_share", \.chip.powerShare, .ratio, 0.01...2, aliases: ["实际功耗比例"],
            unstated: say(en: "assumed: tdp is drawn in full", zh: "假设：按 tdp 满功耗运行"),
            say(en: "Power that a chip draws while it serves, as a share of tdp.", zh: "芯片服务时的实际功耗占 tdp 的比例。")),
        Parameter(
            .arch, "price", \.rent, .money, 0...1e6, isAlias: false, aliases: ["每小时租金", "租金"],
            unstated: say(en: "assumed: not known, so that no plan has a cost", zh: "假设：未知，因此方案没有成本"),
            say(
                en: "Rent of a chip for an hour, in the currency that is set; 0 where it is not known.",
                zh: "单芯每小时租金，以所设货币计；未知则为 0。")),
        Parameter(
            .arch, "capex", \.investment, .money, 0...1e9, isAlias: false, aliases: ["购置成本"],
            unstated: say(en: "assumed: not known, so that no plan has a cost", zh: "假设：未知，因此方案没有成本"),
            say(
                en: "What a chip costs with its share of the node, in the currency that is set; 0 where it is not "
                    + "known.",
                zh: "单芯购置成本，含分摊的整机成本，以所设货币计；未知则为 0。")),
        Parameter(
            .arch, "price_in", choice: \.chip.currency, aliases: ["价格货币"],
            unstated: say(en: "assumed: US dollars", zh: "假设：美元"),
            say(
                en: "What price and capex are in: what was set when they were.",
                zh: "price 与 capex 所用的货币，即设置它们时的货币。")),
        Parameter(
            .arch, "list_price", choice: \.chip.listPrice, aliases: ["公开标价"],
            unstated: say(en: "assumed: a price that is set is the buyer's own", zh: "假设：所设价格为用户自己的价格"),
            say(
                en: "Whether price is one that somebody lists, by which costs show where they are asked for alone.",
                zh: "price 是否为公开标价；若是，成本只在被问到时显示。")),
        Parameter(
            .arch, "years", \.chip.years, .count, 0.1...50, aliases: ["折旧年限"],
            unstated: say(en: "assumed: four years, as servers are mostly kept", zh: "假设：四年，服务器的一般使用年限"),
            say(en: "Years over which capex is written off.", zh: "capex 的折旧年限。")),
    ]
}
