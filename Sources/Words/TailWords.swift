import CostModel
import Queueing
import Text
import Units

/// What is said about requests that come at their own times.
public enum TailWords {
    /// The heading of what is measured.
    public static var time: String { say(en: "time", zh: "时延") }
    /// The heading of the mean.
    public static var meanHeading: String { say(en: "mean", zh: "均值") }
    /// The mean over all requests.
    public static var mean: String { say(en: "mean over all requests", zh: "所有请求的平均值") }
    /// What a share of requests stays within.
    public static func share(_ share: Double) -> String {
        say(en: "what \(Int(100 * share)) % of requests stay within", zh: "\(Int(100 * share)) % 的请求不超过此值")
    }

    /// A time by its usual name.
    public static func name(_ time: RequestTime) -> String {
        switch time {
        case .firstToken: "TTFT"
        case .perToken: "TPOT"
        case .endToEnd: "E2E"
        }
    }

    /// `mean TTFT 612 ms: request 6, wait 30, slot 0, queue 371, prefill 205, transfer 0`: as `explain` takes it apart.
    public static func parts(_ parts: FirstTokenParts) -> String {
        // Less than a microsecond is nothing.
        func number(_ seconds: Double) -> String {
            seconds < 1e-6 ? "0" : Decimal.significant(1e3 * seconds, digits: 3)
        }
        return say(
            en:
                "mean TTFT \(number(parts.total)) ms: request \(number(parts.request)), wait \(number(parts.wait)), slot "
                + "\(number(parts.slot)), queue \(number(parts.queue)), prefill \(number(parts.prefill)), transfer "
                + "\(number(parts.transfer))",
            zh:
                "平均 TTFT \(number(parts.total)) ms：请求处理 \(number(parts.request))、等待 \(number(parts.wait))、等待槽位 "
                + "\(number(parts.slot))、排队 \(number(parts.queue))、Prefill \(number(parts.prefill))、传输 "
                + "\(number(parts.transfer))")
    }

    /// What the distribution of a time is made of.
    ///
    /// - Parameters:
    ///   - time: the time.
    ///   - decoding: mean sequences that decode in a copy.
    ///   - step: seconds of a decode step of so many.
    public static func origin(_ time: RequestTime, decoding: Double, step: Double) -> String {
        let (number, milliseconds) = (
            Decimal.significant(decoding, digits: 3), Decimal.significant(1e3 * step, digits: 3)
        )
        return switch time {
        case .firstToken:
            say(
                en: "request, wait and transfer are the same for all; the times for a slot, in the queue and of the "
                    + "prompt itself differ, and their distributions are added",
                zh: "请求处理、等待与传输对所有请求相同；等待槽位、排队及自身 Prefill 的时间因请求而异，其分布相加得到总分布")
        case .perToken:
            say(
                en:
                    "\(number) sequences decode in a copy on average, and their step takes \(milliseconds) ms; the rest "
                    + "are prompts that hold steps up; it varies with both, less over a long answer",
                zh: "每个副本平均有 \(number) 条序列在 Decode，此时单步 \(milliseconds) ms，其余为 Prefill 造成的停顿；"
                    + "序列数与 Prefill 的多少使其分散，长回答会平均掉更多波动")
        case .endToEnd:
            say(
                en: "the first token, then the tokens of an answer at its own time per token: variances are added "
                    + "for each length of answer",
                zh: "首 token 之后，各回答的 token 按其自身的每 token 时延产出；对每种回答长度将方差相加")
        }
    }

    /// The heading of a share of requests.
    public static var shareHeading: String { say(en: "share", zh: "占比") }
    /// The heading of what they stay within.
    public static var within: String { say(en: "within", zh: "不超过") }

    /// `45 of 62.1 requests/s come (72.4 % load); full decode slots bind`.
    public static func load(_ plan: OpenPlan) -> String {
        let come = Decimal.significant(plan.offered.rate, digits: 4)
        let most = Decimal.significant(plan.capacity, digits: 4)
        let load = Decimal.significant(100 * plan.load, digits: 3)
        let binds = bottleneck(plan.loop.capacity.bottleneck)
        return say(
            en: "\(come) requests/s come, \(most) can be served (load \(load) %); \(binds)",
            zh: "每秒到达 \(come) 个请求，可服务 \(most) 个（负载 \(load) %）；\(binds)")
    }

    /// `2000 users who think 30 s send 45 requests/s`; nil where requests come at a rate.
    public static func users(_ plan: OpenPlan) -> String? {
        guard let users = plan.users else { return nil }
        let number = Decimal.significant(users.rate, digits: 4)
        let (count, think) = (Decimal.shortest(users.users), Quantity.format(users.think, .time))
        let text = say(
            en: "\(count) users who think \(think) send \(number) requests/s",
            zh: "\(count) 个用户（思考时间 \(think)）每秒发送 \(number) 个请求")
        guard users.crowd != nil else { return text }
        return text
            + say(
                en: ", nearly all that can be served: most of them wait, and no percentiles are given",
                zh: "，已接近服务能力上限：大部分用户在等待，不给出分位数")
    }

    /// `goodput 19.2 of 20 requests/s: TTFT within 2 s and TPOT within 50 ms`, of limits in seconds.
    public static func goodput(_ rate: Double, of all: Double, _ limits: [(time: RequestTime, limit: Double)]) -> String
    {
        let limits = limits.map { time, limit in
            say(
                en: "\(name(time)) within \(Quantity.format(limit, .time))",
                zh: "\(name(time)) 不超过 \(Quantity.format(limit, .time))")
        }
        return say(
            en: "goodput \(Decimal.significant(rate, digits: 4)) of \(Decimal.significant(all, digits: 4)) requests/s: "
                + ListWords.and(limits),
            zh: "有效吞吐为每秒 \(Decimal.significant(rate, digits: 4)) 个请求（共 \(Decimal.significant(all, digits: 4)) 个）："
                + ListWords.all(limits))
    }

