import CostModel

/// Evaluates the options of a change, each with what is searched along with it, and keeps the best.
struct ChangeSearch {
    /// What a further parameter that is set along must bring, as a share: each setting has to pay for itself.
    static let effort = 0.002
    private let plan: PlanResult
    private let requirements: Requirements
    private let goal: Goal
    private let latency: LatencyGuard
    private let isMissing: Bool
    /// What another load alone brings, which no change may take for its own; nil until that is known.
    private var loadAlone: Double?
    /// Plans that were evaluated.
    private(set) var evaluated = 0

    init(_ plan: PlanResult, _ requirements: Requirements, _ goal: Goal, _ isCancelled: () -> Bool) {
        self.plan = plan
        self.requirements = requirements
        self.goal = goal
        latency = LatencyGuard(plan, requirements)
        isMissing = !requirements.admit(plan)
        var picks = Picks()
        _ = search([], Change("load", .load) { _ in [[]] }, into: &picks, isCancelled)
        loadAlone = picks.gainWhereMet ?? (isMissing ? -.infinity : 0)
    }

    /// The best of each option, or of all options of a search, in each group; and what cannot be made.
    ///
    /// Once `isCancelled` says so nothing more is evaluated.
    mutating func run(_ change: Change, _ isCancelled: () -> Bool) -> (
        found: [[Setting]], refused: [Suggestions.Refusal]
    ) {
        var found: [[Setting]] = []
        var refused: [Suggestions.Refusal] = []
        var shared = Picks()
        for own in change.valid(plan) {
            var picks = Picks()
            if let refusal = search(own, change, into: &picks, isCancelled) { refused.append(refusal) }
            if change.isSearch { shared.join(picks) } else { found += picks.best }
        }
        found += shared.best
        return (found, change.isSearch && !found.isEmpty ? [] : change.isSearch ? Array(refused.prefix(1)) : refused)
    }

    /// Tries an option with each combination of its companions; why it cannot be made, where none of them can.
    private mutating func search(
        _ own: [Setting], _ change: Change, into picks: inout Picks, _ isCancelled: () -> Bool
    ) -> Suggestions.Refusal? {
        var refusal: Suggestions.Refusal?
        let combinations = change.companions.reduce([own]) { lists, companion in
            lists.flatMap { list in companion.options(plan, list).map { list + $0 } }
        }
        for settings in combinations {
            guard !isCancelled() else { return nil }
            guard settings.allSatisfy({ $0.parameter.refusal(of: $0.value) == nil }) else { continue }
            let scenario = plan.scenario.setting(settings)
            if let rule = scenario.brokenRule {
                if refusal == nil { refusal = Suggestions.Refusal(settings: settings, rule: rule, scenario: scenario) }
                continue
            }
            let extra = settings.count - own.count
            let alone = PlanResult(scenario)
            evaluated += 1
            if !settings.isEmpty { _ = offer(alone, settings, extra, change, isReloaded: false, &picks) }
            if !alone.isFeasible, refusal == nil {
                refusal = Suggestions.Refusal(settings: settings, rule: nil, scenario: scenario)
            }
            guard change.searchesLoad, change.kind == .load || latency.limitsAnything, let load = Load(scenario) else {
                continue
            }
            load.search(isLimited: latency.limitsAnything, prefersFew: goal.metric.better == .lower) { count in
                // A load that gains nothing ends the search soonest.
                guard !isCancelled() else { return Load.Trial(isMet: false, gain: 0) }
                let changed = settings + [Setting(load.parameter, count)]
                let trial = PlanResult(plan.scenario.setting(changed))
                evaluated += 1
                return offer(trial, changed, extra + 1, change, isReloaded: true, &picks)
            }
        }
        return picks.isEmpty ? refusal : nil
    }

    private func offer(
        _ after: PlanResult, _ settings: [Setting], _ extra: Int, _ change: Change, isReloaded: Bool,
        _ picks: inout Picks
    ) -> Load.Trial {
        guard after.isFeasible else { return Load.Trial(isMet: false, gain: 0) }
        let gain = goal.gain(from: plan, to: after)
        let holds = requirements.hold(for: after)
        let spares = change.kind == .load || latency.spares(after)
        let trial = Load.Trial(isMet: holds && spares, gain: gain)
        let shortfall = holds ? 0 : requirements.misses(after).reduce(0) { $0 + $1.distance }
        // With more sequences anything gains on paper: it must beat that alone, and nearly to meet a condition is not to.
        if isReloaded, change.kind != .load, let loadAlone {
            guard holds ? gain >= loadAlone + Suggestions.least : isMissing else { return trial }
        }
        let pays = gain >= Suggestions.least || isMissing
        let rank: Picks.Rank =
            holds ? (pays ? (spares ? .sparing : .meeting) : .losing) : (pays ? .missing : .worthless)
        picks.offer(
            Picks.Pick(
                settings: settings, gain: gain, score: gain - Self.effort * Double(extra), shortfall: shortfall,
                sequences: after.sequences, rank: rank),
            after.chips > plan.chips)
        return trial
    }
}

/// The best option so far, apart for those that take more chips and those that do not.
private struct Picks {
    /// How good an option is whatever it gains; the first is the best.
    enum Rank: Int {
        /// Gains, meets the conditions, and loses in no latency that they leave open.
        case sparing
        /// Gains and meets the conditions.
        case meeting
        /// Gains and misses a condition.
        case missing
        /// Meets the conditions without a gain.
        case losing
        /// Does neither.
        case worthless
    }

    struct Pick {
        let settings: [Setting]
        let gain: Double
        let score: Double
        let shortfall: Double
        let sequences: Double
        let rank: Rank

        func isBetter(than other: Pick) -> Bool {
            if rank != other.rank { return rank.rawValue < other.rank.rawValue }
            if rank == .missing, shortfall != other.shortfall { return shortfall < other.shortfall }
            // Where more sequences bring next to nothing, fewer will do.
            if (score - other.score).magnitude < 1e-4 { return sequences < other.sequences }
            return score > other.score
        }
    }

    private var same: Pick?
    private var more: Pick?

    var isEmpty: Bool { same == nil && more == nil }
    /// The gain of the best on the same chips, if that meets the conditions.
    var gainWhereMet: Double? {
        guard let same, same.rank == .sparing || same.rank == .meeting else { return nil }
        return same.gain
    }
    /// The settings of the best in either group.
    var best: [[Setting]] { [same, more].compactMap { $0?.settings } }

    mutating func offer(_ pick: Pick, _ takesChips: Bool) {
        if takesChips {
            if more.map({ pick.isBetter(than: $0) }) ?? true { more = pick }
        } else {
            if same.map({ pick.isBetter(than: $0) }) ?? true { same = pick }
        }
    }

    mutating func join(_ other: Picks) {
        if let pick = other.same { offer(pick, false) }
        if let pick = other.more { offer(pick, true) }
    }
}
