import Catalog
import CostModel
import Testing

@testable import Planning

/// The layouts that a sizing tries, before any queue is asked.
@Suite struct LayoutTests {
    private func base() throws -> Scenario {
        var scenario = try Fixture.disaggregated()
        (scenario.workload.rate, scenario.deployment.prefillChips, scenario.deployment.prefillTP) = (20, 0, 0)
        return scenario
    }

    private func values(_ layouts: [Scenario], _ path: KeyPath<Scenario, Double>) -> [Double] {
        Set(layouts.map { $0[keyPath: path] }).sorted()
    }

    /// Powers of two: a group of 8 on H200, 4 stages, 16 chips that share an expert, 256 chips of a copy.
    ///
    /// 671 B weights of 8 bits fit on 8 chips and more.
    @Test func layoutsReachTheirEnds() throws {
        let all = SizingLayouts(base: try base(), terms: SizingTerms()).workers(.agg)
        #expect(values(all, \.deployment.tp) == [1, 2, 4, 8])
        #expect(values(all, \.deployment.pp).max() ?? 0 <= 4)
        #expect(values(all, \.deployment.moeTP) == [1, 2, 4, 8, 16])
        #expect(values(all, \.deployment.chips) == [8, 16, 32, 64, 128, 256])
        #expect(all.allSatisfy { $0.brokenRule == nil })
        // Fewer chips than that where fewer may be bought, and what is pinned.
        var terms = SizingTerms()
        (terms.mostChips, terms.pins) = (64, [try Fixture.axis("tp", [8])])
        let some = SizingLayouts(base: try base(), terms: terms).workers(.agg)
        #expect(values(some, \.deployment.chips) == [8, 16, 32, 64])
        #expect(values(some, \.deployment.tp) == [8])
        #expect(Set(some.map(\.deployment.chips)).count < all.count)
    }

    private func pools(_ margin: Double) throws -> (pairs: [SizingLayout], workers: [Scenario]) {
        var terms = SizingTerms()
        terms.margin = margin
        terms.pins = [try Fixture.axis("tp", [4, 8]), try Fixture.axis("pp", [1]), try Fixture.axis("moe_tp", [1])]
        let layouts = SizingLayouts(base: try base(), terms: terms)
        return (PoolLayouts(layouts, terms).pairs, layouts.workers(.disagg))
    }

    /// A pair has as many workers of each side as carry the rate beside a thousand of the other, with a fifth to spare.
    @Test func pairsHaveTheWorkersThatTheyCannotDoWithout() throws {
        let pairs = try pools(0.2).pairs
        #expect(!pairs.isEmpty)
        for pair in pairs {
            var (decode, prefill) = (pair.scenario, pair.scenario)
            decode.deployment.prefillWorkers = 1000
            prefill.deployment.decodeWorkers = 1000
            let capacities = try [decode, prefill].map { try #require(OpenPlan.of($0)).capacity }
            // The other side's own layout makes a little of a difference to the first few digits at most.
            #expect((pair.fewest - (20 / 0.8 / capacities[0]).rounded(.up)).magnitude <= 1)
            #expect((pair.fewestPrefill - (20 / 0.8 / capacities[1]).rounded(.up)).magnitude <= 1)
        }
        // With nothing to spare no more.
        let tight = try pools(0).pairs
        let (some, fewer) = (pairs.map(\.fewest).reduce(0, +), tight.map(\.fewest).reduce(0, +))
        #expect(pairs.count == tight.count && fewer < some)
    }

    /// Beside the workers that do most with a chip there are those that are fastest for a request alone.
    @Test func theFastestWorkersArePairedToo() throws {
        let (pairs, workers) = try pools(0.2)
        let decode = try #require(workers.map { StepTotals.of($0.decodeWorker).seconds }.min())
        let paired = pairs.map { StepTotals.of($0.scenario.decodeWorker).seconds }.min()
        #expect(paired == decode)
    }

    /// 64 chips are shared out as the rates of the workers ask; no other split carries more.
    @Test func chipsAreSharedOutBetweenPools() throws {
        var terms = SizingTerms()
        (terms.margin, terms.mostChips) = (0, 64)
        terms.pins = [
            try Fixture.axis("serving", [Workload.Serving.disagg.code]), try Fixture.axis("tp", [8]),
            try Fixture.axis("pp", [1]), try Fixture.axis("moe_tp", [1]), try Fixture.axis("chunk", [0]),
            try Fixture.axis("max_running", [0]),
        ]
        var scenario = try Fixture.disaggregated()
        (scenario.workload.rate, scenario.deployment.chips) = (1, 8)
        let layout = try #require(PoolLayouts.layout(scenario, terms))
        let found = try #require(mostRate(layout, terms))
        let d = found.scenario.deployment
        #expect(d.decodeWorkers * 8 + d.prefillWorkers * 8 == 64)
        let rates = (1...7).compactMap { prefill -> Double? in
            var s = scenario
            (s.deployment.prefillWorkers, s.deployment.decodeWorkers) = (Double(prefill), Double(8 - prefill))
            return OpenPlan.of(s)?.capacity
        }
        let best = try #require(rates.max())
        // From 95 % of the capacity on there are no figures.
        #expect(found.rate > 0.949 * best && found.rate < 0.951 * best)
    }

    /// The most requests/s that all chips carry in a layout.
    private func mostRate(_ layout: SizingLayout, _ terms: SizingTerms) -> (scenario: Scenario, rate: Double)? {
        SizingSearch(terms, layout).filled.compactMap { scenario in
            terms.mostRate(scenario).map { (scenario, $0.rate) }
        }.max { $0.rate < $1.rate }
    }

    /// Of 64 chips a node of decode workers and one of prefill workers may fail: 8 chips each, whatever a worker has.
    @Test(arguments: [1.0, 4, 8]) func whatMayFailIsNotShared(_ prefill: Double) throws {
        var terms = SizingTerms()
        (terms.margin, terms.mostChips, terms.spare) = (0, 64, 1)
        var scenario = try Fixture.disaggregated()
        (scenario.workload.rate, scenario.deployment.chips) = (1, 8)
        scenario.model = try #require(Catalog.model(named: "qwen3-32b")).value
        (scenario.deployment.prefillChips, scenario.deployment.prefillTP) = (prefill, prefill)
        let layout = try #require(PoolLayouts.layout(scenario, terms))
        let d = try #require(mostRate(layout, terms)).scenario.deployment
        let used = d.decodeWorkers * 8 + d.prefillWorkers * prefill
        #expect(used <= 48 && used > 48 - 8, "\(used)")
    }

    /// From 95 % load on no figure is given, so that such a plan carries no load, whatever is to spare.
    @Test func aLoadWithoutFiguresIsNotCarried() throws {
        var scenario = try Fixture.aggregated()
        (scenario.deployment.concurrency, scenario.workload.rate) = (0, 1)
        let capacity = try #require(OpenPlan.of(scenario)).capacity
        var terms = SizingTerms()
        terms.margin = 0
        func obstacle(_ share: Double) -> SizingObstacle? {
            scenario.workload.rate = share * capacity
            return terms.obstacle(scenario)
        }
        for share in [0.3, 0.85, 0.93] { #expect(obstacle(share) == nil) }
        guard case .load(let load) = obstacle(0.97) else {
            Issue.record("a load of 97 % is carried")
            return
        }
        #expect((load - 0.97).magnitude < 1e-3)
    }
}
