/// Workers that prefill for all copies, and share one queue.
struct PrefillWorkers: Sendable {
    private let times: StepTimes
    private let transfer: Double
    private var waiting = WaitingLine<Int>()
    private var passes: [PromptPasses]
    /// When the pass of each worker ends; infinite for one that is idle.
    private(set) var ends: [Double]
    /// Prompts that are computed and travel: they are there in this order.
    private var travelling = WaitingLine<(place: Int, time: Double)>()

    init(_ pool: Server.PrefillPool, _ server: Server) {
        times = pool.times
        transfer = pool.transfer
        passes = (0..<pool.workers).map { _ in PromptPasses(server) }
        ends = [Double](repeating: .infinity, count: pool.workers)
    }

    /// When the next prompt is there.
    var nextArrival: Double { travelling.first?.time ?? .infinity }

    mutating func add(_ place: Int) { waiting.append(place) }

    /// Begins passes on idle workers as long as prompts wait.
    mutating func startIdle(at time: Double, _ requests: inout RequestStore) {
        for worker in ends.indices where ends[worker] == .infinity {
            guard waiting.count > 0 else { return }
            start(worker, at: time, &requests)
        }
    }

    private mutating func start(_ worker: Int, at time: Double, _ requests: inout RequestStore) {
        let pass = passes[worker].fill(besides: 0, &requests) { requests in
            guard let place = waiting.first else { return nil }
            waiting.removeFirst()
            requests[place].admitted = time
            return place
        }
        guard pass.tokens > 0 else { return ends[worker] = .infinity }
        let seconds = times.pass(tokens: pass.tokens, pairs: pass.pairs, sequences: 0, context: 0)
        ends[worker] = time + Duration.of(seconds)
    }

    /// Ends the pass of a worker and begins its next.
    mutating func finish(_ worker: Int, _ requests: inout RequestStore) {
        let time = ends[worker]
        for place in passes[worker].ending { travelling.append((place, time + transfer)) }
        start(worker, at: time, &requests)
    }

    /// Takes the next prompt that is there.
    mutating func takeArrival() -> Int? {
        guard let next = travelling.first else { return nil }
        travelling.removeFirst()
        return next.place
    }
}
