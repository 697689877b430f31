import CostModel

/// What was served, as far as errors of predictions depend on it most: how, and a model of which kind.
public struct ServedKind: Sendable, Hashable {
    /// Kinds of models.
    public enum Model: String, Sendable, CaseIterable { case dense, moe }

    /// How requests are served.
    public let serving: Workload.Serving
    /// The kind of model.
    public let model: Model

    /// Every kind.
    public static let all = Workload.Serving.allCases.flatMap { serving in
        Model.allCases.map { ServedKind(serving: serving, model: $0) }
    }

    /// Names a kind.
    public init(serving: Workload.Serving, model: Model) {
        self.serving = serving
        self.model = model
    }

    /// The kind that a scenario is of.
    public init(_ scenario: Scenario) {
        self.init(serving: scenario.workload.serving, model: scenario.model.moeLayers > 0 ? .moe : .dense)
    }
}
