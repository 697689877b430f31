import CostModel

/// The search for the fewest copies of one layout that carry the load.
struct SizingSearch {
    /// What came of it.
    enum Outcome {
        /// A plan, its chips, and what one copy fewer would break.
        case found(Scenario, chips: SizedChips, limit: SizingObstacle?)
        /// However many there are, something is in the way.
        case none(Scenario, SizingObstacle)
    }

    let terms: SizingTerms
    let layout: SizingLayout

    init(_ terms: SizingTerms, _ layout: SizingLayout) { (self.terms, self.layout) = (terms, layout) }

    /// Copies with which no request waits for another.
    private static let plenty = 1000.0

    func run() -> Outcome {
        layout.scenario.workload.serving == .disagg ? apart() : together()
    }

    /// The most requests/s that all chips carry in this layout; nil if none.
    func mostRate() -> (scenario: Scenario, rate: Double)? {
        filled.compactMap { scenario -> (scenario: Scenario, rate: Double)? in
            guard let most = terms.mostRate(scenario), most.rate > 0 else { return nil }
            var s = scenario
            s.workload.rate = most.rate
            return (s, most.rate)
        }.max { $0.rate < $1.rate }
    }

    /// The layout with as many copies as there are chips for, spare ones left out; pools share the chips as their
    /// rates ask, to the next workers either way.
    ///
    /// None where there are too few chips for one.
    private var filled: [Scenario] {
        var s = layout.scenario
        let lost = terms.lost(ofCopies: layout.chips, s.chip) * layout.chips
        let budget = terms.mostChips - lost
        guard s.workload.serving == .disagg else {
            s.deployment.replicas = (budget / layout.chips).rounded(.down)
            return s.deployment.replicas >= 1 ? [s] : []
        }
        let prefill = s.deployment.prefillWorkerChips
        let left = budget - terms.lost(ofCopies: prefill, s.onPrefillChip.chip) * prefill
        let share = left * layout.prefillShare / prefill
        let counts = [max(1, share.rounded(.down)), max(1, share.rounded(.up))]
        return (counts[0] == counts[1] ? [counts[0]] : counts).compactMap { count in
            s.deployment.prefillWorkers = count
            s.deployment.decodeWorkers = ((left - count * prefill) / layout.chips).rounded(.down)
            return s.deployment.decodeWorkers >= 1 ? s : nil
        }
    }

    // MARK: Prompts and answers on the same chips

    private func together() -> Outcome {
        let chips = layout.chips
        let lost = terms.lost(ofCopies: chips, layout.scenario.chip)
        let most = min((terms.mostChips / chips).rounded(.down) - lost, 1e5)
        func plan(_ copies: Double) -> Scenario {
            var s = layout.scenario
            s.deployment.replicas = copies
            return s
        }
        switch fewest(from: layout.fewest, upTo: most, { terms.obstacle(plan($0)) }) {
        case .failure(let obstacle): return .none(plan(most), obstacle)
        case .success(let copies, let limit):
            return .found(plan(copies + lost), chips: SizedChips(decode: (copies + lost) * chips), limit: limit)
        }
    }

    private enum Fewest {
        case success(Double, limit: SizingObstacle?)
        case failure(SizingObstacle)
    }

