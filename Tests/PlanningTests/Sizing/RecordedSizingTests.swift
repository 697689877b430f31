import Catalog
import CostModel
import TestSupport
import Testing

@testable import Planning

/// What carries loads of several kinds: every plan that is found, with its chips, its price and what one copy fewer would break.
///
/// That the fewest chips are the fewest is what `SizingTests` and `SizingPropertyTests` say.
/// `RECORD=1 swift test --filter RecordedSizingTests` accepts what is found now.
@Suite struct RecordedSizingTests {
    /// A load, what it must meet and what is pinned.
    private struct Demand {
        let name: String
        var base: Scenario
        var terms = SizingTerms()

        init(_ name: String, _ chip: String, _ model: String, rate: Double, change: (inout Scenario) -> Void = { _ in })
            throws
        {
            self.name = name
            base = try Fixture.load(chip, model, rate: rate, output: 400)
            base.chip.kernels = Engine<Double>.Kernels()
            base.workload.inputVariation = 0.4
            change(&base)
            terms.conditions = [try Fixture.atMost("ttft_p95_ms", 1500), try Fixture.atMost("tpot_p95_ms", 60)]
        }

        func pinning(_ pins: (String, [Double])...) throws -> Demand {
            var copy = self
            copy.terms.pins += try pins.map { try Fixture.axis($0.0, $0.1) }
            return copy
        }

        func with(_ change: (inout SizingTerms) throws -> Void) rethrows -> Demand {
            var copy = self
            try change(&copy.terms)
            return copy
        }
    }

    private static func demands() throws -> [Demand] {
        let (agg, disagg) = (Workload.Serving.agg.code, Workload.Serving.disagg.code)
        let dense = try Demand("dense", "h200", "qwen3-32b", rate: 12).pinning(("tp", [1, 2, 4]), ("pp", [1]))
        let loose = try Demand("a mean alone", "h100", "llama-3.1-8b", rate: 40).pinning(("pp", [1]))
            .with { $0.conditions = [try Fixture.atMost("tpot_ms", 30)] }
        let experts = try Demand("experts", "h200", "deepseek-r1", rate: 6).pinning(
            ("tp", [8]), ("pp", [1]), ("moe_tp", [1]), ("chunk", [0]), ("max_running", [0]), ("serving", [agg]))
        var pair = try Demand("two chips", "h800", "qwen3-32b", rate: 10) { $0.workload.serving = .disagg }
            .pinning(("serving", [disagg]), ("tp", [1, 2]), ("pp", [1]), ("chunk", [0]), ("max_running", [0]))
        pair.base.prefillChip = try #require(Catalog.chip(named: "h20")).value
        pair.base.prefillChip?.kernels = Engine<Double>.Kernels()
        pair.base.chip.price = 3
        pair.base.prefillChip?.price = 1
        return [
            dense, dense.with { ($0.margin, $0.spare) = (0.35, 1) },
            try dense.pinning(("serving", [disagg]), ("chunk", [0]), ("max_running", [0])).with { $0.spare = 1 },
            dense.with { $0.mostChips = 8 },
            dense.with { $0.conditions = [] },
            try dense.with { $0.conditions = [try Fixture.atMost("ttft_p95_ms", 20)] },
            try dense.with { $0.conditions.append(try Fixture.atMost("kw", 9)) },
            try dense.with {
                $0.conditions = [try Fixture.atMost("ttft_p99_ms", 260), try Fixture.atMost("tpot_ms", 25)]
            },
            loose, loose.with { $0.goal = .power },
            // More workers of either side than are paired.
            try Demand("many layouts", "h200", "qwen3-32b", rate: 4).pinning(
                ("serving", [disagg]), ("chunk", [0]), ("max_running", [0])),
            experts,
            pair.with { $0.goal = .cost }, pair.with { ($0.goal, $0.spare) = (.power, 1) },
        ]
    }

    @Test func whatCarriesThem() throws {
        var found: [(String, Any?)] = []
        for demand in try Self.demands() {
            let result = Sizing(demand.base, demand.terms).run(cores: 2)
            found.append(
                (
                    "\(demand.name) \(demand.terms.goal) \(demand.terms.margin) \(demand.terms.spare)",
                    result.map { result in
                        (
                            result.found.map { found -> Any in
                                let d = found.scenario.deployment
                                return (
                                    found.scenario, found.pools, found.bought, found.price, found.limit,
                                    [d.pp, d.chunk, d.maxRunning, d.decodeWorkers, d.prefillWorkerChips]
                                )
                            }, result.layouts, result.nearest.map { ($0.scenario, $0.obstacle) }
                        )
                    }
                ))
        }
        try RecordedPlanningTests.expect("sizes", found)
    }

    @Test func howMuchSomeChipsCarry() throws {
        var found: [(String, Any?)] = []
        for demand in try Self.demands() {
            for chips in [2.0, 7, 16, 40] {
                let most = Sizing(demand.base, demand.with { $0.mostChips = chips }.terms).mostRate(cores: 2)
                found.append(
                    (
                        "\(demand.name) \(demand.terms.goal) \(chips)",
                        most.map { ($0.scenario, $0.scenario.deployment.decodeWorkers, $0.rate) }
                    ))
            }
        }
        try RecordedPlanningTests.expect("rates", found)
    }
}
