import CostModel
import Planning

/// Measures how many plans a second the engine evaluates, beside its own tape in C, and how fast it searches.
public struct SpeedBenchmark: Sendable {
    /// What was swept, and with what.
    public enum Way: Sendable {
        /// The case space on one core or on all.
        case oneCore, allCores
        /// The tape of the case space in C on one core, by the compiler's name, for the program's instruction set or that
        /// of the machine.
        case inC(compiler: String, isNative: Bool)
        /// Spaces of other kinds on one core.
        case prefill, batchOverlap
        /// Spaces of plans that serve requests, on one core; with so many prefill workers, or 0 for as many as are best.
        case served(Workload.Serving, prefillWorkers: Double)
    }

    /// How fast plans are evaluated.
    public struct Rate: Sendable {
        /// How.
        public let way: Way
        /// Plans.
        public let plans: Int
        /// Plans a second.
        public let rate: Double
    }

    /// Whether there is something to hold the engine against.
    public enum Yardstick: Sendable {
        /// The tape in C came to the same plans, bit for bit.
        case agrees
        /// It came to others.
        case differs
        /// No compiler made a library of it.
        case missing
    }

    /// How fast the best of a space are found.
    public struct Search: Sendable {
        /// Combinations.
        public let combinations: Int
        /// Seconds that it takes.
        public let seconds: Double
        /// Share of combinations that were ruled out without a look at each.
        public let ruledOut: Double
    }

    private let spaces: BenchmarkSpaces
    private let cores: Int
    private let turns: Turns
    private let isCancelled: @Sendable () -> Bool

    /// Prepares to measure round a plan of the case study.
    public init(base: Scenario, cores: Int, turns: Turns, isCancelled: @escaping @Sendable () -> Bool) {
        spaces = BenchmarkSpaces(base: base)
        (self.cores, self.turns, self.isCancelled) = (cores, turns, isCancelled)
    }

    /// The case space on one core, on all, and by its tape in C; nil if it was told to stop.
    public func caseStudy(rounds: Int) -> (rates: [Rate], yardstick: Yardstick)? {
        let space = spaces.caseStudy
        var options = Sweep.Options(isCancelled: isCancelled)
        let all = options
        options.workers = 1
        let one = options
        let plans = Sweep.run(space, cores: cores, options: one)
        guard !isCancelled() else { return nil }
        var (ways, works): ([Way], [() -> Void]) = ([.oneCore, .allCores], [])
        works.append { _ = Sweep.run(space, cores: cores, options: one) }
        works.append { _ = Sweep.run(space, cores: cores, options: all) }
        var yardstick = Yardstick.missing
        for (compiler, isNative, sweep) in compiled(space) {
            guard sweep.run().agree(with: plans) else {
                yardstick = .differs
                break
            }
            yardstick = .agrees
            ways.append(.inC(compiler: compiler, isNative: isNative))
            works.append { _ = sweep.run() }
        }
        guard let times = turns.medians(of: rounds, works) else { return nil }
        let rates = zip(ways, times).map { Rate(way: $0, plans: plans.count, rate: Double(plans.count) / $1) }
        return (rates, yardstick)
    }

    /// The tape in C for the program's instruction set and for that of the machine, by the first compiler that makes it.
    private func compiled(_ space: SearchSpace) -> [(compiler: String, isNative: Bool, sweep: CSweep)] {
        for compiler in CCompiler.known where !isCancelled() {
            func sweep(_ flags: [String]) -> CSweep? { CSweep(space, compiler, flags, isCancelled: isCancelled) }
            guard let own = sweep(CCompiler.ownInstructions) else { continue }
            let native = sweep(CCompiler.native).map { (compiler.name, true, $0) }
            return [(compiler.name, false, own)] + [native].compactMap(\.self)
        }
        return []
    }

    /// Plans of other kinds on one core; nil if it was told to stop.
    public func otherKinds(rounds: Int) -> [Rate]? {
        let served: [(Workload.Serving, Double)] = [(.agg, 0), (.disagg, 4), (.disagg, 0)]
        let kinds: [(way: Way, space: SearchSpace)] =
            [(.prefill, spaces.prefill), (.batchOverlap, spaces.batchOverlap)]
            + served.map { serving, workers in
                (.served(serving, prefillWorkers: workers), spaces.served(serving, prefillWorkers: workers))
            }
        let options = Sweep.Options(workers: 1, isCancelled: isCancelled)
        var plans = kinds.map { _ in 0 }
        let works = kinds.indices.map { number in
            { plans[number] = Sweep.run(kinds[number].space, cores: cores, options: options).count }
        }
        guard let times = turns.medians(of: rounds, works) else { return nil }
        return kinds.indices.map { number in
            Rate(way: kinds[number].way, plans: plans[number], rate: Double(plans[number]) / times[number])
        }
    }

    /// The search for the best plans that meet conditions, on all cores; nil if it was told to stop.
    public func search(rounds: Int, keeping count: Int, where conditions: [Condition]) -> Search? {
        let search = PlanSearch(
            spaces.searched, .best(count, by: Ranking(.metric(.tpsChip), descending: true)), where: conditions)
        var ruledOut = 0
        let times = turns.medians(
            of: rounds,
            [
                {
                    let found = search.run(cores: cores, options: Sweep.Options(isCancelled: isCancelled))
                    ruledOut = found?.ruledOut ?? 0
                }
            ])
        let combinations = search.space.count ?? 0
        return times?.first.map {
            Search(combinations: combinations, seconds: $0, ruledOut: Double(ruledOut) / Double(combinations))
        }
    }
}
