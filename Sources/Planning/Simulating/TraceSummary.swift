import CostModel
import Queueing
import Units

/// What recorded requests come to as a load: means and spreads.
public struct TraceSummary: Sendable {
    /// The parameters of the workload that they set.
    public let settings: [Setting]

    /// Sums up requests.
    ///
    /// A prefix is the mean of those that were found, and its share that of the requests that found one.
    public init(_ trace: RequestTrace) {
        let requests = trace.requests
        let (input, output) = (Moments(requests.map { Double($0.input) }), Moments(requests.map { Double($0.output) }))
        let gaps = Moments(zip(requests, requests.dropFirst()).map { $1.arrival - $0.arrival })
        let found = requests.map { Double($0.cached) }.filter { $0 > 0 }
        let prefix = found.isEmpty ? 0 : (found.reduce(0, +) / Double(found.count)).rounded(.down)
        settings = Setting.list(
            ("input", input.mean.rounded()), ("input_cv", input.variation), ("output", output.mean.rounded()),
            ("output_cv", output.variation), ("rate", Self.short(trace.rate)), ("arrival_cv", gaps.variation),
            ("prefix", min(prefix, input.mean.rounded() - 1)),
            ("prefix_hit", prefix > 0 ? Self.short(Double(found.count) / Double(requests.count)) : 1),
            // Which of them begin alike at the same time is not known.
            ("prefixes", Double(max(1, found.count))))
    }

    /// Mean and coefficient of variation.
    private struct Moments {
        var mean = 0.0
        var variation = 0.0

        init(_ values: [Double]) {
            guard !values.isEmpty else { return }
            mean = values.reduce(0, +) / Double(values.count)
            let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
            variation = mean > 0 ? min(10, TraceSummary.short(square.squareRoot() / mean)) : 0
        }
    }

    /// What so many requests tell: more digits would be chance.
    private static func short(_ value: Double) -> Double { Decimal.rounded(value, digits: 3) }
}
