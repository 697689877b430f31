/// A server of requests: one copy of a model or several, and how they take requests in.
public struct Server: Sendable, Equatable {
    /// Which work a step takes up.
    public enum Schedule: Sendable, Equatable, CaseIterable {
        /// Passes over prompts go before decode steps, which wait; long prompts are split.
        case prefillFirst
        /// Decode steps carry prompts, split at what room the step has (Agrawal et al., "Sarathi-Serve", OSDI 2024).
        case mixed
        /// Decode steps carry whole prompts (Yu et al., "Orca", OSDI 2022).
        case inflight

        /// Whether a prompt may be cut to fill a pass.
        public var splitsPrompts: Bool { self != .inflight }
    }

    /// How requests are given to copies.
    public enum Routing: Sendable, Equatable, CaseIterable {
        /// One copy after another.
        case roundRobin
        /// The copy with the fewest requests.
        case leastLoaded
        /// Any copy, by chance.
        case random
    }

    /// Workers that prefill for all copies, which then only decode (Zhong et al., "DistServe", OSDI 2024).
    public struct PrefillPool: Sendable, Equatable {
        /// Workers, which share one queue.
        public let workers: Int
        /// Step times of a worker.
        public let times: StepTimes
        /// Seconds that the KV cache of a prompt travels to the copy that decodes.
        public let transfer: Double

        /// Makes a pool.
        public init(workers: Int, times: StepTimes, transfer: Double = 0) throws(QueueingFault) {
            self.workers = try QueueingFault.check(workers, .prefillWorkers, 1...100_000)
            self.times = times
            self.transfer = try QueueingFault.check(transfer, .transfer, 0...1e6)
        }
    }

    /// Which work a step takes up.
    public let schedule: Schedule
    /// Tokens of a step at most.
    public let chunk: Int
    /// Sequences of a copy that run at once at most.
    public let maxRunning: Int
    /// Tokens that the KV cache of a copy holds; a request reserves its prompt and its whole answer.
    public let kvTokens: Double
    /// Seconds of a request outside the steps, such as tokenising.
    public let requestTime: Double
    /// Copies that decode.
    public let replicas: Int
    /// How requests are given to copies.
    public let routing: Routing
    /// Workers that prefill; nil where copies do that themselves.
    public let prefillPool: PrefillPool?

    /// Makes a server.
    public init(
        schedule: Schedule = .mixed, chunk: Int = 8192, maxRunning: Int = 256, kvTokens: Double,
        requestTime: Double = 0, replicas: Int = 1, routing: Routing = .roundRobin, prefillPool: PrefillPool? = nil
    ) throws(QueueingFault) {
        self.schedule = schedule
        self.chunk = try QueueingFault.check(chunk, .chunk, 1...100_000_000)
        self.maxRunning = try QueueingFault.check(maxRunning, .maxRunning, 1...100_000)
        self.kvTokens = try QueueingFault.check(kvTokens, .kvTokens, 1...1e15)
        self.requestTime = try QueueingFault.check(requestTime, .requestTime, 0...1e6)
        self.replicas = try QueueingFault.check(replicas, .replicas, 1...100_000)
        self.routing = routing
        self.prefillPool = prefillPool
    }
}
