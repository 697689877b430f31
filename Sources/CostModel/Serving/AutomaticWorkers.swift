import Lanes

/// As many prefill workers as a goal asks for: no number does better in tokens/s, none beside it in the first token.
///
/// With W workers a loop that prefill limits serves W times what one prefills, and one that it does not limit hardly more
/// than with workers without end. The best number of tokens/s and chip lies near where the two meet; the first token may ask
/// for more, and for that the count goes down and up from there as long as it is better.
///
/// It is told the loop at rest with the number that it asks about, and says the next one.
struct AutomaticWorkers {
    /// A number of workers and the loop at rest with it.
    struct Choice {
        let workers: Double
        let loop: ClosedLoop
        /// What the goal makes of it; the larger, the better.
        let value: Double
        /// Requests/s that it serves.
        let rate: Double
    }

    /// The number that is asked about.
    private(set) var workers = Double.infinity
    /// The number that no other is better than; for the first token, no worse than its neighbours.
    private(set) var best: Choice
    private let terms: Engine<Double>.PoolTerms
    private let goal: Deployment.PrefillGoal
    private let tie: Double
    private var stage = Stage.unlimited
    /// What has to be reached.
    private var wanted = Double.nan
    /// The next number to look at, from above.
    private var next = Double.nan
    /// The largest number known to be too few.
    private var low = Double.nan
    /// How far the next number lies from the best.
    private var step = 1.0
    /// Where steps of one begin, and the best value since.
    private var found = Double.nan
    private var top = Double.nan

    private enum Stage: UInt8 {
        case unlimited, keepingUp, fromAbove, doubling, halving, farFewer, farMore, fewer, more
    }

    /// By how much more workers must be better; what is closer goes to fewer.
    ///
    /// Tokens/s and chip count their chips already: there it is the rounding of a loop.
    static func tie(_ goal: Deployment.PrefillGoal) -> Double { goal == .tokensPerChip ? 1e-6 : 1e-3 }

    /// The most that may be set (`prefill_workers`).
    private static let largest = 1e6

    /// Prepares to ask, at first for workers without end.
    init(_ terms: Engine<Double>.PoolTerms, _ goal: Deployment.PrefillGoal) {
        (self.terms, self.goal, tie) = (terms, goal, Self.tie(goal))
        best = Choice(workers: .infinity, loop: .unknown, value: .nan, rate: .nan)
    }

    /// Takes the loop with the number that was asked about; whether the search is at its end.
    mutating func take(_ loop: ClosedLoop) -> Bool {
        let choice = choice(loop)
        switch stage {
        case .unlimited: return begin(choice.rate)
        case .keepingUp:
            best = choice
            if goal == .tokensPerChip {
                next = lesser(Self.largest, most(wanted))
                return goDown()
            }
            while step * 4 <= best.workers { step *= 2 }
            return goFar()
        case .fromAbove:
            // Of numbers that yield the same the smallest stands.
            if choice.value >= best.value { best = choice }
            next = lesser(next - 1, most(choice.rate))
            return goDown()
        case .doubling:
            best = choice
            guard best.value < wanted, best.workers < Self.largest else { return halve() }
            low = best.workers
            return ask(lesser(Self.largest, 2 * low), .doubling)
        case .halving:
            if choice.value >= wanted { best = choice } else { low = workers }
            return halve()
        case .farFewer:
            if choice.value < wanted { return goFarther() }
            best = choice
            return goFar()
        case .farMore:
            if choice.value >= wanted { best = choice } else { step /= 2 }
            return goFar()
        case .fewer:
            // Ties are taken against the best that was seen, so that they do not add up.
            guard choice.value >= top / (1 + tie) else { return turn() }
            (best, top) = (choice, greater(top, choice.value))
            return goFewer()
        case .more:
            guard choice.value > best.value * (1 + tie) else { return true }
            best = choice
            return goMore()
        }
    }

    private mutating func ask(_ workers: Double, _ stage: Stage) -> Bool {
        (self.workers, self.stage) = (workers, stage)
        return false
    }

    /// Begins near where prefill stops to limit what workers without end serve.
    private mutating func begin(_ unlimited: Double) -> Bool {
        guard goal == .totalTokens else {
            wanted = unlimited
            return ask(lesser(Self.largest, greater(1, ceiling(unlimited / terms.rate))), .keepingUp)
        }
        // The fewest that serve as much but for a tie: more never serve less. Fewer than these cannot prefill as much.
        wanted = unlimited / (1 + tie)
        low = lesser(Self.largest, greater(1, ceiling(wanted / terms.rate * (1 - 1e-9)))) - 1
        return ask(low + 1, .doubling)
    }

