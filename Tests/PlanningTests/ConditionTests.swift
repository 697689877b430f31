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
