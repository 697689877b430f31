/// The load at which a closed loop is at rest: the load that its requests bring about while it carries that load.
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
/// batches are split from there on, as many as it leads to stand there (`raised`); where fewer requests at work serve more,
/// since they fill their tiles of rows, the others wait (`prefer`).
struct ClosedLoop<State> {
    /// The load that stands.
    let load: Double
    /// The result at this load.
    let state: State
    /// What it leads to less itself: within `tolerance` of the load, or above it on a jump and at the limit.
    let residual: Double
    /// The upper side of the jump on which the bracket closed, with the load that it leads to.
    private let above: (state: State, leadsTo: Double)?
    /// Whether the loop settled; otherwise this is the last load that was tried.
    let isSettled: Bool

    /// Residual at which the loop is at rest, as a share of the load.
    static var tolerance: Double { 1e-10 }
    /// Width of a bracket that has closed on a jump, as a share of its upper end.
    private static var width: Double { 0x1p-26 }
    /// Width of a bracket that has closed on a root, as a share of its upper end.
    private static var rounding: Double { 0x1p-44 }
    /// Fall of the residual across a bracket, over the bracket's width, that only a jump has.
    private static var steepest: Double { 16 }
    /// How far the search climbs at a time, in residuals.
    private static var leap: Double { 4 }
    /// Most loads that are tried in the bracket; three at least halve it.
    static var steps: Int { 200 }

    /// Finds the load at rest.
    ///
    /// - Parameters:
    ///   - most: the largest load that the deployment carries, above 0.
    ///   - spacing: what a load leads to jumps up behind each multiple of it; none is leapt over unseen.
    ///   - guess: the load tried first; by default none at all.
    ///   - steps: loads tried after it; where they do not suffice, the loop is not settled.
    ///   - evaluate: the result of a load and the load that it leads to.
    @inline(__always) init(
        upTo most: Double, spacing: Double = .infinity, from guess: Double = 0, steps: Int = Self.steps,
        _ evaluate: (Double) -> (state: State, leadsTo: Double)
    ) {
        var load = guess
        var last = evaluate(load)
        var residual = last.leadsTo - load
        var carried: (load: Double, state: State, residual: Double)?
        if residual > 0 { carried = (load, last.state, residual) }
        // Nothing is known above the largest load, which stands where it leads to more.
        var (low, high, atHigh) = (
            residual > 0 ? load : 0, residual > 0 ? most : load, residual > 0 ? -.infinity : residual
        )
        var above: (state: State, leadsTo: Double)?
        if residual <= 0 { above = last }
        var next = last.leadsTo
        var narrow = Self.rounding
        var (halving, looks, left) = (high / 2, 0, residual.isFinite ? steps : 0)
        while left > 0, residual.magnitude > Self.tolerance * load, high - low > narrow * high {
            if atHigh == -.infinity, looks <= 2 {
                // None of the loads below `leadsTo` is at rest, and a secant may not leap far beyond.
                next = lesser(most, lesser(greater(next, last.leadsTo), load + Self.leap * residual))
            } else if narrow > Self.rounding || looks > 2 || !(next > low && next < high) {
                next = (low + high) / 2
            }
            // Below `leadsTo` of a load that leads to more none is at rest; above it lies a jump that is looked at first.
            let jump = floored(lesser(next / spacing, 0x1p50)) * spacing
            let known = carried.map { $0.load + $0.residual } ?? low
            if known < jump, next > jump { next = jump }
            let (before, atBefore) = (load, residual)
            load = next
            last = evaluate(load)
            residual = last.leadsTo - load
            if residual > 0 {
                (low, carried) = (load, (load, last.state, residual))
                if load == most { break }
            } else {
                (high, atHigh, above) = (load, residual, last)
            }
            let isSteep = (carried?.residual ?? 0) - atHigh > Self.steepest * (high - low)
            narrow = atHigh > -.infinity && carried != nil && isSteep ? Self.width : Self.rounding
            next = load - residual * (load - before) / (residual - atBefore)
            looks += 1
            if high - low <= halving { (halving, looks) = ((high - low) / 2, 0) }
            left -= 1
        }
        let isLimit = residual > 0 && (load == most || (atHigh == -.infinity && high - low <= narrow * high))
        if load > 0, residual.magnitude <= Self.tolerance * load || isLimit {
            (self.load, state, self.residual, isSettled) = (load, last.state, residual, true)
            self.above = nil
        } else if let carried, residual.isFinite {
            (self.load, state, self.residual) = carried
            isSettled = atHigh > -.infinity && high - low <= narrow * high
            self.above = isSettled ? above : nil
        } else {
            (self.load, state, self.residual, isSettled) = (load, last.state, residual, false)
            self.above = nil
        }
    }

    /// The loop on the upper side of the jump on which the search closed, if that serves more.
    ///
    /// There a load leads to less than itself, and as many as it leads to are at rest between both sides.
    @inline(__always) func raised(_ rate: (Double, State) -> Double) -> ClosedLoop {
        guard let above, rate(above.leadsTo, above.state) > rate(load, state) * (1 + Self.tolerance) else {
            return self
        }
        return ClosedLoop(load: above.leadsTo, state: above.state, residual: 0, isSettled: isSettled)
    }

    /// The loop at another load, if that serves more: with fewer requests at work, while the others wait, in front of a jump of
    /// the step's time; or with as many as a load leads to that is not carried.
    ///
    /// A pass of prompts that takes longer from some load on may let the other load carry too little: then it is the largest
    /// above `floor`, the jump before, that is carried.
    @inline(__always) mutating func prefer(
        _ other: Double, over floor: Double, rate: (Double, State) -> Double,
        _ evaluate: (Double) -> (state: State, leadsTo: Double)
    ) {
        let least = rate(load, state) * (1 + Self.tolerance)
        var (state, leadsTo) = evaluate(other)
        guard rate(other, state) > least else { return }
        var carried = lesser(other, leadsTo)
        if carried < other, let below = Self.largest(between: floor, other, evaluate),
            rate(below.load, below.state) > rate(carried, state)
        {
            (carried, state, leadsTo) = below
        }
        guard rate(carried, state) > least else { return }
        self = ClosedLoop(load: carried, state: state, residual: leadsTo - carried, isSettled: isSettled)
    }

    /// The largest load that is carried, by bisection; nil where none of those tried is.
    private static func largest(
        between low: Double, _ high: Double, _ evaluate: (Double) -> (state: State, leadsTo: Double)
    ) -> (load: Double, state: State, leadsTo: Double)? {
        var (low, high) = (low, high)
        var largest: (load: Double, state: State, leadsTo: Double)?
        while high - low > width * high {
            let middle = (low + high) / 2
            let (state, leadsTo) = evaluate(middle)
            if leadsTo >= middle { (low, largest) = (middle, (middle, state, leadsTo)) } else { high = middle }
        }
        return largest
    }

    private init(load: Double, state: State, residual: Double, isSettled: Bool) {
        (self.load, self.state, self.residual, self.isSettled) = (load, state, residual, isSettled)
        above = nil
    }

    /// Seconds that a request is in flight, by Little's law with `total` request-seconds for each unit of load.
    ///
    /// At rest that is `least`, what a request takes that waits for no room. Below what it leads to, a load takes longer.
    @inline(__always) func residence(atLeast least: Double, of total: Double) -> Double {
        let residence = total / load
        return residence > least * (1 + 10 * Self.tolerance) ? residence : least
    }
}
