import Lanes
import Units

extension Metric {
    /// The registry, in the order of table columns.
    public static let all: [Metric] =
        [
            chips, tp, sp, pp, dp, moeTP, ep, batch, totalBatch, ttft, tpot, tpsBatch, tpsChip, totalTPS, mfu, dram,
            commShare, tbo, tboBreakeven, replicas, allChips, nodes, bought, pdRatio, fits,
        ] + ofLoad + ofMoney

    /// Finds a metric by its name, the case study's or another one, in any case.
    public static func named(_ word: String) -> Metric? {
        vocabulary[word].flatMap { name in all.first { $0.name == name } }
    }

    private static let vocabulary = Vocabulary(all.map { ($0.name, $0.study, $0.aliases) })

    /// The columns of the case study's table, in its order.
    public static let study: [Metric] = [
        batch, tp, dp, moeTP, ep, totalBatch, tpot, tpsBatch, tpsChip, totalTPS, mfu, dram,
    ]

    static let chips = Metric(
        "chips", showing: .layout(),
        summary: say(
            en: "Chips of the deployment; of one decode worker where serving is disagg.",
            zh: "部署的芯片数；serving 为 disagg 时是单个 Decode 实例的芯片数。"),
        formula: "chips",
        traced: { $0.scenario.deployment.chips }
    ) { $0.scenario.deployment.chips }

    static let tp = Metric(
        "tp", showing: .layout(),
        summary: say(en: "Chips that share one attention layer (tensor parallelism).", zh: "共同计算一个注意力层的芯片数（张量并行）。"),
        formula: "tp",
        traced: { $0.scenario.deployment.tp }
    ) { $0.scenario.deployment.tp }

    static let sp = Metric(
        "sp", showing: .layout(),
        summary: say(
            en: "Groups that share the tokens of a sequence in prefill (sequence parallelism).",
            zh: "Prefill 中分担一条序列 token 的组数（序列并行）。"),
        formula: "sp", standard: 1,
        traced: { $0.scenario.deployment.sp }
    ) { $0.scenario.deployment.sp }

    static let pp = Metric(
        "pp", showing: .layout(),
        summary: say(en: "Pipeline stages.", zh: "流水线级数。"),
        formula: "pp", standard: 1,
        traced: { $0.scenario.deployment.pp }
    ) { $0.scenario.deployment.pp }

    static let dp = Metric(
        "dp", showing: .onRequest,
        summary: say(en: "Attention replicas (data parallelism).", zh: "注意力部分的副本数（数据并行）。"),
        formula: "chips / (tp * sp * pp)", study: "MLA_DP",
        aliases: ["dp_size", "data_parallel_size", "数据并行度", "数据并行"],
        traced: { $0.scenario.deployment.dp }
    ) { $0.scenario.deployment.dp }

    static let moeTP = Metric(
        "moe_tp", showing: .layout(),
        summary: say(en: "Chips that share one expert.", zh: "共同计算一个专家的芯片数。"),
        formula: "moe_tp", void: hasNoExperts,
        traced: { $0.scenario.deployment.moeTP }
    ) { $0.scenario.deployment.moeTP }

    static let ep = Metric(
        "ep", showing: .layout(importance: 85),
        summary: say(en: "Expert-parallel ranks.", zh: "专家并行的份数。"),
        formula: "chips / (moe_tp * pp)", study: "MOE_EP", aliases: ["ep_size", "moe_ep_size", "专家并行度", "专家并行"],
        void: hasNoExperts,
        traced: { $0.scenario.deployment.ep }
    ) { $0.scenario.deployment.ep }

    private static let hasNoExperts: @Sendable (Scenario) -> Bool = { $0.model.moeLayers == 0 }

    static let batch = Metric(
        "batch", showing: .layout(), unit: "/chip", places: nil, prefillUnit: "total",
        summary: say(
            en: "Sequences decoded per chip; in prefill the sequences of the whole deployment.",
            zh: "单芯 Decode 的序列数；Prefill 时为整个部署的序列数。"),
        formula: "batch", serving: [.agg: inFlightPerChip, .disagg: inFlightPerChip],
        void: { $0.workload.isOpen || $0.workload.serving != .static && $0.deployment.concurrency > 0 },
        traced: { $0.sequencesPerChip }
    ) { $0.sequencesPerChip }

    private static let inFlightPerChip = "sequences / (chips * workers * replicas)"

    static let totalBatch = Metric(
        "total_batch", showing: .onRequest, better: .higher,
        summary: say(en: "Sequences in the whole deployment at once.", zh: "整个部署同时处理的序列数。"),
        formula: "sequences", study: "Total_Batch", aliases: ["总Batch", "总批大小"],
        traced: { $0.sequences }
    ) { $0.sequences }

