import Units

// Metrics of plans whose requests come at their own times.
extension Metric {
    /// What a plan carries, how busy that makes it, and how times are distributed over requests.
    static let ofLoad: [Metric] = [requestRate, capacity, capacityPerChip, load, goodput, endToEnd] + percentiles

    static let requestRate = Metric(
        "request_rate", showing: .onRequest, unit: "/s", dimension: .rate, places: nil, better: .higher,
        summary: say(en: "Requests that all copies finish in a second.", zh: "所有副本每秒完成的请求数。"),
        formula: say(en: "requests that end, by the second", zh: "完成的请求数，按每秒计"),
        in: { s in
            guard let open = OpenPlan.of(s) else { return nil }
            // Of users who think the interactive response time law.
            if s.workload.hasThinkers { return "users / (think + e2e_ms / 1000)" }
            return open.load < 1 ? "offered_rate" : "capacity"
        }, aliases: ["请求吞吐"],
        where: { $0.workload.serving != .static },
        traced: { $0.requestRate }
    ) { $0.requestRate }

    /// The requests/s from which on the queue has no steady state.
    public static let capacity = Metric(
        "capacity", showing: .onRequest, unit: "requests/s", dimension: .rate, places: nil, better: .higher,
        summary: say(
            en: "Requests/s that all copies keep up with; from there on the queue has no steady state.",
            zh: "所有副本能承受的请求速率（requests/s）；达到后队列不再有稳态。"),
        formula: "",
        in: { _ in
            "1000 * full_servers * full_requests / (full_steps * full_step_ms + full_requests * full_prompt_ms)"
        }, isOnDemand: true, isOfQueue: true, aliases: ["请求容量"], where: \.workload.isOpen
    ) { $0.open?.capacity ?? .nan }

    /// What each chip adds to the capacity.
    public static let capacityPerChip = Metric(
        "capacity_chip", showing: .onRequest, unit: "requests/s /chip", dimension: .rate, places: nil, better: .higher,
        summary: say(
            en: "Requests/s that all copies keep up with, over the chips of all copies.",
            zh: "所有副本能承受的请求速率（requests/s）除以其芯片总数。"),
        formula: "capacity / all_chips", isOnDemand: true, aliases: ["单芯请求容量"], where: \.workload.isOpen
    ) { plan in plan.open.map { $0.capacity / plan.chips } ?? .nan }

    /// The offered rate as a share of the capacity.
    public static let load = Metric(
        "load", showing: .figure(importance: 75), unit: "% of capacity", dimension: .ratio, unitFactor: 0.01,
        places: 1, better: .lower,
        summary: say(
            en: "Requests that come, as a share of capacity; chips are busy at any load.",
            zh: "到达的请求占 capacity 的比例；任何负载下芯片都在忙。"),
        formula: "100 * rate / capacity", in: { _ in "100 * offered_rate / capacity" }, isOnDemand: true,
        isOfQueue: true,
        aliases: ["负载率"], where: \.workload.isOpen
    ) { $0.open.map { 100 * $0.load } ?? .nan }

    /// The requests/s that keep the limits of `slo`.
    public static let goodput = Metric(
        "goodput", showing: .onRequest, unit: "requests/s", dimension: .rate, places: nil, better: .higher,
        summary: say(
            en: "Requests/s that keep all limits which 'slo' sets to ttft, tpot and e2e.",
            zh: "满足“slo”为 ttft、tpot 和 e2e 所设全部限制的请求速率（requests/s）。"),
        formula: "", in: { _ in "offered_rate * good_share" }, isOnDemand: true, isOfQueue: true, aliases: ["有效吞吐"],
        where: { $0.workload.isOpen && $0.workload.hasLimits }
    ) { plan in
        guard let open = plan.open, let share = plan.goodShare else { return .nan }
        return share * open.offered.rate
    }

