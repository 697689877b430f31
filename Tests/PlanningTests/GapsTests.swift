import CostModel
import Queueing
import TestSupport
import Testing

@testable import Planning

/// Small parts of the planning, each by hand.
@Suite struct GapsTests {
    /// Of 10,000 steps about so many: all up to a hundred, then by tens, hundreds and thousands; by units to a thousand where
    /// 6,500 and more are wanted.
    @Test func stepsAreSpreadByTheirLeadingDigits() {
        let rungs = Rungs(steps: 1, within: 0...9999)
        let few = Array(0..<100) + stride(from: 100, to: 1000, by: 10) + stride(from: 1000, to: 10_000, by: 100)
        #expect(rungs.spread(500) == few + [9999])
        let many = Array(0..<1000) + stride(from: 1000, to: 10_000, by: 10)
        #expect(rungs.spread(7000) == many + [9999])
        #expect(rungs.spread(6500) == few + [9999])
        #expect(rungs.spread(10_000) == Array(0..<10_000))
        #expect(rungs.spread(20_000) == Array(0..<10_000))
        // Of a list every third, and the last.
        let list = Rungs([1, 2, 3, 4, 5, 6, 7, 8])
        #expect(list.spread(3) == [0, 3, 6, 7])
        #expect(list.place(of: 4.5) == 3)
        #expect(list.place(of: 0.5) == nil)
        #expect(list.place(of: 99) == 7)
        #expect(list[2] == 3)
        #expect(Rungs(steps: 5, within: 10...31).count == 5)
        #expect(Rungs(steps: 5, within: 10...31)[4] == 30)
    }

    @Test func movesAreTheSameIfAllTheirFiguresAre() {
        let one = BlockMove(name: "MLA", calls: (1, 2), seconds: (3, 4))
        #expect(one == BlockMove(name: "MLA", calls: (1, 2), seconds: (3, 4)))
        #expect(one != BlockMove(name: "MoE", calls: (1, 2), seconds: (3, 4)))
        #expect(one != BlockMove(name: "MLA", calls: (1, 3), seconds: (3, 4)))
        #expect(one != BlockMove(name: "MLA", calls: (1, 2), seconds: (3, 5)))
        #expect(one.oneCall == (3, 2) && one.change == 4.0 / 3 - 1)
        let none = BlockMove(name: "MLA", calls: (0, 0), seconds: (0, 4))
        #expect(none.oneCall == (0, 0) && none.change == nil)
    }

    @Test func aParameterIsReadInItsOwnUnit() throws {
        #expect(Quantifier.parameter(try #require(Parameter.named("chips"))).unitFactor == 1)
        #expect(try Fixture.metric("tpot_ms").unitFactor == 1e-3)
    }

    /// A tenth more of a latency without a limit is spared, a little more is not.
    @Test(
        arguments: [("ttft_ms", true, false), ("tpot_ms", false, true), (nil, false, false)] as [(String?, Bool, Bool)])
    func aLatencyWithoutALimitMayRiseByATenth(_ limited: String?, _ first: Bool, _ token: Bool) throws {
        let plan = PlanResult(try Fixture.aggregated())
        let conditions = try limited.map { [try Fixture.atMost($0, 1)] } ?? []
        let latencies = LatencyGuard(plan, Requirements(conditions))
        #expect(latencies.limitsFirstToken == first)
        #expect(latencies.limitsPerToken == token)
        #expect(latencies.limitsAnything == (first || token))
        func spares(_ firstToken: Double, _ perToken: Double) -> Bool {
            var after = plan
            after.totals.firstToken *= firstToken
            after.totals.seconds *= perToken
            return latencies.spares(after)
        }
        #expect(spares(1.099, 1.099))
        #expect(spares(1.2, 1) == first)
        #expect(spares(1, 1.2) == token)
        #expect(!spares(1.2, 1.2) || first && token)
        #expect(spares(0.5, 0.5))
    }

    /// Inputs of 10 and 30 tokens: mean 20, deviation 10; gaps of 1 and 3 s: mean 2, deviation 1; 2 s between requests.
    @Test func aTraceIsItsMeansAndSpreads() throws {
        func request(_ arrival: Double, _ input: Int, cached: Int = 0) -> TracedRequest {
            TracedRequest(arrival: arrival, input: input, output: 8, cached: cached)
        }
        func settings(_ requests: [TracedRequest]) throws -> [String: Double] {
            let summary = TraceSummary(try RequestTrace(requests))
            return Dictionary(uniqueKeysWithValues: summary.settings.map { ($0.parameter.name, $0.value) })
        }
        let found = try settings([request(0, 10), request(1, 30, cached: 6), request(4, 20, cached: 9)])
        #expect(found["input"] == 20)
        // Squares 100, 100 and 0: the root of 66.7 over 20.
        #expect(found["input_cv"] == 0.408)
        #expect(found["output"] == 8)
        #expect(found["output_cv"] == 0)
        #expect(found["arrival_cv"] == 0.5)
        // 6 and 9 were found: 7.5, rounded down, of two of three.
        #expect(found["prefix"] == 7)
        #expect(found["prefix_hit"] == 0.667)
        let alone = try settings([request(0, 10)])
        #expect(alone["arrival_cv"] == 0)
        #expect(alone["prefix"] == 0)
        #expect(alone["prefix_hit"] == 1)
    }

    /// Users who think are as many clients in the simulation.
    @Test func asManyClientsAsUsers() throws {
        var scenario = try Fixture.aggregated()
        (scenario.workload.users, scenario.workload.think) = (6, 20)
        let simulation = try PlanSimulation(PlanResult(scenario))
        let found = simulation.run(requests: 300, seeds: 2, cores: 2, isCancelled: { false })
        let result = try #require(found)
        let rate = try #require(result.rows.first { $0.figure == .rate })
        // Six users, each of whom sends once in 20 s and the time of an answer: fewer than 0.3 requests/s.
        #expect(rate.simulated.value > 0.1 && rate.simulated.value < 0.3, "\(rate.simulated.value)")
    }
}
