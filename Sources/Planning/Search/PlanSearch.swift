import CostModel
import Dispatch
import Lanes
import Synchronization

/// The best plans of a space that may be larger than memory, without keeping the others.
///
/// Boxes of plans are bounded by interval arithmetic on their tape; a box of which no plan can be wanted is ruled out, the most
/// promising one is halved or, where it is small, run through (branch and bound: Land and Doig, Econometrica 28, 1960). What is
/// kept is what a look at every plan would keep, ties included.
public struct PlanSearch: Sendable {
    /// What is kept.
    public enum Aim: Sendable {
        /// So many plans that are best in a figure; of equal ones the first.
        case best(Int, by: Ranking)
        /// Plans that none beats in both figures; of plans equal in both the first.
        case frontier(Ranking, Ranking)
    }

    /// What a search found.
    public struct Result: Sendable {
        /// The plans kept, as rows of a sweep, the best first.
        public let plans: SweepResult
        /// Combinations that were ruled out without a look at each.
        public let ruledOut: Int
    }

    /// What is searched.
    public let space: SearchSpace
    /// What is kept.
    public let aim: Aim
    /// What plans must meet, beside fitting and settling.
    public let conditions: [Condition]

    /// Prepares a search.
    public init(_ space: SearchSpace, _ aim: Aim, where conditions: [Condition]) {
        (self.space, self.aim, self.conditions) = (space, aim, conditions)
    }

    /// Searches on all cores; nil if it was told to stop.
    public func run(cores: Int, options: Sweep.Options = Sweep.Options()) -> Result? {
        switch aim {
        case .best(let count, _): search(BestPlans(capacity: count), cores, options)
        case .frontier: search(Frontier(), cores, options)
        }
    }

    private func search<K: Keeper>(_ keeper: K, _ cores: Int, _ options: Sweep.Options) -> Result? {
        let keys = Keys(aim)
        let demands = Demands(conditions, behind: keys.quantifiers.count)
        let taped = TapedSpace(space, figures: keys.quantifiers + demands.quantifiers)
        let workers = max(1, options.workers ?? cores)
        let work = SearchWork(taped, parts: 16 * workers)
        let shared = Mutex((keeper: keeper, ruledOut: 0, done: 0))
        let next = Atomic<Int>(0)

        @Sendable func look(number: Int) {
            var worker = SearchWorker(taped, keys, demands, keeper)
            while !options.isCancelled() {
                let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard place < work.boxes.count else { return }
                worker.keeper = shared.withLock { $0.keeper }
                let ruledOut = worker.search(work.boxes[place], options.isCancelled)
                let done = shared.withLock { shared in
                    shared.keeper.join(worker.keeper)
                    shared.ruledOut += ruledOut
                    shared.done += work.boxes[place].count
                    return shared.done
                }
                if number == 0 { options.progress?(done) }
            }
        }
        DispatchQueue.concurrentPerform(iterations: min(workers, work.boxes.count)) { look(number: $0) }
        if options.isCancelled() { return nil }
        return shared.withLock { shared in
            Result(plans: SweepResult(space, kept: shared.keeper.kept.map(\.point)), ruledOut: shared.ruledOut)
        }
    }
}

/// A figure by which plans are ordered, and which end of it comes first.
public struct Ranking: Sendable {
    /// The figure.
    public let quantifier: Quantifier
    /// Whether the largest comes first.
    public let descending: Bool

    /// Orders by a figure.
    public init(_ quantifier: Quantifier, descending: Bool) {
        (self.quantifier, self.descending) = (quantifier, descending)
    }
}

/// What plans are judged by, turned so that more is better.
struct Keys: Sendable {
    private let rankings: [Ranking]
    var quantifiers: [Quantifier] { rankings.map(\.quantifier) }
    var count: Int { rankings.count }

    init(_ rankings: [Ranking]) { self.rankings = rankings }

    init(_ aim: PlanSearch.Aim) {
        switch aim {
        case .best(_, let ranking): self.init([ranking])
        case .frontier(let one, let other): self.init([one, other])
        }
    }

    func key(_ value: Double, _ place: Int) -> Double { rankings[place].descending ? value : -value }

    func key(_ plan: PlanResult, _ place: Int) -> Double { key(rankings[place].quantifier.read(plan), place) }

    func bounds(_ range: Interval, _ place: Int) -> Interval {
        rankings[place].descending ? range : Interval(-range.high, -range.low)
    }
}

/// The boxes of a search, cut so that each core has several, those first in which less is likely.
struct SearchWork: Sendable {
    /// Places of the axes, with the box of the taped space that holds them.
    struct Box: Sendable {
        let places: [Range<Int>]
        let owner: Int
        var count: Int { places.combinations }
    }

    private(set) var boxes: [Box] = []

    init(_ taped: TapedSpace, parts: Int) {
        let total = taped.boxes.reduce(0.0) { $0 + Double($1.count) }
        for (owner, box) in taped.boxes.enumerated() {
            let largest = max(65536, total / Double(parts))
            cut(Box(places: box.places, owner: owner), largest)
        }
    }

    private mutating func cut(_ box: Box, _ largest: Double) {
        let count = box.places.reduce(1.0) { $0 * Double($1.count) }
        guard count > largest, let axis = box.places.indices.max(by: { box.places[$0].count < box.places[$1].count }),
            box.places[axis].count > 1
        else { return boxes.append(box) }
        let range = box.places[axis]
        let middle = range.lowerBound + range.count / 2
        for half in [range.lowerBound..<middle, middle..<range.upperBound] {
            cut(Box(places: box.places.replacing(axis, half), owner: box.owner), largest)
        }
    }
}
