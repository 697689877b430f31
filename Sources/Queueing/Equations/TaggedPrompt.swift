import Glibc

/// A prompt that comes while a step is under way and finds others ahead.
struct TaggedPrompt: Sendable {
    /// A length of prompts.
    private struct Prompt: Sendable {
        /// Tokens, in units.
        let units: Double
        let weight: Double
        /// Seconds of its passes alone, until the last begins, and of the last.
        let before: Double
        let last: Double
        /// Seconds that its own pairs take beyond those of so many tokens on average.
        let extra: Double
    }

    private let units: BacklogUnits
    private let durations: [Double]
    /// Seconds of a pass of next to nothing.
    private let shortest: Double
    private let service: PromptQueue.Service
    private var relief: Relief { service.relief }
    private let perPrompt: Double
    /// Units that come a second, and those of its own clump behind it.
    private let unitRate: Double
    private let mates: Double
    /// Prompts that find none ahead, fewer for those that find some, and fewer still for backlogs that few find.
    private let prompts: [Prompt]
    private let queued: [Prompt]
    private let seldom: [Prompt]
    /// Seconds over prompts, and the weighted number of prompts that wait behind when one ends.
    private(set) var times = TimeHistogram()
    private(set) var behind = 0.0

    /// Weights below this are left out.
    private static let least = 1e-6
    /// Weights of a backlog below this are told apart by few lengths: those ahead of it vary more than its own.
    private static let few = 1e-4

    init(_ service: PromptQueue.Service, _ stream: ArrivalStream, _ backlog: Backlog, clump: Double) {
        let (units, unit, durations) = (backlog.units, backlog.units.size, backlog.durations)
        let shortest = service.copy.pass(1e-6 * unit, service.sequences)
        perPrompt = service.copy.input.mean / unit
        unitRate = stream.rate * perPrompt
        mates = (clump - 1) * perPrompt
        self.service = service
        func prompts(_ fineness: LengthPoints.Fineness) -> [Prompt] {
            LengthPoints(service.copy.input, fineness).points.map { prompt in
                let (full, rest) = units.passes(prompt.tokens / unit)
                return Prompt(
                    units: prompt.tokens / unit, weight: prompt.weight, before: full * durations[units.fill],
                    last: Self.duration(rest, durations, shortest),
                    extra: service.copy.extraPairTime(prompt.tokens))
            }
        }
        self.prompts = prompts(.dense)
        queued = prompts(.coarse)
        seldom = prompts(.rough)
        self.units = units
        self.durations = durations
        self.shortest = shortest
    }

    /// Adds the times of a prompt that comes within a step.
    ///
    /// - Parameters:
    ///   - ahead: shares of the units that go before it.
    ///   - elapsed: seconds since the step began.
    ///   - seconds: seconds of the step; 0 if none is under way.
    ///   - coming: seconds at the mean rate in which others come behind it until the step ends.
    ///   - weight: how much this counts.
    mutating func add(
        _ ahead: [Double], elapsed: Double, of seconds: Double, coming: Double, weight: Double
    ) {
        let full = durations[units.fill]
        let remaining = seconds - elapsed
        let following = unitRate * coming + mates
        // The probability that no other comes until the step ends, and in a full step.
        let noneYet = exp(-coming * unitRate / (perPrompt + mates)) * perPrompt / (perPrompt + mates)
        let inFull = full * service.pace(in: full, hasPrompts: true)
        let clumpsInFull = inFull * unitRate / (perPrompt + mates)
        // A prompt without others would come at the same point of a step without prompts.
        let residual = seconds > 0 ? durations[0] * remaining / seconds : 0
        let noneIn = Self.powers(of: exp(-clumpsInFull))
        for (index, share) in ahead.enumerated() where share * weight > Self.least {
            for prompt in index == 0 ? prompts : share * weight > Self.few ? queued : seldom {
                let (passes, rest) = units.passes(Double(index) + prompt.units)
                let weight = weight * share * prompt.weight
                let start = remaining + passes * full
                let come = following + unitRate * passes * inFull
                // The probability that no other comes in these steps either.
                let noneInThem = passes < Double(noneIn.count) ? noneIn[Int(passes)] : exp(-passes * clumpsInFull)
                let none = noneYet * noneInThem
                add(start, rest, behind: 0, prompt, residual, weight * none)
                guard none < 1 - 1e-9 else { continue }
                add(start, rest, behind: come / (1 - none), prompt, residual, weight * (1 - none))
            }
        }
    }

    /// Adds a prompt whose last pass begins at a time with a rest of it, and units that have come behind.
    ///
    /// Only a part may be left of the excess over its times alone.
    private mutating func add(
        _ start: Double, _ rest: Double, behind come: Double, _ prompt: Prompt, _ residual: Double, _ weight: Double
    ) {
        // Those behind share its last pass as far as there is room.
        let taken = max(rest, min(Double(units.fill), rest + come))
        let last = Self.duration(taken, durations, shortest)
        behind += weight * (come - (taken - rest) + unitRate * last) / perPrompt
        let least = residual + prompt.before + prompt.last
        let (time, shortest) = (start + last + prompt.extra, least + prompt.extra)
        guard relief.probability < 1, time > shortest else { return times.add(time, weight) }
        let excess = relief.start * (start - residual - prompt.before) + last - prompt.last
        times.add(shortest + relief.time * max(0, excess), weight * relief.probability)
        times.add(shortest, weight * (1 - relief.probability))
    }

    /// The powers of a number, from 1 on, as far as backlogs mostly reach.
    private static func powers(of number: Double) -> [Double] {
        var powers = [1.0]
        powers.reserveCapacity(32)
        while powers.count < 32 { powers.append(powers[powers.count - 1] * number) }
        return powers
    }

    /// Seconds of a step that takes so many units.
    private static func duration(_ taken: Double, _ durations: [Double], _ shortest: Double) -> Double {
        let last = durations.count - 1
        guard taken < Double(last) else { return durations[last] }
        let whole = Int(max(taken, 0))
        let start = whole == 0 ? shortest : durations[whole]
        return start + (durations[whole + 1] - start) * (taken - Double(whole))
    }
}
