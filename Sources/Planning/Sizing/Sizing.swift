import CostModel
import Dispatch
import Synchronization
import Threads

/// The fewest chips, or the least cost, that carry a load.
///
/// For each layout of a copy the capacity says how many copies there must be; more are tried until all conditions hold, which
/// more copies never break. Layouts are taken in the order of the chips that they cannot do without, and those that cannot be
/// among the best any more are left out.
public struct Sizing: Sendable {
    /// A plan that carries the load.
    public struct Found: Sendable {
        /// The plan, spare copies included.
        public let scenario: Scenario
        /// The same when a node has failed for each that is spare.
        public let working: Scenario
        /// Chips of all copies, by what they do.
        public let pools: SizedChips
        /// Chips of whole nodes.
        public let bought: Double
        /// Chips of all copies.
        public var chips: Double { pools.all }
        /// What is least: chips, money per hour or watts.
        public let price: Double
        /// What one copy fewer would break, without the spare ones; nil where there is no fewer.
        public fileprivate(set) var limit: SizingObstacle?
        /// That plan; nil where there is no fewer.
        let fewer: Scenario?
        let kind: SizingLayout.Kind
        /// The requests/s that it carries at most as it should, spare ones left out; nil where users bring them or nobody asks.
        public fileprivate(set) var most: Double?
    }

    /// What was found.
    public struct Result: Sendable {
        /// The best plans, each of another kind; the best first.
        public let found: [Found]
        /// The same as rows of a sweep.
        public let plans: SweepResult
        /// Layouts that were tried.
        public let layouts: Int
        /// The layout that came nearest, where nothing was found.
        public let nearest: Nearest?

        /// Those of the plans that have no more than so many chips.
        public func within(_ chips: Double, _ base: Scenario) -> Result {
            let few = found.filter { $0.chips <= chips }
            return Result(
                found: few, plans: FoundPlans.rows(few.map(\.scenario), base), layouts: layouts,
                nearest: few.isEmpty ? nearest : nil)
        }
    }

    /// A layout that does not carry the load, and why.
    public struct Nearest: Sendable {
        /// The plan that comes nearest.
        public let scenario: Scenario
        /// What keeps it from carrying the load.
        public let obstacle: SizingObstacle
        /// Whether that is so however many copies there are: a request that no other waits with takes too long.
        public let isHopeless: Bool
        let rank: [Double]
    }

    /// The load and what is set beside the layout.
    public let base: Scenario
    /// What the purchase has to do.
    public let terms: SizingTerms
    /// Plans that are kept.
    private let most: Int

    /// Prepares a search for the best few plans.
    public init(_ base: Scenario, _ terms: SizingTerms, most: Int = 5) {
        (self.base, self.terms, self.most) = (base, terms, most)
    }

    /// Every layout, those first that can do with the fewest chips.
    private var candidates: [SizingLayout] {
        let all = SizingLayouts(base: base, terms: terms).ofEachPin.flatMap { layouts in
            layouts.servings.flatMap { serving in
                serving == .disagg ? PoolLayouts(layouts, terms).pairs : together(layouts.workers(serving))
            }
        }
        return all.sorted { $0.likelyChips < $1.likelyChips }
    }

