import CostModel
import TestSupport
import Testing

@testable import Planning

@Suite struct SearchSpaceTests {
    @Test func theLastAxisVariesFastest() throws {
        let space = try Fixture.caseStudy()
        #expect(space.count == 15)
        let pairs = (0..<15).map { space.scenario(at: $0).deployment }.map { [$0.tp, $0.batch] }
        let batches: [Double] = [6, 8, 10, 12, 16]
        let expected: [[Double]] = [2, 4, 8].flatMap { tp in batches.map { [tp, $0] } }
        #expect(pairs == expected)
    }

    @Test func aSpaceWithoutAxesIsItsBase() throws {
        let base = try Fixture.scenario()
        let space = SearchSpace(base: base, axes: [])
        #expect(space.count == 1)
        #expect(space.scenario(at: 0) == base)
        let result = Sweep.run(space, cores: 1)
        #expect(result.count == 1)
        #expect(result[0] == PlanResult(base))
    }

    @Test func tooManyCombinationsHaveNoCount() throws {
        let values = (1...100_000).map(Double.init)
        let names = ["input", "output", "batch", "chips"]
        let space = SearchSpace(base: try Fixture.scenario(), axes: try names.map { try Fixture.axis($0, values) })
        #expect(space.count == nil)
    }
}

@Suite struct SweepTests {
    /// Ctrl-C is looked at every few milliseconds: a plan that serves and is evaluated alone takes 50 us, one on a tape 1.5.
    @Test(arguments: [(120, 64), (10_000, 2133)]) func slowPlansAreTakenInSmallChunks(
        _ plans: Int, _ chunk: Int
    ) throws {
        let asked = SharedCounter()
        let axis = try Fixture.axis("concurrency", (1...plans).map(Double.init))
        let space = SearchSpace(base: try Fixture.aggregated(), axes: [axis])
        let result = Sweep.run(space, cores: 1, options: Sweep.Options(isCancelled: { asked.increment() > 1 }))
        #expect(result.evaluated == chunk)
    }

    @Test func aSieveKeepsWhatAFilterWould() throws {
        let space = try Fixture.large()
        var options = Sweep.Options()
        options.sieve.isPossible = { $0.deployment.batch > 2 }
        options.sieve.keeps = { $0.scenario.deployment.batch < 20 }
        let result = Sweep.run(space, cores: 2, options: options)
        let plain = Sweep.run(space, cores: 1)
        #expect(result.count == plain.count && result.feasible == plain.feasible)
        let batches = (0..<plain.count).map { plain[$0].scenario.deployment.batch }
        #expect(result.kept == batches.indices.filter { batches[$0] > 2 && batches[$0] < 20 })
        #expect(result.possible == batches.count { $0 > 2 })
        #expect(Selection(keptBy: result).count == result.kept?.count)
        #expect(plain.kept == nil && plain.possible == plain.count)
    }

