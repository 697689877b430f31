import CostModel
import Dispatch
import Synchronization

/// Evaluates every combination of a search space.
public enum Sweep {
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
        /// The part of the space to evaluate; nil for all of it.
        public var shard: Shard?
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
        let taped = TapedSpace(space)
        let frames = Frames(taped)
        let sieve = options.sieve
        let points = options.shard.map { $0.part(of: total) } ?? 0..<total
        let chunks = points.isEmpty ? 0..<0 : frames.number(of: points.lowerBound)..<frames.count(of: points.upperBound)
        let begin = frames.start(chunks.lowerBound)
        // The last box may hold more combinations than are wanted.
        let columns = PlanColumns(capacity: frames.start(chunks.upperBound) - begin, isServed: space.isServed)
        let next = Atomic<Int>(chunks.lowerBound)
        let done = Atomic<Int>(0)
        let assembly = Mutex(Assembly(from: chunks.lowerBound))
        let workers = max(1, min(options.workers ?? cores, chunks.count))

        @Sendable func work(number: Int) {
            var worker = SweepWorker(taped, columns, sieve)
            while !options.isCancelled() {
                let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard chunk < chunks.upperBound else { return }
                let point = frames.start(chunk)
                let wanted = (point..<frames.start(chunk + 1)).clamped(to: points)
                let found = worker.evaluate(frames.box(chunk), point: point, into: point - begin, wanted)
                assembly.withLock { $0.add(found, chunk, from: point - begin, evaluated: wanted.count, to: columns) }
                let reached = done.wrappingAdd(wanted.count, ordering: .relaxed).newValue
                if number == 0 { options.progress?(reached) }
            }
        }
        DispatchQueue.concurrentPerform(iterations: workers) { work(number: $0) }

        let found = assembly.withLock { $0 }
        return SweepResult(
            space: space, columns: columns, evaluated: found.evaluated,
            wanted: points.count, feasible: found.feasible,
            kept: sieve.isIdle ? nil : found.kept, possible: sieve.isIdle ? columns.count : found.possible)
    }

    /// The chunks so far, joined as soon as all before them are, so that nothing is left to do when Ctrl-C comes.
    private struct Assembly: Sendable {
        /// Chunks that wait for one before them.
        private var waiting: [Int: (found: SweepWorker.Findings, start: Int)] = [:]
        private var next: Int
        private(set) var evaluated = 0
        private(set) var feasible = 0
        private(set) var possible = 0
        private(set) var kept: [Int] = []

        init(from first: Int) { next = first }

        mutating func add(
            _ found: SweepWorker.Findings, _ number: Int, from start: Int, evaluated count: Int, to columns: PlanColumns
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
}

/// One of several parts of a space, which follow one another and are evaluated apart.
public struct Shard: Sendable, Equatable {
    /// Which part, from 1.
    public let number: Int
    /// How many there are.
    public let count: Int

    /// Makes a part; nil unless it is one of them.
    public init?(_ number: Int, of count: Int) {
        guard count >= 1, (1...count).contains(number) else { return nil }
        (self.number, self.count) = (number, count)
    }

    /// Its share of so many pieces.
    func part(of pieces: Int) -> Range<Int> {
        func border(_ number: Int) -> Int {
            let (whole, rest) = pieces.quotientAndRemainder(dividingBy: count)
            return number * whole + min(number, rest)
        }
        return border(number - 1)..<border(number)
    }
}
