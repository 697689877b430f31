import Units

// Metrics of plans whose requests come at their own times.
extension Metric {
    /// What a plan carries, how busy that makes it, and how times are distributed over requests.
    static let ofLoad: [Metric] = [requestRate, capacity, capacityPerChip, load, goodput, endToEnd] + percentiles

    static let requestRate = Metric(
        "request_rate", showing: .onRequest, unit: "/s", dimension: .rate, places: nil, better: .higher,
        summary: "Requests that all copies finish in a second.", formula: "requests that end, by the second",
        where: { $0.workload.serving != .static }, traced: { $0.requestRate }
    ) { $0.requestRate }

    /// The requests/s from which on the queue has no steady state.
    public static let capacity = Metric(
        "capacity", showing: .onRequest, unit: "requests/s", dimension: .rate, places: nil, better: .higher,
        summary: "Requests/s that all copies keep up with; from there on the queue has no steady state.", formula: "",
        isOnDemand: true, where: \.workload.isOpen
    ) { OpenPlan.of($0.scenario)?.capacity ?? .nan }

    /// What each chip adds to the capacity.
    public static let capacityPerChip = Metric(
        "capacity_chip", showing: .onRequest, unit: "requests/s /chip", dimension: .rate, places: nil, better: .higher,
        summary: "Requests/s that all copies keep up with, over the chips of all copies.",
        formula: "capacity / all_chips", isOnDemand: true, where: \.workload.isOpen
    ) { plan in OpenPlan.of(plan.scenario).map { $0.capacity / plan.chips } ?? .nan }

    /// The offered rate as a share of the capacity.
    public static let load = Metric(
        "load", showing: .figure(importance: 75), unit: "% of capacity", dimension: .ratio, unitFactor: 0.01, places: 1,
        better: .lower,
        summary: "Requests that come, as a share of capacity; chips are busy at any load.",
        formula: "100 * rate / capacity", isOnDemand: true, where: \.workload.isOpen
    ) { OpenPlan.of($0.scenario).map { 100 * $0.load } ?? .nan }

    /// The requests/s that keep the limits of `slo`.
    public static let goodput = Metric(
        "goodput", showing: .onRequest, unit: "requests/s", dimension: .rate, places: nil, better: .higher,
        summary: "Requests/s that keep all limits which 'slo' sets to ttft and tpot.", formula: "",
        isOnDemand: true,
        where: { $0.workload.isOpen && ($0.workload.goodFirstToken > 0 || $0.workload.goodPerToken > 0) }
    ) { plan in
        guard let open = OpenPlan.of(plan.scenario), let share = open.goodShare else { return .nan }
        return share * open.offered.rate
    }

    static let endToEnd = Metric(
        "e2e_ms", showing: .onRequest, unit: "ms", dimension: .time, unitFactor: 1e-3, places: 1, better: .lower,
        summary: "Time from a request to its last token.", formula: "ttft_ms + (output - 1) * tpot_ms",
        aliases: ["e2e", "e2el", "e2el_ms"], where: { $0.workload.serving != .static },
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

        /// Reads it, milliseconds.
        public func milliseconds(_ tails: RequestTails) -> Double { 1e3 * tails.quantile(share, of: time) }

        /// All that are metrics, time by time.
        public static let all: [Percentile] = RequestTime.allCases.flatMap { time in
            shares.map { Percentile(name: "\(time.rawValue)_p\(Int(100 * $0))_ms", time: time, share: $0) }
        }

        /// The shares of requests.
        public static let shares = [0.5, 0.9, 0.95, 0.99]
    }

    private static let percentiles: [Metric] = Percentile.all.map { percentile in
        Metric(
            percentile.name, showing: .onRequest, unit: "ms", dimension: .time, unitFactor: 1e-3, places: 1,
            better: .lower,
            summary: "\(percentile.time.summary) that \(Int(100 * percentile.share)) % of requests stay within.",
            formula: "", isOnDemand: true,
            aliases: [String(percentile.name.dropLast(3))], where: \.workload.isOpen
        ) { plan in
            OpenPlan.of(plan.scenario)?.tails.map(percentile.milliseconds) ?? .nan
        }
    }
}

/// A time that requests are judged by.
public enum RequestTime: String, Sendable, CaseIterable {
    case firstToken = "ttft"
    case perToken = "tpot"
    case endToEnd = "e2e"

    /// What it is, at the start of a sentence.
    var summary: String {
        switch self {
        case .firstToken: "Time to first token"
        case .perToken: "Time per output token, as a mean over an answer,"
        case .endToEnd: "Time to the last token"
        }
    }
}