    /// The most workers that yield the best so far at a rate.
    private func most(_ rate: Double) -> Double { floored((1.01 * rate / best.value - terms.chips) / terms.each) }

    /// Goes on from above: more workers never serve less, so that what one number serves bounds all below.
    ///
    /// With the rate R(W) a number V < W yields at most R(W) / (D + V P), and at most V r / (D + V P) as prefill limits it,
    /// which grows with V: numbers that cannot reach the best so far are leapt over. Padding may let one worker less serve a
    /// little more, for which the bounds are taken a hundredth larger.
    private mutating func goDown() -> Bool {
        while next >= 1, 1.01 * next * terms.rate / (terms.chips + next * terms.each) > best.value {
            if next != best.workers { return ask(next, .fromAbove) }
            next = lesser(next - 1, most(best.rate))
        }
        return true
    }

    /// Halves what lies between too few and enough.
    private mutating func halve() -> Bool {
        best.workers - low > 1 ? ask(floored((low + best.workers) / 2), .halving) : true
    }

    /// Moves by long steps as long as that is better, so that hundreds are found as soon as a few.
    private mutating func goFar() -> Bool {
        while step > 1 {
            wanted = best.value * (1 + tie)
            if best.workers - step >= 1 { return ask(best.workers - step, .farFewer) }
            if best.workers + step <= Self.largest { return ask(best.workers + step, .farMore) }
            step /= 2
        }
        (found, top) = (best.workers, best.value)
        return goFewer()
    }

    private mutating func goFarther() -> Bool {
        if best.workers + step <= Self.largest { return ask(best.workers + step, .farMore) }
        step /= 2
        return goFar()
    }

    /// One worker less as long as that is as good.
    private mutating func goFewer() -> Bool { best.workers > 1 ? ask(best.workers - 1, .fewer) : turn() }

    /// One more as long as that is better; where it went down, the number above was looked at on the way.
    private mutating func turn() -> Bool { best.workers == found ? goMore() : true }

    private mutating func goMore() -> Bool { best.workers < Self.largest ? ask(best.workers + 1, .more) : true }

    private func choice(_ loop: ClosedLoop) -> Choice {
        let residence = Engine.residence(
            of: loop.load, atLeast: loop.alone + loop.seconds, total: terms.requests * loop.seconds)
        let rate = terms.requests / residence
        let value =
            switch goal {
            case .tokensPerChip: rate / (terms.chips + terms.each * workers)
            case .totalTokens: rate
            case .firstToken: 1 / (residence - loop.seconds)
            }
        return Choice(workers: workers, loop: loop, value: value, rate: rate)
    }
}

extension Engine {
    /// What the search for a number of prefill workers has to know.
    struct PoolTerms {
        /// Requests in flight.
        let requests: V
        /// Prompts that a worker finishes in a second at most.
        let rate: V
        /// Chips of the decode workers.
        let chips: V
        /// Chips of a prefill worker.
        let each: V

        /// All numbers, in an order of their own.
        var numbers: [V] { [requests, rate, chips, each] }
    }
}

extension Engine<Double>.PoolTerms {
    /// The terms of which `number` are the numbers.
    init(_ number: (Int) -> Double) {
        self.init(requests: number(0), rate: number(1), chips: number(2), each: number(3))
    }
}

extension Engine.DisaggregatedServing {
    /// What the search for a number of prefill workers has to know.
    var poolTerms: Engine.PoolTerms {
        let d = phases.scenario.deployment
        return Engine.PoolTerms(
            requests: phases.requests, rate: pool.rate, chips: d.chips * d.decodeWorkers, each: d.prefillWorkerChips)
    }
}

extension Engine<Double>.DisaggregatedServing {
    /// The number of workers that is best, with its loop.
    static func best(_ phases: ServedPhases, _ pool: PrefillPool) -> (serving: Self, loop: ClosedLoop) {
        func serving(_ workers: Double) -> Self { Self(phases: phases, pool: pool, workers: workers) }
        var search = AutomaticWorkers(serving(.infinity).poolTerms, phases.scenario.deployment.prefillGoal)
        while !search.take(serving(search.workers).best()) {}
        return (serving(search.best.workers), search.best.loop)
    }
}
