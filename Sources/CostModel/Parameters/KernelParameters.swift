import Units

// Constants by class of kernels; what a chip does not state is neutral.

extension Parameter {
    static let arch: [Parameter] = chip + kernels

    private static let kernels: [Parameter] = [
        Parameter(
            .arch, "expert_start", \.chip.kernels.expertStart, .time, 0...1, physical: 0...500e-6,
            aliases: ["专家算子启动开销"],
            say(
                en: "What routed experts take in a layer beside their products: choosing, sorting and summing rows.",
                zh: "每层路由专家在矩阵乘之外的耗时：选取、排序、汇总各行。")),
        Parameter(
            .arch, "expert_overlap", \.chip.kernels.expertOverlap, .ratio, 0...1, physical: 0...1,
            aliases: ["专家计算访存重叠比例"],
            say(
                en: "Share of overlap that is left in products of routed experts; 0 adds compute and DMA up.",
                zh: "路由专家的矩阵乘保留的 overlap 比例；0 表示计算与 DMA 相加。")),
        Parameter(
            .arch, "expert_eff", \.chip.kernels.expertEfficiency, .ratio, 0.05...2, physical: 0.1...2,
            aliases: ["专家矩阵乘效率"],
            say(
                en: "Share of matrix_eff that products of routed experts reach.",
                zh: "路由专家的矩阵乘能达到的 matrix_eff 比例。")),
        Parameter(
            .arch, "trtllm_expert_rate", \.chip.kernels.trtllmExpertRate, .ratio, 0.1...10, physical: 0.5...3,
            aliases: ["TensorRT-LLM专家算力比"],
            say(
                en: "Rate of products of routed experts under runtime=trtllm, over that under others.",
                zh: "runtime=trtllm 时路由专家矩阵乘的速率与其他框架之比。")),
        Parameter(
            .arch, "expert_util", \.chip.kernels.expertUtilisation, .ratio, 0.05...2, physical: 0.2...1.2,
            aliases: ["专家访存利用率"],
            say(
                en: "Share of dram_util that reading routed experts reaches.",
                zh: "读取路由专家权重能达到的 dram_util 比例。")),
        Parameter(
            .arch, "expert_spread", \.chip.kernels.expertSpread, .ratio, 0...4, physical: 0...2,
            aliases: ["专家负载离散度"],
            say(
                en:
                    "Standard deviation of experts' loads over their mean, where expert_load is default and no experts are "
                    + "redundant.",
                zh: "专家负载的标准差与均值之比；expert_load 不为 default 或有冗余专家时不起作用。")),
        Parameter(
            .arch, "shared_overlap", \.chip.kernels.sharedOverlap, .ratio, 0...1, physical: 0...1,
            aliases: ["共享专家掩盖比例"],
            say(
                en: "Share of the combine behind which the shared expert may hide.",
                zh: "combine 通信中可用来掩盖共享专家的比例。")),
        Parameter(
            .arch, "attn_start", \.chip.kernels.attentionStart, .time, 0...1, physical: 0...200e-6,
            aliases: ["注意力启动开销"],
            say(
                en: "What attention takes in a layer beside its launch: splitting the context, merging the parts.",
                zh: "每层注意力在下发开销之外的耗时：切分上下文、合并各部分。")),
        Parameter(
            .arch, "attn_ramp", \.chip.kernels.attentionRamp, .count, 0...1e5, physical: 0...4000,
            aliases: ["注意力爬升长度"],
            say(
                en: "Tokens of a prompt at which attention in prefill reaches half of its rate.",
                zh: "Prefill 注意力达到一半速率时的提示词 token 数。")),
        Parameter(
            .arch, "attn_rate", choice: \.chip.kernels.attentionRate, aliases: ["注意力算力格式"],
            say(
                en: "The format whose peak attention runs at: of weights, of the KV cache, or 16 bits.",
                zh: "注意力按哪种格式的峰值算力计算：权重、KV 缓存或 16 位。")),
        Parameter(
            .arch, "sglang_layer_time", \.chip.kernels.sglangLayerTime, .time, 0...1, physical: 0...500e-6,
            aliases: ["SGLang每层额外间隙"],
            say(
                en: "What a layer takes more under runtime=sglang, as gaps between its kernels.",
                zh: "runtime=sglang 时每层额外增加的算子间隙。")),
    ]
}
