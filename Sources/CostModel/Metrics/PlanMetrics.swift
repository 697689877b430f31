import Lanes
import Units

extension Metric {
    /// The registry, in the order of table columns.
    public static let all: [Metric] =
        [
            chips, tp, sp, pp, dp, moeTP, ep, batch, totalBatch, ttft, tpot, tpsBatch, tpsChip, totalTPS, mfu, dram,
            commShare, tbo, tboBreakeven, replicas, allChips, nodes, pdRatio, fits,
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
        "chips", showing: .layout(), summary: "Chips of the deployment; of one decode worker where serving is disagg.",
        formula: "chips",
        traced: { $0.scenario.deployment.chips }
    ) { $0.scenario.deployment.chips }

    static let tp = Metric(
        "tp", showing: .layout(), summary: "Chips that share one attention layer (tensor parallelism).", formula: "tp",
        traced: { $0.scenario.deployment.tp }
    ) { $0.scenario.deployment.tp }

    static let sp = Metric(
        "sp", showing: .layout(),
        summary: "Groups that share the tokens of a sequence in prefill (sequence parallelism).",
        formula: "sp", standard: 1,
        traced: { $0.scenario.deployment.sp }
    ) { $0.scenario.deployment.sp }

    static let pp = Metric(
        "pp", showing: .layout(), summary: "Pipeline stages.", formula: "pp", standard: 1,
        traced: { $0.scenario.deployment.pp }
    ) { $0.scenario.deployment.pp }

    static let dp = Metric(
        "dp", showing: .onRequest, summary: "Attention replicas (data parallelism).", formula: "chips / (tp * sp * pp)",
        study: "MLA_DP", aliases: ["dp_size", "data_parallel_size"],
        traced: { $0.scenario.deployment.dp }
    ) { $0.scenario.deployment.dp }

    static let moeTP = Metric(
        "moe_tp", showing: .layout(), summary: "Chips that share one expert.", formula: "moe_tp",
        idle: hasNoExperts,
        traced: { $0.scenario.deployment.moeTP }
    ) { $0.scenario.deployment.moeTP }

    static let ep = Metric(
        "ep", showing: .layout(importance: 85), summary: "Expert-parallel ranks.", formula: "chips / (moe_tp * pp)",
        study: "MOE_EP",
        aliases: ["ep_size", "moe_ep_size"],
        idle: hasNoExperts,
        traced: { $0.scenario.deployment.ep }
    ) { $0.scenario.deployment.ep }

    private static let hasNoExperts: @Sendable (Scenario) -> Bool = { $0.model.moeLayers == 0 }

    static let batch = Metric(
        "batch", showing: .layout(), unit: "/chip", places: nil, prefillUnit: "total",
        summary: "Sequences decoded per chip; in prefill the sequences of the whole deployment.", formula: "batch",
        serving: [.agg: inFlightPerChip, .disagg: inFlightPerChip],
        idle: { $0.workload.isOpen || $0.workload.serving != .static && $0.deployment.concurrency > 0 },
        traced: { $0.sequencesPerChip }
    ) { $0.sequencesPerChip }

    private static let inFlightPerChip = "sequences / (chips * workers * replicas)"

    static let totalBatch = Metric(
        "total_batch", showing: .onRequest, better: .higher,
        summary: "Sequences in the whole deployment at once.", formula: "sequences", study: "Total_Batch",
        traced: { $0.sequences }
    ) { $0.sequences }

    /// Time to first token.
    public static let ttft = Metric(
        "ttft_ms", showing: .figure(importance: 90), unit: "ms", dimension: .time, unitFactor: 1e-3, places: 1,
        better: .lower,
        phase: .prefill,
        summary: "Time to first token (FTL): the prefill of all prompts, or all that a served request waits for.",
        formula: "step_ms", serving: [.agg: firstToken, .disagg: firstToken], aliases: ["ttft", "ftl", "ftl_ms"],
        traced: { $0.firstTokenMilliseconds }
    ) { $0.totals.firstToken > 0 ? $0.firstTokenMilliseconds : .nan }

    private static let firstToken = "request_ms + wait_ms + prefill_ms + kv_ms + queue_ms"

    /// Time per output token.
    public static let tpot = Metric(
        "tpot_ms", showing: .figure(importance: 90), unit: "ms", dimension: .time, unitFactor: 1e-3, places: 1,
        better: .lower,
        phase: .decode, summary: "Time per output token: one decode step over the tokens that it yields.",
        formula: "step_ms / tokens_per_sequence", study: "Decode_Time_ms", aliases: ["tpot", "itl", "itl_ms"],
        traced: { $0.milliseconds }
    ) { $0.milliseconds }

    static let tpsBatch = Metric(
        "tps_batch", showing: .figure(importance: 80), unit: "/request", dimension: .throughput, places: 2,
        better: .higher,
        summary: "Tokens per second of one request: output tokens in decode and serving, prompt tokens in prefill.",
        formula: "total_tps / total_batch", study: "TPS_per_Batch",
        aliases: ["TPS/Batch", "tps_request", "tps_per_request", "tps_user", "tps_per_user"],
        traced: { $0.tokensPerRequest }
    ) { $0.tokensPerRequest }