    static let endToEnd = Metric(
        "e2e_ms", showing: .onRequest, unit: "ms", dimension: .time, unitFactor: 1e-3, places: 1, better: .lower,
        summary: say(en: "Time from a request to its last token.", zh: "从发出请求到最后一个 token 的时间。"),
        formula: "ttft_ms + (output - 1) * tpot_ms",
        in: { $0.workload.isOpen ? "ttft_ms + (output - 1) * tpot_ms + spread_ms" : nil },
        aliases: ["e2e", "e2el", "e2el_ms", "端到端时延", "端到端延迟"],
        where: { $0.workload.serving != .static },
        traced: { $0.requestSeconds * 1e3 }
    ) { $0.requestSeconds * 1e3 }

    /// A percentile of a time: its name, and which time and share it is of.
    public struct Percentile: Sendable {
        /// The name of the metric.
        public let name: String
        /// Which time.
        public let time: RequestTime
        /// The share of requests that stay within it.
        public let share: Double

        /// Whether it is only a lower bound near the capacity, as `OpenLoop.State.bound` says.
        public var isBoundNearCapacity: Bool { time.isBoundNearCapacity(share) }

        /// The same in percent.
        var percent: Int { Int(100 * share) }

        /// Its other names, such as `ttft_p99` and `首字延迟P99`.
        var aliases: [String] { [String(name.dropLast(3))] + time.spellings.map { "\($0)P\(percent)" } }

        /// Reads it, milliseconds.
        public func milliseconds(_ tails: RequestTails) -> Double { 1e3 * tails.quantile(share, of: time) }

        /// All that are metrics, time by time.
        public static let all: [Percentile] = RequestTime.allCases.flatMap { time in
            shares.map { Percentile(name: "\(time.rawValue)_p\(Int(100 * $0))_ms", time: time, share: $0) }
        }

        /// The shares of requests.
        public static let shares = [0.5, 0.9, 0.95, 0.99]
    }

    private static let isNearCapacity: @Sendable (PlanResult) -> Bool = { plan in
        plan.open?.loop.state == .bound
    }

    private static let percentiles: [Metric] = Percentile.all.map { percentile in
        Metric(
            percentile.name, showing: .onRequest, unit: "ms", dimension: .time, unitFactor: 1e-3, places: 1,
            better: .lower,
            summary: percentile.time.summary(within: percentile.percent), formula: "", isOnDemand: true,
            isOfQueue: true,
            aliases: percentile.aliases, bound: percentile.isBoundNearCapacity ? isNearCapacity : nil,
            where: \.workload.isOpen
        ) { plan in
            plan.tails.map(percentile.milliseconds) ?? .nan
        }
    }
}

/// A time that requests are judged by.
public enum RequestTime: String, Sendable, CaseIterable {
    case firstToken = "ttft"
    case perToken = "tpot"
    case endToEnd = "e2e"

    /// Whether what a share of requests stays within is only a lower bound near the capacity, as `OpenLoop.State.bound` says.
    public func isBoundNearCapacity(_ share: Double) -> Bool { self == .firstToken && share >= 0.99 }

    /// What its percentiles are, in one sentence.
    func summary(within percent: Int) -> String {
        switch self {
        case .firstToken:
            say(
                en: "Time to first token that \(percent) % of requests stay within.",
                zh: "首字延迟 P\(percent)：\(percent) % 的请求不超过此值。")
        case .perToken:
            say(
                en: "Time per output token, as a mean over an answer, that \(percent) % of requests stay within.",
                zh: "每输出 token 时延（每个回答取平均）P\(percent)：\(percent) % 的请求不超过此值。")
        case .endToEnd:
            say(
                en: "Time to the last token that \(percent) % of requests stay within.",
                zh: "端到端时延（到最后一个 token）P\(percent)：\(percent) % 的请求不超过此值。")
        }
    }

    /// What the Chinese names of its percentiles begin with.
    var spellings: [String] {
        switch self {
        case .firstToken: ["首字延迟", "首字时延"]
        case .perToken: ["每token时延", "每token延迟"]
        case .endToEnd: ["端到端时延", "端到端延迟"]
        }
    }
}
