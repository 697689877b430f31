/// The load at which a closed loop is at rest: the load that its requests bring about while it carries that load.
///
/// What a load leads to grows more slowly than the load, so that the residual, what it leads to less the load itself, falls
/// through zero between no load and the largest one. The root is bracketed from the start and found by interpolation that
/// never takes more steps than bisection and `slack` (ITP: Oliveira and Takahashi, "An Enhancement of the Bisection
/// Method Average Performance Preserving Minmax Optimality", ACM TOMS 47(1), 2020).
///
/// Padding and whole prompts make the residual jump, and may make it jump over zero. Then the bracket closes on the jump
/// and its lower side stands: fewer requests are served than might be, and the rest waits. The same holds where the load
/// is at its limit. So no load is reported that the deployment could not carry.
struct ClosedLoop<State> {
    /// The load that stands.
    let load: Double
    /// What it comes to.
    let state: State
    /// What it leads to less itself: within `tolerance` of the load, or above it on a jump and at the limit.
    let residual: Double
    /// Whether the loop is at rest; false where no load is, and the last one that was looked at stands.
    let isSettled: Bool

    /// Residual at which the loop is at rest, as a share of the load.
    static var tolerance: Double { 1e-10 }
    /// Width of a bracket that has closed on a jump, as a share of its upper end.
    private static var width: Double { 0x1p-32 }
    /// Halvings of the first bracket at most.
    static var halvings: Int { 40 }
    /// Steps beyond those of bisection.
    private static var slack: Int { 1 }

    /// Finds the load at rest.
    ///
    /// - Parameters:
    ///   - most: the largest load that the deployment carries, above 0.
    ///   - steps: looks at the bracket at most; fewer than bisection takes may leave the loop unsettled.
    ///   - evaluate: what a load comes to and to which load it leads.
    @inline(__always) init(
        upTo most: Double, steps: Int = Self.halvings + Self.slack,
        _ evaluate: (Double) -> (state: State, leadsTo: Double)
    ) {
        var last = evaluate(most)
        var (load, residual) = (most, last.leadsTo - most)
        var (low, high) = (0.0, most)
        // No load leads to about what the largest does: a first guess, and above 0 in any case.
        var (atLow, atHigh) = (last.leadsTo, residual)
        var carried: State?
        var reachable = most * 0.5 * Double(1 << Self.slack)
        var left = residual < 0 ? steps : 0
        while left > 0, residual.magnitude > Self.tolerance * load, high - low > Self.width * high {
            let middle = (low + high) / 2
            let secant = (low * atHigh - high * atLow) / (atHigh - atLow)
            let toMiddle = middle - secant
            // A little off the secant towards the middle, so that both ends close in, and no further from the middle
            // than bisection has steps to spare.
            let shift = 0.2 / most * (high - low) * (high - low)
            load = carried == nil ? secant : middle
            if carried != nil, shift <= toMiddle.magnitude { load = secant + (toMiddle < 0 ? -shift : shift) }
            let reach = greater(0, reachable - (high - low) / 2)
            if (load - middle).magnitude > reach { load = middle - (toMiddle < 0 ? -reach : reach) }
            last = evaluate(load)
            residual = last.leadsTo - load
            if residual > 0 {
                (low, atLow, carried) = (load, residual, last.state)
            } else {
                (high, atHigh) = (load, residual)
            }
            reachable /= 2
            left -= 1
        }
        if residual.magnitude <= Self.tolerance * load || (residual > 0 && load == most) {
            (self.load, state, self.residual, isSettled) = (load, last.state, residual, true)
        } else {
            // A residual that is no number has closed no bracket.
            isSettled = carried != nil && residual.isFinite && high - low <= Self.width * high
            (self.load, state, self.residual) = carried.map { (low, $0, atLow) } ?? (load, last.state, residual)
        }
    }

    /// Seconds that a request is in flight, by Little's law with `total` request-seconds for each unit of load.
    ///
    /// At rest that is `least`, what a request takes that waits for no room. Below what it leads to, a load takes longer.
    @inline(__always) func residence(atLeast least: Double, of total: Double) -> Double {
        let residence = total / load
        return residence > least * (1 + 10 * Self.tolerance) ? residence : least
    }
}