    /// What plans are ranked by unless something else is asked for.
    public static let tpsChip = Metric(
        "tps_chip", showing: .figure(importance: 300), unit: "/chip", dimension: .throughput, places: 1,
        better: .higher,
        summary: "Tokens per second and chip: output tokens in decode and serving, prompt tokens in prefill.",
        formula: "total_tps / all_chips", study: "TPS_per_Chip",
        aliases: ["TPS/Chip", "tps_gpu", "tps_per_gpu"],
        traced: { $0.tokensPerChip }
    ) { $0.tokensPerChip }

    static let totalTPS = Metric(
        "total_tps", showing: .figure(importance: 50), unit: "total", dimension: .throughput, places: 0,
        better: .higher,
        summary:
            "Tokens per second of the whole deployment: output tokens in decode and serving, prompt tokens in prefill.",
        formula: "tokens_per_step / step_ms * 1000",
        serving: [.agg: "request_rate * output", .disagg: "request_rate * output"], study: "Total_TPS",
        aliases: ["throughput"],
        traced: { $0.tokensPerSecond }
    ) { $0.tokensPerSecond }

    /// Model FLOP utilisation, percent.
    public static let mfu = Metric(
        "mfu", showing: .figure(importance: 40), unit: "%", dimension: .ratio, unitFactor: 0.01, places: 1,
        better: .higher,
        summary: "Model FLOP utilisation: unpadded FLOP of a chip's step against its 8-bit peak.",
        formula: "100 * flop_per_step / (step_ms / 1000 * flops)", study: "MFU",
        traced: { $0.utilisation }
    ) { $0.utilisation }

    static let dram = Metric(
        "dram", showing: .figure(importance: 60), unit: "GiB/chip", dimension: .bytes, unitFactor: Gibibyte.bytes,
        places: 1,
        better: .lower,
        summary:
            "DRAM that the fullest chip needs: weights, KV cache, activations, buffers and what the runtime keeps.",
        formula: "weights + kv_cache + activations + buffers + reserve", study: "DRAM_GB", aliases: ["dram_gib"],
        of: Whole(title: "the DRAM of a chip") { $0.need.capacity.inGiB },
        traced: { $0.gibibytes }
    ) { $0.gibibytes }

    static let commShare = Metric(
        "comm_share", showing: .figure(importance: 30), unit: "% of step", dimension: .ratio, unitFactor: 0.01,
        places: 1,
        better: .lower, summary: "Share of the step spent in communication that nothing hides.",
        formula: "100 * comm_ms / step_ms", aliases: ["comm"],
        traced: { $0.communicationShare }
    ) { $0.communicationShare }

    /// Whether two half batches overlap, as a number.
    public static let tbo = Metric(
        "tbo", showing: .layout(),
        summary: "Whether two half batches overlap (two-batch overlap): 1 for yes, 0 for no.",
        formula: "as set; with auto, whichever is faster", standard: 0, isFlag: true,
        decidedBy: TwoBatchOverlap.grounds,
        traced: { $0.totals.splitCode }
    ) { $0.totals.splitCode }

    static let replicas = Metric(
        "replicas", showing: .layout(importance: 85),
        summary: "Copies of the whole deployment, which share the requests.", formula: "replicas", standard: 1,
        traced: { $0.scenario.deployment.replicas }
    ) { $0.scenario.deployment.replicas }

    /// Chips of all workers of all copies.
    public static let allChips = Metric(
        "all_chips", showing: .layout(importance: 85),
        summary: "Chips of all workers of all copies.",
        formula: "chips * replicas",
        serving: [.disagg: "(chips * workers + prefiller_chips * prefillers) * replicas"],
        aliases: ["total_chips"], idle: { $0.workload.serving != .disagg && $0.deployment.replicas == 1 },
        traced: { $0.chips }
    ) { $0.chips }

    /// Fast domains that the chips fill.
    public static let nodes = Metric(
        "nodes", showing: .onRequest,
        summary: "Fast domains (group) that the chips of all copies fill, the last one in part.",
        formula: "all_chips / group, rounded up", standard: 1,
        traced: { $0.nodes }
    ) { $0.nodes }

    /// How many chips prefill has for each that decodes.
    static let pdRatio = Metric(
        "pd_ratio", showing: .figure(importance: 70), unit: "chips", places: 2, only: .disagg,
        summary: "Chips that prefill for each that decodes, where prefill has chips of its own.",
        formula: "prefiller_chips * prefillers / (chips * workers)"
    ) { plan in
        let d = plan.scenario.deployment
        return d.prefillWorkerChips * plan.totals.prefillWorkers / (d.chips * d.decodeWorkers)
    }

    /// The smallest batch at which two half batches pay.
    public static let tboBreakeven = Metric(
        "tbo_breakeven", showing: .onRequest, unit: "from batch",
        summary: "Smallest batch at which two-batch overlap pays, all else equal; none up to 65536 where empty.",
        formula: "", isOnDemand: true
    ) { TwoBatchOverlap.breakeven($0.scenario) ?? .nan }

    /// Whether the plan fits, as a number so that it can be filtered.
    public static let fits = Metric(
        "fits", showing: .onRequest,
        summary: "Whether the bytes of a chip fit its DRAM with all requests in flight: 1 for yes, 0 for no.",
        formula: "dram <= chip_dram",
        standard: 1, isFlag: true, decidedBy: { [$0.need.bytes, $0.need.capacity] },
        traced: { $0.fitting }
    ) { $0.fitting }
}
