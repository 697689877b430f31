import Catalog
import CostModel
import Planning
import Testing

/// There is no parameter on which no figure depends.
@Suite struct EffectTests {
    /// Every parameter moves some figure of some plan: of each model of the catalogue in each way of serving, and of
    /// plans with what those leave off.
    @Test func everyParameterMovesAFigure() throws {
        var unmoved = Parameter.all.filter { !$0.isAlias }
        for scenario in try scenarios() {
            let before = figures(scenario)
            unmoved = unmoved.filter { parameter in
                !values(near: parameter.get(scenario), parameter).contains { value in
                    var changed = scenario
                    parameter.set(&changed, value)
                    return changed.brokenRule == nil && figures(changed) != before
                }
            }
        }
        #expect(unmoved.map(\.name).sorted() == [])
    }

    /// One group of each kind of mixer, so that each is counted under a name of its own.
    private static let kinds = [
        LayerGroup(
            8, [.latent(.init(heads: 64, keyValueLoRA: 512, headNope: 128, headRope: 64, headValue: 128)), dense]),
        LayerGroup(8, [.stateSpace(.init(heads: 64, headDim: 64, state: 128)), dense]),
        LayerGroup(8, [.recurrence(.init(inputs: 3, width: 2048) { $0.taps = 3 }), dense]),
        LayerGroup(
            8,
            [
                .compressed(
                    .init(
                        heads: 64, headDim: 512, queryLoRA: 1024, outputGroups: 8, outputLoRA: 1024, window: 128
                    ) { $0.ratio = 128 }), dense,
            ]),
        LayerGroup(1, [.mixture(.init(experts: 256, perToken: 8, intermediate: 2048))]),
    ]
    private static let dense = LayerPart.dense(.init(intermediate: 8192))

    private func scenarios() throws -> [Scenario] {
        let served = [try Fixture.scenario(), try Fixture.aggregated(), try Fixture.disaggregated()]
        var all = served
        for model in Catalog.models {
            for var scenario in served {
                scenario.model = model.value
                if scenario.brokenRule == nil { all.append(scenario) }
            }
        }
        let changes: [(inout Scenario) -> Void] = [
            { ($0.workload.draft, $0.workload.acceptance) = (1, 0.8) },
            { $0.deployment.tbo = Deployment.Overlap.on },
            { $0.workload.staticPhase = .prefill },
            { $0.workload.runtime = .vllm },
            { $0.workload.runtime = .sglang },
            { $0.workload.runtime = .trtllm },
            { $0.workload.runtime = .auto },
            { scenario in
                (scenario.chip.allToAllPeers, scenario.chip.allToAllUtilisation) = (.inner, 0.01)
                scenario.deployment.chips = 32
            },
            { $0.chip.network.intra.size = 64 },
            { ($0.chip.network.intra.size, $0.deployment.chips, $0.deployment.tp) = (2, 16, 4) },
            { ($0.deployment.prefillWorkers, $0.deployment.prefillChips, $0.workload.output) = (0, 16, 64) },
            { ($0.deployment.chips, $0.deployment.redundantExperts, $0.workload.hottest) = (32, 32, 1.5) },
            { $0.model.precision = Precision(.int8) },
            { $0.model.groups = Self.kinds },
            { scenario in
                scenario.workload.images = 2
                scenario.model.encoder = .init(
                    parameters: 4e8, projector: 4e7, layers: 27, width: 1152, patch: 16, merge: 2)
            },
            { ($0.chip.power, $0.chip.capex, $0.workload.electricity, $0.workload.carbon) = (700, 3e4, 0.1, 400) },
            { $0.chip.price = 3 },
            { ($0.chip.price, $0.workload.currency, $0.workload.exchangeRate) = (3, .cny, 7.2) },
            { ($0.chip.price, $0.chip.capex) = (3, 3e4) },
            { scenario in
                (scenario.workload.rate, scenario.deployment.replicas) = (0.5, 2)
                (scenario.workload.inputVariation, scenario.workload.outputVariation) = (0.5, 0.5)
            },
            { ($0.workload.users, $0.workload.think) = (20, 10) },
            { ($0.workload.prefix, $0.workload.prefixHit) = (100, 0.5) },
            { $0 = tiered($0, chips: 16) },
            { $0 = tiered($0, chips: 32) },
            { $0 = tiered($0, chips: 128) },
        ]
        for change in changes {
            for var scenario in served {
                change(&scenario)
                try #require(scenario.brokenRule == nil, "\(String(describing: scenario.brokenRule))")
                all.append(scenario)
            }
        }
        return all
    }

    /// Chips that just fill one of four tiers, so that one less sends them to the next.
    private func tiered(_ scenario: Scenario, chips: Double) -> Scenario {
        var scenario = scenario
        scenario.deployment.chips = chips
        (scenario.chip.network.intra.size, scenario.chip.network.inter.size) = (8, 16)
        scenario.chip.network.rack = Tier(size: 32, bandwidth: 10e9, utilisation: 0.9, latency: 1e-6)
        scenario.chip.network.spine = Tier(size: 128, bandwidth: 5e9, utilisation: 0.9, latency: 1e-6)
        return scenario
    }

    private func figures(_ scenario: Scenario) -> [UInt64] {
        let plan = PlanResult(scenario)
        return Metric.all.filter { !$0.isOnDemand }.map { $0.read(plan).bitPattern }
    }

    private func values(near value: Double, _ parameter: Parameter) -> [Double] {
        let all =
            parameter.choices.isEmpty
            ? [
                0, value + 1, value + 2, value - 1, 2 * value, value / 2, value * 1.1,
                parameter.physical?.upperBound ?? value,
            ]
            : parameter.choices.indices.map(Double.init)
        return all.filter { $0 != value && parameter.refusal(of: $0) == nil }
    }
}