    /// The most requests/s that so many chips carry; nil if none of the layouts does any, or if it was told to stop.
    ///
    /// Of the layouts whose capacity with as many copies as there are chips for is the largest some are tried, and plans that
    /// were found, as they are and with as many copies. What keeps no more than what is known is left out.
    public func mostRate(
        beside found: [Found] = [], cores: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) -> (scenario: Scenario, rate: Double)? {
        let known = found.map { Self.single($0.scenario) }
        let alone = known.flatMap { one in
            one.workload.serving == .disagg ? [PoolLayouts.layout(one, terms)].compactMap(\.self) : together([one])
        }
        let layouts = candidates + alone
        let filled = RowWork.pieces(layouts.count, of: 1, workers: cores, isCancelled: isCancelled) { range in
            SizingSearch(terms, layouts[range.lowerBound]).filled.map { (scenario: $0, most: terms.mostSteady($0)) }
        }
        guard let filled else { return nil }
        let affordable = found.filter { $0.chips <= terms.mostChips }
        let working = affordable.map { (scenario: $0.working, most: terms.mostSteady($0.working)) }
        let tried = (filled.joined() + working).filter { $0.most > 0 }.enumerated()
            .sorted { ($1.element.most, $0.offset) < ($0.element.most, $1.offset) }.map(\.element)
        var rates: [(scenario: Scenario, rate: Double)] = []
        /// Tries plans that could do more than what is known, so many at once whatever the number of cores.
        func look(_ plans: [(scenario: Scenario, most: Double)]) -> Bool {
            for start in stride(from: 0, to: plans.count, by: Self.triedAtOnce) {
                let best = rates.map(\.rate).max() ?? 0
                let some = plans[start..<min(plans.count, start + Self.triedAtOnce)].filter { $0.most > best }
                let found = RowWork.pieces(some.count, of: 1, workers: cores, isCancelled: isCancelled) { range in
                    let scenario = some[range.lowerBound].scenario
                    return terms.mostRate(scenario).map { (scenario: scenario, rate: $0.rate) }
                }
                guard let found else { return false }
                rates += found.compactMap(\.self).filter { $0.rate > 0 }
            }
            return true
        }
        /// The plans that carry most: of those that carry as much with as large a tp the first, whichever thread was done first.
        func best(_ most: Int) -> [(scenario: Scenario, rate: Double)] {
            let order = rates.enumerated().sorted { one, other in
                let (a, b) = (one.element, other.element)
                if a.rate != b.rate { return a.rate > b.rate }
                let (large, small) = (a.scenario.deployment.tp, b.scenario.deployment.tp)
                return large != small ? large > small : one.offset < other.offset
            }
            return order.prefix(most).map(\.element)
        }
        guard look(Array(tried.prefix(Self.mostTried))) else { return nil }
        let others = best(Self.varied).flatMap { variants(of: $0.scenario) }
        guard look(others.map { ($0, terms.mostSteady($0)) }) else { return nil }
        return best(1).first.map { found in
            var s = found.scenario
            s.workload.rate = found.rate
            return (s, found.rate)
        }
    }

    /// Plans that are tried for the most requests/s, and how many between two looks at what is known.
    private static let mostTried = 64, triedAtOnce = 4
    /// Plans that carry most and are tried with other limits too.
    private static let varied = 2

    /// One copy, or one worker of each side, of a plan that was found.
    private static func single(_ scenario: Scenario) -> Scenario {
        var one = scenario
        one.deployment.replicas = 1
        if one.workload.serving == .disagg { (one.deployment.decodeWorkers, one.deployment.prefillWorkers) = (1, 1) }
        return one
    }

    /// The fewest copies, or workers, laid out as those of a plan are, that carry its load; nil where no number does.
    public static func fewest(like scenario: Scenario, _ terms: SizingTerms) -> Found? {
        let (one, search) = (single(scenario), Sizing(scenario, terms))
        let layouts =
            one.workload.serving == .disagg
            ? [PoolLayouts.layout(one, terms)].compactMap(\.self) : search.together([one])
        guard let layout = layouts.first else { return nil }
        var board = SizingBoard(most: 1)
        board.add(SizingSearch(terms, layout).run(), layout, terms)
        return limited(board.found, terms).first
    }

    /// The rule that all sizes break that were to be tried, in the first of them; nil where some divide.
    public var brokenRule: (rule: DivisibilityRule, scenario: Scenario)? {
        let all = SizingLayouts(base: base, terms: terms).ofEachPin.flatMap { layouts in
            layouts.servings.flatMap(layouts.divided)
        }
        guard let first = all.first, let rule = first.brokenRule, all.allSatisfy({ $0.brokenRule != nil }) else {
            return nil
        }
        return (rule, first)
    }

