import Queueing
import Units

/// A figure of an evaluation that formulas of metrics speak of, beside metrics and parameters.
public struct Figure: Sendable {
    /// The name in formulas.
    public let name: String
    /// What it is, in one sentence.
    public var summary: String { describe() }
    private let describe: @Sendable () -> String
    /// Reads it from a result.
    public let read: @Sendable (PlanResult) -> Double

    init(
        _ name: String, _ summary: @autoclosure @escaping @Sendable () -> String,
        _ read: @escaping @Sendable (PlanResult) -> Double
    ) {
        self.name = name
        describe = summary
        self.read = read
    }
}

extension Figure {
    /// The registry.
    public static let all: [Figure] = [
        Figure("step_ms", say(en: "Time of the step, milliseconds.", zh: "单步耗时（毫秒）。")) { $0.totals.seconds * 1e3 },
        Figure(
            "comm_ms",
            say(en: "Communication of the step that nothing hides, milliseconds.", zh: "单步中未被掩盖的通信耗时（毫秒）。")
        ) {
            $0.totals.communication * 1e3
        },
        Figure(
            "tokens_per_step",
            say(en: "Tokens that a step yields in all copies of the deployment.", zh: "单步在所有副本中产出的 token 数。")
        ) {
            $0.tokens
        },
        Figure(
            "tokens_per_sequence",
            say(en: "Tokens that a decode step yields for a sequence.", zh: "Decode 单步为一条序列产出的 token 数。")
        ) {
            $0.scenario.workload.tokensPerStep
        },
        Figure(
            "sequences",
            say(
                en: "Sequences in all copies: batch * chips in decode, batch in prefill, requests in flight in "
                    + "serving.",
                zh: "所有副本的序列数：Decode 为 batch * chips，Prefill 为 batch，服务时为在途请求数。")
        ) {
            $0.sequences
        },
        Figure(
            "workers",
            say(en: "Decode workers: 1 unless serving is disagg.", zh: "Decode 实例数：serving 不是 disagg 时为 1。")
        ) {
            $0.scenario.workload.serving == .disagg ? $0.scenario.deployment.decodeWorkers : 1
        },
        Figure("prefillers", say(en: "Prefill workers that take part.", zh: "参与的 Prefill 实例数。")) {
            $0.totals.prefillWorkers
        },
        Figure("prefiller_chips", say(en: "Chips of a prefill worker.", zh: "单个 Prefill 实例的芯片数。")) {
            $0.scenario.deployment.prefillWorkerChips
        },
        Figure(
            "request_ms",
            say(en: "Host time of a request before its first token, milliseconds.", zh: "单个请求在首 token 前的主机耗时（毫秒）。")
        ) {
            $0.scenario.prefillWorker.chip.requestTime * 1e3
        },
        Figure(
            "wait_ms",
            say(
                en: "Decode steps that a request waits beside its prefill, milliseconds.",
                zh: "请求在 Prefill 之外等待的 Decode 步耗时（毫秒）。")
        ) {
            FirstToken($0).wait * 1e3
        },
        Figure(
            "prefill_ms",
            say(en: "The pass that computes a request's prompt, milliseconds.", zh: "计算请求输入的那次 Prefill 的耗时（毫秒）。")
        ) {
            FirstToken($0).prefill * 1e3
        },
        Figure(
            "kv_ms",
            say(
                en: "Transfer of a request's KV cache to its decode worker, milliseconds.",
                zh: "请求的 KV 缓存传到其 Decode 实例的耗时（毫秒）。")
        ) {
            $0.totals.transfer * 1e3
        },
        Figure(
            "queue_ms",
            say(
                en: "Wait for the prefills of other requests and for room in the KV cache, milliseconds.",
                zh: "等待其他请求的 Prefill 和 KV 缓存空间的时间（毫秒）。")
        ) {
            FirstToken($0).queue * 1e3
        },
        Figure(
            "offered_rate",
            say(en: "Requests/s that come, or that users send.", zh: "每秒到达（或用户发送）的请求数。")
        ) {
            $0.open?.offered.rate ?? .nan
        },
        Figure(
            "good_share",
            say(en: "Share of requests that keep all limits of 'slo'.", zh: "满足“slo”全部限制的请求占比。")
        ) {
            $0.goodShare ?? .nan
        },
        Figure(
            "spread_ms",
            say(
                en: "Mean E2E beyond the means of its parts, milliseconds: answers of different lengths are held up "
                    + "differently.",
                zh: "平均 E2E 超出各部分均值之和的时间（毫秒）：长短不同的回答受阻程度不同。")
        ) {
            $0.totals.answerExcess * 1e3
        },
        Figure(
            "full_servers",
            say(
                en: "Copies of the model that decode; prefill workers where these bind.",
                zh: "执行 Decode 的模型副本数；受限于 Prefill 实例时为其数量。")
        ) {
            capacity($0).servers
        },
        Figure(
            "full_requests",
            say(
                en: "Requests that each has at once where it is never idle.",
                zh: "每个副本始终忙碌时同时处理的请求数。")
        ) {
            capacity($0).requests
        },
        Figure(
            "full_steps",
            say(en: "Steps, or passes, that a request takes part in.", zh: "单个请求参与的步数（或 Prefill 次数）。")
        ) {
            capacity($0).steps
        },
        Figure("full_step_ms", say(en: "Such a step with so many requests, milliseconds.", zh: "承载这么多请求时的单步耗时（毫秒）。")) {
            capacity($0).step * 1e3
        },
        Figure(
            "full_prompt_ms",
            say(
                en: "Time for which the prompt of a request holds up all that decode, milliseconds.",
                zh: "单个请求的 Prefill 使所有 Decode 停顿的时间（毫秒）。")
        ) {
            capacity($0).prompt * 1e3
        },
        Figure(
            "flop_per_step",
            say(en: "FLOP that one chip executes in a step, without padding.", zh: "单芯单步执行的 FLOP，不含补齐。")
        ) {
            $0.totals.flops
        },
        Figure("weights", say(en: "Weights on the fullest chip, GiB.", zh: "占用最多的芯片上的权重（GiB）。")) {
            fullest($0).weights.inGiB
        },
        Figure(
            "kv_cache",
            say(en: "KV cache and recurrent state on the fullest chip, GiB.", zh: "占用最多的芯片上的 KV 缓存与循环状态（GiB）。")
        ) {
            (fullest($0).kvCache + fullest($0).prefix).inGiB
        },
        Figure("activations", say(en: "Activations on the fullest chip, GiB.", zh: "占用最多的芯片上的激活值（GiB）。")) {
            fullest($0).activations.inGiB
        },
        Figure("buffers", say(en: "All-to-all buffers on the fullest chip, GiB.", zh: "占用最多的芯片上的 All2All 缓冲区（GiB）。")) {
            fullest($0).buffers.inGiB
        },
        Figure(
            "reserve",
            say(
                en: "What the runtime keeps of a chip's DRAM, GiB.",
                zh: "框架在单芯 DRAM 中的预留（GiB）。")
        ) {
            let worker = $0.workerMemory[0]
            return worker.use.reserve.inGiB
        },
        Figure("chip_dram", say(en: "DRAM of a chip, GiB.", zh: "单芯 DRAM（GiB）。")) { $0.need.capacity.inGiB },
        Figure(
            "chip_watts",
            say(
                en: "Power of the site for a chip, watts; of chips of two kinds the mean.",
                zh: "单芯对应的机房功率（瓦）；两种芯片时取平均。")
        ) {
            $0.watts / $0.chips
        },
        Figure(
            "chip_hour",
            say(
                en: "Cost of a chip for an hour; of chips of two kinds the mean.",
                zh: "单芯每小时成本；两种芯片时取平均。")
        ) {
            $0.costHour / $0.chips
        },
        Figure(
            "chip_own_hour",
            say(
                en: "The same of own chips: capex over their years, and electricity.",
                zh: "自有芯片的单芯每小时成本：capex 按年限折旧，加电费。")
        ) {
            $0.overChips(\.ownHour) / $0.chips
        },
        Figure("chip_rent_hour", say(en: "The same of rented chips.", zh: "租用芯片的单芯每小时成本。")) {
            $0.overChips(\.inputs.rent) / $0.chips
        },
    ]

    /// What the capacity of a plan comes of.
    private static func capacity(_ plan: PlanResult) -> Capacity.Cycle {
        plan.open?.loop.capacity.cycle
            ?? Capacity.Cycle(servers: .nan, requests: .nan, steps: .nan, step: .nan)
    }

    /// The worker that needs most.
    private static func fullest(_ plan: PlanResult) -> MemoryUse { plan.workerMemory[0].use }
}
