/// A closed loop of requests, in which each way of serving works out the result of a load.
protocol ServedLoop {
    associatedtype State
    var phases: ServedPhases { get }
    /// The largest load.
    var limit: Double { get }
    /// Loads are at most that far apart where a search steps.
    var spacing: Double { get }
    /// The result of a load, and the load that it leads to.
    func state(at load: Double) -> (state: State, leadsTo: Double)
    /// What a load serves, in any unit.
    func served(_ load: Double, _ state: State) -> Double
    /// Loads below one behind which a step jumps up.
    func fronts(below load: Double) -> Fronts
}

extension ServedLoop {
    /// The loop at rest that serves most.
    ///
    /// Batches that may be split can rest at several loads, so that the search begins below, between and above.
    func best() -> ClosedLoop<State> {
        let first = settled(from: 0)
        var best = preferred(first)
        guard phases.scenario.deployment.tbo != .off else { return best }
        for guess in [0.3, 0.999] {
            let found = settled(from: guess)
            // Most searches end at the same load.
            if found.isSettled, (found.load - first.load).magnitude <= 1e-9 * first.load { continue }
            let other = preferred(found)
            let servesMore = served(other.load, other.state) > served(best.load, best.state)
            if other.isSettled, servesMore || !best.isSettled { best = other }
        }
        return best
    }

    /// A loop at rest; `guess`, as a share of the largest load, is where the search begins.
    func rest(from guess: Double = 0) -> ClosedLoop<State> { preferred(settled(from: guess)) }

    @inline(never) private func settled(from guess: Double) -> ClosedLoop<State> {
        ClosedLoop(upTo: limit, spacing: spacing, from: guess * limit) { state(at: $0) }.raised(served)
    }

    /// The loop, or one in front of a jump below it that serves more, and so on from there.
    @inline(never) private func preferred(_ found: ClosedLoop<State>) -> ClosedLoop<State> {
        var loop = found
        var last: Double
        repeat {
            last = loop.load
            let fronts = fronts(below: last)
            let limit = limit
            for index in 0..<fronts.count where fronts.values[index] <= limit {
                loop.prefer(fronts.values[index], over: fronts.before(index), rate: served) { state(at: $0) }
            }
        } while loop.load < last
        return loop
    }
}
