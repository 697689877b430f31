import CostModel

/// Plans that were found one by one, as rows of a sweep.
public enum FoundPlans {
    /// The rows of a space whose axes are the parameters in which plans differ from what is set or from each other.
    ///
    /// - Parameters:
    ///   - scenarios: the plans, in the order of the rows.
    ///   - base: what is set.
    ///   - axis: what was varied to find them, which may put whole chips or models in; none where nothing was.
    ///   - values: the value of each plan on that axis.
    ///   - cores: threads at most.
    public static func rows(
        _ scenarios: [Scenario], _ base: Scenario, along axis: Parameter? = nil, values: [Double] = [], cores: Int = 1
    ) -> SweepResult {
        let bases = scenarios.indices.map { index in
            guard let axis, index < values.count else { return base }
            var own = base
            axis.set(&own, values[index])
            return own
        }
        let others = Parameter.all(of: base).filter { parameter in
            !parameter.isAlias && parameter != axis
                && zip(scenarios, bases).contains { parameter.get($0) != parameter.get($1) }
        }
        var columns = others.map { parameter in (parameter, scenarios.map(parameter.get)) }
        if let axis { columns.insert((axis, values), at: 0) }
        let axes = columns.map { Axis($0, Set($1).sorted()) }
        let points = scenarios.indices.map { row in
            zip(axes, columns).reduce(0) { point, pair in
                point * pair.0.values.count + (pair.0.values.firstIndex(of: pair.1.1[row]) ?? 0)
            }
        }
        return SweepResult(SearchSpace(base: base, axes: axes), kept: points, cores: cores)
    }
}
