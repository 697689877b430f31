/// A server, request by request: continuous batching with queues, KV capacity, routing and a prefill pool.
///
/// It knows no equation of queueing, so that equations can be held to it. Equal seeds give equal runs.
public struct Simulation<Times: StepTiming>: Sendable {
    /// Where requests come from.
    public let traffic: Traffic
    /// What serves them.
    public let server: Server
    /// How long the steps of a copy take.
    public let times: Times

    /// Makes a simulation.
    public init(_ traffic: Traffic, on server: Server, times: Times) {
        self.traffic = traffic
        self.server = server
        self.times = times
    }

    /// Runs it once.
    ///
    /// - Parameters:
    ///   - seed: what all random values follow from.
    ///   - requests: requests to measure, at least 1; nil for 20,000, or all of a trace.
    ///   - warmUp: requests before these that are left out; nil for a tenth of `requests`, or none of a trace.
    ///   - isCancelled: asked now and then; true ends the run without a result.
    ///   - progress: told now and then how many measured requests have ended.
    public func run(
        seed: UInt64 = 0, requests: Int? = nil, warmUp: Int? = nil, isCancelled: @Sendable () -> Bool = { false },
        progress: (@Sendable (Int) -> Void)? = nil
    ) -> SimulatedRun? {
        var clockwork = Clockwork(self, seed: seed, window: window(requests, warmUp))
        return clockwork.run(isCancelled: isCancelled, progress: progress) ? SimulatedRun(clockwork.ledger) : nil
    }

    /// Requests at most: what memory holds.
    private static var most: Int { 20_000_000 }

    private func window(_ requests: Int?, _ warmUp: Int?) -> Range<Int> {
        let asked = min(max(requests ?? 20_000, 1), Self.most)
        guard case .trace(let trace) = traffic else {
            let first = min(max(warmUp ?? asked / 10, 0), Self.most)
            return first..<first + asked
        }
        let first = min(max(warmUp ?? 0, 0), trace.requests.count - 1)
        let left = trace.requests.count - first
        return first..<first + min(max(requests ?? left, 1), left)
    }
}