    /// Time to first token.
    public static let ttft = Metric(
        "ttft_ms", showing: .figure(importance: 90), unit: "ms", dimension: .time, unitFactor: 1e-3, places: 1,
        better: .lower, phase: .prefill,
        summary: say(
            en: "Time to first token (FTL): the prefill of all prompts, or all that a served request waits for.",
            zh: "首字延迟（TTFT，即 FTL）：全部输入的 Prefill，或服务时请求等待的全部时间。"),
        formula: "step_ms", serving: [.agg: firstToken, .disagg: firstToken],
        aliases: ["ttft", "ftl", "ftl_ms", "首字延迟", "首字时延", "首token时延", "首token延迟"],
        traced: { $0.firstTokenMilliseconds }
    ) { $0.totals.firstToken > 0 ? $0.firstTokenMilliseconds : .nan }

    private static let firstToken = "request_ms + wait_ms + prefill_ms + kv_ms + queue_ms"

    /// Time per output token.
    public static let tpot = Metric(
        "tpot_ms", showing: .figure(importance: 90), unit: "ms", dimension: .time, unitFactor: 1e-3, places: 1,
        better: .lower, phase: .decode,
        summary: say(
            en: "Time per output token: one decode step over the tokens that it yields.",
            zh: "每输出 token 时延（TPOT）：Decode 单步耗时除以其产出的 token 数。"),
        formula: "step_ms / tokens_per_sequence", study: "Decode_Time_ms",
        aliases: [
            "tpot", "itl", "itl_ms", "每输出token时延", "每token时延", "每token延迟", "单token时延", "单token延迟",
            "token间时延", "token间延迟", "单步解码耗时",
        ],
        traced: { $0.milliseconds }
    ) { $0.milliseconds }

    /// Tokens per second of one request.
    public static let tpsBatch = Metric(
        "tps_batch", showing: .figure(importance: 80), unit: "/request", dimension: .throughput, places: 2,
        better: .higher,
        summary: say(
            en: "Tokens per second of one request: output tokens in decode and serving, prompt tokens in prefill.",
            zh: "单请求每秒 token 数：Decode 和服务时为输出 token，Prefill 时为输入 token。"),
        formula: "total_tps / total_batch", study: "TPS_per_Batch",
        aliases: ["TPS/Batch", "tps_request", "tps_per_request", "tps_user", "tps_per_user", "单请求速度", "单请求吞吐"],
        traced: { $0.tokensPerRequest }
    ) { $0.tokensPerRequest }

    /// What plans are ranked by unless something else is asked for.
    public static let tpsChip = Metric(
        "tps_chip", showing: .figure(importance: 300), unit: "/chip", dimension: .throughput, places: 1,
        better: .higher,
        summary: say(
            en: "Tokens per second and chip: output tokens in decode and serving, prompt tokens in prefill.",
            zh: "单芯每秒 token 数：Decode 和服务时为输出 token，Prefill 时为输入 token。"),
        formula: "total_tps / all_chips", study: "TPS_per_Chip",
        aliases: ["TPS/Chip", "tps_gpu", "tps_per_gpu", "单芯吞吐", "单芯吞吐量", "单卡吞吐"],
        traced: { $0.tokensPerChip }
    ) { $0.tokensPerChip }

    static let totalTPS = Metric(
        "total_tps", showing: .figure(importance: 50), unit: "total", dimension: .throughput, places: 0,
        better: .higher,
        summary: say(
            en: "Tokens per second of the whole deployment: output tokens in decode and serving, prompt tokens in "
                + "prefill.",
            zh: "整个部署每秒 token 数：Decode 和服务时为输出 token，Prefill 时为输入 token。"),
        formula: "tokens_per_step / step_ms * 1000",
        serving: [.agg: "request_rate * output", .disagg: "request_rate * output"], study: "Total_TPS",
        aliases: ["throughput", "总吞吐", "总吞吐量"],
        traced: { $0.tokensPerSecond }
    ) { $0.tokensPerSecond }

    /// Model FLOP utilisation, percent.
    public static let mfu = Metric(
        "mfu", showing: .figure(importance: 40), unit: "%", dimension: .ratio, unitFactor: 0.01, places: 1,
        better: .higher,
        summary: say(
            en: "Model FLOP utilisation: unpadded FLOP of a chip's step against its 8-bit peak.",
            zh: "模型算力利用率（MFU）：单芯单步的 FLOP（不含补齐）与其 8 位峰值算力之比。"),
        formula: "100 * flop_per_step / (step_ms / 1000 * flops)", study: "MFU", aliases: ["模型算力利用率", "算力利用率"],
        traced: { $0.utilisation }
    ) { $0.utilisation }

    static let dram = Metric(
        "dram", showing: .figure(importance: 60), unit: "GiB/chip", dimension: .bytes, unitFactor: Gibibyte.bytes,
        places: 1, better: .lower,
        summary: say(
            en: "DRAM that the fullest chip needs: weights, KV cache, activations, buffers and what the runtime keeps.",
            zh: "占用最多的芯片所需的 DRAM：权重、KV 缓存、激活值、缓冲区与框架预留。"),
        formula: "weights + kv_cache + activations + buffers + reserve", study: "DRAM_GB",
        aliases: ["dram_gib", "单芯DRAM占用", "DRAM占用", "显存占用"],
        of: Whole(title: say(en: "the DRAM of a chip", zh: "单芯 DRAM")) { $0.need.capacity.inGiB },
        traced: { $0.gibibytes }
    ) { $0.gibibytes }

