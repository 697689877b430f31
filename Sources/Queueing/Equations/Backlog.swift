/// The prompt tokens that wait at a random moment, and how they came.
struct Backlog: Sendable {
    let units: BacklogUnits
    let work: ArrivingWork
    /// Seconds of a step, by the units that it takes; 0 for a worker that idles.
    let durations: [Double]
    /// Probabilities of the units that waited when the step under way began.
    let shares: [Double]

    /// Backlogs that are told apart at most, and where smaller units would make them many.
    private static let mostStates = 900
    private static let manyStates = 160

    /// Solves the chain.
    ///
    /// - Parameters:
    ///   - service: who serves.
    ///   - stream: prompts that come.
    ///   - clump: mean prompts of a clump.
    ///   - units: units to count in; coarser ones are taken where these make too many states.
    init(_ service: PromptQueue.Service, _ stream: ArrivalStream, clump: Double, _ units: BacklogUnits) {
        var units = units
        while true {
            let tokens = Double(units.fill) * units.size
            let full = service.copy.pass(tokens, service.sequences)
            let prompts = LengthPoints(service.copy.input, .fine, roundedTo: units.size).points.map { prompt in
                // Pairs of a long prompt take time like so many tokens more.
                let extra = service.copy.extraPairTime(prompt.tokens) * tokens / full
                return (units: max(0, prompt.tokens + extra) / units.size, weight: prompt.weight)
            }
            let work = ArrivingWork(prompts, count: Self.mostStates, rate: stream.rate, clump: clump)
            let count = work.backlog(full, units)
            guard count > Self.manyStates, let coarser = units.coarser else {
                self.init(service, units, work, count)
                return
            }
            units = coarser
        }
    }

    private init(_ service: PromptQueue.Service, _ units: BacklogUnits, _ work: ArrivingWork, _ count: Int) {
        var durations = (0...units.most).map { service.copy.pass(Double($0) * units.size, service.sequences) }
        // How many come in a step, as seconds at the mean rate.
        let spans = durations.enumerated().map { $1 * service.pace(in: $1, hasPrompts: $0 > 0) }
        var arrivals = spans.map { work.shares(in: $0) }
        if service.isIdle {
            durations[0] = 1 / work.clumpRate
            arrivals[0] = work.clump
        }
        let seen = service.ending == nil ? durations : spans
        shares = BacklogChain(units, arrivals: arrivals, durations: seen, count: count).shares
        if service.isIdle { durations[0] = 0 }
        self.units = units
        self.work = work
        self.durations = durations
    }

    /// A kind of step that a prompt may find under way.
    struct Step: Sendable {
        /// The probability.
        let weight: Double
        let seconds: Double
        /// Shares of the units that it leaves for the next.
        let left: [Double]
    }

    /// Probabilities below this matter to no one.
    private static let least = 1e-6
    /// Kinds of steps that hold prompts but are not full.
    private static let kinds = 4.0

    /// Steps that a prompt may find; those that leave nothing are put together to a few kinds.
    var steps: [Step] {
        let end = min(units.most + 1, shares.count)
        let partial = shares[1..<max(1, end)]
        let full = shares[end...]
        let (partialSum, fullSum) = (partial.reduce(0, +), full.reduce(0, +))
        var steps = [Step(weight: shares[0], seconds: durations[0], left: [1])]
        var (weight, seconds) = (0.0, 0.0)
        for index in partial.indices {
            weight += shares[index]
            seconds += shares[index] * durations[index]
            guard weight >= partialSum / Self.kinds || index == partial.endIndex - 1 else { continue }
            steps.append(Step(weight: weight, seconds: seconds / max(weight, 1e-300), left: [1]))
            (weight, seconds) = (0, 0)
        }
        let left = [Double](repeating: 0, count: units.most + 1 - units.fill) + full
        steps.append(Step(weight: fullSum, seconds: durations[units.fill], left: left.map { $0 / fullSum }))
        return steps.filter { $0.weight > Self.least }
    }
}
