import Lanes

/// The search for the loop at rest that serves most, told what each load comes to that it asks about.
///
/// Batches that may be split can rest at several loads, so that it begins below, between and above. Where fewer requests at
/// work serve more, since they fill their tiles of rows, the others wait: loads in front of a jump of the step's time are
/// tried as well, and so on from there. With as many as a load leads to that is not carried, the largest load that is
/// carried above the jump before is looked for. Where that serves as much as the loop that stands, the search leapt over it:
/// a loop that fills up comes to the smaller load first.
struct LoadSearch {
    /// The load that is asked about.
    private(set) var load: Double
    /// What was found.
    private(set) var best = ClosedLoop.unknown
    private var stage = Stage.resting
    private var rest: RestSearch
    /// The loop that stands so far.
    private var loop = ClosedLoop.unknown
    /// Shares of the largest load where searches are still to begin.
    private var guesses: Int
    /// Where the first search came to rest.
    private var first = Double.nan
    private var fronts = Fronts()
    private var front = Int.min
    /// The load below which the fronts lie.
    private var last = Double.nan
    /// What the front comes to.
    private var effect = LoadEffect.unknown
    /// The largest load below the front that is carried, by bisection.
    private var below = (low: Double.nan, high: Double.nan, found: Double.nan, effect: LoadEffect.unknown)

    private enum Stage: UInt8 { case resting, front, below }

    /// Where searches begin beside no load.
    private static let others = [0.999, 0.3]

    /// Prepares to search.
    ///
    /// - Parameters:
    ///   - limit: the largest load.
    ///   - spacing: loads are at most that far apart where a search steps.
    ///   - guess: the share of the largest load where it begins.
    ///   - splits: whether it begins at others as well.
    init(limit: Double, spacing: Double, from guess: Double = 0, splits: Bool = false) {
        guesses = splits ? Self.others.count : 0
        rest = RestSearch(upTo: limit, spacing: spacing, from: guess * limit)
        load = rest.load
    }

    /// The same search from its beginning.
    func anew(splits: Bool) -> LoadSearch { LoadSearch(limit: rest.most, spacing: rest.spacing, splits: splits) }

    /// Takes what the load comes to; whether the search is at its end.
    ///
    /// - Parameter fronts: loads below one that are worth a try.
    mutating func take(_ effect: LoadEffect, _ fronts: (Double) -> Fronts) -> Bool {
        switch stage {
        case .resting:
            guard let found = rest.take(effect) else {
                load = rest.load
                return false
            }
            // Most searches end at the same load.
            if found.isSettled, (found.load - first).magnitude <= 1e-9 * first { return beginAnew() }
            loop = found
            return look(fronts)
        case .front:
            self.effect = effect
            guard load / effect.seconds > least else { break }
            if effect.leadsTo < load {
                below = (self.fronts.before(front), load, .nan, effect)
                return bisect(fronts)
            }
            prefer(load, load, effect)
        case .below:
            if effect.leadsTo >= load {
                (below.low, below.found, below.effect) = (load, load, effect)
            } else {
                below.high = load
            }
            return bisect(fronts)
        }
        return goOn(fronts)
    }

    /// What must be served more of for another loop to be preferred.
    private var least: Double { loop.rate * (1 + ClosedLoop.tolerance) }

    private mutating func prefer(_ carried: Double, _ tried: Double, _ effect: LoadEffect) {
        let isFirst = carried < loop.load * (1 - 16 * ClosedLoop.width)
        guard carried / effect.seconds > (isFirst ? loop.rate * (1 - 2 * ClosedLoop.width) : least) else { return }
        loop = ClosedLoop(carrying: carried, of: tried, effect, isSettled: loop.isSettled)
    }

    /// Halves the bracket under a front that is not carried, or ends there.
    private mutating func bisect(_ fronts: (Double) -> Fronts) -> Bool {
        if below.high - below.low > ClosedLoop.width * below.high {
            (stage, load) = (.below, (below.low + below.high) / 2)
            return false
        }
        let carried = effect.leadsTo
        if below.found / below.effect.seconds > carried / effect.seconds * (1 - 2 * ClosedLoop.width) {
            prefer(below.found, below.found, below.effect)
        } else {
            prefer(carried, self.fronts.values[front], effect)
        }
        return goOn(fronts)
    }

    /// Begins with the fronts below the loop that stands.
    private mutating func look(_ fronts: (Double) -> Fronts) -> Bool {
        (stage, last, front) = (.front, loop.load, -1)
        self.fronts = fronts(last)
        return goOn(fronts)
    }

    /// Goes to the next front, or on from the loop that was preferred.
    private mutating func goOn(_ fronts: (Double) -> Fronts) -> Bool {
        stage = .front
        front += 1
        while front < self.fronts.count {
            load = self.fronts.values[front]
            if load <= rest.most { return false }
            front += 1
        }
        if loop.load < last { return look(fronts) }
        if first.isNaN {
            (best, first) = (loop, loop.load)
        } else if loop.isSettled, loop.rate > best.rate || !best.isSettled {
            best = loop
        }
        return beginAnew()
    }

    /// Begins at the next share of the largest load, if there is one left.
    private mutating func beginAnew() -> Bool {
        guard guesses > 0 else { return true }
        guesses -= 1
        rest = RestSearch(upTo: rest.most, spacing: rest.spacing, from: Self.others[guesses] * rest.most)
        (stage, load) = (.resting, rest.load)
        return false
    }
}
