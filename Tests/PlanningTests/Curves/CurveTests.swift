import CostModel
import Testing

@testable import Planning

/// Where a curve bends and breaks, and at which values it is worked out.
@Suite struct CurveTests {
    /// The chord from (0, 0) to (4, 5): the points lie at 0.25, 0.5 of the width and 0.6, 0.8 of the height, 0.35 and 0.3 above it.
    @Test func theKneeIsFarthestFromTheChord() throws {
        let knee = try #require(Kneedle.knee(of: [(0, 0), (1, 3), (2, 4), (4, 5)]))
        #expect(knee.place == 1)
        #expect((knee.height - 0.35).magnitude < 1e-15)
    }

    @Test func aLineAndWhatFallsHaveNoKnee() {
        #expect(Kneedle.knee(of: [(0, 0), (1, 1), (2, 2)]) == nil)
        #expect(Kneedle.knee(of: [(0, 0), (1, 0.5), (2, 2)]) == nil)
        #expect(Kneedle.knee(of: [(0, 2), (1, 1), (2, 0)]) == nil)
        #expect(Kneedle.knee(of: [(2, 0), (1, 1), (0, 2)]) == nil)
        #expect(Kneedle.knee(of: [(1, 1)]) == nil)
        #expect(Kneedle.knee(of: []) == nil)
    }

    @Test(
        arguments: [
            ("batch", 1, 64, [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]),
            ("batch", 6, 100, [6, 8, 12, 16, 24, 32, 48, 64, 96, 100]),
            ("batch", 6, 16, [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]),
            ("batch", 100, 200, [100, 107, 114, 121, 128, 135, 142, 149, 156, 163, 170, 177, 184, 191, 198, 200]),
            ("batch", 5, 5, [5]),
            ("inter_bw", 8e9, 64e9, [8e9, 12e9, 16e9, 24e9, 32e9, 48e9, 64e9]),
            (
                "acceptance", 0, 0.8,
                [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8]
            ),
        ] as [(String, Double, Double, [Double])])
    func aRangeIsSpread(_ name: String, _ low: Double, _ high: Double, _ values: [Double]) throws {
        #expect(CurvePoints.of(low...high, try #require(Parameter.named(name))) == values)
    }

    private func plans(_ name: String, _ values: [Double], of base: Scenario) throws -> (Parameter, [PlanResult]) {
        let parameter = try #require(Parameter.named(name))
        return (parameter, values.map { PlanResult(base.setting([Setting(parameter, $0)])) })
    }

    /// Throughput over latency of a batch bends where the weights are read for enough sequences; the conditions turn between two
    /// neighbouring batches, whatever the points of the curve.
    @Test func aBatchHasAKneeAndALimit() throws {
        let (batch, plans) = try plans("batch", [64, 1, 4, 16, 8, 2, 32], of: try Fixture.scenario())
        let condition = try Fixture.atLeastTen()
        let curve = Curve(batch, plans, conditions: [condition])
        #expect(curve.plans.map { batch.get($0.scenario) } == [1, 2, 4, 8, 16, 32, 64])
        let knee = try #require(curve.knee)
        #expect(knee.latency?.name == "tpot_ms" && knee.height > 0 && knee.height < 1)
        let points = curve.plans.map { (x: Metric.tpot.read($0), y: $0.tokensPerSecond) }
        #expect(Kneedle.knee(of: points)?.height == knee.height)
        #expect(curve.turns.count == 1)
        let turn = try #require(curve.turns.first)
        #expect(!turn.isGain)
        #expect(batch.get(turn.high.scenario) == batch.get(turn.low.scenario) + 1)
        #expect(condition.holds(for: PlanResult(turn.low.scenario)))
        #expect(!condition.holds(for: PlanResult(turn.high.scenario)))
    }

    /// Faster links bring less latency and more throughput: the bend is that of throughput over the links, and the condition is
    /// met from some bandwidth on, to four digits.
    @Test func aBandwidthBendsByItself() throws {
        let (links, plans) = try plans("inter_bw", [4e9, 8e9, 16e9, 32e9, 64e9], of: try Fixture.scenario(batch: 12))
        let limit = Condition(try Fixture.metric("tps_batch"), .atLeast, 9.5)
        let curve = Curve(links, plans, conditions: [limit])
        #expect(curve.knee?.latency == nil && curve.knee != nil)
        let turn = try #require(curve.turns.first)
        #expect(turn.isGain && limit.holds(for: PlanResult(turn.high.scenario)))
        let (low, high) = (links.get(turn.low.scenario), links.get(turn.high.scenario))
        #expect(high > low && high / low <= 1.001 * (1 + 1e-12))
    }

    /// What does not fit breaks a curve as a condition does, and takes no part in the knee.
    @Test func whatDoesNotFitBreaksACurve() throws {
        let (batch, plans) = try plans("batch", [1, 16, 4096], of: try Fixture.scenario())
        let curve = Curve(batch, plans, conditions: [])
        let turn = try #require(curve.turns.first)
        #expect(curve.turns.count == 1 && turn.low.plan?.fits == true && turn.high.plan?.fits == false)
        #expect(batch.get(turn.high.scenario) == batch.get(turn.low.scenario) + 1)
        #expect(curve.knee?.plan.fits != false)
    }

    /// Any length of a prompt divides, though a rule speaks of it.
    @Test func aPromptIsFoundToTheToken() throws {
        let (input, plans) = try plans("input", [1024, 4096, 16384], of: try Fixture.scenario())
        let turns = Curve(input, plans, conditions: [try Fixture.atLeastTen()]).turns
        let turn = try #require(turns.first)
        #expect(turns.count == 1 && input.get(turn.high.scenario) == input.get(turn.low.scenario) + 1)
        #expect(try Fixture.atLeastTen().holds(for: PlanResult(turn.low.scenario)))
    }

    /// Sizes that must divide stay those of the list, and words have neither an order nor a bend.
    @Test func sizesAndWordsAreNotCloseIn() throws {
        let base = try Fixture.scenario(batch: 12)
        let (chips, sizes) = try plans("chips", [64, 128, 256], of: base)
        let fastest = try #require(sizes.map { $0.tokensPerSecond / $0.sequences }.max())
        let limit = Condition(try Fixture.metric("tps_batch"), .atLeast, fastest)
        let turns = Curve(chips, sizes, conditions: [limit]).turns
        #expect(
            turns.flatMap { [chips.get($0.low.scenario), chips.get($0.high.scenario)] }.allSatisfy {
                [64, 128, 256].contains($0)
            })
        let (format, words) = try plans("kv_precision", [0, 1], of: base)
        let curve = Curve(format, words, conditions: [limit])
        #expect(curve.knee == nil && curve.turns.isEmpty)
    }
}
