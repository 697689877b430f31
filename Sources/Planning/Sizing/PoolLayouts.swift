import CostModel

/// The layouts whose prompts and answers are computed on chips of their own.
///
/// There are too many pairs of workers to try them all: of each side those are paired that do most with a chip, and those that
/// are fastest.
struct PoolLayouts {
    /// The pairs.
    let pairs: [SizingLayout]

    /// Workers of each side of which the load takes the fewest chips, that do most with a chip, and that are fastest.
    private static let (few, frugal, fast) = (6, 3, 2)

    /// A worker of one side.
    private struct Side {
        let scenario: Scenario
        /// Chips of as many whole workers as the load takes.
        let whole: Double
        /// Chips for each request/s.
        let chips: Double
        /// Seconds that a lone request takes.
        let seconds: Double
        /// Requests/s of a worker.
        let rate: Double
    }

    /// The pairs over one scenario.
    init(_ layouts: SizingLayouts, _ terms: SizingTerms) {
        let workers = layouts.workers(.disagg)
        let tokenLimit = terms.tokenLimit
        let decode = Self.chosen(
            workers.compactMap { Self.side($0, beside: \.prefillWorkers, \.decodeWorker, within: tokenLimit, terms) })
        let second = layouts.base.prefillChip
        let prefillers = (second == nil ? workers : layouts.prefillWorkers).filter {
            $0.hasRoomForPrompts && layouts.mayPrefill($0.deployment)
        }
        let prefill = Self.chosen(
            prefillers.compactMap { Self.side($0, beside: \.decodeWorkers, \.prefillWorker, within: .infinity, terms) })
        pairs = decode.flatMap { decode in
            prefill.compactMap { prefill in
                var s = decode.scenario
                s.prefillChip = second.map { _ in prefill.scenario.chip }
                let p = prefill.scenario.deployment
                // Both sides are of what was pinned.
                guard p.chunk == s.deployment.chunk, layouts.allows(p, beside: s.deployment) else { return nil }
                // 0 stands for what a decode worker has.
                let d = s.deployment
                s.deployment.prefillChips = p.chips == d.chips ? 0 : p.chips
                s.deployment.prefillTP = p.tp == d.tp ? 0 : p.tp
                s.deployment.prefillPP = p.pp == d.pp ? 0 : p.pp
                s.deployment.prefillMoeTP = p.moeTP == d.moeTP ? 0 : p.moeTP
                guard s.brokenRule == nil else { return nil }
                return Self.layout(s, decode: decode, prefill: prefill, terms)
            }
        }
    }

    /// A pair of workers with as many of each as it cannot do without; nil where they serve nothing.
    static func layout(_ pair: Scenario, _ terms: SizingTerms) -> SizingLayout? {
        guard
            let decode = side(pair, beside: \.prefillWorkers, \.decodeWorker, within: terms.tokenLimit, terms),
            let prefill = side(pair, beside: \.decodeWorkers, \.prefillWorker, within: .infinity, terms)
        else { return nil }
        return layout(pair, decode: decode, prefill: prefill, terms)
    }

    private static func layout(
        _ pair: Scenario, decode: Side, prefill: Side, _ terms: SizingTerms
    ) -> SizingLayout {
        var layout = SizingLayout(scenario: pair)
        let rates = terms.rates(pair.workload)
        func workers(_ rate: Double, _ side: Side) -> Double { Self.workers(rate, side.rate, terms) }
        layout.fewest = workers(rates.lowerBound, decode)
        layout.rateOfEach = (1 - terms.margin) * decode.rate
        layout.fewestPrefill = workers(rates.lowerBound, prefill)
        layout.likelyChips =
            workers(rates.upperBound, decode) * layout.chips
            + workers(rates.upperBound, prefill) * pair.deployment.prefillWorkerChips
        let (ours, theirs) = (pair.deployment.chips * prefill.rate, pair.deployment.prefillWorkerChips * decode.rate)
        layout.prefillShare = ours + theirs > 0 ? theirs / (ours + theirs) : 0
        return layout
    }

    /// Workers that a load takes of which each does so many requests/s at most.
    private static func workers(_ rate: Double, _ each: Double, _ terms: SizingTerms) -> Double {
        max(1, (rate / (1 - terms.margin) / each).rounded(.up))
    }

    /// A worker of one side, beside more of the other, on the same chip, than it needs.
    ///
    /// - Parameters:
    ///   - worker: the worker.
    ///   - others: how many workers the other side has.
    ///   - alone: what the worker does for a lone request.
    ///   - limit: seconds that a token may take, which holds a worker below what it could do.
    ///   - terms: the terms on which plans are sized.
    private static func side(
        _ worker: Scenario, beside others: WritableKeyPath<Deployment, Double>, _ alone: (Scenario) -> Scenario,
        within limit: Double, _ terms: SizingTerms
    ) -> Side? {
        var s = worker
        s.deployment[keyPath: others] = 1000
        guard let plan = OpenPlan.of(terms.probe(s)), plan.capacity > 0 else { return nil }
        let rate = min(plan.capacity, plan.model.rate(within: limit))
        let chips = s.deployment.chips
        return Side(
            scenario: worker,
            whole: rate > 0 ? Self.workers(terms.rates(worker.workload).upperBound, rate, terms) * chips : .infinity,
            chips: rate > 0 ? chips / rate : .infinity,
            seconds: StepTotals.of(alone(s)).seconds, rate: plan.capacity)
    }

    /// Of workers of a size that share experts alike the best stands for all.
    ///
    /// Large workers may do most with a chip, of which a small load takes a single one that is mostly idle.
    private static func chosen(_ sides: [Side]) -> [Side] {
        var chosen: [Side] = []
        func add(_ most: Int, _ sides: [Side]) {
            chosen += sides.filter { side in !chosen.contains { $0.scenario == side.scenario } }.prefix(most)
        }
        var seen: Set<[Double]> = []
        let best = sides.sorted { ($0.whole, $0.chips) < ($1.whole, $1.chips) }.filter { side in
            seen.insert([side.scenario.deployment.chips, side.scenario.deployment.moeTP]).inserted
        }
        add(few, best)
        add(frugal, sides.sorted { $0.chips < $1.chips })
        add(fast, sides.sorted { $0.seconds < $1.seconds })
        return chosen
    }
}
