import Queueing

/// What a deployment is to a queue: a server, how long its steps take, and how long its requests are.
public struct QueueModel: Sendable {
    /// What serves requests.
    public let server: Server
    /// How long the steps of a copy take.
    public let times: StepTimes
    /// Prompt tokens that are computed for a request.
    public let input: Lengths
    /// Decode steps of an answer, with the one that the first token comes from.
    public let output: Lengths
    /// Tokens that a decode step yields for each request.
    public let yield: Double
    /// Prefill workers of one copy of the deployment; 0 where decode runs on the same chips.
    public let prefillWorkers: Double
    let phases: ServedPhases
    /// Copies of the model in a decode worker.
    let copies: Double

    /// Looks at a deployment.
    ///
    /// - Parameters:
    ///   - scenario: a scenario that is served (not static) and whose parallel sizes divide.
    ///   - rate: requests/s that it is to serve, on which waits of the runtime and an automatic number of prefill workers
    ///     depend.
    ///   - workers: prefill workers of one copy of the deployment; nil for as many as are set or as the rate needs.
    /// - Throws: where no request has room, or something lies outside what a queue is for.
    public init(_ scenario: Scenario, rate: Double, prefillWorkers workers: Double? = nil) throws(QueueingFault) {
        phases = ServedPhases(scenario)
        let (w, d) = (scenario.workload, scenario.deployment)
        yield = phases.yield
        input = try Lengths(mean: w.fresh, variation: w.freshVariation)
        output = try Lengths(mean: phases.answerSteps, variation: w.outputVariation)
        let isApart = w.serving == .disagg
        let copy = try CopyTimes(phases, most: phases.room)
        (times, copies) = (copy.times, copy.copies)
        let set = workers ?? (d.prefillWorkers > 0 ? d.prefillWorkers : nil)
        let prefill: (pool: Server.PrefillPool?, chunk: Double, workers: Double) =
            isApart ? try Self.pool(phases, set, rate: rate) : (nil, copy.chunk, 0)
        prefillWorkers = prefill.workers
        let count = d.replicas * (isApart ? d.decodeWorkers : 1) * copies
        let heldBack = Self.heldBack(phases, times, copies, rate: rate / count)
        server = try Server(
            schedule: Self.schedule(phases.schedule), chunk: Self.whole(prefill.chunk),
            maxRunning: Self.whole(phases.room / copies),
            // Room for as many requests of mean length as the cost model finds.
            kvTokens: phases.held / copies * (input.mean + output.mean),
            requestTime: phases.prefill.chip.requestTime + heldBack, replicas: Self.whole(count),
            routing: Self.routing(d.routing), prefillPool: prefill.pool)
    }

    /// Requests/s of all copies whose tokens take so long at most, where decode steps carry no prompts.
    public func rate(within limit: Double) -> Double {
        guard limit < .infinity else { return .infinity }
        // A step of more sequences takes longer.
        var (low, high) = (0.0, Double(server.maxRunning))
        func step(_ sequences: Double) -> Double {
            times.seconds(sequences: sequences, context: sequences * phases.meanContext)
        }
        guard step(high) > limit * yield else { return .infinity }
        for _ in 0..<20 {
            let middle = (low + high) / 2
            if step(middle) > limit * yield { high = middle } else { low = middle }
        }
        return low / (step(low) * phases.answerSteps) * Double(server.replicas)
    }

    private static func whole(_ value: Double) -> Int { Int(min(max(1, value.rounded(.down)), 1e5)) }

    private static func schedule(_ schedule: PromptSchedule) -> Server.Schedule {
        switch schedule {
        case .prefillFirst: .prefillFirst
        case .auto, .mixed: .mixed
        case .inflight: .inflight
        }
    }

    private static func routing(_ routing: RequestRouting) -> Server.Routing {
        switch routing {
        case .leastLoaded: .leastLoaded
        case .roundRobin: .roundRobin
        case .random: .random
        }
    }

    /// How busy prefill workers are at most where their number follows from the rate, against full passes.
    private static let busiest = 0.75

    /// The prefill workers of all copies, and the tokens of one's pass.
    private static func pool(
        _ phases: ServedPhases, _ set: Double?, rate: Double
    ) throws(QueueingFault) -> (pool: Server.PrefillPool?, chunk: Double, workers: Double) {
        let (s, d) = (phases.scenario, phases.scenario.deployment)
        let copy = try CopyTimes(phases, most: nil)
        let most = d.prefillBatch > 0 ? d.prefillBatch / copy.copies * s.workload.fresh : .infinity
        let pool = PrefillPool(phases)
        let needed = (rate / d.replicas / (busiest * pool.rate)).rounded(.up)
        let workers = set ?? max(1, needed)
        return (
            try Server.PrefillPool(
                workers: whole(workers * d.replicas * copy.copies), times: copy.times, transfer: pool.transfer),
            min(copy.chunk, most), workers
        )
    }

    /// Seconds that the runtime holds a request back beside what a queue knows: the step under way, and other prompts.
    ///
    /// So many steps, at the number of sequences that decode on average (Little's law, a few rounds of it).
    private static func heldBack(
        _ phases: ServedPhases, _ times: StepTimes, _ copies: Double, rate: Double
    ) -> Double {
        let runtime = phases.decode.runtime
        let steps =
            max(0, phases.prefill.deployment.waitSteps - 1) + runtime.waitSteps(replicas: phases.decode.deployment.dp)
        guard steps > 0 else { return 0 }
        var (sequences, step) = (1.0, 0.0)
        for _ in 0..<8 {
            step = times.seconds(sequences: sequences, context: sequences * phases.meanContext)
            sequences = min(max(1, rate * phases.answerSteps * step), phases.room / copies)
        }
        return steps * step
    }
}

extension Engine<Double>.Workload {
    /// Spread of the tokens that a prefill computes: of prompts with a prefix that was found, and of those without.
    fileprivate var freshVariation: Double {
        guard prefix > 0, prefixHit < 1 else { return inputVariation }
        let found = inputVariation * (input - prefix)
        let missed = inputVariation * input
        let within = prefixHit * found * found + (1 - prefixHit) * missed * missed
        let between = prefix * prefix * prefixHit * (1 - prefixHit)
        return min(10, (within + between).squareRoot() / fresh)
    }
}

extension StepTimes {
    /// Seconds of a decode step of so many sequences, with so much context in all.
    fileprivate func seconds(sequences: Double, context: Double) -> Double {
        decodeTable(sequences) + contextTime * context
    }
}
