import CostModel

/// The search for the fewest copies of one layout that carry the load.
struct SizingSearch {
    /// What came of it.
    enum Outcome {
        /// A plan with its spare copies, the same without them, its chips, and a plan of one working copy fewer; nil where there is
        /// none.
        case found(Scenario, working: Scenario, chips: SizedChips, fewer: Scenario?)
        /// Something is in the way; whether it is however many copies there are.
        case none(Scenario, SizingObstacle, isHopeless: Bool)
    }

    let terms: SizingTerms
    let layout: SizingLayout
    /// What a plan may come to at most: dearer ones are not looked for.
    private let limit: Double
    /// Whether somebody wants to know what is in the way, which takes longer to find than that something is.
    private let asksWhy: Bool

    init(_ terms: SizingTerms, _ layout: SizingLayout, upTo limit: Double = .infinity, asksWhy: Bool = true) {
        (self.terms, self.layout, self.limit, self.asksWhy) = (terms, layout, limit, asksWhy)
    }

    /// Copies with which no request waits for another.
    private static let plenty = 1000.0
    /// So many times the fewest leave next to no load, where a bound on chips does not let there be `plenty`.
    private static let many = 100.0

    func run() -> Outcome {
        layout.scenario.workload.serving == .disagg ? apart() : together()
    }

    /// The layout with as many copies as there are chips for, spare ones left out; pools share the chips as their
    /// rates ask, to the next workers either way.
    ///
    /// None where there are too few chips for one, or for as many as are pinned.
    var filled: [Scenario] {
        var s = layout.scenario
        let lost = terms.lost(ofCopies: layout.chips, s.chip)
        guard s.workload.serving == .disagg else {
            let most = (terms.mostChips / layout.chips - lost).rounded(.down)
            let copies = counts("replicas", lost).map { $0.last { $0 <= most } } ?? most
            s.deployment.replicas = copies ?? 0
            return s.deployment.replicas >= 1 ? [s] : []
        }
        let prefill = s.deployment.prefillWorkerChips
        let lostPrefill = terms.lost(ofCopies: prefill, s.onPrefillChip.chip)
        let left = terms.mostChips - lost * layout.chips - lostPrefill * prefill
        let share = left * layout.prefillShare / prefill
        let near = [max(1, share.rounded(.down)), max(1, share.rounded(.up))]
        let prefillers = counts("prefill_workers", lostPrefill) ?? (near[0] == near[1] ? [near[0]] : near)
        return prefillers.compactMap { count in
            let most = ((left - count * prefill) / layout.chips).rounded(.down)
            let decoders = counts("decode_workers", lost).map { $0.last { $0 <= most } } ?? most
            (s.deployment.prefillWorkers, s.deployment.decodeWorkers) = (count, decoders ?? 0)
            return s.deployment.decodeWorkers >= 1 ? s : nil
        }
    }

    /// How many copies or workers may be at work, in rising order, where their number is pinned: without the spare ones.
    private func counts(_ name: String, _ lost: Double) -> [Double]? {
        terms.pinned(name)?.map { $0 - lost }.filter { $0 >= 1 }
    }

    // MARK: Prompts and answers on the same chips

    private func together() -> Outcome {
        let chips = layout.chips
        let lost = terms.lost(ofCopies: chips, layout.scenario.chip)
        let most = mostAffordable(from: layout.fewest, min((terms.mostChips / chips).rounded(.down) - lost, 1e5)) {
            SizedChips(decode: ($0 + lost) * chips)
        }
        func plan(_ copies: Double) -> Scenario {
            var s = layout.scenario
            s.deployment.replicas = copies
            return s
        }
        switch fewest(from: layout.fewest, upTo: most, counts("replicas", lost), each: layout.rateOfEach, plan) {
        case .failure(let copies, let obstacle, let isHopeless):
            return none(plan(copies), obstacle, isHopeless: isHopeless)
        case .success(let copies):
            let fewer = copies > 1 ? plan(copies - 1) : nil
            return found(plan(copies), plan(copies + lost), SizedChips(decode: (copies + lost) * chips), fewer)
        }
    }

