import CostModel
import Testing

@testable import Planning

/// Conditions over a plan whose batch is 10 and whose tp is 4, so that every value is known by heart.
@Suite struct ConditionTests {
    private let plan: PlanResult

    init() throws { plan = PlanResult(try Fixture.scenario(batch: 10)) }

    private func batch(_ relation: Comparison.Relation, _ limit: Double) throws -> Condition {
        Condition(try Fixture.metric("batch"), relation, limit)
    }

    private func tp(_ relation: Comparison.Relation, _ limit: Double) throws -> Condition {
        Condition(try Fixture.metric("tp"), relation, limit)
    }

    @Test func joinsByAndOrAndNot() throws {
        let (yes, no) = (try batch(.equal, 10), try tp(.above, 4))
        let table: [(Condition, Bool)] = [
            (.every([yes, yes]), true), (.every([yes, no]), false), (.any([no, yes]), true), (.any([no, no]), false),
            (.not(yes), false), (.not(no), true), (.not(.not(yes)), true),
            // De Morgan: not (yes and no) is no' or yes'.
            (.not(.every([yes, no])), true), (.not(.any([yes, no])), false),
        ]
        for (condition, holds) in table {
            #expect(condition.holds(for: plan) == holds, "\(condition.text)")
            #expect((condition.miss(by: plan) == nil) == holds, "\(condition.text)")
            #expect(condition.opposite.holds(for: plan) == !holds, "\(condition.text)")
        }
    }

