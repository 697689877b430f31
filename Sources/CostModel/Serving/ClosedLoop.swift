import Lanes

/// A load that a closed loop of requests stands at.
struct ClosedLoop {
    /// The load.
    let load: Double
    /// The load whose result stands: more than the load where as many wait as it leads to less.
    let tried: Double
    /// Seconds for which one unit of load is served.
    let seconds: Double
    /// Seconds until the first token of a request that waits for no room.
    let alone: Double
    /// What it leads to less itself: within `tolerance` of the load, or above it on a jump and at the limit.
    let residual: Double
    /// Whether the loop settled; otherwise this is the last load that was tried.
    let isSettled: Bool

    /// What it serves, in any unit.
    var rate: Double { load / seconds }

    /// Residual at which the loop is at rest, as a share of the load.
    static var tolerance: Double { 1e-10 }
    /// Width of a bracket that has closed on a jump, as a share of its upper end.
    static var width: Double { 0x1p-26 }
}

/// What a load comes to, as far as the search asks.
struct LoadEffect {
    /// The load that it brings about.
    let leadsTo: Double
    /// Seconds for which one unit of load is served.
    let seconds: Double
    /// Seconds until the first token of a request that waits for no room, where that is asked for.
    var alone = Double.nan

    /// What no load came to yet.
    static var unknown: LoadEffect { LoadEffect(leadsTo: .nan, seconds: .nan) }
}

extension Engine {
    /// Seconds that a request is in flight, by Little's law with `total` request-seconds for each unit of load.
    ///
    /// At rest that is `least`, what a request takes that waits for no room. Below what it leads to, a load takes longer.
    static func residence(of load: V, atLeast least: V, total: V) -> V {
        let residence = total / load
        return V.choose(least * V(1 + 10 * ClosedLoop.tolerance), below: residence, residence, least)
    }
}

/// The search for the load at which a closed loop is at rest.
///
/// That is the load that its requests bring about while it carries it. The search is told what the load comes to that it asks
/// load. It is told what the load comes to that it asks about, and says the next one.
///
/// What a load leads to grows more slowly than the load, so that the residual, what it leads to less the load itself, falls
/// through zero between no load and the largest one. That brackets the root, which is found by secants inside the bracket
/// and by bisection where they do not halve it (Dekker, "Finding a zero by means of successive linear interpolation",
/// 1969; Brent, "Algorithms for Minimization without Derivatives", 1973, chapter 4). The search climbs from no load, so
/// that of several loads at rest, as on both sides of a step that padding makes longer, it finds the lowest: that of the
/// shortest step, to which a loop that fills up comes first.
///
/// Padding and whole prompts make the residual jump, and may make it jump over zero. Then the bracket closes on the jump
/// and its lower side stands: fewer requests are served than might be, and the rest waits. The same holds where the load
/// is at its limit. So no load is reported that the deployment could not carry. Where the upper side serves more, since
/// batches are split from there on, as many as it leads to stand there.
struct RestSearch {
    /// The load that is asked about.
    private(set) var load: Double
    /// The largest load.
    let most: Double
    let spacing: Double
    /// The largest load known to lead to more than itself, with what it comes to.
    private var carried: (load: Double, effect: LoadEffect)?
    /// The smallest load known to lead to less.
    private var above: (load: Double, effect: LoadEffect)?
    private var low = 0.0
    private var high: Double
    /// The residual at the upper end; nothing is known above the largest load, which stands where it leads to more.
    private var atHigh = -Double.infinity
    // Set by the first load.
    private var before = Double.nan
    private var atBefore = Double.nan
    private var halving = Double.nan
    private var narrow = Self.rounding
    private var looks = -1
    private var left: Int

    /// Width of a bracket that has closed on a root, as a share of its upper end.
    private static var rounding: Double { 0x1p-44 }
    /// Fall of the residual across a bracket, over the bracket's width, that only a jump has.
    static var steepest: Double { 16 }
    /// How far the search climbs at a time, in residuals.
    private static var leap: Double { 4 }
    /// Most loads that are tried in the bracket; three at least halve it.
    static var steps: Int { 200 }

