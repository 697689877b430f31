import CostModel

/// A kind of change that may better a plan, declared once; the engine evaluates what it comes to.
public struct Change: Sendable {
    /// What is changed.
    public enum Kind: String, Sendable, CaseIterable {
        case parallelism, chips, batch, overlap, topology, bandwidth, compute, precision, experts, drafts
    }

    /// The name in data formats; unique.
    public let name: String
    /// What is changed.
    public let kind: Kind
    /// Whether only the best of its options counts, as the best of many batches; else each counts on its own.
    let isSearch: Bool
    /// Parameters of the workload on whose values its gain rests.
    public let assumes: [String]
    /// The settings that it tries on a scenario; none where it means nothing there.
    let options: @Sendable (Scenario) -> [[Setting]]

    init(
        _ name: String, _ kind: Kind, isSearch: Bool = false, assumes: [String] = [],
        options: @escaping @Sendable (Scenario) -> [[Setting]]
    ) {
        self.name = name
        self.kind = kind
        self.isSearch = isSearch
        self.assumes = assumes
        self.options = options
    }

    /// The options that differ from the scenario and keep every parameter in its range.
    func valid(_ scenario: Scenario) -> [[Setting]] {
        options(scenario).filter { settings in
            !settings.isEmpty && settings.allSatisfy { $0.parameter.refusal(of: $0.value) == nil }
                && settings.contains { $0.parameter.get(scenario) != $0.value }
        }
    }
}

extension Change {
    /// The registry: a new change is one entry in one of these lists.
    public static let all: [Change] = parallelism + serving + hardware + precision
}