    /// A 99th percentile near capacity is a bound: it meets no condition, but one on values as they are read.
    @Test func boundsAreReadAsTheyAre() throws {
        var scenario = try Fixture.load(rate: 1)
        scenario.deployment = Deployment(chips: 8, tp: 8, batch: 1)
        scenario.workload.rate = 0.92 * (try #require(OpenPlan.of(scenario)).capacity)
        let plan = PlanResult(scenario)
        let quantifier = try Fixture.metric("ttft_p99_ms")
        let value = quantifier.read(plan)
        try #require(quantifier.isLowerBound(plan) && value > 0)
        let (below, above) = (
            Condition(quantifier, .atMost, 2 * value / 1e-3), Condition(quantifier, .atLeast, 2 * value / 1e-3)
        )
        let one = try tp(.atMost, 8)
        let other = try tp(.atMost, 4)
        let cases: [(Condition, Bool)] = [
            (below, true), (above, false), (.not(above), true), (.not(below), false), (.every([below, one]), true),
            (.every([below, other]), false), (.any([above, one]), true), (.any([above, other]), false),
        ]
        for (condition, holds) in cases {
            let test = try #require(condition.onBounds)
            #expect(test.passes(plan) == holds, "\(condition.text)")
        }
        #expect(one.onBounds == nil)
        #expect(Condition.every([one, .not(below)]).comparisons.map(\.quantifier.name) == ["tp", "ttft_p99_ms"])
        #expect(Condition.every([one, below]).onBounds != nil)
        #expect(!below.holds(for: plan) && !above.holds(for: plan))
    }

    /// A test of several passes where each does.
    @Test func everyTestHasToPass() throws {
        let plan = PlanResult(try Fixture.scenario())
        let (yes, no) = (PlanTest { _ in true }, PlanTest { _ in false })
        #expect(PlanTest.every([yes, yes]).passes(plan) && PlanTest.every([]).passes(plan))
        #expect(!PlanTest.every([yes, no]).passes(plan) && !PlanTest.every([no, yes]).passes(plan))
    }

    @Test func everyWordLeadsToAQuantifier() throws {
        #expect(Set(Quantifier.words).count > 300)
        for word in Quantifier.words { #expect(Quantifier.named(word) != nil, "\(word)") }
        #expect(Quantifier.named("nothing") == nil)
        let dram = try Fixture.metric("dram")
        #expect(dram.hasWhole && dram.dimension == .bytes)
        let plan = PlanResult(try Fixture.scenario())
        #expect(dram.whole(plan) == plan.scenario.chip.dramBytes / 1_073_741_824)
        let chips = Quantifier.parameter(try #require(Parameter.named("chips")))
        #expect(!chips.hasWhole && chips.whole(plan) == nil && chips.name == "chips")
        let bandwidth = try #require(Parameter.named("dram_bw"))
        #expect(Quantifier.parameter(bandwidth).dimension == bandwidth.dimension)
    }

    /// Texts join by `and` and mean the same: `or` stands in parentheses.
    @Test func printsAsItIsTyped() throws {
        let (a, b, c) = (try batch(.atLeast, 8), try tp(.below, 4), try tp(.notEqual, 2))
        #expect(Condition.every([a, .any([b, c])]).text == "batch>=8 and (tp<4 or tp!=2)")
        #expect(Condition.not(a).text == "not batch>=8")
        #expect(Condition.not(.every([a, b])).text == "not (batch>=8 and tp<4)")
        #expect(Condition.not(.any([a, b])).text == "not (batch>=8 or tp<4)")
        #expect(Condition.any([.every([a, b]), .not(c)]).text == "(batch>=8 and tp<4 or not tp!=2)")
        #expect(Condition.every([a, .every([b, c])]).conjunction.map(\.text) == ["batch>=8", "tp<4", "tp!=2"])
    }

    /// batch >= 20 is 50 % short, tp >= 5 is 20 % short, and tp <= 3 is a third over.
    @Test func missesByTheNearestBranchOfOrAndTheFarthestOfAnd() throws {
        let (far, near, over) = (try batch(.atLeast, 20), try tp(.atLeast, 5), try tp(.atMost, 3))
        let or = try #require(Condition.any([far, near, over]).miss(by: plan))
        #expect(or.comparison.text == "tp>=5")
        #expect(or.shortfall.map { ($0 - 0.2).magnitude < 1e-12 } == true)
        #expect(or.condition.text == "(batch>=20 or tp>=5 or tp<=3)")
        let and = try #require(Condition.every([far, near, over]).miss(by: plan))
        #expect(and.comparison.text == "batch>=20")
        #expect(and.shortfall == 0.5)
        // What holds counts for nothing; the opposite of tp <= 8 is tp > 8, which 4 misses by half.
        let not = try #require(Condition.not(.any([try tp(.atMost, 8), near])).miss(by: plan))
        #expect(not.comparison.text == "tp>8")
        #expect(not.shortfall == 0.5)
        #expect(not.value == 4 && not.limit == 8)
    }

    /// SG2260E has 64 GB: 70 % of them are 44.8e9 / 2^30 = 41.723 GiB.
    @Test func aShareIsOneOfTheChipOfThePlan() throws {
        let dram = try Fixture.metric("dram")
        let share = Comparison(dram, .atMost, .share(0.7), limitText: "70%")
        #expect((share.limit(for: plan) - 0.7 * plan.scenario.chip.dramBytes / 1_073_741_824).magnitude < 1e-9)
        #expect(share.holds(for: plan))
        #expect(share.text == "dram<=70%")
        var small = plan.scenario
        // The same bytes fill more of a chip with less of them.
        small.chip.dramBytes = plan.totals.memory.total / 0.8
        #expect(!share.holds(for: PlanResult(small)))
        #expect(Comparison(try Fixture.metric("mfu"), .atMost, .share(0.7), limitText: "70%").limit(for: plan).isNaN)
    }

    /// A plain decode has no time to first token: neither a condition on it nor its opposite is met.
    @Test(arguments: Comparison.Relation.allCases)
    func aPlanWithoutAValueMeetsNothing(_ relation: Comparison.Relation) throws {
        let condition = Condition(try Fixture.metric("ttft_ms"), relation, 100)
        #expect(!condition.holds(for: plan))
        #expect(!Condition.not(condition).holds(for: plan))
        #expect(condition.miss(by: plan)?.shortfall == nil)
    }

    /// `arch.dram` is what the chip has, `dram` what a plan uses.
    @Test func namesAParameterByItsPathWhereAMetricHasTheName() throws {
        let parameter = try #require(Quantifier.named("arch.dram"))
        #expect(Condition(parameter, .atLeast, 64e9).text == "arch.dram>=64000000000")
        #expect(try #require(Quantifier.named("arch.inter_bw")).path == "inter_bw")
    }
}