    static let commShare = Metric(
        "comm_share", showing: .figure(importance: 30), unit: "% of step", dimension: .ratio, unitFactor: 0.01,
        places: 1, better: .lower,
        summary: say(en: "Share of the step spent in communication that nothing hides.", zh: "单步中未被掩盖的通信耗时占比。"),
        formula: "100 * comm_ms / step_ms", aliases: ["comm", "通信占比"],
        traced: { $0.communicationShare }
    ) { $0.communicationShare }

    /// Whether two half batches overlap, as a number.
    public static let tbo = Metric(
        "tbo", showing: .layout(),
        summary: say(
            en: "Whether two half batches overlap (two-batch overlap): 1 for yes, 0 for no.",
            zh: "两个半批是否重叠（双批次重叠，TBO）：1 为是，0 为否。"),
        formula: say(en: "as set; with auto, whichever is faster", zh: "按设置；auto 时取较快者"), standard: 0, isFlag: true,
        aliases: ["双批次重叠"], decidedBy: TwoBatchOverlap.grounds,
        traced: { $0.totals.splitCode }
    ) { $0.totals.splitCode }

    static let replicas = Metric(
        "replicas", showing: .layout(importance: 85),
        summary: say(en: "Copies of the whole deployment, which share the requests.", zh: "整个部署的副本数，各副本分担请求。"),
        formula: "replicas", standard: 1,
        traced: { $0.scenario.deployment.replicas }
    ) { $0.scenario.deployment.replicas }

    /// Chips of all workers of all copies.
    public static let allChips = Metric(
        "all_chips", showing: .layout(importance: 85),
        summary: say(en: "Chips of all workers of all copies.", zh: "全部副本、全部实例的芯片数。"),
        formula: "chips * replicas", serving: [.disagg: "(chips * workers + prefiller_chips * prefillers) * replicas"],
        aliases: ["total_chips", "总芯片数", "总卡数"],
        implied: { $0.workload.serving != .disagg && $0.deployment.replicas == 1 },
        traced: { $0.chips }
    ) { $0.chips }

    /// Fast domains that the chips fill.
    public static let nodes = Metric(
        "nodes", showing: .onRequest,
        summary: say(
            en: "Fast domains (group) that the chips of all copies fill, the last one in part.",
            zh: "全部副本的芯片所占的高速域（group）数，最后一个可不满。"),
        formula: say(en: "all_chips / group, rounded up", zh: "all_chips / group，向上取整"), standard: 1,
        aliases: ["高速域数", "节点数"],
        traced: { $0.nodes }
    ) { $0.nodes }

    /// Chips that are paid for, whether a plan uses them or not.
    static let bought = Metric(
        "bought", showing: .onRequest, unit: "chips",
        summary: say(
            en: "Chips of all copies with the rest of their last node or rack, as they are bought.",
            zh: "全部副本的芯片按整节点或整机柜购置时的芯片数。"),
        formula: say(
            en: "all_chips, rounded up to whole nodes or racks, of each kind of chip",
            zh: "all_chips 按芯片种类向上取整到整节点或整机柜"),
        aliases: ["购置芯片数", "购置数"],
        traced: { $0.bought }
    ) { $0.bought }

    /// How many chips prefill has for each that decodes.
    static let pdRatio = Metric(
        "pd_ratio", showing: .figure(importance: 70), unit: "chips", places: 2, only: .disagg,
        summary: say(
            en: "Chips that prefill for each that decodes, where prefill has chips of its own.",
            zh: "Prefill 有独立芯片时，每颗 Decode 芯片对应的 Prefill 芯片数。"),
        formula: "prefiller_chips * prefillers / (chips * workers)", aliases: ["PD配比"]
    ) { plan in
        let d = plan.scenario.deployment
        return d.prefillWorkerChips * plan.totals.prefillWorkers / (d.chips * d.decodeWorkers)
    }

    /// The smallest batch at which two half batches pay.
    public static let tboBreakeven = Metric(
        "tbo_breakeven", showing: .onRequest, unit: "from batch",
        summary: say(
            en: "Smallest batch at which two-batch overlap pays, all else equal; none up to 65536 where empty.",
            zh: "其他条件不变时，双批次重叠（TBO）有收益的最小 Batch；为空表示到 65536 仍无收益。"),
        formula: "", isOnDemand: true, aliases: ["TBO收益起点Batch", "TBO收益起点"]
    ) { TwoBatchOverlap.breakeven($0.scenario) ?? .nan }

    /// Whether the plan fits, as a number so that it can be filtered.
    public static let fits = Metric(
        "fits", showing: .onRequest,
        summary: say(
            en: "Whether the bytes of a chip fit its DRAM with all requests in flight: 1 for yes, 0 for no.",
            zh: "全部请求在途时，单芯所需的字节数是否不超过其 DRAM：1 为是，0 为否。"),
        formula: "dram <= chip_dram", standard: 1, isFlag: true, aliases: ["容量是否满足", "容量满足"],
        decidedBy: { [$0.need.bytes, $0.need.capacity] },
        traced: { $0.fitting }
    ) { $0.fitting }
}
