import Lanes

/// Tapes that work out plans which serve requests: what does not depend on the load, what a load comes to, and the results of
/// the load that stands.
package struct ServedTape: Sendable {
    /// What is worked out, in this order.
    package enum Result: Int, CaseIterable, Sendable {
        /// 1 where the bytes fit, else 0.
        case fits
        case seconds, communication, flops, weights, memory, stage, splits, firstToken, requestRate, prefillWorkers,
            transfer, prefillMemory, prefillStage
    }

    /// What does not depend on the load: whether work divides, the terms of the loop, and what the others import.
    let base: Tape
    let effects: TrialTape
    let results: TrialTape
    let hasPass: Bool
    let splits: Bool
    /// What a number of prefill workers that is looked for is to be best in; nil where it is set.
    let goal: Deployment.PrefillGoal?
    /// The result of the base where the terms of the search for workers begin.
    let pool: Int

    /// What came of tracing a box of plans.
    package enum Tracing {
        case tape(ServedTape)
        /// Plans differ in the equations that they take, which these axes decide.
        case undecided(Set<Int>)
        /// There is no tape of such plans.
        case none
    }

    /// Notes the equations of a scenario down.
    ///
    /// - Parameters:
    ///   - scenario: a scenario that serves requests.
    ///   - axes: for each axis the numbers of its figures (`Parameter.places`) and the values that it takes.
    ///   - counts: how many these are.
    ///   - figures: what else is to be worked out, behind the results.
    package static func trace(
        _ scenario: Scenario, axes: [(places: [Int], range: ClosedRange<Double>)], counts: [Int],
        figures: [(Engine<Traced>.PlanResult) -> Traced] = []
    ) -> Tracing {
        guard let traced = TracedServing(scenario, axes: axes, figures: figures) else { return .none }
        let undecided = traced.trace.undecided
        if !undecided.isEmpty { return .undecided(undecided.filter { $0 < axes.count }) }
        return .tape(ServedTape(traced, counts: counts, scenario))
    }

    private init(_ traced: TracedServing, counts: [Int], _ scenario: Scenario) {
        let trace = traced.trace
        let own = [traced.divides] + traced.terms + (traced.pool ?? [])
        func imports(_ results: [Traced]) -> [Traced] {
            TrialTape.imports(of: results, in: trace, trials: traced.trials)
        }
        let (first, second) = (imports(traced.effects), imports(traced.results))
        base = Tape(trace, results: own + first + second, counts: counts)
        effects = TrialTape(
            trace, results: traced.effects, trials: traced.trials, behind: base, from: own.count)
        results = TrialTape(
            trace, results: traced.results, trials: traced.trials, behind: base, from: own.count + first.count)
        (hasPass, splits) = (scenario.workload.serving == .agg, traced.splits)
        goal = traced.pool == nil ? nil : scenario.deployment.prefillGoal
        pool = 1 + traced.terms.count
    }
}

