import Lanes

/// What a plan of one phase comes to, noted down over the axes of a space.
package struct TracedPhase {
    /// What a tape of it works out, in this order.
    package enum Result: Int, CaseIterable, Sendable {
        /// 1 where work divides evenly, else 0.
        case divides
        /// 1 where it divides and its bytes fit, else 0.
        case feasible
        case seconds, communication, flops, weights, memory, stage, splits
    }

    /// The nodes.
    package let trace: Trace
    /// The results, in the order of `Result`.
    package let results: [Traced]
    /// The figures that were asked for beside them.
    package let figures: [Traced]

    /// Notes the equations of a scenario down.
    ///
    /// - Parameters:
    ///   - scenario: a scenario of one phase.
    ///   - axes: for each axis the numbers of its figures (`Parameter.places`) and the values that it takes.
    ///   - figures: what else is to be worked out, behind the results.
    package init(
        _ scenario: Scenario, axes: [(places: [Int], range: ClosedRange<Double>)],
        figures: [(Engine<Traced>.PlanResult) -> Traced] = []
    ) {
        let trace = Trace()
        let traced = scenario.traced(trace, axes)
        let totals = Engine.StepTotals.ofPhase(traced)
        self.trace = trace
        let divides = traced.divides
        results = Result.allCases.map { result in
            switch result {
            case .divides: divides
            case .feasible: Traced.choose(traced.chip.dramBytes, below: totals.memory.total, 0, divides)
            case .seconds: totals.seconds
            case .communication: totals.communication
            case .flops: totals.flops
            case .weights: totals.memory.weights
            case .memory: totals.memory.total
            case .stage: totals.memory.stageCode
            case .splits: totals.splitCode
            }
        }
        let plan = Engine.PlanResult(scenario: traced, totals: totals)
        self.figures = figures.map { $0(plan) }
    }
}

extension Scenario {
    /// The scenario as inputs of a trace where axes vary it, and constants elsewhere.
    ///
    /// - Parameter axes: for each axis the numbers of its figures (`Parameter.places`) and the values that it takes.
    func traced(_ trace: Trace, _ axes: [(places: [Int], range: ClosedRange<Double>)]) -> Engine<Traced>.Scenario {
        var place = 0
        return map { value in
            defer { place += 1 }
            guard let axis = axes.firstIndex(where: { $0.places.contains(place) }) else { return Traced(value) }
            let range = axes[axis].range
            return range.lowerBound == range.upperBound
                ? Traced(range.lowerBound)
                : trace.input(axis, in: Interval(range.lowerBound, range.upperBound))
        }
    }
}

extension Parameter {
    /// The numbers of the figures that it sets, in the order in which `map` meets them; nil for what chooses among equations or
    /// sets figures to other values than its own.
    package func places(in scenario: Scenario) -> [Int]? {
        // Another number of any size: one more would be the same above 2^53.
        let value = Double(bitPattern: get(scenario).bitPattern ^ 1)
        var changed = scenario
        set(&changed, value)
        guard !isAlias, shapeRefusal(in: scenario.model) == nil,
            changed.model.groups.count == scenario.model.groups.count
        else { return nil }
        // A price that is set is in the currency that is set, which another one need not be.
        var back = changed
        set(&back, get(scenario))
        guard scope != .arch || back == scenario else { return nil }
        let (before, after) = (scenario.figures, changed.figures)
        let places = before.indices.filter { before[$0].bitPattern != after[$0].bitPattern }
        return places.isEmpty || places.contains { after[$0] != value } ? nil : places
    }
}

extension Engine<Double>.Scenario {
    /// All figures, in the order in which `map` meets them.
    package var figures: [Double] {
        var list: [Double] = []
        _ = map { value in
            list.append(value)
            return value
        }
        return list
    }
}

extension Engine.Scenario {
    /// The figure with this number.
    package func figure(at place: Int) -> V? {
        var (number, found): (Int, V?) = (0, nil)
        _ = map { value in
            if number == place { found = value }
            number += 1
            return value
        }
        return found
    }
}