    /// A plan that carries the load, held to what may be spent on it.
    private func found(_ working: Scenario, _ plan: Scenario, _ chips: SizedChips, _ fewer: Scenario?) -> Outcome {
        if let obstacle = terms.budgetObstacle(plan) { return .none(plan, obstacle, isHopeless: false) }
        return .found(plan, working: working, chips: chips, fewer: fewer)
    }

    /// A plan that does not carry the load, with what is in the way.
    private func none(_ plan: Scenario, _ obstacle: SizingObstacle?, isHopeless: Bool = false) -> Outcome {
        let found = obstacle ?? (asksWhy ? terms.serviceObstacle(plan) : nil)
        return .none(plan, found ?? .noRoom, isHopeless: isHopeless)
    }

    private enum Fewest {
        case success(Double)
        /// How many come nearest, what is in the way with as many where that is known, and whether it is with any number.
        case failure(Double, SizingObstacle?, isHopeless: Bool)
    }

    /// The fewest with which nothing is in the way; of some numbers where these are pinned.
    ///
    /// - Parameters:
    ///   - least: how many there must be.
    ///   - most: how many there may be.
    ///   - pinned: the numbers that may be; nil where all may.
    ///   - rate: requests/s that each can do at most, where that is known.
    ///   - plan: the plan with so many.
    private func fewest(
        from least: Double, upTo most: Double, _ pinned: [Double]? = nil, each rate: Double? = nil,
        _ plan: (Double) -> Scenario
    ) -> Fewest {
        var sent: Double?
        func carries(_ count: Double) -> Bool { terms.trial(plan(count), near: &sent).carries }
        if let pinned {
            let tried = pinned.filter { $0 <= most }
            guard let last = tried.last else { return .failure(max(1, most), .noRoom, isHopeless: false) }
            for count in tried where carries(count) { return .success(count) }
            return .failure(last, nil, isHopeless: false)
        }
        guard least <= most else {
            return .failure(max(1, most), nil, isHopeless: false)
        }
        // Of few numbers mostly none carries it.
        let ample = min(most, least * Self.plenty)
        let areFew = ample < 2 * least
        guard areFew || !carries(least) else { return .success(least) }
        // Where even next to no load is too much, no number helps.
        let trial = terms.trial(plan(ample), near: &sent)
        guard trial.carries else {
            return .failure(ample, trial.obstacle, isHopeless: ample >= Self.many * least)
        }
        guard !areFew || ample > least && !carries(least) else { return .success(least) }
        var (low, high) = (least, ample)
        // As many as can do what users send where there are plenty; mostly these suffice, and one fewer does not.
        if let sent, let rate, rate > 0 {
            let likely = (sent / rate).rounded(.up)
            for count in [likely, likely - 1] where count > low && count < high {
                guard carries(count) else {
                    low = count
                    break
                }
                high = count
            }
        }
        var step = max(1, (least / 8).rounded(.up))
        while low + step < high {
            guard !carries(low + step) else {
                high = low + step
                break
            }
            (low, step) = (low + step, 2 * step)
        }
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if carries(middle) { high = middle } else { low = middle }
        }
        return .success(high)
    }

    /// The most copies or workers whose chips come to no more than the limit.
    private func mostAffordable(from least: Double, _ most: Double, _ chips: (Double) -> SizedChips) -> Double {
        guard limit < .infinity, terms.price(chips(least), layout.scenario) <= limit else { return most }
        return min(most, Self.last(from: least) { terms.price(chips($0), layout.scenario) <= limit })
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
        let pinnedDecoders = counts("decode_workers", lostDecode)
        let pinnedPrefillers = counts("prefill_workers", lostPrefill)
        let ample =
            pinnedPrefillers.map { $0.last ?? 0 }
            ?? min((budget / prefill).rounded(.down), layout.fewestPrefill * Self.plenty, 5e4)
        guard ample >= (pinnedPrefillers == nil ? layout.fewestPrefill : 1) else {
            return .none(s, .noRoom, isHopeless: false)
        }
        func total(_ decoders: Double, _ prefillers: Double) -> SizedChips {
            chips(decoders + lostDecode, prefillers + lostPrefill)
        }
        // First as many decode workers as it takes where prefill is no bottleneck, then the prefill workers beside them.
        let decoders: Double
        let affordable = mostAffordable(from: layout.fewest, min((budget / decode).rounded(.down), 5e4)) {
            total($0, layout.fewestPrefill)
        }
        switch fewest(
            from: layout.fewest, upTo: affordable, pinnedDecoders, each: layout.rateOfEach,
            { plan($0, ample) })
        {
        case .failure(let count, let obstacle, let isHopeless):
            return none(plan(count, ample), obstacle, isHopeless: isHopeless)
        case .success(let count): decoders = count
        }
        func room(beside count: Double) -> Double {
            mostAffordable(
                from: layout.fewestPrefill, min(((budget - count * decode) / prefill).rounded(.down), ample)
            ) { total(count, $0) }
        }
        /// What is least: chips, or what chips of two kinds come to.
        func worth(_ decoders: Double, _ prefillers: Double) -> Double {
            let total = total(decoders, prefillers)
            return s.hasTwoChips ? terms.price(total, s) : total.all
        }
        var best: (decoders: Double, prefillers: Double)?
        func look(_ count: Double, upTo most: Double) {
            if case .success(let prefillers) = fewest(
                from: layout.fewestPrefill, upTo: most, pinnedPrefillers, { plan(count, $0) })
            {
                best = (count, prefillers)
            }
        }
        look(decoders, upTo: room(beside: decoders))
        // More decode workers may save prefill workers, since a prompt waits for the step that takes it in, and fewer may do
        // where prompts come out of few workers one by one. All those are looked at that could come to less. However many decode
        // workers there are, so many prefill workers there must be.
        var mustBe = layout.fewestPrefill
        if let best, pinnedPrefillers == nil, best.prefillers > mustBe {
            let plenty = min(decoders * Self.many, 5e4)
            let fewer = fewest(from: mustBe, upTo: best.prefillers - 1, nil) { plan(plenty, $0) }
            if case .success(let count) = fewer { mustBe = count } else { mustBe = best.prefillers }
        }
        func mayCostLess(_ count: Double) -> Bool {
            let least = worth(count, count < decoders ? layout.fewestPrefill : mustBe)
            return best.map { least < worth($0.decoders, $0.prefillers) } ?? (count <= decoders + 1)
        }
        func lookBeside(_ count: Double) {
            var most = room(beside: count)
            if let best {
                let limit = worth(best.decoders, best.prefillers)
                most = min(most, Self.last(from: layout.fewestPrefill) { worth(count, $0) < limit })
            }
            look(count, upTo: most)
        }
        if let pinnedDecoders {
            for count in pinnedDecoders where count != decoders && mayCostLess(count) { lookBeside(count) }
        } else {
            for count in stride(from: layout.fewest, to: decoders, by: 1) where mayCostLess(count) { lookBeside(count) }
            var count = decoders + 1
            while mayCostLess(count) {
                lookBeside(count)
                count += 1
            }
        }
        guard let best else {
            let limit = asksWhy ? terms.serviceObstacle(plan(decoders, layout.fewestPrefill)) : nil
            return none(plan(decoders, ample), limit)
        }
        let (more, others) = (best.decoders + lostDecode, best.prefillers + lostPrefill)
        let fewer = best.prefillers > 1 ? plan(best.decoders, best.prefillers - 1) : nil
        return found(plan(best.decoders, best.prefillers), plan(more, others), chips(more, others), fewer)
    }
}
