import CostModel
import TestSupport
import Testing

@testable import Planning

@Suite struct SelectionTests {
    private let result: SweepResult

    init() throws { result = Sweep.run(try Fixture.caseStudy(), cores: 1) }

    @Test func beginsWithAllRowsInTheirOrder() {
        #expect(Selection(all: result).rows == Array(0..<15))
    }

    @Test func keepsTheOrderOfTheRowsItKeeps() throws {
        var selection = Selection(all: result)
        let dropped = selection.keep([PlanTest { $0.scenario.deployment.batch >= 10 }], of: result)
        #expect(dropped == [6])
        #expect(selection.rows == [2, 3, 4, 7, 8, 9, 12, 13, 14])
    }

    @Test func sortsStablyInBothDirections() throws {
        var selection = Selection(all: result)
        let batch = try Fixture.metric("batch")
        selection.sort(by: batch, descending: false, of: result)
        #expect(selection.rows == [0, 5, 10, 1, 6, 11, 2, 7, 12, 3, 8, 13, 4, 9, 14])
        selection.sort(by: batch, descending: true, of: result)
        #expect(selection.rows == [4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11, 0, 5, 10])
    }

    /// A ratio without a value, in front, in the middle and at the end.
    @Test(arguments: [false, true]) func rowsWithoutAValueComeLast(_ descending: Bool) throws {
        for row in [0, 7, 14] { result.columns.seconds[row] = .nan }
        var selection = Selection(all: result)
        selection.sort(by: try Fixture.metric("tpot_ms"), descending: descending, of: result)
        #expect(selection.rows.suffix(3) == [0, 7, 14])
        let keys = selection.rows.dropLast(3).map { result[$0].totals.seconds }
        #expect(keys == keys.sorted(by: descending ? { $0 > $1 } : { $0 < $1 }))
    }

    @Test func sortingDoesNotDependOnTheOrderBefore() throws {
        var first = Selection(all: result)
        var second = Selection(all: result)
        second.sort(by: try Fixture.metric("dram"), descending: true, of: result)
        for name in ["tps_chip", "tp", "tpot_ms"] {
            let metric = try Fixture.metric(name)
            first.sort(by: metric, descending: true, of: result)
            second.sort(by: metric, descending: true, of: result)
            #expect(first.rows == second.rows, "\(name)")
            let keys = first.rows.map { metric.read(result[$0]) }
            #expect(keys == keys.sorted(by: >), "\(name)")
        }
    }

    @Test func aSortThatIsToldToStopSaysSo() throws {
        let space = SearchSpace(
            base: try Fixture.scenario(), axes: [try Fixture.axis("batch", (1...1000).map(Double.init))])
        let result = Sweep.run(space, cores: 1)
        try #require(result.count == 1000)
        let metric = try Fixture.metric("tps_chip")
        // At the first question, when keys are read, and at the fourth, when they are ordered.
        for question in [1, 4] {
            var selection = Selection(all: result)
            let counter = SharedCounter()
            let ended = selection.sort(
                by: metric, descending: true, of: result, isCancelled: { counter.increment() == question })
            #expect(!ended)
            #expect(selection.rows == Array(0..<1000))
        }
    }

    @Test func sortsOnlyWhatWasKept() throws {
        var selection = Selection(all: result)
        _ = selection.keep([PlanTest { $0.scenario.deployment.tp == 8 }], of: result)
        selection.sort(by: try Fixture.metric("batch"), descending: true, of: result)
        #expect(selection.rows == [14, 13, 12, 11, 10])
    }
}

@Suite struct ComparisonTests {
    private let plan: PlanResult

    init() throws { plan = PlanResult(try Fixture.scenario(batch: 10)) }

    @Test(arguments: [
        (Comparison.Relation.atLeast, [false, true, true]), (.atMost, [true, true, false]),
        (.equal, [false, true, false]),
        (.notEqual, [true, false, true]), (.above, [false, false, true]), (.below, [true, false, false]),
    ])
    func holdsBelowAtAndAboveTheLimit(_ relation: Comparison.Relation, _ expected: [Bool]) throws {
        let batch = try Fixture.metric("batch")
        let held = [11.0, 10, 9].map { limit in
            Condition(batch, relation, limit).holds(for: plan)
        }
        #expect(held == expected)
    }

    @Test func readsMetricsInTheirUnitAndParametersInSI() throws {
        let dram = try #require(Quantifier.named("dram"))
        #expect(dram.read(plan) == plan.totals.memory.total / 1_073_741_824)
        let link = try #require(Quantifier.named("inter_bw"))
        #expect(link.read(plan) == 16e9)
        #expect(Quantifier.named("nothing")?.name == nil)
    }
}