    /// Searches on all cores; nil if it was told to stop.
    public func run(cores: Int, isCancelled: @escaping @Sendable () -> Bool = { false }) -> Result? {
        let candidates = candidates
        let board = Mutex(SizingBoard(most: most))
        func search(_ layouts: [SizingLayout]) {
            let next = Atomic<Int>(0)
            DispatchQueue.concurrentPerform(iterations: max(1, cores)) { _ in
                while !isCancelled() {
                    let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard place < layouts.count else { return }
                    let layout = layouts[place]
                    let (limit, hasFound) = board.withLock { ($0.limit(layout.kind), !$0.best.isEmpty) }
                    guard layout.leastChips <= terms.mostChips, terms.price(layout.least, layout.scenario) <= limit
                    else { continue }
                    let outcome = SizingSearch(terms, layout, upTo: limit, asksWhy: !hasFound).run()
                    board.withLock { $0.add(outcome, layout, terms) }
                }
            }
        }
        search(candidates)
        let tuned = tuned(board.withLock { $0 }, candidates)
        search(tuned)
        guard !isCancelled() else { return nil }
        return board.withLock { board in
            let found = Self.ordered(Self.limited(board.found, terms, cores, asksForMost: true))
            return Result(
                found: found, plans: FoundPlans.rows(found.map(\.scenario), base, cores: cores),
                layouts: candidates.count + tuned.count,
                nearest: found.isEmpty ? board.nearest : nil)
        }
    }

    /// The same with what one copy fewer would break, which is worked out for those that are kept alone.
    private static func limited(
        _ found: [Found], _ terms: SizingTerms, _ cores: Int = 1, asksForMost: Bool = false
    ) -> [Found] {
        RowWork.pieces(found.count, of: 1, workers: cores, isCancelled: { false }) { range in
            var one = found[range.lowerBound]
            one.limit = one.fewer.flatMap(terms.serviceObstacle)
            // It carries what comes, whatever is asked of lesser loads.
            let coming = one.working.workload.rate
            if asksForMost, !one.working.workload.hasThinkers {
                one.most = terms.mostRate(one.working).map { max($0.rate, coming) }
            }
            return one
        } ?? found
    }

    /// The best first: of those that cost as much the one that carries most.
    private static func ordered(_ found: [Found]) -> [Found] {
        found.enumerated().sorted { one, other in
            let (a, b) = (one.element, other.element)
            if (a.price, a.chips) != (b.price, b.chips) { return (a.price, a.chips) < (b.price, b.chips) }
            let (more, less) = (a.most ?? 0, b.most ?? 0)
            return more != less ? more > less : one.offset < other.offset
        }.map(\.element)
    }

    /// Other limits of a step and of what runs at once, for the layouts that came out best or nearest.
    ///
    /// They decide between waiting for a first token and waiting for the next one, so that fewer copies may do; of pools, how
    /// long a pass holds up the prompts behind it and how many sequences share a step. What is set or pinned stays. Layouts that
    /// came out worse but could do with fewer chips are tried too, pairs of workers with shorter passes: these suit others.
    private func tuned(_ board: SizingBoard, _ candidates: [SizingLayout]) -> [SizingLayout] {
        guard terms.conditions.contains(where: { !$0.comparisons.isEmpty }) else { return [] }
        let nearest = board.found.isEmpty ? [board.nearest?.scenario].compactMap(\.self) : []
        let best = (board.found.map(\.scenario) + nearest).map(Self.single)
        func others(_ serving: Workload.Serving, _ most: Int) -> [Scenario] {
            let better = candidates.lazy.filter { $0.kind.serving == serving && mayBeBetter($0, board) }
            return Array(better.map(\.scenario).filter { !best.contains($0) }.prefix(most))
        }
        // What users send follows from the answers, which takes too long to find for more than the best.
        let close = best + (base.workload.hasThinkers ? [] : others(.agg, Self.together))
        let pairs = others(.disagg, Self.pairs)
        return close.flatMap { layouts(of: variants(of: $0)) }
            + pairs.flatMap { layouts(of: variants(of: $0, running: false)) }
    }

