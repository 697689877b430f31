import CostModel

/// What a session starts from: words leave out what still has these values.
public enum Unsaid {
    /// The lengths of the sequences.
    public static let workload = Workload(input: 4096)
    /// The configuration.
    public static let deployment = Deployment(chips: 128, tp: 1, batch: 1)

    /// The parameters of a scope that have another value than at the start.
    public static func parameters(_ scope: Parameter.Scope, setIn scenario: Scenario) -> [Parameter] {
        var standard = scenario
        (standard.workload, standard.deployment) = (workload, deployment)
        return Parameter.all(in: scope).filter { $0.get(scenario) != $0.get(standard) }
    }
}
