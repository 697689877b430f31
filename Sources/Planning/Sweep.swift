import CostModel
import Dispatch
import Synchronization

/// Evaluates every combination of a search space.
public enum Sweep {
    /// Points that a worker evaluates between two checks of the cancel flag: a few milliseconds on a slow machine.
    ///
    /// A plan that serves requests takes the fixed point of a closed loop, and with automatic prefill workers several of
    /// them.
    static func chunk(of space: SearchSpace) -> Int {
        let isServed =
            space.base.workload.serving != .static || space.axes.contains { $0.parameter.name == "serving" }
        return isServed ? 64 : 2048
    }

    /// Checks that a plan passes as soon as it is evaluated, on all cores.
    public struct Sieve: Sendable {
        /// Whether a plan's shapes are possible; nil lets all through.
        public var isPossible: (@Sendable (Scenario) -> Bool)?
        /// Whether a possible plan is kept; nil lets all through.
        public var keeps: (@Sendable (PlanResult) -> Bool)?

        /// Makes a sieve that lets all through.
        public init() {}

        /// Whether it may hold anything back.
        var isIdle: Bool { isPossible == nil && keeps == nil }
    }

    /// How a sweep is run.
    public struct Options: Sendable {
        /// Threads at most; nil for one a core.
        public var workers: Int?
        /// Combinations to evaluate at most, from the first on; nil for all.
        public var first: Int?
        /// Asked between chunks; true ends the sweep with the rows done so far.
        public var isCancelled: @Sendable () -> Bool
        /// Told now and then how many points are done; called by one thread at a time.
        public var progress: (@Sendable (Int) -> Void)?
        /// Which plans are kept.
        public var sieve = Sieve()

        /// Makes options; by default all cores are used and nothing cancels.
        public init(
            workers: Int? = nil, first: Int? = nil, isCancelled: @escaping @Sendable () -> Bool = { false },
            progress: (@Sendable (Int) -> Void)? = nil
        ) {
            self.workers = workers
            self.first = first
            self.isCancelled = isCancelled
            self.progress = progress
        }
    }

    /// Evaluates the space on all cores and returns its plans in the order of their combinations.
    ///
    /// A sweep that is cancelled has evaluated the first so many combinations and no other: chunks are taken in order, and
    /// one that was taken is finished. So the same sweep with `options.first` has the same plans.
    ///
    /// - Parameters:
    ///   - space: what to evaluate; `space.count` must not be nil.
    ///   - cores: cores of the machine.
    ///   - options: threads, cancelling and progress.
    public static func run(_ space: SearchSpace, cores: Int, options: Options = Options()) -> SweepResult {
        let total = min(options.first ?? .max, space.count ?? 0)
        let columns = PlanColumns(capacity: total)
        let chunk = chunk(of: space)
        let sieve = options.sieve
        let chunks = (total + chunk - 1) / chunk
        let next = Atomic<Int>(0)
        let done = Atomic<Int>(0)
        let assembly = Mutex(Assembly())
        let workers = max(1, min(options.workers ?? cores, chunks))

        @Sendable func work(worker: Int) {
            while !options.isCancelled() {
                let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < chunks else { return }
                let start = number * chunk
                let end = min(start + chunk, total)
                var found = Findings()
                evaluate(space, start..<end, into: columns, sieve, &found)
                assembly.withLock { $0.add(found, number, from: start, evaluated: end - start, to: columns) }
                let reached = done.wrappingAdd(end - start, ordering: .relaxed).newValue
                if worker == 0 { options.progress?(reached) }
            }
        }
        if workers == 1 {
            work(worker: 0)
        } else {
            DispatchQueue.concurrentPerform(iterations: workers) { work(worker: $0) }
        }

        let found = assembly.withLock { $0 }
        return SweepResult(
            space: space, columns: columns, evaluated: found.evaluated, feasible: found.feasible,
            kept: sieve.isIdle ? nil : found.kept, possible: sieve.isIdle ? columns.count : found.possible)
    }

    /// The chunks so far, joined as soon as all before them are, so that nothing is left to do when Ctrl-C comes.
    private struct Assembly: Sendable {
        /// Chunks that wait for one before them.
        private var waiting: [Int: (found: Findings, start: Int)] = [:]
        private var next = 0
        private(set) var evaluated = 0
        private(set) var feasible = 0
        private(set) var possible = 0
        private(set) var kept: [Int] = []

        mutating func add(
            _ found: Findings, _ number: Int, from start: Int, evaluated count: Int, to columns: PlanColumns
        ) {
            evaluated += count
            feasible += found.feasible
            possible += found.possible
            waiting[number] = (found, start)
            while let (found, start) = waiting.removeValue(forKey: next) {
                let first = columns.count
                kept += found.kept.map { first + $0 }
                // Rows that divide move up over those that did not; later chunks lie behind them.
                columns.join(from: start, count: found.rows)
                next += 1
            }
        }
    }

    /// What a worker found in its chunk.
    private struct Findings: Sendable {
        /// Combinations that divided.
        var rows = 0
        /// Plans among them that fit and settle.
        var feasible = 0
        /// Plans whose shapes are possible.
        var possible = 0
        /// The rows to be kept, counted within the chunk.
        var kept: [Int] = []

        mutating func sift(_ scenario: Scenario, _ totals: StepTotals, row: Int, _ sieve: Sieve) {
            guard sieve.isPossible?(scenario) ?? true else { return }
            possible += 1
            if sieve.keeps?(PlanResult(scenario: scenario, totals: totals)) ?? true { kept.append(row) }
        }
    }

    /// Evaluates consecutive combinations into the columns from `range.lowerBound` on.
    private static func evaluate(
        _ space: SearchSpace, _ range: Range<Int>, into columns: PlanColumns, _ sieve: Sieve, _ found: inout Findings
    ) {
        var scenario = space.scenario(at: range.lowerBound)
        var row = range.lowerBound
        var feasible = 0
        let isIdle = sieve.isIdle
        space.axes.withUnsafeBufferPointer { axes in
            // The position on each axis, as an odometer whose last digit turns fastest.
            withUnsafeTemporaryAllocation(of: Int.self, capacity: max(1, axes.count)) { digits in
                var rest = range.lowerBound
                for index in axes.indices.reversed() {
                    digits[index] = rest % axes[index].values.count
                    rest /= axes[index].values.count
                }
                var divides = scenario.brokenRule == nil
                for point in range {
                    if divides {
                        let totals = StepTotals.of(scenario)
                        columns.write(totals, point: point, at: row)
                        if totals.isSettled, totals.fit(scenario.chip) { feasible += 1 }
                        if !isIdle { found.sift(scenario, totals, row: row - range.lowerBound, sieve) }
                        row += 1
                    }
                    var index = axes.count - 1
                    var mustCheck = false
                    while index >= 0 {
                        digits[index] += 1
                        let wraps = digits[index] == axes[index].values.count
                        if wraps { digits[index] = 0 }
                        axes[index].parameter.set(&scenario, axes[index].values[digits[index]])
                        if axes[index].affectsDivision { mustCheck = true }
                        if !wraps { break }
                        index -= 1
                    }
                    if mustCheck { divides = scenario.brokenRule == nil }
                }
            }
        }
        (found.rows, found.feasible) = (row - range.lowerBound, feasible)
    }
}
