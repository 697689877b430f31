/// Waits of prompts by the chain of backlogs.
struct QueuedWaits: PromptWaits {
    let mean: Double
    let variance: Double
    /// Mean prompts that wait behind a prompt when it ends.
    let behind: Double
    private let shares: TimeHistogram.CumulativeTimes

    var upperBound: Double { shares.upperBound }

    /// Solves the queue beside several numbers of sequences.
    ///
    /// - Parameters:
    ///   - services: who serves, with weights.
    ///   - stream: prompts that come.
    init(_ services: [(weight: Double, service: PromptQueue.Service)], _ stream: ArrivalStream) {
        var all = TimeHistogram()
        var behind = 0.0
        let clump = Self.clump(services[services.count / 2].service, stream)
        for (weight, service) in services {
            let queue = PromptQueue(service, stream, clump: clump)
            guard queue.times.total > 0 else { continue }
            all.add(queue.times, times: weight / queue.times.total)
            behind += weight * queue.behind
        }
        mean = all.mean
        variance = all.variance
        self.behind = behind
        shares = all.cumulative()
    }

    /// The time over which clumps are seen, over the mean wait.
    static let clumpTime = 0.35

    /// The mean prompts of a clump, as seen over some of the mean wait.
    private static func clump(_ service: PromptQueue.Service, _ stream: ArrivalStream) -> Double {
        guard stream.variation > 1 else { return 1 }
        let pass = service.copy.pass(service.copy.input.mean, service.sequences)
        let queue = PromptQueue(service, stream, clump: stream.clump(over: pass), isRough: true)
        return stream.clump(over: clumpTime * queue.times.mean)
    }

    func share(within seconds: Double) -> Double { shares.share(below: seconds) }
}
