import CostModel

/// A kind of change that may better a plan, declared once; the engine evaluates its effect.
public struct Change: Sendable {
    /// What is changed.
    public enum Kind: String, Sendable, CaseIterable {
        case parallelism, chips, workers, serving, load, chunk, overlap, topology, bandwidth, compute, memory
        case precision, experts, drafts
    }

    /// The name in data formats; unique.
    public let name: String
    /// What is changed.
    public let kind: Kind
    /// Whether only the best of its options counts, as the best of many batches; else each counts on its own.
    let isSearch: Bool
    /// Parameters of the workload on whose values its gain rests.
    public let assumes: [String]
    /// What else is set along with it where that pays.
    let companions: [Companion]
    /// Whether the best batch, or the best number of requests in flight, is looked for with it.
    let searchesLoad: Bool
    /// The settings that it tries on a plan; none where it means nothing there.
    private let options: @Sendable (PlanResult) -> [[Setting]]

    init(
        _ name: String, _ kind: Kind, isSearch: Bool = false, assumes: [String] = [], with companions: [Companion] = [],
        atBestLoad: Bool = true, options: @escaping @Sendable (PlanResult) -> [[Setting]]
    ) {
        self.name = name
        self.kind = kind
        self.isSearch = isSearch
        self.assumes = assumes
        self.companions = companions
        searchesLoad = atBestLoad
        self.options = options
    }

    /// The options that differ from the plan and keep every parameter in its range; of a load, the one without any.
    func valid(_ plan: PlanResult) -> [[Setting]] {
        options(plan).filter { settings in
            settings.allSatisfy { $0.parameter.refusal(of: $0.value) == nil }
                && (settings.isEmpty
                    ? kind == .load : settings.contains { $0.parameter.get(plan.scenario) != $0.value })
        }
    }
}

extension Change {
    /// The registry: a new change is one entry in one of these lists.
    public static let all: [Change] = parallelism + serving + pools + hardware + precision
}

/// What is set along with a change where that pays: another size that the change asks for.
struct Companion: Sendable {
    /// The settings beside those of a change, among them none.
    let options: @Sendable (PlanResult, [Setting]) -> [[Setting]]

    /// Half and twice the tensor parallelism.
    static let tensor = scaled("tp") { _ in true }
    /// Half and twice the chips that share an expert.
    static let experts = scaled("moe_tp") { $0.scenario.model.moeLayers > 0 }

    /// More prefill workers, so that a faster decode finds its prompts: one, or as many again.
    static let prefillers = Companion { plan, own in
        let workers = plan.totals.prefillWorkers
        guard plan.scenario.deployment.prefillWorkers > 0, plan.scenario.workload.serving == .disagg,
            !own.contains(where: { $0.parameter.name == "prefill_workers" })
        else { return [[]] }
        return [[]] + Change.distinct([workers + 1, 2 * workers]).map { Setting.list(("prefill_workers", $0)) }
    }

    private static func scaled(_ name: String, where applies: @escaping @Sendable (PlanResult) -> Bool) -> Companion {
        Companion { plan, own in
            guard applies(plan), let parameter = Parameter.named(name),
                !own.contains(where: { $0.parameter == parameter })
            else { return [[]] }
            let value = parameter.get(plan.scenario)
            return [[]] + [value / 2, 2 * value].map { [Setting(parameter, $0)] }
        }
    }
}

extension Change {
    /// Values without those that come twice, in their order.
    static func distinct(_ values: [Double]) -> [Double] {
        values.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