    /// Begins a search.
    ///
    /// - Parameters:
    ///   - most: the largest load that the deployment carries, above 0.
    ///   - spacing: what a load leads to jumps up behind each multiple of it; none is leapt over unseen.
    ///   - guess: the load tried first; by default none at all.
    ///   - steps: loads tried after it; where they do not suffice, the loop is not settled.
    init(upTo most: Double, spacing: Double = .infinity, from guess: Double = 0, steps: Int = Self.steps) {
        (self.most, self.spacing, load, left, high) = (most, spacing, guess, steps, guess)
    }

    /// Takes what the load comes to; the loop at rest, or nil where another load is to be looked at.
    mutating func take(_ effect: LoadEffect) -> ClosedLoop? {
        let residual = effect.leadsTo - load
        if residual > 0 {
            (low, carried) = (load, (load, effect))
            if looks < 0 { high = most }
        } else {
            (high, atHigh, above) = (load, residual, (load, effect))
        }
        var next = effect.leadsTo
        if looks < 0 {
            // The first load, from which no secant leads on.
            (halving, looks) = (high / 2, 0)
            if !residual.isFinite { left = 0 }
        } else {
            if residual > 0, load == most { return rest(effect, residual) }
            let isSteep = (carried.map { $0.effect.leadsTo - $0.load } ?? 0) - atHigh > Self.steepest * (high - low)
            narrow = atHigh > -.infinity && carried != nil && isSteep ? ClosedLoop.width : Self.rounding
            next = load - residual * (load - before) / (residual - atBefore)
            looks += 1
            if high - low <= halving { (halving, looks) = ((high - low) / 2, 0) }
            left -= 1
        }
        guard left > 0, residual.magnitude > ClosedLoop.tolerance * load, high - low > narrow * high else {
            return rest(effect, residual)
        }
        if atHigh == -.infinity, looks <= 2 {
            // None of the loads below `leadsTo` is at rest, and a secant may not leap far beyond.
            next = lesser(most, lesser(greater(next, effect.leadsTo), load + Self.leap * residual))
        } else if narrow > Self.rounding || looks > 2 || !(next > low && next < high) {
            next = (low + high) / 2
        }
        // Below `leadsTo` of a load that leads to more none is at rest; above it lies a jump that is looked at first.
        let jump = floored(lesser(next / spacing, 0x1p50)) * spacing
        let known = carried?.effect.leadsTo ?? low
        if known < jump, next > jump { next = jump }
        (before, atBefore, load) = (load, residual, next)
        return nil
    }

    /// What stands when no further load is looked at.
    private func rest(_ effect: LoadEffect, _ residual: Double) -> ClosedLoop {
        let isClosed = high - low <= narrow * high
        let isLimit = residual > 0 && (load == most || (atHigh == -.infinity && isClosed))
        if load > 0, residual.magnitude <= ClosedLoop.tolerance * load || isLimit {
            return ClosedLoop(load, effect, isSettled: true)
        }
        guard let carried, residual.isFinite else { return ClosedLoop(load, effect, isSettled: false) }
        let lower = ClosedLoop(carried.load, carried.effect, isSettled: atHigh > -.infinity && isClosed)
        guard lower.isSettled, let above else { return lower }
        // On the upper side a load leads to less than itself, and as many as it leads to are at rest between both sides.
        let upper = ClosedLoop(carrying: above.effect.leadsTo, of: above.load, above.effect, isSettled: true)
        return upper.rate > lower.rate * (1 + ClosedLoop.tolerance) ? upper : lower
    }
}

extension ClosedLoop {
    /// A loop that is not found yet.
    static var unknown: ClosedLoop { ClosedLoop(.nan, .unknown, isSettled: false) }

    /// A loop at a load.
    init(_ load: Double, _ effect: LoadEffect, isSettled: Bool) {
        self.init(carrying: load, of: load, effect, isSettled: isSettled)
    }

    /// A loop at a load, with the result of another that would lead to less than itself.
    init(carrying load: Double, of tried: Double, _ effect: LoadEffect, isSettled: Bool) {
        (self.load, self.tried, self.isSettled) = (load, tried, isSettled)
        (seconds, alone, residual) = (effect.seconds, effect.alone, effect.leadsTo - load)
    }
}