    /// The fewest with which nothing is in the way, and what is with one fewer.
    private func fewest(
        from least: Double, upTo most: Double, _ obstacle: (Double) -> SizingObstacle?
    ) -> Fewest {
        guard least <= most else { return .failure(obstacle(max(1, most)) ?? .noRoom) }
        guard var limit = obstacle(least) else {
            return .success(least, limit: least > 1 ? obstacle(least - 1) : nil)
        }
        // Where even next to no load is too much, no number helps.
        let ample = min(most, least * Self.plenty)
        if let hopeless = obstacle(ample) { return .failure(hopeless) }
        var (low, high) = (least, ample)
        var step = max(1, (least / 8).rounded(.up))
        while low + step < high {
            guard let found = obstacle(low + step) else {
                high = low + step
                break
            }
            (low, limit, step) = (low + step, found, 2 * step)
        }
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if let found = obstacle(middle) { (low, limit) = (middle, found) } else { high = middle }
        }
        return .success(high, limit: limit)
    }

    /// The last whole number from one on for which something holds that holds for no number behind; it holds for the first.
    private static func last(from first: Double, _ holds: (Double) -> Bool) -> Double {
        var step = 1.0
        while holds(first + step) { step *= 2 }
        var (low, high) = (first + (step / 2).rounded(.down), first + step)
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if holds(middle) { low = middle } else { high = middle }
        }
        return low
    }

    // MARK: Prompts and answers on chips of their own

    private func apart() -> Outcome {
        let s = layout.scenario
        let (decode, prefill) = (layout.chips, s.deployment.prefillWorkerChips)
        let lostDecode = terms.lost(ofCopies: decode, s.chip)
        let lostPrefill = terms.lost(ofCopies: prefill, s.onPrefillChip.chip)
        func plan(_ decoders: Double, _ prefillers: Double) -> Scenario {
            var s = layout.scenario
            s.deployment.decodeWorkers = decoders
            s.deployment.prefillWorkers = prefillers
            return s
        }
        func chips(_ decoders: Double, _ prefillers: Double) -> SizedChips {
            SizedChips(decode: decoders * decode, prefill: prefillers * prefill)
        }
        let budget = terms.mostChips - chips(lostDecode, lostPrefill).all
        let ample = min((budget / prefill).rounded(.down), layout.fewestPrefill * Self.plenty, 5e4)
        guard ample >= layout.fewestPrefill else { return .none(s, .noRoom) }
        // First as many decode workers as it takes where prefill is no bottleneck, then the prefill workers beside them.
        let decoders: Double
        switch fewest(
            from: layout.fewest, upTo: min((budget / decode).rounded(.down), 5e4), { terms.obstacle(plan($0, ample)) })
        {
        case .failure(let obstacle): return .none(plan(layout.fewest, ample), obstacle)
        case .success(let count, _): decoders = count
        }
        func room(beside count: Double) -> Double { min(((budget - count * decode) / prefill).rounded(.down), ample) }
        func total(_ decoders: Double, _ prefillers: Double) -> SizedChips {
            chips(decoders + lostDecode, prefillers + lostPrefill)
        }
        /// What is least: chips, or what chips of two kinds come to.
        func worth(_ decoders: Double, _ prefillers: Double) -> Double {
            let total = total(decoders, prefillers)
            return s.hasTwoChips ? terms.price(total, s) : total.all
        }
        var best: (decoders: Double, prefillers: Double, limit: SizingObstacle?)?
        func look(_ count: Double, upTo most: Double) {
            if case .success(let prefillers, let limit) = fewest(
                from: layout.fewestPrefill, upTo: most, { terms.obstacle(plan(count, $0)) })
            {
                best = (count, prefillers, limit)
            }
        }
        look(decoders, upTo: room(beside: decoders))
        // More decode workers may save prefill workers, since a prompt waits for the step that takes it in, and fewer may do
        // where prompts come out of few workers one by one. All those are looked at that could come to less.
        var count = layout.fewest
        while best.map({ worth(count, layout.fewestPrefill) < worth($0.decoders, $0.prefillers) })
            ?? (count <= decoders + 1)
        {
            if count != decoders {
                var most = room(beside: count)
                if let best {
                    let limit = worth(best.decoders, best.prefillers)
                    most = min(most, Self.last(from: layout.fewestPrefill) { worth(count, $0) < limit })
                }
                look(count, upTo: most)
            }
            count += 1
        }
        guard let best else {
            return .none(plan(decoders, ample), terms.obstacle(plan(decoders, layout.fewestPrefill)) ?? .noRoom)
        }
        let (more, others) = (best.decoders + lostDecode, best.prefillers + lostPrefill)
        return .found(plan(more, others), chips: chips(more, others), limit: best.limit)
    }
}