    /// What bounds the capacity.
    private static func bottleneck(_ bottleneck: Capacity.Bottleneck) -> String {
        switch bottleneck {
        case .slots: say(en: "sequences that may run at once bind", zh: "受限于可同时运行的序列数")
        case .kvRoom: say(en: "room for the KV cache binds", zh: "受限于 KV 缓存空间")
        case .chunk: say(en: "prompts fill all steps", zh: "提示词已占满所有单步")
        case .prefillWorkers: say(en: "the prefill workers bind", zh: "受限于 Prefill 实例")
        }
    }

    /// How far figures can be trusted at a load; nothing where that is as elsewhere.
    public static func state(_ plan: OpenPlan) -> [String] {
        plan.loop.state == .bound
            ? [
                say(
                    en: "load above 90 %: the 99th percentile of TTFT is a lower bound",
                    zh: "负载高于 90 %：TTFT 的 99 分位数只是下限")
            ] : []
    }

    /// Prefill workers of which first tokens take longer than the equations say.
    public static var busyPrefillWorkers: String {
        say(
            en: "few or staged prefill workers near their limit: TTFT may be 20 % too short, p99 30 %: "
                + "see 'simulate'",
            zh: "Prefill 实例较少或分级（PP）且接近上限：TTFT 可能偏短 20 %，p99 偏短 30 %；可用“simulate”仿真")
    }

    /// Why a figure does not say that a plan keeps a limit.
    public static var isLowerBound: String {
        say(en: "only a lower bound: the load is above 90 %", zh: "只是下限：负载高于 90 %")
    }

    /// Why figures may be less certain than elsewhere.
    public static func caution(_ caution: OpenLoop.Caution) -> String {
        switch caution {
        case .slotWait:
            say(
                en: "requests wait for a slot or for KV room: few long waits make the 99th percentile of TTFT",
                zh: "请求要等待槽位或 KV 空间：TTFT 的 99 分位数取决于少数长时间的等待")
        case .convoys:
            say(
                en: "answers of equal length end together and begin together; real ones differ (output_cv)",
                zh: "等长的输出会同时结束、同时开始；实际输出长短不一（output_cv）")
        case .bursts: say(en: "arrivals are very bursty: percentiles are rough", zh: "请求到达的突发性很强：分位数仅供粗略参考")
        case .longPrompts:
            say(en: "prompts take many passes: percentiles of TTFT are rough", zh: "提示词要分很多次处理：TTFT 的分位数仅供粗略参考")
        }
    }

    /// What comes of clients who begin together, in seconds, where equations leave something out.
    public static func played(firstToken: Double, perToken: Double, areEqual: Bool) -> String {
        let (first, each) = (
            Decimal.significant(firstToken * 1e3, digits: 4), Decimal.significant(perToken * 1e3, digits: 4)
        )
        guard areEqual else {
            return say(
                en: "played through, ttft_ms is \(first) and tpot_ms \(each): short or like answers end together",
                zh: "逐请求模拟得 ttft_ms 为 \(first)、tpot_ms 为 \(each)：短输出或长度相近的输出会同时结束")
        }
        return say(
            en: """
                equal requests that begin together, as in a benchmark, end together: played through, ttft_ms is \(first) and \
                tpot_ms \(each); a spread of lengths (input_cv, output_cv) dissolves that
                """,
            zh: """
                等长请求同时开始（如基准测试）会同时结束：逐请求模拟得 ttft_ms 为 \(first)、tpot_ms 为 \(each)；\
                长度有差异（input_cv、output_cv）时不会如此
                """)
    }

    /// In a status column.
    public static func obstacle(_ plan: OpenPlan?) -> String {
        guard let plan else { return say(en: "no request fits", zh: "容不下任何请求") }
        return plan.loop.state == .unsteady
            ? say(en: "no steady state", zh: "无稳态")
            : say(
                en: "load \(Decimal.significant(100 * plan.load, digits: 3)) %",
                zh: "负载 \(Decimal.significant(100 * plan.load, digits: 3)) %")
    }

    /// What is wrong with a plan that has no figures.
    public static func fault(_ plan: OpenPlan?) -> String {
        say(en: "the plan \(unsteady(plan))", zh: "该方案\(unsteady(plan))")
    }

    /// The same behind the name of the plan.
    static func unsteady(_ plan: OpenPlan?) -> String {
        guard let plan else {
            return say(en: "has no room in the KV cache for any request", zh: "的 KV 缓存容不下任何请求")
        }
        let rate = Decimal.significant(plan.offered.rate, digits: 4)
        let capacity = Decimal.significant(plan.capacity, digits: 4)
        return plan.loop.state == .unsteady
            ? say(
                en: "has no steady state: requests come faster than it can serve them, \(rate)/s against \(capacity)/s",
                zh: "没有稳态：请求到达快于服务能力，每秒到达 \(rate) 个，可服务 \(capacity) 个")
            : say(
                en: "has no figures: \(rate) requests/s come and \(capacity) can be served, and above 95 % load rare "
                    + "queues of seconds rule every figure",
                zh: "没有数值：每秒到达 \(rate) 个请求，可服务 \(capacity) 个；负载高于 95 % 时，偶发的数秒排队左右各项指标")
    }

    /// How to mend it.
    public static var moreCopies: String {
        say(en: "more replicas or a lower rate; 'size' finds the fewest chips", zh: "增加副本数或降低请求速率；“size”可求出最少芯片数")
    }
}
