/// A closed loop of requests, in which each way of serving works out what a load comes to.
protocol ServedLoop {
    /// What the search has to know of the loop.
    var terms: Engine<Double>.LoopTerms { get }
    /// What a load comes to.
    func effect(of load: Double) -> LoadEffect
    /// The mean step where `load` stands with the result of the load `tried`.
    func step(_ load: Double, tried: Double) -> Engine<Double>.ServedStep
}

extension ServedLoop {
    /// The loop at rest that serves most.
    func best() -> ClosedLoop {
        let terms = terms
        return run(LoadSearch(limit: terms.limit, spacing: terms.spacing, splits: terms.splits), terms)
    }

    /// A loop at rest; `guess`, as a share of the largest load, is where the search begins.
    func rest(from guess: Double = 0) -> ClosedLoop {
        let terms = terms
        return run(LoadSearch(limit: terms.limit, spacing: terms.spacing, from: guess), terms)
    }

    private func run(_ search: LoadSearch, _ terms: Engine<Double>.LoopTerms) -> ClosedLoop {
        var search = search
        while !search.take(effect(of: search.load), terms.fronts) {}
        return search.best
    }

    /// The mean step of a loop.
    func step(_ loop: ClosedLoop) -> Engine<Double>.ServedStep {
        var step = step(loop.load, tried: loop.tried)
        step.totals.isSettled = loop.isSettled
        return step
    }

    /// Loads below one behind which a step jumps up.
    func fronts(below load: Double) -> Fronts { terms.fronts(below: load) }
}
