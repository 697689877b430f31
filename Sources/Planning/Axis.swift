import CostModel

/// One dimension of a search space: a parameter and the values it takes.
public struct Axis: Sendable, Equatable {
    /// What varies.
    public let parameter: Parameter
    /// The values, in the order they are tried.
    public let values: [Double]

    /// Whether its values decide which combinations divide.
    let affectsDivision: Bool
    /// When it is set, among axes that may set the same: the wider first.
    let rank: Int

    /// Makes an axis; `values` must not be empty.
    public init(_ parameter: Parameter, _ values: [Double]) {
        self.parameter = parameter
        self.values = values
        affectsDivision = parameter.affectsDivision
        rank = parameter.isPick ? 0 : parameter.isAlias ? 1 : 2
    }
}

/// All combinations of some axes over a base scenario; the last axis varies fastest.
public struct SearchSpace: Sendable {
    /// What does not vary.
    public let base: Scenario
    /// What varies.
    public let axes: [Axis]

    /// Makes a space.
    public init(base: Scenario, axes: [Axis]) {
        self.base = base
        self.axes = axes
    }

    /// The same space with the limits of a workload on what is good.
    func judged(as workload: Workload) -> SearchSpace {
        var scenario = base
        scenario.workload.goodFirstToken = workload.goodFirstToken
        scenario.workload.goodPerToken = workload.goodPerToken
        scenario.workload.goodEndToEnd = workload.goodEndToEnd
        return SearchSpace(base: scenario, axes: axes)
    }

    /// Combinations, or nil where they are too many to count.
    public var count: Int? {
        var product = 1
        for axis in axes {
            let (next, overflow) = product.multipliedReportingOverflow(by: axis.values.count)
            if overflow { return nil }
            product = next
        }
        return product
    }

    /// The scenario of the combination with this number.
    public func scenario(at index: Int) -> Scenario {
        var places = [Int](repeating: 0, count: axes.count)
        var rest = index
        for axis in axes.indices.reversed() {
            places[axis] = rest % axes[axis].values.count
            rest /= axes[axis].values.count
        }
        return scenario(places: places)
    }

    /// The scenario with these places on the axes: whole chips and models first, then aliases of several parameters, so
    /// that an axis of one parameter counts whatever their order.
    func scenario(places: [Int]) -> Scenario {
        var scenario = base
        for rank in 0..<3 {
            for (axis, place) in zip(axes, places) where axis.rank == rank {
                axis.parameter.set(&scenario, axis.values[place])
            }
        }
        return scenario
    }

    /// Whether an axis is an alias of several parameters.
    var hasAlias: Bool { axes.contains { $0.parameter.isAlias } }

    /// Whether requests of some combinations come at their own times or differ in length, so that they queue.
    var mayQueue: Bool {
        let w = base.workload
        return w.rate > 0 || w.hasThinkers || w.inputVariation > 0 || w.outputVariation > 0
            || axes.contains { Self.queueing.contains($0.parameter.name) }
    }

    /// Parameters that let requests queue.
    private static let queueing: Set = ["rate", "users", "think", "input_cv", "output_cv"]

    /// Whether some combinations serve requests.
    var isServed: Bool { base.workload.serving != .static || axes.contains { $0.parameter.name == "serving" } }

    /// Parameters that decide which figures plans have.
    static let deciding: Set = [
        "phase", "serving", "rate", "users", "think", "arch", "price", "capex", "price_in", "list_price", "currency",
        "fx",
        "tdp", "carbon",
    ]

    /// Scenarios that differ in what decides which figures plans have: phases, modes, and whether a rate or a price is set.
    public var modes: [Scenario] {
        let space = SearchSpace(base: base, axes: axes.filter { Self.deciding.contains($0.parameter.name) })
        return (0..<min(space.count ?? 0, 10_000)).map { space.scenario(at: $0) }
    }
}