/// Runs plans that serve requests block by block, all of a block at once; the memory of one thread.
package final class ServedRunner {
    /// Some plans of a box, with their results.
    package struct Block {
        private let block: TapeRunner.Block
        private let runner: ServedRunner

        fileprivate init(_ block: TapeRunner.Block, _ runner: ServedRunner) {
            (self.block, self.runner) = (block, runner)
        }

        /// Plans.
        package var count: Int { block.count }
        /// The number of a plan within the frame.
        package func number(_ place: Int) -> Int { block.number(place) }
        /// Whether work divides evenly; results of other plans mean nothing.
        package func divides(_ place: Int) -> Bool { block.values(0)[place] > 0 }
        /// Whether the loop of a plan settled.
        package func isSettled(_ place: Int) -> Bool { runner.isSettled[place] }
        /// The values of a result or, behind these, of a figure.
        package func values(_ result: Int) -> TapeRunner.Values { runner.results.values(result) }
        /// The values of a result.
        package func values(_ result: ServedTape.Result) -> TapeRunner.Values { values(result.rawValue) }
    }

    private let tape: ServedTape
    private let base: TapeRunner
    private let effects: TrialRunner
    private let results: TrialRunner
    /// For each plan of a block its search.
    private let searches: UnsafeMutablePointer<LoadSearch>
    /// For each plan the search for prefill workers, where their number is looked for.
    private let pools: UnsafeMutablePointer<AutomaticWorkers>
    private let isSettled: UnsafeMutablePointer<Bool>
    /// The places of plans: of those that divide, and of those whose loads are looked for at the moment.
    private let places: UnsafeMutablePointer<Int32>
    private let active: UnsafeMutablePointer<Int32>

    /// Plans in a block at most.
    private static let width = 512
    /// Plans whose loads are looked for at a time: what keeps their columns in the fastest cache.
    private static let most = 256

    /// Prepares to run tapes over axes of these values.
    package init(_ tape: ServedTape, values: [[Double]]) {
        self.tape = tape
        let width = Self.width
        base = TapeRunner(tape.base, values: values, width: width)
        effects = TrialRunner(tape.effects, width: Self.most)
        results = TrialRunner(tape.results, width: width)
        searches = .allocate(capacity: width)
        searches.initialize(repeating: LoadSearch(limit: 1, spacing: 1), count: width)
        let terms = Engine<Double>.PoolTerms(requests: 1, rate: 1, chips: 1, each: 1)
        pools = .allocate(capacity: width)
        pools.initialize(repeating: AutomaticWorkers(terms, .totalTokens), count: width)
        isSettled = .allocate(capacity: width)
        isSettled.initialize(repeating: false, count: width)
        places = .allocate(capacity: width)
        places.initialize(repeating: 0, count: width)
        active = .allocate(capacity: width)
        active.initialize(repeating: 0, count: width)
    }

    deinit {
        searches.deallocate()
        pools.deallocate()
        isSettled.deallocate()
        places.deallocate()
        active.deallocate()
    }

    /// Runs all plans of a box.
    ///
    /// - Parameters:
    ///   - box: for each axis the places of its values.
    ///   - frame: a box around it, in which plans are numbered, the last axis turning fastest.
    ///   - body: given each block, in no order that means anything.
    package func run(_ box: [Range<Int>], within frame: [Range<Int>], _ body: (Block) -> Void) {
        base.run(box, within: frame, skips: 0) { block in
            settle(block)
            for place in 0..<block.count { places[place] = Int32(place) }
            results.bring(block, places, block.count)
            let (tried, stands) = (results.input(0), results.input(1))
            for place in 0..<block.count {
                let loop = tape.goal == nil ? searches[place].best : pools[place].best.loop
                (tried[place], stands[place], isSettled[place]) = (loop.tried, loop.load, loop.isSettled)
            }
            if tape.goal != nil {
                let workers = results.input(2)
                for place in 0..<block.count { workers[place] = pools[place].best.workers }
            }
            results.run(block.count)
            body(Block(block, self))
        }
    }

    /// Finds the loads at which the loops of a block are at rest, those of many plans at once.
    private func settle(_ block: TapeRunner.Block) {
        let waiting = prepare(block)
        let (load, workers) = (effects.input(0), tape.goal == nil ? nil : effects.input(2))
        var (count, next, isPacked) = (0, 0, false)
        while true {
            // Plans whose search takes long wait for no others.
            if count <= Self.most / 2, next < waiting {
                while count < Self.most, next < waiting {
                    active[count] = places[next]
                    (count, next) = (count + 1, next + 1)
                }
                isPacked = false
            }
            guard count > 0 else { return }
            if !isPacked { effects.bring(block, active, count) }
            for number in 0..<count { load[number] = searches[Int(active[number])].load }
            if let workers { for number in 0..<count { workers[number] = pools[Int(active[number])].workers } }
            effects.run(count)
            let left = take(block, count)
            (isPacked, count) = (left == count, left)
        }
    }

    /// Begins the searches of the plans of a block that divide; how many these are.
    private func prepare(_ block: TapeRunner.Block) -> Int {
        let (divides, limits, spacings) = (block.values(0), block.values(1), block.values(2))
        var count = 0
        for place in 0..<block.count {
            searches[place] = LoadSearch(limit: limits[place], spacing: spacings[place], splits: tape.splits)
            guard divides[place] > 0 else { continue }
            places[count] = Int32(place)
            count += 1
        }
        guard let goal = tape.goal else { return count }
        for place in 0..<block.count {
            pools[place] = AutomaticWorkers(Engine.PoolTerms { block.values(tape.pool + $0)[place] }, goal)
        }
        return count
    }

    /// Tells searches what their loads come to; how many are not at their end.
    private func take(_ block: TapeRunner.Block, _ count: Int) -> Int {
        let (leadsTo, seconds) = (effects.values(0), effects.values(1))
        let alone = tape.goal == nil ? nil : effects.values(2)
        var left = 0
        for number in 0..<count {
            let place = Int(active[number])
            let effect = LoadEffect(leadsTo: leadsTo[number], seconds: seconds[number], alone: alone?[number] ?? .nan)
            if searches[place].take(effect, { fronts(block, place, below: $0) }) {
                if tape.goal == nil || pools[place].take(searches[place].best) { continue }
                searches[place] = searches[place].anew(splits: tape.splits)
            }
            active[left] = active[number]
            left += 1
        }
        return left
    }

    private func fronts(_ block: TapeRunner.Block, _ place: Int, below load: Double) -> Fronts {
        let terms = Engine<Double>.LoopTerms(hasPass: tape.hasPass, splits: tape.splits) {
            block.values(1 + $0)[place]
        }
        return terms.fronts(below: load)
    }
}
