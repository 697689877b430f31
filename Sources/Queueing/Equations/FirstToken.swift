import Glibc

/// The time until the first token of a request, with the parts that it is made of.
public struct FirstToken: Tail {
    /// Mean seconds of what a request waits for.
    public struct Parts: Sendable, Equatable {
        /// Outside the steps, such as tokenising.
        public var request = 0.0
        /// For a slot, or for room in the KV cache.
        public var slot = 0.0
        /// For the step under way, and for other prompts.
        public var queue = 0.0
        /// The passes of its own prompt, if it were alone.
        public var prefill = 0.0
        /// For its KV to travel, and for the copy that decodes to take it in.
        public var transfer = 0.0

        /// All parts together.
        public var total: Double { request + slot + queue + prefill + transfer }
    }

    /// Mean seconds.
    public let mean: Double
    /// What the mean is made of.
    public let parts: Parts
    /// Seconds squared.
    let variance: Double
    private let waits: any PromptWaits
    /// Seconds that come on top of the wait for a prompt, with their weights.
    private let additions: [(weight: Double, seconds: Double)]

    /// Adds what a request waits for beside its prompt.
    ///
    /// - Parameters:
    ///   - waits: the waits of prompts.
    ///   - prefill: mean seconds of a prompt alone.
    ///   - requestTime: seconds outside the steps.
    ///   - transfer: seconds that a prompt travels, and those of the step that it waits for; nil if it stays.
    ///   - slotWait: the share that waits for a slot, and the mean wait.
    init(
        _ waits: some PromptWaits, prefill: Double, requestTime: Double, transfer: (travel: Double, step: Double)?,
        slotWait: (share: Double, seconds: Double)
    ) {
        var parts = Parts()
        parts.request = requestTime
        parts.slot = slotWait.share * slotWait.seconds
        parts.transfer = transfer.map { $0.travel + $0.step / 2 } ?? 0
        parts.prefill = min(prefill, waits.mean)
        parts.queue = waits.mean - parts.prefill
        self.parts = parts
        self.waits = waits
        mean = parts.total
        let step = transfer?.step ?? 0
        variance =
            waits.variance + step * step / 12
            + slotWait.share * (2 - slotWait.share) * slotWait.seconds * slotWait.seconds

        var additions = [(weight: 1.0, seconds: requestTime + (transfer?.travel ?? 0))]
        if step > 0 { additions = Self.combined(additions, Self.evenly.map { (0.25, $0 * step) }) }
        if slotWait.share > 1e-4 {
            let waiting = Self.exponential.map { ($0.weight * slotWait.share, $0.seconds * slotWait.seconds) }
            additions = Self.combined(additions, [(1 - slotWait.share, 0)] + waiting)
        }
        self.additions = additions
    }

    /// The share of requests that have their first token within a time.
    public func share(within seconds: Double) -> Double {
        additions.reduce(0) { $0 + $1.weight * waits.share(within: seconds - $1.seconds) }
    }

    /// The time until the first token that a share of requests stays within.
    public func quantile(_ share: Double) -> Double {
        let share = min(max(share, 0), 1)
        var low = additions.reduce(Double.infinity) { min($0, $1.seconds) }
        var high = additions.reduce(0) { max($0, $1.seconds) } + waits.upperBound
        for _ in 0..<60 where high - low > 1e-6 * high {
            let middle = (low + high) / 2
            if self.share(within: middle) < share { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    private typealias Weighted = (weight: Double, seconds: Double)

    /// All sums of two independent times.
    private static func combined(_ one: [Weighted], _ other: [Weighted]) -> [Weighted] {
        one.flatMap { first in
            other.map { (weight: first.weight * $0.weight, seconds: first.seconds + $0.seconds) }
        }
    }

    /// The middles of quarters.
    private static let evenly = [0.125, 0.375, 0.625, 0.875]
    /// An exponential time of mean 1, closer together among the longest.
    private static let exponential = exponentialPoints(9, of: 1, from: 0.1) + exponentialPoints(5, of: 0.1, from: 0)

    /// Middles of parts of an exponential time between two shares that are longer.
    private static func exponentialPoints(_ count: Int, of high: Double, from low: Double) -> [Weighted] {
        let width = (high - low) / Double(count)
        return (0..<count).map { (width, -log(high - (Double($0) + 0.5) * width)) }
    }
}

/// How long prompts wait until they are computed.
protocol PromptWaits: Sendable {
    /// Mean seconds.
    var mean: Double { get }
    /// Seconds squared.
    var variance: Double { get }
    /// Seconds that no prompt waits longer than, or all but nothing of them.
    var upperBound: Double { get }
    /// The share of prompts that waits no longer.
    func share(within seconds: Double) -> Double
}