    /// A plan with other limits of a step, and of what runs at once, than the runtime has: those that are neither set nor pinned.
    private func variants(of one: Scenario, running isRunningTried: Bool = true) -> [Scenario] {
        guard let open = OpenPlan.of(terms.probe(one)) else { return [] }
        let pinned = Set(terms.pins.map(\.parameter.name))
        var variants: [Scenario] = []
        if !pinned.contains("chunk"), one.deployment.chunk == 0 {
            for chunk in Self.chunks where chunk < Double(open.model.server.chunk) {
                var s = one
                s.deployment.chunk = chunk
                variants.append(s)
            }
        }
        if isRunningTried, !pinned.contains("max_running"), one.deployment.maxRunning == 0 {
            for running in Self.running where running < Double(open.model.server.maxRunning) {
                var s = one
                s.deployment.maxRunning = running
                variants.append(s)
            }
        }
        return variants.filter { $0.brokenRule == nil }
    }

    /// Plans as layouts with as many copies or workers as they cannot do without.
    private func layouts(of plans: [Scenario]) -> [SizingLayout] {
        plans.flatMap { one in
            one.workload.serving == .disagg
                ? [PoolLayouts.layout(one, terms)].compactMap(\.self) : together([one])
        }
    }

    /// Pairs of workers, and copies that do both, that are tried with other limits beside those that came out best.
    private static let (pairs, together) = (24, 4)

    /// Whether a layout could come to less than the best so far that serves as it does.
    private func mayBeBetter(_ layout: SizingLayout, _ board: SizingBoard) -> Bool {
        guard layout.leastChips <= terms.mostChips else { return false }
        guard let best = board.found.first(where: { $0.kind.serving == layout.kind.serving }) else { return true }
        let price = terms.price(layout.least, layout.scenario)
        // With fewer at once copies that do both may do more than their capacity with as many as there is room for.
        return layout.kind.serving == .agg ? price <= best.price : (price, layout.leastChips) < (best.price, best.chips)
    }

    /// Tokens of a step, and sequences at once, that are tried beside those that the runtime allows.
    private static let chunks = [512.0, 1024, 2048, 4096]
    private static let running = [16.0, 32, 64, 128, 256]

    /// Layouts whose copies compute prompts and answers, with the copies that they cannot do without.
    private func together(_ workers: [Scenario]) -> [SizingLayout] {
        workers.compactMap { worker in
            guard let plan = OpenPlan.of(terms.probe(worker)), plan.capacity > 0 else { return nil }
            var layout = SizingLayout(scenario: worker)
            let rates = terms.rates(worker.workload)
            func copies(_ rate: Double) -> Double { max(1, (rate / ((1 - terms.margin) * plan.capacity)).rounded(.up)) }
            layout.fewest = copies(rates.lowerBound)
            layout.rateOfEach = (1 - terms.margin) * plan.capacity
            layout.likelyChips = copies(rates.upperBound) * layout.chips
            return layout
        }
    }
}

extension SizingTerms.Goal {
    /// What a chip counts.
    func price(_ scenario: Scenario) -> Double {
        var one = scenario
        one.workload.serving = .static
        one.deployment = Deployment(chips: 1, tp: 1, batch: 1)
        let name =
            switch self {
            case .chips: "all_chips"
            case .cost: "cost_hour"
            case .power: "kw"
            }
        let totals = StepTotals(
            seconds: 1, communication: 0, flops: 0, memory: MemoryUse(weights: 0, stage: .only, one))
        return Metric.named(name)?.read(PlanResult(scenario: one, totals: totals)) ?? .nan
    }
}
