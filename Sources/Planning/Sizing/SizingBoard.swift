import CostModel

/// The best plans so far, one of each kind.
struct SizingBoard: Sendable {
    let most: Int
    private(set) var best: [SizingLayout.Kind: Sizing.Found] = [:]
    private(set) var nearest: Sizing.Nearest?

    init(most: Int) { self.most = most }

    /// The best few, the best first.
    var found: [Sizing.Found] {
        Array(best.values.sorted(by: Self.isBetter).prefix(most))
    }

    private static func isBetter(_ one: Sizing.Found, _ other: Sizing.Found) -> Bool {
        if one.price != other.price { return one.price < other.price }
        if one.chips != other.chips { return one.chips < other.chips }
        if one.kind != other.kind { return one.kind < other.kind }
        // Of plans that are as good the one with the smallest copies, whichever was found first.
        return key(one.scenario).lexicographicallyPrecedes(key(other.scenario))
    }

    private static func key(_ scenario: Scenario) -> [Double] {
        let d = scenario.deployment
        return [
            d.chips, d.pp, d.moeTP, d.chunk, d.maxRunning, d.prefillWorkerChips, d.prefillTP, d.prefillPP,
            d.prefillMoeTP,
            d.decodeWorkers, d.prefillWorkers,
        ]
    }

    /// What a plan of a kind may come to at most to be among the best: as much as the best of its kind, and as the last of those
    /// that are kept.
    func limit(_ kind: SizingLayout.Kind) -> Double {
        let last = best.count < most ? .infinity : best.values.map(\.price).sorted()[most - 1]
        return min(last, best[kind]?.price ?? .infinity)
    }

    mutating func add(_ outcome: SizingSearch.Outcome, _ layout: SizingLayout, _ terms: SizingTerms) {
        switch outcome {
        case .found(let plan, let working, let chips, let fewer):
            let found = Sizing.Found(
                scenario: plan, working: working, pools: chips, bought: SizingTerms.bought(chips, plan),
                price: terms.price(chips, plan),
                limit: nil, fewer: fewer, kind: layout.kind)
            if let other = best[layout.kind], !Self.isBetter(found, other) { return }
            best[layout.kind] = found
        case .none(let scenario, let obstacle, let isHopeless):
            // Nobody asks what came nearest where something was found.
            guard best.isEmpty else { return }
            // Of layouts that miss by as much the first by what they are, whichever was tried first.
            // Those that carry the load and cost too much are nearer than those that do not carry it.
            let rank = [terms.isBudget(obstacle) ? 0 : 1, obstacle.distance] + layout.kind.rank + Self.key(scenario)
            if nearest.map({ rank.lexicographicallyPrecedes($0.rank) }) ?? true {
                nearest = Sizing.Nearest(scenario: scenario, obstacle: obstacle, isHopeless: isHopeless, rank: rank)
            }
        }
    }
}

extension SizingObstacle {
    /// How far a plan is from carrying its load: the share by which it misses.
    fileprivate var distance: Double {
        switch self {
        case .noRoom: .infinity
        case .load(let load): load
        case .miss(let miss): miss.distance
        }
    }
}

extension SizingLayout.Kind: Comparable {
    var rank: [Double] { [serving.code, tp] }

    static func < (one: Self, other: Self) -> Bool { one.rank.lexicographicallyPrecedes(other.rank) }
}