    @Test func evaluatesEachCombinationAsItIsAlone() throws {
        let space = try Fixture.caseStudy()
        let result = Sweep.run(space, cores: 2)
        #expect(result.count == 15)
        #expect(result.skipped == 0)
        #expect(!result.isPartial)
        for row in 0..<result.count { #expect(result[row] == PlanResult(space.scenario(at: row))) }
    }

    @Test func keepsTheOrderOfCombinationsAcrossChunks() throws {
        let space = try Fixture.large()
        let result = Sweep.run(space, cores: 2)
        let total = try #require(space.count)
        let dividing = (0..<total).filter { space.scenario(at: $0).brokenRule == nil }
        #expect(result.count == dividing.count)
        #expect((0..<result.count).map { result.columns.point[$0] } == dividing)
        for row in stride(from: 0, to: result.count, by: 97) {
            #expect(result[row] == PlanResult(space.scenario(at: dividing[row])))
        }
    }

    @Test func countsWhatDoesNotDivide() throws {
        let space = try Fixture.large()
        let total = try #require(space.count)
        let broken = (0..<total).filter { space.scenario(at: $0).brokenRule != nil }.count
        let result = Sweep.run(space, cores: 2)
        #expect(broken > 0)
        #expect(result.skipped == broken)
        #expect(result.evaluated == total)
    }

    /// Of tp 1, 2, 3, 4 over 8 chips and 128 heads only 3 does not divide; 8 chips hold 32 experts each.
    @Test func skipsExactlyTheSizesThatDoNotDivide() throws {
        let space = SearchSpace(base: try Fixture.scenario(chips: 8), axes: [try Fixture.axis("tp", [1, 2, 3, 4])])
        let result = Sweep.run(space, cores: 1)
        #expect((0..<result.count).map { result[$0].scenario.deployment.tp } == [1, 2, 4])
        #expect(result.skipped == 1)
    }

    @Test func onlyTheFirstCombinationsAreEvaluated() throws {
        let space = try Fixture.caseStudy()
        let part = Sweep.run(space, cores: 1, options: Sweep.Options(first: 7))
        #expect(part.evaluated == 7 && part.count == 7)
        for row in 0..<7 { #expect(part[row] == PlanResult(space.scenario(at: row))) }
        #expect(Sweep.run(space, cores: 1, options: Sweep.Options(first: 99)).count == 15)
    }

    /// 256 experts and 64 more are 2.5 for each of 128 chips, 128 more are 3.
    @Test func skipsRedundantExpertsThatDoNotDivide() throws {
        let space = SearchSpace(base: try Fixture.scenario(), axes: [try Fixture.axis("redundant", [0, 64, 128])])
        let result = Sweep.run(space, cores: 1)
        #expect((0..<result.count).map { result[$0].scenario.deployment.redundantExperts } == [0, 128])
        #expect(result.skipped == 1)
    }

    @Test func manyWorkersComeToTheBitsOfOne() throws {
        let space = try Fixture.large()
        let one = Sweep.run(space, cores: 8, options: Sweep.Options(workers: 1))
        for workers in [2, 3, 8] {
            let many = Sweep.run(space, cores: 8, options: Sweep.Options(workers: workers))
            #expect(many.count == one.count)
            let isSame = (0..<one.count).allSatisfy { row in
                one.columns.point[row] == many.columns.point[row] && bits(one, row) == bits(many, row)
            }
            #expect(isSame, "\(workers) workers")
        }
    }

    @Test(arguments: [1, 2, 4])
    func aCancelledSweepKeepsTheFirstCombinations(_ workers: Int) throws {
        let space = try Fixture.large()
        let whole = Sweep.run(space, cores: 1)
        let asked = SharedCounter()
        let part = Sweep.run(
            space, cores: workers,
            options: Sweep.Options(workers: workers, isCancelled: { asked.increment() > 4 }))
        #expect(part.isPartial)
        #expect(part.evaluated > 0)
        #expect(part.evaluated < (space.count ?? 0))
        #expect(part.count <= part.evaluated)
        // The rows kept are those of the first `evaluated` combinations, all of them.
        let expected = (0..<whole.count).filter { whole.columns.point[$0] < part.evaluated }
        #expect((0..<part.count).map { part.columns.point[$0] } == expected.map { whole.columns.point[$0] })
        for row in expected { #expect(part[row] == whole[row]) }
    }

    @Test func aSweepCancelledAtOnceHasNoPlans() throws {
        let result = Sweep.run(try Fixture.large(), cores: 2, options: Sweep.Options(isCancelled: { true }))
        #expect(result.count == 0)
        #expect(result.evaluated == 0)
        #expect(result.isPartial)
    }

    @Test func progressRisesToAllPoints() throws {
        let space = try Fixture.large()
        let highest = SharedMaximum()
        let told = SharedCounter()
        // One worker, whatever the cores: the first alone tells, and so it tells of each box.
        let options = Sweep.Options(
            workers: 1,
            progress: {
                _ = told.increment()
                highest.note($0)
            })
        _ = Sweep.run(space, cores: 8, options: options)
        #expect(highest.value == space.count)
        #expect(highest.rose)
        #expect(told.increment() - 1 == Frames(TapedSpace(space)).count(of: try #require(space.count)))
    }

    @Test func countsThePlansThatFit() throws {
        let base = try Fixture.scenario()
        let byBatch = Sweep.run(SearchSpace(base: base, axes: [try Fixture.axis("batch", [1, 10, 10_000])]), cores: 1)
        #expect(byBatch.feasible == 2)
        let byCapacity = Sweep.run(
            SearchSpace(base: base, axes: [try Fixture.axis("dram", [1e9, 64e9, 1e12])]), cores: 1)
        #expect(byCapacity.feasible == 2)
    }

    /// What a row holds under the names of a tape's results, with and without two halves of a batch that overlap.
    @Test func aRowHoldsTheResultsOfItsTape() throws {
        let axes = [
            try Fixture.axis("batch", [1, 10, 10_000]), try Fixture.axis("pp", [1, 2]),
            try Fixture.axis("tbo", [0, 1]),
        ]
        let space = SearchSpace(base: try Fixture.scenario(), axes: axes)
        let result = Sweep.run(space, cores: 1)
        #expect(result.count == 12)
        #expect(Set((0..<result.count).map { result[$0].totals.splits }).count == 2)
        for row in 0..<result.count {
            let scenario = space.scenario(at: result.point(at: row))
            let totals = StepTotals.of(scenario)
            let stages: [PipelineStage: Double] = [.only: 0, .first: 1, .middle: 2, .last: 3]
            let expected: [TracedPhase.Result: Double] = [
                .divides: 1, .feasible: totals.fit(scenario) ? 1 : 0, .seconds: totals.seconds,
                .communication: totals.communication, .flops: totals.flops, .weights: totals.memory.weights,
                .memory: totals.memory.total, .stage: try #require(stages[totals.memory.stage]),
                .splits: totals.splits ? 1 : 0,
            ]
            for name in TracedPhase.Result.allCases {
                #expect(result.value(of: name, at: row) == expected[name], "\(name) of row \(row)")
            }
        }
    }

    private func bits(_ result: SweepResult, _ row: Int) -> [UInt64] {
        let totals = result[row].totals
        let memory = totals.memory
        return [
            totals.seconds, totals.communication, totals.flops, memory.weights, memory.kvCache, memory.activations,
        ].map(\.bitPattern)
    }
}
